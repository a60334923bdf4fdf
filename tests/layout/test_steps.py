import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.layout.timelines import ERAS, window_of, windows
from timeline_app.layout.steps import BIN_STEPS, TICK_STEPS, Step, Unit, step_of_at_least
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar

steps = st.sampled_from(sorted({*TICK_STEPS, *BIN_STEPS}, key=lambda step: step.seconds))


def is_worth_counting(step: Step, window: TimeWindow) -> bool:
    """Whether a window has a few steps at most, each several float steps long."""
    finest = math.ulp(max(abs(window.start), abs(window.end)))
    return window.duration / step.seconds < 300 and step.seconds > 4 * finest


@st.composite
def stretches(draw):
    """A step and a window of a few of them, anywhere in time."""
    step, start = draw(steps), draw(st.sampled_from(ERAS))
    start += draw(st.integers(-1000, 1000)) * calendar.HOUR
    window = TimeWindow(start, start + draw(st.floats(0.01, 40)) * step.seconds)
    assume(window.start < window.end)
    assume(is_worth_counting(step, window))
    return step, window


@given(stretches())
def test_edges_cover_the_window_and_ascend(stretch):
    step, window = stretch
    edges = step.edges(window)
    assert edges[0] <= window.start
    assert edges[-1] >= window.end
    assert np.all(np.diff(edges) > 0)


@given(windows(), st.integers(1, 200))
def test_edges_cover_any_window_in_the_step_that_suits_it(window, many):
    step = step_of_at_least(BIN_STEPS, window.duration / many)
    edges = step.edges(window)
    assert edges[0] <= window.start
    assert edges[-1] >= window.end
    assert np.all(np.diff(edges) > 0)


@given(stretches(), st.floats(0, 1, exclude_max=True))
def test_a_time_lies_in_the_step_around_it(stretch, share):
    step, window = stretch
    time = window.time_at(share, 1.0)
    start, end = step.around(time)
    assert start <= time < end


@pytest.mark.parametrize("step", [step for step in TICK_STEPS if step.unit is Unit.HOUR])
@given(st.integers(-800_000, 30_000), st.integers(1, 12))
def test_a_step_begins_where_it_ends_the_one_before_up_to_the_last_float(step, day, hour):
    edge = day * calendar.DAY + hour // step.count * step.count * calendar.HOUR
    start, end = step.around(math.nextafter(edge, -math.inf))
    assert start < end == edge


def _is_first_of(civil: calendar.Civil) -> bool:
    return civil[2:] == (1, 0, 0, 0.0)


BEGINS = {
    Unit.MINUTE: lambda civil, count: civil.minute % count == 0 and civil.second == 0,
    Unit.HOUR: lambda civil, count: civil.hour % count == 0 and civil[4:] == (0, 0),
    Unit.DAY: lambda civil, count: (
        civil.day in ((1, 8, 15, 22) if count == 7 else range(1, 32)) and civil[3:] == (0, 0, 0)
    ),
    Unit.WEEK: lambda civil, _: calendar.weekday(calendar.day_number(*civil[:3])) == 0 and civil[3:] == (0, 0, 0),
    Unit.MONTH: lambda civil, count: _is_first_of(civil) and (civil.month - 1) % count == 0,
    Unit.YEAR: lambda civil, count: _is_first_of(civil) and civil.month == 1 and civil.year % count == 0,
}


@given(stretches())
def test_edges_are_where_the_calendar_begins_anew(stretch):
    step, window = stretch
    assume(step.unit is not Unit.SECOND)
    assume(abs(window.start) < 2.0**53 or step.unit not in (Unit.MINUTE, Unit.HOUR))
    for edge in step.edges(window).tolist():
        assert BEGINS[step.unit](calendar.civil_at(edge), step.count)


@pytest.mark.parametrize(
    ("year", "days"),
    [(2023, 28), (2024, 29), (1900, 28), (2000, 29), (0, 29), (-1, 28), (-4, 29), (-13_800_000_000, 29)],
)
def test_months_have_their_lengths_and_february_its_leap_day(year, days):
    window = TimeWindow(calendar.seconds_at(year), calendar.seconds_at(year + 1))
    lengths = np.diff(Step(1, Unit.MONTH).edges(window))[:12] / calendar.DAY
    assert lengths.tolist() == [31, days, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_years_go_on_through_year_zero():
    edges = Step(1, Unit.YEAR).edges(TimeWindow(calendar.seconds_at(-2, 6), calendar.seconds_at(2, 6)))
    assert [calendar.civil_at(edge).year for edge in edges.tolist()] == [-2, -1, 0, 1, 2, 3]
    assert [right - left for left, right in pairwise((edges / calendar.DAY).tolist())] == [365, 365, 366, 365, 365]


def test_weeks_begin_on_monday_and_sevenths_of_a_month_on_the_first():
    window = window_of("2023-02-05", "2023-03-03")
    assert [calendar.civil_at(edge).day for edge in Step(1, Unit.WEEK).edges(window).tolist()] == [30, 6, 13, 20, 27, 6]
    sevenths = [calendar.civil_at(edge)[1:3] for edge in Step(7, Unit.DAY).edges(window).tolist()]
    assert sevenths[:6] == [(2, 1), (2, 8), (2, 15), (2, 22), (3, 1), (3, 8)]


@pytest.mark.parametrize("table", [TICK_STEPS, BIN_STEPS])
def test_the_tables_of_steps_ascend_from_a_microsecond_to_a_billion_years(table):
    seconds = [step.seconds for step in table]
    assert seconds == sorted(set(seconds))
    assert seconds[0] == pytest.approx(1e-6)
    assert seconds[-1] >= 1e9 * calendar.YEAR


@given(st.floats(1e-7, 1e18))
def test_the_step_found_is_the_smallest_that_is_long_enough(seconds):
    found = step_of_at_least(TICK_STEPS, seconds)
    assert found is TICK_STEPS[-1] or found.seconds >= seconds
    assert all(step.seconds < seconds for step in TICK_STEPS[: TICK_STEPS.index(found)])
