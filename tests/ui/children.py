"""What processes of their own do in tests; it imports no Qt."""

from pathlib import Path
from threading import Event


def wait_long(begun: Path) -> None:
    """Say that it has begun, by a file, and then wait for longer than any test does."""
    begun.touch()
    Event().wait(600)
