"""Making a picture of the open timeline and putting it into a file or on the clipboard."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from timeline_app.atomic import write_bytes
from timeline_app.export.picture import PictureOptions, render
from timeline_app.model.timeline import Timeline
from timeline_app.ui.jobs import Job


class Exporter(QObject):
    """Makes pictures off the GUI thread.

    Attributes:
        finished: what was done, in words.
        failed: why it couldn't be done, in words.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._to_file, self._to_clipboard = Job(self), Job(self)
        self._to_file.done.connect(lambda path: self.finished.emit(f"Exported to {path}"))
        self._to_clipboard.done.connect(self._copy)
        for job in (self._to_file, self._to_clipboard):
            job.failed.connect(lambda error: self.failed.emit(_reason(error)))

    def export(self, timeline: Timeline, options: PictureOptions, kind: str, path: str) -> None:
        """Write a picture; an existing file is replaced, whole or not at all."""
        self._to_file.run(_export, timeline, options, kind, path)

    def copy(self, timeline: Timeline, options: PictureOptions) -> None:
        """Put a picture on the clipboard."""
        self._to_clipboard.run(render, timeline, replace(options, scale=2.0), "png")

    def _copy(self, data: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(data))
        self.finished.emit("Copied the picture to the clipboard")


def _export(timeline: Timeline, options: PictureOptions, kind: str, path: str) -> str:
    write_bytes(Path(path), render(timeline, options, kind), replace=True)
    return path


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'The file'} can't be written: {error.strerror or error}"
    return str(error)
