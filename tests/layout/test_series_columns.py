from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.timelines import day_text, estimate, quantities, timeline_of, window_of
from timeline_app.layout.series.bars import bars_of
from timeline_app.layout.series.columns import bar_columns, column_edges, line_columns
from timeline_app.layout.series.lines import LEAST_FIGURES, SeriesLine, lines_of
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.quantity import Quantity, Relation

WHOLE = window_of("2019-12", "2022-02")


def line_of(*figures, per: str = "") -> SeriesLine:
    """The line of some figures, each a date and a quantity or number."""
    quantities = [(date, one if isinstance(one, Quantity) else Quantity(best=float(one))) for date, one in figures]
    table = timeline_of(*(estimate(date, quantity, per=per) for date, quantity in quantities)).estimates
    (line,) = lines_of(table, np.ones(len(table), bool))
    return line


def daily(count: int = LEAST_FIGURES, first: int = 0) -> list[tuple[str, float]]:
    """A figure for each of so many days: 100, 200, 300 …"""
    return [(day_text(first + day), 100.0 * (day + 1)) for day in range(count)]


@st.composite
def lines(draw: st.DrawFn, per: str = "") -> SeriesLine:
    """Lines of figures of every kind, dated to days and months, with silences, on one day more than one."""
    days = draw(st.lists(st.integers(0, 90) | st.integers(0, 700), min_size=30, max_size=60))
    figures = [(day_text(day)[: draw(st.sampled_from([10, 10, 7]))], draw(quantities)) for day in days]
    return line_of(*figures, *daily(), per=per)


@st.composite
def windows(draw: st.DrawFn) -> TimeWindow:
    """Windows about the dates of random lines, from hours to years."""
    start = WHOLE.start + draw(st.floats(0, 1)) * WHOLE.duration
    return TimeWindow(start, start + calendar.HOUR * draw(st.integers(6, 24 * 800)))


@settings(max_examples=60)
@given(lines(), windows(), st.integers(20, 90))
def test_a_line_reaches_in_each_column_what_its_figures_name_there(line, window, width):
    columns, edges = line_columns(line, window, float(width)), column_edges(window, float(width))
    steps = line.steps(window.duration / width)
    figures = list(zip(steps.done, steps.until, line.points, line.low, line.high, line.directions, strict=True))
    for number, (start, end) in enumerate(pairwise(edges.tolist())):
        holding = [one for one in figures if one[0] < end and one[1] >= start]
        points = [point for _, _, point, *_ in holding if not np.isnan(point)]
        ranges = [(low, high) for _, _, _, low, high, _ in holding if low < high]
        assert columns.line.low[number] == min(points, default=np.inf)
        assert columns.line.high[number] == max(points, default=-np.inf)
        assert columns.band.low[number] == min((low for low, _ in ranges), default=np.inf)
        assert columns.band.high[number] == max((high for _, high in ranges), default=-np.inf)
        assert columns.above[number] == any(one[-1] == 1 for one in holding)
        assert columns.below[number] == any(one[-1] == -1 for one in holding)


@settings(max_examples=60)
@given(lines(), windows(), st.integers(20, 90))
def test_where_a_figure_changed_somewhere_about_a_column_both_numbers_bound_it(line, window, width):
    columns, edges = line_columns(line, window, float(width)), column_edges(window, float(width))
    steps = line.steps(window.duration / width)
    for number, (start, end) in enumerate(pairwise(edges.tolist())):
        changing = [place for place in range(len(line)) if steps.begun[place] < end and steps.done[place] >= start]
        if steps.are_exact or not changing:
            assert not columns.change.drawn[number]
            continue
        first = changing[0] - (changing[0] > 0 and not line.broken[changing[0] - 1])
        assert columns.change.low[number] == line.low[first : changing[-1] + 1].min()
        assert columns.change.high[number] == line.high[first : changing[-1] + 1].max()


@settings(max_examples=60)
@given(lines(), windows(), st.integers(20, 90), st.sampled_from(["", "P1D"]))
def test_bars_reach_in_each_column_what_those_in_it_do(line, window, width, per):
    bars = bars_of(line)
    reach, edges = bar_columns(bars, window, float(width)), column_edges(window, float(width))
    for number, (start, end) in enumerate(pairwise(edges.tolist())):
        here = (bars.starts < end) & (bars.ends > start)
        assert reach.low[number] == bars.low[here].min(initial=np.inf)
        assert reach.high[number] == bars.high[here].max(initial=-np.inf)


def test_a_figure_holds_until_the_next():
    line = line_of(*daily())
    steps = line.steps(calendar.DAY)
    assert steps.are_exact
    assert (steps.until[:-1] == steps.done[1:]).all()
    assert (steps.done == line.starts + calendar.DAY / 2).all()


def test_a_step_that_is_seen_to_be_vague_takes_all_of_its_date():
    line = line_of(*daily())
    steps = line.steps(calendar.HOUR)
    assert (steps.begun == line.starts).all()
    assert (steps.done == line.ends).all()


def test_a_line_breaks_where_nothing_was_said_for_more_than_three_times_the_usual_interval():
    for silence, broken in ((3, False), (5, True)):
        line = line_of(*daily(), *daily(first=LEAST_FIGURES - 1 + silence))
        assert line.broken[LEAST_FIGURES - 1] == broken
        assert np.flatnonzero(line.broken).tolist() == [LEAST_FIGURES - 1] * broken + [2 * LEAST_FIGURES - 1]


def test_nothing_is_drawn_in_a_silence_nor_behind_the_last_figure():
    line = line_of(*daily(), *daily(first=40))
    window = window_of("2020-01-01", "2020-03-01")
    columns = line_columns(line, window, 60.0)
    assert np.flatnonzero(columns.line.drawn).tolist() == [*range(12), *range(40, 52)]


def test_a_figure_whose_date_lies_around_that_of_another_is_no_part_of_the_line():
    line = line_of(*daily(), ("2020-01", 5000.0), ("2020-02", 5000.0))
    assert len(line) == LEAST_FIGURES + 1
    assert line.ends[-1] == window_of("2020-02", "2020-03").end


@pytest.mark.parametrize("date", ["", "[..2020-01-20]", "2020-01-20/.."])
def test_a_figure_without_bounded_date_is_no_part_of_the_line(date):
    assert len(line_of(*daily(), (date, 5000.0))) == LEAST_FIGURES


def test_a_figure_without_a_number_is_no_part_of_the_line():
    assert len(line_of(*daily(), (day_text(20), Quantity()))) == LEAST_FIGURES


def test_what_was_added_is_told_by_the_day():
    figures = daily()
    del figures[3:5]
    bars = bars_of(line_of(*figures, (day_text(12), 1300.0), (day_text(13), 1000.0)))
    assert bars.high.tolist() == [100.0] * (len(figures)) + [-300.0]
    assert (bars.low == bars.high).all()
    assert sorted(set(bars.ends - bars.starts)) == [calendar.DAY, 3 * calendar.DAY]


def test_nothing_follows_from_a_bound_for_what_was_added():
    bound = Quantity(low=1300.0, relation=Relation.AT_LEAST)
    bars = bars_of(line_of(*daily(), (day_text(12), bound), (day_text(13), 1400.0), (day_text(14), 1500.0)))
    assert bars.places.tolist() == [*range(1, 12), 14]


def test_what_was_added_to_a_range_is_a_range():
    spread = Quantity(1300.0, None, 1500.0, Relation.RANGE)
    bars = bars_of(line_of(*daily(), (day_text(12), spread)))
    assert (bars.low[-1], bars.high[-1]) == (100.0, 300.0)


def test_figures_for_a_day_are_bars_as_they_are():
    bars = bars_of(line_of(*daily(), per="P1D"))
    assert bars.high.tolist() == [100.0 * (day + 1) for day in range(12)]
    assert (bars.ends - bars.starts == calendar.DAY).all()
