"""The comparison as text: every figure of the panel with its words and its sources, and no cell that is run."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.timelines import day_text, estimate, estimates, index_of, view_of, window_of
from timeline_app.export.comparison_table import HEADER, KINDS, comparison_text, table_of
from timeline_app.formats.registry import read_file
from timeline_app.layout.comparison.blocks import compared
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.model.quantity import Quantity
from timeline_app.model.when import Basis, When

WINDOW = window_of("2022-08", "2023-04")


@pytest.fixture(scope="module")
def starter(root) -> TimelineIndex:
    return TimelineIndex.of(read_file(root / "seeds" / "russian-losses-2023.timeline.json").timeline)


def view(as_of: str = "2023-02-28"):
    return view_of(WINDOW, as_of=When.from_edtf(as_of).latest)


def rows(text: str, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


@pytest.mark.parametrize(("kind", "delimiter"), [("CSV", ","), ("Tab-separated text", "\t")])
def test_each_figure_is_a_row_with_its_words_its_numbers_and_its_sources(starter, kind, delimiter):
    found = rows(comparison_text(starter, view(), kind), delimiter)
    assert [row["Figure"] for row in found] == [
        "approximately 40,000–60,000",
        "149,240",
        "60,000–70,000",
        "175,000–200,000",
        "nearly 6,000",
        "550",
    ]
    first, second, *_, last = found
    assert (first["Low"], first["Best"], first["High"]) == ("40000", "", "60000")
    assert first["Publisher"] == "UK Ministry of Defence"
    assert first["As of"] == "undated, reported by 28 Feb 2023"
    assert (second["Measure"], second["In the source's words"]) == ("Killed", "death toll")
    assert "News article" in second["Sources"]
    assert last["Measure"] == "Killed in a day"


def test_markdown_is_a_table_below_the_date(starter):
    text = comparison_text(starter, view(), "Markdown")
    heading, _, header, line, *body = text.splitlines()
    assert heading == "**Casualty estimates as of 28 Feb 2023**"
    assert header.count("|") == line.count("|") == len(HEADER) + 1
    assert len(body) == 6


@pytest.mark.parametrize(("kind", "delimiter"), [("CSV", ","), ("Tab-separated text", "\t")])
def test_each_row_says_at_which_date_figures_were_compared(starter, kind, delimiter):
    found = rows(comparison_text(starter, view("2022-09-15"), kind), delimiter)
    assert [row["Compared as of"] for row in found] == ["15 Sep 2022"]
    assert found[0]["Note"].startswith("possibly later than 15 Sep 2022")


def test_a_figure_that_is_a_part_says_of_what(starter):
    notes = {row["Figure"]: row["Note"] for row in rows(comparison_text(starter, view(), "CSV"), ",")}
    assert "part of its 149,240" in notes["550"]
    assert "part of its casualties" in notes["approximately 40,000–60,000"]


def test_a_date_says_whether_it_was_worked_out_or_inferred_and_from_what():
    index = index_of(
        replace(estimate("2022-09-01"), as_of=told("2022-09-01", Basis.RESOLVED, "from “on Tuesday”")),
        replace(estimate("2022-09-01", publisher="csis"), as_of=told("2022-09-01", Basis.INFERRED)),
        replace(estimate("", publisher="x"), published=told("2022-09-02", Basis.INFERRED, "the article's date")),
        estimate("2022-09-01", publisher="y"),
    )
    notes = {row["Publisher"]: row["Note"] for row in rows(comparison_text(index, view(), "CSV"), ",")}
    assert sorted(notes.values()) == [
        "",
        "date inferred",
        "date inferred: the article's date",
        "date worked out: from “on Tuesday”",
    ]


def told(date: str, basis: Basis, note: str = "") -> When:
    return When.from_edtf(date).told("", basis, note)


def test_it_is_what_was_current_at_the_date(starter):
    assert [row[2] for row in table_of(starter, view("2022-10-15"))] == ["nearly 6,000"]


def test_no_cell_is_run_by_a_spreadsheet():
    index = index_of(estimate("2022-09-01", stated="=1+1", subject="@x", note="-2+3"))
    (row,) = rows(comparison_text(index, view(), "CSV"), ",")
    assert (row["Figure"], row["Who is counted"], row["Note"]) == ("'=1+1", "'@x", "'-2+3")


def test_a_bar_in_a_text_breaks_no_table_of_markdown():
    index = index_of(estimate("2022-09-01", subject="a | b\nc", measure_stated="back\\slash"))
    *_, line = comparison_text(index, view(), "Markdown").splitlines()
    assert len(re.findall(r"(?<!\\)\|", line)) == len(HEADER) + 1


def test_one_figure_of_two_sources_is_one_row_that_says_so():
    index = index_of(
        estimate("2022-09-01", Quantity(best=1234), measure_stated="dead"),
        estimate("2022-09-01", Quantity(best=1234), measure_stated="deaths"),
    )
    (row,) = rows(comparison_text(index, view(), "CSV"), ",")
    assert row["Note"] == "one figure, told by 2 sources, as “dead” and “deaths”"


@given(st.lists(estimates(), max_size=8), st.integers(-10, 950).map(day_text), st.sampled_from([*KINDS]))
def test_there_is_a_row_for_each_of_the_panel(records, as_of, kind):
    index, at = index_of(*records), view(as_of)
    shown = [row.estimate for block in compared(index, at) for row in block.rows]
    assert len(table_of(index, at)) == len(shown)
    text = comparison_text(index, at, kind)
    assert text.endswith("\n")
    if kind == "CSV":
        assert len(rows(text, ",")) == len(shown)


def test_a_figure_names_its_file_and_line(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text("measure,value,publisher,as of\nkilled,5200,MoD,2022-02-27\n", "utf-8")
    index = TimelineIndex.of(read_file(path).timeline)
    (row,) = rows(comparison_text(index, view(), "CSV"), ",")
    assert (row["Sources"], row["File"]) == ("", "figures.csv, line 2")


def test_the_line_of_a_figure_in_a_tree_is_told_by_who_can_find_it(starter):
    def found(places):
        return [100 + place.path[-1] for place in places]

    files = [row["File"] for row in rows(comparison_text(starter, view(), "CSV", found), ",")]
    name = "russian-losses-2023.timeline.json"
    assert files == [f"{name}, line {100 + row}" for row in (3, 4, 1, 2, 0, 5)]
    assert {row["File"] for row in rows(comparison_text(starter, view(), "CSV"), ",")} == {name}
