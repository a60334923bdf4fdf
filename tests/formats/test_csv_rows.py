"""Rows of CSV text."""

import csv
import time
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.csv_files import csv_rows
from timeline_app.formats.csv_files.csv_rows import rows_of

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.text('",\n\r ;', max_size=4)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=5), st.sampled_from(",;\t"))
def test_what_the_csv_module_writes_is_read_with_its_lines(rows, delimiter):
    output, lines = StringIO(newline=""), []
    writer = csv.writer(output, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    for row in rows:
        lines.append(len(StringIO(output.getvalue(), newline="").readlines()) + 1)
        writer.writerow(row)
    found = list(rows_of(output.getvalue(), delimiter))
    assert [(row.line, list(row.cells), row.fault) for row in found] == [
        (line, row, "") for line, row in zip(lines, rows, strict=True)
    ]


@given(st.text('a",\n\r', max_size=40))
def test_no_letter_is_lost_whatever_the_quotation_marks(text):
    found = "".join(cell for row in rows_of(text, ",") for cell in row.cells)
    assert found.count("a") == text.count("a")


def test_a_quotation_mark_that_never_closes_costs_its_own_line_only():
    rows = list(rows_of('a,b\n1,"open\n2,"c, d"\n3,e\n', ","))
    assert [row.cells for row in rows] == [("a", "b"), ("1", '"open'), ("2", "c, d"), ("3", "e")]
    assert [row.line for row in rows if row.fault] == [2]


def test_several_open_quotation_marks_are_each_named():
    rows = list(rows_of('a\n"x\nb\n"y\n"c\nd\n', ","))
    assert "".join(cell for row in rows for cell in row.cells).replace('"', "").replace("\n", "") == "axbycd"


def test_text_behind_a_closing_mark_is_kept_and_named():
    (row,) = rows_of('"a"b,c', ",")
    assert (row.cells, bool(row.fault)) == (("ab", "c"), True)


HOSTILE = [
    '"\n',
    'a,"b\n',
    'x",,"z\n',
    'a,"b\n",,"\n",c\n',
    'a,"b\n' + '"",x\n' * 3,
]


@pytest.mark.parametrize("lines", HOSTILE)
@pytest.mark.parametrize("end", ["", 'x"y\n', '"'])
def test_no_line_is_looked_at_more_than_a_few_times(monkeypatch, lines, end):
    looked_at = []
    following = csv_rows._Lines.__next__

    def counted(lines):
        looked_at.append(lines.position)
        return following(lines)

    monkeypatch.setattr(csv_rows._Lines, "__next__", counted)
    text = lines * 1000 + end
    assert sum(1 for _ in rows_of(text, ",")) > 0
    assert len(looked_at) < 5 * (text.count("\n") + 1)


@pytest.mark.parametrize(
    "text",
    [*(lines * 100_000 for lines in HOSTILE), 'a,"b\n' + '"",x\n' * 200_000, '"' * 10**6],
)
def test_hostile_quotation_marks_take_time_in_proportion_to_the_text(text):
    start = time.perf_counter()
    assert sum(1 for _ in rows_of(text, ",")) > 0
    assert time.perf_counter() - start < 10  # reading to the end again from each mark takes hours


@given(
    st.text('a",\n\r', max_size=40)
    | st.lists(st.sampled_from(['x",,"z\n', '"a\n', 'b"\n', "c\n", '"d",e\n'])).map("".join)
)
def test_what_is_known_of_lines_further_down_changes_no_row(text):
    assert [(row.line, row.cells) for row in rows_of(text, ",")] == list(rows_one_by_one(text))


def rows_one_by_one(text):
    """The rows of a text, each looked for to the end of the text; a line alone where that leads nowhere."""
    lines = list(StringIO(text, newline=""))
    position = 0
    while position < len(lines):
        reader = csv.reader(lines[position:], strict=True)
        try:
            cells, height = next(reader), reader.line_num
        except csv.Error:
            (row,) = rows_of(lines[position], ",")
            cells, height = row.cells, 1
        yield position + 1, tuple(cells)
        position += height


def test_a_cell_may_be_longer_than_the_csv_module_allows_by_itself():
    (row,) = rows_of("x" * 200_000 + ",y", ",")
    assert row.cells[1] == "y"


def test_what_stands_behind_very_many_cells_of_a_row_is_one_cell_and_none_is_lost():
    short, long = rows_of("a,b,c\n" + ",".join("abcdefgh") + "\n", ",", 4)
    assert (short.cells, short.width) == (("a", "b", "c"), 3)
    assert (long.cells, long.width) == (("a", "b", "c", "d,e,f,g,h"), 8)
