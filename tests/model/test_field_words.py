"""Words in one field of events."""

import pyarrow as pa
import pytest

from timeline_app.model.field_words import has_field
from timeline_app.model.records import Event, Lane
from timeline_app.model.search import Query, find_estimates, search_events
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

LANES = (Lane("l", "L"),)


def event(title, when="2022", **fields):
    return Event(title, "l", When.from_edtf(when), title, when, fields=fields)


@pytest.fixture(scope="module")
def timeline():
    events = [
        event("Note: x", place="Kyiv"),
        event("Kyiv alone", "2023", Place="Lviv", zone="north"),
        event("Both", "2024", **{"actor 1": 'The "Army"', "count": 12}),
        event("Columns"),
    ]
    table = EventTable.of(events, LANES)
    columns = {"PLACE": pa.array(["", "", "Kyiv oblast", "Odesa"], pa.large_string())}
    table = EventTable(**{**vars(table), "fields": columns})
    return Timeline("", LANES, (), (), table, EstimateTable.of(()))


def found(timeline, text):
    query = Query.of(text, "UTC", lambda name: has_field(timeline.events, name))
    rows = [row for part in search_events(timeline, query) for row in part.certain.tolist()]
    return rows, query


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("place:Kyiv", [0, 2]),
        ("PLACE:kyiv", [0, 2]),
        ('"place":"kyiv oblast"', [2]),
        ('"actor 1":army', [2]),
        ("“actor 1”:army", [2]),
        ("count:12", [2]),
        ("zone:north", [1]),
        ("place:kyiv after:2023", [2]),
        ("place:kyiv both", [2]),
        ("place:lviv place:odesa", []),
        ("place:nowhere", []),
        ("kyiv", [0, 1, 2]),
    ],
)
def test_a_field_is_asked_for_by_its_name_in_any_case(timeline, text, rows):
    assert found(timeline, text)[0] == rows


@pytest.mark.parametrize(
    ("text", "words", "rows"),
    [
        ("note: x", ("note:", "x"), [0]),
        ('"note: x"', ("note: x",), [0]),
        ('"place: x"', ("place: x",), []),
        ("place:", ("place:",), []),
        ("basis:stated", ("basis:stated",), []),
        (":x", (":x",), []),
    ],
)
def test_a_name_that_no_event_has_is_a_word(timeline, text, words, rows):
    assert found(timeline, text)[0] == rows
    assert found(timeline, text)[1].words == words


def test_estimates_have_no_fields(timeline):
    assert len(find_estimates(timeline, Query((), (), (("place", "x"),))).certain) == 0
