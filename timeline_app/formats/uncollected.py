"""Reads what is large without Python's search for rubbish: there is none in a document while it is taken in."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search: to look through a large document again and again takes up to half of the time to read it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
