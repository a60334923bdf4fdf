"""Each event knows its file and line, in whatever format it is."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.csv_files.csv_events import read_by_arrays, read_by_rows
from timeline_app.formats.placing import line_of, stamps_of
from timeline_app.formats.registry import read_file, read_files

cells = st.text(st.sampled_from('ab\n",'), max_size=4)


def place(path, row=0):
    return read_file(path).timeline.event_place(row)


def lines_in(timeline):
    return [timeline.event_place(row).line for row in range(len(timeline.events))]


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_lines_by_arrays_are_those_row_by_row(rows, end):
    output = StringIO(newline="")
    csv.writer(output, lineterminator=end).writerows([["when", "title"], *rows])
    data = output.getvalue().encode()
    found = read_by_arrays(data, "x.csv")
    if found is not None:
        assert lines_in(found.timeline) == lines_in(read_by_rows(data, "x.csv").timeline)


def test_rows_with_line_breaks_and_empty_lines_know_where_they_begin(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('when,title\n2020,"A\nB"\n\n,\n2021,C\n2022,D', "utf-8")
    assert lines_in(read_file(path).timeline) == [2, 6, 7]


def test_regular_lines_take_no_memory(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("when,title\n" + "2020,A\n" * 1000, "utf-8")
    (origin,) = read_file(path).timeline.origins
    assert (origin.events, origin.event_places.each.nbytes) == (1000, 0)
    assert origin.stamp.size == path.stat().st_size


def test_a_record_of_json_has_a_line_when_it_is_asked_for(tmp_path):
    path = tmp_path / "x.json"
    events = [5, {"when": "2020", "title": "A"}, {"when": "2021", "title": "B"}]
    path.write_text(json.dumps({"format": "timeline/1", "events": events}, indent=1), "utf-8")
    found = place(path, 1)
    assert (found.path, found.line, line_of(found)) == (("events", 2), None, 9)
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert line_of(found) is None
    path.unlink()
    assert line_of(found) is None


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.xml", '<data>\n<event start="2020"\n title="A"/></data>', 2),
        ("x.md", "---\ntitle: A\ndate: 2020\n---\n", 2),
        ("x.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20200101\nSUMMARY:A\nEND:VEVENT\nEND:VCALENDAR\n", 2),
    ],
)
def test_other_formats_know_it_at_once(tmp_path, name, text, line):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert place(path)[:2] == (str(path), line)


def test_events_of_a_folder_name_the_file_in_it(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"when,title\n2020,{name}\n", "utf-8")
    timeline = read_files([tmp_path]).timeline
    assert [timeline.event_place(row).file for row in range(2)] == [str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]
    assert set(stamps_of([str(tmp_path)])) == {origin.file for origin in timeline.origins}


def test_what_is_not_there_has_no_state(tmp_path):
    assert stamps_of([str(tmp_path / "nowhere"), "nul\0"]) == {}
