import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import values
from timeline_app.formats.native.native import read
from timeline_app.formats.registry import read_file

EVENT = {
    "id": "a-meeting",
    "date": "2019-11",
    "title": "A meeting",
    "summary": "They met.",
    "importance": 8,
    "actors": ["Lewis F., Jr.", "B"],
    "tags": ["x"],
    "category": "Meetings",
    "status": "confirmed",
    "checked": {"by": "C", "times": 2},
    "sources": [
        {"title": "A report", "url": "https://example.org/a", "outlet": "The Outlet", "date": "2019-12-01", "tier": 1},
        "https://example.org/b",
        "A book",
        {"url": "ftp://example.org/c", "quote": "They met"},
    ],
}


def reading_of(document):
    return read(json.dumps(document).encode(), "file.json")


def test_an_object_is_one_event_with_its_sources():
    reading = reading_of(EVENT)
    timeline = reading.timeline
    event = timeline.event(0)
    assert reading.problems == ()
    assert (event.id, event.title, event.summary, event.when.edtf) == ("a-meeting", "A meeting", "They met.", "2019-11")
    assert [lane.title for lane in timeline.lanes] == ["Meetings"]
    assert event.fields == {
        "importance": "8",
        "actors": "Lewis F., Jr.; B",
        "tags": "x",
        "status": "confirmed",
        "checked by": "C",
        "checked times": "2",
    }
    assert event.importance == 0.5
    assert [(source.title, source.url) for source in timeline.sources] == [
        ("A report", "https://example.org/a"),
        ("https://example.org/b", "https://example.org/b"),
        ("A book", ""),
        ("ftp://example.org/c", ""),
    ]
    assert (timeline.sources[0].date, timeline.publisher_of(timeline.sources[0])) == ("2019-12-01", "The Outlet")
    assert event.sources[0].extra == {"tier": 1}
    assert (event.sources[3].quote, event.sources[3].extra) == ("They met", {"url": "ftp://example.org/c"})


def test_a_list_of_objects_is_a_timeline():
    reading = reading_of([EVENT, {"start": "2020", "end": "2021", "title": "A span", "importance": 0.9}])
    assert len(reading.timeline.events) == 2
    span = reading.timeline.event(1)
    assert (span.when.edtf, span.importance, span.fields) == ("2020/2021", 0.9, {})


@pytest.mark.parametrize(
    "document",
    [{"date": "2019"}, {"title": "No date"}, [1, 2], [], {"date": "2019", "title": "A timeline", "events": []}],
)
def test_other_json_is_no_event(document):
    timeline = reading_of(document).timeline
    assert timeline is None or not len(timeline.events)


def test_what_is_odd_is_said_with_its_line_and_kept():
    event = {
        "date": "2019-13",
        "title": "T",
        "summary": ["a", "b"],
        "sources": [5, {"outlet": "O"}, {"title": "S", "date": "then"}],
        "importance": "high",
    }
    reading = read(json.dumps(event, indent=1).encode(), "file.json")
    assert [problem.path for problem in reading.problems] == [
        "date",
        "summary",
        "sources[0]",
        "sources[1]",
        "sources[2].date",
    ]
    found = reading.timeline.event(0)
    assert (found.when, found.when_text) == (None, "2019-13")
    assert found.fields == {"summary": "a; b", "sources": '[5, {"outlet": "O"}]', "importance": "high"}
    assert found.sources[0].extra == {"date": "then"}


keys = st.sampled_from([*EVENT, "when", "start", "end", "text", "Title"])
records = st.dictionaries(keys, values | st.lists(st.dictionaries(st.sampled_from(["title", "url", "date"]), values)))


@given(records)
def test_any_json_in_an_event_is_read_and_nothing_is_raised(record):
    reading = reading_of([EVENT, EVENT, {"x": 1} | record])
    assert len(reading.timeline.events) == 3


def test_real_events_have_their_sources(shared_data):
    for path in sorted((shared_data / "markdown_events").glob("*.json")):
        reading = read_file(path)
        assert reading.problems == ()
        assert len(reading.timeline.event(0).sources) == len(json.loads(path.read_text("utf-8"))["sources"])
