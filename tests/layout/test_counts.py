import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.timelines import event, events, index_of, near_windows, window_of
from timeline_app.layout.counts import Counts, count_events, count_words
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
    ],
)
def test_the_counts_are_said_in_a_line(counts, words):
    assert count_words(counts, ENGLISH) == words
