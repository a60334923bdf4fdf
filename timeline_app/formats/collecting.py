"""Collects the events of a file that is read record by record, with the lanes, sources and publishers they name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from timeline_app.formats.dates.written_dates import WrittenTime, written_time
from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.model.edtf import EdtfError
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.origins import Origin, where
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Estimate, Event, Lane, Publisher, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

Place = TypeVar("Place")

DEFAULT_LANE = "Events"
_NO_TITLE = "(no title)"


class Collected(Generic[Place]):
    """What was read so far of a file whose records stand at places: lines, or paths in a document.

    Attributes:
        title: of the timeline.
        zone: IANA name of the time zone of dates without an offset; set before the first event.
    """

    def __init__(self, title: str, note: Callable[[Severity, Place, str, str], None], zone: str = "UTC") -> None:
        """Nothing yet; `note` takes what is found wrong: severity, place, what and hint."""
        self.title, self.zone = title, zone
        self._note = note
        self._ids = {kind: Ids() for kind in ("lane", "source", "publisher", "event", "estimate")}
        self._lanes: dict[str, Lane] = {}
        self._sources: dict[tuple[str, str], Source] = {}
        self._publishers: dict[str, Publisher] = {}
        self._events: list[Event] = []
        self._estimates: list[Estimate] = []
        self._places: dict[str, list[Place]] = {"event": [], "estimate": []}

    def error(self, place: Place, what: str, hint: str = "") -> None:
        """Something was lost or changed."""
        self._note(Severity.ERROR, place, clipped(what), clipped(hint))

    def warn(self, place: Place, what: str, hint: str = "") -> None:
        """Something is worth a look."""
        self._note(Severity.WARNING, place, clipped(what), clipped(hint))

    def when(self, place: Place, text: str, zone: str = "") -> When | None:
        """The time that a text names; an error where it names none, None also where there is no text.

        Args:
            place: where it stands.
            text: as people write dates.
            zone: IANA name of the time zone in which it is meant, "" for the file's.
        """
        return self.time(place, self.date(place, text), zone)

    def date(self, place: Place, text: str) -> WrittenTime | None:
        """The same, of which it is not asked yet when that is in the zone of the file."""
        try:
            return written_time(text) if text and not text.isspace() else None
        except EdtfError as error:
            self.error(place, f"the date {quoted(text)} can't be read: {error.what}", error.hint)
            return None

    def time(self, place: Place, date: WrittenTime | None, zone: str = "") -> When | None:
        """The time of a date that was read; an error where it ends before it starts in the zone."""
        try:
            return date.when(zone or self.zone) if date else None
        except EdtfError as error:
            self.error(place, f"the date {quoted(date and date.expression)} can't be read: {error.what}", error.hint)
            return None

    def lane(self, title: str) -> str:
        """The id of the lane of a title, which is made if it isn't there."""
        if title not in self._lanes:
            self._lanes[title] = Lane(self._ids["lane"].free(id_of(title, "lane")), title)
        return self._lanes[title].id

    def source(self, title: str, url: str = "", **more: Any) -> SourceRef:
        """A mention of a source, which is made if none has that title and address.

        Args:
            title, url: of the source; the title may be "" where there is an address.
            more: further attributes of `Source`; those of the first mention count.
        """
        key = (title or url, url)
        if key not in self._sources:
            self._sources[key] = Source(self._ids["source"].free(id_of(key[0], "source")), key[0], url=url, **more)
        return SourceRef(self._sources[key].id)

    def publisher(self, title: str, extra: Mapping[str, Any] | None = None) -> str:
        """The id of a publisher, who is made if nobody has that name, with further keys of the record."""
        if title not in self._publishers:
            made = Publisher(self._ids["publisher"].free(id_of(title, "publisher")), title, extra=extra or {})
            self._publishers[title] = made
        return self._publishers[title].id

    def add_event(
        self,
        place: Place,
        title: str,
        when: When | None,
        *,
        text: str = "",
        lane: str = "",
        summary: str = "",
        fields: Mapping[str, Any] | None = None,
        sources: Sequence[SourceRef] = (),
        estimates: Sequence[str] = (),
        importance: float = 0.5,
        event_id: str = "",
        zone: str = "",
        extra: Mapping[str, Any] | None = None,
    ) -> str:
        """Take an event in; its id.

        Args:
            place: where it stands.
            title: a warning where it is "".
            when: its time; a warning where there is neither that nor a text.
            text: its date as the file has it, kept where it can't be read.
            lane: title of its lane.
            summary, fields, sources, estimates, importance: see `Event`.
            event_id: as in the file, or "".
            zone, extra: see `Event`.
        """
        if when is None and not text:
            self.warn(place, "the event has no date")
        if not title:
            self.warn(place, "the event has no title")
        found = self._ids["event"].free(event_id or f"event-{len(self._events) + 1}")
        event = Event(
            found,
            self.lane(lane or DEFAULT_LANE),
            when,
            title or _NO_TITLE,
            when.edtf if when else text,
            summary,
            importance,
            dict(fields or {}),
            tuple(sources),
            tuple(estimates),
            zone,
            dict(extra or {}),
        )
        self._events.append(event)
        self._places["event"].append(place)
        return found

    def add_estimate(self, place: Place, measure: str, quantity: Quantity, publisher: str, **more: Any) -> str:
        """Take an estimate in; its id.

        Args:
            place: where it stands.
            measure, quantity: see `Estimate`.
            publisher: name of who gives it.
            more: further attributes of `Estimate`.
        """
        found = self._ids["estimate"].free(f"estimate-{len(self._estimates) + 1}")
        self._estimates.append(Estimate(found, measure, quantity, self.publisher(publisher), **more))
        self._places["estimate"].append(place)
        return found

    def timeline(self) -> Timeline:
        """Everything that was taken in."""
        lanes = tuple(self._lanes.values())
        return Timeline(
            self.title,
            lanes,
            tuple(self._publishers.values()),
            tuple(self._sources.values()),
            EventTable.of(self._events, lanes),
            EstimateTable.of(self._estimates),
            self.zone,
            origins=(self._origin(),),
        )

    def _origin(self) -> Origin:
        """What the file gives, and where it stands; the file is named by whoever opened it."""
        events, estimates = where(self._places["event"]), where(self._places["estimate"])
        return Origin("", len(self._events), len(self._estimates), events, estimates)


class LineNotes:
    """Problems of a text file, whose places are lines; None is the file as a whole."""

    def __init__(self, file: str, known: Iterable[Problem] = ()) -> None:
        """Those that are known already of a file."""
        self._file = file
        self._found = list(known)

    def __call__(self, severity: Severity, line: int | None, what: str, hint: str) -> None:
        """Note a problem."""
        self._found.append(Problem(severity, self._file, line, None, None, what, hint))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was known and noted, by line."""
        return tuple(sorted(self._found, key=lambda problem: problem.line or 0))
