"""Columns of figures in a table of events: numbers as people write them, and what can't be read of them."""

import numpy as np
import pyarrow as pa
import pytest

from timeline_app.formats.registry import read_file
from timeline_app.formats.tables.figure_columns import figures_of
from timeline_app.model.quantity import Relation


def found(**columns):
    """What is found in columns of cells, which are called in the file as we call them."""
    arrays = {name.replace("_", " "): pa.array(cells, pa.large_string()) for name, cells in columns.items()}
    return figures_of(arrays, lambda name: name.capitalize(), (), np.zeros(3, np.int64))


def quantities(figures):
    return [figure and figure.quantity for figure in map(figures.figure, range(len(figures.best)))]


def test_plain_numbers_are_figures_as_they_stand_and_empty_cells_are_none():
    (figures,), faults = found(killed=["5", "", "0"])
    assert [one and one.best for one in quantities(figures)] == [5, None, 0]
    assert faults == ()


def test_figures_keep_their_relation_and_the_words_that_say_it():
    (figures,), faults = found(killed=["~6000", ">149 200", "60,000–70,000", "5,937"])
    about, more, between, plain = quantities(figures)
    assert (about.best, about.approximate) == (6000, True)
    assert (more.low, more.relation) == (149200, Relation.MORE_THAN)
    assert (between.low, between.high) == (60000, 70000)
    assert plain.best == 5937
    assert [figures.figure(row).stated for row in range(4)] == ["~6000", ">149 200", "", ""]
    assert faults == ()


def test_a_cell_without_a_number_is_a_problem_and_stays_as_words():
    (figures,), (faults,) = found(killed=["5", "many", "many"])
    assert faults.rows.tolist() == [1, 2]
    assert "“many”" in faults.words(0)[0]
    assert "“Killed”" in faults.words(0)[0]
    assert figures.figure(1).stated == "many"


@pytest.mark.parametrize("cell", ["-5", "nan", "inf", "1e400"])
def test_what_is_a_number_to_a_computer_alone_is_no_count_of_people(cell):
    _, (faults,) = found(wounded=[cell])
    assert faults.rows.tolist() == [0]


def test_columns_for_bounds_make_one_figure():
    (figures,), _ = found(killed_low=["2", ""], killed=["3", "~4"], killed_high=["5", ""])
    first, second = quantities(figures)
    assert (first.low, first.best, first.high) == (2, 3, 5)
    assert (second.low, second.best, second.high, second.approximate) == (None, 4, None, True)


def test_measures_are_kept_apart():
    figures, _ = found(killed=["1"], wounded=["2"], missing=["3"])
    assert {one.measure: one.figure(0).quantity.best for one in figures} == {"killed": 1, "wounded": 2, "missing": 3}


def test_a_table_without_figures_has_none():
    assert found(place=["x"]) == ((), ())


def test_each_publishers_figures_are_by_themselves(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("when,title,killed,according to\n2022,A,~5,MoD\n2023,B,6,UN\n2024,C,many,\n2025,D,7,MoD\n", "utf-8")
    timeline = read_file(path).timeline
    figures = [timeline.event(row).figures for row in range(4)]
    said = [
        [(timeline.publisher(one.publisher).title, one.quantity.words(), one.stated) for one in of] for of in figures
    ]
    assert said == [[("MoD", "about 5", "~5")], [("UN", "6", "")], [("", "no number", "many")], [("MoD", "7", "")]]
    assert [one.title for one in timeline.publishers] == ["MoD", "UN"]
    assert timeline.event(0).fields == {}


def test_who_publishes_what_counts_nothing_is_a_field_as_the_file_calls_it(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("when,title,Organisation,place\n2022,A,UN,Kyiv\n", "utf-8")
    assert list(read_file(path).timeline.event(0).fields.items()) == [("Organisation", "UN"), ("place", "Kyiv")]
