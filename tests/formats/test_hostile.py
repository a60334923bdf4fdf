"""Files that other readers stumble over: our own, and from the wild where there are some beside the checkout."""

import json

import pytest

from tests.formats.timelines import events_of
from timeline_app.formats.csv_files import csv_events, csv_writing
from timeline_app.formats.csv_files.csv_rows import rows_of
from timeline_app.formats.known import FORMATS
from timeline_app.formats.native import native, native_writing
from timeline_app.formats.registry import read_file
from timeline_app.formats.text import is_binary

NO_JSON = {
    "a trailing comma": b'{"format": "timeline/1", "events": [],}',
    "a comma too many": b'{"events": [1,,2]}',
    "single quotes": b"{'format': 'timeline/1'}",
    "a comment": b'{"events": [] // none\n}',
    "no colon": b'{"format" "timeline/1"}',
    "an open string": b'{"format": "timeline/1',
    "an open list": b'{"format": "timeline/1", "events": [[[',
    "a number with a leading zero": b'{"events": [01]}',
    "a number with a bare point": b'{"events": [1.]}',
    "a word that is none": b'{"events": [nul]}',
    "a bad escape": b'{"title": "\\x41"}',
    "half an escape": b'{"title": "\\u12"}',
    "a line break in a string": b'{"title": "a\nb"}',
    "an escape cut by bytes": b'{"title": "\\u\xe5"}',
    "two documents": b'{"format": "timeline/1"}\n{"format": "timeline/1"}',
    "a closing bracket too many": b'{"events": []}]',
    "another kind of bracket": b'{"events": [}',
    "a key without quotes": b'{format: "timeline/1"}',
    "a form feed between members": b'{"format": "timeline/1",\x0c"events": []}',
}
VALUES = {
    "nothing": b"null",
    "a zero with a sign": b"-0",
    "too small a number": b"1e-999",
    "too large a number": b"-1e999",
    "more digits than a float has": b"123456789012345678901234567890",
    "no number": b"NaN",
    "an escaped zero": rb'"\u0000"',
    "escapes of every kind": rb'"\"\\\/\b\f\n\r\t\u0416"',
    "a pair of surrogates": rb'"\uD834\uDD1E"',
    "half a pair": rb'"\uD834"',
    "the other half first": rb'"\uDD1E\uD834"',
    "bytes that are not UTF-8": b'"\xff\xfe\x80"',
    "a zero byte written longer": b'"\xc0\x80"',
    "marks of direction": '"\u202eabc\u2066"'.encode(),
    "an empty key": b'{"": {"": []}}',
    "keys of objects in Python": b'{"__class__": 1, "__proto__": {}}',
    "the same key twice": b'{"a": 1, "a": [2]}',
    "nested lists": b"[[[[[[[[[[[[]]]]]]]]]]]]",
    "many nested lists": b"[" * 400 + b"]" * 400,
    "blanks of every kind": b"[ 1\n,\r\t2 ]",
}
CSVS = {
    "nothing": (b"", 0),
    "blank lines": (b"\n\r\n\r \n", 0),
    "a header alone": (b"when,title", 0),
    "a line break in a cell": (b'when,title\n2022,"a\nb"\n2023,c\n', 2),
    "carriage returns": (b"when,title\r2022,a\r2023,b", 2),
    "doubled marks": (b'when,title\n2022,"say ""a"""\n', 1),
    "an open mark": (b'when,title\n2022,"a\n2023,b\n', 2),
    "text behind a mark": (b'when,title\n2022,"a"b\n', 1),
    "a mark in a cell": (b'when,title\n2022,6" gun\n', 1),
    "cells too many": (b"when,title\n2022,a,b,c\n", 1),
    "cells too few": (b"when,title,lane\n2022\n", 1),
    "columns of one name": (b"when,when,title,title\n2022,2023,a,b\n", 1),
    "a zero byte": (b"when,title\n2022,a\0b\n", 1),
    "bytes that are not UTF-8": (b"when,title\n2022,\xff\x81\n", 1),
    "a byte order mark": (b"\xef\xbb\xbfwhen,title\n2022,a\n", 1),
    "UTF-16": ("\ufeffwhen,title\n2022,\u0416\n".encode("utf-16-le"), 1),
    "an odd byte in UTF-16": ("\ufeffwhen,title\n2022,a".encode("utf-16-le") + b"\x00", 1),
    "a formula": (b'when,title\n2022,"=HYPERLINK(""x"")"\n', 1),
    "a line of separators": (b"when,title\n,,,,,\n2022,a\n", 1),
    "a long cell": (b"when,title\n2022," + b"x" * 200_000 + b"\n", 1),
}


def assert_no_timeline_but_a_line(data, name):
    reading = native.read(data, name)
    assert (reading.timeline, reading.problems[-1].line is not None) == (None, True), name


@pytest.mark.parametrize("data", NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json_is_a_problem_with_a_line(tmp_path, data):
    assert_no_timeline_but_a_line(data, "x.json")
    (tmp_path / "x.json").write_bytes(data)
    reading = read_file(tmp_path / "x.json")
    assert (reading.timeline, len(reading.problems)) == (None, len(native.read(data, "x").problems))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_value_in_a_timeline_costs_more_than_itself(value):
    assert_only_itself_is_lost(value, "x.json")


def assert_only_itself_is_lost(value, name):
    """The value stands in a title, a figure and a field; the rest of the file is read, and written again."""
    event = b'{"when": "2022", "title": %s, "fields": {"x": %s}}' % (value, value)
    estimate = b'{"id": "e", "measure": "killed", "best": %s}' % value
    members = b'"events": [%s, {"title": "b"}], "estimates": [%s]' % (event, estimate)
    reading = native.read(b'{"format": "timeline/1", %s}' % members, name)
    assert [len(reading.timeline.events), len(reading.timeline.estimates)] == [2, 1], name
    again = native.read(native_writing.write(reading.timeline, name).data, name).timeline
    assert events_of(again) == events_of(reading.timeline), name


@pytest.mark.parametrize(("data", "count"), CSVS.values(), ids=CSVS)
def test_no_oddity_of_a_csv_file_costs_a_row(tmp_path, data, count):
    (tmp_path / "x.csv").write_bytes(data)
    reading = read_file(tmp_path / "x.csv")
    assert len(reading.timeline.events if reading.timeline else ()) == count
    assert reading.timeline is not None or reading.problems
    if reading.timeline:
        again = csv_events.read(csv_writing.write(reading.timeline, tmp_path / "x.csv").data, "x.csv").timeline
        assert [event.title for event in events_of(again)] == [event.title for event in events_of(reading.timeline)]


# Files from the wild


def test_json_torture_files_never_crash_and_invalid_ones_have_a_line(shared_data):
    for path in sorted((shared_data / "hostile" / "json").glob("*.json")):
        data = path.read_bytes()
        assert read_file(path).problems, path
        if path.name.startswith("n_") and data.strip() and not is_binary(data):
            assert_no_timeline_but_a_line(data, path.name)


def test_json_torture_values_inside_a_timeline_never_crash(shared_data):
    for path in sorted((shared_data / "hostile" / "json").glob("y_*.json")):
        assert_only_itself_is_lost(path.read_bytes().strip(), path.name)


def test_csv_oddities_never_crash(shared_data):
    for path in sorted((shared_data / "hostile" / "csv-spectrum").glob("*.csv")):
        data = path.read_bytes()
        reading = csv_events.read(data, path.name)
        assert reading.timeline is not None or reading.problems
        rows = [row for row in rows_of(data.decode(), ",") if not row.is_blank]
        assert not any(row.fault for row in rows), path
        assert len({len(row.cells) for row in rows}) == 1, path


def test_all_files_from_the_wild_are_read_or_refused_in_words(shared_data):
    for path in sorted(path for path in shared_data.rglob("*") if path.is_file()):
        reading = read_file(path)
        assert reading.timeline is not None or reading.problems, path


@pytest.mark.parametrize("one", [one for one in FORMATS if one.writer], ids=lambda one: one.name)
def test_what_is_read_of_the_wild_can_be_written(shared_data, tmp_path, one):
    for path in sorted((shared_data / "timelinejs").iterdir()):
        timeline = read_file(path).timeline
        if timeline is not None:
            written = tmp_path / f"x{one.extensions[0]}"
            written.write_bytes(one.write(timeline, written).data)
            assert len(read_file(written).timeline.events) == len(timeline.events)


def test_what_the_csv_files_mean_is_what_is_read(shared_data):
    (row, *_) = list(rows_of((shared_data / "hostile/csv-spectrum/json.csv").read_text(), ","))[1:]
    assert json.loads(row.cells[1]) == {"type": "Point", "coordinates": [102.0, 0.5]}
