"""When an event of an iCalendar file recurs: its rules (RFC 5545, 3.3.10) counted out, within bounds."""

from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple

from dateutil.rrule import rrule, rrulestr

from timeline_app.formats.icalendar_times import Moment, moment_of

MOST_OF_ONE = 1000
"""So many dates are read of one event."""
MOST_OF_FILE = 20_000
YEARS_BEYOND = 2
"""What recurs without an end does so to the end of the second year after the last date that a file states."""

MOST_FRUITLESS = 3
"""So many rules that no day fits are searched: dateutil goes through all days to the year 9999, which takes seconds."""

_TOO_FINE = ("SECONDLY", "MINUTELY")
_LONGEST = 1000
_LAST_SECOND = time(23, 59, 59)


class Recurrence(NamedTuple):
    """The dates that a rule gives.

    Attributes:
        moments: ascending, of the kind of the start.
        is_endless: whether the rule has no end of its own.
        is_cut: whether it has more dates than these before its end.
    """

    moments: list[Moment]
    is_endless: bool = False
    is_cut: bool = False


def recurrence(start: Moment, rule: str, last_year: int, most: int = MOST_OF_ONE) -> Recurrence:
    """When something recurs that starts at a time.

    Args:
        start: its first date, whose wall clock the rule goes by.
        rule: like FREQ=WEEKLY;COUNT=10.
        last_year: in which it ends if the rule doesn't say when.
        most: so many dates are given.

    Raises:
        ValueError: the rule can't be read, or is not followed.
    """
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    _check(rule, parts)
    until, count = parts.pop("UNTIL", ""), int(parts.pop("COUNT", 0))
    endless = not until and not count
    first = _wall(start)
    end = _until(moment_of(until), start) if until else _end_of(last_year if endless else date.max.year)
    if end < first:
        raise ValueError("it ends before the event starts")
    try:
        counted = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=first)
        if not isinstance(counted, rrule):
            raise ValueError("it is more than one rule")
        found = list(islice(counted.replace(until=end), min(count or most + 1, most + 1)))
    except (TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise ValueError("it is not a rule that can be followed") from error
    return Recurrence([_as(wall, start) for wall in found[:most]], endless, len(found) > most)


def _check(rule: str, parts: dict[str, str]) -> None:
    if len(rule) > _LONGEST:
        raise ValueError("it is too long")
    if not parts.get("FREQ"):
        raise ValueError("it has no FREQ")
    if parts["FREQ"] in _TOO_FINE:
        raise ValueError("what recurs more often than hourly is read once")
    for key in ("INTERVAL", "COUNT"):
        number = parts.get(key, "1")
        if not number.isdecimal() or not int(number):
            raise ValueError(f"its {key} is not a number above 0")


def _wall(moment: Moment) -> datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time())


def _as(wall: datetime, start: Moment) -> Moment:
    """A time on the clock of a start; a day where that is one."""
    return wall.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else wall.date()


def _until(last: Moment, start: Moment) -> datetime:
    """The last time on the clock of a start at which something recurs; a day counts to its end."""
    if not isinstance(last, datetime):
        return datetime.combine(last, _LAST_SECOND)
    if last.tzinfo and isinstance(start, datetime) and start.tzinfo:
        last = last.astimezone(start.tzinfo)
    return last.replace(tzinfo=None)


def _end_of(year: int) -> datetime:
    return datetime.combine(date(min(year, date.max.year), 12, 31), _LAST_SECOND)
