"""Watches the open files, and tells when one of them is another than it was when it was read."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from timeline_app.formats.placing import stamps_of
from timeline_app.model.origins import Stamp
from timeline_app.ui.jobs import Job

_QUIET_MS = 250
"""Whoever writes a file has finished when nothing has happened to it for so long."""
_LONGEST_WAIT = 2.0
"""A file that is written without an end is looked at after so many seconds all the same."""
_MOST_WATCHED = 1000
"""Of the files in a folder no more are watched one by one: systems allow only so many."""
_ROUND_MS = 3000
"""Where there are more, all are looked at so often while the window is in use, and when somebody comes back to it."""


class FileWatch(QObject):
    """The watch, which looks at files only off the GUI thread: they may lie at the end of a slow line.

    Attributes:
        changed: the names of the files that are others than they were, and how many bytes all have.
        looked: the files were looked at, and nothing has changed.
    """

    changed = Signal(tuple, float)
    looked = Signal()

    def __init__(self, parent: QObject, busy: Callable[[], bool]) -> None:
        """`busy` says whether the files are being read: then they are looked at afterwards."""
        super().__init__(parent)
        self._busy = busy
        self._paths: tuple[str, ...] = ()
        self._known: Mapping[str, Stamp] = {}
        self._looked = False
        self._since: float | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._wait)
        self._watcher.directoryChanged.connect(self._wait)
        self._pause = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._pause.timeout.connect(self._look)
        self._rounds = QTimer(self, interval=_ROUND_MS)
        self._rounds.timeout.connect(self._look_at_rest)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._look_at_rest)
        self._job = Job(self)
        self._job.done.connect(self._compare)

    def follow(self, paths: Sequence[str], read: Mapping[str, Stamp]) -> None:
        """Watch files from now on.

        Args:
            paths: of files and folders.
            read: their states, and those of the files in them, as far as they could be read.
        """
        self._looked = self._looked and set(paths) == set(self._paths)
        self._paths, self._known = tuple(paths), {**(self._known if self._looked else {}), **read}
        self._look()

    def _wait(self) -> None:
        """Look when nothing more happens."""
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if now - self._since < _LONGEST_WAIT or not self._pause.isActive():
            self._pause.start()

    def _look(self) -> None:
        self._since = None
        if not self._busy():
            self._job.run(stamps_of, self._paths)

    def _look_at_rest(self) -> None:
        """Look at what isn't watched, while the window is in use and nothing else is about to look."""
        active = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        if active and self._rounds.isActive() and not self._pause.isActive() and not self._job.running:
            self._look()

    def _compare(self, now: Mapping[str, Stamp]) -> None:
        before, self._known = self._known, now
        files = {*before, *now} if self._looked else {*before}  # at first nobody knows what else is in a folder
        others = [file for file in files if before.get(file) != now.get(file)]
        self._looked = True
        self._watch(now)
        if others:
            self.changed.emit(tuple(sorted(others)), float(sum(stamp.size for stamp in now.values())))
        else:
            self.looked.emit()

    def _watch(self, files: Collection[str]) -> None:
        """Watch files and the folders that they are in: one that is written beside and renamed is another file."""
        wanted = {str(Path(path).absolute()) for path in (*self._paths, *list(files)[:_MOST_WATCHED])}
        wanted |= {str(Path(path).absolute().parent) for path in self._paths}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := sorted(watched - wanted):
            self._watcher.removePaths(gone)
        missing: list[str] = []
        if new := sorted(wanted - watched):
            missing = self._watcher.addPaths(new)
            if len(missing) < len(new):  # something may have happened to them before they were watched
                self._pause.start()
        if missing or len(files) > _MOST_WATCHED:
            self._rounds.start()
        else:
            self._rounds.stop()
