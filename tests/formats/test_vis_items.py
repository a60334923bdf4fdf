import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import values
from timeline_app.formats.json_files.vis_items import text_of_time
from timeline_app.formats.native.native import read


def reading_of(document):
    return read(json.dumps(document).encode(), "file.json")


def item(**more):
    return {"id": 1, "content": "An item", "start": "2014-04-20", **more}


def test_a_list_of_items_is_a_timeline():
    items = [
        item(),
        item(id="b", content="<b>Span</b>", end="2014-05-02", type="range", className="red", title="<p>Tip</p>"),
        item(id=3, start="2014-04-20T10:00:00.000Z", type="point", style="color: red"),
    ]
    reading = reading_of(items)
    assert reading.problems == ()
    found = [reading.timeline.event(row) for row in range(3)]
    assert reading.timeline.title == "file"
    assert [event.id for event in found] == ["1", "b", "3"]
    assert [event.when.edtf for event in found] == ["2014-04-20", "2014-04-20/2014-05-02", "2014-04-20T10:00:00.000Z"]
    assert (found[1].title, found[1].summary) == ("Span", "Tip")
    assert found[1].fields == {"type": "range", "className": "red"}


def test_groups_are_lanes_in_their_order_and_nested_ones_say_in_which():
    groups = [
        {"id": 1, "content": "<i>Europe</i>", "nestedGroups": [2], "className": "g"},
        {"id": 2, "content": "France"},
        {"id": "3", "content": "Asia"},
    ]
    items = [item(group=3), item(group="2"), item(group=1), item(group="elsewhere"), item()]
    timeline = reading_of({"groups": groups, "items": items, "options": {"stack": False}}).timeline
    assert [lane.title for lane in timeline.lanes] == ["Europe", "Europe / France", "Asia", "elsewhere", "Events"]
    titles = {lane.id: lane.title for lane in timeline.lanes}
    assert [titles[timeline.event(row).lane] for row in range(3)] == ["Asia", "Europe / France", "Europe"]
    assert timeline.lanes[0].extra["className"] == "g"
    assert timeline.extra == {"vis": {"options": {"stack": False}}}


def test_groups_nested_in_each_other_end_somewhere():
    groups = [{"id": 1, "content": "A", "nestedGroups": [2]}, {"id": 2, "content": "B", "nestedGroups": [1]}]
    timeline = reading_of({"groups": groups, "items": [item(group=1)]}).timeline
    assert [lane.title for lane in timeline.lanes] == ["B / A", "A / B"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1398000000000, "2014-04-20T13:20:00Z"),
        (1398000000123, "2014-04-20T13:20:00.123Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        ("1398000000000", "2014-04-20T13:20:00Z"),
        ("/Date(1398000000000)/", "2014-04-20T13:20:00Z"),
        ("Sun Apr 20 2014 15:20:00 GMT+0200 (CEST)", "2014-04-20T15:20:00+02:00"),
        ("2014-04-20", "2014-04-20"),
        (-8.6e15, "Y-270554"),
        (1e300, "1e+300"),
        (None, ""),
    ],
)
def test_times_of_javascript_are_read(value, text):
    assert text_of_time(value) == text


def test_what_can_t_be_read_is_said_and_nothing_else_is_lost():
    items = [item(), item(start="soon", end="2015"), item(end="2013"), item(content=""), 5]
    text = "[\n" + ",\n".join(map(json.dumps, items)) + "\n]"
    reading = read(text.encode(), "file.json")
    said = [(problem.line, problem.severity.value) for problem in reading.problems]
    assert said == [(3, "error"), (4, "error"), (5, "warning"), (6, "error")]
    found = [reading.timeline.event(row) for row in range(4)]
    assert (found[1].when.edtf, found[1].fields) == ("/2015", {"date not read": "soon"})
    assert (found[2].when.edtf, found[2].fields) == ("2014-04-20", {"date not read": "2013"})
    assert found[3].title == "(no title)"


keys = st.sampled_from(["id", "content", "start", "end", "group", "title", "nestedGroups", "type"])
objects = st.lists(values | st.dictionaries(keys, values), max_size=3)


@given(objects, values | objects)
def test_any_json_in_items_and_groups_is_read_and_nothing_is_raised(items, groups):
    reading = reading_of({"items": [item()] * 5 + items, "groups": groups})
    assert len(reading.timeline.events) == 5 + sum(isinstance(one, dict) for one in items)


@given(st.integers() | st.floats(allow_nan=False) | st.text(max_size=30))
def test_any_time_is_some_text(value):
    assert isinstance(text_of_time(value), str)
