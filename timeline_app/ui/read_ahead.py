"""Reading a large file while the program itself is still being loaded. Imports no Qt: it begins before Qt does."""

import math
import stat
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from timeline_app.formats.reading import Reading
from timeline_app.formats.registry import may_be_read_by_arrays, read_by_arrays
from timeline_app.formats.request import Progress, Request
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.model.timeline import Timeline

Prepare = Callable[[Timeline], object]

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""What workbooks begin with, and those of old, of which a few bytes may be a sheet of millions of cells."""
_LEAST = 1_000_000
"""A file of fewer bytes is read in no time, once the window is there."""


class Loaded(NamedTuple):
    """What was read, and what was made of its timeline; None where there is none."""

    reading: Reading
    prepared: object

    @classmethod
    def of(cls, reading: Reading, prepare: Prepare) -> "Loaded":
        """What was read, prepared; what reading took of memory beyond that is given back here, not in some frame."""
        import pyarrow as pa  # a start without a large file doesn't wait for it here

        loaded = cls(reading, None if reading.timeline is None else prepare(reading.timeline))
        pa.default_memory_pool().release_unused()
        return loaded


class ReadAhead:
    """A file that is being read, and prepared, in a thread.

    Attributes:
        path: its name.
    """

    def __init__(self, path: str, prepare: Prepare, mappings: tuple[ColumnMapping, ...]) -> None:
        self.path = path
        self._prepare, self._mappings = prepare, mappings
        self._tell: Callable[[Progress], None] = lambda _progress: None
        self._result: Loaded | Exception | None = None
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def result(self, tell: Callable[[Progress], None]) -> Loaded:
        """What was read; waits until it is there.

        Args:
            tell: is told how far it is; may raise to have it end.

        Raises:
            NeedsLockError: the file can't be read in a thread.
        """
        self._tell = tell
        self._thread.join()
        if isinstance(self._result, Exception):
            raise self._result
        assert self._result is not None
        return self._result

    def _pass_on(self, progress: Progress) -> None:
        self._tell(progress)

    def _read(self) -> None:
        try:
            request = Request(self._mappings, self._pass_on)
            self._result = Loaded.of(read_by_arrays(self.path, request), self._prepare)
        except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
            self._result = error


def read_ahead(paths: Sequence[str], prepare: Prepare, mappings: tuple[ColumnMapping, ...] = ()) -> ReadAhead | None:
    """Begin to read, if it is one large file that leaves Python's lock alone."""
    if len(paths) != 1 or size_of(paths[0]) < _LEAST or not may_be_read_by_arrays(paths[0]):
        return None
    return ReadAhead(paths[0], prepare, mappings)


def size_of(path: str) -> float:
    """Bytes of a file, unpacked if need be; endless for a folder, a pipe or a device. What can't be read has none."""
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            return math.inf
        return float(status.st_size if status.st_size > _LEAST else _weight_of(Path(path), status.st_size))
    except (OSError, ValueError):  # the reader says why, in words
        return 0.0


def _weight_of(path: Path, size: int) -> int:
    """The bytes of a small file; of a workbook those to which it unpacks, or many where that can't be known."""
    with path.open("rb") as stream:
        head = stream.read(len(_OLD))
    if head == _OLD:
        return _LEAST + size
    if not head.startswith(_PACKED):
        return size
    from timeline_app.formats.tables.workbook_bounds import UNPACKING_ERRORS, weight_of  # few files are packed

    try:
        return weight_of(path)
    except UNPACKING_ERRORS:  # the reader says what is wrong
        return size
