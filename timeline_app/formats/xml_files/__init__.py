"""What all XML has in common."""
