"""Search: what is found, how it is marked, how one goes there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget

from tests.ui.gestures import LEFT
from tests.ui.shown import heading, hit_items, listed
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
    assert hit_items(window) == found


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


def test_of_a_hit_with_a_long_title_the_date_can_be_read(make_window, qtbot, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(f"when,title\n2022-09-21,{'A title of many words ' * 20}\n", "utf-8")
    window = make_window(path)
    window.actions_by_name["search"].trigger()
    type_into(window, qtbot, "title")
    found = window.search.results.findChild(QListWidget)
    shown = found.fontMetrics().elidedText(found.item(0).text(), found.textElideMode(), found.viewport().width())
    assert shown != found.item(0).text()
    assert shown.endswith(", 21 Sep 2022")


def test_that_nothing_is_found_is_said(window, look_for):
    look_for("zeppelin")
    assert heading(window.search.results) == "nothing found"
    assert window.search.results.isVisible()
    assert hit_items(window) == frozenset()


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
    assert hit_items(window) == frozenset()
    assert not window.search.results.isVisible()


def test_the_words_are_looked_for_in_the_next_timeline_too(window, qtbot, look_for, tmp_path):
    path = tmp_path / "next.csv"
    path.write_text("when,title\n2020,Something else\n2021,A regiment\n", "utf-8")
    look_for("regiment")
    with qtbot.waitSignal(window.search.found):
        window.open_files([str(path)])
        assert hit_items(window) == frozenset()
    assert hit_items(window) == {EVENTS[1]}
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
    assert [len(found) for found in hits] == [0]
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


@pytest.fixture
def dated(make_window, tmp_path):
    """The window on events of which two may lie on either side of the end of 2021, with the search field in use."""
    path = tmp_path / "dated.csv"
    path.write_text("when,title\n2021-05,One\n2021/,Two\n[2021..2022],Three\n2023,Four\nsoon,Five\n", "utf-8")
    window = make_window(path)
    window.actions_by_name["search"].trigger()
    return window


def type_into(window, qtbot, words: str) -> None:
    with qtbot.waitSignal(window.search.found):
        window.search.selectAll()
        qtbot.keyClicks(window.search, words)


def test_what_may_lie_before_a_date_is_listed_behind_what_does_and_not_marked(dated, qtbot):
    type_into(dated, qtbot, "before:2022")
    assert heading(dated.search.results) == "1 found, 2 more may be"
    found = [line.split(",")[0] for line in listed(dated.search.results)]
    assert found == ["One", "may be: Two", "may be: Three"]
    assert hit_items(dated) == {EVENTS[0]}


def test_return_goes_on_to_what_may_be(dated, qtbot):
    type_into(dated, qtbot, "before:2022")
    for expected in (0, 1, 2, 0):
        qtbot.keyClick(dated.search, Qt.Key.Key_Return)
        assert dated.state.view.selected == EVENTS[expected]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("t before:2022", "nothing found for certain, 2 may be"),
        ("after:2021", "1 found, 1 more may be"),
        ("during:2023 f", "1 found"),
        ("five before:2022", "nothing found"),
    ],
)
def test_how_many_are_found_and_how_many_may_be_is_said(dated, qtbot, words, said):
    type_into(dated, qtbot, words)
    assert heading(dated.search.results) == said


def test_a_date_that_cannot_be_read_is_said_whole_and_finds_nothing(dated, qtbot):
    type_into(dated, qtbot, "one before:2022-13-45")
    words = heading(dated.search.results)
    assert words.startswith("before:2022-13-45: ")
    assert hit_items(dated) == frozenset()
    assert listed(dated.search.results) == []
    label = dated.search.results.findChild(QLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_the_field_tells_how_to_search_by_date(window):
    for words in (window.search.toolTip(), window.search.accessibleDescription()):
        assert all(f"{name}:2022" in words for name in ("before", "during", "overlaps"))
