"""Search: what is found, how it is marked, how one goes there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from tests.ui.gestures import LEFT
from tests.ui.shown import heading, listed
from timeline_app.layout.view import Item

EVENTS = [Item("event", row) for row in range(4)]


@pytest.fixture
def window(window):
    """The window with the search field in use."""
    window.actions_by_name["search"].trigger()
    return window


@pytest.fixture
def look_for(window, qtbot):
    """Types words into the search field and waits for what they find."""

    def look(words: str) -> None:
        with qtbot.waitSignal(window.search.found):
            window.search.selectAll()
            qtbot.keyClicks(window.search, words)

    return look


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("regiment 1439", {EVENTS[1], EVENTS[2]}),  # titles
        ("REGIMENT january", {EVENTS[1]}),
        ("sappers", {EVENTS[2]}),  # a summary
        ("abc news", {EVENTS[3]}),  # the title of a source
        ("CNN", {EVENTS[2]}),
        ("strategic", {Item("estimate", 1)}),  # a publisher
        ("149,240", {Item("estimate", 4), EVENTS[3]}),  # a figure, and the note on an event's date
        ("death toll", {Item("estimate", 4)}),
    ],
)
def test_events_and_estimates_are_found_by_what_they_hold(window, look_for, words, found):
    look_for(words)
    assert window.state.view.hits == found


def test_hits_are_marked_on_the_canvas_and_nothing_else_is(window, look_for):
    look_for("regiment")
    marked = {
        group.id
        for group in window.canvas.drawing.scene.walk()
        for part in group.parts
        if getattr(getattr(part, "ink", None), "role", None) == "hit"
    }
    assert marked == {"event:1", "event:2"}


def test_hits_are_listed_in_time_order_and_counted(window, look_for):
    look_for("regiment")
    assert heading(window.search.results) == "2 found"
    assert listed(window.search.results) == [
        "Regiment 1439's January protest, Jan 2023",
        "Regiment 1439 soldiers say they will not fight, between 26 and 28 Feb 2023",
    ]


def test_that_nothing_is_found_is_said(window, look_for):
    look_for("zeppelin")
    assert heading(window.search.results) == "nothing found"
    assert window.search.results.isVisible()
    assert window.state.view.hits == frozenset()


def test_return_goes_through_the_hits_round_and_round(window, qtbot, look_for):
    look_for("regiment")
    for expected in (EVENTS[1], EVENTS[2], EVENTS[1]):
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
        assert window.state.view.selected == expected


def test_return_in_the_search_field_does_not_frame(window, qtbot, look_for):
    before = window.state.view.window
    look_for("regiment")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.state.view.window == before
    assert window.search.text() == "regiment"


def test_return_moves_to_a_hit_that_is_out_of_view(window, qtbot, look_for):
    window.state.zoom(0.02)
    look_for("january protest")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    when = window.state.index.event(1).when
    assert window.state.view.window.contains((when.earliest + when.latest) / 2)


def test_return_right_after_the_last_letter_goes_to_what_is_found(window, qtbot):
    qtbot.keyClicks(window.search, "regiment")
    with qtbot.waitSignal(window.search.chosen):
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.state.view.selected == EVENTS[1]


def test_return_after_a_change_never_goes_to_what_the_words_before_found(window, qtbot, look_for):
    look_for("fsb")
    window.search.selectAll()
    qtbot.keyClicks(window.search, "january protest")
    with qtbot.waitSignal(window.search.chosen):
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.state.view.selected == EVENTS[1]


def test_arrow_keys_go_down_and_up_the_list(window, qtbot, look_for):
    look_for("regiment")
    for key, expected in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 2)):
        qtbot.keyClick(window.search, key)
        assert window.state.view.selected == EVENTS[expected]


def test_a_click_in_the_list_goes_there(window, qtbot, look_for):
    look_for("regiment")
    found = window.search.results.findChild(QListWidget)
    place = found.visualItemRect(found.item(1)).center()
    qtbot.mouseClick(found.viewport(), LEFT, pos=place)
    assert window.state.view.selected == EVENTS[2]


def test_an_emptied_field_marks_and_lists_nothing(window, qtbot, look_for):
    look_for("regiment")
    with qtbot.waitSignal(window.search.found):
        window.search.clear()
    assert window.state.view.hits == frozenset()
    assert not window.search.results.isVisible()


def test_the_words_are_looked_for_in_the_next_timeline_too(window, qtbot, look_for, tmp_path):
    path = tmp_path / "next.csv"
    path.write_text("when,title\n2020,Something else\n2021,A regiment\n", "utf-8")
    look_for("regiment")
    with qtbot.waitSignal(window.search.found):
        window.open_files([str(path)])
        assert window.state.view.hits == frozenset()
    assert window.state.view.hits == {EVENTS[1]}
    assert listed(window.search.results) == ["A regiment, 2021"]


def test_what_was_found_in_one_timeline_is_never_shown_in_the_next(window, qtbot, tmp_path):
    path = tmp_path / "next.csv"
    path.write_text("when,title\n2020,Alone\n", "utf-8")
    hits = []
    window.search.found.connect(hits.append)
    with qtbot.waitSignal(window.search.found):
        window.search.setText("regiment")
        window.search._search()  # its result is on the way when the file is opened
        window.open_files([str(path)])
    assert hits == [()]
    assert heading(window.search.results) == "nothing found"


def test_of_very_many_hits_the_first_are_listed_and_all_are_counted(make_window, qtbot, many):
    window = make_window(many)
    with qtbot.waitSignal(window.search.found):
        qtbot.keyClicks(window.search, "event")
    assert heading(window.search.results) == "3,000 found, the first 500 listed"
    assert len(listed(window.search.results)) == 500
    assert len(window.state.view.hits) == 3000


@pytest.mark.parametrize("size", [(800, 600), (1440, 900)])
def test_the_list_lies_inside_the_window_and_stays_there_when_it_is_resized(window, look_for, size):
    look_for("regiment")
    window.resize(*size)
    assert window.rect().contains(window.search.results.geometry())
