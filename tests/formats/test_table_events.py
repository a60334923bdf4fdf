"""Arrow and Parquet files with one event a row."""

import datetime
import decimal
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import events_of
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.known import Format
from timeline_app.formats.registry import UnknownFormatError, read_file, writer_for
from timeline_app.formats.tables.column_texts import text_column_of, year_column_of
from timeline_app.formats.tables.table_events import events_of_table
from timeline_app.model.merge import merged
from timeline_app.model.search import Query, search_events
from timeline_app.model.when import When

TABLE = pa.table(
    {
        "When": ["2022-09", None, "soon"],
        "title": [" A ", "B", ""],
        "lane": pa.array(["News", None, "News"]).dictionary_encode(),
        "source": ["Paper (http://e.org/1)", "Paper (http://e.org/1)", None],
        "amount": [5, None, 7],
    }
)


READ_PATH = Format.read_path


def file_bytes(table, new=pa.ipc.new_file):
    output = io.BytesIO()
    with new(output, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return output.getvalue()


def parquet_bytes(table):
    output = io.BytesIO()
    pq.write_table(table, output)
    return output.getvalue()


FILES = {
    "a.arrow": file_bytes(TABLE),
    "a.feather": file_bytes(TABLE),
    "stream.arrow": file_bytes(TABLE, pa.ipc.new_stream),
    "a.parquet": parquet_bytes(TABLE),
    "arrow.csv": file_bytes(TABLE),
    "parquet": parquet_bytes(TABLE),
}


@pytest.mark.parametrize("name", FILES)
def test_a_row_is_an_event_in_each_kind_of_file(tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    reading = read_file(tmp_path / name)
    one, two, three = events_of(reading.timeline)
    assert [event.title for event in (one, two, three)] == ["A", "B", "(no title)"]
    assert (one.when.edtf, two.when, three.when_text) == ("2022-09", None, "soon")
    assert [dict(event.fields) for event in (one, two, three)] == [{"amount": "5"}, {}, {"amount": "7"}]
    assert [lane.title for lane in reading.timeline.lanes] == ["News", "Events"]
    assert reading.timeline.source(one.sources[0].id).url == "http://e.org/1"
    found = [(problem.line, problem.path, problem.severity) for problem in reading.problems]
    assert found == [
        (None, "events[1].when", "warning"),
        (None, "events[2].when", "error"),
        (None, "events[2].title", "warning"),
    ]


def test_a_table_and_csv_of_the_same_cells_are_the_same(tmp_path):
    rows = [("2022", "A", "x", ""), ("", "B", "", "P"), ("soon", "", "y", "P")]
    names = ("when", "title", "place", "source")
    table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    text = "\n".join(",".join(row) for row in (names, *rows))
    by_table, by_csv = events_of_table(table, "x"), csv_events.read(text.encode(), "x")
    assert events_of(by_table.timeline) == events_of(by_csv.timeline)
    assert [problem.what for problem in by_table.problems] == [problem.what for problem in by_csv.problems]


@pytest.mark.parametrize("name", ["a.arrow", "stream.arrow", "a.parquet"])
def test_a_damaged_file_is_a_problem_in_words_or_still_a_table(tmp_path, name):
    data = FILES[name]
    path = tmp_path / name
    for place in range(0, len(data), 7):
        for damaged in (data[:place], data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]):
            path.write_bytes(damaged)
            reading = read_file(path)
            assert reading.timeline is not None or reading.problems[0].what
            if reading.timeline is not None:
                events_of(reading.timeline)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_when_it_is_read_isnt_called_damaged(tmp_path, name, monkeypatch):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    monkeypatch.setattr(Format, "read_path", lambda one, path, *asked: (path.unlink(), READ_PATH(one, path, *asked))[1])
    (problem,) = read_file(path).problems
    assert problem.what == "there is no such file"


def test_a_table_without_our_columns_says_which_it_has(tmp_path):
    (problem,) = events_of_table(pa.table({"Y": ["2022"], "x": [1]}), "a.arrow").problems
    assert problem.what == "the table doesn't name the columns; it holds “Y”, “x”"
    assert problem.hint.startswith("needed: “when” or “title”")


def test_a_column_without_text_is_left_out_in_words():
    reading = events_of_table(pa.table({"when": ["2022"], "title": ["A"], "tags": [["x", "y"]]}), "a.arrow")
    (problem,) = reading.problems
    assert "“tags” holds values of type list" in problem.what
    assert dict(reading.timeline.event(0).fields) == {}


def test_a_table_of_no_rows_is_an_empty_timeline():
    reading = events_of_table(TABLE.slice(0, 0), "x")
    assert len(reading.timeline.events) == 0
    assert [problem.what for problem in reading.problems] == ["there is no row below the names of the columns"]


def test_what_is_read_of_a_table_can_be_joined_searched_and_written(tmp_path):
    timeline = events_of_table(TABLE, "x").timeline
    both = merged([timeline, timeline])
    assert len(both.events) == 6
    assert {row for part in search_events(both, Query.of("paper")) for row in part.certain.tolist()} == {0, 1, 3, 4}
    assert b"Paper (http://e.org/1)" in writer_for("x.csv")(both, tmp_path / "x.csv").data


@pytest.mark.parametrize("name", ["x.arrow", "x.ods"])
def test_some_tables_are_only_read(name):
    with pytest.raises(UnknownFormatError):
        writer_for(name)


def test_a_table_of_estimates_is_one_in_parquet_too(tmp_path):
    table = pa.table({"measure": ["killed"], "low": [5], "high": [7], "publisher": ["MoD"], "date": [2022]})
    pq.write_table(table, tmp_path / "x.parquet")
    reading = read_file(tmp_path / "x.parquet")
    (record,) = reading.timeline.estimates.records
    assert (record.quantity.words(), record.as_of.edtf, reading.problems) == ("5–7", "2022", ())


# Typed columns


def texts(values, kind=None, *, convert=text_column_of):
    column = convert(pa.chunked_array([pa.array(values, kind)]))
    return None if column is None else [text or "" for text in column.to_pylist()]


days = st.dates() | st.none()
moments = st.datetimes().map(lambda time: time.replace(microsecond=0)) | st.none()


@given(st.lists(days, max_size=5))
def test_days_are_written_as_edtf(found):
    assert texts(found, pa.date32()) == [str(day) if day else "" for day in found]


@given(st.lists(moments, min_size=1, max_size=5), st.sampled_from(["s", "ms", "us"]))
def test_times_are_written_as_edtf_that_is_read_as_the_same_time(found, unit):
    for zone, end in ((None, ""), ("UTC", "Z"), ("Europe/Kyiv", "Z")):
        expected = [time.isoformat() + end if time else "" for time in found]
        if zone is None and all(time is None or time.time() == datetime.time() for time in found):
            expected = [text[:10] for text in expected]
        instants = pa.array(found, pa.timestamp(unit))
        column = instants if zone is None else instants.cast(pa.int64()).cast(pa.timestamp(unit, zone))
        assert texts(column, None) == expected
        assert all(When.from_edtf(text) for text in expected if text)


def test_fractions_of_a_second_are_kept_to_the_microsecond():
    assert texts([1_500_000_000], pa.timestamp("ns")) == ["1970-01-01T00:00:01.500000"]
    assert texts([1_000_000_001], pa.timestamp("ns")) == ["1970-01-01T00:00:01.000000"]


def test_days_of_far_years_are_the_years():
    assert texts([-80_000_000, 0, 20_000_000], pa.int32()) == ["-80000000", "0", "20000000"]
    column = pa.array([-8_000_000, -800_000, 0, 20_000_000], pa.int32()).cast(pa.date32())
    assert texts(column) == ["Y-19934", "-0221-09-04", "1970-01-01", "Y56728"]


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([2022, -43, 476, None, 12000], pa.int64(), ["2022", "-0043", "0476", "", "Y12000"]),
        ([2022.0, None], pa.float64(), ["2022", ""]),
        ([2022.5], pa.float64(), ["2022.5"]),
        ([2022, 5], pa.uint16(), ["2022", "0005"]),
        (["2022-09"], pa.string(), ["2022-09"]),
    ],
)
def test_bare_numbers_are_years_where_dates_are_expected(values, kind, expected):
    assert texts(values, kind, convert=year_column_of) == expected


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([1.0, 2.5, float("nan"), None], pa.float64(), ["1", "2.5", "", ""]),
        ([True, None], pa.bool_(), ["true", ""]),
        ([decimal.Decimal("1.50")], pa.decimal128(5, 2), ["1.50"]),
        ([b"a\xd0\x87", None], pa.binary(), ["aЇ", ""]),
        ([b"\xff"], pa.binary(), None),
        ([None, None], pa.null(), ["", ""]),
        ([["x"]], pa.list_(pa.string()), None),
        (["a", "b", "a"], pa.dictionary(pa.int8(), pa.string()), ["a", "b", "a"]),
        (["a"], pa.string_view(), ["a"]),
    ],
)
def test_other_values_are_written_as_short_as_can_be(values, kind, expected):
    assert texts(values, kind) == expected


def test_a_table_for_which_memory_is_short_is_not_called_damaged(tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"date": ["2022"], "title": ["A"]}), path)

    def short(*_arguments: object) -> None:
        raise pa.ArrowMemoryError("malloc of size 9 failed")

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", short)
    (problem,) = read_file(path).problems
    assert (problem.what, problem.hint) == ("there is not enough memory to read it", "split the file")
