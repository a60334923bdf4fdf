"""What is done with files in the window: choosing them in a dialog, dropping them, showing where they are."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from timeline_app.formats.known import FORMATS
from timeline_app.ui.columns import Columns
from timeline_app.ui.open_files import OpenFiles
from timeline_app.ui.show_in_folder import show_in_folder
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine


class FileCommands(QObject):
    """The commands."""

    def __init__(self, window: QWidget, state: State, files: OpenFiles, columns: Columns, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._state, self._files = window, state, files
        self._columns, self._status = columns, status

    def ask(self) -> None:
        """Ask for files to open."""
        if paths := self._asked("Open event files"):
            self._files.open(paths)

    def ask_folder(self) -> None:
        """Ask for a folder whose files are to be opened as one timeline."""
        title = "Open a folder of event files"
        if path := QFileDialog.getExistingDirectory(self._window, title, _folder(self._files.files.paths)):
            self._files.open([path])

    def ask_more(self) -> None:
        """Ask for files to open beside those that are open."""
        if paths := self._asked("Add event files"):
            self._files.add(paths)

    def _asked(self, title: str) -> list[str]:
        endings = " ".join(f"*{ending}" for one in FORMATS for ending in one.extensions)
        kinds = f"Event files ({endings});;All files (*)"
        paths, _ = QFileDialog.getOpenFileNames(self._window, title, _folder(self._files.files.paths), kinds)
        return paths

    def drop(self, event: QDropEvent) -> None:
        """Open what was dropped; with Ctrl held, beside what is open."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self._files.add if adds else self._files.open)(paths)

    def show_selected(self) -> None:
        """Show the file of what is selected in its folder; the only file where nothing is."""
        if file := self._file_meant():
            self.show_file(file)
        else:
            self._status.say("Select an event or an estimate to see its file")

    def ask_columns(self) -> None:
        """Ask what the columns are of the table that leaves it open, or of what is selected; or of which file first."""
        file = next(iter(self._files.doubtful), "") or self._file_meant() or self._chosen_file()
        if file:
            self._columns.ask(file)

    def _chosen_file(self) -> str:
        """One of the open files, as somebody chooses; "" for none."""
        paths = list(self._files.files.paths)
        file, chosen = QInputDialog.getItem(self._window, "Columns of a table", "Of which file?", paths, 0, False)
        return file if chosen else ""

    def _file_meant(self) -> str:
        """The file of what is selected; the only one where nothing is, or ""."""
        from timeline_app.layout.card import place_of  # nothing is selected when the program starts

        selected, paths = self._state.view.selected, self._files.files.paths
        place = place_of(self._state.timeline, selected) if selected else None
        if place is not None:
            return place.file
        return paths[0] if len(paths) == 1 else ""

    def show_file(self, file: str) -> None:
        """Open the folder of a file, and say where it is: a system may have nothing to show it with, and not say so."""
        where = str(Path(file).absolute())
        self._status.show_place(where if show_in_folder(file) else f"Its folder can't be opened: {where}")


def _folder(paths: tuple[str, ...]) -> str:
    return str(Path(paths[0]).resolve().parent) if paths else ""
