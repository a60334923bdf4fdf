"""Hypothesis strategies for dates and everything that EDTF makes of them."""

from hypothesis import strategies as st

from timeline_app.model.calendar import days_in_month
from timeline_app.model.edtf import Choice, Date, Expression, Interval, Limit, OneOf

FAR = 14_000_000_000
"""Years to the Big Bang, roughly."""

years = st.integers(-9999, 9999) | st.integers(1900, 2100) | st.integers(-FAR, FAR)
offsets = st.none() | st.just(0) | st.integers(-18 * 60, 18 * 60)
seconds = st.none() | st.integers(0, 59).map(float) | st.integers(0, 59_999_999).map(lambda micros: micros / 1e6)
clocks = st.tuples(st.integers(0, 23), st.integers(0, 59), seconds)


@st.composite
def dates(
    draw: st.DrawFn, years: st.SearchStrategy[int] = years, *, qualified: bool = True, clock: bool = True
) -> Date:
    """Dates of every precision that is read."""
    year = draw(years)
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, days_in_month(year, month))) if month else None
    time = draw(st.none() | clocks) if day and clock else None
    flags = st.booleans() if qualified else st.just(False)
    return Date(year, month, day, time, draw(offsets) if time else None, draw(flags), draw(flags))


def _in_order(ends: tuple[Date, Date]) -> tuple[Date, Date]:
    first, last = sorted(ends, key=lambda date: date.bounds())
    return first, last


pairs = st.tuples(dates(), dates()).map(_in_order)
intervals = (
    pairs.map(lambda pair: Interval(*pair))
    | st.tuples(dates(), st.sampled_from(Limit)).map(lambda ends: Interval(*ends))
    | st.tuples(st.sampled_from(Limit), dates()).map(lambda ends: Interval(*ends))
)
choices = (
    dates().map(lambda date: Choice(date, date))
    | pairs.filter(lambda pair: pair[0] is not pair[1]).map(lambda pair: Choice(*pair))
    | dates().map(lambda date: Choice(Limit.OPEN, date))
    | dates().map(lambda date: Choice(date, Limit.OPEN))
)
one_ofs = st.lists(choices, min_size=1, max_size=4).map(lambda members: OneOf(tuple(members)))
expressions: st.SearchStrategy[Expression] = dates() | intervals | one_ofs
