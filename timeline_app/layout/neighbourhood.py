"""The events near the window, kept from frame to frame: in a table of millions each row is far from the next."""

from typing import NamedTuple

import numpy as np

from timeline_app.model.arrays import Floats, Indices
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import TimeIndex

_MOST = 4096
"""So many events are kept at most."""
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
    """Lists the events of a lane that may touch a stretch of time, and remembers those around the last one."""

    def __init__(self, times: TimeColumns, index: TimeIndex) -> None:
        self._times, self._index = times, index
        self._kept: _Stretch | None = None

    def listed(self, start: float, end: float) -> Listed:
        """All that may touch a stretch of time; it may be a mere instant."""
        kept = self._kept
        if kept is None or not (kept.start <= start and end <= kept.end):
            beyond = (end - start) * _BEYOND
            if end > start and self._index.count(start - beyond, end + beyond) <= _MOST:
                kept = self._kept = self._stretch(start - beyond, end + beyond)
            else:
                kept = self._stretch(start, end)
        touching = np.flatnonzero((kept.lo < end) & (kept.hi > start))
        return Listed(kept.listed.rows[touching], kept.listed.times.taken(touching))

    def _stretch(self, start: float, end: float) -> _Stretch:
        rows = self._index.touching(self._times, start, end)
        times = self._times.taken(rows)
        return _Stretch(start, end, Listed(rows, times), times.lo, times.hi)
