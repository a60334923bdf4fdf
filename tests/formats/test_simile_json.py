import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import events_of
from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.native.native import read
from timeline_app.formats.simile import simile_json


def reading(*events, **head):
    return read(json.dumps({"dateTimeFormat": "iso8601", **head, "events": events}, indent=0).encode(), "File.json")


@pytest.mark.parametrize(
    ("document", "fits"),
    [
        ({"dateTimeFormat": "iso8601", "events": []}, True),
        ({"wikiURL": "http://example.org", "events": [{}]}, True),
        ({"events": [{"start": "2022", "isDuration": True}]}, True),
        ({"events": [{"start": "2022", "durationEvent": False}]}, True),
        ({"events": [{"start": "2022", "title": "A"}]}, True),
        ({"events": [{"start": "2022", "when": "2022", "title": "A"}]}, False),
        ({"events": [{"start": "2022", "title": "A"}], "estimates": []}, False),
        ({"events": [{"when": "2022", "title": "A"}]}, False),
        ({"events": [{"start_date": {"year": 2022}, "text": {}}]}, False),
        ({"dateTimeFormat": "iso8601"}, False),
        ({"dateTimeFormat": "iso8601", "events": {}}, False),
        ([], False),
        (None, False),
    ],
)
def test_it_is_told_by_what_only_simile_has(document, fits):
    assert simile_json.fits(document) is fits


def test_events_with_a_start_keep_their_dates_where_the_file_names_no_setting():
    events = [{"start": "Jan 1 2022", "end": "Feb 1 2022", "title": "A"}, {"start": "2022-05-01", "title": "B"}]
    found = read(json.dumps({"events": events}).encode(), "File.json")
    assert [event.when.edtf for event in events_of(found.timeline)] == ["2022-01-01/2022-02-01", "2022-05-01"]
    assert found.problems == ()


def test_an_event_means_the_same_as_in_xml():
    found = reading(
        {
            "start": "Fri Nov 22 1963 12:30:00 GMT-0600",
            "title": "A &amp; B",
            "description": "<b>Text</b>",
            "link": "http://example.org",
            "icon": "a.png",
            "trackNum": 3,
        },
        wikiURL="http://example.org/wiki",
    )
    (event,) = events_of(found.timeline)
    assert found.problems == ()
    assert (event.when.edtf, event.title, event.summary) == ("1963-11-22T12:30-06:00", "A & B", "Text")
    assert event.fields == {"icon": "a.png", "trackNum": 3}
    assert found.timeline.sources[0].url == "http://example.org"
    assert found.timeline.title == "File"
    assert found.timeline.extra["simile"]["wikiURL"] == "http://example.org/wiki"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "1880/1885"),
        ({"isDuration": True}, "1880/1885"),
        ({"durationEvent": "true"}, "1880/1885"),
        ({"isDuration": False}, "[1880..1885]"),
        ({"durationEvent": False}, "[1880..1885]"),
    ],
)
def test_an_event_with_an_end_lasts_unless_it_is_said_to_be_an_instant(more, told):
    (event,) = events_of(reading({"start": 1880, "end": "1885", "title": "A", **more}).timeline)
    assert event.when.edtf == told


def test_faults_are_told_at_their_lines_and_lose_nothing_else():
    found = reading({"start": "soon", "title": "A"}, 5, {"start": 1990.0, "title": "C"})
    assert [(problem.path, problem.line) for problem in found.problems] == [("events[0]", 4), ("events[1]", 8)]
    assert [event.when and event.when.edtf for event in events_of(found.timeline)] == [None, "1990"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
keys = st.sampled_from("start end latestStart earliestEnd isDuration title description link id icon".split())


@given(st.lists(st.dictionaries(keys, values), max_size=3))
def test_whatever_events_hold_they_are_all_there(events):
    timeline = simile_json.timeline_of({"dateTimeFormat": "x", "events": events}, Findings(), "File")
    assert len(timeline.events) == len(events)
