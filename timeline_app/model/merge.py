"""Joins several timelines to one: lanes of the same title become one lane, ids that clash become different."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import codes, frozen
from timeline_app.model.event_ids import joined_ids
from timeline_app.model.figures import joined_figures
from timeline_app.model.ids import Ids
from timeline_app.model.inferred_publishers import meant_publisher
from timeline_app.model.origins import Origin
from timeline_app.model.records import Estimate, Extra, Lane, Publisher, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.text_columns import text_column, text_columns_joined
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis

_Record = TypeVar("_Record", Publisher, Source)
_Renamed = Mapping[str, str]


def merged(timelines: Sequence[Timeline]) -> Timeline:
    """One timeline with everything that is in the given ones, in their order.

    Publishers and sources that are the same in several are there once, and a publisher whom only the name of a file
    suggests is the one of that name whom another names. Where different records have the same id, the
    later one gets a suffix, and what refers to it in its own timeline follows. An id that leads nowhere in its own
    timeline leads nowhere here: a record of another one that is called so gets a suffix too.
    """
    if len(timelines) == 1:
        return timelines[0]
    return _Merger(timelines).timeline() if timelines else Timeline.empty()


class _Names(NamedTuple):
    """Ids of publishers, sources and estimates."""

    publishers: frozenset[str]
    sources: frozenset[str]
    estimates: frozenset[str]


class _Renames(NamedTuple):
    """The new ids of one timeline's records, those that changed."""

    publishers: _Renamed
    sources: _Renamed
    estimates: _Renamed


class _Merger:
    """What has been taken from the timelines so far."""

    def __init__(self, timelines: Sequence[Timeline]) -> None:
        self._timelines = timelines
        self._zone = _shared([timeline.time_zone for timeline in timelines]) or "UTC"
        self._lanes = _Lanes()
        self._known = [publisher for timeline in timelines for publisher in timeline.publishers]
        nowhere = [_leading_nowhere(timeline) for timeline in timelines]
        self._publishers = _Shared[Publisher](name for names in nowhere for name in names.publishers)
        self._sources = _Shared[Source](name for names in nowhere for name in names.sources)
        self._estimate_ids = Ids(name for names in nowhere for name in names.estimates)
        self._event_ids = iter(joined_ids([timeline.events.ids for timeline in timelines]))
        self._events: list[EventTable] = []
        self._estimates: list[Estimate] = []

    def timeline(self) -> Timeline:
        """Everything."""
        for timeline in self._timelines:
            self._take(timeline)
        return Timeline(
            title=_title([timeline.title for timeline in self._timelines]),
            lanes=tuple(self._lanes.lanes),
            publishers=tuple(self._publishers.records),
            sources=tuple(self._sources.records),
            events=_concatenated(self._events),
            estimates=EstimateTable.of(self._estimates),
            time_zone=self._zone,
            **_reference(self._timelines),
            extra=_united([timeline.extra for timeline in self._timelines], _names_of(Timeline)),
            origins=tuple(origin for timeline in self._timelines for origin in _origins(timeline)),
        )

    def _take(self, timeline: Timeline) -> None:
        zone = "" if timeline.time_zone == self._zone else timeline.time_zone
        publishers = self._publishers.taken({one.id: meant_publisher(one, self._known) for one in timeline.publishers})
        sources = self._sources.taken({source.id: _source(source, publishers) for source in timeline.sources})
        records = timeline.estimates.records
        ids = {record.id: self._estimate_ids.free(record.id) for record in records}
        renames = _Renames(publishers, sources, _changed(ids))
        self._estimates += [_estimate(record, ids[record.id], renames, zone) for record in records]
        self._events.append(self._event_table(timeline, renames, zone))

    def _event_table(self, timeline: Timeline, renames: _Renames, zone: str) -> EventTable:
        table = timeline.events
        lane_of = np.array([self._lanes.index_of(lane) for lane in timeline.lanes], dtype=np.int64)
        return replace(
            table,
            lane=codes(lane_of.take(table.lane), len(self._lanes.lanes)),
            ids=next(self._event_ids),
            details=_details(table.details, renames, zone),
            figures=tuple(
                replace(one, publisher=renames.publishers.get(one.publisher, one.publisher)) for one in table.figures
            ),
        )


def _origins(timeline: Timeline) -> tuple[Origin, ...]:
    """The files of a timeline; one that doesn't know them still has its place among the others."""
    return timeline.origins or (Origin("", len(timeline.events), len(timeline.estimates)),)


def _leading_nowhere(timeline: Timeline) -> _Names:
    """The ids that a timeline mentions and has no record of."""
    estimates = timeline.estimates.records
    details = [json.loads(text) for text in timeline.events.details.unique().to_pylist() if text]
    refs = [ref.id for record in estimates for ref in record.sources]
    refs += [ref["id"] for record in details for ref in record.get("sources", ())]
    mentioned = [wanted for record in estimates for wanted in (record.part_of, record.supersedes)]
    mentioned += [wanted for record in details for wanted in record.get("estimates", ())]
    publishers = [record.publisher for record in estimates] + [source.publisher for source in timeline.sources]
    publishers += [one.publisher for one in timeline.events.figures]
    return _Names(
        frozenset(publishers) - _ids_of(timeline.publishers),
        frozenset(refs) - _ids_of(timeline.sources),
        frozenset(mentioned) - _ids_of(estimates),
    )


def _ids_of(records: Iterable[Publisher | Source | Estimate]) -> frozenset[str]:
    return frozenset(record.id for record in records)


# Lanes, publishers and sources


class _Lanes:
    """The lanes so far; one for each title."""

    def __init__(self) -> None:
        self.lanes: list[Lane] = []
        self._index: dict[str, int] = {}
        self._ids = Ids()

    def index_of(self, lane: Lane) -> int:
        """The index of the lane of that title, made where there is none."""
        if lane.title not in self._index:
            self._index[lane.title] = len(self.lanes)
            self.lanes.append(replace(lane, id=self._ids.free(lane.id), extra={}))
        index = self._index[lane.title]
        extra = _united([self.lanes[index].extra, lane.extra], _names_of(Lane))
        self.lanes[index] = replace(self.lanes[index], extra=extra)
        return index


class _Shared(Generic[_Record]):
    """Records that are there once where several timelines have the same."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self.records: list[_Record] = []
        self._new_ids: dict[str, str] = {}
        self._ids = Ids(reserved)

    def taken(self, records: Mapping[str, _Record]) -> _Renamed:
        """Take in the records of one timeline, by the ids that they have there; the ids that had to change."""
        return _changed({name: self._id_of(record) for name, record in records.items()})

    def _id_of(self, record: _Record) -> str:
        content = repr(record)
        if content not in self._new_ids:
            self._new_ids[content] = self._ids.free(record.id)
            self.records.append(replace(record, id=self._new_ids[content]))
        return self._new_ids[content]


def _source(source: Source, publishers: _Renamed) -> Source:
    return replace(source, publisher=publishers.get(source.publisher, source.publisher))


def _changed(ids: Mapping[str, str]) -> _Renamed:
    return {old: new for old, new in ids.items() if old != new}


# Events and estimates


def _estimate(record: Estimate, new_id: str, renames: _Renames, zone: str) -> Estimate:
    return replace(
        record,
        id=new_id,
        publisher=renames.publishers.get(record.publisher, record.publisher),
        part_of=renames.estimates.get(record.part_of, record.part_of),
        supersedes=renames.estimates.get(record.supersedes, record.supersedes),
        sources=tuple(_source_ref(ref, renames) for ref in record.sources),
        zone=record.zone or zone,
    )


def _source_ref(ref: SourceRef, renames: _Renames) -> SourceRef:
    return replace(ref, id=renames.sources.get(ref.id, ref.id))


def _details(details: pa.Array, renames: _Renames, zone: str) -> pa.Array:
    """The details of events with the new ids of sources and estimates and their own zone; as they are without."""
    if not (renames.sources or renames.estimates or zone):
        return details
    own = {"zone": zone} if zone else {}
    texts = details.cast(pa.large_string()).fill_null("").dictionary_encode()
    renamed = [_renamed(text, renames, own) for text in texts.dictionary.to_pylist()]
    return text_column(renamed).take(texts.indices)


def _renamed(text: str | None, renames: _Renames, own: Mapping[str, str]) -> str | None:
    record = own | json.loads(text or "{}")
    for ref in record.get("sources", ()):
        ref["id"] = renames.sources.get(ref["id"], ref["id"])
    if "estimates" in record:
        record["estimates"] = [renames.estimates.get(wanted, wanted) for wanted in record["estimates"]]
    return json.dumps(record, ensure_ascii=False) if record else None


def _concatenated(tables: Sequence[EventTable]) -> EventTable:
    columns = {
        column.name: [getattr(table, column.name) for table in tables] for column in dataclass_fields(EventTable)
    }
    figures = joined_figures(columns.pop("figures"), [len(table) for table in tables])
    further = columns.pop("fields")
    further_names = dict.fromkeys(name for named in further for name in named)
    absent = [pa.nulls(len(table)) for table in tables]
    fields = {
        name: _joined([named.get(name, none) for named, none in zip(further, absent, strict=True)])
        for name in further_names
    }
    return EventTable(**{name: _joined(parts) for name, parts in columns.items()}, fields=fields, figures=figures)


def _joined(parts: Sequence[Any]) -> Any:
    if isinstance(parts[0], TimeColumns):
        return TimeColumns.joined(parts)
    if isinstance(parts[0], np.ndarray):
        return frozen(np.concatenate(parts))
    return text_columns_joined(parts)


# The head


def _united(extras: Iterable[Extra], own: frozenset[str]) -> Extra:
    """The unknown keys of all; the first of a name counts. Unusable values of known keys would hide usable ones."""
    found: dict[str, Any] = {}
    for extra in extras:
        found = {**{key: value for key, value in extra.items() if key not in own}, **found}
    return found


def _names_of(kind: type[Timeline | Lane]) -> frozenset[str]:
    return frozenset(field.name for field in dataclass_fields(kind))


def _title(titles: Sequence[str]) -> str:
    """The first title and how many more there are."""
    first = next((title for title in titles if title), "")
    return f"{first} and {len(titles) - 1} more" if first else f"{len(titles)} timelines"


def _shared(values: Sequence[str]) -> str:
    """The value that all have, or ""."""
    return values[0] if len(set(values)) == 1 else ""


def _reference(timelines: Sequence[Timeline]) -> Mapping[str, Any]:
    """The reference date, where all have the same."""
    first = timelines[0]
    shared = _shared([timeline.reference_date for timeline in timelines])
    return {
        "reference_date": shared,
        "reference_date_basis": first.reference_date_basis if shared else Basis.STATED,
        "reference_date_note": first.reference_date_note if shared else "",
    }
