"""Exporting, copying and printing the picture of the open timeline, and what the window says of it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from timeline_app.ui.show_in_folder import show_in_folder
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine

if TYPE_CHECKING:
    from timeline_app.export.picture import PictureOptions
    from timeline_app.ui.exporting import Exporter
    from timeline_app.ui.printing import Printing


class Pictures(QObject):
    """Makes pictures of what the window shows.

    Attributes:
        finished: a picture is where it was to go, or was cancelled.
        failed: it couldn't be made, which has been said.
        closing: whether the window closes when the picture is written.
    """

    finished = Signal()
    failed = Signal()

    def __init__(self, window: QWidget, state: State, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._state, self._status = window, state, status
        self.closing = False

    @property
    def running(self) -> bool:
        """Whether a file is being written, or something printed."""
        made = self.__dict__
        return ("_exporter" in made and self._exporter.running) or ("_printing" in made and self._printing.running)

    def ask(self) -> None:
        """Ask what the picture is to be and where it is to go, and make it."""
        if self.running:
            self._say_failed("A picture is still being written. Export again when it is done.")
            return
        self._exporter.ask(self._state.index, self._shown, self._file)

    def ask_panel(self, width: float, theme: str) -> None:
        """Ask where the estimates panel alone is to go, as wide as it is shown and in the colours of a theme."""
        from timeline_app.export.panel import PanelOptions

        options = PanelOptions(width=width, theme=theme)
        self._exporter.ask_panel(self._state.index, self._state.view, options, self._file)

    def copy(self, theme: str) -> None:
        """Copy what the window shows to the clipboard, in the colours of a theme."""
        self._exporter.copy(self._state.index, self._shown, theme)

    def print(self) -> None:
        """Print what the window shows."""
        self._printing.ask(self._state.index, self._shown)

    def cancel(self) -> None:
        """Make no picture after all."""
        if "_exporter" in self.__dict__ and self._exporter.running:
            self._exporter.cancel()
            self._status.say("Nothing was exported")
            self.finished.emit()

    @property
    def _file(self) -> Path:
        """The open file, or the first of several."""
        paths = self._state.paths
        return Path(paths[0]).resolve() if paths else Path("timeline")

    @property
    def _shown(self) -> "PictureOptions":
        """What the window shows."""
        from timeline_app.export.picture import PictureOptions

        return PictureOptions.as_shown(self._state.view, self._state.filter)

    @cached_property
    def _exporter(self) -> "Exporter":
        """Made when it is first needed: it would slow the start."""
        from timeline_app.ui.exporting import Exporter

        exporter = Exporter(self._window)
        exporter.started.connect(self._show_work)
        exporter.written.connect(self._say_where)
        exporter.finished.connect(self._say_done)
        exporter.failed.connect(self._say_failed)
        return exporter

    @cached_property
    def _printing(self) -> "Printing":
        """Made when it is first needed."""
        from timeline_app.ui.printing import Printing

        printing = Printing(self._window)
        printing.started.connect(self._status.show_work)
        printing.finished.connect(self._say_done)
        printing.failed.connect(self._say_failed)
        return printing

    def _show_work(self, words: str) -> None:
        self._status.show_work(f"{words} The window closes when it is written." if self.closing else words)

    def _say_where(self, path: str, remarks: str) -> None:
        self._status.show_work("")
        words = f"Exported to {path}" + (f" ({remarks})" if remarks else "")
        self._status.say(words, ("Open folder", lambda: show_in_folder(path)))
        self.finished.emit()

    def _say_done(self, words: str) -> None:
        self._status.show_work("")
        self._status.say(words)
        self.finished.emit()

    def _say_failed(self, words: str) -> None:
        self._status.show_work("")
        self.failed.emit()
        QMessageBox.warning(self._window, "Export", words)
