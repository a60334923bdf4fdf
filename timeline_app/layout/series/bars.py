"""Figures as bars: what was added from one to the next for each day between, or figures that are for a period each."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timeline_app.layout.series.extremes import Extremes
from timeline_app.layout.series.lines import SeriesLine
from timeline_app.model import calendar
from timeline_app.model.arrays import Floats, Indices, frozen


@dataclass(frozen=True, eq=False)
class Bars:
    """Bars side by side, each of shape (bars,).

    Attributes:
        starts, ends: seconds, each ascending.
        low, high: the least and the greatest that a bar may stand for; the same where it is one number.
        places: of the figure of the line that each ends with.
    """

    starts: Floats
    ends: Floats
    low: Floats
    high: Floats
    places: Indices

    @cached_property
    def lows(self) -> Extremes:
        """The least numbers, to ask for those of any run."""
        return Extremes(self.low)

    @cached_property
    def highs(self) -> Extremes:
        """The greatest numbers, to ask for those of any run."""
        return Extremes(self.high)

    def of(self, place: int) -> tuple[float, float, float] | None:
        """Start, end and greatest number of the bar that ends with a figure, or None where it has none."""
        found = int(np.searchsorted(self.places, place))
        if found == len(self.places) or self.places[found] != place:
            return None
        return float(self.starts[found]), float(self.ends[found]), float(self.high[found])

    def at(self, time: float) -> int | None:
        """The place of the figure that the bar at a time ends with, or None where there is none."""
        found = int(np.searchsorted(self.starts, time, "right")) - 1
        return int(self.places[found]) if found >= 0 and time < self.ends[found] else None


def bars_of(line: SeriesLine) -> Bars:
    """The bars of a line: figures for a period as they are, running totals by what was added a day."""
    if line.key[-1]:
        return Bars(line.starts, line.ends, line.low, line.high, np.arange(len(line)))
    return _added(line)


def added(line: SeriesLine, place: int) -> tuple[float, float] | None:
    """What was added from the figure before one to it, at least and at most; None where a bound leaves that open."""
    if place < 1 or line.directions[place - 1 : place + 1].any():
        return None
    return float(line.low[place] - line.high[place - 1]), float(line.high[place] - line.low[place - 1])


def _added(line: SeriesLine) -> Bars:
    """What was added for each day from figure to figure; nothing follows from a bound, nor between dates in one.

    Over a long silence it isn't known how much was added on which day: such a bar is pale from zero on.
    """
    said = line.directions == 0
    apart = np.diff(line.middles) > 0
    places = np.flatnonzero(said[1:] & said[:-1] & apart) + 1
    starts, ends = line.middles[places - 1], line.middles[places]
    days = (ends - starts) / calendar.DAY
    low, high = line.low[places] - line.high[places - 1], line.high[places] - line.low[places - 1]
    silent = line.broken[places - 1]
    low, high = np.where(silent, np.minimum(low, 0.0), low), np.where(silent, np.maximum(high, 0.0), high)
    return Bars(frozen(starts), frozen(ends), frozen(low / days), frozen(high / days), frozen(places))
