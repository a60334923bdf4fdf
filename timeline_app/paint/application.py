"""The one QGuiApplication that fonts and drawing need, on a screen or without any."""

import os
import sys
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication


def lacks_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether there is no screen that a window could be shown on, nor any that somebody has told Qt to use."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform == "linux" and not any(environ.get(name) for name in named)


def gui_application() -> QGuiApplication:
    """The application that runs, or a new one; where there is no display, one that draws into memory."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return QGuiApplication(["timeline-app", *(("-platform", "offscreen") if lacks_display() else ())])
