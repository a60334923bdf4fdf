"""The events of a lane, sorted once, so that any stretch of time is counted and listed by binary search."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.model.arrays import Floats, Indices, frozen
from timeline_app.model.ranking import Ranking
from timeline_app.model.set_index import SetIndex
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind

Rows = NDArray[np.int32]

_LEAST_CHAIN = 64
"""Fewer events are counted one by one as quickly."""
_MOST_CHAINS = 4
"""Of one precision; what is nested more deeply is counted one by one."""


class Tally(NamedTuple):
    """Numbers of events by bin, each of shape (bins,).

    Attributes:
        known: of those that had a part in the bin whatever their dates are.
        active: of these and those that may.
    """

    known: Indices
    active: Indices


class Place(NamedTuple):
    """Where an event stands in the order of all: earliest start, then latest end, then row."""

    lo: float
    hi: float
    row: int


def place_of(times: TimeColumns, row: int) -> Place:
    """Where a dated row stands in the order."""
    lo, hi = float(times.start_earliest[row]), float(times.end_latest[row])
    if math.isfinite(lo) and math.isfinite(hi):  # asked of many rows in turn, most of which are bounded
        return Place(lo, max(hi, math.nextafter(lo, math.inf)), row)
    taken = times.taken(np.array([row]))
    return Place(float(taken.lo[0]), float(taken.hi[0]), row)


@dataclass(frozen=True, slots=True)
class Chain:
    """Events none of which lies inside another: in the order of their beginnings they end in order, too.

    Attributes:
        lo, hi: their search intervals, in the same order.
        rows: shape (events,), by earliest start, then latest end, then row.
        certain: whether what lies inside a stretch of time is known to have happened there.
    """

    lo: Ranking
    hi: Ranking
    rows: Rows
    certain: bool

    def tally(self, edges: Floats) -> Tally:
        """How many lie inside each bin, and how many may touch it."""
        lo, hi = self.lo.at(edges), self.hi.at(edges)
        active = lo[1:] - hi[:-1]
        return Tally(np.maximum(hi[1:] - lo[:-1], 0) if self.certain else np.zeros_like(active), active)

    def touching(self, _times: TimeColumns, start: float, end: float) -> Rows:
        """The rows of those that may touch a stretch of time: they follow each other."""
        return self.rows[self.hi.count(start) : self.lo.count(end)]


@dataclass(frozen=True, slots=True)
class _Lengths:
    """Events by how long their search interval is, in classes of powers of four.

    Attributes:
        longest: of each class, seconds, ascending; shape (classes,).
        places: of each class, where its events are in the order of their beginnings, ascending.
    """

    longest: Floats
    places: tuple[Rows, ...]

    @classmethod
    def of(cls, lo: Floats, hi: Floats) -> "_Lengths":
        """The classes of events in the order of their beginnings."""
        lengths = hi - lo
        classes = np.where(np.isfinite(lengths), np.frexp(lengths)[1] // 2, np.iinfo(np.int32).max).astype(np.int32)
        distinct = sorted(set(classes.tolist())) if len(classes) < _LEAST_CHAIN else np.unique(classes).tolist()
        places = tuple(frozen(np.flatnonzero(classes == kind).astype(np.int32)) for kind in distinct)
        return cls(np.array([lengths[place].max() for place in places]), places)


@dataclass(frozen=True, slots=True)
class Spans:
    """Events that may lie inside each other.

    An event is known in a bin if, whatever its dates are, it had begun when the bin ended and was not over when it
    began: latest start no later than the bin's end, earliest end no earlier than its beginning.

    Attributes:
        lo, hi: their search intervals, each ascending on its own.
        rows: shape (events,), by earliest start, then latest end, then row.
        lengths: the same by length.
        core_start, core_end: of those with a certain core, each ascending on its own.
        inner_lo, inner_hi: of those that are known only in a bin around both, by `inner_lo`.
        sets: the dates of sets, where the events are sets; else None.
    """

    lo: Ranking
    hi: Ranking
    rows: Rows
    lengths: _Lengths
    core_start: Ranking
    core_end: Ranking
    inner_lo: Floats
    inner_hi: Floats
    sets: SetIndex | None = None

    @classmethod
    def of(cls, times: TimeColumns, rows: Rows, lo: Floats, hi: Floats, sets: SetIndex | None = None) -> "Spans":
        """Some rows in the order of their beginnings; one that is approximate or uncertain is never known."""
        certain = rows[times.flags[rows] == 0] if sets is None else rows[:0]
        taken = times.taken(certain)
        start, end = taken.latest_start, taken.earliest_end
        core = start <= end
        inner = np.argsort(end[~core], kind="stable")
        return cls(
            Ranking.of(lo, inclusive=False),
            Ranking.of(np.sort(hi), inclusive=True),
            frozen(rows),
            _Lengths.of(lo, hi),
            Ranking.of(np.sort(start[core]), inclusive=True),
            Ranking.of(np.sort(end[core]), inclusive=False),
            frozen(end[~core][inner]),
            frozen(start[~core][inner]),
            sets,
        )

    def tally(self, edges: Floats) -> Tally:
        """How many are known in each bin, and how many may touch it; of a set, one of its dates."""
        if self.sets:
            return Tally(self.sets.known(edges), self.sets.active(edges))
        core = self.core_start.at(edges)[1:] - self.core_end.at(edges)[:-1]
        return Tally(core + self._inside(edges), self.lo.at(edges)[1:] - self.hi.at(edges)[:-1])

    def _inside(self, edges: Floats) -> Indices:
        """How many of those without a certain core lie in each bin."""
        here = slice(*np.searchsorted(self.inner_lo, edges[[0, -1]], "left"))
        first = np.searchsorted(edges, self.inner_lo[here], "right") - 1
        inside = self.inner_hi[here] <= edges[first + 1]
        return np.bincount(first[inside], minlength=len(edges) - 1)

    def touching(self, times: TimeColumns, start: float, end: float) -> Rows:
        """The rows of those that may touch a stretch of time."""
        earliest = np.nextafter(start - self.lengths.longest, -np.inf)  # by the length of class after class
        firsts = self.lo.at(earliest[::-1])[::-1].astype(np.int32)
        limit = np.int32(self.lo.count(end))
        found = [self.rows[:0]]
        for first, places in zip(firsts, self.lengths.places, strict=True):
            found.append(self.rows[places[places.searchsorted(first) : places.searchsorted(limit)]])
        rows = np.concatenate(found)
        return rows[times.taken(rows).hi > start]


@dataclass(frozen=True, slots=True)
class TimeIndex:
    """Some dated events, sorted.

    Attributes:
        groups: together they hold each event once.
        size: how many there are.
    """

    groups: tuple[Chain | Spans, ...]
    size: int

    @classmethod
    def of(cls, times: TimeColumns, rows: Indices) -> "TimeIndex":
        """The index of some rows of a table, ascending, each of which has a date: no memory of their own but sorted."""
        taken = times.taken(rows)
        lo, hi = taken.lo, taken.hi
        order = np.argsort(lo, kind="stable")
        lo, hi = lo[order], hi[order]
        if np.any((lo[1:] == lo[:-1]) & (hi[1:] < hi[:-1])):
            order = order[np.lexsort((hi, lo))]
            lo, hi = taken.lo[order], taken.hi[order]
        return cls(tuple(_groups(times, rows[order].astype(np.int32), lo, hi)), len(rows))

    @property
    def rows(self) -> Indices:
        """All rows, in no order."""
        parts = [np.empty(0, np.int32), *(group.rows for group in self.groups)]
        return np.concatenate(parts).astype(np.int64)

    def touching(self, times: TimeColumns, start: float, end: float) -> Indices:
        """The rows of all that may touch a stretch of time, by earliest start, then latest end, then row."""
        parts = [np.empty(0, np.int32), *(group.touching(times, start, end) for group in self.groups)]
        found = np.sort(np.concatenate(parts).astype(np.int64))
        return found[times.taken(found).order]

    def before(self, time: float) -> int:
        """How many are over by a time, whatever their dates are."""
        return sum(group.hi.count(time) for group in self.groups)

    def after(self, time: float) -> int:
        """How many begin at a time or later, whatever their dates are."""
        return self.size - sum(group.lo.count(time) for group in self.groups)

    def count(self, start: float, end: float) -> int:
        """How many may touch a stretch of time."""
        return self.size - self.before(start) - self.after(end)

    def tally(self, edges: Floats) -> Tally:
        """How many are known to have happened, begun, lasted or ended in each bin between ascending edges, or may."""
        nothing = np.zeros(len(edges) - 1, np.int64)
        tallies = [group.tally(edges) for group in self.groups]
        return Tally(sum((one.known for one in tallies), nothing), sum((one.active for one in tallies), nothing))

    # In order

    def first(self, times: TimeColumns, *, last: bool = False) -> Place | None:
        """The first of all, or the last."""
        places = [place_of(times, int(group.rows[-1 if last else 0])) for group in self.groups]
        return (max if last else min)(places, default=None)

    def next_to(self, times: TimeColumns, place: Place, *, back: bool = False) -> Place | None:
        """The first behind a place, or the last before it."""
        found = (_next_in(group, times, place, back=back) for group in self.groups)
        places = [place_of(times, row) for row in found if row is not None]
        return (max if back else min)(places, default=None)


# Building


def _groups(times: TimeColumns, rows: Rows, lo: Floats, hi: Floats) -> Iterator[Chain | Spans]:
    """Chains of moments of each precision, then all others, then sets; from rows in the order of their beginnings."""
    sets = times.kind[rows] == Kind.SET
    left = ~sets
    kinds = times.start_precision[rows] * 2 + (times.flags[rows] > 0)
    moments = (times.kind[rows] == Kind.MOMENT) & np.isfinite(lo) & np.isfinite(hi)
    for kind in np.flatnonzero(np.bincount(kinds[moments], minlength=1)).tolist():
        for places in _chained(np.flatnonzero(moments & (kinds == kind)), hi):
            left[places] = False
            yield _chain(lo[places], hi[places], rows[places], certain=kind % 2 == 0)
    if left.any():
        yield Spans.of(times, rows[left], lo[left], hi[left])
    if times.members and sets.any():
        yield Spans.of(times, rows[sets], lo[sets], hi[sets], SetIndex.of(times.members, np.sort(rows[sets])))


def _chained(places: Indices, hi: Floats) -> Iterator[Indices]:
    """Places of events that make chains: those that end no earlier than all before them, then of the rest the same."""
    for _ in range(_MOST_CHAINS):
        if len(places) < _LEAST_CHAIN:
            return
        ends = hi[places]
        fits = ends >= np.maximum.accumulate(ends)
        yield places[fits]
        places = places[~fits]


def _chain(lo: Floats, hi: Floats, rows: Rows, *, certain: bool) -> Chain:
    return Chain(Ranking.of(lo, inclusive=False), Ranking.of(hi, inclusive=True), frozen(rows), certain)


# Order


def _next_in(group: Chain | Spans, times: TimeColumns, place: Place, *, back: bool) -> int | None:
    """The row of a group that is next to a place in the order, in which its rows are."""
    first, last = (int(np.searchsorted(group.lo.values, place.lo, side)) for side in ("left", "right"))
    bisect = bisect_left if back else bisect_right
    position = bisect(group.rows, place, first, last, key=lambda row: place_of(times, int(row))) - back
    return int(group.rows[position]) if 0 <= position < len(group.rows) else None
