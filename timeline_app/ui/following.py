"""Showing files that were read again: what was selected and filtered is found in them anew, off the GUI thread."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item
from timeline_app.model.table import EventTable
from timeline_app.model.text_columns import text_at
from timeline_app.model.timeline import Timeline
from timeline_app.ui.item_search import find_items

_MADE = re.compile(r"event-\d+")
"""Ids that say no more than the place of an event in its file."""


@dataclass(frozen=True, eq=False)
class Followed:
    """Another state of the files that are shown, prepared.

    Attributes:
        whole: all of it.
        shown: what the filter leaves of it; the same as `whole` without a filter, or where it finds nothing any more.
        selected: what was selected before, where it is still there.
    """

    whole: TimelineIndex
    shown: TimelineIndex
    selected: Item | None


@dataclass(frozen=True, eq=False)
class Following:
    """What is to be found again.

    Attributes:
        timeline: that was shown before.
        selected: in that, or None.
        filter: the words whose finds alone are shown, or "".
    """

    timeline: Timeline
    selected: Item | None
    filter: str

    def __call__(self, timeline: Timeline) -> Followed:
        """What becomes of it in another timeline."""
        whole = TimelineIndex.of(timeline)
        return Followed(whole, self._filtered(timeline) or whole, self._found(timeline))

    def _filtered(self, timeline: Timeline) -> TimelineIndex | None:
        found = find_items(timeline, self.filter, lambda: True, lambda _: None) if self.filter else None
        hits = found.hits if found else None
        return TimelineIndex.of(timeline, hits) if hits is not None and len(hits.events) else None

    def _found(self, timeline: Timeline) -> Item | None:
        if self.selected is None:
            return None
        if self.selected.table == "event":
            row = _event_again(self.timeline.events, self.selected.row, timeline.events)
        else:
            row = _estimate_again(self.timeline, self.selected.row, timeline)
        return None if row is None else Item(self.selected.table, row)


def _event_again(before: EventTable, row: int, after: EventTable) -> int | None:
    """The row of an event in a table that was read later: by its id and title, its title and date, its own id."""
    event_id = text_at(before.ids, row)
    title, date = before.title(row), text_at(before.when_texts, row)
    called, titled = _rows_of(after.ids, event_id), _rows_of(after.titles, title)
    dated = [found for found in titled if text_at(after.when_texts, found) == date]
    named = [found for found in called if after.title(found) == title]
    if _MADE.fullmatch(event_id):
        named, called = [], []
    return next(_nearest((named, dated, called), row), None)


def _nearest(choices: tuple[list[int], ...], row: int) -> Iterator[int]:
    """Of each choice of rows the one that is nearest to another."""
    return (min(rows, key=lambda found: abs(found - row)) for rows in choices if rows)


def _rows_of(column: pa.Array, text: str) -> list[int]:
    """The rows of a column in which a text stands; none for no text."""
    if not text or pa.types.is_null(column.type):
        return []
    import pyarrow.compute as pc  # slow to import, and needed only here

    same = pc.equal(column, pa.scalar(text, column.type)).fill_null(False)
    rows: list[int] = np.flatnonzero(same.to_numpy(zero_copy_only=False)).tolist()
    return rows


def _estimate_again(before: Timeline, row: int, after: Timeline) -> int | None:
    """The row of an estimate: the same figure of the same publisher and date, or else what is called so."""
    record = before.estimates.records[row]
    records = after.estimates.records

    def told(of: Timeline, number: int) -> tuple[object, ...]:
        one = of.estimates.records[number]
        return of.publisher(one.publisher).title, one.measure, one.subject, one.quantity, one.as_of, one.published

    wanted = told(before, row)
    same = [number for number in range(len(records)) if told(after, number) == wanted]
    called = [number for number, one in enumerate(records) if one.id == record.id]
    both = [number for number in same if number in called]
    return next(_nearest((both, same, called), row), None)
