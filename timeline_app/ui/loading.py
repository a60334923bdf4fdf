"""Opening files: small ones at once, larger ones in a process of their own, so that the window stays alive."""

import math
import stat
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.formats.registry import read_files
from timeline_app.ui.jobs import Job

_AT_ONCE = 100_000
"""Files of so many bytes together are read without leaving the GUI thread: it takes a few milliseconds."""


class Loader(QObject):
    """Reads files and tells what came of it.

    Attributes:
        started: the files that are being read.
        finished: the files, and what could be read.
    """

    started = Signal(tuple)
    finished = Signal(tuple, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: tuple[str, ...] = ()
        self._job = Job(self)
        self._job.done.connect(self._deliver)
        self._job.failed.connect(self._report)

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._job.running

    def load(self, paths: Sequence[str]) -> None:
        """Read files as one timeline; what was being read before is dropped."""
        self.cancel()
        self._paths = tuple(paths)
        if _size(paths) <= _AT_ONCE:
            self._deliver(read_files([Path(path) for path in paths]))
            return
        self.started.emit(self._paths)
        self._job.run_apart(read_files, [Path(path) for path in paths])

    def cancel(self) -> None:
        """Stop reading."""
        self._job.cancel()

    def _deliver(self, reading: Reading) -> None:
        self.finished.emit(self._paths, reading)

    def _report(self, error: Exception) -> None:
        problem = Problem(Severity.ERROR, self._paths[0], None, None, None, f"reading it failed: {error}", "")
        self.finished.emit(self._paths, Reading(None, (problem,)))


def _size(paths: Sequence[str]) -> float:
    """Bytes of all files together; endless for a folder, a pipe or a device. What can't be read has none."""
    return sum(_size_of(Path(path)) for path in paths)


def _size_of(path: Path) -> float:
    try:
        status = path.stat()
    except OSError:  # the reader says why, in words
        return 0.0
    return float(status.st_size) if stat.S_ISREG(status.st_mode) else math.inf
