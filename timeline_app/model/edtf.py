"""Extended Date/Time Format: the text form of imprecise dates, read and written in canonical form.

ISO 8601-2:2019, as the Library of Congress specifies it. Read here: dates, months, years and years of more than
four digits (Y), date-times with zone, "~ ? %" behind a date, intervals with open ("..") and unknown ("") ends,
and one-of sets "[a,b..c]" with open ends.
"""

import math
import re
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from timeline_app.model import calendar


class Precision(IntEnum):
    """The unit to which a date is known, from fine to coarse."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    DAY = 3
    MONTH = 4
    SEASON = 5
    YEAR = 6
    DECADE = 7
    CENTURY = 8


class EdtfError(ValueError):
    """A text that is not a date.

    Attributes:
        what: the fault in a sentence.
        position: index of the faulty character in the text.
        hint: what would be right, or "".
    """

    def __init__(self, what: str, position: int = 0, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.position = position
        self.hint = hint


class Limit(Enum):
    """An end of an interval or set that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Date:
    """One date as precise as it was written.

    Attributes:
        year: astronomical (0 is 1 BCE).
        month, day: None where not given.
        clock: hour, minute and second, or None; the second is None where only minutes were given.
        offset: minutes east of UTC, or None where no zone was given.
        approximate, uncertain: "~" and "?"; "%" sets both.
    """

    year: int
    month: int | None = None
    day: int | None = None
    clock: tuple[int, int, float | None] | None = None
    offset: int | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def precision(self) -> Precision:
        """The unit to which this date is known."""
        if self.clock is not None:
            return Precision.MINUTE if self.clock[2] is None else Precision.SECOND
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    def bounds(self) -> tuple[float, float]:
        """The stretch of time that the date names, seconds, the upper bound exclusive.

        A clock time without an offset is taken as UTC; `when` shifts it to the zone of its file.
        """
        start = calendar.seconds_at(self.year, self.month or 1, self.day or 1)
        if self.clock is not None:
            hour, minute, second = self.clock
            start += hour * calendar.HOUR + minute * calendar.MINUTE + (second or 0.0) - 60 * (self.offset or 0)
            if second is None:
                return start, start + calendar.MINUTE
            return start, max(start + _step_of(second), math.nextafter(start, math.inf))
        if self.day is not None:
            return start, start + calendar.DAY
        year, month = calendar.months_later(self.year, self.month or 1, 12 if self.month is None else 1)
        return start, calendar.seconds_at(year, month)

    def __str__(self) -> str:
        text = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if abs(self.year) > 9999:
            text = f"Y{self.year}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + self._clock_text() + _QUALIFIERS_WRITTEN[self.approximate, self.uncertain]

    def _clock_text(self) -> str:
        if self.clock is None:
            return ""
        hour, minute, second = self.clock
        text = f"T{hour:02d}:{minute:02d}"
        if second is not None:
            text += f":{int(second):02d}" + _fraction_text(second)
        if self.offset is None:
            return text
        hours, minutes = divmod(abs(self.offset), 60)
        return text + ("Z" if self.offset == 0 else f"{'-' if self.offset < 0 else '+'}{hours:02d}:{minutes:02d}")


@dataclass(frozen=True, slots=True)
class Interval:
    """A span from one date to another; either end may be open or unknown."""

    start: Date | Limit
    end: Date | Limit

    def __str__(self) -> str:
        return f"{_text(self.start)}/{_text(self.end)}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A member of a set: one date (start and end are the same) or all dates from start to end."""

    start: Date | Limit
    end: Date | Limit

    def __str__(self) -> str:
        return _text(self.start) if self.start is self.end else f"{_text(self.start, '')}..{_text(self.end, '')}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A set "[…]": the date is one of its members, and it isn't known which."""

    members: tuple[Choice, ...]

    def __str__(self) -> str:
        return f"[{','.join(map(str, self.members))}]"


Expression = Date | Interval | OneOf

_QUALIFIERS = {
    "": (False, False),
    "~": (True, False),
    "?": (False, True),
    "?~": (True, True),
    "~?": (True, True),
    "%": (True, True),
}
_QUALIFIERS_WRITTEN = {flags: mark for mark, flags in _QUALIFIERS.items()}
_DATE = re.compile(
    r"(?P<year>-?\d{4}|Y-?\d{5,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d(?:[.,]\d+)?))?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
    r"(?P<mark>[~?%]|\?~|~\?|)",
    re.ASCII,
)
_LARGEST_YEAR = 14_000_000_000
_LARGEST_OFFSET = 18 * 60
_LONGEST_SHOWN = 40
_FINEST_SECOND = len("59.999999")  # what is finer than a microsecond is cut off


_WRITTEN_LIKE = "dates are written like 2022-09-21, 2022-09, 2022, 2022-09~ or 2022-09/2023-01"


def parse(text: str) -> Expression:
    """Read one EDTF text.

    Raises:
        EdtfError: the text is no date that we read; names the faulty character.
    """
    body = text.strip()
    lead = len(text) - len(text.lstrip())
    try:
        return _expression(body, lead)
    except EdtfError as error:
        from timeline_app.model import edtf_hints  # only a text that is no date pays for its patterns

        raise EdtfError(error.what, error.position, edtf_hints.hint(body) or error.hint) from None


def _expression(body: str, lead: int) -> Expression:
    if not body:
        raise EdtfError("the date is empty", 0, "write a date like 2022-09-21, 2022-09 or 2022")
    if body.startswith("["):
        return _one_of(body, lead)
    if body.startswith("{"):
        raise EdtfError("sets of several dates are not read yet", lead, "write one event for each date")
    if "/" in body:
        return _interval(body, lead)
    return _date(body, lead)


def _one_of(body: str, lead: int) -> OneOf:
    if not body.endswith("]"):
        raise EdtfError("the set is not closed", lead + len(body), 'write "]" at its end')
    members, position = [], lead + 1
    for part in body[1:-1].split(","):
        members.append(_choice(part, position))
        position += len(part) + 1
    return OneOf(tuple(members))


def _choice(part: str, position: int) -> Choice:
    body = part.strip()
    position += len(part) - len(part.lstrip())
    if ".." not in body:
        date = _date(body, position)
        return Choice(date, date)
    left, _, right = body.partition("..")
    start = _date(left, position) if left else Limit.OPEN
    end = _date(right, position + len(left) + 2) if right else Limit.OPEN
    if start is Limit.OPEN and end is Limit.OPEN:
        raise EdtfError("a range open at both ends says nothing", position, "give at least one date")
    _in_order(start, end, position)
    return Choice(start, end)


def _interval(body: str, lead: int) -> Interval:
    if body.count("/") > 1:
        second = lead + body.index("/", body.index("/") + 1)
        raise EdtfError('a date has at most one "/"', second, _WRITTEN_LIKE)
    left, _, right = body.partition("/")
    start = _interval_end(left, lead)
    end = _interval_end(right, lead + len(left) + 1)
    if isinstance(start, Limit) and isinstance(end, Limit):
        raise EdtfError("neither end of the interval is a date", lead, "give at least one date")
    _in_order(start, end, lead)
    return Interval(start, end)


def _interval_end(text: str, position: int) -> Date | Limit:
    if text in ("..", ""):
        return Limit(text)
    return _date(text, position)


def _in_order(start: Date | Limit, end: Date | Limit, position: int) -> None:
    if isinstance(start, Date) and isinstance(end, Date) and start.bounds()[0] >= end.bounds()[1]:
        raise EdtfError(f"it ends ({end}) before it starts ({start})", position, "swap the two dates")


def _date(text: str, position: int) -> Date:
    match = _DATE.match(text)
    if match is None or match.end() != len(text):
        fault = position + (match.end() if match else 0)
        raise EdtfError(f"“{_shortened(text)}” is not a date that can be read", fault, _WRITTEN_LIKE)
    parts = match.groupdict()
    year = _year(parts["year"], position)
    month = _number(parts["month"], "month", 1, 12, position + match.start("month"))
    day = _number(parts["day"], "day", 1, 31, position + match.start("day"))
    if month and day and day > (last := calendar.days_in_month(year, month)):
        what = f"there is no day {day} in {Date(year, month)}, which has {last} days"
        raise EdtfError(what, position + match.start("day"))
    approximate, uncertain = _QUALIFIERS[parts["mark"]]
    date = Date(year, month, day, approximate=approximate, uncertain=uncertain)
    return _with_clock(date, match, position) if parts["hour"] else date


def _with_clock(date: Date, match: re.Match[str], position: int) -> Date:
    parts = match.groupdict()
    hour = _number(parts["hour"], "hour", 0, 23, position + match.start("hour")) or 0
    minute = _number(parts["minute"], "minute", 0, 59, position + match.start("minute")) or 0
    second = float(parts["second"][:_FINEST_SECOND].replace(",", ".")) if parts["second"] else None
    if second is not None and second >= 60:
        raise EdtfError(f"second {parts['second']}: seconds go from 00 to 59", position + match.start("second"))
    offset = _offset(parts["zone"], position + match.start("zone"))
    return replace(date, clock=(hour, minute, second), offset=offset)


def _year(text: str, position: int) -> int:
    digits = text.removeprefix("Y")
    if digits == "-0000":
        raise EdtfError("there is no year -0000", position, "the year before 0001 is 0000, 1 BCE")
    if len(digits.lstrip("-0")) > len(str(_LARGEST_YEAR)) or abs(int(digits)) > _LARGEST_YEAR:
        hint = f"years go from {-_LARGEST_YEAR} to {_LARGEST_YEAR}"
        raise EdtfError(f"the year {_shortened(digits)} is too far away", position, hint)
    return int(digits)


def _number(digits: str | None, unit: str, least: int, most: int, position: int) -> int | None:
    if digits is None:
        return None
    number = int(digits)
    if not least <= number <= most:
        raise EdtfError(f"{unit} {digits}: {unit}s go from {least:02d} to {most:02d}", position)
    return number


def _offset(zone: str | None, position: int) -> int | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
    offset = hours * 60 + minutes
    if offset > _LARGEST_OFFSET or minutes > 59:
        raise EdtfError(f"zone {zone}: offsets go from -18:00 to +18:00", position)
    return -offset if zone[0] == "-" else offset


def _step_of(second: float) -> float:
    """The unit of the last digit written: 1 s, 0.1 s, 0.01 s …"""
    return 10.0 ** -len(_fraction_text(second)[1:])


def _fraction_text(second: float) -> str:
    fraction = f"{second:.6f}".split(".")[1].rstrip("0")
    return f".{fraction}" if fraction else ""


def _text(end: Date | Limit, limit: str | None = None) -> str:
    if isinstance(end, Limit):
        return end.value if limit is None else limit
    return str(end)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
