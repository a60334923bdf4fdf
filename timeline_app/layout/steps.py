"""The steps of the calendar, from a microsecond to a billion years: one table for ticks, bins and the cursor."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum

import numpy as np

from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.arrays import Floats
from timeline_app.model.zones import UTC, Zone

PRESENT = 2000
"""The year that ages are counted from."""


class Unit(Enum):
    """What a step counts; its value is about how many seconds one takes.

    Years are counted as people count them, without a year 0: 10 BCE, 1, 10. A kiloyear is a thousand years, counted
    from the year 2000 back and on, as ages are ("b2k" of ice cores).
    """

    SECOND = 1.0
    MINUTE = calendar.MINUTE
    HOUR = calendar.HOUR
    DAY = calendar.DAY
    WEEK = 7 * calendar.DAY
    MONTH = calendar.YEAR / 12
    YEAR = calendar.YEAR
    KILOYEAR = 1000 * calendar.YEAR


CLOCK_UNITS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
"""The units in which a time of day is told."""


@dataclass(frozen=True, slots=True)
class Step:
    """So many units, counted from where the calendar counts them: months from January, weeks from Monday."""

    count: float
    unit: Unit

    @property
    def seconds(self) -> float:
        """About how long it takes."""
        return self.count * self.unit.value

    def edges(self, window: TimeWindow, zone: Zone = UTC) -> Floats:
        """The beginnings of all steps that touch the window, and the end of the last: ascending, seconds.

        Args:
            window: what they cover.
            zone: by whose clocks days begin and hours are told.
        """
        edges = self._edges(window.start, window.end, zone)
        first, last = np.searchsorted(edges, window.start, "right") - 1, np.searchsorted(edges, window.end, "left")
        return edges[first : last + 1]

    def _edges(self, start: float, end: float, zone: Zone) -> Floats:
        """The same edges, with or without some more on either side."""
        if zone == UTC or self.seconds <= 1:  # no zone is off by a part of a second
            return _EDGES[self.unit](self.count, start, end)
        if self.unit in CLOCK_UNITS:
            return _clock_edges(self.seconds, start, end, zone)
        return _midnight_edges(self, start, end, zone)

    def around(self, time: float, zone: Zone = UTC) -> tuple[float, float]:
        """Beginning and end of the step that a time lies in."""
        edges = self.edges(TimeWindow(time, math.nextafter(time, math.inf)), zone)
        position = int(np.searchsorted(edges, time, side="right"))
        return float(edges[position - 1]), float(edges[position])


def _clock_edges(step: float, start: float, end: float, zone: Zone) -> Floats:
    """Edges in step with the clocks of a zone, however often they are put forward or back."""
    first, last = start - 2 * step, end + 2 * step  # where clocks change, the next edge is less than two steps away
    found = []
    for stretch in zone.stretches(first, last):
        since, until = max(stretch.start, first), min(stretch.end, last)
        edges = _multiples(step, since + stretch.offset, until + stretch.offset) - stretch.offset
        found.append(edges[(edges >= stretch.start) & (edges < stretch.end)])
    return np.concatenate(found)


def _midnight_edges(step: Step, start: float, end: float, zone: Zone) -> Floats:
    """Edges at midnights of a zone; two that are the same instant, where clocks skip a day, are one."""
    first, last = zone.wall_of(start) - calendar.DAY, zone.wall_of(end) + calendar.DAY  # no clock is put by more
    walls = _EDGES[step.unit](step.count, first, last)
    return np.array(sorted({zone.seconds_of(wall) for wall in walls.tolist()}))


def _multiples(step: float, start: float, end: float) -> Floats:
    first, last = math.floor(start / step), math.ceil(end / step)
    first -= first * step > start  # the quotient of floats may be rounded over a whole number
    last += last * step < end
    return np.arange(first, last + 1, dtype=np.float64) * step


def _week_edges(count: float, start: float, end: float) -> Floats:
    monday = 4 * calendar.DAY  # 1970-01-05
    step = count * Unit.WEEK.value
    return _multiples(step, start - monday, end - monday) + monday


def _day_edges(count: float, start: float, end: float) -> Floats:
    """Days; several are counted anew each month, so that ticks stand at the 1st, 8th, 15th and 22nd."""
    if count == 1:
        return _multiples(calendar.DAY, start, end)
    numbers = range(1, 30 - int(count) + 1, int(count))
    months = _month_edges(1, start, end)
    days = np.concatenate([months[:-1] + (number - 1) * calendar.DAY for number in numbers])
    return np.sort(np.append(days, months[-1]))


def _month_edges(count: float, start: float, end: float) -> Floats:
    civil = calendar.civil_at(start)
    first = math.floor((civil.year * 12 + civil.month - 1) / count) * int(count)
    edges = [_month_start(first)]
    while edges[-1] < end or len(edges) < 2:
        first += int(count)
        edges.append(_month_start(first))
    return np.array(edges)


def _month_start(months: int) -> float:
    return calendar.seconds_at(*calendar.months_later(0, 1, months))


def _year_edges(count: float, start: float, end: float) -> Floats:
    """Years that are round as people count them: 20 BCE, 10 BCE, 1, 10, 20."""
    step = int(count)
    first, last = (_place_of_year(calendar.civil_at(time).year, step) for time in (start, end))
    years = {_year_at_place(place, step) for place in range(first, last + 2)}  # np.unique loads 20 ms of NumPy
    return np.array([calendar.seconds_at(year) for year in sorted(years)])


def _place_of_year(year: int, step: int) -> int:
    """Which stretch of `step` years a year is in: 0 from year 1 on, -1 before it, 1 from the year `step` on."""
    return year // step if year > 0 else (year - 1) // step


def _year_at_place(place: int, step: int) -> int:
    return place * step if place > 0 else 1 + place * step


def _kiloyear_edges(count: float, start: float, end: float) -> Floats:
    step = int(count * 1000)
    first, last = ((calendar.civil_at(time).year - PRESENT) // step for time in (start, end))
    return np.array([calendar.seconds_at(PRESENT + place * step) for place in range(first, last + 2)])


_EDGES = {
    Unit.SECOND: _multiples,
    Unit.MINUTE: lambda count, start, end: _multiples(count * calendar.MINUTE, start, end),
    Unit.HOUR: lambda count, start, end: _multiples(count * calendar.HOUR, start, end),
    Unit.DAY: _day_edges,
    Unit.WEEK: _week_edges,
    Unit.MONTH: _month_edges,
    Unit.YEAR: _year_edges,
    Unit.KILOYEAR: _kiloyear_edges,
}

_FRACTIONS = tuple(Step(digit * 10.0**-power, Unit.SECOND) for power in range(6, 0, -1) for digit in (1, 2, 5))
_WEEK = Step(1, Unit.WEEK)
_SEVENTH_DAY = Step(7, Unit.DAY)

TICK_STEPS: tuple[Step, ...] = (
    *_FRACTIONS,
    *(Step(count, Unit.SECOND) for count in (1, 2, 5, 10, 15, 30)),
    *(Step(count, Unit.MINUTE) for count in (1, 2, 5, 10, 15, 30)),
    *(Step(count, Unit.HOUR) for count in (1, 2, 3, 6, 12)),
    Step(1, Unit.DAY),
    _SEVENTH_DAY,
    *(Step(count, Unit.MONTH) for count in (1, 3)),
    *(Step(digit * 10**power, Unit.YEAR) for power in range(4) for digit in (1, 2, 5)),
    *(Step(digit * 10**power, Unit.KILOYEAR) for power in range(1, 7) for digit in (1, 2, 5)),
)
"""Steps between ticks, ascending."""

TICK_STEPS_BY_WEEKS = tuple(_WEEK if step == _SEVENTH_DAY else step for step in TICK_STEPS)
"""The same with weeks from Monday to Sunday."""

BIN_STEPS: tuple[Step, ...] = (
    *_FRACTIONS,
    *(Step(count, Unit.SECOND) for count in (1, 10)),
    *(Step(count, Unit.MINUTE) for count in (1, 10)),
    *(Step(count, Unit.HOUR) for count in (1, 3, 6, 12)),
    Step(1, Unit.DAY),
    _WEEK,
    *(Step(count, Unit.MONTH) for count in (1, 3)),
    *(Step(10**power, Unit.YEAR) for power in range(4)),
    *(Step(10**power, Unit.KILOYEAR) for power in range(1, 7)),
)
"""Steps in which strips count, ascending."""


def step_of_at_least(steps: tuple[Step, ...], seconds: float) -> Step:
    """The smallest step of a table that takes at least so many seconds, or its largest."""
    return steps[min(bisect_left(steps, seconds, key=lambda step: step.seconds), len(steps) - 1)]
