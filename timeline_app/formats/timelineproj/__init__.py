"""The Timeline Project's files."""
