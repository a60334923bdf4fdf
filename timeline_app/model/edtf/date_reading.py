"""The grammar of one date: its parts, marks, time of day."""

import re

from timeline_app.model import calendar
from timeline_app.model.edtf.dates import (
    GROUPS,
    NO_MARKS,
    PLAIN,
    AnyDate,
    Clock,
    Date,
    DatePattern,
    Marks,
    Qualifier,
)
from timeline_app.model.edtf.faults import EdtfError, shortened, unreadable


def _marked(group: str) -> str:
    return rf"(?P<{group}>~\?|\?~|[~?%]|)"


_DATE = re.compile(
    rf"{_marked('year_own')}(?P<year>-?[\dX]{{4}}(?!\d)|Y-?\d+(?:E\d+)?)(?:S(?P<significant>\d+))?{_marked('year_group')}"
    rf"(?:-{_marked('month_own')}(?P<month>[\dX]{{2}}){_marked('month_group')}"
    rf"(?:-{_marked('day_own')}(?P<day>[\dX]{{2}})"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d(?:[.,]\d+)?))?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
    rf"{_marked('day_group')})?)?",
    re.ASCII,
)
_QUALIFIERS = {
    "": PLAIN,
    "~": Qualifier(True, False),
    "?": Qualifier(False, True),
    **dict.fromkeys(("%", "~?", "?~"), Qualifier(True, True)),
}
_PARTS = ("year", "month", "day")
_LARGEST_YEAR = 14_000_000_000
_LARGEST_OFFSET = 18 * 60
_MINUTES_OF_DAY = 24 * 60
_FIRST_LEAP_SECOND = 1972
_MOST_DIGITS = 6  # what is finer than a microsecond is cut off


def read_date(text: str, position: int) -> AnyDate:
    """Read one date.

    Args:
        text: the date alone.
        position: where it begins in a longer text.

    Raises:
        EdtfError, UnreadableError: it is none.
    """
    match = _DATE.match(text)
    if match is None or match.end() != len(text):
        raise unreadable(text, position, match.end() if match else 0)
    marks = _marks(match)
    year, month, day = match.group("year", "month", "day")
    if "X" in text:
        return _pattern(match, marks, position)
    number = _year(year, position + match.start("year"))
    month_number = day_number = None
    if month is not None:
        if year[0] == "Y":
            raise EdtfError("a year with Y has no months", position + match.start("month"), f"write {year}")
        month_number = _month(month, position + match.start("month"))
    if day is not None:
        day_number = _number(day, "day", 1, 31, position + match.start("day"))
        _check_day(number, month_number or 0, day_number, position + match.start("day"))
    if match["significant"]:
        return _significant(number, match, marks, position)
    if match["hour"] is None:
        return Date(number, month_number, day_number, marks=marks)
    clock, offset = _clock(match, position)
    return Date(number, month_number, day_number, clock, offset, marks)


def _marks(match: re.Match[str]) -> Marks:
    """The marks of the parts: one in front counts for its part, one behind for all up to it."""
    found = match.group("year_own", "year_group", "month_own", "month_group", "day_own", "day_group")
    if not any(found):
        return NO_MARKS
    given = sum(match[part] is not None for part in _PARTS)
    own = [_QUALIFIERS[mark or ""] for mark in found[0::2]]
    groups = [_QUALIFIERS[mark or ""] for mark in found[1::2]]
    for last in range(given):
        for part in range(last + 1):
            own[part] = own[part].joined(groups[last])
    return Marks(*own)


def _pattern(match: re.Match[str], marks: Marks, position: int) -> DatePattern:
    """A date with unspecified digits, checked that some date of the calendar fits."""
    year, month, day = match.group("year", "month", "day")
    x = position + match.string.index("X")
    if match["significant"]:
        raise EdtfError("a year has either significant digits or unknown ones", x, "write 19XX or 1950S2")
    if match["hour"] is not None:
        raise EdtfError("a date with unknown digits has no time of day", x)
    if month is not None and "X" not in month and int(month) in GROUPS:
        what = "a season, quarter, third or half is one of a year whose digits are all known"
        raise EdtfError(what, position + match.start("month"), f"write {year} for the years alone")
    pattern = DatePattern(year, month, day, marks)
    for part, least, most in (("month", 1, 12), ("day", 1, 31)):
        digits = match[part]
        if digits is not None and "X" not in digits:
            _number(digits, part, least, most, position + match.start(part))
    try:
        pattern.bounds()
    except ValueError:
        raise EdtfError(f"the calendar has no date like {match[0]}", x) from None
    return pattern


def _significant(year: int, match: re.Match[str], marks: Marks, position: int) -> Date:
    digits, place = match["significant"], position + match.start("significant")
    if match["month"] is not None:
        raise EdtfError("a year with significant digits has no months", position + match.start("month"))
    length = len(str(abs(year)))
    if not 1 <= int(digits[:3]) <= length:
        raise EdtfError(f"S{shortened(digits)}: {year} has {length} digits, of which 1 to {length} can count", place)
    return Date(year, marks=marks, significant=int(digits))


def _clock(match: re.Match[str], position: int) -> tuple[Clock, int | None]:
    hour = _number(match["hour"], "hour", 0, 23, position + match.start("hour"))
    minute = _number(match["minute"], "minute", 0, 59, position + match.start("minute"))
    offset = _offset(match["zone"], position + match.start("zone"))
    seconds = match["second"]
    if seconds is None:
        return Clock(hour, minute), offset
    if seconds >= "60" and not (seconds < "61" and _has_leap_second(match, 60 * hour + minute - (offset or 0))):
        raise EdtfError(f"second {seconds}: seconds go from 00 to 59", position + match.start("second"))
    fraction = seconds[3:][:_MOST_DIGITS]
    return Clock(hour, minute, float(f"{seconds[:2]}.{fraction or 0}"), len(fraction)), offset


def _has_leap_second(match: re.Match[str], minute: int) -> bool:
    """Whether a minute of UTC, counted from the start of the date, may be one of 61 seconds.

    They are the last ones of June and December (ITU-R TF.460, 2.1), since 1972.
    """
    days, rest = divmod(minute, _MINUTES_OF_DAY)
    if rest != _MINUTES_OF_DAY - 1:
        return False
    day = calendar.day_number(int(match["year"]), int(match["month"]), int(match["day"])) + days
    year, month, day_of_month = calendar.date_of_day(day)
    return year >= _FIRST_LEAP_SECOND and (month, day_of_month) in ((6, 30), (12, 31))


def _year(text: str, position: int) -> int:
    digits, _, exponent = text.removeprefix("Y").partition("E")
    if digits == "-0000":
        raise EdtfError("there is no year -0000", position, "the year before 0001 is 0000, 1 BCE")
    longest = len(str(_LARGEST_YEAR))
    length = len(digits.lstrip("-0"))
    if length > longest or (length and exponent and (len(exponent) > 3 or length + int(exponent) > longest)):
        raise _too_far(text, position)
    year = int(digits) * 10 ** int(exponent or 0) if length else 0
    if abs(year) > _LARGEST_YEAR:
        raise _too_far(text, position)
    if text[0] == "Y" and not exponent and abs(year) <= 9999:
        plain = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
        raise EdtfError("only years of more than four digits have a Y", position, f"did you mean “{plain}”?", plain)
    return year


def _too_far(text: str, position: int) -> EdtfError:
    hint = f"years go from {-_LARGEST_YEAR} to {_LARGEST_YEAR}"
    return EdtfError(f"the year {shortened(text.removeprefix('Y'))} is too far away", position, hint)


def _month(digits: str, position: int) -> int:
    month = int(digits)
    if month in GROUPS:
        return month
    return _number(digits, "month", 1, 12, position)


def _check_day(year: int, month: int, day: int, position: int) -> None:
    if month in GROUPS:
        raise EdtfError("a season or another group of months has no days", position)
    if day > (last := calendar.days_in_month(year, month)):
        raise EdtfError(f"there is no day {day} in {Date(year, month)}, which has {last} days", position)


def _number(digits: str, unit: str, least: int, most: int, position: int) -> int:
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
