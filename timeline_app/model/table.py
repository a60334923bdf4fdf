"""Columns of events and estimates: one array a field, one row a record, read-only.

Numbers are NumPy arrays, text is Arrow. A record (`records.Event`) is made of a row only when someone looks at it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model.arrays import Floats, frozen
from timeline_app.model.edtf import EdtfError
from timeline_app.model.records import Estimate, Event, Lane, SourceRef
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Basis, When


@dataclass(frozen=True)
class EventTable:
    """The events of a timeline as columns, each of shape (events,).

    Attributes:
        times: their times.
        lane: index into the timeline's lanes, int32.
        importance: 0 to 1.
        ids, titles, summaries: text.
        when_texts: the date as the file has it.
        stated: the date in the source's words, or "".
        details: what else a record holds, a JSON object as text, or null where there is nothing else.
    """

    times: TimeColumns
    lane: NDArray[np.int32]
    importance: Floats
    ids: pa.StringArray
    titles: pa.StringArray
    summaries: pa.StringArray
    when_texts: pa.StringArray
    stated: pa.StringArray
    details: pa.StringArray

    @classmethod
    def of(cls, events: Sequence[Event], lanes: Sequence[Lane]) -> "EventTable":
        """The columns of some events.

        Raises:
            KeyError: an event names a lane that isn't there.
        """
        index = {lane.id: position for position, lane in enumerate(lanes)}
        return cls(
            TimeColumns.of(event.when for event in events),
            frozen(np.array([index[event.lane] for event in events], dtype=np.int32)),
            frozen(np.array([event.importance for event in events], dtype=np.float64)),
            text_column(event.id for event in events),
            text_column(event.title for event in events),
            text_column(event.summary for event in events),
            text_column(event.when_text for event in events),
            text_column(event.when.stated if event.when else "" for event in events),
            text_column(_details(event) for event in events),
        )

    def __len__(self) -> int:
        return len(self.lane)

    @property
    def undated(self) -> int:
        """How many events have no date."""
        return len(self) - int(self.times.dated.sum())

    def title(self, row: int) -> str:
        """The title of one event."""
        return self.titles[row].as_py() or ""

    def record(self, row: int, lanes: Sequence[Lane], zone: str) -> Event:
        """One row as a record; `zone` is the file's time zone."""
        details = json.loads(self.details[row].as_py() or "{}")
        when_text = self.when_texts[row].as_py()
        return Event(
            id=self.ids[row].as_py(),
            lane=lanes[self.lane[row]].id,
            when=self._when(row, when_text, details, details.get("zone", zone)),
            title=self.title(row),
            when_text=when_text,
            summary=self.summaries[row].as_py(),
            importance=float(self.importance[row]),
            fields=details.get("fields", {}),
            sources=tuple(SourceRef(**ref) for ref in details.get("sources", ())),
            estimates=tuple(details.get("estimates", ())),
            zone=details.get("zone", ""),
            extra=details.get("extra", {}),
        )

    def _when(self, row: int, when_text: str, details: Mapping[str, Any], zone: str) -> When | None:
        if np.isnan(self.times.start_earliest[row]) and np.isnan(self.times.end_earliest[row]):
            return None
        try:
            when = When.from_edtf(when_text, zone)
        except EdtfError:  # a reader may have understood more than EDTF: the columns are what it read
            return None
        return when.told(self.stated[row].as_py(), Basis(details.get("basis", "stated")), details.get("basis_note", ""))

    def row_of(self, event_id: str) -> int | None:
        """The row of an event by its id."""
        return self._rows_by_id.get(event_id)

    @cached_property
    def _rows_by_id(self) -> Mapping[str, int]:
        return {event_id: row for row, event_id in enumerate(self.ids.to_pylist())}


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

    def row_of(self, estimate_id: str) -> int | None:
        """The row of an estimate by its id."""
        return next((row for row, record in enumerate(self.records) if record.id == estimate_id), None)


def _details(event: Event) -> str | None:
    when = event.when
    found = {
        "basis": when.basis.value if when and when.basis is not Basis.STATED else None,
        "basis_note": when.basis_note if when else None,
        "fields": dict(event.fields),
        "sources": [
            {key: value for key, value in asdict(ref).items() if value or key == "id"} for ref in event.sources
        ],
        "estimates": list(event.estimates),
        "zone": event.zone,
        "extra": dict(event.extra),
    }
    kept = {key: value for key, value in found.items() if value}
    return json.dumps(kept, ensure_ascii=False) if kept else None


def text_column(values: Iterable[str | None]) -> pa.LargeStringArray:
    """A column of texts, which may hold more than two gigabytes."""
    return pa.array(list(values), type=pa.large_string())
