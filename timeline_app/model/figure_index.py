"""The figures that events carry, summed up for any stretches of time by prefix sums: low, best and high, exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.model.arrays import Floats, Indices, Mask, frozen
from timeline_app.model.figures import FigureColumns
from timeline_app.model.ranking import Ranking
from timeline_app.model.time_columns import TimeColumns

LOW, BEST, HIGH, STOOD_IN, EVENTS = range(5)
"""The rows of a table of sums: of three figures, in how many events the best one stands in for a low or high one that
is not given, and how many events they are of."""
ROWS = EVENTS + 1
_LEAST_CHAIN = 256
_MOST_CHAINS = 128
"""Dates of one length make a chain where there are so many of them; of so many lengths at most."""
_LARGEST = 2**32
"""Whole sums below this take half of the memory."""


class FigureTally(NamedTuple):
    """Sums by bin and by edge, each a table of low, best, high and numbers of events.

    Attributes:
        known: of events that lie wholly inside each bin for certain; shape (ROWS, bins).
        begun: of all that may have begun before each edge; shape (ROWS, edges).
        over: of all that are over by each edge, whatever their dates are; shape (ROWS, edges).
        bare: how many events that may touch each bin carry bounds without a best figure, which are in no sum;
            shape (bins,).
        worded: the same of events whose figure is words and no number.
    """

    known: Floats
    begun: Floats
    over: Floats
    bare: Indices
    worded: Indices


@dataclass(frozen=True, slots=True)
class _Weights:
    """Figures of events in some order, as sums of all before each.

    Attributes:
        sums: of all rows but the number of events, and where these aren't all, of that; each of shape (events + 1,).
    """

    sums: tuple[NDArray[np.number], ...]

    @classmethod
    def of(cls, weights: Floats) -> "_Weights":
        """The sums of all rows but the number of events, shape (ROWS - 1, events), or of that, too."""
        totals = np.zeros((len(weights), weights.shape[1] + 1))
        np.cumsum(weights, axis=1, out=totals[:, 1:])
        whole = bool((weights == np.floor(weights)).all()) and bool((totals[:, -1] < _LARGEST).all())
        nothing = np.broadcast_to(np.uint32(0), (totals.shape[1],))  # which takes no memory, as no one is stood in for
        rows = [frozen(row.astype(np.uint32) if whole else row) if row.any() else nothing for row in totals]
        same = [next(other for other in rows if other is row or np.array_equal(other, row)) for row in rows]
        return cls(tuple(same))

    def before(self, places: Indices) -> Floats:
        """The sums of all before some places, and how many these are; shape (ROWS, places)."""
        found = np.empty((ROWS, len(places)))
        found[EVENTS] = places
        for row, total in enumerate(self.sums):
            found[row] = total[places]
        return found


@dataclass(frozen=True, slots=True)
class _Chain:
    """Events whose dates are of one length, so that in the order of their beginnings they end in order, too.

    Attributes:
        lo, hi: their search intervals.
        weights: their figures, in the same order.
        certain: whether what lies inside a stretch of time is known to have happened there.
    """

    lo: Ranking
    hi: Ranking
    weights: _Weights
    certain: bool

    def tally(self, edges: Floats) -> tuple[Floats, Floats, Floats]:
        """What is known, begun and over; see `FigureTally`."""
        lo, hi = self.lo.at(edges), self.hi.at(edges)
        begun, over = self.weights.before(lo), self.weights.before(hi)
        known = np.zeros((ROWS, len(edges) - 1))
        if self.certain:
            known = np.where(hi[1:] > lo[:-1], over[:, 1:] - begun[:, :-1], 0.0)
        return known, begun, over


@dataclass(frozen=True, slots=True)
class _Others:
    """Events whose dates are of many lengths: of those in view it is looked up which lie across an edge.

    Attributes:
        lo, hi: their search intervals, each ascending on its own.
        by_lo, by_hi: their figures in these orders.
        ends: where each ends, by `lo`.
        certain: the figures of those that are certain, by `lo`.
        figures: all rows of each, by `lo`; 0 where it is not certain. Shape (ROWS, events).
    """

    lo: Floats
    hi: Floats
    by_lo: _Weights
    by_hi: _Weights
    ends: Floats
    certain: _Weights
    figures: Floats

    @classmethod
    def of(cls, lo: Floats, hi: Floats, weights: Floats, certain: Mask) -> "_Others":
        """Some events by beginning."""
        order = np.argsort(hi, kind="stable")
        figures = np.vstack((weights, np.ones(len(lo)))) * certain
        by_lo, by_hi = _Weights.of(weights), _Weights.of(weights[:, order])
        return cls(lo, hi[order], by_lo, by_hi, hi, _Weights.of(figures), figures)

    def tally(self, edges: Floats) -> tuple[Floats, Floats, Floats]:
        """What is known, begun and over; see `FigureTally`."""
        places = np.searchsorted(self.lo, edges, "left")
        begun = self.by_lo.before(places)
        over = self.by_hi.before(np.searchsorted(self.hi, edges, "right"))
        known = np.diff(self.certain.before(places), axis=1)
        here = slice(int(places[0]), int(places[-1]))
        across = np.flatnonzero(self.ends[here] > np.repeat(edges[1:], np.diff(places)))
        bins = np.searchsorted(places, across + here.start, "right") - 1
        figures = self.figures[:, here][:, across]
        known -= [np.bincount(bins, row, minlength=len(edges) - 1) for row in figures]
        return known, begun, over


@dataclass(frozen=True, slots=True)
class FigureIndex:
    """The figures of one kind that some dated events carry.

    Attributes:
        size: how many events have a best figure.
        undated: how many others have such a figure and no date, so that they are in no sum.
        bare_lo, bare_hi: search intervals of those that have bounds and no best figure, each ascending on its own.
        worded_lo, worded_hi: the same of those that have words and no number.
    """

    size: int
    undated: int
    bare_lo: Floats
    bare_hi: Floats
    worded_lo: Floats
    worded_hi: Floats
    _parts: tuple[_Chain | _Others, ...]

    @classmethod
    def of(cls, times: TimeColumns, figures: FigureColumns, undated: int = 0) -> "FigureIndex":
        """The index of some events, all dated.

        Where an event has no low or no high figure, the best one stands in for it, and that is counted.

        Args:
            times, figures: of the same events, in any order.
            undated: see above.
        """
        said = ~np.isnan(figures.best)
        lo, hi = times.lo, times.hi
        bare = ~said & ~(np.isnan(figures.low) & np.isnan(figures.high))
        worded = ~said & ~bare & figures.given
        rows = np.flatnonzero(said)
        rows = rows[np.lexsort((hi[rows], lo[rows]))]
        best = figures.best[rows]
        absent = [np.isnan(column[rows]) for column in (figures.low, figures.high)]
        low, high = (
            np.where(none, best, one[rows]) for none, one in zip(absent, (figures.low, figures.high), strict=True)
        )
        weights = np.vstack((low, best, high, absent[0] | absent[1]))
        parts = tuple(_parts(lo[rows], hi[rows], weights, times.flags[rows] == 0))
        bare_lo, bare_hi, worded_lo, worded_hi = (
            frozen(np.sort(ends[which])) for which in (bare, worded) for ends in (lo, hi)
        )
        return cls(len(rows), undated, bare_lo, bare_hi, worded_lo, worded_hi, parts)

    @property
    def carries(self) -> bool:
        """Whether any event has such a figure."""
        return self.size + len(self.bare_lo) + len(self.worded_lo) + self.undated > 0

    def tally(self, edges: Floats) -> FigureTally:
        """The sums between ascending edges."""
        known, begun, over = (
            np.zeros((ROWS, len(edges) - 1)),
            np.zeros((ROWS, len(edges))),
            np.zeros((ROWS, len(edges))),
        )
        for part in self._parts:
            for total, more in zip((known, begun, over), part.tally(edges), strict=True):
                total += more
        unsummed = ((self.bare_lo, self.bare_hi), (self.worded_lo, self.worded_hi))
        bare, worded = (
            np.searchsorted(lo, edges[1:], "left") - np.searchsorted(hi, edges[:-1], "right") for lo, hi in unsummed
        )
        return FigureTally(known, begun, over, bare, worded)


def _parts(lo: Floats, hi: Floats, weights: Floats, certain: Mask) -> Iterator[_Chain | _Others]:
    """Chains of the lengths that are frequent, and all others."""
    left = np.ones(len(lo), np.bool_)
    for is_certain in (True, False):
        rows = np.flatnonzero(certain == is_certain)
        finite = rows[np.isfinite(lo[rows]) & np.isfinite(hi[rows])]
        _, length_of, counts = np.unique(hi[finite] - lo[finite], return_inverse=True, return_counts=True)
        frequent = np.argsort(-counts, kind="stable")[:_MOST_CHAINS]
        chosen = frequent[counts[frequent] >= _LEAST_CHAIN]
        in_order, limits = np.argsort(length_of, kind="stable"), np.cumsum([0, *counts])
        for number in chosen.tolist():
            places = finite[in_order[limits[number] : limits[number + 1]]]
            ends = hi[places]
            if (ends[1:] < ends[:-1]).any():  # beside a long stretch floats are too coarse to tell lengths apart
                continue
            left[places] = False
            rankings = Ranking.of(lo[places], inclusive=False), Ranking.of(ends, inclusive=True)
            yield _Chain(*rankings, _Weights.of(weights[:, places]), is_certain)
    if left.any():
        yield _Others.of(lo[left], hi[left], weights[:, left], certain[left])
