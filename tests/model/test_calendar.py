import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import FAR
from timeline_app.model import calendar

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
days = st.integers(-365 * FAR, 365 * FAR)
moments = st.datetimes(timezones=st.just(UTC))


@given(days)
def test_a_day_of_the_last_or_next_fourteen_billion_years_is_found_again(number):
    assert calendar.day_number(*calendar.date_of_day(number)) == number


@given(days)
def test_the_day_after_is_the_next_date(number):
    year, month, day = calendar.date_of_day(number)
    following = calendar.date_of_day(number + 1)
    if day < calendar.days_in_month(year, month):
        assert following == (year, month, day + 1)
    else:
        assert following == (*calendar.months_later(year, month, 1), 1)


@given(moments)
def test_dates_are_those_of_the_standard_library_in_the_years_it_knows(moment):
    number = (moment - EPOCH).days
    assert calendar.day_number(moment.year, moment.month, moment.day) == number
    assert calendar.date_of_day(number) == (moment.year, moment.month, moment.day)
    assert calendar.weekday(number) == moment.weekday()


@given(moments.map(lambda moment: moment.replace(microsecond=0)))
def test_seconds_are_those_of_the_standard_library_in_the_years_it_knows(moment):
    seconds = calendar.seconds_at(*moment.timetuple()[:6])
    assert seconds == (moment - EPOCH) / timedelta(seconds=1)
    assert calendar.civil_at(seconds) == moment.timetuple()[:6]


@given(days)
def test_midnight_of_any_day_is_exact(number):
    date = calendar.date_of_day(number)
    assert calendar.civil_at(calendar.seconds_at(*date)) == (*date, 0, 0, 0.0)


@given(st.floats(-FAR * calendar.YEAR, FAR * calendar.YEAR))
def test_the_wall_clock_never_shows_an_hour_that_is_none(seconds):
    civil = calendar.civil_at(seconds)
    assert 0 <= civil.hour < 24
    assert 0 <= civil.minute < 60
    assert 0 <= civil.second < 60


@given(st.floats(-1e11, 1e11))
def test_the_wall_clock_names_the_time_that_it_was_read_at(seconds):
    assert calendar.seconds_at(*calendar.civil_at(seconds)) == pytest.approx(seconds, abs=1e-4)


def test_the_instant_before_1970_belongs_to_1969():
    assert calendar.civil_at(math.nextafter(0.0, -1.0))[:5] == (1969, 12, 31, 23, 59)


@given(st.integers(-FAR, FAR), st.integers(1, 12), st.integers(-500, 500))
def test_months_forth_and_back_lead_to_the_same_month(year, month, months):
    there = calendar.months_later(year, month, months)
    assert 1 <= there[1] <= 12
    assert calendar.months_later(*there, -months) == (year, month)


@pytest.mark.parametrize(
    ("year", "leap"), [(2024, True), (2023, False), (1900, False), (2000, True), (0, True), (-4, True), (-100, False)]
)
def test_leap_years_follow_the_gregorian_rule_before_it_was_made(year, leap):
    assert calendar.is_leap(year) is leap
    assert calendar.days_in_month(year, 2) == 28 + leap
    assert calendar.day_number(year + 1) - calendar.day_number(year) == 365 + leap
