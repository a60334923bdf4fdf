"""Times of events in The Timeline Project's files: from start to end, either of them fuzzy, or going on today."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from timeline_app.formats.dates.timestamps import as_meant, at_midnight
from timeline_app.model import calendar
from timeline_app.model.edtf import AnyDate, Date, EdtfError, Marks, Qualifier
from timeline_app.model.edtf.reading import read

_STAMP = re.compile(r"(-?\d{1,11})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?", re.ASCII)
_LAST_PLAIN_YEAR = 9999
_STAND_IN = 2000  # a leap year, by which month and day of a far year are checked
_APPROXIMATE = Marks(*3 * [Qualifier(approximate=True)])


class Period(NamedTuple):
    """From when to when an event lasts; which of its ends is fuzzy, and whether it goes on today."""

    start: Date
    end: Date
    fuzzy_start: bool
    fuzzy_end: bool
    ends_today: bool

    @property
    def dates(self) -> Iterator[Date]:
        """Those that the file states for certain: an end that goes on is none."""
        return iter((self.start,) if self.ends_today else (self.start, self.end))


def stamp(text: str) -> Date:
    """The date and time that a text like "2013-08-11 00:00:00" names; years are astronomical, 0 is 1 BCE.

    A date before -9999 or after 9999 is its year, since EDTF has no days there.

    Raises:
        EdtfError: it names none.
    """
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        raise EdtfError("it is not written like 2013-08-11 12:30:00")
    year, *parts = (int(part or 0) for part in match.groups())
    plain = year if abs(year) <= _LAST_PLAIN_YEAR else _STAND_IN
    date = str(Date(plain, parts[0], parts[1]))
    clock = ":".join(f"{part:02d}" for part in parts[2:])
    found = read(date if match[4] is None else f"{date}T{clock}")
    if not isinstance(found, Date):
        raise EdtfError("it is not one day")
    return found if plain == year else Date(year)


def edtf_of(period: Period, *, seconds: bool) -> str:
    """A period as EDTF; it is told in days where it goes from midnight to midnight, and then it ends the day before.

    Args:
        period: of an event.
        seconds: whether the seconds of the file say anything.
    """
    end = period.end
    if period.start != end and at_midnight(end) and all(map(at_midnight, period.dates)):
        end = _day_before(end)
    dates = as_meant([period.start] if period.ends_today else [period.start, end], seconds=seconds)
    first, last = dates[0], dates[-1]
    if first == last and not period.ends_today:
        return _told(first, fuzzy=period.fuzzy_start or period.fuzzy_end)
    final = ".." if period.ends_today else _told(last, fuzzy=period.fuzzy_end)
    return f"{_told(first, fuzzy=period.fuzzy_start)}/{final}"


def _day_before(date: Date) -> Date:
    year, month, day = calendar.date_of_day(calendar.day_number(date.year, date.month or 1, date.day or 1) - 1)
    return replace(date, year=year, month=month, day=day)


def _told(date: AnyDate, *, fuzzy: bool) -> str:
    return str(replace(date, marks=_APPROXIMATE) if fuzzy else date)
