"""Counting sets of dates in bins: each event once in a bin, however many of its dates fall there."""

from dataclasses import dataclass

import numpy as np

from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.time_columns import Members


@dataclass(frozen=True, slots=True)
class SetIndex:
    """The dates of some sets, by event and then by start; each column of shape (dates,).

    Attributes:
        event: numbers that tell the events apart, ascending.
        lo, hi: the bounds of their search intervals, seconds.
        latest_start, earliest_end: see `TimeColumns`.
        certain: whether the date is neither approximate nor uncertain.
    """

    event: Indices
    lo: Floats
    hi: Floats
    latest_start: Floats
    earliest_end: Floats
    certain: Mask

    @classmethod
    def of(cls, members: Members, rows: Indices) -> "SetIndex":
        """The index of those sets whose rows are given; a date that lies nowhere would hide the others of its set."""
        places = np.flatnonzero(np.isin(members.rows, rows) & members.times.dated)
        times = members.times.taken(places)
        return cls(members.rows[places], times.lo, times.hi, times.latest_start, times.earliest_end, times.flags == 0)

    def active(self, edges: Floats) -> Indices:
        """How many of the sets have a date that may touch each bin, shape (bins,)."""
        first = np.searchsorted(edges, self.lo, "right") - 1
        return _distinct(self.event, first, np.searchsorted(edges, self.hi, "left") - 1, len(edges) - 1)

    def known(self, edges: Floats) -> Indices:
        """How many have a date that is known in each bin, as `Spans` counts them, shape (bins,)."""
        first = np.searchsorted(edges[1:], self.latest_start, "left")
        last = np.searchsorted(edges[:-1], self.earliest_end, "right") - 1
        kept = self.certain & (first <= last)
        order = np.lexsort((first[kept], self.event[kept]))
        return _distinct(self.event[kept][order], first[kept][order], last[kept][order], len(edges) - 1)


def _distinct(event: Indices, first: Indices, last: Indices, bins: int) -> Indices:
    """How many distinct events there are in each bin.

    Args:
        event, first, last: stretches of bins by event, and within an event by first bin; they may lie outside.
        bins: how many there are.
    """
    first, last = np.maximum(first, 0), np.minimum(last, bins - 1)
    far = event * (bins + 1)  # so that what came before in one event doesn't reach into the next
    reached = np.maximum.accumulate(np.concatenate([[-1], last + far]))[:-1] - far
    first = np.maximum(first, reached + 1)
    counted = first <= last
    changes = np.bincount(first[counted], minlength=bins + 1) - np.bincount(last[counted] + 1, minlength=bins + 1)
    return np.cumsum(changes)[:bins]
