"""Exporting the estimates panel alone: asks where to, and writes it off the GUI thread."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.ui import settings
from timeline_app.ui.jobs import Job
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine

_FILTERS = {"PNG picture (*.png)": "png", "SVG drawing (*.svg)": "svg", "PDF page (*.pdf)": "pdf"}


class PanelExport(QObject):
    """Makes pictures of the panel as it is shown: its width, order, scale and date."""

    def __init__(self, window: QWidget, state: State, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._state, self._status = window, state, status
        self._job = Job(self)
        self._job.done.connect(self._say_where)
        self._job.failed.connect(self._say_why)

    def ask(self, width: float, theme: str) -> None:
        """Ask which file it is to be, and write it.

        Args:
            width: how wide the panel is shown, pixels.
            theme: its colours.
        """
        paths = self._state.paths
        file = Path(paths[0]).resolve() if paths else Path("timeline")
        folder = settings.EXPORT_FOLDER.read() or str(file.parent)
        proposed = str(Path(folder) / f"{file.name.split('.')[0] or 'timeline'}-estimates.png")
        path, chosen = QFileDialog.getSaveFileName(self._window, "Export the panel", proposed, ";;".join(_FILTERS))
        if path:
            settings.EXPORT_FOLDER.write(str(Path(path).parent))
            self.export(*_with_kind(path, chosen), width, theme)

    def export(self, path: str, kind: str, width: float, theme: str) -> None:
        """Write it; an existing file is replaced, whole or not at all."""
        self._status.show_work("Exporting …")
        self._job.run(_written, self._state.index, self._state.view, (width, theme), kind, path)

    def _say_where(self, path: str) -> None:
        self._status.show_work("")
        self._status.say(f"Exported to {path}")

    def _say_why(self, error: Exception) -> None:
        self._status.show_work("")
        unwritten = f"{getattr(error, 'filename', '')} can't be written: {getattr(error, 'strerror', '')}"
        QMessageBox.warning(self._window, "Export", unwritten if isinstance(error, OSError) else str(error))


def _with_kind(path: str, chosen: str) -> tuple[str, str]:
    """The path with an ending that says its kind, and that kind: the ending that was typed, or else what was chosen."""
    typed = Path(path).suffix.lower().lstrip(".")
    if typed in _FILTERS.values():
        return path, typed
    kind = _FILTERS.get(chosen, "png")
    return f"{path}.{kind}", kind


def _written(index: TimelineIndex, view: View, look: tuple[float, str], kind: str, path: str) -> str:
    """Write the picture, of an index of its own: that of the window is used in the window's thread."""
    from timeline_app.atomic import write_bytes
    from timeline_app.export.panel import PanelOptions, render_panel  # not needed to start

    width, theme = look
    own = TimelineIndex.of(index.timeline, index.kept)
    data = render_panel(own, view, PanelOptions(width=width, theme=theme), kind)
    write_bytes(Path(path), data, replace=True)
    return path
