"""CSV read by arrays, against the same bytes read row by row."""

import csv
from dataclasses import fields
from io import StringIO

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import content, same_times
from tests.model.dates import dates
from timeline_app.formats.csv_files import csv_cells, csv_scan
from timeline_app.formats.csv_files.csv_events import read, read_by_arrays, read_by_rows
from timeline_app.formats.csv_files.csv_guard import unguarded
from timeline_app.formats.csv_files.csv_rows import rows_of
from timeline_app.model.table import EventTable

BLANKS = "\u00a0\u2003\u3000\u1680\x1c\x85"
cells = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
    | st.text("\",\n\r ;\t'=a-Ї" + BLANKS, max_size=5)
    | st.sampled_from(["", "", " ", "'=1", "''@", "Events", "same", "\ufeff", '"', "\r\n"])
    | dates().map(str)
)
headers = st.lists(
    st.sampled_from(["when", "title", " Lane ", "summary", "source", "place", "", "'=x", "title", "a\nb", 'say "a"']),
    min_size=1,
    max_size=6,
)
ends = st.sampled_from(["\n", "\r\n"])


@st.composite
def files(draw):
    """CSV as programs write it, and some that has been touched by hand."""
    header = draw(headers)
    width = draw(st.sampled_from([len(header)] * 5 + [len(header) + 1]))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6))
    output = StringIO(newline="")
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(output, delimiter=draw(st.sampled_from(",,;\t")), quoting=quoting, lineterminator=draw(ends))
    writer.writerows([*draw(st.lists(st.just([]), max_size=2)), header, *rows])
    text = output.getvalue()
    place = draw(st.integers(0, len(text)))
    text = text[:place] + draw(st.sampled_from(["", "", "", "", "\n", "\r", "\0", '"', ","])) + text[place:]
    return (
        draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"])) + text.encode() + draw(st.sampled_from([b"", b"", b"\xff"]))
    )


def assert_same(one, other):
    assert one.problems == other.problems
    assert content(one.timeline) == content(other.timeline)
    ours, theirs = one.timeline.events, other.timeline.events
    assert same_times(ours.times, theirs.times)
    for field in fields(EventTable):
        if field.name not in ("times", "fields", "figures"):
            mine, others = getattr(ours, field.name), getattr(theirs, field.name)
            assert (mine.tolist(), str(getattr(mine, "type", ""))) == (
                others.tolist(),
                str(getattr(others, "type", "")),
            )
    assert list(ours.fields) == list(theirs.fields)
    assert all(column.equals(theirs.fields[name]) for name, column in ours.fields.items())


@given(files())
def test_what_is_read_by_arrays_is_what_is_read_row_by_row(data):
    found = read_by_arrays(data, "x.csv")
    if found is not None:
        assert_same(found, read_by_rows(data, "x.csv"))


@given(
    st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6),
    ends,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_the_csv_module_writes_is_read_by_arrays(rows, end, quoting):
    output = StringIO(newline="")
    clean = [[cell.replace("\0", "").replace("\r", "") for cell in row] for row in rows]
    csv.writer(output, lineterminator=end, quoting=quoting).writerows([["title", "place"], ["a", "b"], *clean])
    data = output.getvalue().encode()
    found = read_by_arrays(data, "x.csv")
    assert found is not None
    assert_same(found, read_by_rows(data, "x.csv"))


@given(st.text('a",\n', max_size=60), st.integers(1, 7))
def test_bytes_are_scanned_in_pieces_alike(text, size):
    data = np.frombuffer(text.encode(), np.uint8)
    with pytest.MonkeyPatch.context() as patch:
        whole = csv_scan.scanned(data, ",")
        lines = csv_scan.lines_of_rows(data, 1) if whole.plain else None
        patch.setattr(csv_scan, "_AT_ONCE", size)
        assert csv_scan.scanned(data, ",") == whole
        if whole.plain:
            assert csv_scan.lines_of_rows(data, 1).tolist() == lines.tolist()
            expected = [row.line for row in rows_of(text, ",") if row.cells]
            assert lines.tolist() == expected


@pytest.mark.parametrize(
    "body",
    ['2022,6" gun', '2022,"a"b', '2022,"a', "2022,a,b", "2022", "2022,a\rb", '"2022",""a""'],
)
def test_what_may_be_read_in_two_ways_is_read_row_by_row(body):
    assert read_by_arrays(b"when,title\n2021,x\n" + body.encode(), "x.csv") is None


def test_a_byte_order_mark_behind_the_header_stays_a_character():
    assert read_by_arrays("title\n\ufeffa\n".encode(), "x.csv") is None


def test_bytes_that_are_no_utf8_are_read_row_by_row():
    assert read_by_arrays(b"when,title\n2022,\xff\n", "x.csv") is None
    assert read_by_arrays(b"when,title,\xff\n2022,a,b\n", "x.csv") is None


def test_a_fault_in_a_file_read_by_arrays_has_its_line():
    data = b'\nwhen,title\n\n2022,"two\nlines"\n,\n\r\nsoon,B\n'
    found = read_by_arrays(data, "x.csv")
    assert [(problem.line, problem.path) for problem in found.problems] == [(8, "events[1].when")]
    assert_same(found, read_by_rows(data, "x.csv"))


def test_of_very_many_faults_the_first_are_told():
    problems = read(b"when,title\n" + b"soon,\n" * 30_000, "x.csv").problems
    assert len(problems) == 10_001
    assert problems[-2].line == 5_001
    assert (problems[-1].severity, problems[-1].what) == ("error", "50,000 more problems with events are not listed")


# Cells


letters = st.text("'=-@\t\r a\u00a0\u2003Її" + BLANKS, max_size=5) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=4
)


@given(st.lists(letters, max_size=8), st.integers(0, 3))
def test_cells_are_tidied_alike_all_at_once(found, start):
    column = pa.array(found, pa.large_string())[start:]
    found = found[start:]
    assert csv_cells.unguarded_all(column).to_pylist() == [unguarded(cell) for cell in found]
    assert csv_cells.stripped_all(column).to_pylist() == [cell.strip() for cell in found]
    assert csv_cells.blank_rows([column]).tolist() == [row for row, cell in enumerate(found) if not cell.strip()]


def test_every_blank_is_taken_for_one():
    blanks = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    column = pa.array(blanks + [f"{blank}a{blank}" for blank in blanks], pa.large_string())
    assert csv_cells.blank_rows([column]).tolist() == list(range(len(blanks)))
    assert csv_cells.stripped_all(column).to_pylist() == [""] * len(blanks) + ["a"] * len(blanks)
