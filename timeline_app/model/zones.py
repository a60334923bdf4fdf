"""Time zones: how far the clocks of a place are from UTC at a time, and which instant a wall clock means."""

import math
from dataclasses import dataclass
from datetime import UTC as UTC_ZONE
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from timeline_app.model import calendar
from timeline_app.model.arrays import Floats, Indices
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

    def seconds_of_all(self, walls: Floats) -> Floats:
        """What `seconds_of` says of each of many times on the clocks, seconds; what is infinite or NaN stays so."""
        first, doubtful = self._without_doubt(walls)
        distinct, places = np.unique(walls[doubtful], return_inverse=True)
        first[doubtful] = np.array([self.seconds_of(wall) for wall in distinct.tolist()])[places]
        return first

    def instants_of_all(self, walls: Floats) -> tuple[Floats, Floats]:
        """What `instants_of` says of each of many times on the clocks, shape (times,): the first and last instants."""
        first, doubtful = self._without_doubt(walls)
        distinct, places = np.unique(walls[doubtful], return_inverse=True)
        pairs = np.array([self.instants_of(wall) for wall in distinct.tolist()]).reshape(-1, 2)[places]
        last = first.copy()
        first[doubtful], last[doubtful] = pairs.T
        return first, last

    def _without_doubt(self, walls: Floats) -> tuple[Floats, Indices]:
        """The instants of times on the clocks, and the rows of those that are near a change and have none yet."""
        instants = walls.copy()
        rows = np.flatnonzero((walls >= _FIRST) & (walls < _LAST))
        if self.name == "UTC" or not len(rows):
            return instants, rows[:0]
        instants[rows] -= _day_offsets(self.name, np.floor_divide(walls[rows], DAY).astype(np.int64))
        return instants, rows[np.isnan(instants[rows])]

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


def _day_offsets(name: str, days: Indices) -> Floats:
    """Seconds east of UTC on days of the wall clock, counted since 1970; NaN on and before a day of change."""
    chunks = days // _DAYS_AT_ONCE
    least = int(chunks.min())
    present = np.flatnonzero(np.bincount(chunks - least))
    table = np.full((int(present[-1]) + 1, _DAYS_AT_ONCE), np.nan)
    for chunk in present.tolist():
        table[chunk] = _chunk_offsets(name, chunk + least)
    return table.reshape(-1)[days - least * _DAYS_AT_ONCE]


_DAYS_AT_ONCE = 1024


@lru_cache(maxsize=512)
def _chunk_offsets(name: str, chunk: int) -> Floats:
    """The offsets of so many days at once.

    A day has one offset if clocks have it at its beginning, at its end and a day later: no change is of more than a
    day, so that none reaches back into this one, where the time that it skips or repeats begins.
    """
    zone, first = ZoneInfo(name), _EPOCH_WALL.toordinal() + chunk * _DAYS_AT_ONCE
    days = range(max(first, 1), min(first + _DAYS_AT_ONCE + 2, date.max.toordinal()))
    offsets = np.full(_DAYS_AT_ONCE + 2, np.nan)
    found = [datetime.fromordinal(day).replace(tzinfo=zone).utcoffset() or timedelta() for day in days]
    offsets[days.start - first : days.stop - first] = [offset.total_seconds() for offset in found]
    return np.where((offsets[:-2] == offsets[1:-1]) & (offsets[1:-1] == offsets[2:]), offsets[:-2], np.nan)


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
