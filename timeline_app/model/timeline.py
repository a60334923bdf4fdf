"""The document: events, estimates, lanes, publishers and sources of one or several files, immutable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from timeline_app.model.origins import Origin, Place
from timeline_app.model.records import Event, Extra, Lane, Publisher, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import End
from timeline_app.model.when import Basis, When, is_date


@dataclass(frozen=True)
class Timeline:
    """Everything that was read, and nothing of how it is shown.

    Attributes:
        title: in words; may be "".
        lanes, publishers, sources: in the file's order.
        events, estimates: columns.
        time_zone: IANA name of the zone of clock times without an offset.
        reference_date: EDTF, the day that relative dates are counted from, or "".
        reference_date_basis, reference_date_note: how that day is known.
        extra: keys of the file that the program doesn't know.
        origins: the files that events and estimates come from, in their order.
    """

    title: str
    lanes: tuple[Lane, ...]
    publishers: tuple[Publisher, ...]
    sources: tuple[Source, ...]
    events: EventTable
    estimates: EstimateTable
    time_zone: str = "UTC"
    reference_date: str = ""
    reference_date_basis: Basis = Basis.STATED
    reference_date_note: str = ""
    extra: Extra = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()

    @classmethod
    def empty(cls, title: str = "") -> "Timeline":
        """A timeline without anything in it."""
        return cls(title, (), (), (), EventTable.of((), ()), EstimateTable.of(()))

    def event(self, row: int) -> Event:
        """One event by its row."""
        return self.events.record(row, self.lanes, self.time_zone)

    def event_place(self, row: int) -> Place | None:
        """Where an event stands in its file, or None where no file is known."""
        for origin in self.origins:
            if row < origin.events:
                return origin.event_place(row)
            row -= origin.events
        return None

    def events_at(self, place: Place) -> list[int]:
        """The events that stand at a place in a file."""
        found, before = list[int](), 0
        for origin in self.origins:
            found += [before + row for row in origin.event_rows(place)]
            before += origin.events
        return found

    def estimate_place(self, row: int) -> Place | None:
        """The same of an estimate."""
        for origin in self.origins:
            if row < origin.estimates:
                return origin.estimate_place(row)
            row -= origin.estimates
        return None

    def source(self, source_id: str) -> Source:
        """A source by its id; an unknown id is a source of that name."""
        return self._sources_by_id.get(source_id) or Source(source_id, source_id)

    def publisher(self, publisher_id: str) -> Publisher:
        """A publisher by its id; an unknown id is a publisher of that name."""
        return self._publishers_by_id.get(publisher_id) or Publisher(publisher_id, publisher_id)

    def publisher_of(self, source: Source) -> str:
        """The name of who published a source, or ""."""
        return self.publisher(source.publisher).title if source.publisher else ""

    @cached_property
    def extent(self) -> tuple[float, float] | None:
        """The least and greatest finite bound of all events and estimates, seconds, or None where there is none."""
        return (self.ends[0].bound, self.ends[1].bound) if self.ends else None

    @cached_property
    def ends(self) -> tuple[End, End] | None:
        """Where all events and estimates together begin and end, or None where nothing is dated."""
        found = [ends for ends in (self.events.times.ends(), self.estimates.times.ends()) if ends]
        return (min(first for first, _ in found), max(last for _, last in found)) if found else None

    @cached_property
    def latest_known(self) -> float:
        """The exclusive end of the reference date, or of everything dated; 0 for a timeline without dates."""
        if is_date(self.reference_date):
            return When.from_edtf(self.reference_date, self.time_zone).latest
        return self.extent[1] if self.extent else 0.0

    @cached_property
    def citing_rows(self) -> Mapping[str, tuple[int, ...]]:
        """For each estimate that events name, the rows of those events."""
        found: dict[str, list[int]] = {}
        for row in self.events.rows_detailing("estimates"):
            for estimate_id in self.event(row).estimates:
                found.setdefault(estimate_id, []).append(row)
        return {estimate_id: tuple(rows) for estimate_id, rows in found.items()}

    @cached_property
    def unsourced_files(self) -> tuple[str, ...]:
        """The files of those estimates that name no source, in their order."""
        rows = [row for row, estimate in enumerate(self.estimates.records) if not estimate.sources]
        places = (self.estimate_place(row) for row in rows)
        return tuple(dict.fromkeys(place.file for place in places if place))

    @cached_property
    def carriers(self) -> Mapping[str, tuple[int, ...]]:
        """For each source that is known only through others, the numbers of the sources nearest to us that give it.

        Sources of which no one says what part they had stand beside each other: none gives another.
        """
        first, through = set[str](), dict[str, set[int]]()
        for refs in self._source_lists():
            nearest = refs[:1] if any(ref.role for ref in refs) else refs
            first.update(ref.id for ref in nearest)
            number = self.number_of(refs[0].id) if refs else None
            for ref in refs[len(nearest) :]:
                through.setdefault(ref.id, set()).update({number} if number else ())
        return {source: tuple(sorted(numbers)) for source, numbers in through.items() if source not in first}

    def _source_lists(self) -> Iterator[tuple[SourceRef, ...]]:
        """The sources of every event and estimate, nearest first."""
        for row in self.events.rows_detailing("sources"):
            yield self.event(row).sources
        for estimate in self.estimates.records:
            yield estimate.sources

    def number_of(self, source_id: str) -> int | None:
        """The number of a source in a printed list, from 1, or None for one that isn't there."""
        return self._numbers_by_id.get(source_id)

    @cached_property
    def _numbers_by_id(self) -> Mapping[str, int]:
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    @cached_property
    def _sources_by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _publishers_by_id(self) -> Mapping[str, Publisher]:
        return {publisher.id: publisher for publisher in self.publishers}
