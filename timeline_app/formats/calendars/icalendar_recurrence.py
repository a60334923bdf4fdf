"""When an event of an iCalendar file recurs: its rules (RFC 5545, 3.3.10) counted out, within bounds."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple

from dateutil.rrule import rrule, rrulestr

from timeline_app.formats.calendars.icalendar_times import Moment, moment_of

MOST_OF_ONE = 1000
"""So many dates are read of one event."""
MOST_OF_FILE = 20_000
YEARS_BEYOND = 2
"""What recurs without an end does so to the end of the second year after the last date that a file states."""

MOST_STEPS = 2_000_000
"""So many steps are taken to follow the rules of a file: some seconds' worth, where no day fits them."""

HORIZON = 400
"""So many years from its start a rule is followed. After them the calendar is the same again."""

_STEPS = {"YEARLY": 30, "MONTHLY": 40, "WEEKLY": 80, "DAILY": 365, "HOURLY": 900}
"""Steps that a year takes, by what was measured; what recurs more often isn't followed."""
_LONGEST = 1000
_CYCLE = 400
_RARE, _LONG_GAP = 3, 50
_LAST_SECOND = time(23, 59, 59)


class Recurrence(NamedTuple):
    """The dates that a rule gives.

    Attributes:
        moments: ascending, of the kind of the start.
        is_endless: whether the rule has no end of its own.
        is_cut: whether it has more dates than these before its end, or may have.
        steps: how many were taken to find them.
    """

    moments: list[Moment]
    is_endless: bool = False
    is_cut: bool = False
    steps: int = 0


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
    stated = _until(moment_of(until), start) if until else _end_of(last_year if endless else date.max.year)
    if stated < first:
        raise ValueError("it ends before the event starts")
    end, wanted = min(stated, _end_of(first.year + HORIZON)), min(count or most + 1, most + 1)
    try:
        found = list(islice(_counted(";".join(f"{key}={value}" for key, value in parts.items()), first, end), wanted))
    except (TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise ValueError("it is not a rule that can be followed") from error
    is_cut = len(found) > most or (end < stated and 0 < len(found) < wanted)
    searched = (end if len(found) < wanted else found[-1]).year - first.year + 1
    if len(found) < min(wanted, _RARE):  # the next one was looked for behind the end
        searched += _LONG_GAP if found else HORIZON
    return Recurrence([_as(wall, start) for wall in found[:most]], endless, is_cut, searched * _STEPS[parts["FREQ"]])


def _counted(rule: str, first: datetime, end: datetime) -> Iterator[datetime]:
    """The dates of a rule from a first one to an end.

    dateutil 2.9 looks for the next date up to the year 9999, whatever the end, which takes it seconds where there is
    none. So it is asked as late before that year as there is room: the calendar repeats itself every 400 years,
    weekdays included.
    """
    shift = (date.max.year - end.year) // _CYCLE * _CYCLE
    late = rrulestr(rule, dtstart=first.replace(year=first.year + shift))
    if not isinstance(late, rrule):
        raise ValueError("it is more than one rule")
    found = late.replace(until=end.replace(year=end.year + shift))
    return (wall.replace(year=wall.year - shift) for wall in found)


def _check(rule: str, parts: dict[str, str]) -> None:
    if len(rule) > _LONGEST:
        raise ValueError("it is too long")
    if not parts.get("FREQ"):
        raise ValueError("it has no FREQ")
    lists = parts.get("BYMINUTE", "") + parts.get("BYSECOND", "")
    if parts["FREQ"] in ("SECONDLY", "MINUTELY") or (parts["FREQ"] == "HOURLY" and "," in lists):
        raise ValueError("what recurs more often than hourly is read once")
    if parts["FREQ"] not in _STEPS:
        raise ValueError("its FREQ is not known")
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
