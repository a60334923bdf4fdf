"""The filter: only what was found is shown, and all else is accounted for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from tests.ui.shown import button, items_of, status_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item
from timeline_app.ui import filtering


def press(widget, key: str) -> None:
    QTest.keySequence(widget, QKeySequence(key))


@pytest.fixture
def find(window, qtbot):
    """Types words into the search field, waits for what they find, and goes back to the canvas."""

    def look(words: str) -> None:
        press(window.canvas, "/")
        with qtbot.waitSignal(window.search.found):
            qtbot.keyClicks(window.search, words)
        window.canvas.setFocus()

    return look


@pytest.fixture
def aside(monkeypatch):
    """Every index of a filter is made off the GUI thread."""
    monkeypatch.setattr(filtering, "_AT_ONCE", 0)


def events_of(window) -> list[str]:
    return [group for group in items_of(window.canvas.drawing.scene) if group.startswith("event:")]


ALL = ["event:0", "event:1", "event:2", "event:3"]
FOUND = ["event:1", "event:2"]


def is_marked(window) -> bool:
    return window.actions_by_name["filter"].isChecked()


def test_f_shows_only_what_was_found_and_f_again_everything(window, find):
    find("regiment")
    estimates = [item for item in items_of(window.canvas.drawing.scene) if item.startswith("estimate:")]
    press(window.canvas, "F")
    assert (events_of(window), is_marked(window)) == (FOUND, True)
    assert [item for item in items_of(window.canvas.drawing.scene) if item.startswith("estimate:")] == estimates
    press(window.canvas, "F")
    assert (events_of(window), is_marked(window)) == (ALL, False)


def test_the_status_line_says_the_words_and_where_all_events_are(window, qtbot, find):
    find("regiment")
    press(window.canvas, "F")
    said = "filter “regiment”: 2 of 4 events; 2 of 4 events in view · 2 filtered out · none undated"
    qtbot.waitUntil(lambda: said in status_words(window))
    press(window.canvas, "F")
    assert "filter" not in status_words(window)


def test_the_search_field_has_a_key_for_it_too(window, find):
    find("regiment")
    press(window.canvas, "/")
    press(window.search, "Ctrl+Shift+F")
    assert events_of(window) == FOUND
    assert window.search.text() == "regiment"


def test_window_selection_and_lanes_stay(window, find):
    lane = window.canvas.drawing.bands[0].lane.id
    window.lane_menu.fold(lane)
    window.state.zoom(0.9)
    window.state.select(Item("event", 2))
    find("regiment")
    before = window.state.view
    press(window.canvas, "F")
    assert window.state.view == before
    assert lane in window.state.view.lanes.collapsed


def test_escape_ends_the_search_then_the_selection_then_the_filter(window, qtbot, find):
    find("regiment")
    press(window.canvas, "F")
    press(window.canvas, "N")
    with qtbot.waitSignal(window.search.found):
        press(window.canvas, "Esc")
    assert (window.search.text(), window.state.view.selected) == ("", Item("event", 1))
    press(window.canvas, "Esc")
    assert (window.state.view.selected, events_of(window)) == (None, FOUND)
    press(window.canvas, "Esc")
    assert (events_of(window), is_marked(window)) == (ALL, False)


def test_next_and_the_minimap_follow_the_filter(window, find):
    find("regiment")
    press(window.canvas, "F")
    for row in (1, 2, 2):
        press(window.canvas, "N")
        assert window.state.view.selected == Item("event", row)
    window.minimap.viewport().repaint()
    drawn = window.minimap.drawing.scene.group("overview").parts
    press(window.canvas, "F")
    window.minimap.viewport().repaint()
    assert len(drawn) < len(window.minimap.drawing.scene.group("overview").parts)


def test_that_the_filter_leaves_out_what_is_selected_is_said(window, find):
    find("regiment")
    press(window.canvas, "F")
    window.state.reveal(Item("event", 3))
    assert window.state.note == "The filter leaves this event out"
    press(window.canvas, "F")
    assert window.state.note == ""


@pytest.mark.parametrize(
    ("words", "why"), [("", "there is no search"), ("strategic", "no event was found for certain")]
)
def test_why_there_is_nothing_to_filter_to_is_said(window, find, words, why):
    if words:
        find(words)  # finds an estimate and no event
    press(window.canvas, "F")
    assert why in status_words(window)
    assert (events_of(window), is_marked(window)) == (ALL, False)


def test_f_before_the_search_is_over_waits_for_it(window, qtbot):
    press(window.canvas, "/")
    qtbot.keyClicks(window.search, "regiment")
    press(window.search, "Ctrl+Shift+F")
    assert is_marked(window)
    qtbot.waitUntil(lambda: window.state.filter == "regiment")
    assert events_of(window) == FOUND


def test_another_document_ends_the_filter(window, find, many):
    find("regiment")
    press(window.canvas, "F")
    window.open_files([str(many)])
    assert (window.state.filter, is_marked(window)) == ("", False)
    assert "3,000 of 3,000 events in view" in status_words(window)


def test_another_search_leaves_the_filter_as_it_is(window, qtbot, find):
    find("regiment")
    press(window.canvas, "F")
    with qtbot.waitSignal(window.search.found):
        window.search.setText("fsb")
    assert (events_of(window), window.state.filter) == (FOUND, "regiment")


# Off the GUI thread


def test_of_many_events_the_index_is_made_aside_and_that_is_said(window, qtbot, find, aside):
    find("regiment")
    press(window.canvas, "F")
    assert "Filtering …" in status_words(window)
    assert (events_of(window), is_marked(window)) == (ALL, True)
    qtbot.waitUntil(lambda: window.state.filter == "regiment")
    assert (events_of(window), is_marked(window)) == (FOUND, True)
    assert "Filtering" not in status_words(window)


@pytest.mark.parametrize("end", ["F", "Esc Esc", "Cancel", "open"])
def test_a_filter_that_is_ended_before_it_is_ready_never_comes(window, qtbot, find, aside, many, end):
    find("regiment")
    press(window.canvas, "F")
    if end == "Cancel":
        qtbot.mouseClick(button(window.status, "Cancel"), Qt.MouseButton.LeftButton)
    elif end == "open":
        window.open_files([str(many)])
    else:
        for key in end.split():
            press(window.canvas, key)
    assert "Filtering" not in status_words(window)
    assert not is_marked(window)
    ready = filtering.Job()
    with qtbot.waitSignal(ready.done):
        ready.run(lambda: None)  # what was begun before has come back by now, or waits behind it
    assert window.state.filter == ""


def test_that_filtering_failed_is_said(window, qtbot, find, aside, monkeypatch):
    def fail(_timeline, _kept):
        raise MemoryError("no room")

    find("regiment")
    monkeypatch.setattr(TimelineIndex, "of", fail)
    press(window.canvas, "F")
    qtbot.waitUntil(lambda: "Filtering failed: no room" in status_words(window))
    assert (events_of(window), is_marked(window)) == (ALL, False)


def test_strips_and_the_tray_hold_what_the_filter_leaves(make_window, qtbot, tmp_path):
    path = tmp_path / "many.csv"
    rows = [f"2020-{1 + n % 12:02},{'odd' if n % 2 else 'even'} {n},Lane" for n in range(600)]
    path.write_text("\n".join(("when,title,lane", *rows, ",odd one,Lane", ",another even one,Lane")), "utf-8")
    window = make_window(path)
    press(window.canvas, "/")
    with qtbot.waitSignal(window.search.found):
        qtbot.keyClicks(window.search, "odd")
    press(window.search, "Ctrl+Shift+F")
    said = "filter “odd”: 301 of 602 events; 300 of 602 events in view · 301 filtered out · 1 undated"
    qtbot.waitUntil(lambda: said in status_words(window))
    drawing = window.canvas.drawing
    assert drawing.scene.group("undated").title == "Undated: 1 without a date"
    (band,) = drawing.bands
    assert drawing.strips == {band.lane.id}
    bins = band.lane.bins(drawing.window, drawing.plot.width)
    assert bins.known.sum() == 300
