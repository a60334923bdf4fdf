"""Sums of the figures of events in calendar bins: of those in a bin for certain, and of those dated more vaguely."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timeline_app.layout.steps import Step
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Floats, Mask
from timeline_app.model.figure_index import BEST, EVENTS, HIGH, LOW, ROWS, STOOD_IN, FigureIndex, FigureTally
from timeline_app.model.zones import UTC, Zone


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of some events, added up.

    Attributes:
        low, best, high: the sums.
        events: how many they are.
        stood_in: in how many of them the best figure stands in for a low or high one that is not given.
    """

    low: float
    best: float
    high: float
    events: int
    stood_in: int = 0

    @classmethod
    def of(cls, column: Floats) -> "Sum":
        """A column of a table of sums, shape (ROWS,)."""
        low, best, high = (float(column[row]) for row in (LOW, BEST, HIGH))
        return cls(low, best, high, round(float(column[EVENTS])), round(float(column[STOOD_IN])))


@dataclass(frozen=True, slots=True)
class Vague:
    """Events of which it isn't known in which bins of a stretch they were: their figures are told of all of it, once.

    Attributes:
        first, limit: its bins are those from the first up to the limit.
        start, end: seconds; the ends of these bins.
        sum: of their figures.
        open_start, open_end: whether they may have been before the bins that are in view, or after them.
    """

    first: int
    limit: int
    start: float
    end: float
    sum: Sum
    open_start: bool
    open_end: bool


@dataclass(frozen=True, eq=False)
class FigureBins:
    """The sums in the bins of a window.

    Attributes:
        step: the calendar step that each bin is.
        edges: shape (bins + 1,), seconds, ascending.
        tally: see `FigureTally`.
        zone: by whose clocks they begin.
    """

    step: Step
    edges: Floats
    tally: FigureTally
    zone: Zone = UTC

    @classmethod
    def of(cls, index: FigureIndex, step: Step, window: TimeWindow, zone: Zone = UTC) -> "FigureBins":
        """The sums in the bins that touch a window."""
        edges = step.edges(window, zone)
        return cls(step, edges, index.tally(edges), zone)

    def __len__(self) -> int:
        return len(self.edges) - 1

    @cached_property
    def most(self) -> float:
        """The greatest high sum."""
        return float(self.tally.known[HIGH].max(initial=0.0))

    def known(self, position: int) -> Sum:
        """What is in a bin for certain."""
        return Sum.of(self.tally.known[:, position])

    def may_touch(self, position: int) -> int:
        """How many events with a figure may be in a bin, and may not, or not all of their time."""
        return round(float(self._vague_counts[position]))

    @cached_property
    def has_vague(self) -> Mask:
        """Which bins have a part in a stretch of what is vaguer, shape (bins,)."""
        return np.asarray(self._vague_counts > 0)

    @cached_property
    def _vague_counts(self) -> Floats:
        known, begun, over, *_ = self.tally
        return np.asarray(begun[EVENTS, 1:] - over[EVENTS, :-1] - known[EVENTS])

    @cached_property
    def vague(self) -> tuple[Vague, ...]:
        """The stretches that hold all events that are in no bin for certain, each event in one of them.

        An event that lies across an edge joins the bins on both sides of it; where none does, a stretch ends.
        """
        known, begun, over, *_ = self.tally
        has = self.has_vague
        crossed = begun[EVENTS] > over[EVENTS]
        joined = has[1:] & has[:-1] & crossed[1:-1]
        begins = np.flatnonzero(has & ~np.append(False, joined))
        limits = np.flatnonzero(has & ~np.append(joined, False)) + 1
        inside = np.concatenate([np.zeros((ROWS, 1)), np.cumsum(known, axis=1)], axis=1)
        sums = begun[:, limits] - over[:, begins] - (inside[:, limits] - inside[:, begins])
        return tuple(
            Vague(
                first,
                limit,
                float(self.edges[first]),
                float(self.edges[limit]),
                Sum.of(sums[:, number]),
                bool(crossed[first]),
                bool(crossed[limit]),
            )
            for number, (first, limit) in enumerate(zip(begins.tolist(), limits.tolist(), strict=True))
        )

    def vague_at(self, position: int) -> Vague | None:
        """The stretch that a bin belongs to, or None."""
        return next((one for one in self.vague if one.first <= position < one.limit), None)

    def bare(self, position: int) -> int:
        """How many events that may be in a bin carry bounds without a best figure."""
        return int(self.tally.bare[position])

    def worded(self, position: int) -> int:
        """How many events that may be in a bin have words and no number as their figure."""
        return int(self.tally.worded[position])

    def cover(self, window: TimeWindow) -> bool:
        """Whether all bins that touch a window are among them."""
        return bool(self.edges[0] <= window.start and window.end <= self.edges[-1])

    def within(self, window: TimeWindow) -> "FigureBins":
        """Those that touch a window."""
        first = int(self.edges.searchsorted(window.start, "right")) - 1
        last = int(self.edges.searchsorted(window.end, "left"))
        known, begun, over, *unsummed = self.tally
        edges = slice(first, last + 1)
        bare, worded = (counts[first:last] for counts in unsummed)
        tally = FigureTally(known[:, first:last], begun[:, edges], over[:, edges], bare, worded)
        return FigureBins(self.step, self.edges[edges], tally, self.zone)


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of what touches a stretch of time.

    Attributes:
        inside: of events that were inside for certain.
        touching: of those that may have been inside, or were in part.
        bare: how many that may touch it have bounds without a best figure.
        worded: how many of them have words and no number as their figure.
        undated: how many have such a figure and no date.
    """

    inside: Sum
    touching: Sum
    bare: int
    worded: int
    undated: int


def totals_in(indexes: list[FigureIndex], window: TimeWindow) -> Totals:
    """The figures of what touches a window, from some lanes."""
    edges = np.array([window.start, window.end])
    inside, touching, bare, worded = np.zeros(ROWS), np.zeros(ROWS), 0, 0
    for index in indexes:
        known, begun, over, bounds, words = index.tally(edges)
        inside += known[:, 0]
        touching += begun[:, 1] - over[:, 0] - known[:, 0]
        bare += int(bounds[0])
        worded += int(words[0])
    return Totals(Sum.of(inside), Sum.of(touching), bare, worded, sum(index.undated for index in indexes))
