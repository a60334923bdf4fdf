"""What all JSON has in common, and the shapes of it that need no folder of their own."""
