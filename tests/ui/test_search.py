"""Search: what is found, how it is marked, how one goes there."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QListWidget

from tests.ui.gestures import LEFT
from tests.ui.shown import heading, hit_items, listed
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item
from timeline_app.model import blocks
from timeline_app.model.records import Event, Lane
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.ui import item_search
from timeline_app.ui.item_search import FoundItems, find_items

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


# While a search is under way

COUNT = 50_000


@pytest.fixture(scope="module")
def long_timeline() -> Timeline:
    """50,000 events of one day each, from the last to the first; each third is a hit, each has a source."""
    lanes = (Lane("a", "Lane"),)
    table = EventTable.of([Event("", "a", When.from_edtf("2022-01-01"), "", "2022-01-01")], lanes)
    starts = np.arange(COUNT, 0, -1) * 86400.0
    times = TimeColumns.joined([table.times.taken(np.zeros(COUNT, np.int64))])
    bounds = (starts, starts + 86400.0)
    columns = [times.kind, times.start_precision, times.end_precision, times.flags]
    titles = [f"{'hit' if row % 3 == 0 else 'miss'} number {row}" for row in range(COUNT)]
    table = replace(
        table,
        times=TimeColumns.of_arrays((*bounds, *bounds, *columns)),
        lane=np.zeros(COUNT, np.uint8),
        importance=np.full(COUNT, 0.5),
        ids=pa.nulls(COUNT, pa.large_string()),
        titles=pa.array(titles, pa.large_string()),
        when_texts=pa.array(np.datetime_as_string(starts.astype("datetime64[s]"), "D"), pa.large_string()),
        details=pa.array(['{"sources": [{"id": "s"}]}'] * COUNT, pa.large_string()),
        **dict.fromkeys(("summaries", "stated"), pa.nulls(COUNT)),
    )
    return Timeline("Long", lanes, (), (), table, EstimateTable.of(()))


@pytest.fixture
def told_at_once(monkeypatch):
    """A search tells what it has found behind every thousand events."""
    monkeypatch.setattr(item_search, "_FIRST_TOLD", 0.0)
    monkeypatch.setattr(item_search, "_TOLD_AGAIN", 0.0)
    monkeypatch.setattr(blocks, "_BLOCK", 1000)


def test_a_search_tells_how_much_it_has_found_and_what_comes_first_so_far(long_timeline, told_at_once):
    told = []
    found = find_items(long_timeline, "hit", lambda: True, told.append)
    assert [part.certain for part in told[:3]] == [334, 667, 1000]
    assert len(told) == 50
    assert [len(part.listed) for part in told[:3]] == [334, 500, 500]
    assert told[2].listed[0] == Item("event", 2997)
    assert all(part.hits is None for part in told)
    assert found.hits.events.tolist() == list(range(0, COUNT, 3))
    assert found.listed == tuple(Item("event", row) for row in range(49998, 49998 - 1500, -3))


def test_a_search_that_is_not_wanted_any_more_stops_at_the_next_thousand_events(long_timeline, told_at_once):
    answers, told = iter([True, True, False]), []
    assert find_items(long_timeline, "hit", lambda: next(answers), told.append) is None
    assert len(told) == 2


def test_another_key_ends_the_search_that_is_under_way(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "timeline_app.ui.search_bar.find_items", lambda *search: asked.append(search[2]) or FoundItems()
    )
    for words in ("r", "re"):
        with qtbot.waitSignal(window.search.found):
            window.search.setText(words)
    assert [wanted() for wanted in asked] == [False, True]
    window.search.setText("reg")
    assert not asked[-1]()


def test_while_searching_no_more_records_are_made_than_are_seen(
    make_window, qtbot, long_timeline, monkeypatch, told_at_once
):
    window = make_window()
    window.state.open(TimelineIndex.of(long_timeline), ())
    made, event = [], Timeline.event
    monkeypatch.setattr(Timeline, "event", lambda timeline, row: made.append(row) or event(timeline, row))
    for words in ("hit", "sources", "hit number 1", "number"):
        type_into(window, qtbot, words)
    assert len(window.state.view.hits) == COUNT
    assert window.search.results.findChild(QListWidget).count() == 500
    assert 0 < len(made) < 200
    assert listed(window.search.results)[0] == "miss number 49999, 2 Jan 1970"


def test_what_is_found_so_far_is_listed_at_once_and_then_counted(window, look_for):
    look_for("regiment")
    search = window.search
    search._stop()
    for certain, row in ((1234, 3), (2345, 2)):
        search._found_so_far.emit(search._generation, FoundItems(certain, 0, (EVENTS[row],), (), None))
        search._found_so_far.emit(search._generation - 1, FoundItems(9, 0, (EVENTS[0],), (), None))
        QCoreApplication.processEvents()
        assert heading(search.results) == f"{certain:,} found so far"
        assert [line.split(",")[0] for line in listed(search.results)] == [
            "Putin acknowledges losses at the annual FSB meeting"
        ]
    assert hit_items(window) == {EVENTS[1], EVENTS[2]}  # those before stay marked until all are known


def test_where_nothing_is_found_so_far_the_search_goes_on(window, look_for):
    look_for("regiment")
    window.search._stop()
    window.search._found_so_far.emit(window.search._generation, FoundItems(hits=None))
    QCoreApplication.processEvents()
    assert heading(window.search.results) == "searching …"
    assert listed(window.search.results) == []


def test_what_was_gone_to_while_searching_stays_the_current_one(window, qtbot, look_for):
    look_for("regiment")
    search = window.search
    search._stop()
    search._found_so_far.emit(search._generation, FoundItems(2, 0, (EVENTS[3], EVENTS[2]), (), None))
    QCoreApplication.processEvents()
    qtbot.keyClick(search, Qt.Key.Key_Down)
    search._show(FoundItems(4, 0, tuple(EVENTS)))
    qtbot.keyClick(search, Qt.Key.Key_Up)
    assert window.state.view.selected == EVENTS[2]
