"""Showing files that were read again: what was selected and filtered is found in them anew, off the GUI thread."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import FigureKind, Item
from timeline_app.model.table import EventTable
from timeline_app.model.text_columns import text_at
from timeline_app.model.timeline import Timeline
from timeline_app.ui.item_search import find_items, kept_of

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
        counted: the figure that lanes sum up, or None.
    """

    timeline: Timeline
    selected: Item | None
    filter: str
    counted: FigureKind | None = None

    def __call__(self, timeline: Timeline) -> Followed:
        """What becomes of it in another timeline."""
        whole = TimelineIndex.of(timeline)
        shown = self._filtered(timeline) or whole
        if self.counted:
            shown.figure_indexes(self.counted)
        return Followed(whole, shown, self._found(timeline))

    def _filtered(self, timeline: Timeline) -> TimelineIndex | None:
        found = find_items(timeline, self.filter, lambda: True, lambda _: None) if self.filter else None
        hits = found.hits if found else None
        kept = None if hits is None else kept_of(hits, self.filter, timeline)
        return None if kept is None else TimelineIndex.of(timeline, kept)

    def _found(self, timeline: Timeline) -> Item | None:
        if self.selected is None:
            return None
        if self.selected.table == "event":
            row = _event_again(self.timeline, self.selected.row, timeline)
        else:
            row = _estimate_again(self.timeline, self.selected.row, timeline)
        return None if row is None else Item(self.selected.table, row)


def _event_again(before: Timeline, row: int, after: Timeline) -> int | None:
    """The row of an event in a timeline that was read later; see `_same_events`."""
    return next(_nearest(_same_events(before, row, after), row), None)


def _same_events(of: Timeline, row: int, after: Timeline) -> tuple[list[int], ...]:
    """The rows that may be an event's, those that are its for sure first.

    By its id and title, by its title and date, by its own id, by its place in its file, by its title alone.
    """
    event_id, (title, date) = text_at(of.events.ids, row), _told(of.events, row)
    titled = _rows_of(after.events.titles, title)
    called = [] if _MADE.fullmatch(event_id) else _rows_of(after.events.ids, event_id)
    named = [found for found in called if after.events.title(found) == title]
    return named, _dated(after.events, titled, date), called, _in_place(of, row, after), titled


def _in_place(of: Timeline, row: int, after: Timeline) -> list[int]:
    """The events at the place of one that has another title or date now, and was not at another place before."""
    place, (title, date) = of.event_place(row), _told(of.events, row)
    found = [(row, _told(after.events, row)) for row in after.events_at(place)] if place else []
    alike = [(row, told) for row, told in found if told[0] == title or told[1] == date]
    return [row for row, told in alike if not _dated(of.events, _rows_of(of.events.titles, told[0]), told[1])]


def _told(events: EventTable, row: int) -> tuple[str, str]:
    return events.title(row), text_at(events.when_texts, row)


def _dated(events: EventTable, rows: list[int], date: str) -> list[int]:
    """Those of some events that have a date."""
    return [row for row in rows if text_at(events.when_texts, row) == date]


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
