"""Time zones: how far the clocks of a place are from UTC at a time, and which instant a wall clock means."""

import math
from dataclasses import dataclass
from datetime import UTC as UTC_ZONE
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from timeline_app.model import calendar
from timeline_app.model.calendar import DAY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC_ZONE)
_EPOCH_WALL = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock, whose zone is set by whoever reads it
_FIRST = calendar.seconds_at(2)
_LAST = calendar.seconds_at(9999)
"""Zones are defined while their clocks show a time between these; before and after, every zone is UTC."""


class Stretch(NamedTuple):
    """A stretch of time in which clocks are never put forward or back.

    Attributes:
        start, end: seconds.
        offset: seconds east of UTC.
    """

    start: float
    end: float
    offset: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by its IANA name; offsets are those of the place's history, and 0 outside the years 2 to 9998.

    Wall time is what the clocks of the place show, written as the seconds at which UTC clocks show the same.
    """

    name: str = "UTC"

    def offset_at(self, seconds: float) -> float:
        """Seconds east of UTC at an instant."""
        if self.name == "UTC" or not _FIRST - DAY <= seconds < _LAST + DAY:
            return 0.0
        offset = _offset(self.name, int(seconds // 1))
        return offset if _FIRST <= seconds + offset < _LAST else 0.0

    def wall_of(self, seconds: float) -> float:
        """What the clocks show at an instant."""
        return seconds + self.offset_at(seconds)

    def seconds_of(self, wall: float) -> float:
        """The instant at which the clocks show a time: the first of two; one that they skip is counted as before it."""
        if self.name == "UTC" or not _FIRST <= wall < _LAST:
            return wall
        return wall - _wall_offset(self.name, int(wall // 1))

    def instants_of(self, wall: float) -> tuple[float, float]:
        """The first and last instant that may be meant by a time on the clocks; the same where there is no doubt.

        Two for a time that comes twice, when the clocks are put back. One that they skip is counted on with the clocks
        before the jump or back with those behind it.
        """
        first = self.seconds_of(wall)
        if self.name == "UTC" or not _FIRST <= wall < _LAST:
            return first, first
        second = wall - _wall_offset(self.name, int(wall // 1), fold=1)
        return min(first, second), max(first, second)

    def stretches(self, start: float, end: float) -> tuple[Stretch, ...]:
        """The stretches of one offset that touch a span of time, ascending; the outer ones go a little beyond it."""
        first = math.floor(start / DAY)
        return _stretches(self, first, max(math.ceil(end / DAY), first + 1))


UTC = Zone()


def is_zone(name: str) -> bool:
    """Whether a name is that of a zone that is known here."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=65536)
def _offset(name: str, second: int) -> float:
    """Seconds east of UTC at the instant that is a whole second."""
    moment = (_EPOCH + timedelta(seconds=second)).astimezone(ZoneInfo(name))
    return (moment.utcoffset() or timedelta()).total_seconds()


@lru_cache(maxsize=65536)
def _wall_offset(name: str, second: int, *, fold: int = 0) -> float:
    """Seconds east of UTC when a wall clock shows a whole second, for the first time or the second (`fold` 1)."""
    moment = (_EPOCH_WALL + timedelta(seconds=second)).replace(tzinfo=ZoneInfo(name), fold=fold)
    return (moment.utcoffset() or timedelta()).total_seconds()


@lru_cache(maxsize=256)
def _stretches(zone: Zone, first: int, last: int) -> tuple[Stretch, ...]:
    """The stretches from the beginning of one day to that of another, days counted from 1970-01-01 in UTC."""
    offsets = [zone.offset_at(day * DAY) for day in range(first, last + 1)]
    changed = [day for day, (left, right) in enumerate(pairwise(offsets), first) if left != right]
    bounds = [first * DAY, *(_change(zone, day) for day in changed), last * DAY]
    return tuple(Stretch(start, end, zone.offset_at(start)) for start, end in pairwise(bounds))


def _change(zone: Zone, day: int) -> float:
    """The instant of a day at which the clocks are put forward or back, to the second."""
    before, after = int(day * DAY), int((day + 1) * DAY)
    offset = zone.offset_at(before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if zone.offset_at(middle) == offset else (before, middle)
    return float(after)
