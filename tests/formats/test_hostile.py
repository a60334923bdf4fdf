"""Files from the wild that other readers stumble over."""

import json

import pytest

from timeline_app.formats import csv_events, native
from timeline_app.formats.csv_rows import rows_of
from timeline_app.formats.registry import FORMATS, read_file
from timeline_app.formats.text import is_binary


def test_json_torture_files_never_crash_and_invalid_ones_have_a_line(shared_data):
    for path in sorted((shared_data / "hostile" / "json").glob("*.json")):
        data = path.read_bytes()
        reading = read_file(path)
        assert reading.problems, path
        if path.name.startswith("n_") and data.strip() and not is_binary(data):
            assert (reading.timeline, reading.problems[-1].line is not None) == (None, True), path


def test_json_torture_values_inside_a_timeline_never_crash(shared_data):
    """Each value stands in a title, a figure and a field of an event; the rest of the file is read."""
    for path in sorted((shared_data / "hostile" / "json").glob("y_*.json")):
        value = path.read_bytes().strip()
        event = b'{"when": "2022", "title": %s, "fields": {"x": %s}}' % (value, value)
        reading = native.read(b'{"format": "timeline/1", "events": [%s, {"title": "b"}]}' % event, path.name)
        assert len(reading.timeline.events) == 2, path
        assert native.read(native.write(reading.timeline, path).data, path.name).timeline is not None


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


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_what_is_read_of_the_wild_can_be_written(shared_data, tmp_path, one):
    for path in sorted((shared_data / "timelinejs").iterdir()):
        timeline = read_file(path).timeline
        if timeline is not None:
            again = one.read(one.write(timeline, tmp_path / "x").data, "x")
            assert len(again.timeline.events) == len(timeline.events)


def test_what_the_csv_files_mean_is_what_is_read(shared_data):
    (row, *_) = list(rows_of((shared_data / "hostile/csv-spectrum/json.csv").read_text(), ","))[1:]
    assert json.loads(row.cells[1]) == {"type": "Point", "coordinates": [102.0, 0.5]}
