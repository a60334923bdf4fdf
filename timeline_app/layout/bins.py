"""Counting events in calendar bins: those known to fall in a bin, and those that may."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from timeline_app.layout.set_bins import SetIndex
from timeline_app.layout.steps import BIN_STEPS, Step, Unit, step_of_at_least
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Floats, Indices
from timeline_app.model.edtf import Precision
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind
from timeline_app.model.zones import UTC, Zone

NARROWEST = 3.0
"""Least width of a bin, pixels."""


@dataclass(frozen=True, slots=True)
class Bins:
    """How many events there are in each bin of a window.

    Attributes:
        step: the calendar step that each bin is.
        edges: shape (bins + 1,), seconds, ascending.
        known: shape (bins,), moments that lie in the bin for certain and spans that last in some of it for certain;
            none whose date is approximate or uncertain.
        possible: shape (bins,), further events that may.
        zone: by whose clocks they begin.
    """

    step: Step
    edges: Floats
    known: Indices
    possible: Indices
    zone: Zone = UTC

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
    Precision.MILLENNIUM: 1000 * Unit.YEAR.value,
}


def bin_step(window: TimeWindow, width: float, finest: Precision = Precision.SECOND) -> Step:
    """The finest calendar step that is at least `NARROWEST` pixels wide and that some date can be known to fall in."""
    least = max(NARROWEST * window.duration / width / 0.9, _FINEST_STEPS.get(finest, 0.0))
    return step_of_at_least(BIN_STEPS, least)


@dataclass(frozen=True, slots=True)
class BinIndex:
    """Some dated events, sorted once so that any window of them is counted by searching.

    Attributes:
        lo, hi: shape (events,), the bounds of their search intervals, each ascending on its own.
        moment_lo, moment_hi: shape (moments,), those of moments that are certain, by `moment_lo`.
        core_start, core_end: shape (spans with a certain core,), each ascending on its own.
        sets: the sets of dates, which are in none of the other columns; None where there are none.
    """

    lo: Floats
    hi: Floats
    moment_lo: Floats
    moment_hi: Floats
    core_start: Floats
    core_end: Floats
    sets: SetIndex | None = None

    @classmethod
    def of(cls, times: TimeColumns, rows: Indices) -> "BinIndex":
        """The index of some rows, each of which has a date; one that is approximate or uncertain is never certain."""
        plain, certain = rows[times.kind[rows] != Kind.SET], rows[times.flags[rows] == 0]
        moments, spans = (certain[times.kind[certain] == kind] for kind in (Kind.MOMENT, Kind.SPAN))
        moments = moments[np.argsort(times.lo[moments], kind="stable")]
        start, end = times.start_latest[spans], times.end_earliest[spans]
        core = (start < end) & np.isfinite(start) & np.isfinite(end)  # how far it went is not known of an open end
        return cls(
            np.sort(times.lo[plain]),
            np.sort(times.hi[plain]),
            times.lo[moments],
            times.hi[moments],
            np.sort(start[core]),
            np.sort(end[core]),
            SetIndex.of(times.members, rows) if times.members and len(plain) < len(rows) else None,
        )

    def count(self, step: Step, window: TimeWindow, zone: Zone = UTC) -> Bins:
        """Count the events in the bins that touch a window."""
        edges = step.edges(window, zone)
        active = _active(self.lo, self.hi, edges)
        known = self._moments_inside(edges) + _active(self.core_start, self.core_end, edges)
        if self.sets:
            active, known = active + self.sets.active(edges), known + self.sets.known(edges)
        return Bins(step, edges, known, active - known, zone)

    def _moments_inside(self, edges: Floats) -> Indices:
        """How many moments lie in each bin for certain."""
        here = slice(*np.searchsorted(self.moment_lo, edges[[0, -1]], "left"))
        first = np.searchsorted(edges, self.moment_lo[here], "right") - 1
        inside = self.moment_hi[here] <= edges[first + 1]
        return np.bincount(first[inside], minlength=len(edges) - 1)


def _active(starts: Floats, ends: Floats, edges: Floats) -> Indices:
    """How many are active in each bin: begun before its end, less ended by its start."""
    return np.searchsorted(starts, edges[1:], "left") - np.searchsorted(ends, edges[:-1], "right")
