"""Columns of events and estimates: one array a field, one row a record, read-only.

Numbers are NumPy arrays, text is Arrow. A record (`records.Event`) is made of a row only when someone looks at it.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model.edtf import EdtfError, Precision
from timeline_app.model.records import Estimate, Event, Lane, SourceRef
from timeline_app.model.when import Basis, When

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]

APPROXIMATE_START, UNCERTAIN_START, APPROXIMATE_END, UNCERTAIN_END = 1, 2, 4, 8
"""Bits of `TimeColumns.flags`."""


class End(NamedTuple):
    """Where something begins or ends.

    Attributes:
        bound: seconds.
        precision: the unit to which it is known.
        exclusive: whether the bound is where the unit ends, not where it begins.
    """

    bound: float
    precision: Precision
    exclusive: bool

    @property
    def time(self) -> float:
        """A time in the unit that the bound belongs to, seconds."""
        return math.nextafter(self.bound, -math.inf) if self.exclusive else self.bound


@dataclass(frozen=True)
class TimeColumns:
    """Imprecise times as columns, each of shape (rows,).

    Attributes:
        start_earliest, start_latest, end_earliest, end_latest: seconds, latest exclusive; ±inf open, NaN unknown;
            all four NaN where a row has no date.
        kind: `Kind`.
        start_precision, end_precision: `Precision`.
        flags: bits for "~" and "?" of each end.
    """

    start_earliest: Floats
    start_latest: Floats
    end_earliest: Floats
    end_latest: Floats
    kind: Bytes
    start_precision: Bytes
    end_precision: Bytes
    flags: Bytes

    @classmethod
    def of(cls, whens: Iterable[When | None]) -> "TimeColumns":
        """Columns of times; None is a row without a date."""
        rows = [_time_row(when) for when in whens]
        bounds = np.array([row[:4] for row in rows], dtype=np.float64).reshape(len(rows), 4).T
        codes = np.array([row[4:] for row in rows], dtype=np.uint8).reshape(len(rows), 4).T
        return cls(*(_frozen(column) for column in bounds), *(_frozen(column) for column in codes))

    def __len__(self) -> int:
        return len(self.kind)

    @cached_property
    def dated(self) -> Mask:
        """Which rows have a date."""
        return _frozen(~(np.isnan(self.start_earliest) & np.isnan(self.end_earliest)))

    @cached_property
    def lo(self) -> Floats:
        """The least time that each row may touch; NaN without a date, -inf where open."""
        return _frozen(np.where(np.isnan(self.start_earliest), self.end_earliest, self.start_earliest))

    @cached_property
    def hi(self) -> Floats:
        """The exclusive end of what each row may touch, greater than `lo`; NaN without a date, inf where open."""
        hi = np.where(np.isnan(self.end_latest), self.start_latest, self.end_latest)
        return _frozen(np.maximum(hi, np.nextafter(self.lo, np.inf)))

    @cached_property
    def order(self) -> Indices:
        """The dated rows by earliest start, then latest, then row."""
        rows = np.flatnonzero(self.dated)
        return _frozen(rows[np.lexsort((self.hi[rows], self.lo[rows]))])

    def order_unknown(self, row: int) -> Indices:
        """The rows of which it can't be known whether they came before or after this one, in time order.

        Those whose bounds overlap its bounds, as in `When.order`; none for a row without a date.
        """
        lo, hi = self.lo[self.order], self.hi[self.order]
        found: Indices = self.order[(lo < self.hi[row]) & (hi > self.lo[row]) & (self.order != row)]
        return found

    @cached_property
    def finest(self) -> Precision:
        """The finest precision of any row that has a date; a day where there is none."""
        dated = self.dated
        codes = [column[dated].min(initial=Precision.CENTURY) for column in (self.start_precision, self.end_precision)]
        return Precision(min(codes)) if dated.any() else Precision.DAY

    def ends(self) -> tuple[End, End] | None:
        """The least and greatest finite bound of all, or None where there is none."""
        bounds = np.stack([self.start_earliest, self.start_latest, self.end_earliest, self.end_latest])
        finite = np.isfinite(bounds)
        if not finite.any():
            return None
        least = np.min(bounds, where=finite, initial=np.inf)
        greatest = np.max(bounds, where=finite, initial=-np.inf)
        first, last = self._end(bounds == least), self._end(bounds == greatest)
        return first, last

    def _end(self, places: Mask) -> End:
        """The end that several bounds are, shape (4, rows): the one that is known most closely."""
        columns, rows = np.nonzero(places)
        precisions = np.where(columns < 2, self.start_precision[rows], self.end_precision[rows])
        column, row = (int(where[np.argmin(precisions)]) for where in (columns, rows))
        bounds = (self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)
        return End(float(bounds[column][row]), Precision(int(precisions.min())), bool(column % 2))

    def extent(self) -> tuple[float, float] | None:
        """The least and greatest finite bound, seconds, or None where there is none."""
        ends = self.ends()
        return (ends[0].bound, ends[1].bound) if ends else None


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
            _frozen(np.array([index[event.lane] for event in events], dtype=np.int32)),
            _frozen(np.array([event.importance for event in events], dtype=np.float64)),
            _texts(event.id for event in events),
            _texts(event.title for event in events),
            _texts(event.summary for event in events),
            _texts(event.when_text for event in events),
            _texts(event.when.stated if event.when else "" for event in events),
            _texts(_details(event) for event in events),
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
            when=self._when(row, when_text, details, zone),
            title=self.title(row),
            when_text=when_text,
            summary=self.summaries[row].as_py(),
            importance=float(self.importance[row]),
            fields=details.get("fields", {}),
            sources=tuple(SourceRef(**ref) for ref in details.get("sources", ())),
            estimates=tuple(details.get("estimates", ())),
            extra=details.get("extra", {}),
        )

    def _when(self, row: int, when_text: str, details: Mapping[str, Any], zone: str) -> When | None:
        if not self.times.dated[row]:
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


def _time_row(when: When | None) -> tuple[float, ...]:
    if when is None:
        return (math.nan, math.nan, math.nan, math.nan, 0, 0, 0, 0)
    start, end = when.start_qualifier, when.end_qualifier
    flags = APPROXIMATE_START * start.approximate + UNCERTAIN_START * start.uncertain
    flags += APPROXIMATE_END * end.approximate + UNCERTAIN_END * end.uncertain
    return (*when.start, *when.end, when.kind, when.start_precision, when.end_precision, flags)


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
        "extra": dict(event.extra),
    }
    kept = {key: value for key, value in found.items() if value}
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _texts(values: Iterable[str | None]) -> pa.StringArray:
    return pa.array(list(values), type=pa.large_string())


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
