"""What was selected or filtered is found again in files that were read anew."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.layout.timelines import estimate, event, timeline_of
from timeline_app.layout.view import Item
from timeline_app.model.origins import Origin, where
from timeline_app.model.quantity import Quantity
from timeline_app.ui.following import Following

EVENTS = (event("2020", "A"), event("2021", "B"), event("2022", "B"))
FIGURES = (estimate("2020", Quantity(best=1.0)), estimate("2021", Quantity(best=2.0)))


def without_ids(*records):
    timeline = timeline_of(*records)
    return replace(timeline, events=replace(timeline.events, ids=pa.nulls(len(timeline.events))))


def with_ids(**titles):
    timeline = timeline_of(*(event("2020", title) for title in titles.values()))
    return replace(timeline, events=replace(timeline.events, ids=pa.array(list(titles), pa.large_string())))


def found(selected, *after):
    return Following(without_ids(*EVENTS, *FIGURES), selected, "")(without_ids(*after)).selected


@pytest.mark.parametrize(
    ("row", "after", "expected"),
    [
        (0, EVENTS, 0),
        (0, (event("2019", "New"), *EVENTS), 1),
        (2, (event("2019", "New"), *EVENTS), 3),
        (1, EVENTS[::-1], 1),
        (0, EVENTS[1:], None),
        (0, (event("2024", "Other"),), None),
        (0, (event("2019", "New"), event("2024", "A"), event("2025", "A")), 1),
        (0, (), None),
    ],
)
def test_an_event_is_found_by_its_title_and_date(row, after, expected):
    selected = found(Item("event", row), *after, *FIGURES)
    assert selected == (None if expected is None else Item("event", expected))


def in_file(*records, places, file="a.csv"):
    timeline = without_ids(*records)
    return replace(timeline, origins=(Origin(file, len(records), 0, where(places)),))


@pytest.mark.parametrize("places", [[2, 3, 7], [("events", row) for row in range(3)]])
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (event("2021", "B, corrected"), 1),
        (event("2024", "B"), 1),
        (event("2024", "Other"), None),
    ],
)
def test_an_event_that_was_edited_is_found_in_its_place_by_what_is_left_of_it(places, changed, expected):
    others = event("2020", "A"), event("2022", "C")
    before = in_file(others[0], EVENTS[1], others[1], places=places)
    after = in_file(others[0], changed, others[1], places=places)
    selected = Following(before, Item("event", 1), "")(after).selected
    assert selected == (None if expected is None else Item("event", expected))


def test_an_event_that_moves_up_into_the_place_of_another_is_not_taken_for_it():
    records = event("2020", "A"), event("2021", "B"), event("2021", "C")
    before, after = in_file(*records, places=[2, 3, 4]), in_file(records[0], records[2], places=[2, 3])
    assert Following(before, Item("event", 1), "")(after).selected is None


def test_the_same_line_of_another_file_is_another_place():
    before = in_file(EVENTS[0], places=[2])
    after = in_file(event("2020", "Other"), places=[2], file="b.csv")
    assert Following(before, Item("event", 0), "")(after).selected is None


def test_an_event_with_an_id_is_found_by_it_though_its_title_has_changed():
    before, after = with_ids(a="A", b="B"), with_ids(new="New", b="B, corrected", a="A")
    assert Following(before, Item("event", 1), "")(after).selected == Item("event", 1)
    assert Following(before, Item("event", 0), "")(after).selected == Item("event", 2)


def test_an_estimate_is_found_by_what_it_says():
    assert found(Item("estimate", 0), FIGURES[1], FIGURES[0]) == Item("estimate", 1)
    assert found(Item("estimate", 1), FIGURES[1], FIGURES[0]) == Item("estimate", 0)


def test_nothing_stays_nothing():
    assert found(None, *EVENTS) is None


def test_a_filter_is_made_anew_and_ends_where_it_finds_nothing():
    before = timeline_of(*EVENTS)
    kept = Following(before, None, "b")(timeline_of(event("2019", "New"), *EVENTS))
    assert kept.shown.kept.events.tolist() == [2, 3]
    assert kept.whole.kept is None
    gone = Following(before, None, "b")(timeline_of(event("2019", "New")))
    assert gone.shown is gone.whole
