"""The wheel's zoom takes a moment: what is shown on the way, and what interrupts it."""

import pytest
from PySide6.QtCore import QPoint

from tests.ui.gestures import NOTCH, wheel
from timeline_app.ui import motion
from timeline_app.ui.canvas import ZOOM_OF_NOTCH

PLACE = QPoint(700, 300)


@pytest.fixture
def shown(make_window, monkeypatch):
    """A window whose zoom glides, and the windows of time that it shows on the way."""
    monkeypatch.setattr(motion, "DURATION_MS", 120)
    window = make_window()
    windows = [window.state.view.window]
    window.state.view_changed.connect(lambda: windows.append(window.state.view.window))
    return window, windows


def at_rest(window) -> bool:
    return window.canvas._glide.goal is None


def time_at(window, shown):
    plot = window.canvas.drawing.plot
    return shown.time_at(PLACE.x() - plot.x, plot.width)


def test_a_notch_zooms_in_several_frames_to_just_where_it_is_to_be(shown, qtbot):
    window, windows = shown
    wheel(window.canvas, PLACE, QPoint(0, NOTCH))
    qtbot.waitUntil(lambda: at_rest(window))
    durations = [one.duration for one in windows]
    assert len(windows) > 3
    assert durations == sorted(durations, reverse=True)
    assert durations[-1] == pytest.approx(durations[0] * ZOOM_OF_NOTCH)


def test_the_time_under_the_pointer_stays_there_in_every_frame(shown, qtbot):
    window, windows = shown
    held = time_at(window, windows[0])
    wheel(window.canvas, PLACE, QPoint(0, NOTCH))
    qtbot.waitUntil(lambda: at_rest(window))
    width = window.canvas.drawing.plot.width
    assert all(abs(time_at(window, one) - held) < one.duration / width for one in windows)


def test_a_second_notch_goes_on_from_where_the_first_was_going(shown, qtbot):
    window, windows = shown
    wheel(window.canvas, PLACE, QPoint(0, NOTCH))
    wheel(window.canvas, PLACE, QPoint(0, NOTCH))
    qtbot.waitUntil(lambda: at_rest(window))
    assert windows[-1].duration == pytest.approx(windows[0].duration * ZOOM_OF_NOTCH**2)


def test_whatever_else_moves_the_window_ends_it(shown, qtbot):
    window, windows = shown
    wheel(window.canvas, PLACE, QPoint(0, NOTCH))
    qtbot.waitUntil(lambda: len(windows) > 2)
    window.state.fit()
    assert at_rest(window)
    assert window.state.view.window == window.state.index.whole


def test_the_frames_on_the_way_are_drawn(shown, qtbot):
    window, windows = shown
    drawn = []
    window.canvas.drawn.connect(lambda: drawn.append(window.canvas.drawing.window))
    wheel(window.canvas, PLACE, QPoint(0, NOTCH))
    qtbot.waitUntil(lambda: at_rest(window) and drawn and drawn[-1] == windows[-1])
    assert len(drawn) > 3
    assert set(drawn) <= set(windows)
