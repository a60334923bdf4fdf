"""Which estimates were current at a time: known then, or possibly known, and which they replaced."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.series import Series, SeriesTable
from timeline_app.model.table import EstimateTable
from timeline_app.model.time_columns import TimeColumns


@dataclass(frozen=True, slots=True)
class Current:
    """The estimates of one series at a time, rows of the estimate table; of a figure told twice one telling.

    Attributes:
        series: what they have in common.
        known: the latest known; more than one where their order can't be known.
        possible: those whose date may lie before the time or after it.
        earlier: known ones that a later one has replaced, oldest first.
    """

    series: Series
    known: tuple[int, ...]
    possible: tuple[int, ...]
    earlier: tuple[int, ...]


def are_known(dates: TimeColumns, at: float) -> Mask:
    """Which dates lie before a time for certain; what is approximate or uncertain does so somewhat later."""
    return np.asarray(dates.blurred.hi <= at)


def are_possible(dates: TimeColumns, at: float) -> Mask:
    """Which dates may lie before a time, and may not: an open earlier end is no evidence that they do."""
    times = dates.blurred
    return np.isfinite(times.lo) & (times.lo < at) & (at < times.hi)


def current_at(estimates: EstimateTable, at: float, left: Mask | None = None) -> tuple[Current, ...]:
    """The estimates that were current at a time, by series, in the order of the table.

    Args:
        estimates: the table.
        at: seconds, the exclusive end of the date: what is dated 28 February is known at its close.
        left: which of them a filter has left, shape (estimates,); the others are as if they weren't there. None is all.
    """
    if not len(estimates):
        return ()
    series = estimates.series
    told = series.same == np.arange(len(estimates))
    told = told if left is None else told & left
    known, possible = are_known(estimates.times, at) & told, are_possible(estimates.times, at) & told
    replaced = _replaced(estimates, known)
    in_order, ends = np.arange(len(estimates)), estimates.times.blurred.hi
    chosen = ((known & ~replaced, in_order), (possible, in_order), (replaced, ends))
    parts = [_by_series(series, np.flatnonzero(part), order) for part, order in chosen]
    found = (Current(key, *of_one) for key, *of_one in zip(series.keys, *parts, strict=True))
    return tuple(current for current in found if current.known or current.possible)


def _replaced(estimates: EstimateTable, known: Mask) -> Mask:
    """Which known estimates a later one of their series has replaced, or one that says that it supersedes them."""
    of_row, times = estimates.series.of_row, estimates.times.blurred
    older = known & (times.hi <= _newest(of_row, times.lo, known)[of_row])
    by, superseded = estimates.superseded
    counts = known[by] & known[superseded] & (of_row[by] == of_row[superseded])
    replaced = older.copy()
    replaced[superseded[counts]] = True
    in_circles = _numbers(of_row[replaced], of_row) == _numbers(of_row[known], of_row)
    return np.where(in_circles[of_row], older, replaced)  # what supersedes each other in a circle replaces nothing


def _numbers(chosen: Indices, of_row: Indices) -> Indices:
    """How many were chosen of each series."""
    return np.bincount(chosen, minlength=int(of_row.max()) + 1)


def _newest(of_row: Indices, starts: Floats, known: Mask) -> Floats:
    """The latest beginning of a known date in each series."""
    newest = np.full(int(of_row.max()) + 1, -np.inf)
    np.maximum.at(newest, of_row[known], starts[known])
    return newest


def _by_series(series: SeriesTable, rows: Indices, order: Floats | Indices) -> list[tuple[int, ...]]:
    """Those of some rows that are of each series, in an order that each row has a place in."""
    of_row = series.of_row
    rows = rows[np.lexsort((rows, order[rows], of_row[rows]))]
    limits = np.searchsorted(of_row[rows], np.arange(len(series.keys) + 1)).tolist()
    listed = rows.tolist()
    return [tuple(listed[start:stop]) for start, stop in pairwise(limits)]
