"""The menu of files that were opened lately."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.resources import GALLERY, STARTER, seed
from timeline_app.ui import settings


class RecentMenu(QMenu):
    """Made anew each time it is opened.

    Attributes:
        chosen: the path of a file to open.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Open &recent", parent)
        self.aboutToShow.connect(self._list)

    def _list(self) -> None:
        self.clear()
        for path in settings.RECENT.read():
            action = QAction(path.replace("&", "&&"), self)
            action.triggered.connect(lambda _checked=False, path=path: self.chosen.emit(path))
            self.addAction(action)
        if self.isEmpty():
            self.addAction("no files yet").setEnabled(False)


def remember_files(paths: Sequence[str]) -> None:
    """Put files at the head of the recent ones; those that come with the program have menu entries of their own."""
    for path in (Path(path).resolve() for path in paths):
        if path not in (seed(STARTER).resolve(), seed(GALLERY).resolve()):
            settings.remember_file(str(path))
