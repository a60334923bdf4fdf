"""Brushing: what touches a stretch of time is searched for in words that can be seen, and alone is shown."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.shown import items_of, status_words, words_of
from timeline_app.layout.window import TimeWindow
from timeline_app.model.search import Query, search_events
from timeline_app.model.when import When
from timeline_app.model.zones import UTC, Zone
from timeline_app.ui.brush import search_text

CTRL = Qt.KeyboardModifier.ControlModifier


def brush(window, start: str, end: str) -> None:
    """Drag with Ctrl held from the beginning of a date to the beginning of another."""
    drawing, view = window.canvas.drawing, window.state.view
    xs = (view.window.x_of(When.from_edtf(date).earliest, drawing.plot.width) + drawing.plot.x for date in (start, end))
    left, right = (QPoint(round(x), round(drawing.plot.middle)) for x in xs)
    target = window.canvas.viewport()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, CTRL, left)
    QTest.mouseMove(target, right)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, CTRL, right)


def test_only_what_touches_the_stretch_is_shown_and_the_search_says_so(window, qtbot):
    before = window.state.view.window
    with qtbot.waitSignal(window.search.found):
        brush(window, "2022-12-15", "2023-02-10")
    assert window.search.text().startswith("touches:2022-12-1")
    assert [item for item in items_of(window.canvas.drawing.scene) if item.startswith("event:")] == ["event:1"]
    assert "filter" in status_words(window)
    assert window.state.view.window == before
    assert not window.search.results.isVisible()


def test_estimates_outside_are_left_out_too(window, qtbot):
    with qtbot.waitSignal(window.search.found):
        brush(window, "2022-08-25", "2022-10-10")
    assert [item for item in items_of(window.canvas.drawing.scene) if item.startswith("estimate:")] == ["estimate:0"]


def test_escape_shows_everything_again(window, qtbot):
    shown = items_of(window.canvas.drawing.scene)
    with qtbot.waitSignal(window.search.found):
        brush(window, "2022-12-15", "2023-02-10")
    for _ in range(3):
        QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert items_of(window.canvas.drawing.scene) == shown


def test_a_click_with_ctrl_is_no_stretch(window):
    brush(window, "2022-12-15", "2022-12-15")
    assert window.search.text() == ""
    assert not window.state.filter


@pytest.mark.parametrize(
    ("start", "end", "zone", "text"),
    [
        ("2022-09-03", "2022-09-08", UTC, "touches:2022-09-03/2022-09-07"),
        ("2022-09-03T10:15:00Z", "2022-09-03T12:00:00Z", UTC, "touches:2022-09-03T10:15:00/2022-09-03T11:59:59"),
        ("2022-09-03T10:15:00Z", "2022-09-03T12:00:00Z", Zone("Europe/Kyiv"),
         "touches:2022-09-03T13:15:00/2022-09-03T14:59:59"),
        ("Y-66000000", "Y-65000000", UTC, "touches:Y-66000000/Y-65000001"),
        ("-0043", "0002", UTC, "touches:-0043-01-01/0001-12-31"),
    ],
)  # fmt: skip
def test_the_search_is_told_in_the_unit_that_the_stretch_has(start, end, zone, text):
    stretch = TimeWindow(When.from_edtf(start).earliest, When.from_edtf(end).earliest)
    assert search_text(stretch, zone) == text
    (times,) = Query.of(text, zone.name).times
    assert times[1].start_earliest[0] == pytest.approx(stretch.start)
    assert times[1].end_latest[0] == pytest.approx(stretch.end)


def test_what_is_searched_for_is_what_a_brush_touches(window):
    stretch = TimeWindow(When.from_edtf("2023-01-31").earliest, When.from_edtf("2023-02-28").earliest)
    query = Query.of(search_text(stretch, UTC))
    (found,) = search_events(window.state.timeline, query)
    assert found.certain.tolist() == [1, 2]  # "in January" may have been on its last day
    assert found.possible.tolist() == []


def test_the_panel_compares_only_estimates_of_the_stretch_and_says_how_many_are_left_out(window, qtbot):
    shown = items_of(window.estimates.scene)
    with qtbot.waitSignal(window.search.found):
        brush(window, "2022-08-20", "2022-10-10")
    assert items_of(window.estimates.scene) == ["estimate:0"]
    assert any("of 6 left out by the filter" in words for words in words_of(window.estimates.scene))
    window.actions_by_name["clear"].trigger()
    window.actions_by_name["clear"].trigger()
    assert items_of(window.estimates.scene) == shown
