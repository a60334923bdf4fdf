"""Where a window opens: as large as is usual or where it was when it was closed, and always all of it on the screen."""

from PySide6.QtCore import QByteArray, QMargins, QRect, QSize
from PySide6.QtWidgets import QWidget

_USUAL = QSize(1440, 900)
_FRAME = QMargins(8, 40, 8, 8)
"""Room for the frame and the title of a window, which aren't known before it is shown, pixels."""


def open_in_place(window: QWidget, remembered: QByteArray) -> None:
    """Give a window that isn't shown yet its size, and its place if that is remembered (`saveGeometry`)."""
    window.resize(_USUAL.boundedTo(_room(window).size()))
    if not window.restoreGeometry(remembered):
        return  # where it opens is the desktop's to say
    if not (window.isMaximized() or window.isFullScreen() or _fits(window)):
        window.setGeometry(_inside(window.geometry(), _room(window)))


def _fits(window: QWidget) -> bool:
    """Whether all of a window is on its screen, and leaves room for its frame."""
    smaller = window.size().boundedTo(_room(window).size()) == window.size()
    return smaller and window.screen().availableGeometry().contains(window.geometry())


def _room(window: QWidget) -> QRect:
    """What a window may take of its screen without its frame."""
    return window.screen().availableGeometry().marginsRemoved(_FRAME)


def _inside(wanted: QRect, room: QRect) -> QRect:
    """A rectangle moved, and only if it must be cut, into another."""
    size = wanted.size().boundedTo(room.size())
    x = min(max(wanted.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(wanted.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(x, y, size.width(), size.height())
