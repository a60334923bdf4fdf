"""iCalendar (RFC 5545): events, to-dos and journal entries, those that recur counted out within bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from timeline_app.formats.calendars.icalendar_entries import DATES, Entries, Entry
from timeline_app.formats.calendars.icalendar_instances import Instances
from timeline_app.formats.calendars.icalendar_lines import ENTRIES, Component, components_of, without_folds_in_letters
from timeline_app.formats.calendars.icalendar_own import DATED, EVENT, HEAD, WHEN, stretch_of, told
from timeline_app.formats.calendars.icalendar_recurrence import YEARS_BEYOND
from timeline_app.formats.calendars.icalendar_times import Moment, Zones, after, iana_name, when_between
from timeline_app.formats.calendars.icalendar_words import categories_of, fields_of, links_of, name_of, title_of
from timeline_app.formats.collecting import Collected, LineNotes
from timeline_app.formats.encodings import legacy_encoding
from timeline_app.formats.html_text import plain_text
from timeline_app.formats.own_members import Own, Told, fields_beside, own_of_text, refs_of, retold, texts_of
from timeline_app.formats.problems import Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.text import decoded
from timeline_app.formats.text_problems import text_problems
from timeline_app.formats.uncollected import uncollected
from timeline_app.model.edtf import EdtfError
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.model.zones import is_zone

_TIMES = ("DTSTART", "DTEND", "DUE", "RDATE")
_STATES = (*_TIMES, "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED")
_NO_EVENTS = ("VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM")
_OF_HEAD = ("VERSION", "PRODID", "X-WR-CALNAME", "X-WR-TIMEZONE", HEAD)
_OF_EVENT = ("UID", "DTSTAMP", "COMPONENT", WHEN, EVENT)
"""What our files hold of a calendar and of an event for other programs, or for us."""


def read(data: bytes, file: str) -> Reading:
    """The events in an iCalendar file.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it where the calendar has no name.
    """
    found = decoded(without_folds_in_letters(data), legacy_encoding)
    notes = LineNotes(file, text_problems(found, file))
    with uncollected():
        timeline = _timeline_in(found.text.replace("\0", "\ufffd"), Path(file).stem, notes)
    return Reading(timeline, tuple(dict.fromkeys(notes.problems)))  # each once, not for each time that an event recurs


def _timeline_in(text: str, name: str, notes: LineNotes) -> Timeline | None:
    components = components_of(text, notes)
    if components:
        return _Calendar(components, name, notes).timeline()
    notes(Severity.ERROR, 1, "it is not a calendar: there is no BEGIN", "")
    return None


class _Calendar:
    """A file whose events are taken in one by one."""

    def __init__(self, components: Sequence[Component], name: str, notes: LineNotes) -> None:
        self._components, self._notes = components, notes
        self._zones = Zones(components, notes)
        self._head = next((one for one in components if one.name == "VCALENDAR"), components[0])
        self._found: Collected[int | None] = Collected(name_of(self._head) or name, notes, self._zone())
        dates = [one for component in components if not _is_of_zone(component) for one in component.all(*_STATES)]
        self._seconds = any(_has_seconds(one.value) for one in dates if one.name in _TIMES)
        years = [int(year) for one in dates if (year := one.value[:4]).isdecimal()]
        self._last_year = max(years, default=0) + YEARS_BEYOND
        self._own = self._own_of(self._head, HEAD)

    def timeline(self) -> Timeline:
        """All that is in it."""
        reads = Entries(self._zones, self._notes)
        entries = [entry for one in self._components if self._is_event(one) for entry in reads.of(one)]
        instances = Instances(entries, reads, self._last_year, self._notes)
        for title in self._own.get("lanes", ()):
            self._found.lane(title)
        for entry in entries:
            for start, length in instances.of(entry):
                self._add(entry, start, length)
        if not entries:
            self._found.warn(None, "the calendar has no event")
        if instances.endless:
            what = (
                f"{instances.endless} of its events recur without an end; they are read to the end of {self._last_year}"
            )
            self._found.warn(None, what, f"that is {YEARS_BEYOND} years after the last date in the file")
        timeline = self._found.timeline()
        return replace(timeline, title=self._title(timeline.title), extra=self._extra())

    def _title(self, seen: str) -> str:
        own = str(self._own.get("title", seen))
        return own if told(Told(own, "", "")).title == name_of(self._head) else seen

    def _extra(self) -> Mapping[str, Any]:
        """What else the calendar says of itself."""
        properties = self._head.properties if self._head.name == "VCALENDAR" else []
        skipped = _OF_HEAD if self._own else ()
        head = {one.name.lower(): one.text for one in properties if one.name not in skipped}
        return {**({"icalendar": head} if head else {}), **self._own.get("extra", {})}

    def _zone(self) -> str:
        """The zone of all that has none of its own: the one that the calendar names, or else all its dates do."""
        stated = self._head.first("X-WR-TIMEZONE")
        if stated:
            name = stated.text if is_zone(stated.text) else iana_name(stated.text)
            if name:
                return name
            self._notes(Severity.ERROR, stated.line, f"the time zone {quoted(stated.text)} is not known", "")
        dates = (one for component in self._components for one in component.all(*DATES))
        names = {one.param("TZID").removeprefix("posix/") for one in dates} - {""}
        only = names.pop() if len(names) == 1 else ""
        return (only if is_zone(only) else iana_name(only)) or "UTC"

    def _is_event(self, component: Component) -> bool:
        """Whether it is an event, as anything is that has a date; a warning for anything else that says something."""
        if component.name in _NO_EVENTS or _is_of_zone(component):
            return False
        if component.name in ENTRIES or any(component.all("DTSTART", "FREEBUSY")):
            return True
        if component.properties:
            what = f"{quoted(component.name)} is no event and has no date; it is left out"
            self._found.warn(component.line, what)
        return False

    # Events

    def _add(self, entry: Entry, start: Moment | None, length: timedelta | None) -> None:
        component = entry.component
        own = self._own_of(component, EVENT)
        summary = component.text("DESCRIPTION") or plain_text(component.text("X-ALT-DESC"))
        lane = next(iter(categories_of(component)), "")
        seen = Told(title_of(component, entry.kind), summary, lane)
        texts = texts_of(own, seen, told) if own else seen
        when = self._when(entry, start, length, own.get("time_zone", ""))
        source = self._found.source
        self._found.add_event(
            component.line,
            texts.title,
            retold(when, own) if own else when,
            text="" if when else component.text(WHEN) or entry.stated,
            lane=texts.lane or name_of(component),
            summary=texts.summary,
            fields=_fields(component, own),
            sources=refs_of(own, list(links_of(component)), source),
            importance=own.get("importance", 0.5),
            event_id=own.get("id", "") or component.text("UID"),
            zone=own.get("time_zone", ""),
            extra=own.get("extra"),
        )

    def _own_of(self, component: Component, name: str) -> Mapping[str, Any]:
        """What stands in a property of our own."""
        one = component.first(name)
        found = own_of_text(one.text) if one else Own({})
        for fault in found.faults:
            self._notes(Severity.ERROR, one.line if one else None, f"the {name} can't be read: {fault}", "")
        return found.members

    def _when(self, entry: Entry, start: Moment | None, length: timedelta | None, zone: str) -> When | None:
        """The time of an event; the one that we wrote, as long as nobody has moved the event."""
        one = entry.component.first(WHEN)
        own = self._found.when(one.line, one.text, zone) if one else None
        if one and own:
            stretch = stretch_of(own, zone or self._found.zone)
            if stretch.is_from(start, entry.end) if stretch else start is None:
                return own
            what = f"the event was moved since its date was {quoted(one.text)}; that is no longer its date"
            self._found.warn(one.line, what)
        return self._moved(entry, start, length, zone)

    def _moved(self, entry: Entry, start: Moment | None, length: timedelta | None, zone: str) -> When | None:
        if start is None and entry.end is None:
            return None
        try:
            end = after(start, length) if start and length is not None else entry.end
            return when_between(start, end, zone or self._found.zone, seconds=self._seconds)
        except EdtfError as error:
            what = f"the dates {quoted(entry.stated)} can't be right: {error.what}"
        except OverflowError:
            what = f"the dates {quoted(entry.stated)} are too far away"
        self._found.error(entry.component.line, what)
        return None


def _fields(component: Component, own: Mapping[str, Any]) -> dict[str, Any]:
    """What else is said of an event; of one of ours without what was written for other programs alone."""
    found = fields_of(component)
    if not own:
        return found
    others = {key: _further(value) for key, value in found.items() if key.upper() not in _OF_EVENT}
    return fields_beside(own, {key: value for key, value in others.items() if value})


def _further(value: Any) -> Any:
    """A field without the comment that we wrote."""
    left = [text for text in (value if isinstance(value, list) else [value]) if not text.startswith(DATED)]
    return left if left[1:] else "".join(left)


def _is_of_zone(component: Component) -> bool:
    return component.parent is not None and component.parent.name == "VTIMEZONE"


def _has_seconds(value: str) -> bool:
    _, mark, clock = value.upper().partition("T")
    return bool(mark) and clock[4:6] not in ("", "00")
