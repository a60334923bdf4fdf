"""Counting events in calendar bins: those known to fall in a bin, and those that may."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from timeline_app.layout.steps import BIN_STEPS, Step, Unit, step_of_at_least
from timeline_app.layout.window import TimeWindow
from timeline_app.model.edtf import Precision
from timeline_app.model.table import Floats, Indices, TimeColumns
from timeline_app.model.when import Kind

NARROWEST = 3.0
"""Least width of a bin, pixels."""


@dataclass(frozen=True, slots=True)
class Bins:
    """How many events there are in each bin of a window.

    Attributes:
        step: the calendar step that each bin is.
        edges: shape (bins + 1,), seconds, ascending.
        known: shape (bins,), moments that lie in the bin for certain and spans that last in some of it for certain.
        possible: shape (bins,), further events that may.
    """

    step: Step
    edges: Floats
    known: Indices
    possible: Indices

    @property
    def totals(self) -> Indices:
        """Known and possible together."""
        return self.known + self.possible


_FINEST_STEPS: Mapping[Precision, float] = {
    Precision.MINUTE: Unit.MINUTE.value,
    Precision.HOUR: Unit.HOUR.value,
    Precision.DAY: Unit.DAY.value,
    Precision.MONTH: Unit.MONTH.value,
    Precision.SEASON: Unit.MONTH.value,
    Precision.YEAR: Unit.YEAR.value,
    Precision.DECADE: 10 * Unit.YEAR.value,
    Precision.CENTURY: 100 * Unit.YEAR.value,
}


def bin_step(window: TimeWindow, width: float, finest: Precision = Precision.SECOND) -> Step:
    """The finest calendar step that is at least `NARROWEST` pixels wide and that some date can be known to fall in."""
    least = max(NARROWEST * window.duration / width / 0.9, _FINEST_STEPS.get(finest, 0.0))
    return step_of_at_least(BIN_STEPS, least)


def count_bins(times: TimeColumns, rows: Indices, step: Step, window: TimeWindow) -> Bins:
    """Count some dated events in the bins that touch a window.

    Args:
        times: all times.
        rows: which of them to count; each has a date.
        step: the bins.
        window: bins outside are not counted.
    """
    edges = step.edges(window)
    lo, hi = times.lo[rows], times.hi[rows]
    active = np.searchsorted(np.sort(lo), edges[1:], "left") - np.searchsorted(np.sort(hi), edges[:-1], "right")
    known = _moments_inside(times, rows, edges) + _cores_touching(times, rows, edges)
    return Bins(step, edges, known, active - known)


def _moments_inside(times: TimeColumns, rows: Indices, edges: Floats) -> Indices:
    moments = rows[times.kind[rows] == Kind.MOMENT]
    first = np.searchsorted(edges, times.lo[moments], "right") - 1
    inside = (first >= 0) & (first < len(edges) - 1)
    inside[inside] = times.hi[moments][inside] <= edges[first[inside] + 1]
    return np.bincount(first[inside], minlength=len(edges) - 1)


def _cores_touching(times: TimeColumns, rows: Indices, edges: Floats) -> Indices:
    spans = rows[times.kind[rows] == Kind.SPAN]
    start, end = times.start_latest[spans], times.end_earliest[spans]
    core = start < end  # false where an end is unknown
    begun = np.searchsorted(np.sort(start[core]), edges[1:], "left")
    return begun - np.searchsorted(np.sort(end[core]), edges[:-1], "right")
