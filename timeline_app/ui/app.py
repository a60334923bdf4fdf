"""Starting the program: the window, or without a display a picture of what it would have shown."""

import gc
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.resources import STARTER, seed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from timeline_app.formats.tables.column_mapping import ColumnMapping
    from timeline_app.layout.lanes import TimelineIndex
    from timeline_app.model.timeline import Timeline
    from timeline_app.ui.main_window import MainWindow


_SWITCH_SECONDS = 0.0005
"""A thread waits no longer for Python's lock; with Python's own 5 ms a reader does so at each operation on arrays."""


_COLLECTED_AT = (50_000, 20, 50)
"""How often Python looks for rubbish that holds on to itself: a frame makes thousands of objects and none of that."""


def run_window(paths: Sequence[str], mappings: "tuple[ColumnMapping, ...]" = ()) -> int:
    """Open the window on some files, or on the starter timeline; returns the exit code.

    Args:
        paths: of the files.
        mappings: what was said of the columns of tables.
    """
    from timeline_app.paint.application import lacks_display

    files = list(paths) or [str(seed(STARTER))]
    return _write_picture(files, mappings) if lacks_display() else _show_window(files, mappings)


def open_window(
    files: Sequence[str], mappings: "tuple[ColumnMapping, ...]" = ()
) -> tuple["QApplication", "MainWindow"]:
    """The application, and its window on some files, shown but not yet running."""
    gc.disable()  # what is made while starting is there to stay: looking through it for rubbish costs a tenth
    sys.setswitchinterval(_SWITCH_SECONDS)
    from timeline_app.ui.read_ahead import read_ahead

    ahead = read_ahead(files, _index_of, mappings)
    _import_what_needs_no_qt()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    application.setApplicationName("timeline-app")
    application.setStyle("Fusion")
    from timeline_app.paint.fonts import window_fonts
    from timeline_app.ui.main_window import MainWindow

    window = MainWindow(window_fonts())
    window.columns.said = mappings
    window.files.loader.expect(ahead)
    window.open_files(list(files))
    window.show()
    QTimer.singleShot(0, window, _collect_from_now_on)
    return application, window


def _index_of(timeline: "Timeline") -> "TimelineIndex":
    from timeline_app.layout.lanes import TimelineIndex

    return TimelineIndex.of(timeline)


def _import_what_needs_no_qt() -> None:
    """Import layout and formats before PySide6 is: afterwards it reads the source of every module that is imported.

    PySide6 6.11, shibokensupport/feature.py, _mod_uses_pyside; it costs 0.15 ms a module.
    """
    import timeline_app.formats.native.native
    import timeline_app.formats.registry
    import timeline_app.layout.canvas
    import timeline_app.layout.comparison
    import timeline_app.layout.minimap
    import timeline_app.layout.pointing  # noqa: F401


def _collect_from_now_on() -> None:
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AT)
    gc.enable()


def _show_window(files: Sequence[str], mappings: "tuple[ColumnMapping, ...]") -> int:
    application, _window = open_window(files, mappings)
    from timeline_app.ui.interrupt import Interrupt

    Interrupt(application)
    code = int(application.exec())
    if threading.active_count() > 1:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End at once: a thread that is still reading a file would fall over what is taken down beneath it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _write_picture(files: list[str], mappings: "tuple[ColumnMapping, ...]") -> int:
    """Write timeline.png into the current folder and say so."""
    from timeline_app.atomic import write_bytes
    from timeline_app.export.picture import PictureOptions, render
    from timeline_app.formats.registry import read_files
    from timeline_app.formats.request import Request

    reading = read_files([Path(file) for file in files], Request(mappings))
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    if reading.timeline is None:
        return 2
    write_bytes(Path("timeline.png"), render(reading.timeline, PictureOptions(), "png"), replace=True)
    print("There is no display to open a window on: wrote the picture to timeline.png instead.")
    return 0
