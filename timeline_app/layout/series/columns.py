"""What a line or its bars reach in each column of pixels: of a million figures no more than the columns are drawn."""

from dataclasses import dataclass

import numpy as np

from timeline_app.layout.series.bars import Bars
from timeline_app.layout.series.extremes import Extremes
from timeline_app.layout.series.lines import SeriesLine
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Floats, Indices, Mask


@dataclass(frozen=True, eq=False)
class Reach:
    """The least and the greatest number in each column, inf and -inf where there is none; each of shape (columns,)."""

    low: Floats
    high: Floats

    @classmethod
    def of(cls, lows: Extremes, highs: Extremes, firsts: Indices, limits: Indices) -> "Reach":
        """That of a run of figures for each column."""
        return cls(lows.least(firsts, limits), highs.greatest(firsts, limits))

    @property
    def drawn(self) -> Mask:
        """Which columns have any."""
        return self.low <= self.high

    @property
    def most(self) -> float:
        """The greatest number, 0 where none is greater."""
        return float(self.high.max(initial=0.0))

    @property
    def least(self) -> float:
        """The least number, 0 where none is less."""
        return float(self.low.min(initial=0.0))


@dataclass(frozen=True, eq=False)
class LineColumns:
    """A line in columns of pixels.

    Attributes:
        line: the points of the figures that hold in a column.
        band: the ranges of those.
        change: the numbers between which the figure changed, somewhere about here.
        below, above: where figures are upper or lower bounds.
    """

    line: Reach
    band: Reach
    change: Reach
    below: Mask
    above: Mask

    @property
    def parts(self) -> tuple[Reach, ...]:
        """All that is drawn."""
        return self.line, self.band, self.change


def column_edges(window: TimeWindow, width: float) -> Floats:
    """The sides of the columns of a canvas, one for each pixel, seconds."""
    columns = max(round(width), 1)
    return np.asarray(window.start + np.arange(columns + 1) * (window.duration / columns), np.float64)


def line_columns(line: SeriesLine, window: TimeWindow, width: float) -> LineColumns:
    """A line in the columns of a window."""
    edges, steps = column_edges(window, width), line.steps(window.duration / width)
    holding = _runs(steps.done, steps.until, edges)
    nothing = Reach(np.full(len(edges) - 1, np.inf), np.full(len(edges) - 1, -np.inf))
    ranges, bounds = bool(line.is_range.any()), bool(line.directions.any())
    ways = Reach.of(line.ways, line.ways, *holding) if bounds else nothing
    changing = () if steps.are_exact else _with_former(line, *_runs(steps.begun, steps.done, edges))
    return LineColumns(
        Reach.of(line.named_points, line.named_points, *holding),
        Reach.of(line.range_lows, line.range_highs, *holding) if ranges else nothing,
        Reach.of(line.lows, line.highs, *changing) if changing else nothing,
        ways.low == -1,
        ways.high == 1,
    )


def bar_columns(bars: Bars, window: TimeWindow, width: float) -> Reach:
    """Bars in the columns of a window."""
    edges = column_edges(window, width)
    firsts = np.searchsorted(bars.ends, edges[:-1], "right")
    limits = np.searchsorted(bars.starts, edges[1:], "left")
    return Reach.of(bars.lows, bars.highs, firsts, limits)


def _runs(starts: Floats, ends: Floats, edges: Floats) -> tuple[Indices, Indices]:
    """Which stretches touch each column, both ends of a stretch included, so that a step is seen from both sides."""
    return np.searchsorted(ends, edges[:-1], "left"), np.searchsorted(starts, edges[1:], "left")


def _with_former(line: SeriesLine, firsts: Indices, limits: Indices) -> tuple[Indices, Indices]:
    """Runs of figures with the one before each, unless nothing was said for long between."""
    former = np.maximum(firsts - 1, 0)
    follows = (firsts > 0) & ~line.broken[former]
    return np.where((firsts < limits) & follows, former, firsts), limits
