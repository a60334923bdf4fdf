"""The menu of the open files: which of them are shown, and which are to be closed."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from timeline_app.ui.file_set import name_of
from timeline_app.ui.open_files import OpenFiles


class FilesMenu:
    """The part of a menu that lists the files; made anew each time it is opened."""

    def __init__(self, menu: QMenu, files: OpenFiles) -> None:
        """Lists the files of a menu below the entries that it has."""
        self._menu, self._files = menu, files
        self._listed: list[QAction] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._list)

    def _list(self) -> None:
        for action in self._listed:
            self._menu.removeAction(action)
            action.deleteLater()
        files = self._files.files
        self._listed = [self._menu.addSeparator()]
        for path in files.paths:
            action = self._entry(self._menu, path, self._files.toggle)
            action.setCheckable(True)
            action.setChecked(path not in files.hidden)
            self._listed.append(action)
        if files.paths:
            closing = QMenu("&Close", self._menu)
            closing.setToolTipsVisible(True)
            for path in files.paths:
                self._entry(closing, path, self._files.close)
            self._listed += [self._menu.addSeparator(), self._menu.addMenu(closing)]

    def _entry(self, menu: QMenu, path: str, act: Callable[[str], None]) -> QAction:
        action = menu.addAction(name_of(path).replace("&", "&&"))
        action.setToolTip(path)
        action.triggered.connect(lambda _checked=False: act(path))
        return action
