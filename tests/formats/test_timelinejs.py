import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import values
from timeline_app.formats.native.native import read
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file


def reading_of(document):
    return read(json.dumps(document).encode(), "file.json")


def slides(*events, **more):
    return reading_of({"events": list(events), **more})


def slide(**more):
    return {"start_date": {"year": "1952"}, "text": {"headline": "A slide"}, **more}


@pytest.mark.parametrize(
    ("start", "edtf"),
    [
        ({"year": "1952", "month": "", "day": ""}, "1952"),
        ({"year": 1952, "month": 7}, "1952-07"),
        ({"year": "1952", "month": "7", "day": "4"}, "1952-07-04"),
        ({"year": 1952, "month": 7, "day": 4, "hour": 9, "minute": 5}, "1952-07-04T09:05"),
        ({"year": 1952, "month": 7, "day": 4, "hour": "9"}, "[1952-07-04T09:00..1952-07-04T09:59]"),
        (
            {"year": 1952, "month": 7, "day": 4, "hour": 9, "minute": 5, "second": 6, "millisecond": 70},
            "1952-07-04T09:05:06.070",
        ),
        ({"year": "1952", "month": "", "day": "4"}, "1952-XX-04"),
        ({"year": "-44", "month": 3, "day": 15}, "-0043-03-15"),
        ("1952-07", "1952-07"),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(start, edtf):
    reading = slides(slide(), slide(start_date=start))
    assert reading.timeline.event(1).when.edtf == edtf
    assert reading.problems == ()


def test_cosmological_years_are_read_and_the_scale_is_kept():
    event = slide(start_date={"year": -13.8e9}, end_date={"year": "-4600000000"})
    timeline = slides(event, scale="cosmological").timeline
    assert timeline.event(0).when.edtf == "Y-13800000000/Y-4600000000"
    assert timeline.extra == {"timelinejs": {"scale": "cosmological"}}


def test_start_and_end_are_a_span_and_the_words_for_it_are_kept():
    event = slide(start_date={"year": 1943, "month": 7}, end_date={"year": 1946}, display_date="The war years")
    when = slides(event).timeline.event(0).when
    assert (when.edtf, when.stated) == ("1943-07/1946", "The war years")


def test_a_slide_s_texts_are_plain_and_its_media_are_kept():
    event = slide(
        text={"headline": "<b>Ada</b> &amp; Charles", "text": "<p>One</p><script>alert(1)</script><p>Two</p>"},
        media={
            "url": "https://example.org/a?b=1&copy=2",
            "credit": "<i>A. B.</i>",
            "caption": "",
            "thumbnail": "t.png",
        },
        group="People",
        unique_id="ada",
        background={"color": "#fff"},
        autolink=False,
    )
    timeline = slides(event).timeline
    ada = timeline.event(0)
    assert (ada.id, ada.title, ada.summary) == ("ada", "Ada & Charles", "One\nTwo")
    assert [lane.title for lane in timeline.lanes] == ["People"]
    assert [(source.url, ada.sources[0].role) for source in timeline.sources] == [
        ("https://example.org/a?b=1&copy=2", "media")
    ]
    assert ada.fields == {
        "media credit": "A. B.",
        "media thumbnail": "t.png",
        "background color": "#fff",
        "autolink": "false",
    }


@pytest.mark.parametrize(
    ("url", "field"),
    [
        ("<blockquote>A saying</blockquote>", "A saying"),
        ('<iframe src="https://example.org"></iframe>', '<iframe src="https://example.org"></iframe>'),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_media_that_are_no_web_address_are_no_source(url, field):
    timeline = slides(slide(media={"url": url})).timeline
    assert timeline.sources == ()
    assert timeline.event(0).fields == {"media url": field}


def test_the_title_slide_names_the_timeline_and_is_no_event():
    title = {"text": {"headline": "<i>Women</i>", "text": "<p>A sample</p>"}, "start_date": {"year": ""}}
    timeline = slides(slide(), title=title).timeline
    assert (timeline.title, len(timeline.events)) == ("Women", 1)
    assert timeline.extra == {"timelinejs": {"summary": "A sample"}}


def test_eras_have_a_lane_of_their_own():
    era = {"start_date": {"year": 1914}, "end_date": {"year": 1918}, "text": {"headline": "War"}}
    timeline = slides(slide(), eras=[era]).timeline
    assert [lane.title for lane in timeline.lanes] == ["Events", "Eras"]
    assert (timeline.event(1).title, timeline.event(1).when.edtf) == ("War", "1914/1918")


def test_the_older_generation_is_read():
    entry = {
        "startDate": "2011,12,10",
        "endDate": "2011,12,11,07,02,10",
        "headline": "Head",
        "text": "<p>Text</p>",
        "tag": "Lane",
        "asset": {"media": "http://example.org/a.png", "credit": "A. B.", "caption": "C"},
    }
    dates = [entry, {"startDate": "2012", "headline": "Year"}, {"startDate": "December 10, 2011", "headline": "Day"}]
    root = {"headline": "Whole", "type": "default", "text": "Intro", "startDate": "2011", "date": dates}
    root["era"] = [{"startDate": "2011,1", "endDate": "2011,6", "headline": "Half", "tag": "x"}]
    reading = reading_of({"timeline": root})
    timeline = reading.timeline
    assert reading.problems == ()
    assert timeline.title == "Whole"
    assert timeline.extra == {"timelinejs": {"summary": "Intro", "type": "default", "startDate": "2011"}}
    events = [timeline.event(row) for row in range(4)]
    assert [event.when.edtf for event in events] == [
        "2011-12-10/2011-12-11T07:02:10",
        "2012",
        "2011-12-10",
        "2011-01/2011-06",
    ]
    assert [lane.title for lane in timeline.lanes] == ["Lane", "Events", "Eras"]
    assert events[0].fields == {"asset credit": "A. B.", "asset caption": "C"}
    assert events[3].fields == {"tag": "x"}
    assert timeline.sources[0].url == "http://example.org/a.png"


def test_what_can_t_be_read_is_said_with_its_line_and_nothing_else_is_lost():
    events = [
        slide(start_date={"year": "1952", "month": "13"}, display_date="Some day"),
        slide(end_date={"year": "1950"}),
        "no slide",
        {"start_date": {"year": 1960}},
        slide(text={"headline": ["a"]}),
    ]
    text = '{"events": [\n' + ",\n".join(map(json.dumps, events)) + "\n]}"
    reading = read(text.encode(), "file.json")
    said = [(problem.line, problem.severity.value, problem.what) for problem in reading.problems]
    assert [(line, severity) for line, severity, _ in said] == [
        (2, "error"),
        (3, "error"),
        (4, "error"),
        (5, "warning"),
        (6, "error"),
    ]
    assert "ends (1950) before it starts (1952)" in said[1][2]
    found = [reading.timeline.event(row) for row in range(4)]
    assert (found[0].when, found[0].when_text) == (None, "1952-13")
    assert found[0].fields == {"display_date": "Some day"}
    assert (found[1].when.edtf, found[1].fields) == ("1952", {"date not read": "1950"})


def test_lists_that_are_none_are_said():
    reading = slides(slide(), eras={"a": 1})
    assert [problem.what for problem in reading.problems] == ["this is an object, not a list; it is left out"]


part = (
    st.none() | st.integers() | st.floats() | st.text(max_size=4) | st.booleans() | st.lists(st.integers(), max_size=2)
)


@given(st.dictionaries(st.sampled_from(["year", "month", "day", "hour", "minute", "second", "millisecond"]), part))
def test_any_parts_are_a_date_or_a_problem(parts):
    reading = slides(slide(), slide(start_date=parts))
    assert len(reading.timeline.events) == 2
    assert reading.timeline.event(1).when or reading.problems


keys = st.sampled_from(["start_date", "end_date", "text", "media", "group", "display_date", "unique_id", "x"])


@given(st.lists(values | st.dictionaries(keys, values), max_size=3), values, values)
def test_any_json_in_a_slide_is_read_and_nothing_is_raised(events, title, eras):
    reading = slides(slide(), *events, title=title, eras=eras)
    assert len(reading.timeline.events) >= 1 + sum(isinstance(event, dict) for event in events)
    for row in range(len(reading.timeline.events)):
        assert reading.timeline.event(row).title


def test_a_real_timeline_has_ten_events_and_a_title(shared_data):
    reading = read_file(shared_data / "timelinejs" / "women_in_computing.json")
    assert (reading.timeline.title, len(reading.timeline.events)) == ("Women in Computing", 10)
    assert reading.timeline.events.undated == 0
    assert not [problem for problem in reading.problems if problem.severity is Severity.ERROR]
