"""The canvas: what wheel, pointer and drags do there, and how often it is laid out."""

import gc
import math
import sys

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QToolTip

from tests.ui.gestures import (
    NOTCH,
    click,
    double_click,
    drag,
    free_place,
    hover,
    pinch,
    place_of,
    touchpad,
    wheel,
)
from tests.ui.shown import heading, items_of, listed, status_words, words_of
from timeline_app.layout.lanes import LEAST_ROW, PADDING
from timeline_app.layout.view import Item, Mode
from timeline_app.layout.window import BIG_BANG, TimeWindow
from timeline_app.model import calendar
from timeline_app.model.when import When
from timeline_app.paint.fonts import window_fonts
from timeline_app.paint.scene_painter import paint_scene
from timeline_app.paint.theme import theme
from timeline_app.ui import canvas as canvas_module
from timeline_app.ui.canvas import CanvasView

MIDDLE = QPoint(500, 300)


def time_under(canvas: CanvasView, place: QPoint) -> float:
    plot = canvas.drawing.plot
    return canvas.drawing.window.time_at(place.x() - plot.x, plot.width)


def pixels_from(canvas: CanvasView, time: float, place: QPoint) -> float:
    """How far a time is from a place, pixels."""
    plot = canvas.drawing.plot
    return abs(canvas.drawing.window.x_of(time, plot.width) + plot.x - place.x())


# Wheel and touch


@pytest.mark.parametrize("x", [161, 300, 517, 1030])
@pytest.mark.parametrize("notches", [1, -1, 7, 40])
def test_the_wheel_zooms_about_the_pointer(window, x, notches):
    canvas, place = window.canvas, QPoint(x, 300)
    before, time = canvas.drawing.window, time_under(canvas, place)
    for _ in range(abs(notches)):
        wheel(canvas, place, QPoint(0, NOTCH if notches > 0 else -NOTCH))
        assert pixels_from(canvas, time, place) < 1
    assert (canvas.drawing.window.duration < before.duration) is (notches > 0)


def test_wheel_turns_back_and_forth_end_where_they_began(window):
    before = window.canvas.drawing.window
    for turn in (NOTCH, NOTCH, -NOTCH, -NOTCH):
        wheel(window.canvas, MIDDLE, QPoint(0, turn))
    assert window.canvas.drawing.window.start == pytest.approx(before.start, abs=1)
    assert window.canvas.drawing.window.end == pytest.approx(before.end, abs=1)


@pytest.mark.parametrize("turn", [NOTCH, -NOTCH])
def test_the_wheel_never_flips_or_gets_stuck_at_the_ends(window, turn):
    for _ in range(300):
        wheel(window.canvas, MIDDLE, QPoint(0, turn))
        assert window.state.view.window.duration > 0
    stopped = window.state.view.window.duration
    wheel(window.canvas, MIDDLE, QPoint(0, turn))
    assert window.state.view.window.duration == pytest.approx(stopped)
    wheel(window.canvas, MIDDLE, QPoint(0, -turn))
    assert (window.state.view.window.duration > stopped) is (turn > 0)
    assert words_of(window.canvas.drawing.scene)


@pytest.mark.parametrize("time", [calendar.seconds_at(2026, 7), calendar.seconds_at(-43, 3, 15), -66e6 * calendar.YEAR])
def test_from_all_time_to_the_narrowest_window_and_back_the_time_stays_under_the_pointer(window, time):
    canvas, place = window.canvas, QPoint(517, 300)
    window.state.show_window(TimeWindow(-13.8e9 * calendar.YEAR, 13.8e9 * calendar.YEAR))
    x, plot = place.x() - canvas.drawing.plot.x, canvas.drawing.plot
    share, duration = x / plot.width, 13e9 * calendar.YEAR
    window.state.show_window(TimeWindow(time - share * duration, time + (1 - share) * duration))
    time = time_under(canvas, place)
    for turn in (NOTCH, -NOTCH):
        for _ in range(260):
            wheel(canvas, place, QPoint(0, turn))
            shown = canvas.drawing.window
            if shown.start > BIG_BANG and shown.end < -BIG_BANG:
                assert pixels_from(canvas, time, place) < 1
        if turn > 0:
            assert shown.duration == pytest.approx(max(1e-3, 2 * plot.width * math.ulp(time)), rel=0.01)
    assert (shown.start, shown.end) == pytest.approx((BIG_BANG * 1.05, -BIG_BANG * 1.05))


def test_after_a_pan_the_wheel_zooms_about_the_time_that_is_under_the_pointer_then(window):
    canvas = window.canvas
    wheel(canvas, MIDDLE, QPoint(0, NOTCH))
    window.state.pan(0.3)
    time = time_under(canvas, MIDDLE)
    wheel(canvas, MIDDLE, QPoint(0, NOTCH))
    assert pixels_from(canvas, time, MIDDLE) < 1


@pytest.mark.parametrize(("turn", "later"), [(NOTCH, False), (-NOTCH, True)])
@pytest.mark.parametrize("sideways", [False, True])
def test_with_shift_the_wheel_pans(window, turn, later, sideways):
    before = window.state.view.window
    wheel(window.canvas, MIDDLE, QPoint(turn, 0) if sideways else QPoint(0, turn), Qt.KeyboardModifier.ShiftModifier)
    assert window.state.view.window.duration == pytest.approx(before.duration)
    assert (window.state.view.window.start > before.start) is later


def test_a_wheel_that_is_turned_sideways_pans(window):
    before = window.state.view.window
    wheel(window.canvas, MIDDLE, QPoint(-NOTCH, 0))
    assert window.state.view.window.duration == pytest.approx(before.duration)
    assert window.state.view.window.start > before.start


def test_two_fingers_on_a_touchpad_pan_by_as_many_pixels(window):
    canvas, time = window.canvas, time_under(window.canvas, MIDDLE)
    wheel(canvas, MIDDLE, QPoint(-90, 0), device=touchpad(), pixels=QPoint(-30, 0))
    assert pixels_from(canvas, time, MIDDLE - QPoint(30, 0)) < 1


@pytest.fixture
def crowded(make_window, tmp_path):
    """A window with more lanes than have room."""
    path = tmp_path / "lanes.csv"
    path.write_text(
        "when,title,lane\n" + "\n".join(f"2020-{1 + n % 12:02},Event {n},Lane {n}" for n in range(40)), "utf-8"
    )
    return make_window(path)


def test_two_fingers_scroll_lanes_that_have_no_room(crowded):
    window = crowded
    wheel(window.canvas, QPoint(300, 100), QPoint(0, -60), device=touchpad(), pixels=QPoint(0, -50))
    assert window.canvas.drawing.scroll == 50


def test_with_alt_the_wheel_scrolls_the_lanes_as_far_as_there_are_any(crowded):
    window = crowded
    assert window.canvas.drawing.overflow > 0
    for _ in range(50):  # with alt, Qt turns the wheel's direction
        wheel(window.canvas, QPoint(300, 100), QPoint(-NOTCH, 0), Qt.KeyboardModifier.AltModifier)
    assert window.canvas.drawing.scroll == window.canvas.drawing.overflow
    wheel(window.canvas, QPoint(300, 100), QPoint(NOTCH, 0), Qt.KeyboardModifier.AltModifier)
    assert window.canvas.drawing.scroll == window.canvas.drawing.overflow - NOTCH / 2


@pytest.mark.parametrize("spread", [0.2, -0.2])
def test_a_pinch_zooms_about_the_fingers(window, spread):
    canvas, before, time = window.canvas, window.state.view.window, time_under(window.canvas, MIDDLE)
    pinch(canvas, MIDDLE, spread)
    assert pixels_from(canvas, time, MIDDLE) < 1
    assert (window.state.view.window.duration < before.duration) is (spread > 0)


# Drags and clicks


@pytest.mark.parametrize("distance", [200, -200, 7])
def test_a_drag_pans_and_the_time_stays_under_the_pointer(window, distance):
    canvas, start = window.canvas, free_place(window.canvas) + QPoint(400, 0)
    time, before = time_under(canvas, start), window.state.view
    drag(canvas, start, start + QPoint(distance, 0))
    assert pixels_from(canvas, time, start + QPoint(distance, 0)) < 1
    assert window.state.view.window.duration == pytest.approx(before.window.duration)
    assert window.state.view.selected is None


def test_a_drag_that_begins_on_an_event_pans_and_selects_nothing(window):
    place = place_of(window.canvas, "event:0")
    before = window.state.view.window
    drag(window.canvas, place, place + QPoint(50, 0))
    assert window.state.view.window.start < before.start
    assert window.state.view.selected is None


@pytest.mark.parametrize("group", ["event:0", "event:1", "event:2", "event:3", "estimate:0", "estimate:3"])
def test_a_click_selects_what_is_there_and_shows_its_card(window, group):
    click(window.canvas, place_of(window.canvas, group))
    assert window.state.view.selected.group_id == group
    assert window.details.isVisible()
    title = {"event:3": "Putin acknowledges losses", "estimate:0": "nearly 6,000: Russian MoD"}.get(group, "")
    assert title in window.details.toPlainText()


def test_the_selection_is_a_ring_about_its_glyph(window):
    before = roles_in(window, "event:3")
    click(window.canvas, place_of(window.canvas, "event:3"))
    assert roles_in(window, "event:3") - before == {"selection"}


def test_a_click_beside_everything_selects_nothing_and_puts_the_card_away(window):
    click(window.canvas, place_of(window.canvas, "event:3"))
    click(window.canvas, free_place(window.canvas))
    assert window.state.view.selected is None
    assert not window.details.isVisible()


def test_a_click_with_another_button_changes_nothing(window, qtbot):
    before = window.state.view
    place = place_of(window.canvas, "event:3")
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.RightButton, pos=place)
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    assert window.state.view == before


@pytest.mark.parametrize("group", ["event:0", "event:3", "estimate:5"])
def test_a_double_click_frames_what_is_there(window, group):
    before = window.state.view.window
    double_click(window.canvas, place_of(window.canvas, group))
    item = Item(group.split(":")[0], int(group.split(":")[1]))
    assert window.state.view.selected == item
    records = window.state.timeline.estimates.records
    when = window.state.index.event(item.row).when if item.table == "event" else records[item.row].date
    shown = window.state.view.window
    assert shown.start < when.earliest < when.latest < shown.end
    assert shown.duration < before.duration


def test_a_double_click_beside_everything_changes_nothing(window):
    before = window.state.view
    double_click(window.canvas, free_place(window.canvas))
    assert window.state.view == before


def test_the_card_leads_on_to_other_items(window):
    click(window.canvas, place_of(window.canvas, "event:0"))
    window.details.anchorClicked.emit("estimate:0")
    assert window.state.view.selected == Item("estimate", 0)
    assert "nearly 6,000: Russian MoD" in window.details.toPlainText()


# The time cursor


def test_dragging_the_cursors_date_changes_the_as_of_date_and_the_panel(window):
    assert window.estimates.scene.title == "Casualty estimates as of 28 Feb 2023"
    start = handle(window)
    drag(window.canvas, start, start - QPoint(300, 0))
    as_of = window.state.view.as_of
    assert as_of % calendar.DAY == 0
    assert pixels_from(window.canvas, as_of, start - QPoint(300, 0)) < window.canvas.drawing.plot.width / 200
    assert window.estimates.scene.title != "Casualty estimates as of 28 Feb 2023"
    assert items_of(window.estimates.scene) == ["estimate:0"]
    assert window.state.view.window == window.canvas.drawing.window


def test_dragging_the_cursor_neither_pans_nor_selects(window):
    before = window.state.view.window
    drag(window.canvas, handle(window), handle(window) - QPoint(100, 0))
    assert (window.state.view.window, window.state.view.selected) == (before, None)


def test_the_cursor_can_be_taken_back_to_where_it_was(window):
    before, start = window.state.view.as_of, handle(window)
    drag(window.canvas, start, start - QPoint(200, 0))
    drag(window.canvas, start - QPoint(200, 0), start)
    assert window.state.view.as_of == before


def test_a_click_on_the_cursors_date_leaves_all_as_it_is(window):
    click(window.canvas, place_of(window.canvas, "event:3"))
    before = window.state.view
    click(window.canvas, handle(window))
    assert window.state.view == before


def test_an_event_that_lies_on_the_cursors_line_can_be_clicked(window):
    canvas = window.canvas
    assert pixels_from(canvas, window.state.view.as_of, place_of(canvas, "event:3")) < 300
    glyph = QPoint(round(canvas.drawing.plot.x + x_of(canvas, window.state.view.as_of)) - 1, 0)
    click(canvas, QPoint(glyph.x(), place_of(canvas, "event:3").y()))
    assert window.state.view.selected == Item("event", 3)


def handle(window) -> QPoint:
    """A point on the date of the time cursor."""
    canvas = window.canvas
    plot = canvas.drawing.plot
    return QPoint(round(plot.x + x_of(canvas, window.state.view.as_of)), round(plot.y - 10))


def x_of(canvas: CanvasView, time: float) -> float:
    return canvas.drawing.window.x_of(time, canvas.drawing.plot.width)


# Hovering


def test_hovering_an_event_says_its_title_and_date_whole(window):
    hover(window.canvas, place_of(window.canvas, "event:2"))
    assert QToolTip.text() == "Regiment 1439 soldiers say they will not fight, between 26 and 28 Feb 2023"
    assert window.canvas.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_hovering_an_estimate_says_who_and_what(window):
    hover(window.canvas, place_of(window.canvas, "estimate:3"))
    words = QToolTip.text().replace("\N{NO-BREAK SPACE}", " ")
    assert words == "approximately 40,000–60,000: UK MoD, killed, undated, reported by 28 Feb 2023"


def test_hovering_nothing_says_nothing(window, qtbot):
    hover(window.canvas, place_of(window.canvas, "event:2"))
    hover(window.canvas, free_place(window.canvas))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert window.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_over_the_cursors_date_the_pointer_says_that_it_can_be_dragged(window):
    hover(window.canvas, handle(window))
    assert window.canvas.cursor().shape() is Qt.CursorShape.SplitHCursor


# Many events


def test_of_3000_events_lanes_are_strips_and_the_status_line_says_what_they_count(make_window, many):
    window = make_window(many)
    drawing = window.canvas.drawing
    assert [band.mode for band in drawing.bands] == [Mode.STRIP] * 3
    assert "3,000 of 3,000 events in view" in status_words(window)
    assert "events per" in status_words(window)
    assert len(list(drawing.scene.walk())) < 200


def test_hovering_a_strip_says_the_numbers_and_the_range(make_window, many):
    window = make_window(many)
    hover(window.canvas, strip_place(window))
    counted, stretch = QToolTip.text().splitlines()
    assert counted.split(" ", 1)[0].isdecimal()
    assert "events in the" in counted
    assert "2021" in stretch


def test_a_click_in_a_strip_zooms_in_on_its_bin(make_window, many):
    window = make_window(many)
    before, place = window.state.view.window, strip_place(window)
    time = time_under(window.canvas, place)
    click(window.canvas, place)
    after = window.state.view.window
    assert after.duration < before.duration / 10
    assert after.contains(time)
    assert window.state.view.selected is None


def test_zooming_in_turns_strips_into_events_and_back(make_window, many):
    window = make_window(many)
    whole = window.state.view.window
    window.state.show_window(TimeWindow(whole.middle, whole.middle + 5 * calendar.DAY))
    assert {band.mode for band in window.canvas.drawing.bands} == {Mode.GLYPHS}
    assert items_of(window.canvas.drawing.scene)
    window.state.fit()
    assert {band.mode for band in window.canvas.drawing.bands} == {Mode.STRIP}


def test_a_lane_near_the_threshold_stays_what_it_was_drawn_as(make_window, tmp_path):
    path = tmp_path / "crowd.csv"
    path.write_text("when,title\n" + "\n".join(f"2020-05-01,Event {n}" for n in range(40)), "utf-8")
    canvas = make_window(path).canvas
    others = canvas.height() - canvas.drawing.plot.height + 2 * PADDING
    modes = []
    for rows in (60, 42, 39, 42, 60):
        canvas.resize(canvas.width(), round(others + rows * LEAST_ROW))
        canvas.viewport().repaint()
        modes += [band.mode for band in canvas.drawing.bands]
    assert modes == [Mode.GLYPHS, Mode.GLYPHS, Mode.STRIP, Mode.STRIP, Mode.GLYPHS]


def strip_place(window) -> QPoint:
    plot = window.canvas.drawing.plot
    time = parse_day("2021-06-15")
    return QPoint(round(plot.x + x_of(window.canvas, time)), round(plot.y + 60))


# Undated


def test_what_has_no_room_in_the_tray_is_listed_on_a_click(make_window, tmp_path):
    path = tmp_path / "undated.csv"
    path.write_text("when,title\n2020,Dated\n" + "\n".join(f",Undated event {n}" for n in range(60)), "utf-8")
    window = make_window(path)
    click(window.canvas, place_of(window.canvas, "undated-more"))
    assert heading(window.search.results) == "60 without a date"
    assert len(listed(window.search.results)) == 60


# Painting


@pytest.fixture
def layouts(monkeypatch):
    """The stretches of time that the canvas has been laid out for."""
    found = []

    def counted(index, view, text_width):
        found.append(view.window)
        return original(index, view, text_width)

    original = canvas_module.draw_canvas
    monkeypatch.setattr(canvas_module, "draw_canvas", counted)
    return found


def test_however_many_changes_there_are_a_repaint_lays_out_once(window, qtbot, layouts):
    with qtbot.waitSignal(window.canvas.drawn):
        for _ in range(25):
            window.state.zoom(0.99)
            window.state.pan(0.01)
        window.state.select(Item("event", 1))
        window.state.move_cursor(window.state.view.as_of - 1000)
        window.canvas.resize(window.canvas.width() - 10, window.canvas.height())
    window.canvas.viewport().repaint()
    assert len(layouts) == 1
    assert layouts[0] == window.state.view.window


def test_a_repaint_without_a_change_lays_out_nothing(window, layouts):
    for _ in range(5):
        window.canvas.viewport().repaint()
    assert layouts == []


def test_turning_the_wheel_once_lays_out_once(window, layouts):
    wheel(window.canvas, MIDDLE, QPoint(0, NOTCH))
    window.canvas.viewport().repaint()
    assert len(layouts) == 1


def test_hovering_lays_out_nothing(window, layouts):
    for x in range(200, 1000, 40):
        hover(window.canvas, QPoint(x, 300))
    assert layouts == []


def test_hundreds_of_repaints_lose_and_keep_no_references(window, layouts):
    """PySide6 6.12.0 lost one to None with every call of a painter."""
    turn(window, 20)
    gc.collect()  # or windows of earlier tests that are freed meanwhile would be counted
    before, laid_out = sys.getrefcount(None), len(layouts)
    turn(window, 300)
    assert abs(sys.getrefcount(None) - before) < 150
    assert len(layouts) - laid_out == 300


def turn(window, times: int) -> None:
    """Repaint that often, each time with another stretch of time."""
    for number in range(times):
        window.state.pan(0.05 if number % 2 else -0.05)
        window.canvas.viewport().repaint()
        window.minimap.viewport().repaint()


def test_each_part_of_the_scene_is_painted_in_its_place(make_window, tmp_path):
    """Lane headers, axis, lanes and tray, all at once, as if the Scene were painted in one piece."""
    path = tmp_path / "all.csv"
    path.write_text("when,title,lane\n2020-05,Dated,One\n2021,Other,Two\n,Undated,Two\n", "utf-8")
    window = make_window(path)
    scene, screen = window.canvas.drawing.scene, window.canvas.grab().toImage()
    expected = QImage(screen.size(), QImage.Format.Format_RGB32)
    painter = QPainter(expected)
    paint_scene(painter, scene, theme("light"), window_fonts())
    painter.end()
    assert {group.id for group in scene.groups} >= {"axis", "headers", "lanes", "undated"}
    places = [(x, y) for x in range(4, screen.width() - 4, 3) for y in range(4, screen.height() - 4, 3)]
    different = [place for place in places if screen.pixelColor(*place) != expected.pixelColor(*place)]
    assert len(different) < len(places) / 1000


def test_the_picture_changes_where_the_scene_does(window):
    before = window.canvas.grab().toImage()
    assert window.canvas.grab().toImage() == before
    window.state.pan(0.1)
    after = window.canvas.grab().toImage()
    assert after != before
    header = round(window.canvas.drawing.plot.x) - 10
    assert after.copy(0, 60, header, 600) == before.copy(0, 60, header, 600)


def roles_in(window, group_id: str) -> set[str]:
    parts = window.canvas.drawing.scene.group(group_id).parts
    return {str(part.ink.role) for part in parts}


def parse_day(text: str) -> float:
    """The start of a day, seconds."""
    return When.from_edtf(text).earliest


class Repaints(QObject):
    """Counts how often a window is repainted."""

    def __init__(self, window):
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() is QEvent.Type.UpdateRequest
        return False


def test_a_frame_is_one_repaint_though_it_counts_other_events(make_window, qapp, tmp_path):
    file = tmp_path / "many.csv"
    file.write_text("when,title\n" + "".join(f"2023-{n // 28 + 1:02}-{n % 28 + 1:02},Event {n}\n" for n in range(336)))
    window = make_window(file)
    window.state.show_window(window.state.index.whole.padded(-0.3, -0.3))
    said = set()
    for _ in range(5):
        qapp.processEvents()
    repaints = Repaints(window)
    for _ in range(4):
        window.state.pan(-0.02)
        for _ in range(5):
            qapp.processEvents()
        said.add(status_words(window))
    assert len(said) == repaints.count == 4
