"""The steps of the calendar, from a microsecond to a billion years: one table for ticks, bins and the cursor."""

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np

from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.table import Floats


class Unit(Enum):
    """What a step counts; its value is about how many seconds one takes."""

    SECOND = 1.0
    MINUTE = calendar.MINUTE
    HOUR = calendar.HOUR
    DAY = calendar.DAY
    WEEK = 7 * calendar.DAY
    MONTH = calendar.YEAR / 12
    YEAR = calendar.YEAR


@dataclass(frozen=True, slots=True)
class Step:
    """So many units, counted from where the calendar counts them: months from January, weeks from Monday."""

    count: float
    unit: Unit

    @property
    def seconds(self) -> float:
        """About how long it takes."""
        return self.count * self.unit.value

    def edges(self, window: TimeWindow) -> Floats:
        """The beginnings of all steps that touch the window, and the end of the last: ascending, seconds."""
        return _EDGES[self.unit](self.count, window.start, window.end)

    def around(self, time: float) -> tuple[float, float]:
        """Beginning and end of the step that a time lies in."""
        edges = self.edges(TimeWindow(time, math.nextafter(time, math.inf)))
        position = int(np.searchsorted(edges, time, side="right"))
        return float(edges[position - 1]), float(edges[position])


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
    years = range(calendar.civil_at(start).year // int(count), calendar.civil_at(end).year // int(count) + 2)
    return np.array([calendar.seconds_at(year * int(count)) for year in years])


_EDGES = {
    Unit.SECOND: _multiples,
    Unit.MINUTE: lambda count, start, end: _multiples(count * calendar.MINUTE, start, end),
    Unit.HOUR: lambda count, start, end: _multiples(count * calendar.HOUR, start, end),
    Unit.DAY: _day_edges,
    Unit.WEEK: _week_edges,
    Unit.MONTH: _month_edges,
    Unit.YEAR: _year_edges,
}

_FRACTIONS = tuple(Step(digit * 10.0**-power, Unit.SECOND) for power in range(6, 0, -1) for digit in (1, 2, 5))
_AGES = tuple(Step(digit * 10**power, Unit.YEAR) for power in range(1, 10) for digit in (1, 2, 5))

TICK_STEPS: tuple[Step, ...] = (
    *_FRACTIONS,
    *(Step(count, Unit.SECOND) for count in (1, 2, 5, 10, 15, 30)),
    *(Step(count, Unit.MINUTE) for count in (1, 2, 5, 10, 15, 30)),
    *(Step(count, Unit.HOUR) for count in (1, 2, 3, 6, 12)),
    *(Step(count, Unit.DAY) for count in (1, 7)),
    *(Step(count, Unit.MONTH) for count in (1, 3)),
    *(Step(count, Unit.YEAR) for count in (1, 2, 5)),
    *_AGES,
)
"""Steps between ticks, ascending."""

BIN_STEPS: tuple[Step, ...] = (
    *_FRACTIONS,
    *(Step(count, Unit.SECOND) for count in (1, 10)),
    *(Step(count, Unit.MINUTE) for count in (1, 10)),
    *(Step(count, Unit.HOUR) for count in (1, 3, 6, 12)),
    Step(1, Unit.DAY),
    Step(1, Unit.WEEK),
    *(Step(count, Unit.MONTH) for count in (1, 3)),
    *(Step(10**power, Unit.YEAR) for power in range(10)),
)
"""Steps in which strips count, ascending."""


def step_of_at_least(steps: tuple[Step, ...], seconds: float) -> Step:
    """The smallest step of a table that takes at least so many seconds, or its largest."""
    return next((step for step in steps if step.seconds >= seconds), steps[-1])
