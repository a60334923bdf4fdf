"""Making a picture of the open timeline: asking how, drawing it off the GUI thread, into a file or the clipboard."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from timeline_app.atomic import write_bytes
from timeline_app.export.composing.sheets import PIXELS_AN_INCH, WINDOW
from timeline_app.export.panel import PANEL_KINDS, PanelOptions, picture_of_panel
from timeline_app.export.picture import Picture, PictureOptions, picture_of
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.ui.asking_where import ask_where
from timeline_app.ui.export_dialog import ExportDialog
from timeline_app.ui.jobs import Job
from timeline_app.ui.picture_faults import words_of_failure
from timeline_app.ui.work_apart import Tell

_CLIPBOARD = replace(WINDOW, dpi=2 * PIXELS_AN_INCH)
_SVG = "image/svg+xml"


class Exporter(QObject):
    """Makes pictures.

    Attributes:
        started: what is being done, in words.
        written: a file was: its path, and what is to be said of it.
        finished: what else was done, in words.
        failed: why it couldn't be done, in words.
    """

    started = Signal(str)
    written = Signal(str, str)
    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._to_file, self._to_clipboard = Job(self), Job(self)
        self._to_file.told.connect(lambda share: self.started.emit(f"Exporting: {share:.0%} …"))
        self._to_file.done.connect(lambda said: self.written.emit(*said))
        self._to_clipboard.done.connect(self._copy)
        for job in (self._to_file, self._to_clipboard):
            job.failed.connect(self._say_why)

    @property
    def running(self) -> bool:
        """Whether a file is being written."""
        return self._to_file.running

    def cancel(self) -> None:
        """Make no picture after all; nothing of it is left."""
        self._to_file.cancel()
        self._to_clipboard.cancel()

    def ask(self, index: TimelineIndex, shown: PictureOptions, file: Path) -> None:
        """Ask what the picture is to be and where it is to go, and make it.

        Args:
            index: what to draw.
            shown: what the window shows of it.
            file: the open file; its folder and name are suggested.
        """
        dialog = ExportDialog(index, shown, self._window)
        while dialog.exec():  # without a path the choices are there again
            path, kind = ask_where(self._window, "Export picture", file, (dialog.kind,))
            if path:
                self._write(path, picture_of, index, dialog.options, kind, Tell.HERE)
                break
        dialog.deleteLater()

    def ask_panel(self, index: TimelineIndex, view: View, options: PanelOptions, file: Path) -> None:
        """Ask where a picture of the estimates panel alone is to go, and make it."""
        named = file.with_name(f"{file.name.split('.')[0] or 'timeline'}-estimates")
        path, kind = ask_where(self._window, "Export the panel", named, PANEL_KINDS)
        if path:
            self._write(path, picture_of_panel, index, view, options, kind)

    def _write(self, path: str, draw: Callable[..., Picture], index: TimelineIndex, *arguments: object) -> None:
        """Draw a picture and write it; an existing file is replaced, whole or not at all."""
        if self.running:
            self.failed.emit("A picture is still being written. Export again when it is done.")
            return
        self.started.emit("Exporting …")
        self._to_file.run(_drawn, draw, index, *arguments, then=partial(_written, path))

    def copy(self, index: TimelineIndex, shown: PictureOptions, theme: str) -> None:
        """Put a picture of what the window shows on the clipboard, as pixels and as a drawing."""
        self.started.emit("Making the picture …")
        self._to_clipboard.run(_copied, index, replace(shown, sheet=_CLIPBOARD, theme=theme))

    def _copy(self, pictures: tuple[bytes, bytes]) -> None:
        pixels, drawing = pictures
        copied = QMimeData()
        copied.setImageData(QImage.fromData(pixels))
        copied.setData(_SVG, drawing)
        QGuiApplication.clipboard().setMimeData(copied)
        self.finished.emit("Copied the picture to the clipboard")

    def _say_why(self, error: Exception) -> None:
        self.failed.emit(words_of_failure(error))


def _drawn(draw: Callable[..., Picture], index: TimelineIndex, *arguments: object) -> Picture:
    return draw(_own(index), *arguments)


def _written(path: str, picture: Picture) -> tuple[str, str]:
    """Write a picture; where it is, and what is to be said of it."""
    write_bytes(Path(path), picture.data, replace=True)
    return path, "; ".join(picture.remarks)


def _copied(index: TimelineIndex, options: PictureOptions) -> tuple[bytes, bytes]:
    """The picture as PNG and as SVG."""
    own = _own(index)
    return picture_of(own, options, "png").data, picture_of(own, options, "svg").data


def _own(index: TimelineIndex) -> TimelineIndex:
    """An index of its own: that of the window keeps what each frame needs, in the window's thread."""
    return TimelineIndex.of(index.timeline, index.kept)
