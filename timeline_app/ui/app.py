"""Starting the program: the window, or without a display a picture of what it would have shown."""

import sys
from collections.abc import Sequence
from pathlib import Path

from timeline_app.resources import STARTER, seed


def run_window(paths: Sequence[str]) -> int:
    """Open the window on some files, or on the starter timeline; returns the exit code."""
    from timeline_app.paint.application import lacks_display

    files = list(paths) or [str(seed(STARTER))]
    return _write_picture(files) if lacks_display() else _show_window(files)


def _show_window(files: list[str]) -> int:
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    application.setApplicationName("timeline-app")
    application.setStyle("Fusion")
    from timeline_app.paint.fonts import window_fonts
    from timeline_app.ui.main_window import MainWindow

    window = MainWindow(window_fonts())
    window.open_files(files)
    window.show()
    return int(application.exec())


def _write_picture(files: list[str]) -> int:
    """Write timeline.png into the current folder and say so."""
    from timeline_app.atomic import write_bytes
    from timeline_app.export.picture import PictureOptions, render
    from timeline_app.formats.registry import read_files

    reading = read_files([Path(file) for file in files])
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    if reading.timeline is None:
        return 2
    write_bytes(Path("timeline.png"), render(reading.timeline, PictureOptions(), "png"), replace=True)
    print("There is no display to open a window on: wrote the picture to timeline.png instead.")
    return 0
