"""iCalendar (RFC 5545): events, to-dos and journal entries, those that recur counted out within bounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from timeline_app.formats.collecting import Collected, LineNotes
from timeline_app.formats.html_text import plain_text
from timeline_app.formats.icalendar_lines import (
    ENTRIES,
    Component,
    Property,
    components_of,
    without_folds_in_letters,
)
from timeline_app.formats.icalendar_recurrence import MOST_FRUITLESS, MOST_OF_FILE, YEARS_BEYOND, recurrence
from timeline_app.formats.icalendar_times import (
    Moment,
    Zones,
    after,
    duration_of,
    edtf_of,
    iana_name,
    length_of,
    period_of,
    seconds_of,
)
from timeline_app.formats.icalendar_words import categories_of, fields_of, links_of, name_of, title_of
from timeline_app.formats.problems import Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.text import decoded
from timeline_app.formats.text_problems import text_problems
from timeline_app.model.edtf import EdtfError
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.model.zones import is_zone

_DATES = ("DTSTART", "DTEND", "DUE", "DURATION")
_TIMES = ("DTSTART", "DTEND", "DUE", "RDATE")
_STATES = (*_TIMES, "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED")
_NO_EVENTS = ("VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM")


def read(data: bytes, file: str) -> Reading:
    """The events in an iCalendar file.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it where the calendar has no name.
    """
    found = decoded(without_folds_in_letters(data), fallback="cp1252")
    notes = LineNotes(file, text_problems(found, file))
    components = components_of(found.text.replace("\0", "\ufffd"), notes)
    if components:
        timeline = _Calendar(components, Path(file).stem, notes).timeline()
    else:
        notes(Severity.ERROR, 1, "it is not a calendar: there is no BEGIN", "")
        timeline = None
    return Reading(timeline, tuple(dict.fromkeys(notes.problems)))  # each once, not for each time that an event recurs


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event, to-do or journal entry, as often as it recurs.

    Attributes:
        component: in the file.
        start, end: of the first time; None where not known. A day at which it ends is the day after its last.
        kind: of time it is, like "busy", where the file says only that; else "".
    """

    component: Component
    start: Moment | None
    end: Moment | None
    kind: str = ""

    @property
    def stated(self) -> str:
        """Its dates as they are written."""
        return " – ".join(one.value for one in self.component.all(*_DATES))


class _Calendar:
    """A file whose events are taken in one by one."""

    def __init__(self, components: Sequence[Component], name: str, notes: LineNotes) -> None:
        self._components, self._notes = components, notes
        self._zones = Zones(components, notes)
        self._head = next((one for one in components if one.name == "VCALENDAR"), components[0])
        self._found: Collected[int | None] = Collected(name_of(self._head) or name, notes, self._zone())
        dates = [one for component in components for one in component.all(*_STATES) if not _is_of_zone(component)]
        self._seconds = any(_has_seconds(one.value) for one in dates if one.name in _TIMES)
        years = [int(year) for one in dates if (year := one.value[:4]).isdecimal()]
        self._last_year = max(years, default=0) + YEARS_BEYOND
        self._left = MOST_OF_FILE
        self._endless = self._fruitless = 0

    def timeline(self) -> Timeline:
        """All that is in it."""
        entries = [entry for one in self._components if self._is_event(one) for entry in self._entries(one)]
        changed: defaultdict[str, set[float]] = defaultdict(set)
        for entry in entries:
            changed[entry.component.text("UID")].update(self._changed(entry.component))
        for entry in entries:
            for start, length in self._times(entry, changed):
                self._add(entry, start, length)
        if not entries:
            self._found.warn(None, "the calendar has no event")
        if self._endless:
            what = f"{self._endless} of its events recur without an end; they are read to the end of {self._last_year}"
            self._found.warn(None, what, f"that is {YEARS_BEYOND} years after the last date in the file")
        head = {one.name.lower(): one.text for one in self._head.properties} if self._head.name == "VCALENDAR" else {}
        return replace(self._found.timeline(), extra={"icalendar": head} if head else {})

    def _zone(self) -> str:
        """The zone of all that has none of its own: the one that the calendar names, or else all its dates do."""
        stated = self._head.first("X-WR-TIMEZONE")
        if stated:
            name = stated.text if is_zone(stated.text) else iana_name(stated.text)
            if name:
                return name
            self._notes(Severity.ERROR, stated.line, f"the time zone {quoted(stated.text)} is not known", "")
        dates = (one for component in self._components for one in component.all(*_DATES))
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

    # Dates

    def _entries(self, component: Component) -> Iterator[_Entry]:
        """A component as one event, or as one for each period that it calls free or busy."""
        periods = list(component.all("FREEBUSY"))
        for one in periods:
            for start, length in self._moments(one):
                kind = one.param("FBTYPE").lower() or "busy"
                yield _Entry(component, start, self._after(start, length, one) if length else None, kind)
        if not periods:
            yield self._entry(component)

    def _entry(self, component: Component) -> _Entry:
        start, end, due = (self._date(component, name) for name in ("DTSTART", "DTEND", "DUE"))
        if start is None and end is None:
            return _Entry(component, due, None)
        if due and not isinstance(due, datetime) and due < date.max:
            due += timedelta(days=1)
        end = end or due
        duration = component.first("DURATION")
        if duration and start and not end:
            try:
                end = self._after(start, duration_of(duration.value), duration)
            except ValueError:
                self._unread(duration, duration.value)
        if start and end and seconds_of(end) < seconds_of(start):
            self._found.error(component.line, "the event ends before it starts", "only its start is read")
            end = None
        return _Entry(component, start, end)

    def _after(self, start: Moment, length: timedelta, one: Property) -> Moment | None:
        try:
            return after(start, length)
        except OverflowError:
            self._unread(one, one.value)
            return None

    def _date(self, component: Component, name: str) -> Moment | None:
        one = component.first(name)
        moments = self._moments(one) if one else []
        return moments[0][0] if moments else None

    def _moments(self, one: Property) -> list[tuple[Moment, timedelta | None]]:
        """The dates of a property, each with how long it lasts, if that is said."""
        zone, found = self._zones.of(one), []
        for text in one.value.split(","):
            try:
                found.append(period_of(text, zone))
            except (ValueError, OverflowError):
                self._unread(one, text)
        return found

    def _unread(self, one: Property, text: str) -> None:
        self._found.error(one.line, f"the {one.name} {quoted(text)} can't be read")

    def _changed(self, component: Component) -> Iterator[float]:
        """The time of a recurring event that a component of its own stands for."""
        one = component.first("RECURRENCE-ID")
        if one is None:
            return
        if one.param("RANGE"):
            self._found.warn(one.line, "a change of this date and all later ones is read as one of this date")
        for moment, _ in self._moments(one):
            yield seconds_of(moment)

    def _times(
        self, entry: _Entry, changed: Mapping[str, set[float]]
    ) -> Iterable[tuple[Moment | None, timedelta | None]]:
        """The start and length of each time that an event takes place."""
        start, end, component = entry.start, entry.end, entry.component
        length = length_of(start, end) if start and end else None
        if start is None or not any(component.all("RRULE", "RDATE")):
            return [(start, length)]
        times: dict[float, tuple[Moment, timedelta | None]] = {seconds_of(start): (start, length)}
        for rule in component.all("RRULE"):
            times |= {seconds_of(moment): (moment, length) for moment in self._recurring(start, rule)}
        for one in component.all("RDATE"):
            times |= {seconds_of(moment): (moment, own or length) for moment, own in self._moments(one)}
        without = {moment for one in component.all("EXDATE") for moment, _ in self._moments(one)}
        dropped = {seconds_of(moment) for moment in without}
        days = {moment for moment in without if not isinstance(moment, datetime)}
        if not component.first("RECURRENCE-ID"):
            dropped |= changed.get(component.text("UID"), set())
        kept = [times[key] for key in sorted(times) if key not in dropped and _day(times[key][0]) not in days]
        if without and not kept:
            self._found.warn(component.line, "all of its dates are taken out again by EXDATE; it is left out")
        taken = kept[: max(self._left, 1)]
        if len(taken) < len(kept):
            what = f"only {len(taken)} of its {len(kept)} dates are read: there are {MOST_OF_FILE} in the file already"
            self._found.warn(component.line, what)
        self._left -= len(taken)
        return taken

    def _recurring(self, start: Moment, rule: Property) -> list[Moment]:
        try:
            if self._fruitless >= MOST_FRUITLESS:
                raise ValueError("too many rules before it name no date")
            found = recurrence(start, rule.value, self._last_year)
        except ValueError as error:
            self._found.error(rule.line, f"the rule {quoted(rule.value)} can't be followed: {error}")
            return []
        if not found.moments:
            self._fruitless += 1
            self._found.error(rule.line, f"the rule {quoted(rule.value)} names no date")
        if found.is_cut:
            self._found.warn(rule.line, f"only the first {len(found.moments)} dates of the rule are read")
        self._endless += found.is_endless
        return found.moments

    # Events

    def _add(self, entry: _Entry, start: Moment | None, length: timedelta | None) -> None:
        component = entry.component
        self._found.add_event(
            component.line,
            title_of(component, entry.kind),
            self._when(entry, start, length),
            text=entry.stated,
            lane=next(iter(categories_of(component)), "") or name_of(component),
            summary=component.text("DESCRIPTION") or plain_text(component.text("X-ALT-DESC")),
            fields=fields_of(component),
            sources=[self._found.source(*link) for link in links_of(component)],
            event_id=component.text("UID"),
        )

    def _when(self, entry: _Entry, start: Moment | None, length: timedelta | None) -> When | None:
        if start is None and entry.end is None:
            return None
        try:
            end = after(start, length) if start and length is not None else entry.end
            return When.from_edtf(edtf_of(start, end, seconds=self._seconds), self._found.zone)
        except EdtfError as error:
            what = f"the dates {quoted(entry.stated)} can't be right: {error.what}"
        except OverflowError:
            what = f"the dates {quoted(entry.stated)} are too far away"
        self._found.error(entry.component.line, what)
        return None


def _is_of_zone(component: Component) -> bool:
    return component.parent is not None and component.parent.name == "VTIMEZONE"


def _has_seconds(value: str) -> bool:
    _, mark, clock = value.upper().partition("T")
    return bool(mark) and clock[4:6] not in ("", "00")


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
