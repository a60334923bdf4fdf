"""The entries of an iCalendar file with their first dates; one that can't be read is a problem, and costs itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from timeline_app.formats.calendars.icalendar_lines import Component, Property
from timeline_app.formats.calendars.icalendar_times import Moment, Zones, after, duration_of, period_of, seconds_of
from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.problems import Severity, quoted

DATES = ("DTSTART", "DTEND", "DUE", "DURATION")


class Entry(NamedTuple):
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
        return " – ".join(one.value for one in self.component.all(*DATES))


class Entries:
    """Reads the dates of components, in the zones of their file."""

    def __init__(self, zones: Zones, notes: LineNotes) -> None:
        """`notes` takes what can't be read."""
        self._zones, self._notes = zones, notes

    def of(self, component: Component) -> Iterator[Entry]:
        """A component as one event, or as one for each period that it calls free or busy."""
        if component.first("FREEBUSY") is None:
            yield self._entry(component)
            return
        for one in component.all("FREEBUSY"):
            for start, length in self.moments(one):
                kind = one.param("FBTYPE").lower() or "busy"
                yield Entry(component, start, self._after(start, length, one) if length else None, kind)

    def _entry(self, component: Component) -> Entry:
        start, end, due = (self._date(component, name) for name in ("DTSTART", "DTEND", "DUE"))
        if start is None and end is None:
            return Entry(component, due, None)
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
            self._error(component.line, "the event ends before it starts", "only its start is read")
            end = None
        return Entry(component, start, end)

    def _after(self, start: Moment, length: timedelta, one: Property) -> Moment | None:
        try:
            return after(start, length)
        except OverflowError:
            self._unread(one, one.value)
            return None

    def _date(self, component: Component, name: str) -> Moment | None:
        one = component.first(name)
        if one is None:
            return None
        moments = self.moments(one)
        return moments[0][0] if moments else None

    def moments(self, one: Property) -> list[tuple[Moment, timedelta | None]]:
        """The dates of a property, each with how long it lasts, if that is said."""
        zone, found = self._zones.of(one), []
        for text in one.value.split(","):
            try:
                found.append(period_of(text, zone))
            except (ValueError, OverflowError):
                self._unread(one, text)
        return found

    def _unread(self, one: Property, text: str) -> None:
        self._error(one.line, f"the {one.name} {quoted(text)} can't be read")

    def _error(self, line: int, what: str, hint: str = "") -> None:
        self._notes(Severity.ERROR, line, what, hint)
