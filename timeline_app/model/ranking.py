"""How many of millions of sorted times lie before any others: binary search that stays out of far memory."""

from dataclasses import dataclass
from math import isfinite

import numpy as np

from timeline_app.model import calendar
from timeline_app.model.arrays import Floats, Indices, frozen

_CELLS = (*(calendar.MINUTE * count for count in (1, 10)), *(calendar.HOUR * count for count in (1, 3, 6, 12, 24)))
"""What lies between two entries of a guide may take so long, seconds: bins of strips begin where entries are."""
_SPARSENESS = 16
"""There are so many values to an entry of a guide at least."""
_LEAST = 4096
"""Fewer values are in near memory anyway."""
_FARTHEST = 2.0**52
"""Up to here either side of 1970 each second has a float of its own: a hundred million years."""


@dataclass(frozen=True, slots=True)
class _Guide:
    """The ranks of times at regular intervals.

    Attributes:
        first, last: the first and the last of the times, seconds, multiples of `cell`; the finite values lie between.
        cell: seconds from one to the next.
        ranks: shape (times,), int32.
    """

    first: float
    last: float
    cell: float
    ranks: Indices

    def entries(self, times: Floats) -> tuple[Indices, bool]:
        """Which entry each finite time is at, or lies behind, and whether all are at one.

        What lies outside is at the first or the last. A float may be so near to the next entry that it is behind that.
        """
        inside = np.minimum(np.maximum(times, self.first), self.last)
        entries = ((inside - self.first) / self.cell).astype(np.int64)
        return entries, bool((self.first + entries * self.cell == inside).all())


@dataclass(frozen=True, slots=True)
class Ranking:
    """Some times, sorted, and how many of them lie before others.

    Attributes:
        values: shape (times,), ascending, seconds.
        inclusive: whether a time that is the same counts as lying before.
    """

    values: Floats
    inclusive: bool
    _guide: _Guide | None = None

    @classmethod
    def of(cls, values: Floats, *, inclusive: bool) -> "Ranking":
        """The ranking of some times that ascend."""
        values = frozen(values)
        plain = cls(values, inclusive)
        guide = _guide_of(plain)
        return plain if guide is None else cls(values, inclusive, guide)

    def __len__(self) -> int:
        return len(self.values)

    def at(self, times: Floats) -> Indices:
        """How many of the values lie before each of some ascending times."""
        if self._guide is None or not len(times) or not (isfinite(times[0]) and isfinite(times[-1])):
            return self._searched(times, 0, len(self.values))
        (entries, exact), ranks = self._guide.entries(times), self._guide.ranks
        if exact:
            return np.asarray(ranks[entries])
        first, last = max(int(entries[0]) - 1, 0), min(int(entries[-1]) + 1, len(ranks) - 1)
        return self._searched(times, int(ranks[first]), int(ranks[last]))

    def count(self, time: float) -> int:
        """How many of the values lie before a time."""
        return int(self.values.searchsorted(time, "right" if self.inclusive else "left"))

    def _searched(self, times: Floats, first: int, last: int) -> Indices:
        """The same, by search among the values from one rank to another."""
        found: Indices = self.values[first:last].searchsorted(times, "right" if self.inclusive else "left")
        return found + first


def _guide_of(ranking: Ranking) -> _Guide | None:
    """The ranks at the beginnings of days, or of as short a part of them as there are values for."""
    if len(ranking) < _LEAST:
        return None
    start, end = _finite_ends(ranking.values)
    most = len(ranking) // _SPARSENESS
    cell = next((cell for cell in _CELLS if (end - start) / cell < most), None)
    if cell is None or max(-start, end) > _FARTHEST:
        return None
    first, last = ((bound // cell + beyond) * cell for bound, beyond in ((start, -1), (end, 1)))
    times = np.arange(first // cell, last // cell + 1) * cell
    return _Guide(first, last, cell, frozen(ranking.at(times).astype(np.int32)))


def _finite_ends(values: Floats) -> tuple[float, float]:
    """The least and the greatest finite value."""
    first, last = np.searchsorted(values, -np.inf, "right"), np.searchsorted(values, np.inf, "left")
    return (float(values[first]), float(values[last - 1])) if first < last else (0.0, 0.0)
