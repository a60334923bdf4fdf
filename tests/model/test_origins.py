"""Where records stand in their files."""

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model.merge import merged
from timeline_app.model.origins import Numbers, Origin, Paths, Place, where
from timeline_app.model.records import Event, Lane
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline

lines = st.lists(st.integers(0, 2**32 - 1))
steps = st.sampled_from(["events", "timeline", "a"]) | st.integers(0, 9)
paths = st.lists(st.lists(steps, max_size=3).map(tuple))


def timeline(file, events, places=None, **more):
    lanes = (Lane("l", "L"),)
    table = EventTable.of([Event(f"{file}{number}", "l", None, "E") for number in range(events)], lanes)
    return Timeline("", lanes, (), (), table, EstimateTable.of(()), origins=(Origin(file, events, 0, places, **more),))


@given(lines)
def test_numbers_are_kept(numbers):
    found = pickle.loads(pickle.dumps(Numbers.of(numbers)))
    assert found.count == len(numbers)
    assert [found[row] for row in range(len(numbers))] == numbers


def test_numbers_one_behind_the_other_take_no_memory():
    assert len(Numbers.of(np.arange(2, 1_000_000)).each) == 0
    assert Numbers.of([2, 3, 5]).each.nbytes == 12


@given(paths)
def test_paths_are_kept(ways):
    found = pickle.loads(pickle.dumps(Paths.of(ways)))
    assert [found[row] for row in range(len(ways))] == ways


@given(lines, st.integers(0, 9))
def test_the_records_with_a_number_are_found(numbers, wanted):
    for found in (Numbers.of(numbers), Numbers(len(numbers), 5)):
        every = [found[row] for row in range(len(numbers))]
        for number in (wanted, *every):
            assert found.rows(number) == [row for row, one in enumerate(every) if one == number]


@given(paths, st.lists(steps, max_size=3).map(tuple))
def test_the_records_at_the_end_of_a_way_are_found(ways, wanted):
    for way in (wanted, *ways):
        assert Paths.of(ways).rows(way) == [row for row, one in enumerate(ways) if one == way]


def test_records_of_one_list_take_its_name_once():
    found = Paths.of([("events", number) for number in range(1000)])
    assert found.lists == (("events",),)
    assert (len(found.indices.each), found.list_of.itemsize) == (0, 1)


def test_places_that_nobody_knows_are_none():
    assert where([]) is where([None, None]) is None
    assert where([None, 7])[1] == 7
    assert Origin("f", 2, 0, where([None, 7])).event_place(0) == Place("f")


def test_a_place_is_told_in_words():
    assert Place("folder/events.csv", 12).words("events.csv") == "events.csv, line 12"
    assert Place("events.xlsx", 3, "row").words("events.xlsx") == "events.xlsx, row 3"
    assert Place("events.csv").words("events.csv") == "events.csv"


def test_events_of_joined_files_keep_their_places():
    nobody = timeline("", 1)
    found = merged([timeline("a", 2, Numbers(2, 2)), nobody, timeline("b", 1, where([("events", 0)]))])
    places = [found.event_place(row) for row in range(4)]
    assert [place and (place.file, place.line, place.path) for place in places] == [
        ("a", 2, None),
        ("a", 3, None),
        None,
        ("b", None, ("events", 0)),
    ]
    assert found.event_place(4) is None
    assert [found.events_at(place) for place in places if place] == [[0], [1], [3]]
    assert found.events_at(Place("b", 2)) == found.events_at(Place("b", path=("events", 1))) == []
    assert found.estimate_place(0) is None
