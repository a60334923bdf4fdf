"""Reading a large file while the program itself is still being loaded. Imports no Qt: it begins before Qt does."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from timeline_app.formats.reading import Reading
from timeline_app.formats.registry import may_be_read_by_arrays, read_by_arrays
from timeline_app.model.timeline import Timeline

_LEAST = 1_000_000
"""A file of fewer bytes is read in no time, once the window is there."""


class ReadAhead:
    """A file that is being read, and prepared, in a thread.

    Attributes:
        path: its name.
    """

    def __init__(self, path: str, prepare: Callable[[Timeline], object]) -> None:
        self.path = path
        self._prepare = prepare
        self._result: tuple[Reading, object] | Exception | None = None
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def result(self) -> tuple[Reading, object]:
        """What was read, and what was made of its timeline, None where there is none; waits until it is there.

        Raises:
            NeedsLockError: the file can't be read in a thread.
        """
        self._thread.join()
        if isinstance(self._result, Exception):
            raise self._result
        assert self._result is not None
        return self._result

    def _read(self) -> None:
        try:
            reading = read_by_arrays(self.path)
            self._result = (reading, None if reading.timeline is None else self._prepare(reading.timeline))
        except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
            self._result = error


def read_ahead(paths: Sequence[str], prepare: Callable[[Timeline], object]) -> ReadAhead | None:
    """Begin to read, if it is one large file that leaves Python's lock alone."""
    if len(paths) != 1 or not _is_large(Path(paths[0])) or not may_be_read_by_arrays(paths[0]):
        return None
    return ReadAhead(paths[0], prepare)


def _is_large(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size >= _LEAST
    except (OSError, ValueError):  # whoever reads it says why, in words
        return False
