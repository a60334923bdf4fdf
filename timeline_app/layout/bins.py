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
        known: shape (bins,), events that were in the bin for certain: moments wholly inside, spans that began, lasted
            or ended there whatever their dates are; none whose date is approximate or uncertain.
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

    An event is known in a bin if, whatever its dates are, it had begun when the bin ended and was not over when it
    began: `latest_start` no later than the bin's end, `earliest_end` no earlier than its beginning.

    Attributes:
        lo, hi: shape (events,), the bounds of their search intervals, each ascending on its own.
        inner_lo, inner_hi: shape (events that are known only in a bin around both,), their earliest end and latest
            start, by `inner_lo`: moments, and what has no certain core.
        core_start, core_end: shape (events with a certain core,), their latest start and earliest end, each ascending
            on its own.
        sets: the sets of dates, which are in none of the other columns; None where there are none.
    """

    lo: Floats
    hi: Floats
    inner_lo: Floats
    inner_hi: Floats
    core_start: Floats
    core_end: Floats
    sets: SetIndex | None = None

    @classmethod
    def of(cls, times: TimeColumns, rows: Indices) -> "BinIndex":
        """The index of some rows, each of which has a date; one that is approximate or uncertain is never known."""
        plain = rows[times.kind[rows] != Kind.SET]
        certain = plain[times.flags[plain] == 0]
        start, end = times.latest_start[certain], times.earliest_end[certain]
        core = start <= end
        inner = np.argsort(end[~core], kind="stable")
        return cls(
            np.sort(times.lo[plain]),
            np.sort(times.hi[plain]),
            end[~core][inner],
            start[~core][inner],
            np.sort(start[core]),
            np.sort(end[core]),
            SetIndex.of(times.members, rows) if times.members and len(plain) < len(rows) else None,
        )

    def count(self, step: Step, window: TimeWindow, zone: Zone = UTC) -> Bins:
        """Count the events in the bins that touch a window."""
        edges = step.edges(window, zone)
        active = np.searchsorted(self.lo, edges[1:], "left") - np.searchsorted(self.hi, edges[:-1], "right")
        core = np.searchsorted(self.core_start, edges[1:], "right") - np.searchsorted(self.core_end, edges[:-1], "left")
        known = core + self._inside(edges)
        if self.sets:
            active, known = active + self.sets.active(edges), known + self.sets.known(edges)
        return Bins(step, edges, known, active - known, zone)

    def _inside(self, edges: Floats) -> Indices:
        """How many events without a certain core lie in each bin for certain."""
        here = slice(*np.searchsorted(self.inner_lo, edges[[0, -1]], "left"))
        first = np.searchsorted(edges, self.inner_lo[here], "right") - 1
        inside = self.inner_hi[here] <= edges[first + 1]
        return np.bincount(first[inside], minlength=len(edges) - 1)
