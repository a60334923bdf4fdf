"""The figures of events as columns: what is written, and how many are others when they are read again."""

from pathlib import Path

import openpyxl
import pytest

from timeline_app.formats.registry import read_file, writer_for
from timeline_app.formats.tables.figure_writing import figure_cells, lost_figures, number_in
from timeline_app.model.figures import columns_of
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Event, Figure, Lane
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline

ABOUT_SIX = Quantity(best=6000.0, approximate=True)


def written(*figures):
    """The cells of the figures of one event each, and how many are lost."""
    columns = columns_of([[figure] for figure in figures])
    return {name: cells.to_pylist() for name, cells in figure_cells(columns).items()}, lost_figures(columns)


def killed(stated="", **quantity):
    return Figure("killed", Quantity(**quantity), stated=stated)


def timeline_of(*figures):
    lanes = (Lane("l", "Lane"),)
    events = [Event(f"event-{row}", "l", None, "A", figures=(figure,)) for row, figure in enumerate(figures, 1)]
    return Timeline("x", lanes, (), (), EventTable.of(events, lanes), EstimateTable.of(()))


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        (
            [killed(best=1234.0), killed(best=1.125)],
            {"killed low": ["", ""], "killed": ["1234", "1.1250"], "killed high": ["", ""]},
        ),
        ([killed(low=1.0, best=2.0, high=3.0)], {"killed low": ["1"], "killed": ["2"], "killed high": ["3"]}),
        ([killed("a few hundred"), killed(best=1234.0)], {"killed": ["a few hundred", "1234"]}),
        ([killed("dozens"), killed("~6000", best=6000.0, approximate=True)], {"killed": ["dozens", "~6000"]}),
        ([killed(high=6000.0, relation=Relation.NEARLY)], {"killed": ["nearly 6,000"]}),
        (
            [Figure("killed", Quantity(best=5.0), measure_stated="Deaths")],
            {"killed low": [""], "Deaths": ["5"], "killed high": [""]},
        ),
        ([Figure("captured", Quantity(best=5.0))], {"captured": ["5"]}),
        ([Figure("captured", Quantity(low=5.0, high=6.0, relation=Relation.RANGE))], {"captured": ["5–6"]}),
    ],
)
def test_figures_stand_in_the_columns_by_which_they_are_read_again(figures, cells):
    assert written(*figures) == (cells, 0)


@pytest.mark.parametrize(
    "figure",
    [
        killed("5"),
        killed("no number"),
        killed(" many "),
        killed("thousands", best=6000.0),
        Figure("killed", Quantity(best=5.0), publisher="mod"),
        Figure("killed", Quantity(best=5.0), measure_stated="bodies"),
        Figure("ships sunk", Quantity(best=5.0)),
    ],
)
def test_a_figure_that_no_cell_gives_back_is_lost_and_no_other_is(figure):
    assert written(figure)[1] == 1
    both = columns_of([[figure], [Figure("wounded", Quantity(best=7.0))]])
    assert lost_figures(both) == 1


def test_of_two_kinds_with_one_measure_the_second_is_lost():
    columns = columns_of([[killed(best=5.0), Figure("killed", Quantity(best=6.0), measure_stated="deaths")]])
    assert figure_cells(columns)["killed"].to_pylist() == ["5"]
    assert lost_figures(columns) == 1


def test_no_figures_have_no_columns():
    assert written() == ({}, 0)


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.parquet"])
def test_figures_that_are_words_alone_come_back(tmp_path, name):
    figures = [killed("a few hundred"), killed(best=1234.0), killed("~6000", best=6000.0, approximate=True)]
    path = tmp_path / name
    found = writer_for(path)(timeline_of(*figures), path)
    path.write_bytes(found.data)
    assert not any("figures" in loss for loss in found.losses)
    timeline = read_file(path).timeline
    assert [timeline.event(row).figures for row in range(3)] == [(figure,) for figure in figures]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1234", 1234.0),
        ("0.5", 0.5),
        ("1e+20", 1e20),
        ("1.1250", None),
        ("1,234", None),
        ("1_234", None),
        ("nan", None),
        ("007", None),
        ("~5", None),
    ],
)
def test_a_cell_is_a_number_where_nothing_else_can_be_read_of_it(cell, number):
    assert number_in(cell) == number


def test_plain_figures_are_numbers_in_a_workbook_and_everything_else_is_text(tmp_path):
    figures = [killed("dozens"), killed(best=1234.0), killed(high=10.0, relation=Relation.AT_MOST)]
    path = tmp_path / "x.xlsx"
    path.write_bytes(writer_for(path)(timeline_of(*figures), Path("x.xlsx")).data)
    rows = list(openpyxl.load_workbook(path)["events"].values)
    place = rows[0].index("killed")
    assert [row[place] for row in rows[1:]] == ["dozens", 1234, "at most 10"]


def test_a_measure_that_is_called_like_another_column_takes_nobodys_place():
    cells, lost = written(Figure("end", Quantity(best=5.0)), Figure("title", Quantity(best=6.0)))
    assert (cells, lost) == ({}, 2)
