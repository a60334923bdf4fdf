import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.layout.timelines import ERAS, window_of, windows
from timeline_app.layout.steps import (
    BIN_STEPS,
    CLOCK_UNITS,
    PRESENT,
    TICK_STEPS,
    TICK_STEPS_BY_WEEKS,
    Step,
    Unit,
    step_of_at_least,
)
from timeline_app.layout.window import BIG_BANG, TimeWindow
from timeline_app.model import calendar
from timeline_app.model.zones import Zone

ALL_STEPS = sorted({*TICK_STEPS, *BIN_STEPS}, key=lambda step: step.seconds)
steps = st.sampled_from(ALL_STEPS)


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
    Unit.YEAR: lambda civil, count: _is_first_of(civil) and civil.month == 1 and _is_round(civil.year, count),
    Unit.KILOYEAR: lambda civil, count: (
        _is_first_of(civil) and civil.month == 1 and (PRESENT - civil.year) % (1000 * count) == 0
    ),
}


def _is_round(year: int, count: float) -> bool:
    """Whether a year is round as people count: 20 BCE, 10 BCE, 1, 10."""
    return year == 1 or (year if year > 0 else 1 - year) % count == 0


@given(stretches())
def test_edges_are_where_the_calendar_begins_anew(stretch):
    step, window = stretch
    assume(step.unit is not Unit.SECOND)
    assume(window.end + step.seconds < -BIG_BANG)  # later floats are too far apart
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


@pytest.mark.parametrize(
    ("count", "years"), [(10, [-19, -9, 1, 10, 20]), (100, [-199, -99, 1, 100, 200]), (1000, [-999, 1, 1000, 2000])]
)
def test_years_are_round_as_people_count_them_on_both_sides_of_year_1(count, years):
    window = TimeWindow(calendar.seconds_at(years[0]), calendar.seconds_at(years[-1]))
    edges = Step(count, Unit.YEAR).edges(window)
    assert [calendar.civil_at(edge).year for edge in edges.tolist()] == years


def test_ages_are_counted_from_the_year_2000_back_and_on():
    window = TimeWindow(calendar.seconds_at(-18_000), calendar.seconds_at(12_000))
    edges = Step(10, Unit.KILOYEAR).edges(window)
    assert [calendar.civil_at(edge).year for edge in edges.tolist()] == [-18_000, -8_000, 2_000, 12_000]


@pytest.mark.parametrize("table", [TICK_STEPS, TICK_STEPS_BY_WEEKS, BIN_STEPS])
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


# Zones

ZONES = [
    Zone(name)
    for name in (
        "Europe/Kyiv", "Europe/Dublin", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Beirut", "America/St_Johns",
        "America/Juneau", "Africa/Monrovia", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia",
        "Pacific/Kwajalein", "Pacific/Kiritimati",
    )
]  # fmt: skip
"""Zones of whole, half and quarter hours, that change at midnight, by 20 minutes, half an hour or two, or skip days."""
ZONED_STEPS = [step for step in ALL_STEPS if 1 <= step.seconds <= 100 * calendar.YEAR]
APIA = Zone("Pacific/Apia")
KYIV = Zone("Europe/Kyiv")


@st.composite
def zoned_stretches(draw):
    """A step of a second or more, a zone, and a window of a few steps near now, often where clocks change."""
    step, zone = draw(st.sampled_from(ZONED_STEPS)), draw(st.sampled_from(ZONES))
    start = calendar.seconds_at(draw(st.integers(1860, 2040))) + draw(st.integers(0, 365 * 24 * 12)) * 300.0
    stretches = zone.stretches(start, start + 366 * calendar.DAY)
    if len(stretches) > 1 and draw(st.booleans()):
        start = stretches[0].end + draw(st.floats(-3, 3)) * min(step.seconds, calendar.DAY)
    window = TimeWindow(start, start + draw(st.floats(0.01, 40)) * step.seconds)
    assume(window.start < window.end)
    return step, zone, window


@given(zoned_stretches())
def test_edges_ascend_and_cover_the_window_in_any_zone_however_its_clocks_change(stretch):
    step, zone, window = stretch
    edges = step.edges(window, zone)
    assert edges[0] <= window.start
    assert edges[-1] >= window.end
    assert np.all(np.diff(edges) > 0)
    assert np.all(edges[1:-1] > window.start)
    assert np.all(edges[1:-1] < window.end)


@given(zoned_stretches())
def test_edges_are_where_the_clocks_of_the_zone_begin_anew_or_where_they_were_put_forward(stretch):
    step, zone, window = stretch
    for edge in step.edges(window, zone).tolist():
        wall = zone.wall_of(edge)
        if step.unit in CLOCK_UNITS:
            assert wall % step.seconds == 0
        else:
            put_forward = zone.offset_at(edge) - zone.offset_at(edge - calendar.DAY)
            begun = [calendar.civil_at(wall - skipped) for skipped in {0.0, max(put_forward, 0.0)}]
            assert any(BEGINS[step.unit](civil, step.count) for civil in begun)


@given(zoned_stretches(), st.floats(-1, 1))
def test_edges_are_the_same_wherever_the_window_is(stretch, share):
    step, zone, window = stretch
    moved = TimeWindow(*(time + share * window.duration for time in (window.start, window.end)))
    here, there = (set(step.edges(one, zone).tolist()) for one in (window, moved))
    shared = {edge for edge in here | there if max(window.start, moved.start) < edge < min(window.end, moved.end)}
    assert shared <= here & there


@given(stretches())
def test_in_utc_edges_are_the_same_by_whatever_name_it_goes(stretch):
    step, window = stretch
    assert step.edges(window, Zone("Etc/UTC")).tolist() == step.edges(window).tolist()


def test_a_day_of_kyiv_begins_at_its_midnight_and_has_23_or_25_hours_when_clocks_change():
    edges = Step(1, Unit.DAY).edges(window_of("2023-03-25", "2023-03-28"), KYIV)
    assert (np.diff(edges) / calendar.HOUR).tolist() == [24, 23, 24, 24]
    assert edges[0] == calendar.seconds_at(2023, 3, 24, 22)
    autumn = Step(1, Unit.DAY).edges(window_of("2023-10-28", "2023-10-30"), KYIV)
    assert (np.diff(autumn) / calendar.HOUR).tolist() == [24, 25, 24]


def test_the_hour_that_comes_twice_has_two_edges_and_the_one_that_is_skipped_none():
    autumn = calendar.seconds_at(2023, 10, 29)
    edges = Step(1, Unit.HOUR).edges(TimeWindow(autumn - calendar.HOUR, autumn + 2 * calendar.HOUR), KYIV)
    assert [calendar.civil_at(KYIV.wall_of(edge)).hour for edge in edges.tolist()] == [2, 3, 3, 4]
    spring = calendar.seconds_at(2023, 3, 26)
    edges = Step(1, Unit.HOUR).edges(TimeWindow(spring - calendar.HOUR, spring + 2 * calendar.HOUR), KYIV)
    assert [calendar.civil_at(KYIV.wall_of(edge)).hour for edge in edges.tolist()] == [1, 2, 4, 5]
    assert np.diff(edges).tolist() == [calendar.HOUR] * 3


def test_apia_went_from_29_to_31_december_2011():
    window = TimeWindow(calendar.seconds_at(2011, 12, 29), calendar.seconds_at(2012, 1, 2))
    days = [calendar.civil_at(APIA.wall_of(edge)).day for edge in Step(1, Unit.DAY).edges(window, APIA).tolist()]
    assert days == [28, 29, 31, 1, 2, 3]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("era", ERAS)
def test_zones_have_edges_in_every_era(zone, era):
    for step in (Step(1, Unit.HOUR), Step(1, Unit.DAY), Step(1, Unit.MONTH), Step(10, Unit.YEAR)):
        window = TimeWindow(era, era + 3 * step.seconds)
        edges = step.edges(window, zone)
        assert edges[0] <= window.start < window.end <= edges[-1]
        assert np.all(np.diff(edges) > 0)
