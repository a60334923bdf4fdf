"""Each time that an entry of an iCalendar file takes place: rules, further dates and exceptions, within bounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from timeline_app.formats.calendars.icalendar_entries import Entries, Entry
from timeline_app.formats.calendars.icalendar_lines import Property
from timeline_app.formats.calendars.icalendar_recurrence import MOST_OF_FILE, MOST_STEPS, recurrence
from timeline_app.formats.calendars.icalendar_times import Moment, length_of, seconds_of
from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.problems import Severity, quoted


class Instances:
    """Counts out what recurs in a file.

    Attributes:
        endless: how many rules so far have no end of their own.
    """

    def __init__(self, all_entries: Iterable[Entry], entries: Entries, last_year: int, notes: LineNotes) -> None:
        """Of all entries of a file; rules without an end have theirs in the last year."""
        self._entries, self._last_year, self._notes = entries, last_year, notes
        self._left = MOST_OF_FILE
        self._steps = self.endless = 0
        self._changed: defaultdict[str, set[float]] = defaultdict(set)
        for component in (entry.component for entry in all_entries):
            if one := component.first("RECURRENCE-ID"):
                self._changed[component.text("UID")].update(self._changed_by(one))

    def _changed_by(self, one: Property) -> Iterator[float]:
        """The time of a recurring event that the component of such a property stands for."""
        if one.param("RANGE"):
            self._warn(one.line, "a change of this date and all later ones is read as one of this date")
        for moment, _ in self._entries.moments(one):
            yield seconds_of(moment)

    def of(self, entry: Entry) -> Iterable[tuple[Moment | None, timedelta | None]]:
        """The start and length of each time that an event takes place."""
        start, end, component = entry.start, entry.end, entry.component
        length = length_of(start, end) if start and end else None
        if start is None or not (component.first("RRULE") or component.first("RDATE")):
            return [(start, length)]
        times: dict[float, tuple[Moment, timedelta | None]] = {seconds_of(start): (start, length)}
        for rule in component.all("RRULE"):
            times |= {seconds_of(moment): (moment, length) for moment in self._recurring(start, rule)}
        for one in component.all("RDATE"):
            times |= {seconds_of(moment): (moment, own or length) for moment, own in self._entries.moments(one)}
        without = {moment for one in component.all("EXDATE") for moment, _ in self._entries.moments(one)}
        dropped = {seconds_of(moment) for moment in without}
        days = {moment for moment in without if not isinstance(moment, datetime)}
        if not component.first("RECURRENCE-ID"):
            dropped |= self._changed.get(component.text("UID"), set())
        kept = [times[key] for key in sorted(times) if key not in dropped and _day(times[key][0]) not in days]
        if without and not kept:
            self._warn(component.line, "all of its dates are taken out again by EXDATE; it is left out")
        taken = kept[: max(self._left, 1)]
        if len(taken) < len(kept):
            what = f"only {len(taken)} of its {len(kept)} dates are read: there are {MOST_OF_FILE} in the file already"
            self._warn(component.line, what)
        self._left -= len(taken)
        return taken

    def _recurring(self, start: Moment, rule: Property) -> list[Moment]:
        if self._left <= 0:
            what = f"only the first of its dates is read: there are {MOST_OF_FILE} in the file already"
            self._warn(rule.line, what)
            return []
        try:
            if self._steps >= MOST_STEPS:
                raise ValueError("the rules before it take too long already")
            found = recurrence(start, rule.value, self._last_year)
        except ValueError as error:
            self._error(rule.line, f"the rule {quoted(rule.value)} can't be followed: {error}")
            return []
        self._steps += found.steps
        if not found.moments:
            self._error(rule.line, f"the rule {quoted(rule.value)} names no date")
        if found.is_cut:
            self._warn(rule.line, f"only the first {len(found.moments)} dates of the rule are read")
        self.endless += found.is_endless
        return found.moments

    def _error(self, line: int, what: str) -> None:
        self._notes(Severity.ERROR, line, what, "")

    def _warn(self, line: int, what: str) -> None:
        self._notes(Severity.WARNING, line, what, "")


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
