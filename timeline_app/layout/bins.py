"""Counting events in calendar bins: those known to fall in a bin, and those that may."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from timeline_app.layout.steps import BIN_STEPS, Step, Unit, step_of_at_least
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Floats, Indices
from timeline_app.model.edtf import Precision
from timeline_app.model.time_index import TimeIndex
from timeline_app.model.zones import UTC, Zone

NARROWEST = 3.0
"""Least width of a bin, pixels."""


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def totals(self) -> Indices:
        """Known and possible together."""
        return self.known + self.possible

    @cached_property
    def most(self) -> int:
        """The greatest total."""
        return int(self.totals.max(initial=0))

    def cover(self, window: TimeWindow) -> bool:
        """Whether all bins that touch a window are among them."""
        return bool(self.edges[0] <= window.start and window.end <= self.edges[-1])

    def within(self, window: TimeWindow) -> "Bins":
        """Those that touch a window."""
        first = int(self.edges.searchsorted(window.start, "right")) - 1
        last = int(self.edges.searchsorted(window.end, "left"))
        return Bins(
            self.step, self.edges[first : last + 1], self.known[first:last], self.possible[first:last], self.zone
        )


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


def count_bins(index: TimeIndex, step: Step, window: TimeWindow, zone: Zone = UTC) -> Bins:
    """Count the events in the bins that touch a window."""
    edges = step.edges(window, zone)
    known, active = index.tally(edges)
    return Bins(step, edges, known, active - known, zone)
