"""Times from a start to an end, each as people write it; where one can't be read, the other counts."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from timeline_app.formats.collecting import Collected
from timeline_app.formats.dates.written_dates import WrittenTime
from timeline_app.formats.problems import quoted
from timeline_app.model.edtf import Date, DatePattern, EdtfError, Interval, Limit
from timeline_app.model.when import Basis, When, when_of

Place = TypeVar("Place")

_UNREAD = "date not read"
_ENDS = (Date, DatePattern, Limit)


class WrittenSpan(NamedTuple):
    """What was read of a start and an end.

    Attributes:
        when: the time, or None where neither can be read.
        unread: the texts that could not be used, or "".
    """

    when: When | None
    unread: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """What would be lost beside the time that was read, as a field of the event."""
        return {_UNREAD: self.unread} if self.when and self.unread else {}

    def stating(self, words: str) -> "WrittenSpan":
        """The same in the source's words, if there are any."""
        return self._replace(when=self.when.told(words, Basis.STATED, "")) if self.when and words else self


def span_written(
    found: Collected[Place], start: str, start_place: Place, end: str, end_place: Place, zone: str = ""
) -> WrittenSpan:
    """The time from a start to an end; either may be "", and a start alone is a moment.

    Args:
        found: knows the zone, and takes errors.
        start, end: as people write dates.
        start_place, end_place: where they stand.
        zone: IANA name of the time zone in which they are meant, "" for the file's.
    """
    first, last = found.date(start_place, start), found.date(end_place, end)
    unread = "/".join(text for text, date in ((start, first), (end, last)) if text.strip() and not date)
    if last is None or (first and first.expression == last.expression):
        when = found.time(start_place, first, zone)
        return WrittenSpan(when, unread or ("" if when else start))
    try:
        whole = _whole(first, last, zone or found.zone)
    except EdtfError as error:
        found.error(end_place, f"the end {quoted(end)} can't be used: {error.what}", error.hint or "swap the two dates")
        one = found.time(start_place, first, zone)
        return WrittenSpan(one, end) if one else WrittenSpan(found.time(end_place, last, zone), unread)
    return WrittenSpan(whole, unread).stating(_stated(first, last, start, end))


def _whole(first: WrittenTime | None, last: WrittenTime, zone: str) -> When:
    """The time from one to the other.

    Raises:
        EdtfError: they are no ends of one time.
    """
    start, end = first.expression if first else Limit.UNKNOWN, last.expression
    if isinstance(start, _ENDS) and isinstance(end, _ENDS):
        return when_of(Interval(start, end), zone)
    return When.from_edtf(f"{start if first else ''}/{end}", zone)


def _stated(first: WrittenTime | None, last: WrittenTime, start: str, end: str) -> str:
    """Both ends as they were written, where one of them is not EDTF."""
    written = last.stated or (first and first.stated)
    return " – ".join(text.strip() for text in (start, end) if text.strip()) if written else ""


def add_in_span(
    found: Collected[Place], place: Place, title: str, span: WrittenSpan, fields: Mapping[str, Any], **more: Any
) -> str:
    """Take in an event of such a time; its id. Further arguments are those of `Collected.add_event`."""
    return found.add_event(place, title, span.when, text=span.unread, fields={**fields, **span.fields}, **more)
