"""Hypothesis strategies for dates and everything that EDTF makes of them."""

from typing import TypeVar

from hypothesis import strategies as st

from timeline_app.model.calendar import days_in_month
from timeline_app.model.edtf import (
    AllOf,
    AnyDate,
    Choice,
    Clock,
    Date,
    DatePattern,
    Expression,
    Interval,
    Limit,
    Marks,
    OneOf,
    Qualifier,
)
from timeline_app.model.edtf.dates import GROUPS

FAR = 14_000_000_000
"""Years to the Big Bang, roughly."""

years = st.integers(-9999, 9999) | st.integers(1900, 2100) | st.integers(-FAR, FAR)
offsets = st.none() | st.just(0) | st.integers(-18 * 60, 18 * 60)
_minutes = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda time: Clock(*time))


def _second(clock: Clock, units: int, digits: int) -> Clock:
    return Clock(clock.hour, clock.minute, float(f"{units / 10**digits:.{digits}f}"), digits)


_seconds = st.integers(0, 6).flatmap(
    lambda digits: st.builds(_second, _minutes, st.integers(0, 60 * 10**digits - 1), st.just(digits))
)
clocks = _minutes | _seconds
qualifiers = st.sampled_from([Qualifier(), Qualifier(), Qualifier(True), Qualifier(False, True), Qualifier(True, True)])


@st.composite
def marks_of(draw: st.DrawFn, parts: int) -> Marks:
    """Qualifiers of a date of so many parts: one for all, or each its own."""
    if draw(st.booleans()):
        return Marks(*[draw(qualifiers)] * parts)
    return Marks(*(draw(qualifiers) for _ in range(parts)))


@st.composite
def dates(
    draw: st.DrawFn, years: st.SearchStrategy[int] = years, *, qualified: bool = True, clock: bool = True
) -> Date:
    """Dates of every precision from the second to the year; years of more than four digits have no months."""
    year = draw(years)
    month = draw(st.none() | st.integers(1, 12)) if abs(year) <= 9999 else None
    day = draw(st.none() | st.integers(1, days_in_month(year, month))) if month else None
    time = draw(st.none() | clocks) if day and clock else None
    marks = draw(marks_of(1 + (month is not None) + (day is not None))) if qualified else Marks()
    return Date(year, month, day, time, draw(offsets) if time else None, marks)


groups = st.builds(
    lambda year, group, marks: Date(year, group, marks=marks),
    st.integers(-9999, 9999),
    st.sampled_from(sorted(GROUPS)),
    marks_of(2),
)
"""Seasons, quarters, thirds and halves of a year."""


@st.composite
def significants(draw: st.DrawFn) -> Date:
    """Years of which only some digits are certain."""
    year = draw(years)
    return Date(year, marks=draw(marks_of(1)), significant=draw(st.integers(1, len(str(abs(year))))))


@st.composite
def patterns(draw: st.DrawFn) -> DatePattern:
    """Dates with unknown digits, which some date of the calendar fits."""
    plain = draw(dates(st.integers(-9999, -1) | st.integers(0, 9999), qualified=False, clock=False))
    parts = str(plain).lstrip("-").split("-")
    masks = [draw(st.integers(0, 2 ** len(part) - 1)) for part in parts]
    if not any(masks):
        masks[draw(st.integers(0, len(masks) - 1))] = draw(st.integers(1, 3))
    texts = [_masked(part, mask) for part, mask in zip(parts, masks, strict=True)]
    year = f"-{texts[0]}" if plain.year < 0 else texts[0]
    return DatePattern(year, *texts[1:], marks=draw(marks_of(len(parts))))


def _masked(digits: str, mask: int) -> str:
    return "".join("X" if mask >> place & 1 else digit for place, digit in enumerate(digits))


any_dates: st.SearchStrategy[AnyDate] = dates() | dates() | groups | significants() | patterns()


End = TypeVar("End", AnyDate, AnyDate | OneOf)


def _in_order(ends: tuple[End, End]) -> tuple[End, End]:
    first, last = sorted(ends, key=lambda date: date.bounds())
    return first, last


pairs = st.tuples(any_dates, any_dates).map(_in_order)
_single = any_dates.map(lambda date: Choice(date, date))
_open = any_dates.map(lambda date: Choice(Limit.OPEN, date)) | any_dates.map(lambda date: Choice(date, Limit.OPEN))
_ranges = pairs.filter(lambda pair: pair[0] is not pair[1]).map(lambda pair: Choice(*pair))
_like_ranges = _ranges.filter(lambda choice: choice.start.precision is choice.end.precision)
choices = _single | _ranges | _open
_sets_at_ends = (_ranges | _open).map(lambda choice: OneOf((choice,))) | st.lists(_single, min_size=2, max_size=3).map(
    lambda members: OneOf(tuple(members))
)
interval_ends = any_dates | _sets_at_ends
"""What may stand beside the slash of an interval, but for limits."""
intervals = (
    pairs.map(lambda pair: Interval(*pair))
    | st.tuples(interval_ends, interval_ends).map(_in_order).map(lambda ends: Interval(*ends))
    | st.tuples(interval_ends, st.sampled_from(Limit)).map(lambda ends: Interval(*ends))
    | st.tuples(st.sampled_from(Limit), interval_ends).map(lambda ends: Interval(*ends))
)
one_ofs = st.lists(choices, min_size=1, max_size=4).map(lambda members: OneOf(tuple(members)))
all_ofs = st.lists(_single | _like_ranges | _open, min_size=1, max_size=4).map(lambda members: AllOf(tuple(members)))
expressions: st.SearchStrategy[Expression] = any_dates | intervals | one_ofs | all_ofs
