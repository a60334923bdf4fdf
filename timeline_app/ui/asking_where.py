"""Asking where a picture is to go: the folder of the last one, the ending of its kind, nothing replaced unasked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from timeline_app.export.kinds import KINDS
from timeline_app.resources import STARTER, seed
from timeline_app.ui import settings


def ask_where(parent: QWidget, title: str, file: Path, kinds: Sequence[str]) -> tuple[str, str]:
    """Ask for a path, and of what kind the picture is; the path is "" for nowhere.

    Args:
        parent: what the dialog belongs to.
        title: of the dialog.
        file: the open file, or one called like it; its folder and name are proposed.
        kinds: of `KINDS`, the first of which is proposed; an ending that is typed says which.
    """
    filters = {_filter(kind): kind for kind in kinds}
    folder = settings.EXPORT_FOLDER.read() or _folder_of(file)
    proposed = Path(folder) / f"{file.name.split('.')[0] or 'timeline'}.{kinds[0]}"
    chosen, wished = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(filters))
    typed = next((kind for kind in kinds if chosen.lower().endswith(KINDS[kind].endings)), "")
    kind = typed or filters.get(wished, kinds[0])
    path = chosen if typed or not chosen else f"{chosen}.{kind}"
    if path != chosen and Path(path).exists() and not _may_replace(parent, title, path):
        return "", kind
    if path:
        settings.EXPORT_FOLDER.write(str(Path(path).parent))
    return path, kind


def _filter(kind: str) -> str:
    """A kind as the dialog lists it: "JPEG picture (*.jpg *.jpeg)"."""
    return f"{KINDS[kind].title} ({' '.join(f'*{ending}' for ending in KINDS[kind].endings)})"


def _folder_of(file: Path) -> str:
    """Where a file lies, or where pictures do if that is the program's own place."""
    if file.is_relative_to(seed(STARTER).parent):
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return str(file.parent)


def _may_replace(parent: QWidget, title: str, path: str) -> bool:
    """Ask about a file that is there: the dialog asked about its name without the ending."""
    answer = QMessageBox.question(parent, title, f"{path} exists already. Replace it?")
    return answer == QMessageBox.StandardButton.Yes
