"""Makes a timeline of the JSON object in a native file; what it can't use is noted and kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.json_files.json_record import Record, type_words
from timeline_app.formats.native.native_figures import figures_of, quantity_of
from timeline_app.formats.native.native_references import References
from timeline_app.formats.problems import quoted
from timeline_app.model.clock_times import has_skipped_time
from timeline_app.model.date_columns import DatesInZones, read_dates_in_zones
from timeline_app.model.edtf import EdtfError
from timeline_app.model.figures import columns_of
from timeline_app.model.ids import Ids
from timeline_app.model.origins import Origin, where
from timeline_app.model.records import Estimate, Lane, Publisher, Source
from timeline_app.model.table import EstimateTable, EventRow, EventTable, details_of
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When
from timeline_app.model.zones import is_zone

FORMAT = "timeline/1"

NO_TITLE = "(no title)"
DEFAULT_LANE = Lane("events", "Events")


class _Named(NamedTuple):
    """An object of a list and the id it goes by."""

    id: str
    record: Record


def timeline_of(document: Mapping[str, Any], findings: Findings) -> Timeline:
    """The timeline in a native file's object, without its key "format"."""
    return _Document(Record(dict(document), (), findings), findings).timeline()


class _Document:
    """What the reading of one record needs to know of the others."""

    def __init__(self, root: Record, findings: Findings) -> None:
        self._root = root
        self._findings = findings
        self._zone = self._time_zone()
        self._named = {key: self._list(key, stem) for key, stem in _STEMS.items()}
        self._lanes = {named.id: _lane(named) for named in self._named["lanes"]}
        self._references = References({key: {named.id for named in self._named[key]} for key in _REFERRED_TO}, findings)

    def timeline(self) -> Timeline:
        """Everything in the document."""
        root = self._root
        estimates = [self._estimate(named) for named in self._named["estimates"]]
        dates = self._event_dates()
        figures = [figures_of(named.record, self._references, self._findings) for named in self._named["events"]]
        events = [self._event(named, dates) for named in self._named["events"]]
        lanes = tuple(self._lanes.values())
        return Timeline(
            title=root.text("title"),
            lanes=lanes,
            publishers=tuple(_publisher(named) for named in self._named["publishers"]),
            sources=tuple(self._source(named) for named in self._named["sources"]),
            events=replace(EventTable.of_rows(dates.times, events, lanes), figures=columns_of(figures)),
            estimates=EstimateTable.of(estimates),
            time_zone=self._zone,
            reference_date=self._edtf_text(root, "reference_date"),
            reference_date_basis=root.word("reference_date_basis", Basis.STATED),
            reference_date_note=root.text("reference_date_note"),
            extra=root.rest,
            origins=(self._origin(),),
        )

    def _origin(self) -> Origin:
        events, estimates = ([named.record.path for named in self._named[key]] for key in ("events", "estimates"))
        return Origin("", len(events), len(estimates), where(events), where(estimates))

    def _time_zone(self) -> str:
        zone = self._root.rest.get("time_zone")
        if isinstance(zone, str) and not is_zone(zone):
            self._root.fault("time_zone", f"the time zone {quoted(zone)} is not known; UTC is used", _ZONE_HINT)
            return "UTC"
        return self._root.text("time_zone", "UTC")

    # Lists and ids

    def _list(self, key: str, stem: str) -> list[_Named]:
        records = self._root.items(key, self._record)
        wanted = [record.identifier("id") for record in records]
        ids = Ids(name for name in wanted if name)
        seen: set[str] = set()
        pairs = zip(records, wanted, strict=True)
        return [_Named(self._id(record, name, seen, ids, stem), record) for record, name in pairs]

    def _record(self, value: object, path: JsonPath) -> Record | None:
        if isinstance(value, dict):
            return Record(value, path, self._findings)
        what = f"this is {type_words(value)}, not an object; it is left out"
        self._findings.error(path, what, 'write it as {"id": …}')
        return None

    def _id(self, record: Record, name: str | None, seen: set[str], ids: Ids, stem: str) -> str:
        if name is None:
            return self._made_id(record, ids, stem)
        if name not in seen:
            seen.add(name)
            return name
        free = ids.free(name)
        record.fault("id", f"the id {quoted(name)} is taken by another {stem}", f"here it is called {quoted(free)}")
        return free

    def _made_id(self, record: Record, ids: Ids, stem: str) -> str:
        """An id for a record without one; those that are there to be referred to should have their own."""
        if stem in _NEED_IDS and "id" not in record.rest:
            self._findings.warning(record.path, f"the {stem} has no id: nothing can refer to it", 'add its "id"')
        return ids.free(f"{stem}-{int(record.path[-1]) + 1}")

    # Records

    def _source(self, named: _Named) -> Source:
        record = named.record
        return Source(
            id=named.id,
            title=record.text("title") or named.id,
            publisher=record.text("publisher"),
            date=self._edtf_text(record, "date"),
            date_basis=record.word("date_basis", Basis.STATED),
            date_note=record.text("date_note"),
            url=record.text("url"),
            note=record.text("note"),
            extra=record.rest,
        )

    def _event(self, named: _Named, dates: DatesInZones) -> EventRow:
        record = named.record
        when_text, dated = self._event_time(record, dates)
        stated, basis, basis_note = self._stated(record, dated, "stated", "basis", "basis_note")
        lane, title, summary = self._event_lane(record), self._event_title(record), record.text("summary")
        importance = self._importance(record)
        details = details_of(
            basis=basis,
            basis_note=basis_note,
            fields=record.mapping("fields"),
            sources=self._references.sources(record),
            estimates=self._references.estimates(record),
            zone=self._own_zone(record),
            extra=record.rest,
        )
        return EventRow(named.id, lane, importance, title, summary, when_text, stated, details)

    def _event_title(self, record: Record) -> str:
        title = record.text("title")
        if not title and "title" not in record.rest:
            self._findings.warning(record.path, "the event has no title")
        return title or NO_TITLE

    def _event_dates(self) -> DatesInZones:
        """The dates of all events, read together: most are plain ones, which takes no time by arrays."""
        found = [(named.record.rest.get("when"), self._zone_of(named.record)) for named in self._named["events"]]
        texts = [when if isinstance(when, str) else "" for when, _ in found]
        return read_dates_in_zones(texts, [zone for _, zone in found])

    def _event_time(self, record: Record, dates: DatesInZones) -> tuple[str, bool]:
        """The text of an event's date, which is kept also where it can't be read, and whether it can."""
        found = record.rest.get("when")
        text = found if isinstance(found, str) else ""
        if text:
            del record.rest["when"]
        elif found == "" or "when" not in record.rest:
            record.rest.pop("when", None)
            self._findings.warning(record.path, "the event has no date", '"when": null says that none is known')
        elif found is not None:
            record.fault("when", f"the date is {type_words(found)}, not a text", _DATE_HINT)
        zone = self._zone_of(record)
        error = dates.faults[zone].get(text)
        if error:
            record.misdated("when", error)
        elif text:
            self._check_clocks(text, zone, record, "when")
        return "" if found is None else str(found), bool(text) and error is None

    def _event_lane(self, record: Record) -> str:
        """The id of the event's lane; one that isn't in the list is made, so that the event has a place."""
        lane = record.identifier("lane")
        if lane is None:
            return self._default_lane()
        if lane not in self._lanes:
            record.fault("lane", f"there is no lane with the id {quoted(lane)}", 'add it to "lanes"')
            self._lanes[lane] = Lane(lane, lane)
        return lane

    def _default_lane(self) -> str:
        titled = (lane.id for lane in self._lanes.values() if lane.title == DEFAULT_LANE.title)
        found = next(titled, DEFAULT_LANE.id)
        self._lanes.setdefault(found, DEFAULT_LANE)
        return found

    def _importance(self, record: Record) -> float:
        original = record.rest.get("importance")
        value = record.number("importance")
        if value is None or 0 <= value <= 1:
            return 0.5 if value is None else value
        record.rest["importance"] = original
        record.fault("importance", f"the importance {value:g} is not between 0 and 1", "0.5 is used")
        return 0.5

    def _estimate(self, named: _Named) -> Estimate:
        record = named.record
        return Estimate(
            id=named.id,
            measure=self._measure(record),
            quantity=quantity_of(record, self._findings),
            publisher=self._publisher_id(record),
            measure_stated=record.text("measure_stated"),
            stated=record.text("stated"),
            subject=record.text("subject"),
            as_of=self._date(record, "as_of"),
            published=self._date(record, "published"),
            since=self._edtf_text(record, "since"),
            since_stated=record.text("since_stated"),
            per=record.text("per"),
            part_of=self._references.known("estimates", record, "part_of"),
            supersedes=self._references.known("estimates", record, "supersedes"),
            sources=self._references.sources(record),
            note=record.text("note"),
            zone=self._own_zone(record),
            extra=record.rest,
        )

    def _measure(self, record: Record) -> str:
        measure = record.text("measure")
        if not measure and "measure" not in record.rest:
            self._findings.error(record.path, "the estimate doesn't say what it counts", 'add "measure", like "killed"')
        return measure or "not-stated"

    def _publisher_id(self, record: Record) -> str:
        if record.rest.get("publisher") is None:
            self._findings.warning(record.path, "the estimate doesn't say who gives it", 'add "publisher"')
        return self._references.known("publishers", record, "publisher")

    # Dates

    def _date(self, record: Record, key: str) -> When | None:
        """A date of an estimate; one that can't be read stays in the record's rest."""
        text = record.rest.get(key)
        if not isinstance(text, str) or not text:
            record.text(key)
            text = ""
        when = self._when(text, record, key) if text else None
        if when:
            del record.rest[key]
        told = self._stated(record, when is not None, f"{key}_stated", f"{key}_basis", f"{key}_basis_note")
        return when.told(*told) if when else None

    def _when(self, text: str, record: Record, key: str) -> When | None:
        zone = self._zone_of(record)
        try:
            when = When.from_edtf(text, zone)
        except EdtfError as error:
            record.misdated(key, error)
            return None
        self._check_clocks(text, zone, record, key)
        return when

    def _check_clocks(self, text: str, zone: str, record: Record, key: str) -> None:
        if has_skipped_time(text, zone):
            what = f"the clocks of {zone} skip the time {quoted(text)}; either hour beside it may be meant"
            self._findings.warning((*record.path, key), what, "write it with its offset, like +03:00")

    def _zone_of(self, record: Record) -> str:
        """The time zone in which the dates of a record are meant: its own, or the file's."""
        own = record.rest.get("time_zone")
        return own if isinstance(own, str) and own and is_zone(own) else self._zone

    def _own_zone(self, record: Record) -> str:
        """The zone that a record names, taken from it once its dates are read; "" where it is the file's."""
        own = record.rest.get("time_zone")
        if isinstance(own, str) and own and not is_zone(own):
            record.fault("time_zone", f"the time zone {quoted(own)} is not known; the file's is used", _ZONE_HINT)
            return ""
        return record.text("time_zone")

    def _stated(self, record: Record, dated: bool, stated: str, basis: str, note: str) -> tuple[str, Basis, str]:
        """What the source says of a date; without one that stays in the record's rest, and is only checked."""
        used = record if dated else Record(dict(record.rest), record.path, self._findings)
        told = used.text(stated), used.word(basis, Basis.STATED), used.text(note)
        return told if dated else ("", Basis.STATED, "")

    def _edtf_text(self, record: Record, key: str) -> str:
        """A date that stays a text, whether it can be read or not."""
        text = record.text(key)
        if text:
            self._when(text, record, key)
        return text


_STEMS = {"lanes": "lane", "publishers": "publisher", "sources": "source", "events": "event", "estimates": "estimate"}
_NEED_IDS = ("lane", "publisher", "source")
_REFERRED_TO = ("publishers", "sources", "estimates")
_DATE_HINT = 'write it in quotation marks, like "2022-09"'
_ZONE_HINT = "write a name like Europe/Kyiv or UTC"


def _lane(named: _Named) -> Lane:
    return Lane(named.id, named.record.text("title") or named.id, extra=named.record.rest)


def _publisher(named: _Named) -> Publisher:
    record = named.record
    return Publisher(named.id, record.text("title") or named.id, record.text("short"), extra=record.rest)
