"""Stacking overlapping events of a lane into rows, the same rows wherever the window is."""

import numpy as np

from timeline_app.model.arrays import Floats, Indices


def assign_rows(starts: Floats, ends: Floats, spread: int) -> Indices:
    """A row for each event, so that no two in a row overlap.

    Events that touch, directly or over others, form a cluster, and each cluster is stacked on its own; neighbouring
    clusters that need no more than `spread` rows are taken together, so that their events take turns. With D rows,
    the first D events take one each and event i takes the row of the event whose end is number i - D, which is free
    by then if no more than D overlap at any time.

    Args:
        starts, ends: shape (events,), starts ascending, each end greater than its start.
        spread: rows to use where fewer would do, so that labels have room.

    Returns:
        shape (events,), from 0.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    number = np.arange(len(starts))
    end_order = np.argsort(ends, kind="stable")
    overlapping = number + 1 - np.searchsorted(ends[end_order], starts, "right")
    opens = _cluster_openings(starts, ends)
    shallow = np.maximum.reduceat(overlapping, opens) <= spread
    opens = opens[~(shallow & np.append(False, shallow[:-1]))]
    cluster = np.searchsorted(opens, number, "right") - 1
    rows = np.maximum(np.maximum.reduceat(overlapping, opens), spread)[cluster]
    within = number - opens[cluster]
    heir = np.where(within < rows, number, end_order[np.maximum(number - rows, 0)])
    return _follow(heir, within)


def _cluster_openings(starts: Floats, ends: Floats) -> Indices:
    """The first event of each cluster."""
    furthest = np.maximum.accumulate(ends)
    return np.flatnonzero(np.append(True, starts[1:] >= furthest[:-1]))


def _follow(heir: Indices, own: Indices) -> Indices:
    """Each event's row: that of the first in its chain of heirs, found by pointer doubling."""
    while True:
        further = heir[heir]
        if np.array_equal(further, heir):
            return own[heir]
        heir = further
