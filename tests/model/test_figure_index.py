"""Sums of figures by prefix sums against sums of each event by itself."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.timelines import day_text
from timeline_app.model.figure_index import BEST, EVENTS, HIGH, LOW, STOOD_IN, FigureIndex
from timeline_app.model.figures import FigureColumns
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Figure
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import When

DAY = 86400.0
KIND = ("killed", "ucdp", "best")


def index_of(dates, quantities):
    figures = FigureColumns.of(KIND, [quantity and Figure("killed", quantity) for quantity in quantities])
    times = TimeColumns.of(When.from_edtf(date) for date in dates)
    return FigureIndex.of(times, figures), times, figures


@st.composite
def dated(draw):
    first, length = draw(st.integers(0, 400)), draw(st.integers(0, 90))
    day, last = day_text(first), day_text(first + length)
    members = f"{{{day},{last}}}" if length else day
    forms = (day, day, day[:7], day[:4], f"{day}~", f"{day[:7]}?", f"{day}/{last}", f"[{day}..{last}]", members)
    return draw(st.sampled_from((*forms, f"{day}/..", f"[..{day}]", f"{day}T10:30:00Z")))


@st.composite
def quantities(draw):
    best, below, above = (draw(st.integers(0, 50)) for _ in range(3))
    low, high = max(best - below, 0), best + above
    halves = (Quantity(low, best, None), Quantity(None, best, high))
    forms = (Quantity(best=best), *halves, Quantity(low, best, high), Quantity(low, None, high))
    return draw(st.sampled_from((*forms, Quantity(low, relation=Relation.AT_LEAST), None)))


def first_of_2020():
    return When.from_edtf(day_text(0)).earliest


@given(
    st.lists(st.tuples(dated(), quantities()), min_size=1, max_size=40),
    st.integers(1, 3),
    st.lists(st.integers(-20, 520), min_size=2, max_size=12, unique=True),
)
def test_sums_are_those_of_each_event_by_itself(told, times_over, days):
    told = told * (300 if times_over == 3 else times_over)  # so many of one length are summed in another way
    dates, counted = zip(*told, strict=True)
    index, times, figures = index_of(dates, counted)
    edges = first_of_2020() + np.sort(np.array(days)) * DAY
    known, begun, over, bare, worded = index.tally(edges)
    said = ~np.isnan(figures.best)
    low, high = (np.where(np.isnan(one), figures.best, one) for one in (figures.low, figures.high))
    stood_in = np.isnan(figures.low) | np.isnan(figures.high)
    columns = {LOW: low, BEST: figures.best, HIGH: high, STOOD_IN: stood_in, EVENTS: np.ones(len(low))}
    for row, values in columns.items():
        for number, edge in enumerate(edges):
            assert begun[row, number] == values[said & (times.lo < edge)].sum()
            assert over[row, number] == values[said & (times.hi <= edge)].sum()
        for number, (start, end) in enumerate(pairwise(edges)):
            inside = said & (times.flags == 0) & (times.lo >= start) & (times.hi <= end)
            assert known[row, number] == values[inside].sum()
    for number, (start, end) in enumerate(pairwise(edges)):
        touching = (times.lo < end) & (times.hi > start)
        assert bare[number] == (figures.given & ~said & touching).sum()
        assert worded[number] == 0


def test_a_best_figure_alone_stands_in_for_its_low_and_high_and_that_is_counted():
    index, _, _ = index_of(["2020-01-05"], [Quantity(best=7)])
    known = index.tally(np.array([0.0, 4e9])).known[:, 0]
    assert known.tolist() == [7, 7, 7, 1, 1]


def test_a_range_without_a_best_figure_is_in_no_sum_and_is_told_apart():
    index, _, _ = index_of(["2020-01-05"], [Quantity(5, None, 9, Relation.RANGE)])
    tally = index.tally(np.array([0.0, 4e9]))
    assert not tally.known.any()
    assert (tally.bare.tolist(), tally.worded.tolist()) == ([1], [0])


def test_a_figure_without_a_number_is_in_no_sum_and_no_bound():
    figures = FigureColumns.of(KIND, [Figure("killed", Quantity(), stated="-5")])
    index = FigureIndex.of(TimeColumns.of([When.from_edtf("2020-01-05")]), figures)
    tally = index.tally(np.array([0.0, 4e9]))
    assert not tally.known.any()
    assert (tally.bare.tolist(), tally.worded.tolist()) == ([0], [1])
    assert index.carries


@pytest.mark.parametrize("value", [0.5, 2.0**32])
def test_sums_that_are_not_whole_or_very_large_are_exact_too(value):
    index, _, _ = index_of(["2020-01-05"] * 3, [Quantity(best=value)] * 3)
    assert index.tally(np.array([0.0, 4e9])).known[BEST, 0] == 3 * value


def test_events_without_a_figure_carry_none():
    assert not index_of(["2020-01-05"], [None])[0].carries


@pytest.mark.parametrize("count", [1, 300])
def test_what_is_about_a_day_is_known_in_no_bin_however_many_there_are(count):
    index, times, _ = index_of(["2020-01-05~", "2020-01-05"] * count, [Quantity(best=1)] * 2 * count)
    tally = index.tally(np.array([float(times.lo.min()) - DAY, float(times.hi.max()) + DAY]))
    assert tally.known[EVENTS].tolist() == [count]
    assert tally.begun[EVENTS, 1] - tally.over[EVENTS, 0] == 2 * count
