import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.timelines import LANES, estimate, event, events, index_of, near_windows, timeline_of, window_of
from timeline_app.layout.counts import Counts, count_events, count_words, filter_words
from timeline_app.layout.lanes import ESTIMATES, TimelineIndex
from timeline_app.layout.view import Item, Items
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import ENGLISH


def place(when, window: TimeWindow) -> str:
    """Where one event lies to a window."""
    if when is None:
        return "undated"
    if when.latest <= window.start:
        return "before"
    return "after" if when.earliest >= window.end else "in_view"


@given(st.lists(events(), max_size=25), near_windows())
def test_each_event_is_counted_once_where_it_lies(records, window):
    counts = count_events(index_of(*records), window)
    places = [place(record.when, window) for record in records]
    for name in ("in_view", "before", "after", "undated"):
        assert getattr(counts, name) == places.count(name)
    assert counts.total == len(records)


@given(
    st.lists(events(), max_size=25),
    near_windows(),
    st.none() | st.frozensets(st.integers(0, 24)),
    st.frozensets(st.sampled_from([*(f"lane:{lane.id}" for lane in LANES), ESTIMATES])),
)
def test_with_a_filter_and_hidden_lanes_too_each_event_is_counted_once(records, window, kept, hidden):
    timeline = timeline_of(*records, estimate("2022-09"), estimate("2023"))
    found = None if kept is None else Items.of([Item("event", row) for row in kept if row < len(records)])
    index = TimelineIndex.of(timeline, found)
    counts, places = count_events(index, window, hidden), []
    for row, record in enumerate(records):
        absent = "hidden" if f"lane:{record.lane}" in hidden else ""
        places.append("filtered" if kept is not None and row not in kept else absent or place(record.when, window))
    for name in ("in_view", "before", "after", "undated", "filtered", "hidden"):
        assert getattr(counts, name) == places.count(name)
    assert counts.total == len(records)


def test_an_event_is_in_view_when_any_part_of_its_bounds_is():
    window = window_of("2022-09-15", "2022-12")
    index = index_of(event("2022-09"), event("2022-12"), event("2022-09-14"), event("[..2022-09-15]"), event())
    assert count_events(index, window) == Counts(in_view=2, before=1, after=1, undated=1)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(4, 0, 0, 0), "4 of 4 events in view · none undated"),
        (Counts(1, 1, 2, 3), "1 of 7 events in view · 1 before · 2 after · 3 undated"),
        (Counts(1, 0, 0, 0), "1 of 1 event in view · none undated"),
        (Counts(0, 0, 0, 0), "0 of 0 events in view · none undated"),
        (Counts(1200, 0, 0, 1000), "1,200 of 2,200 events in view · 1,000 undated"),
        (
            Counts(1, 0, 0, 0, 3, 1204, 2),
            "1 of 1,208 events in view · 3 filtered out · 1,204 in 2 hidden lanes · none undated",
        ),
        (Counts(1, 0, 0, 0, 0, 0, 1), "1 of 1 event in view · none in 1 hidden lane · none undated"),
        (Counts(1, 0, 0, 2, in_files=5), "1 of 8 events in view · 5 in files not shown · 2 undated"),
    ],
)
def test_the_counts_are_said_in_a_line(counts, words):
    assert count_words(counts, ENGLISH) == words


def test_what_a_filter_leaves_is_said_with_its_words():
    words = filter_words("mine", Counts(1000, 200, 0, 4, 8796), ENGLISH)
    assert words == "filter “mine”: 1,204 of 10,000 events"
    assert filter_words("mine", Counts(1, 0, 0, 0), ENGLISH) == "filter “mine”: 1 of 1 event"
    assert filter_words("mine", Counts(1, 0, 0, 0, 3, in_files=5), ENGLISH) == "filter “mine”: 1 of 4 events"
    assert filter_words("mine " * 20, Counts(1, 0, 0, 0), ENGLISH).startswith("filter “mine mine")
    assert len(filter_words("mine " * 20, Counts(1, 0, 0, 0), ENGLISH)) < 70
