"""Opening files: tiny ones at once, larger ones beside the window: in a thread, or in a process where need be."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.formats.registry import NeedsLockError, may_be_read_by_arrays, read_by_arrays, read_files
from timeline_app.formats.request import Progress, Request
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.ui.file_set import name_of, names_of
from timeline_app.ui.jobs import Job
from timeline_app.ui.read_ahead import Loaded, Prepare, ReadAhead, size_of
from timeline_app.ui.work_apart import Tell

Mappings = tuple[ColumnMapping, ...]

_MEGABYTE = 1024**2
_AT_ONCE = 30_000
"""Files of so many bytes together are read without leaving the GUI thread: it takes some milliseconds."""
_IN_THREAD = 1_000_000
"""So many bytes never hold Python's lock for long at a time: they need no process, which takes a while to start."""


class Loader(QObject):
    """Reads files and tells what came of it.

    What can be read without holding Python's lock for long is read in a thread, anything else in a process of its own,
    since a lock that is held stops the window.

    Attributes:
        progressed: what is going on, in words.
        finished: the files, what could be read, and what `prepare` made of the timeline, None where there is none.
    """

    progressed = Signal(str)
    finished = Signal(tuple, object, object)

    def __init__(
        self,
        parent: QObject | None = None,
        prepare: Prepare = lambda _timeline: None,
        mappings: Callable[[], Mappings] = tuple,
    ) -> None:
        """Reads nothing yet.

        Args:
            parent: see QObject.
            prepare: is called off the GUI thread for larger files, so that it must be a pure function.
            mappings: gives what was said of the columns of tables.
        """
        super().__init__(parent)
        self._mappings = mappings
        self._paths: tuple[str, ...] = ()
        self._prepare = self._preparing = prepare
        self._ahead: ReadAhead | None = None
        self._job = Job(self)
        self._job.told.connect(lambda progress: self.progressed.emit(progress_words(progress)))
        self._job.done.connect(self._deliver)
        self._job.failed.connect(self._retry_or_report)

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._job.running

    def load(self, paths: Sequence[str], prepare: Prepare | None = None) -> None:
        """Read files as one timeline, prepared in another way if need be; what was being read before is dropped."""
        self.cancel()
        self._paths, self._preparing = tuple(paths), prepare or self._prepare
        size = sum(map(size_of, paths))
        if size <= _AT_ONCE:
            self._deliver(self._loaded(read_files(_as_paths(paths), Request(self._mappings()))))
            return
        self.progressed.emit(f"Reading {names_of(paths)} …")
        if self._ahead is not None and [self._ahead.path] == list(paths) and prepare is None:
            self._job.run(self._ahead.result, Tell.HERE)
            self._ahead = None
        elif len(set(paths)) == 1 and may_be_read_by_arrays(paths[0]):
            self._job.run_in_turn(_read_by_arrays, paths[0], self._mappings(), Tell.HERE, then=self._loaded)
        elif size <= _IN_THREAD:
            self._job.run_in_turn(_read_files, _as_paths(paths), self._mappings(), Tell.HERE, then=self._loaded)
        else:
            self._read_apart()

    def expect(self, ahead: ReadAhead | None) -> None:
        """Take over a file that is being read already, when it is asked for."""
        self._ahead = ahead

    def cancel(self) -> None:
        """Stop reading."""
        self._job.cancel()

    def _read_apart(self) -> None:
        paths = _as_paths(self._paths)
        self._job.run_apart(_read_files, paths, self._mappings(), Tell.HERE, then=self._loaded)

    def _loaded(self, reading: Reading) -> Loaded:
        return Loaded.of(reading, self._preparing)

    def _deliver(self, loaded: Loaded) -> None:
        self.finished.emit(self._paths, *loaded)

    def _retry_or_report(self, error: Exception) -> None:
        if isinstance(error, NeedsLockError):
            self._read_apart()
            return
        problem = Problem(Severity.ERROR, self._paths[0], None, None, None, f"reading it failed: {error}", "")
        self.finished.emit(self._paths, Reading(None, (problem,)), None)


def progress_words(progress: Progress) -> str:
    """How far reading is: "Reading events.csv: 45 of 96 MB …"."""
    name, unit = name_of(progress.file), progress.unit
    if unit == "bytes":
        unit = "MB"
        progress = progress._replace(done=progress.done // _MEGABYTE, total=progress.total // _MEGABYTE)
    most = f" of {progress.total:,}" if progress.total else ""
    return f"Reading {name}: {progress.done:,}{most} {unit} …"


def _read_files(paths: Sequence[Path], mappings: Mappings, tell: Callable[[Progress], None]) -> Reading:
    return read_files(paths, Request(mappings, tell))


def _read_by_arrays(path: str, mappings: Mappings, tell: Callable[[Progress], None]) -> Reading:
    return read_by_arrays(path, Request(mappings, tell))


def _as_paths(paths: Sequence[str]) -> list[Path]:
    return [Path(path) for path in paths]
