"""Dates, times and time zones as iCalendar has them (RFC 5545, 3.3 and 3.6.5)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from timeline_app.formats.calendars.icalendar_lines import Component, Property
from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.problems import Severity, quoted
from timeline_app.model import calendar
from timeline_app.model.edtf import Clock, Date, Expression, Interval, Limit, Precision, Qualifier
from timeline_app.model.when import Bounds, Kind, When, when_of
from timeline_app.model.zones import is_zone

Moment = date | datetime
"""A whole day, or a time of day, which is the wall clock's of the file where it has no zone."""

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_DAY = timedelta(days=1)
_EPOCH = float(date(1970, 1, 1).toordinal() * 86400)
_PLAIN = Qualifier()
_FARTHEST = timedelta(hours=18)
"""Offsets from UTC that EDTF has."""
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


class Zones:
    """The time zones of a file, by the names it gives them."""

    def __init__(self, components: Iterable[Component], notes: LineNotes) -> None:
        """Those that the file defines; `notes` takes what is wrong with them, and names that nobody knows."""
        self._notes = notes
        self._defined = {one.text("TZID"): one for one in components if one.name == "VTIMEZONE"}
        self._found: dict[str, tzinfo | None] = {}

    def named(self, name: str, line: int) -> tzinfo | None:
        """The zone of a name; None, and an error the first time, where it is not known."""
        if name not in self._found:
            self._found[name] = self._zone(name)
            if self._found[name] is None:
                what = f"the time zone {quoted(name)} is not known; its times are taken as the file's own wall clock"
                self._notes(Severity.ERROR, line, what, "")
        return self._found[name]

    def of(self, one: Property) -> tzinfo | None:
        """The zone of the times of a property, None where that is the file's."""
        name = one.param("TZID")
        return self.named(name, one.line) if name and "T" in one.value.upper() else None

    def _zone(self, name: str) -> tzinfo | None:
        if is_zone(name):
            return ZoneInfo(name)
        if name in self._defined and (zone := self._own(self._defined[name])):
            return zone
        known = iana_name(name)
        return ZoneInfo(known) if known else None

    def _own(self, component: Component) -> tzinfo | None:
        """The zone that the file defines, or None where its definition can't be used."""
        rules = [rule for part in component.parts for rule in part.all("RRULE")]
        odd = next((rule for rule in rules if "FREQ=YEARLY" not in rule.value.upper()), None)
        if odd:
            self._notes(Severity.ERROR, odd.line, "clocks that change more than yearly are not read", "")
            return None
        try:
            zone = Timezone.from_ical("\r\n".join(_written(component)))
            found: tzinfo | None = zone.to_tz(lookup_tzid=False) if isinstance(zone, Timezone) else None
        except _FAULTS:
            what = f"the time zone {quoted(component.text('TZID'))} is not defined so that it can be used"
            self._notes(Severity.ERROR, component.line, what, "")
            return None
        return found


def _written(component: Component) -> list[str]:
    lines = [one.written for one in component.properties]
    inner = [line for part in component.parts if not part.parts for line in _written(part)]
    return [f"BEGIN:{component.name}", *lines, *inner, f"END:{component.name}"]


def iana_name(name: str) -> str:
    """The IANA name that a name of Windows's stands for, or with which a longer one ends; "" where it is neither."""
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    parts = name.strip("/").split("/")[-4:]
    endings = ("/".join(parts[index:]) for index in range(len(parts)))
    return next((ending for ending in endings if is_zone(ending)), "")


def moment_of(text: str, zone: tzinfo | None = None) -> Moment:
    """The day or time that a text names.

    Args:
        text: like 20230228 or 20230228T120000, with a Z behind it where it is UTC.
        zone: of a time that is not UTC.

    Raises:
        ValueError: it names none.
    """
    match = _MOMENT.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError("it is not written like 20230228 or 20230228T120000")
    if match[4] is None:
        return date(int(match[1]), int(match[2]), int(match[3]))
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC if match[7] else zone)


def period_of(text: str, zone: tzinfo | None = None) -> tuple[Moment, timedelta | None]:
    """The moment that a text names, and how long it lasts where that is said behind a "/".

    Raises:
        ValueError: it names none.
        OverflowError: it is too far away.
    """
    first, _, last = text.partition("/")
    start = moment_of(first, zone)
    if not last:
        return start, None
    return start, duration_of(last) if "P" in last.upper() else length_of(start, moment_of(last, zone))


def duration_of(text: str) -> timedelta:
    """How long a text like PT1H30M says.

    Raises:
        ValueError: it says nothing of the kind.
    """
    found: timedelta = vDuration.from_ical(text.strip().upper())  # type: ignore[no-untyped-call] # in icalendar 7.3
    return found


def seconds_of(moment: Moment) -> float:
    """Seconds since the year 1 in UTC; a time without a zone and a day count as UTC."""
    if not isinstance(moment, datetime):
        return moment.toordinal() * 86400
    offset = moment.utcoffset() or timedelta()
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    whole = moment.toordinal() * 86400 + clock
    return whole - offset.total_seconds() if offset else whole


def length_of(start: Moment, end: Moment) -> timedelta:
    """How much time there is between two moments."""
    return timedelta(seconds=seconds_of(end) - seconds_of(start))


def after(start: Moment, length: timedelta) -> Moment:
    """When so much time is over; days are the calendar's, anything finer is exact.

    Raises:
        OverflowError: that is before the year 1 or after 9999.
    """
    if isinstance(start, datetime) and start.tzinfo and length % _DAY:
        return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    if not isinstance(start, datetime) and length % _DAY:
        return datetime(start.year, start.month, start.day) + length  # noqa: DTZ001 - the wall clock of the file
    return start + length


def when_between(start: Moment | None, end: Moment | None, zone: str, *, seconds: bool) -> When:
    """The time from a start to an end; see `edtf_of`.

    Args:
        start, end, seconds: as there.
        zone: IANA name of the time zone of days, and of times that have none of their own.

    Raises:
        EdtfError: it ends before it starts.
    """
    plain = _plain_when(start, end, zone, seconds)
    return plain or when_of(edtf_of(start, end, seconds=seconds), zone)


def _plain_when(start: Moment | None, end: Moment | None, zone: str, seconds: bool) -> When | None:
    """The same in a third of the time, where no zone has to be asked; else None."""
    first = _plain_end(start, zone, seconds) if start else None
    if first is None or end is None or seconds_of(end) == seconds_of(start or end):
        return first and first.moment()
    last = _plain_end(end if isinstance(end, datetime) else end - _DAY, zone, seconds)
    if last is None or first.bounds.earliest >= last.bounds.latest:
        return None
    return first.moment() if first == last else first.span(last)


class _PlainEnd(NamedTuple):
    """A day or time: as EDTF, between which seconds it lies, and to which unit it is known."""

    text: str
    bounds: Bounds
    precision: Precision

    def moment(self) -> When:
        """It as a time."""
        return When(self.bounds, self.bounds, Kind.MOMENT, self.precision, self.precision, _PLAIN, _PLAIN, self.text)

    def span(self, last: "_PlainEnd") -> When:
        """The time from it to another one."""
        text = f"{self.text}/{last.text}"
        return When(self.bounds, last.bounds, Kind.SPAN, self.precision, last.precision, _PLAIN, _PLAIN, text)


def _plain_end(moment: Moment, zone: str, seconds: bool) -> _PlainEnd | None:
    offset = moment.utcoffset() if isinstance(moment, datetime) else None
    if offset or (offset is None and zone != "UTC"):
        return None
    text, since = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}", seconds_of(moment) - _EPOCH
    if not isinstance(moment, datetime):
        return _PlainEnd(text, Bounds(since, since + calendar.DAY), Precision.DAY)
    clock = f"{moment.hour:02d}:{moment.minute:02d}" + (f":{moment.second:02d}" if seconds else "")
    precision, unit = (Precision.SECOND, 1) if seconds else (Precision.MINUTE, calendar.MINUTE)
    start = since if seconds else since - moment.second
    return _PlainEnd(f"{text}T{clock}{'' if offset is None else 'Z'}", Bounds(start, start + unit), precision)


def edtf_of(start: Moment | None, end: Moment | None, *, seconds: bool) -> Expression:
    """From a start to an end, not both None, as EDTF; a day at which it ends is the day after the last.

    Args:
        start, end: None where not known; an end that is not behind its start says nothing.
        seconds: whether the seconds of the file say anything.
    """
    first = _date(start, seconds=seconds) if start else Limit.UNKNOWN
    if end is None or (start and seconds_of(end) == seconds_of(start)):
        assert not isinstance(first, Limit)
        return first
    whole = not isinstance(end, datetime)
    last = _date(end - _DAY if whole and end > date.min else end, seconds=seconds)
    return last if first == last else Interval(first, last)


def _date(moment: Moment, *, seconds: bool) -> Date:
    if not isinstance(moment, datetime):
        return Date(moment.year, moment.month, moment.day)
    offset = moment.utcoffset()
    if offset is not None and (offset.seconds % 60 or abs(offset) > _FARTHEST):  # local time of before there were zones
        return _date((moment - offset).replace(tzinfo=UTC), seconds=True)
    clock = Clock(moment.hour, moment.minute, float(moment.second) if seconds else None)
    minutes = None if offset is None else offset // timedelta(minutes=1)
    return Date(moment.year, moment.month, moment.day, clock, minutes)
