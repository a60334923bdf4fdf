"""The minimap: its frame shows where the window is, and moves it."""

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.ui.gestures import NOTCH, click, double_click, drag, hover, wheel
from timeline_app.layout.minimap import draw_background, with_frame
from timeline_app.layout.window import TimeWindow


@pytest.fixture
def minimap(window):
    """The minimap with the middle third of its time in view."""
    whole = window.minimap.drawing.window
    third = whole.duration / 3
    window.state.show_window(TimeWindow(whole.start + third, whole.end - third))
    window.minimap.viewport().repaint()
    return window.minimap


def middle_of(minimap) -> QPoint:
    frame = minimap.drawing.frame
    return QPoint(round(frame.x + frame.width / 2), round(frame.middle))


def third(minimap) -> float:
    """Seconds."""
    return minimap.drawing.window.duration / 3


def pixel(minimap) -> float:
    """Seconds."""
    return minimap.drawing.window.duration / minimap.drawing.track.width


@pytest.mark.parametrize("distance", [120, -120, 15, 3])
def test_dragging_the_frame_moves_the_window_by_as_much(window, minimap, distance):
    before = window.state.view.window
    drag(minimap, middle_of(minimap), middle_of(minimap) + QPoint(distance, 0))
    after = window.state.view.window
    assert after.start - before.start == pytest.approx(distance * pixel(minimap), abs=2 * pixel(minimap))
    assert after.duration == pytest.approx(before.duration, rel=1e-6)


def test_a_drag_that_is_painted_meanwhile_goes_as_far(window, minimap, qtbot):
    before, place = window.state.view.window, middle_of(minimap)
    window.state.view_changed.connect(minimap.viewport().repaint)
    drag(minimap, place, place + QPoint(100, 0))
    drag(minimap, place + QPoint(100, 0), place + QPoint(40, 0))
    moved = window.state.view.window.start - before.start
    assert moved == pytest.approx(40 * pixel(minimap), abs=2 * pixel(minimap))


def test_a_frame_of_a_pixel_can_be_moved_and_widened(window, minimap):
    window.state.zoom(1e-6)
    minimap.viewport().repaint()
    before, place = window.state.view.window, middle_of(minimap)
    drag(minimap, place, place + QPoint(50, 0))
    assert window.state.view.window.duration == pytest.approx(before.duration)
    assert window.state.view.window.start > before.start
    minimap.viewport().repaint()
    drag(minimap, middle_of(minimap) + QPoint(8, 0), middle_of(minimap) + QPoint(60, 0))
    assert window.state.view.window.duration == pytest.approx(52 * pixel(minimap), rel=0.1)


def test_the_pointer_says_what_can_be_dragged(minimap):
    frame, shapes = minimap.drawing.frame, []
    for x in (frame.x - 30, frame.x, frame.x + 30, frame.right, frame.right + 30):
        hover(minimap, QPoint(round(x), 40))
        shapes.append(minimap.cursor().shape())
    arrow, side, hand = Qt.CursorShape.ArrowCursor, Qt.CursorShape.SizeHorCursor, Qt.CursorShape.OpenHandCursor
    assert shapes == [arrow, side, hand, side, arrow]


@pytest.mark.parametrize("side", ["start", "end"])
def test_dragging_an_edge_resizes_the_window_and_leaves_the_other_edge(window, minimap, side):
    before, frame = window.state.view.window, minimap.drawing.frame
    edge = QPoint(round(frame.x if side == "start" else frame.right), round(frame.middle))
    drag(minimap, edge, edge + QPoint(40, 0))
    after = window.state.view.window
    moved, other = ("start", "end") if side == "start" else ("end", "start")
    assert getattr(after, moved) - getattr(before, moved) == pytest.approx(40 * pixel(minimap), abs=3 * pixel(minimap))
    assert getattr(after, other) == pytest.approx(getattr(before, other), abs=1)


def test_the_frame_cannot_be_turned_inside_out(window, minimap):
    frame = minimap.drawing.frame
    edge = QPoint(round(frame.x), round(frame.middle))
    drag(minimap, edge, edge + QPoint(2000, 0))
    assert window.state.view.window.end == pytest.approx(window.minimap.drawing.window.end - third(minimap), abs=1)
    assert 0 < window.state.view.window.duration < 6 * pixel(minimap)


def test_the_frame_follows_the_view(window, minimap):
    before = minimap.drawing.frame
    window.state.pan(0.5)
    minimap.viewport().repaint()
    after = minimap.drawing.frame
    assert after.x - before.x == pytest.approx(before.width / 2, abs=1)
    assert after.width == pytest.approx(before.width, abs=1)


def test_the_canvas_follows_the_frame(window, minimap):
    drag(minimap, middle_of(minimap), middle_of(minimap) + QPoint(60, 0))
    assert window.canvas.drawing.window == window.state.view.window


def test_a_double_click_moves_the_window_there(window, minimap):
    before, track = window.state.view.window, minimap.drawing.track
    double_click(minimap, QPoint(round(track.x + 40), round(track.middle)))
    after = window.state.view.window
    assert after.middle == pytest.approx(minimap.drawing.window.time_at(40, track.width), abs=pixel(minimap))
    assert after.duration == pytest.approx(before.duration)


def test_a_click_changes_nothing(window, minimap):
    before = window.state.view.window
    click(minimap, middle_of(minimap))
    click(minimap, QPoint(round(minimap.drawing.track.x + 30), round(minimap.drawing.track.middle)))
    assert window.state.view.window == before


@pytest.mark.parametrize("turn", [NOTCH, -NOTCH])
def test_the_wheel_zooms_about_the_middle(window, minimap, turn):
    before = window.state.view.window
    wheel(minimap, QPoint(300, 40), QPoint(0, turn))
    assert (window.state.view.window.duration < before.duration) is (turn > 0)
    assert window.state.view.window.middle == pytest.approx(before.middle)


@pytest.mark.parametrize("distance", [2000, -2000])
def test_a_frame_that_is_dragged_beyond_the_end_does_not_zoom(window, minimap, distance):
    before = window.state.view.window
    drag(minimap, middle_of(minimap), middle_of(minimap) + QPoint(distance, 0))
    assert window.state.view.window.duration == pytest.approx(before.duration)


def test_a_frame_that_is_partly_outside_of_all_time_shown_is_moved_without_zooming(window, minimap):
    window.state.pan(-1.5)
    minimap.viewport().repaint()
    before = window.state.view.window
    assert before.start < minimap.drawing.window.start < before.end
    drag(minimap, middle_of(minimap), middle_of(minimap) + QPoint(30, 0))
    assert window.state.view.window.duration == pytest.approx(before.duration, rel=0.01)
    assert window.state.view.window.start > before.start


def test_the_time_on_it_is_the_whole_timeline(window, make_window, many):
    for shown in (window, make_window(many)):
        start, end = shown.state.timeline.extent
        assert shown.minimap.drawing.window.start < start < end < shown.minimap.drawing.window.end


@pytest.fixture
def backgrounds(window, monkeypatch):
    """Each time that all but the frame was drawn."""
    calls = []

    def counted(*arguments):
        calls.append(1)
        return draw_background(*arguments)

    window.minimap.viewport().repaint()
    monkeypatch.setattr("timeline_app.ui.minimap.draw_background", counted)
    return calls


def test_it_shows_the_lanes_that_are_shown_and_is_drawn_anew_only_when_these_change(window, backgrounds):
    def drawn() -> tuple[int, int]:
        window.minimap.viewport().repaint()
        return len(window.minimap.drawing.scene.group("overview").parts), len(backgrounds)

    marks, _ = drawn()
    window.lane_menu.toggle("lane:protests")
    assert drawn() == (marks - 2, 1)
    for share in (0.1, -0.2):
        window.state.pan(share)
        window.state.zoom(0.9)
        window.state.step("event", 1)
        assert drawn() == (marks - 2, 1)
    window.lane_menu.show_all()
    assert drawn() == (marks, 2)


def test_a_change_of_the_view_lays_it_out_once_a_repaint(window, monkeypatch):
    calls = []

    def counted(*arguments):
        calls.append(1)
        return with_frame(*arguments)

    monkeypatch.setattr("timeline_app.ui.minimap.with_frame", counted)
    for _ in range(10):
        window.state.pan(0.01)
    window.minimap.viewport().repaint()
    assert len(calls) == 1
