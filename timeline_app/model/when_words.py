"""Imprecise times in words: "28 February 2023", "by 28 February 2023", "about 1984", "from 2022, ongoing"."""

import math
from functools import lru_cache

from timeline_app.model import calendar, edtf
from timeline_app.model.edtf import Limit, Precision
from timeline_app.model.when import When

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def when_words(when: When, *, short: bool = False) -> str:
    """The time as a person would write it: "28 February 2023", "by 28 February 2023", "about 1984".

    Args:
        when: any time.
        short: months by three letters and no weekday.
    """
    return _words(when.edtf, short)


@lru_cache(maxsize=4096)
def _words(text: str, short: bool) -> str:
    """What an EDTF text says; the same few are asked for in every frame."""
    expression = edtf.parse(text)
    if isinstance(expression, edtf.Date):
        return _date_words(expression, short, weekday=not short)
    if isinstance(expression, edtf.Interval):
        return _interval_words(expression, short)
    return _one_of_words(expression, short)


def day_words(seconds: float, *, short: bool = False) -> str:
    """The calendar day in UTC that a time falls in: "28 February 2023"."""
    civil = calendar.civil_at(seconds)
    return _date_words(edtf.Date(civil.year, civil.month, civil.day), short)


def last_day_words(exclusive_end: float, *, short: bool = False) -> str:
    """The last calendar day before an exclusive end: "28 February 2023" for midnight at its close."""
    return day_words(math.nextafter(exclusive_end, -math.inf), short=short)


def unit_words(seconds: float, precision: Precision, *, short: bool = False) -> str:
    """The day, month or year that a time falls in, no finer than a precision: "September 2022"."""
    civil = calendar.civil_at(seconds)
    date = edtf.Date(civil.year, civil.month, civil.day)
    if precision > Precision.DAY:
        date = edtf.Date(civil.year, civil.month if precision <= Precision.SEASON else None)
    return _date_words(date, short)


def month_name(month: int, *, short: bool = False) -> str:
    """The name of a month, 1 to 12."""
    return _MONTH_NAMES[month - 1][:3] if short else _MONTH_NAMES[month - 1]


def weekday_name(day_number: int, *, short: bool = False) -> str:
    """The name of the day of the week of a day counted from 1970-01-01."""
    name = _WEEKDAYS[calendar.weekday(day_number)]
    return name[:3] if short else name


def year_words(year: int) -> str:
    """An astronomical year as people write it: 1984, 44 BCE."""
    return str(year) if year > 0 else f"{1 - year} BCE"


def _date_words(date: edtf.Date, short: bool, weekday: bool = False) -> str:
    words = year_words(date.year)
    if date.month is not None:
        words = f"{month_name(date.month, short=short)} {words}"
    if date.day is not None:
        words = f"{date.day} {words}"
    if date.clock is not None:
        words += f", {_clock_words(date)}"
    if date.month and date.day and weekday:
        words = f"{weekday_name(calendar.day_number(date.year, date.month, date.day))} {words}"
    return _qualified(words, date)


def _clock_words(date: edtf.Date) -> str:
    hour, minute, second = date.clock or (0, 0, None)
    words = f"{hour:02d}:{minute:02d}" + ("" if second is None else f":{second:06.3f}".removesuffix(".000"))
    return words if date.offset is None else f"{words} {_offset_words(date.offset)}"


def _offset_words(offset: int) -> str:
    if offset == 0:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'−' if offset < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")


def _qualified(words: str, date: edtf.Date) -> str:
    if date.approximate:
        words = f"about {words}"
    return f"{words}, uncertain" if date.uncertain else words


def _interval_words(interval: edtf.Interval, short: bool) -> str:
    start, end = interval.start, interval.end
    if isinstance(start, edtf.Date) and isinstance(end, edtf.Date):
        return _range_words(start, end, short, "–")
    if isinstance(start, edtf.Date):
        return f"from {_date_words(start, short)}, {'ongoing' if end is Limit.OPEN else 'end unknown'}"
    until = _date_words(end, short) if isinstance(end, edtf.Date) else ""
    return f"until {until}, {'start open' if start is Limit.OPEN else 'start unknown'}"


def _range_words(start: edtf.Date, end: edtf.Date, short: bool, dash: str) -> str:
    """Two dates as one range, what they share said once: "26–28 February 2023"."""
    plain = not any((start.approximate, start.uncertain, end.approximate, end.uncertain, start.clock, end.clock))
    left, right = _date_words(start, short), _date_words(end, short)
    if not plain or start.precision is not end.precision or start.year != end.year:
        return f"{left} {dash} {right}" if dash == "–" else f"{left}{dash}{right}"
    if start.day is not None and start.month == end.month:
        return f"{start.day}{dash}{right}"
    if start.month is not None:
        left = left.removesuffix(f" {year_words(start.year)}")
    return f"{left} {dash} {right}" if dash == "–" else f"{left}{dash}{right}"


def _one_of_words(choices: edtf.OneOf, short: bool) -> str:
    said = [_choice_words(choice, short) for choice in choices.members]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def _choice_words(choice: edtf.Choice, short: bool) -> str:
    start, end = choice.start, choice.end
    if isinstance(start, edtf.Date) and isinstance(end, edtf.Date):
        return _date_words(start, short) if start is end else f"between {_range_words(start, end, short, ' and ')}"
    if isinstance(end, edtf.Date):
        return f"by {_date_words(end, short)}"
    return f"{_date_words(start, short)} or later" if isinstance(start, edtf.Date) else ""
