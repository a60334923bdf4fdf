"""The grammar: an EDTF text as an expression, or its first fault with the place."""

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
from timeline_app.model.edtf.expressions import AllOf, Choice, Expression, Interval, Limit, OneOf


class EdtfError(ValueError):
    """A text that is not a date.

    Attributes:
        what: the fault in a sentence.
        position: index of the faulty character in the text.
        hint: what would be right, or "".
        meant: the EDTF that was meant where there is no doubt of it, or "".
    """

    def __init__(self, what: str, position: int = 0, hint: str = "", meant: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.position = position
        self.hint = hint
        self.meant = meant


class _UnreadableError(ValueError):
    """A part of a text that has no date's form: where it goes wrong, and why; "" where it ends too early."""

    def __init__(self, part: str, position: int, why: str) -> None:
        super().__init__(why)
        self.part = part
        self.position = position
        self.why = why


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
_SHAPES = (
    "0000-00-00T00:00:00.000000+00:00",
    "0000-00-00T00:00:00Z",
    "0000-00-00T00:00+00:00",
    "0000-00-00T00:00Z",
    "-0000-00-00T00:00:00.000000+00:00",
    "Y000000E00",
    "Y-000000E00",
    "0000S0",
)
"""What dates look like, any digit as a nought; a text's fault is where it parts from all of them."""
_MARKS = ("~", "?", "%")
_DIGITS = "0123456789X"
_PARTS = ("year", "month", "day")
_LARGEST_YEAR = 14_000_000_000
_LARGEST_OFFSET = 18 * 60
_MINUTES_OF_DAY = 24 * 60
_FIRST_LEAP_SECOND = 1972
_LONGEST_SHOWN = 40
_MOST_DIGITS = 6  # what is finer than a microsecond is cut off
_WRITTEN_LIKE = "dates are written like 2022-09-21, 2022-09, 2022, 2022-09~ or 2022-09/2023-01"


def read(text: str) -> Expression:
    """Read one EDTF text.

    Raises:
        EdtfError: the text is no date that we read; names the faulty character.
    """
    body = text.strip()
    try:
        return _expression(body, len(text) - len(text.lstrip()))
    except _UnreadableError as error:
        part = "it" if error.part == body else f"“{_shortened(error.part)}”"
        what = f"“{_shortened(body)}” is not a date that can be read: {error.why or f'{part} ends too early'}"
        raise EdtfError(what, error.position, _WRITTEN_LIKE) from None


def _expression(body: str, lead: int) -> Expression:
    if not body:
        raise EdtfError("the date is empty", 0, "write a date like 2022-09-21, 2022-09 or 2022")
    if body[0] == "[":
        return OneOf(_members(body, lead, "]"))
    if body[0] == "{":
        return _all_of(body, lead)
    if "/" in body:
        return _interval(body, lead)
    return _date(body, lead)


# Sets and intervals


def _all_of(body: str, lead: int) -> AllOf:
    members = _members(body, lead, "}")
    for member in members:
        start, end = member.start, member.end
        if not isinstance(start, Limit) and not isinstance(end, Limit) and start.precision is not end.precision:
            what = f"from {start} to {end}: a range of dates that are all meant has ends of the same precision"
            raise EdtfError(what, lead + body.find(str(end)) if str(end) in body else lead, "write both alike")
    return AllOf(members)


def _members(body: str, lead: int, closing: str) -> tuple[Choice, ...]:
    if body[-1] != closing:
        raise EdtfError("the set is not closed", lead + len(body), f'write "{closing}" at its end')
    members, position = [], lead + 1
    for part in body[1:-1].split(","):
        members.append(_choice(part, position))
        position += len(part) + 1
    return tuple(members)


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


def _interval_end(text: str, position: int) -> AnyDate | Limit:
    if text in ("..", ""):
        return Limit(text)
    return _date(text, position)


def _in_order(start: AnyDate | Limit, end: AnyDate | Limit, position: int) -> None:
    if isinstance(start, Limit) or isinstance(end, Limit) or _told_differently(start, end):
        return
    if start.bounds()[0] >= end.bounds()[1]:
        raise EdtfError(f"it ends ({end}) before it starts ({start})", position, "swap the two dates")


def _told_differently(start: AnyDate, end: AnyDate) -> bool:
    """Whether just one has an offset: which is earlier depends on the zone of the other."""
    return _has_offset(start) != _has_offset(end)


def _has_offset(date: AnyDate) -> bool:
    return isinstance(date, Date) and date.offset is not None


# One date


def _date(text: str, position: int) -> AnyDate:
    match = _DATE.match(text)
    if match is None or match.end() != len(text):
        raise _unreadable(text, position)
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
        raise EdtfError(f"S{_shortened(digits)}: {year} has {length} digits, of which 1 to {length} can count", place)
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
    return EdtfError(f"the year {_shortened(text.removeprefix('Y'))} is too far away", position, hint)


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


# Faults


def _unreadable(text: str, position: int) -> _UnreadableError:
    """The fault of a text that has no date's form, at the character where it parts from all of them."""
    place = max(_agreeing(text, shape) for shape in _SHAPES)
    read = _DATE.match(text)
    if place == len(text) and read and text[read.end() : read.end() + 1] in _MARKS:
        place = read.end()
    why = ""
    if not text:
        why = "a date is missing"
    elif place < len(text):
        behind = f"after “{_shortened(text[:place])}”" if place else "at the beginning of a date"
        why = f"“{text[place]}” is not expected {behind}"
    elif text.isdecimal():
        why = f"a year has four digits, not {len(text)}"
    return _UnreadableError(text, position + place, why)


def _agreeing(text: str, shape: str) -> int:
    """How far a text goes along a shape, the marks in it left out; numbers may be longer than the shape's after Y."""
    at = 0
    for place, character in enumerate(text):
        if character in _MARKS:
            continue
        wanted = shape[at] if at < len(shape) else ""
        if (character in _DIGITS) != (wanted == "0") or (wanted != "0" and character != wanted):
            return place
        at += 1
    return len(text)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
