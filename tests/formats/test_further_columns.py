"""Columns of events that few tables have."""

from tests.formats.timelines import events_of
from timeline_app.formats.csv_files import csv_events
from timeline_app.model.when import Basis


def read(text):
    return csv_events.read(text.encode(), "x.csv")


def test_ids_words_and_links_are_read_from_columns_of_their_own():
    reading = read(
        "ID,when,title,stated,basis,basis note,importance,zone,source,source ids,Estimate IDs\n"
        "a,2022-09,A,in September,inferred,see B,0.9,Europe/Kyiv,Paper; Radio,p; r,\n"
        "b,2022-10,B,,,,,,,,\n"
    )
    one, two = events_of(reading.timeline)
    assert (one.id, one.when.stated, one.when.basis, one.when.basis_note) == (
        "a",
        "in September",
        Basis.INFERRED,
        "see B",
    )
    assert (one.importance, one.zone, two.importance, two.zone) == (0.9, "Europe/Kyiv", 0.5, "")
    assert one.when.earliest == two.when.earliest - 30 * 86400 - 3 * 3600
    assert [(ref.id, reading.timeline.source(ref.id).title) for ref in one.sources] == [("p", "Paper"), ("r", "Radio")]
    assert reading.problems == ()


def test_a_zone_that_all_share_is_the_timeline_s():
    timeline = read("when,title,zone\n2022,A,Europe/Kyiv\n2023,B,Europe/Kyiv\n").timeline
    assert (timeline.time_zone, [event.zone for event in events_of(timeline)]) == ("Europe/Kyiv", ["", ""])


def test_columns_that_only_happen_to_be_called_so_are_fields():
    (event,) = events_of(read("when,title,importance,zone,basis\n2022,A,high,North,tax\n").timeline)
    assert dict(event.fields) == {"importance": "high", "zone": "North", "basis": "tax"}


def test_an_id_that_is_taken_gets_a_suffix_and_is_named():
    reading = read("id,when,title\na,2022,A\na,2023,B\n,2024,C\n")
    assert [event.id for event in events_of(reading.timeline)] == ["a", "a-2", "event-3"]
    (problem,) = reading.problems
    assert (problem.line, problem.path) == (3, "events[1].id")
