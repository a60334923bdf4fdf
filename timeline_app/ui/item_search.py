"""What words find, in numbers and as the first of a list: searched off the GUI thread, told while it is under way."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.layout.view import NO_ITEMS, Item, Items, TableName
from timeline_app.model.arrays import Indices
from timeline_app.model.blocks import earliest
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline

if TYPE_CHECKING:
    from timeline_app.model.search import Found, Query

MOST_LISTED = 500
"""So many can be looked through."""
_FIRST_TOLD, _TOLD_AGAIN = 0.05, 0.2
"""What is found is told so long after the search began, and then so often, seconds."""


@dataclass(frozen=True)
class FoundItems:
    """What a search found, or has found so far.

    Attributes:
        certain: how many are known to be what was asked for.
        possible: of how many it can't be known, since their dates are too vague.
        listed: the first of those that are certain: events in time order, then estimates.
        unsure: the first of those that are possible, as many as there is still room for.
        hits: all that are certain; None while the search goes on.
        fault: why the search can't be understood, or "".
    """

    certain: int = 0
    possible: int = 0
    listed: tuple[Item, ...] = ()
    unsure: tuple[Item, ...] = ()
    hits: Items | None = NO_ITEMS
    fault: str = ""


def find_items(
    timeline: Timeline, text: str, wanted: Callable[[], bool], tell: Callable[[FoundItems], None]
) -> FoundItems | None:
    """What holds the words and stands in the relations that were typed, see `Query.of`.

    Args:
        timeline, text: where is searched, and what for.
        wanted: asked between two blocks of events whether to go on; where not, None is the answer.
        tell: given what is found so far, now and then.
    """
    from timeline_app.model.field_words import has_field  # none of this is needed to start
    from timeline_app.model.search import Query, QueryError

    try:
        query = Query.of(text, timeline.time_zone, lambda name: has_field(timeline.events, name))
    except QueryError as error:
        return FoundItems(fault=str(error))
    return _found(timeline, query, wanted, tell)


def _found(
    timeline: Timeline, query: "Query", wanted: Callable[[], bool], tell: Callable[[FoundItems], None]
) -> FoundItems | None:
    from timeline_app.model.search import find_estimates, search_events

    certain, possible = _Gathered(timeline.events.times), _Gathered(timeline.events.times)
    told = time.monotonic() + _FIRST_TOLD
    for found in search_events(timeline, query):
        if not wanted():
            return None
        certain.add(found.certain)
        possible.add(found.possible)
        if time.monotonic() >= told:
            tell(_so_far(certain, possible))
            told = time.monotonic() + _TOLD_AGAIN
    return _with_estimates(certain, possible, find_estimates(timeline, query)) if wanted() else None


class _Gathered:
    """Events that were found in one block after the other.

    Attributes:
        count: how many there are.
    """

    def __init__(self, times: TimeColumns) -> None:
        self._times = times
        self._parts: list[Indices] = []
        self._first = np.empty(0, dtype=np.int64)
        self.count = 0

    def add(self, rows: Indices) -> None:
        """Put more of them behind the others."""
        if len(rows):
            self._parts.append(rows)
            self._first = earliest(self._times, np.concatenate([self._first, rows]), MOST_LISTED)
            self.count += len(rows)

    @property
    def rows(self) -> Indices:
        """All of them, ascending."""
        return np.concatenate(self._parts) if self._parts else self._first

    @property
    def first(self) -> tuple[Item, ...]:
        """Those that come first in time, as many as are listed."""
        return _items("event", self._first)


def _so_far(certain: _Gathered, possible: _Gathered) -> FoundItems:
    listed = certain.first
    return FoundItems(certain.count, possible.count, listed, possible.first[: MOST_LISTED - len(listed)], None)


def _with_estimates(certain: _Gathered, possible: _Gathered, estimates: "Found") -> FoundItems:
    listed = (*certain.first, *_items("estimate", estimates.certain))[:MOST_LISTED]
    unsure = (*possible.first, *_items("estimate", estimates.possible))[: MOST_LISTED - len(listed)]
    return FoundItems(
        certain.count + len(estimates.certain),
        possible.count + len(estimates.possible),
        listed,
        unsure,
        Items(certain.rows, estimates.certain),
    )


def _items(table: TableName, rows: Indices) -> tuple[Item, ...]:
    """The first of some rows, as items."""
    return tuple(Item(table, row) for row in rows[:MOST_LISTED].tolist())


def kept_of(hits: Items, words: str, timeline: Timeline) -> Items | None:
    """What a filter keeps of what some words have found, or None where that would be nothing.

    Words leave out events alone: estimates are compared with each other, whatever is read beside them. A search by date
    leaves out both.
    """
    from timeline_app.model.search import asks_for_dates  # not needed to start

    if words and asks_for_dates(words):
        return hits if len(hits) else None
    return Items(hits.events, np.arange(len(timeline.estimates))) if words and len(hits.events) else None
