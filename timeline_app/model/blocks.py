"""Long tables looked through a block of rows at a time, so that what follows from them never fills the memory."""

from collections.abc import Iterable, Iterator

import numpy as np

from timeline_app.model.arrays import Indices
from timeline_app.model.time_columns import TimeColumns

_BLOCK = 16_384
"""What is reckoned of so many rows stays in near memory, and is done within milliseconds."""


def blocks(rows: int) -> Iterator[Indices]:
    """The rows of a table one after the other, some at a time."""
    for start in range(0, rows, _BLOCK):
        yield np.arange(start, min(start + _BLOCK, rows))


def gathered(parts: Iterable[Indices]) -> Iterator[Indices]:
    """The few rows that are left of each of many blocks, together: as many as a block holds, or somewhat more."""
    held: list[Indices] = []
    count = 0
    for part in parts:
        held.append(part)
        count += len(part)
        if count >= _BLOCK:
            yield np.concatenate(held)
            held, count = [], 0
    if held:
        yield np.concatenate(held)


def earliest(times: TimeColumns, rows: Indices, most: int) -> Indices:
    """The first of some rows in time order: earliest start, then latest, then row; those without a date come last.

    Args:
        times: of the whole table.
        rows: which of them; those whose times are the same stay in this order.
        most: how many at most.
    """
    taken = times.taken(rows)
    lo = taken.lo  # NaN, which is sorted last, without a date
    kept = np.arange(len(rows))
    if most < len(rows):
        kept = np.flatnonzero(~(lo > np.partition(lo, most - 1)[most - 1]))
    order = np.lexsort((taken.hi[kept], lo[kept]))
    return rows[kept[order[:most]]]
