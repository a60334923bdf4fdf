"""Making a picture of the open timeline: asking how, drawing it off the GUI thread, into a file or the clipboard."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from timeline_app.atomic import write_bytes
from timeline_app.export.picture import PictureOptions, render_index
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.ui import settings
from timeline_app.ui.export_dialog import ExportDialog
from timeline_app.ui.jobs import Job

_CLIPBOARD_SCALE = 2.0


class Exporter(QObject):
    """Makes pictures.

    Attributes:
        started: what is being done, in words.
        finished: what was done, in words.
        failed: why it couldn't be done, in words.
    """

    started = Signal(str)
    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._to_file, self._to_clipboard = Job(self), Job(self)
        self._to_file.done.connect(self._say_where)
        self._to_clipboard.done.connect(self._copy)
        for job in (self._to_file, self._to_clipboard):
            job.failed.connect(self._say_why)

    @property
    def running(self) -> bool:
        """Whether a file is being written."""
        return self._to_file.running

    def ask(self, index: TimelineIndex, shown: PictureOptions, file: Path) -> None:
        """Ask what the picture is to be and where it is to go, and make it.

        Args:
            index: what to draw.
            shown: what the window shows of it.
            file: the open file; its folder and name are suggested.
        """
        timeline = index.timeline
        dialog = ExportDialog(shown, timeline.title, has_estimates=len(timeline.estimates) > 0, parent=self._window)
        if not dialog.exec():
            return
        folder = settings.EXPORT_FOLDER.read() or str(file.parent)
        name = f"{file.name.split('.')[0] or 'timeline'}.{dialog.kind}"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Export picture", str(Path(folder) / name), f"*.{dialog.kind}"
        )
        if path:
            settings.EXPORT_FOLDER.write(str(Path(path).parent))
            self.export(index, dialog.options, dialog.kind, _with_ending(path, dialog.kind))

    def export(self, index: TimelineIndex, options: PictureOptions, kind: str, path: str) -> None:
        """Write a picture; an existing file is replaced, whole or not at all."""
        if self.running:
            self.failed.emit("A picture is still being written. Export again when it is done.")
            return
        self.started.emit("Exporting …")
        self._to_file.run(_export, index, options, kind, path)

    def copy(self, index: TimelineIndex, shown: PictureOptions, theme: str) -> None:
        """Put a picture of what the window shows on the clipboard."""
        self.started.emit("Making the picture …")
        self._to_clipboard.run(_drawn, index, replace(shown, scale=_CLIPBOARD_SCALE, theme=theme), "png")

    def _copy(self, data: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(data))
        self.finished.emit("Copied the picture to the clipboard")

    def _say_where(self, path: str) -> None:
        self.finished.emit(f"Exported to {path}")

    def _say_why(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self.failed.emit(f"{error.filename or 'The file'} can't be written: {error.strerror or error}")
        else:
            self.failed.emit(str(error))


def _export(index: TimelineIndex, options: PictureOptions, kind: str, path: str) -> str:
    write_bytes(Path(path), _drawn(index, options, kind), replace=True)
    return path


def _drawn(index: TimelineIndex, options: PictureOptions, kind: str) -> bytes:
    """The picture, of an index of its own: that of the window keeps what each frame needs, in the window's thread."""
    return render_index(TimelineIndex.of(index.timeline, index.kept), options, kind)


def _with_ending(path: str, kind: str) -> str:
    return path if path.lower().endswith(f".{kind}") else f"{path}.{kind}"
