import json
from pathlib import Path

import pytest
from hypothesis import given

from tests.formats.round_trips import kept
from tests.formats.timelines import events_of, timelines
from timeline_app.formats.native.native import read
from timeline_app.formats.registry import read_file, writer_for
from timeline_app.formats.timelinejs.timelinejs_writing import write
from timeline_app.model.records import Event, Lane, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

PATH = Path("x.timelinejs.json")


def event(date="2022-09-21", event_id="a", **more):
    when = When.from_edtf(date) if date else None
    when = when and when.told(more.pop("stated", ""), Basis.STATED, "")
    return Event(event_id, "lane", when, more.pop("title", "A"), when_text=date, **more)


def timeline_of(*events, sources=(), **more):
    lanes = (Lane("lane", "Lane"),)
    return Timeline("Whole", lanes, (), sources, EventTable.of(events, lanes), EstimateTable.of(()), **more)


def document(*events, **more):
    return json.loads(write(timeline_of(*events, **more), PATH).data)


def slide(*events, **more):
    (only,) = document(*events, **more)["events"]
    return only


def reading(document):
    return read(json.dumps(document).encode(), "x.timelinejs.json")


@given(timelines())
def test_writing_and_reading_gives_the_same_timeline(timeline):
    found = read(write(timeline, PATH).data, "x.timelinejs.json")
    assert kept(found.timeline) == kept(timeline)


def test_a_span_within_one_year_comes_back_as_a_span():
    found = reading(document(event("2022/2022")))
    assert found.timeline.event(0).when.edtf == "2022/2022"


@pytest.mark.parametrize(
    ("date", "start", "end", "shown"),
    [
        ("2022-09-21", {"year": 2022, "month": 9, "day": 21}, None, None),
        ("2022-09", {"year": 2022, "month": 9}, None, None),
        ("2022", {"year": 2022}, None, None),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}, None, None),
        ("0000", {"year": -1}, None, None),
        ("2022-09-21T09:05", {"year": 2022, "month": 9, "day": 21, "hour": 9, "minute": 5}, None, None),
        ("2021/2022-09", {"year": 2021}, {"year": 2022, "month": 9}, None),
        ("2022-09~", {"year": 2022, "month": 9}, None, "2022-09~"),
        ("199X", {"year": 1990}, {"year": 1999}, "199X"),
        ("2022-21", {"year": 2022, "month": 3}, {"year": 2022, "month": 5}, "2022-21"),
        ("[2022-09-01..2022-09-04]", *({"year": 2022, "month": 9, "day": day} for day in (1, 4)), None),
        ("[1880..1885]/[1895..1900]", {"year": 1880}, {"year": 1900}, None),
        ("[1880..1885]/1900", {"year": 1880}, {"year": 1900}, "[1880..1885]/1900"),
        ("2022-09/..", {"year": 2022, "month": 9}, None, "2022-09/.."),
        ("../2022-09", {"year": 2022, "month": 9}, None, "../2022-09"),
    ],
)
def test_dates_are_parts_as_precise_as_they_are_and_words_where_parts_say_too_much(date, start, end, shown):
    one = slide(event(date))
    assert (one["start_date"], one.get("end_date")) == (start, end)
    assert one.get("display_date") == (shown or (date if date.startswith("[") else None))
    assert one.get("when_edtf") == one.get("display_date")


def test_the_source_s_words_are_what_is_shown():
    assert slide(event(stated="<on Tuesday>"))["display_date"] == "&lt;on Tuesday&gt;"


def test_years_beyond_the_human_scale_are_cosmological():
    found = document(event("Y-13800000000"), event("2022", "b"))
    assert found["scale"] == "cosmological"
    assert [one["start_date"] for one in found["events"]] == [{"year": -13_800_000_000}, {"year": 2022}]
    assert reading(found).timeline.extra == {}


def test_texts_are_html_that_nobody_obeys():
    one = slide(event(title="<b>A & B", summary="<script>\nx"))
    assert one["text"] == {"headline": "&lt;b&gt;A &amp; B", "text": "&lt;script&gt;<br>x"}


def test_the_program_finds_title_group_and_media_where_it_looks():
    sources = (Source("r", "Radio"), Source("s", "Paper", url="http://e.org/1"))
    refs = (SourceRef("r"), SourceRef("s"))
    fields = {"media credit": "A & B", "place": "Kyiv"}
    found = document(event(sources=refs, fields=fields), sources=sources, extra={"timelinejs": {"summary": "Words"}})
    (one,) = found["events"]
    assert found["title"] == {"text": {"headline": "Whole", "text": "Words"}}
    assert (one["group"], one["unique_id"]) == ("Lane", "a")
    assert one["media"] == {"url": "http://e.org/1", "credit": "A &amp; B"}


def test_events_without_a_date_stand_apart_and_come_back_in_their_place():
    timeline = timeline_of(event("", "a"), event("2022", "b"), event("XXXX", "c"))
    written = write(timeline, PATH)
    assert [one["unique_id"] for one in json.loads(written.data)["events"]] == ["b"]
    assert written.losses == ("TimelineJS has no place for events without a date: it doesn't show them (2)",)
    assert [one.id for one in events_of(read(written.data, "x").timeline)] == ["a", "b", "c"]


def test_what_another_program_changed_counts():
    found = document(event("2022-09~", title="A  title", summary="Old\n\nx"))
    (one,) = found["events"]
    assert events_of(reading(found).timeline)[0].summary == "Old\n\nx"
    one["text"] = {"headline": "Other", "text": "New"}
    one["group"] = "Else"
    one["display_date"] = "Autumn"
    (again,) = events_of(reading(found).timeline)
    assert (again.title, again.summary, again.lane, again.when.stated) == ("Other", "New", "else", "Autumn")


def test_an_event_that_was_moved_has_its_new_date_and_that_is_said():
    found = document(event("2022-09~"))
    found["events"][0]["start_date"]["month"] = 10
    again = reading(found)
    assert events_of(again.timeline)[0].when.edtf == "2022-10"
    assert [problem.what for problem in again.problems] == [
        "the event was moved since its date was “2022-09~”; that is no longer its date"
    ]


@pytest.mark.parametrize("own", [5, [], {"fields": 1}, {"time_zone": "Nowhere"}, {"sources": [{}]}, {"lanes": [""]}])
def test_members_of_ours_that_somebody_broke_are_named(own):
    found = document(event())
    found["timeline_app"] = found["events"][0]["timeline_app"] = own
    again = reading(found)
    assert [one.title for one in events_of(again.timeline)] == ["A"]
    assert [problem.path for problem in again.problems] == ["timeline_app", "events[0].timeline_app"]


def test_the_extension_says_that_it_is_written_and_read(tmp_path):
    path = tmp_path / "x.timelinejs.json"
    path.write_bytes(writer_for(path)(timeline_of(event()), path).data)
    assert "start_date" in path.read_text()
    assert kept(read_file(path).timeline) == kept(timeline_of(event()))


def test_a_timeline_from_the_wild_comes_back(shared_data):
    timeline = read_file(shared_data / "timelinejs" / "women_in_computing.json").timeline
    written = write(timeline, PATH)
    assert written.losses == ()
    assert kept(read(written.data, "x").timeline) == kept(timeline)
