"""Opening files: tiny ones at once, larger ones beside the window: in a thread, or in a process where need be."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.formats.registry import NeedsLockError, may_be_read_by_arrays, read_by_arrays, read_files
from timeline_app.ui.jobs import Job
from timeline_app.ui.read_ahead import Loaded, Prepare, ReadAhead, size_of

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

    def __init__(self, parent: QObject | None = None, prepare: Prepare = lambda _timeline: None) -> None:
        """`prepare` is called off the GUI thread for larger files, so that it must be a pure function."""
        super().__init__(parent)
        self._paths: tuple[str, ...] = ()
        self._prepare = prepare
        self._ahead: ReadAhead | None = None
        self._asked: object = None
        self._reading = threading.Lock()
        self._job = Job(self)
        self._job.done.connect(self._deliver)
        self._job.failed.connect(self._retry_or_report)

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._job.running

    def load(self, paths: Sequence[str]) -> None:
        """Read files as one timeline; what was being read before is dropped."""
        self.cancel()
        self._paths = tuple(paths)
        size = sum(map(size_of, paths))
        if size <= _AT_ONCE:
            self._deliver(self._loaded(read_files(_as_paths(paths))))
            return
        self.progressed.emit(f"Reading {_words(paths)} …")
        if self._ahead is not None and [self._ahead.path] == list(paths):
            self._job.run(self._ahead.result)
            self._ahead = None
        elif len(set(paths)) == 1 and may_be_read_by_arrays(paths[0]):
            self._read_in_thread(read_by_arrays, paths[0])
        elif size <= _IN_THREAD:
            self._read_in_thread(read_files, _as_paths(paths))
        else:
            self._read_apart()

    def expect(self, ahead: ReadAhead | None) -> None:
        """Take over a file that is being read already, when it is asked for."""
        self._ahead = ahead

    def cancel(self) -> None:
        """Stop reading."""
        self._asked = None
        self._job.cancel()

    def _read_in_thread(self, read: Callable[[Any], Reading], what: object) -> None:
        """Read as soon as no other thread does: what is cancelled goes on to its end, and two would fill the memory."""
        asked = self._asked = object()

        def read_if_wanted() -> Loaded | None:
            with self._reading:
                return self._loaded(read(what)) if self._asked is asked else None

        self._job.run(read_if_wanted)

    def _read_apart(self) -> None:
        self._job.run_apart(read_files, _as_paths(self._paths), then=self._loaded)

    def _loaded(self, reading: Reading) -> Loaded:
        return Loaded.of(reading, self._prepare)

    def _deliver(self, loaded: Loaded) -> None:
        self.finished.emit(self._paths, *loaded)

    def _retry_or_report(self, error: Exception) -> None:
        if isinstance(error, NeedsLockError):
            self._read_apart()
            return
        problem = Problem(Severity.ERROR, self._paths[0], None, None, None, f"reading it failed: {error}", "")
        self.finished.emit(self._paths, Reading(None, (problem,)), None)


def _as_paths(paths: Sequence[str]) -> list[Path]:
    return [Path(path) for path in paths]


def _words(paths: Sequence[str]) -> str:
    """The name of the first file, and how many more there are."""
    first = Path(paths[0]).name if paths else ""
    return f"{first} and {len(paths) - 1} more" if len(paths) > 1 else first
