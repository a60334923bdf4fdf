"""Opens the folder that a file is in, with whatever the system opens folders with."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(file: str) -> bool:
    """Open the folder of a file; whether there was one, and something to open it with."""
    folder = Path(file).absolute().parent
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
