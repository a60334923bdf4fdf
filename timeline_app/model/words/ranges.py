"""Two dates as one range in words, what they share said once: "from 26 to 28 February 2023"."""

from typing import NamedTuple

from timeline_app.model.edtf import AnyDate, Date, Precision
from timeline_app.model.edtf.dates import NO_MARKS
from timeline_app.model.words.calendar_names import month_name, told_year
from timeline_app.model.words.dates import date_name
from timeline_app.model.words.patterns import pattern_name
from timeline_app.translation import Message


class Frame(NamedTuple):
    """How a range is said: by what its ends share, and for others, whose start may have a comma in it."""

    days: Message
    days_of_year: Message
    months: Message
    dates: Message
    apart: Message


FROM_TO = Frame(
    Message("from {first} to {last} {month} {year}"),
    Message("from {first} {first_month} to {last} {last_month} {year}"),
    Message("from {first_month} to {last_month} {year}"),
    Message("from {start} to {end}"),
    Message("from {start}, to {end}"),
)
BETWEEN = Frame(
    Message("between {first} and {last} {month} {year}"),
    Message("between {first} {first_month} and {last} {last_month} {year}"),
    Message("between {first_month} and {last_month} {year}"),
    Message("between {start} and {end}"),
    Message("between {start}, and {end}"),
)
LISTED = Frame(
    Message("{first} to {last} {month} {year}"),
    Message("{first} {first_month} to {last} {last_month} {year}"),
    Message("{first_month} to {last_month} {year}"),
    Message("{start} to {end}"),
    Message("{start}, to {end}"),
)
DASHED = Frame(
    Message("{first}–{last} {month} {year}"),
    Message("{first} {first_month} – {last} {last_month} {year}"),
    Message("{first_month} – {last_month} {year}"),
    Message("{start} – {end}"),
    Message("{start} – {end}"),
)


def name_of(date: AnyDate, *, short: bool = False) -> str:
    """Any date as a noun."""
    return date_name(date, short=short) if isinstance(date, Date) else pattern_name(date, short=short)


def range_words(frame: Frame, start: AnyDate, end: AnyDate, *, short: bool = False) -> str:
    """The dates from one to another."""
    if isinstance(start, Date) and isinstance(end, Date) and _is_alike(start, end) and start.month and end.month:
        of_day = start.day is not None
        names = [month_name(month, short=short, of_day=of_day) for month in (start.month, end.month)]
        template = frame.months if not of_day else frame.days if start.month == end.month else frame.days_of_year
        return template(
            first=start.day,
            last=end.day,
            month=names[0],
            first_month=names[0],
            last_month=names[1],
            year=told_year(start.year),
        )
    left, right = name_of(start, short=short), name_of(end, short=short)
    return (frame.apart if ", " in left else frame.dates)(start=left, end=right)


def _is_alike(start: Date, end: Date) -> bool:
    """Whether they are plain days, or plain months, of one year."""
    plain = start.marks == end.marks == NO_MARKS
    return plain and start.year == end.year and start.precision is end.precision in (Precision.DAY, Precision.MONTH)
