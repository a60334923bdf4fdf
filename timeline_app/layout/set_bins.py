"""Counting sets of dates in bins: each event once in a bin, however many of its dates fall there."""

from dataclasses import dataclass

import numpy as np

from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.time_columns import Members
from timeline_app.model.when import Kind


@dataclass(frozen=True, slots=True)
class SetIndex:
    """The dates of some sets, by event and then by start; each column of shape (dates,).

    Attributes:
        event: numbers that tell the events apart, ascending.
        lo, hi: the bounds of their search intervals, seconds.
        core_start, core_end: between which it lasted for certain, seconds; NaN for moments and where nothing is.
        certain: whether the date is neither approximate nor uncertain.
        moment: whether the date is a moment.
    """

    event: Indices
    lo: Floats
    hi: Floats
    core_start: Floats
    core_end: Floats
    certain: Mask
    moment: Mask

    @classmethod
    def of(cls, members: Members, rows: Indices) -> "SetIndex":
        """The index of those sets whose rows are given."""
        places = np.flatnonzero(np.isin(members.rows, rows))
        times = members.times
        start, end = times.start_latest[places], times.end_earliest[places]
        core = (start < end) & np.isfinite(start) & np.isfinite(end)
        return cls(
            members.rows[places],
            times.lo[places],
            times.hi[places],
            np.where(core, start, np.nan),
            np.where(core, end, np.nan),
            times.flags[places] == 0,
            times.kind[places] == Kind.MOMENT,
        )

    def active(self, edges: Floats) -> Indices:
        """How many of the sets have a date that may touch each bin, shape (bins,)."""
        return _distinct(self.event, self.lo, self.hi, edges)

    def known(self, edges: Floats) -> Indices:
        """How many have a date that is known to fall in each bin, or to last in some of it, shape (bins,)."""
        first = np.clip(np.searchsorted(edges, self.lo, "right"), 1, len(edges) - 1)
        inside = self.moment & (edges[first - 1] <= self.lo) & (self.hi <= edges[first])
        start = np.where(self.moment, self.lo, self.core_start)
        end = np.where(self.moment, self.hi, self.core_end)
        kept = self.certain & (inside | ~np.isnan(self.core_start) & ~self.moment)
        order = np.lexsort((start[kept], self.event[kept]))
        return _distinct(self.event[kept][order], start[kept][order], end[kept][order], edges)


def _distinct(event: Indices, start: Floats, end: Floats, edges: Floats) -> Indices:
    """How many distinct events have a stretch in each bin; stretches by event, and within an event by start."""
    bins = len(edges) - 1
    first = np.maximum(np.searchsorted(edges, start, "right") - 1, 0)
    last = np.minimum(np.searchsorted(edges, end, "left") - 1, bins - 1)
    far = event * (bins + 1)  # so that what came before in one event doesn't reach into the next
    reached = np.maximum.accumulate(np.concatenate([[-1], last + far]))[:-1] - far
    first = np.maximum(first, reached + 1)
    counted = first <= last
    changes = np.bincount(first[counted], minlength=bins + 1) - np.bincount(last[counted] + 1, minlength=bins + 1)
    return np.cumsum(changes)[:bins]
