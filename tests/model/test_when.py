import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import choices, dates, expressions, intervals, years
from timeline_app.model import calendar
from timeline_app.model.edtf import Choice, Date, EdtfError, OneOf, Precision
from timeline_app.model.when import Basis, Kind, Order, Qualifier, When, when_of
from timeline_app.model.when_words import day_words, last_day_words, when_words

whens = expressions.map(when_of)
near = st.integers(2020, 2023)
near_dates = dates(near, clock=False)
near_ranges = st.tuples(near_dates, near_dates).map(lambda ends: Choice(*sorted(ends, key=Date.bounds)))
near_whens = (near_dates | near_ranges.map(lambda choice: OneOf((choice,)))).map(when_of)


def at(*date: int) -> float:
    return calendar.seconds_at(*date)


@given(whens)
def test_the_text_of_a_time_leads_back_to_it(when):
    again = When.from_edtf(when.edtf)
    assert again.edtf == when.edtf
    assert str(again) == str(when)  # as text, for NaN is not equal to itself


@given(whens)
def test_bounds_ascend(when):
    for bounds in (when.start, when.end):
        assert bounds.unknown or bounds.earliest <= bounds.latest
    assert when.earliest < when.latest
    assert list(when.finite_bounds) == sorted(set(when.finite_bounds))


@given(dates() | choices.map(lambda choice: choice.start if hasattr(choice.start, "year") else choice.end))
def test_a_date_is_a_moment_inside_its_bounds(any_date):
    when = when_of(any_date)
    assert when.kind is Kind.MOMENT
    assert when.start == when.end == any_date.bounds()
    assert when.start_precision is when.end_precision is any_date.precision
    assert when.start_qualifier == Qualifier(any_date.approximate, any_date.uncertain)


@given(intervals)
def test_an_interval_is_a_span_from_its_first_date_to_its_last(interval):
    when = when_of(interval)
    assert when.kind is Kind.SPAN
    for end, bounds in ((interval.start, when.start), (interval.end, when.end)):
        if hasattr(end, "year"):
            assert bounds == end.bounds()


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2022-09", (at(2022, 9), at(2022, 10)), (at(2022, 9), at(2022, 10)), Kind.MOMENT),
        ("2022/2023-02", (at(2022), at(2023)), (at(2023, 2), at(2023, 3)), Kind.SPAN),
        ("2022-02-24/..", (at(2022, 2, 24), at(2022, 2, 25)), (math.inf, math.inf), Kind.SPAN),
        ("[..2023-02-28]", (-math.inf, at(2023, 3)), (-math.inf, at(2023, 3)), Kind.MOMENT),
        ("[2022,2024-03..]", (at(2022), math.inf), (at(2022), math.inf), Kind.MOMENT),
        ("[2023-02-26..2023-02-28]", (at(2023, 2, 26), at(2023, 3)), (at(2023, 2, 26), at(2023, 3)), Kind.MOMENT),
    ],
)
def test_examples_have_their_bounds(text, start, end, kind):
    when = When.from_edtf(text)
    assert (when.start, when.end, when.kind) == (start, end, kind)


def test_an_unknown_end_takes_the_bound_of_the_known_one():
    when = When.from_edtf("2004-06-01/")
    assert when.end.unknown
    assert (when.earliest, when.latest) == (at(2004, 6, 1), at(2004, 6, 2))


def test_a_set_is_as_vague_as_its_vaguest_member():
    when = When.from_edtf("[1760-12, 1762~]")
    assert when.start_precision is Precision.YEAR
    assert when.start_qualifier == Qualifier(approximate=True)


def test_a_clock_time_without_offset_is_meant_in_the_zone_of_its_file():
    moscow = When.from_edtf("2023-02-28T12:00", "Europe/Moscow")
    assert moscow.earliest == at(2023, 2, 28, 9)
    assert When.from_edtf("2023-02-28T12:00Z", "Europe/Moscow").earliest == at(2023, 2, 28, 12)
    assert When.from_edtf("2023-02-28", "Europe/Moscow").earliest == at(2023, 2, 28)


@given(dates(years), st.sampled_from(("Europe/Moscow", "America/St_Johns", "Asia/Kathmandu")))
def test_a_zone_moves_clock_times_by_less_than_a_day_and_nothing_else(any_date, zone):
    there, utc = when_of(any_date, zone), when_of(any_date)
    moved = there.earliest - utc.earliest
    assert abs(moved) < calendar.DAY
    assert moved == 0 or (any_date.clock and any_date.offset is None)


def test_what_the_source_said_is_kept_beside_the_date():
    told = When.from_edtf("2023-02-28").told("on Tuesday", Basis.RESOLVED, "the meeting was on a Tuesday")
    assert (told.stated, told.basis, told.edtf) == ("on Tuesday", Basis.RESOLVED, "2023-02-28")


def test_a_text_that_is_no_date_is_a_fault():
    with pytest.raises(EdtfError):
        When.from_edtf("on Tuesday")


# Order


@given(whens, whens)
def test_one_is_before_the_other_exactly_if_the_other_is_after_it(one, other):
    opposite = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.UNKNOWN: Order.UNKNOWN}
    assert other.order(one) is opposite[one.order(other)]


@given(whens)
def test_a_time_is_not_ordered_against_itself(when):
    assert when.order(when) is Order.UNKNOWN


def _possible_days(when: When) -> range:
    return range(int(when.earliest // calendar.DAY), math.ceil(when.latest / calendar.DAY))


@given(near_whens, near_whens)
def test_the_order_is_known_exactly_if_no_choice_of_days_contradicts_it(one, other):
    ours, theirs = _possible_days(one), _possible_days(other)
    found = {(mine > yours) - (mine < yours) for mine in (ours[0], ours[-1]) for yours in (theirs[0], theirs[-1])}
    expected = {frozenset({-1}): Order.BEFORE, frozenset({1}): Order.AFTER}
    assert one.order(other) is expected.get(frozenset(found), Order.UNKNOWN)


@given(st.lists(near_whens, min_size=3, max_size=3))
def test_before_is_transitive(three):
    first, second, third = sorted(three, key=lambda when: when.earliest)
    if first.order(second) is Order.BEFORE and second.order(third) is Order.BEFORE:
        assert first.order(third) is Order.BEFORE


# Words


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("2022-09", "September 2022", "Sep 2022"),
        ("2023-02-28", "Tuesday 28 February 2023", "28 Feb 2023"),
        ("-0043", "44 BCE", "44 BCE"),
        ("1984~", "about 1984", "about 1984"),
        ("1984?", "1984, uncertain", "1984, uncertain"),
        ("[..2023-02-28]", "by 28 February 2023", "by 28 Feb 2023"),
        ("[2023-02-28..]", "28 February 2023 or later", "28 Feb 2023 or later"),
        ("[2023-02-26..2023-02-28]", "between 26 and 28 February 2023", "between 26 and 28 Feb 2023"),
        ("[1667,1760-12]", "1667 or December 1760", "1667 or Dec 1760"),
        ("2023-02-26/2023-02-28", "26–28 February 2023", "26–28 Feb 2023"),
        ("2022-02-24/..", "from 24 February 2022, ongoing", "from 24 Feb 2022, ongoing"),
        ("/2006", "until 2006, start unknown", "until 2006, start unknown"),
        ("2022-09-21T14:05+05:30", "Wednesday 21 September 2022, 14:05 UTC+5:30", "21 Sep 2022, 14:05 UTC+5:30"),
        ("2022-09-21T14:05:01Z", "Wednesday 21 September 2022, 14:05:01 UTC", "21 Sep 2022, 14:05:01 UTC"),
    ],
)
def test_times_are_said_as_a_person_would_write_them(text, words, short):
    assert when_words(When.from_edtf(text)) == words
    assert when_words(When.from_edtf(text), short=True) == short


@given(whens, st.booleans())
def test_every_time_can_be_said(when, short):
    words = when_words(when, short=short)
    assert words.strip() == words != ""
    assert "None" not in words


@given(st.integers(-(10**8), 10**8))
def test_the_last_day_before_midnight_is_the_day_that_ends_there(number):
    assert last_day_words((number + 1) * calendar.DAY) == day_words(number * calendar.DAY)
