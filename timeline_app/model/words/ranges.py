"""Two dates as one range in words, what they share said once: "from 26 to 28 February 2023"."""

from dataclasses import replace
from typing import NamedTuple

from timeline_app.model.edtf import AnyDate, Date, DatePattern, Precision
from timeline_app.model.edtf.dates import NO_MARKS
from timeline_app.model.words.calendar_names import clock_words, month_name, told_year, told_years
from timeline_app.model.words.dates import date_name, takes_article, unmarked_name
from timeline_app.model.words.patterns import pattern_name
from timeline_app.model.words.years import Years
from timeline_app.translation import Message


class Frame(NamedTuple):
    """How a range is said: by what its ends share, and for others, whose start may have a comma in it."""

    times: Message
    days: Message
    days_of_year: Message
    months: Message
    dates: Message
    apart: Message


FROM_TO = Frame(
    Message("{day}, {first} to {last}", "times of day"),
    Message("from {first} to {last} {month} {year}"),
    Message("from {first} {first_month} to {last} {last_month} {year}"),
    Message("from {first_month} to {last_month} {year}"),
    Message("from {start} to {end}"),
    Message("from {start}, to {end}"),
)
BETWEEN = Frame(
    Message("{day}, between {first} and {last}", "times of day"),
    Message("between {first} and {last} {month} {year}"),
    Message("between {first} {first_month} and {last} {last_month} {year}"),
    Message("between {first_month} and {last_month} {year}"),
    Message("between {start} and {end}"),
    Message("between {start}, and {end}"),
)
LISTED = Frame(
    Message("{day}, {first} to {last}", "times of day"),
    Message("{first} to {last} {month} {year}"),
    Message("{first} {first_month} to {last} {last_month} {year}"),
    Message("{first_month} to {last_month} {year}"),
    Message("{start} to {end}"),
    Message("{start}, to {end}"),
)
DASHED = Frame(
    Message("{day}, {first}–{last}", "times of day"),
    Message("{first}–{last} {month} {year}"),
    Message("{first} {first_month} – {last} {last_month} {year}"),
    Message("{first_month} – {last_month} {year}"),
    Message("{start} – {end}"),
    Message("{start} – {end}"),
)


def name_of(date: AnyDate, *, short: bool = False) -> str:
    """Any date as a noun that stands alone."""
    return date_name(date, short=short) if isinstance(date, Date) else pattern_name(date, short=short)


def name_among_words(date: AnyDate, *, short: bool = False) -> str:
    """Any date as a noun with other words around it: with its article, and its remarks in brackets."""
    if isinstance(date, DatePattern):
        decade = date.month is None and Years.of(date).decade
        return pattern_name(date, short=short and not decade, bracketed=True)
    return date_name(date, short=short and not takes_article(date), bracketed=True)


def range_words(frame: Frame, start: AnyDate, end: AnyDate, *, short: bool = False) -> str:
    """The dates from one to another."""
    if isinstance(start, Date) and isinstance(end, Date) and start.marks == end.marks == NO_MARKS:
        if start.precision is end.precision is Precision.YEAR:
            first, last = told_years(start.year, end.year)
            return frame.dates(start=first, end=last)
        if _share_day(start, end):
            return _times(frame, start, end, short)
        if start.year == end.year and start.precision is end.precision in (Precision.DAY, Precision.MONTH):
            return _days_or_months(frame, start, end, short)
    name = _name_beside_dash if frame is DASHED else name_among_words
    return joined_words(frame, name(start, short=short), name(end, short=short))


def joined_words(frame: Frame, start: str, end: str) -> str:
    """The words for two ends as one range."""
    return (frame.apart if ", " in start or "; " in start else frame.dates)(start=start, end=end)


def _name_beside_dash(date: AnyDate, *, short: bool = False) -> str:
    """Any date as a noun beside a dash: its remarks in brackets."""
    if isinstance(date, DatePattern):
        return pattern_name(date, short=short, bracketed=True)
    return date_name(date, short=short, bracketed=True)


def _share_day(start: Date, end: Date) -> bool:
    """Whether they are times of one day by the same clocks."""
    days = [replace(date, clock=None, offset=None) for date in (start, end)]
    return start.clock is not None and end.clock is not None and start.offset == end.offset and days[0] == days[1]


def _times(frame: Frame, start: Date, end: Date, short: bool) -> str:
    day = unmarked_name(replace(start, clock=None), short=short)
    first, last = (clock_words(date.clock, offset) for date, offset in ((start, None), (end, end.offset)) if date.clock)
    return frame.times(day=day, first=first, last=last)


def _days_or_months(frame: Frame, start: Date, end: Date, short: bool) -> str:
    """Plain days or months of one year."""
    of_day = start.day is not None
    names = [month_name(month, short=short, of_day=of_day) for month in (start.month, end.month) if month]
    template = frame.months if not of_day else frame.days if start.month == end.month else frame.days_of_year
    return template(
        first=start.day,
        last=end.day,
        month=names[0],
        first_month=names[0],
        last_month=names[1],
        year=told_year(start.year),
    )
