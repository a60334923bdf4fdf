"""Figures of events as columns: what goes in comes out, joined or taken."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import figures
from timeline_app.model.figures import FigureColumns, columns_of, joined_figures

lists = st.lists(figures, max_size=4)


def by_event(columns, rows):
    """The figures of each event, whatever their order."""
    return [{figure for one in columns if (figure := one.figure(row))} for row in range(rows)]


@given(lists)
def test_the_columns_of_figures_give_them_back(given_figures):
    assert by_event(columns_of(given_figures), len(given_figures)) == [set(of) for of in given_figures]


@given(lists, lists)
def test_joined_tables_have_the_figures_of_both(first, second):
    joined = joined_figures([columns_of(first), columns_of(second)], [len(first), len(second)])
    assert by_event(joined, len(first) + len(second)) == [set(of) for of in (*first, *second)]


@given(lists.filter(bool), st.data())
def test_taken_figures_are_those_of_the_events_named(given_figures, data):
    rows = np.array(data.draw(st.lists(st.integers(0, len(given_figures) - 1))), dtype=np.int64)
    taken = [one.taken(rows) for one in columns_of(given_figures)]
    assert by_event(taken, len(rows)) == [set(given_figures[row]) for row in rows]


@given(lists)
def test_a_figure_is_given_where_there_is_one(given_figures):
    for one in columns_of(given_figures):
        assert one.given.tolist() == [one.figure(row) is not None for row in range(len(given_figures))]


def test_zero_is_a_figure_and_nothing_is_none():
    numbers = np.array([0.0, np.nan])
    nothing = np.full(2, np.nan)
    columns = FigureColumns.of_numbers(("killed", "", ""), nothing, numbers, nothing)
    assert columns.figure(0).quantity.best == 0
    assert columns.figure(1) is None
