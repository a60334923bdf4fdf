"""Columns of events and estimates: one array a field, one row a record, read-only.

Numbers are NumPy arrays, text is Arrow. A record (`records.Event`) is made of a row only when someone looks at it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model.arrays import Floats, Indices, codes, frozen
from timeline_app.model.edtf import EdtfError
from timeline_app.model.figures import FigureColumns, columns_of
from timeline_app.model.records import Estimate, Event, Extra, Lane, SourceRef
from timeline_app.model.series import SeriesTable
from timeline_app.model.text_columns import text_at, text_column
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Basis, When

_JSON = json.JSONEncoder(ensure_ascii=False)


class EventRow(NamedTuple):
    """What the columns of a table hold of one event, but for its time and further columns.

    Attributes:
        lane: id of its lane.
        details: see `details_of`.
    """

    id: str
    lane: str
    importance: float
    title: str
    summary: str
    when_text: str
    stated: str
    details: str | None


@dataclass(frozen=True)
class EventTable:
    """The events of a timeline as columns, each of shape (events,).

    A column of text in which no event has any is of Arrow's type null, and takes no memory.

    Attributes:
        times: their times.
        lane: index into the timeline's lanes, of an unsigned type.
        importance: 0 to 1.
        ids: text; null for an event that is called by its row, as `made_id` says.
        titles, summaries: text.
        when_texts: the date as the file has it.
        stated: the date in the source's words.
        details: what else a record holds, a JSON object as text, or null where there is nothing else.
        fields: further columns of a data set by name, text; null or "" where an event has none.
        figures: what events themselves count.
    """

    times: TimeColumns
    lane: NDArray[np.unsignedinteger[Any]]
    importance: Floats
    ids: pa.Array
    titles: pa.Array
    summaries: pa.Array
    when_texts: pa.Array
    stated: pa.Array
    details: pa.Array
    fields: Mapping[str, pa.Array] = field(default_factory=dict)
    figures: tuple[FigureColumns, ...] = ()

    @classmethod
    def of(cls, events: Sequence[Event], lanes: Sequence[Lane]) -> "EventTable":
        """The columns of some events.

        Raises:
            KeyError: an event names a lane that isn't there.
        """
        table = cls.of_rows(TimeColumns.of(event.when for event in events), map(_row, events), lanes)
        return replace(table, figures=columns_of(event.figures for event in events))

    @classmethod
    def of_rows(cls, times: TimeColumns, rows: Iterable[EventRow], lanes: Sequence[Lane]) -> "EventTable":
        """The columns of events whose times are columns already, in the same order.

        Raises:
            KeyError: an event names a lane that isn't there.
        """
        index = {lane.id: position for position, lane in enumerate(lanes)}
        ids, lane, importance, *texts = list(zip(*rows, strict=True)) or [()] * len(EventRow._fields)
        return cls(
            times,
            codes(np.array([index[lane_id] for lane_id in lane], dtype=np.int64), len(lanes)),
            frozen(np.array(importance, dtype=np.float64)),
            pa.array(ids, type=pa.large_string()),
            *map(text_column, texts),
        )

    def __len__(self) -> int:
        return len(self.lane)

    @property
    def undated(self) -> int:
        """How many events have no date."""
        return len(self) - int(np.count_nonzero(self.times.dated))

    def title(self, row: int) -> str:
        """The title of one event."""
        return text_at(self.titles, row)

    def titles_of(self, rows: Sequence[int]) -> list[str]:
        """The titles of some events, all at once."""
        return [title or "" for title in self.titles.take(pa.array(rows, type=pa.int64())).to_pylist()]

    def id(self, row: int) -> str:
        """The id of one event."""
        own: str | None = self.ids[row].as_py()
        return made_id(row) if own is None else own

    def record(self, row: int, lanes: Sequence[Lane], zone: str) -> Event:
        """One row as a record; `zone` is the file's time zone."""
        details = json.loads(text_at(self.details, row) or "{}")
        when_text = text_at(self.when_texts, row)
        further = {name: text for name, column in self.fields.items() if (text := text_at(column, row))}
        return Event(
            id=self.id(row),
            lane=lanes[self.lane[row]].id,
            when=self._when(row, when_text, details, details.get("zone", zone)),
            title=self.title(row),
            when_text=when_text,
            summary=text_at(self.summaries, row),
            importance=float(self.importance[row]),
            fields=further | details.get("fields", {}),
            sources=tuple(SourceRef(**ref) for ref in details.get("sources", ())),
            estimates=tuple(details.get("estimates", ())),
            zone=details.get("zone", ""),
            extra=details.get("extra", {}),
            figures=tuple(figure for one in self.figures if (figure := one.figure(row))),
        )

    def rows_detailing(self, key: str) -> list[int]:
        """The events whose details may hold something under a key."""
        if pa.types.is_null(self.details.type):
            return []
        import pyarrow.compute as pc  # slow to import, and needed only here

        found = pc.match_substring(self.details, f'"{key}"').fill_null(False)
        rows: list[int] = np.flatnonzero(found.to_numpy(zero_copy_only=False)).tolist()
        return rows

    def _when(self, row: int, when_text: str, details: Mapping[str, Any], zone: str) -> When | None:
        if np.isnan(self.times.start_earliest[row]) and np.isnan(self.times.end_earliest[row]):
            return None
        try:
            when = When.from_edtf(when_text, zone)
        except EdtfError:  # a reader may have understood more than EDTF: the columns are what it read
            return None
        return when.told(
            text_at(self.stated, row), Basis(details.get("basis", "stated")), details.get("basis_note", "")
        )

    def row_of(self, event_id: str) -> int | None:
        """The row of an event by its id."""
        return self._rows_by_id.get(event_id)

    @cached_property
    def _rows_by_id(self) -> Mapping[str, int]:
        return {self.id(row): row for row in range(len(self))}


@dataclass(frozen=True)
class EstimateTable:
    """The estimates of a timeline: its records, and the columns of their dates.

    Attributes:
        records: shape (estimates,).
        times: the date of each, `Estimate.date`.
    """

    records: tuple[Estimate, ...]
    times: TimeColumns

    @classmethod
    def of(cls, records: Sequence[Estimate]) -> "EstimateTable":
        """The table of some estimates."""
        return cls(tuple(records), TimeColumns.of(record.date for record in records))

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def numbers(self) -> Floats:
        """Low, best and high of each, NaN where absent; shape (estimates, 3)."""
        quantities = (record.quantity for record in self.records)
        named = [(one.low, one.best, one.high) for one in quantities]
        return frozen(np.array(named, np.float64).reshape(-1, 3))

    @cached_property
    def series(self) -> SeriesTable:
        """Which of them are one count."""
        return SeriesTable.of(self.records, self.times, self.numbers)

    @cached_property
    def superseded(self) -> tuple[Indices, Indices]:
        """The rows of those that supersede another, and the rows of these, by the telling that stands for each."""
        named = ((row, self.row_of(record.supersedes)) for row, record in enumerate(self.records) if record.supersedes)
        pairs = np.array([(row, other) for row, other in named if other is not None], np.int64).reshape(-1, 2)
        by, of = self.series.same[pairs].T
        return by, of

    def row_of(self, estimate_id: str) -> int | None:
        """The row of an estimate by its id."""
        return self._rows_by_id.get(estimate_id)

    @cached_property
    def _rows_by_id(self) -> Mapping[str, int]:
        return {record.id: row for row, record in reversed(list(enumerate(self.records)))}


def _row(event: Event) -> EventRow:
    when = event.when
    details = details_of(
        basis=when.basis if when else Basis.STATED,
        basis_note=when.basis_note if when else "",
        fields=event.fields,
        sources=event.sources,
        estimates=event.estimates,
        zone=event.zone,
        extra=event.extra,
    )
    stated = when.stated if when else ""
    return EventRow(
        event.id, event.lane, event.importance, event.title, event.summary, event.when_text, stated, details
    )


def details_of(
    *,
    basis: Basis,
    basis_note: str,
    fields: Extra,
    sources: Sequence[SourceRef],
    estimates: Sequence[str],
    zone: str,
    extra: Extra,
) -> str | None:
    """What has no column of its own of an event, as a JSON object; None where there is nothing."""
    found = {
        "basis": None if basis is Basis.STATED else basis.value,
        "basis_note": basis_note,
        "fields": dict(fields),
        "sources": [_reference(ref) for ref in sources],
        "estimates": estimates,
        "zone": zone,
        "extra": dict(extra),
    }
    kept = {key: value for key, value in found.items() if value}
    return _JSON.encode(kept) if kept else None


def _reference(ref: SourceRef) -> dict[str, Any]:
    members = {"role": ref.role, "locator": ref.locator, "quote": ref.quote, "extra": ref.extra}
    return {"id": ref.id} | {key: value for key, value in members.items() if value}


def made_id(row: int) -> str:
    """The id of an event that has none of its own."""
    return f"event-{row + 1}"
