"""Where the window opens: all of it on the screen, whatever it was when it was closed."""

import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QWidget

from timeline_app.paint.fonts import window_fonts
from timeline_app.ui import settings
from timeline_app.ui.main_window import MainWindow
from timeline_app.ui.window_place import open_in_place


@pytest.fixture
def screen(qapp) -> QRect:
    """What of the screen a window may take; here it is smaller than the window's usual size."""
    room = qapp.primaryScreen().availableGeometry()
    assert room.width() < 1440
    assert room.height() < 900
    return room


def saved(qtbot, *place: int) -> QByteArray:
    """The geometry of a window as it is remembered."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(*place)
    return window.saveGeometry()


def opened(qtbot) -> MainWindow:
    window = MainWindow(window_fonts())
    qtbot.addWidget(window)
    return window


def test_a_new_window_leaves_room_for_its_frame_on_the_screen(qtbot, fusion, screen):
    window = opened(qtbot)
    assert screen.width() - 40 <= window.width() <= screen.width() - 16
    assert screen.height() - 60 <= window.height() <= screen.height() - 48


@pytest.mark.parametrize("place", [(0, 0, 1440, 900), (700, 500, 400, 400), (-300, -300, 500, 400), (9, 50, 500, 1200)])
def test_a_window_that_lay_beyond_the_screen_opens_on_it(qtbot, fusion, screen, place):
    settings.GEOMETRY.write(saved(qtbot, *place))
    window = opened(qtbot)
    assert screen.contains(window.geometry())
    assert min(place[2], screen.width() - 16) - 2 <= window.width() <= screen.width() - 16
    assert min(place[3], screen.height() - 48) - 2 <= window.height() <= screen.height() - 48


def test_a_window_opens_where_it_was(qtbot, screen):
    window = QWidget()
    qtbot.addWidget(window)
    open_in_place(window, saved(qtbot, 60, 70, 500, 400))
    assert window.geometry() == QRect(60, 70, 500, 400)
