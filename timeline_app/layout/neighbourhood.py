"""The events near the window, kept from frame to frame: in a table of millions each row is far from the next."""

from typing import NamedTuple

import numpy as np

from timeline_app.model.arrays import Floats, Indices
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import TimeIndex

_MOST = 1024
"""So many events are kept at most: of millions each is far from the next in memory."""
_BEYOND = 1.0
"""How far what is kept reaches beyond what was asked for, on either side, of its duration."""


class Listed(NamedTuple):
    """Some rows of a table, by earliest start, then latest end, then row.

    Attributes:
        rows: shape (events,).
        times: theirs, in the same order.
    """

    rows: Indices
    times: TimeColumns


class _Stretch(NamedTuple):
    """What may touch a stretch of time.

    Attributes:
        start, end: seconds.
        listed: all of it.
        lo, hi: the search intervals, in the same order.
    """

    start: float
    end: float
    listed: Listed
    lo: Floats
    hi: Floats


class Neighbourhood:
    """Lists the events of a lane that may touch a stretch of time, and remembers those around the last ones."""

    def __init__(self, times: TimeColumns, index: TimeIndex) -> None:
        self._times, self._index = times, index
        self._kept: dict[bool, _Stretch] = {}

    def listed(self, start: float, end: float, *, passing: bool = False) -> Listed:
        """All that may touch a stretch of time.

        Args:
            start, end: seconds.
            passing: whether this stretch is looked at in passing: what is kept of the last other one stays.
        """
        kept = next((one for one in self._kept.values() if one.start <= start and end <= one.end), None)
        found = kept or self._found(start, end, passing)
        touching = np.flatnonzero((found.lo < end) & (found.hi > start))
        return Listed(found.listed.rows[touching], found.listed.times.taken(touching))

    def _found(self, start: float, end: float, passing: bool) -> _Stretch:
        """A stretch of time with what is around it, unless that is too much to be kept."""
        beyond = (end - start) * _BEYOND
        if not passing and self._index.count(start - beyond, end + beyond) > _MOST:
            return self._stretch(start, end)
        found = self._stretch(start - beyond, end + beyond)
        if len(found.lo) <= _MOST:
            self._kept[passing] = found
        return found

    def _stretch(self, start: float, end: float) -> _Stretch:
        rows = self._index.touching(self._times, start, end)
        times = self._times.taken(rows)
        return _Stretch(start, end, Listed(rows, times), times.lo, times.hi)
