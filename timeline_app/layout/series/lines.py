"""A series of figures as a line over time: what each figure names, when it began to hold, and where the line breaks."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from timeline_app.layout.extents import NARROW
from timeline_app.layout.series.extremes import Extremes
from timeline_app.model.arrays import Floats, Indices, Mask, frozen
from timeline_app.model.derived import long_silences
from timeline_app.model.series import Series
from timeline_app.model.table import EstimateTable

LEAST_FIGURES = 12
"""A series of so many figures is a line; fewer are told one by one."""
_MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Steps:
    """When the figures of a line take effect, at a zoom, each of shape (figures,), seconds, ascending.

    Attributes:
        begun, done: the figure took the place of the one before somewhere between; where that is narrower than a bar
            would be, both are its middle.
        until: so long it holds: until the next begins to take its place, or, before a silence, the end of its date.
    """

    begun: Floats
    done: Floats
    until: Floats

    @property
    def are_exact(self) -> bool:
        """Whether none takes long enough to be seen."""
        return self.begun is self.done


@dataclass(frozen=True, eq=False)
class SeriesLine:
    """The figures of a series by date: none of them has a date that lies around that of another.

    Attributes:
        key: what they have in common.
        rows: of the estimate table, shape (figures,).
        starts, ends: the bounds of their dates, seconds, each ascending.
        points: the one number that each names, NaN where it names a range alone.
        low, high: the least and the greatest number of each.
        directions: -1 where the true number is said to lie below the point, 1 above, else 0.
    """

    key: Series
    rows: Indices
    starts: Floats
    ends: Floats
    points: Floats
    low: Floats
    high: Floats
    directions: Indices
    _steps: dict[int, Steps] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def middles(self) -> Floats:
        """The middle of each date, seconds."""
        return frozen((self.starts + self.ends) / 2)

    @cached_property
    def broken(self) -> Mask:
        """Behind which figures nothing was said for long; the last is one of them."""
        return frozen(np.append(long_silences(self.starts, self.ends), True))

    @cached_property
    def is_range(self) -> Mask:
        """Which figures are ranges."""
        return frozen(self.low < self.high)

    @cached_property
    def named_points(self) -> Extremes:
        """The points, to ask for those of any run."""
        return Extremes(self.points)

    @cached_property
    def lows(self) -> Extremes:
        """The least numbers, to ask for those of any run."""
        return Extremes(self.low)

    @cached_property
    def highs(self) -> Extremes:
        """The greatest numbers, to ask for those of any run."""
        return Extremes(self.high)

    @cached_property
    def range_lows(self) -> Extremes:
        """The least numbers of ranges."""
        return Extremes(np.where(self.is_range, self.low, np.nan))

    @cached_property
    def range_highs(self) -> Extremes:
        """The greatest numbers of ranges."""
        return Extremes(np.where(self.is_range, self.high, np.nan))

    @cached_property
    def ways(self) -> Extremes:
        """The directions of bounds, to ask which there are in any run."""
        return Extremes(self.directions.astype(np.float64))

    def steps(self, seconds_per_pixel: float) -> Steps:
        """When the figures take effect; the same from one power of two of the zoom to the next."""
        step = math.ceil(math.log2(seconds_per_pixel))
        if step not in self._steps:
            while len(self._steps) >= _MOST_STEPS:
                del self._steps[next(iter(self._steps))]
            self._steps[step] = self._stepped(NARROW * 2.0**step)
        return self._steps[step]

    def _stepped(self, narrow: float) -> Steps:
        exact = self.ends - self.starts < narrow
        begun, done = (np.where(exact, self.middles, bounds) for bounds in (self.starts, self.ends))
        begun, done = frozen(np.maximum.accumulate(begun)), frozen(np.maximum.accumulate(done))
        last = np.nextafter(self.ends, -np.inf)  # they are exclusive, as is where a column of pixels ends
        until = np.where(self.broken, last, np.append(begun[1:], last[-1:]))
        return Steps(begun, begun if exact.all() else done, frozen(until))

    def nearest(self, time: float) -> int:
        """The place of the figure whose date is nearest to a time."""
        place = int(np.searchsorted(self.middles, time))
        around = [one for one in (place - 1, place) if 0 <= one < len(self)]
        return min(around, key=lambda one: abs(float(self.middles[one]) - time))


def lines_of(estimates: EstimateTable, left: Mask) -> Iterator[SeriesLine]:
    """The lines of those series that have figures enough among the rows that are left."""
    series = estimates.series
    sizes = np.bincount(series.of_row[left], minlength=len(series.keys))
    for number in np.flatnonzero(sizes >= LEAST_FIGURES).tolist():
        rows = series.rows(number)
        line = _line(estimates, series.keys[number], rows[left[rows]])
        if len(line) >= LEAST_FIGURES:
            yield line


def _line(estimates: EstimateTable, key: Series, rows: Indices) -> SeriesLine:
    """The line of a series; a figure without a number, with an open date or a date around another's is no part of it.

    Args:
        estimates: the table.
        key, rows: of the series, those with a date.
    """
    times, numbers = estimates.times.taken(rows).blurred, estimates.numbers[rows]
    starts, ends = times.lo, times.hi
    order = np.lexsort((ends, starts))
    fits = np.isfinite(starts) & np.isfinite(ends) & np.isfinite(numbers).any(axis=1)
    order = order[fits[order]]
    ended = np.minimum.accumulate(ends[order][::-1])[::-1]
    order = order[ends[order] <= ended]
    low, best, high = numbers[order].T
    records = [estimates.records[row].quantity for row in rows[order].tolist()]
    least, most = np.fmin(np.fmin(low, best), high), np.fmax(np.fmax(low, best), high)
    return SeriesLine(
        key,
        frozen(rows[order]),
        frozen(starts[order]),
        frozen(ends[order]),
        frozen(_points(low, best, high)),
        frozen(least),
        frozen(most),
        frozen(np.array([one.direction for one in records], np.int64)),
    )


def _points(low: Floats, best: Floats, high: Floats) -> Floats:
    """The number that each figure names as its own: the best, or its only bound; NaN for a range without a best."""
    bound = np.where(np.isnan(low), high, np.where(np.isnan(high), low, np.nan))
    return np.where(np.isnan(best), bound, best)
