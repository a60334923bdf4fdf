"""What our iCalendar files hold beside the standard's properties: names beginning with X-, which others leave alone."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from timeline_app.formats.calendars.icalendar_times import Moment, edtf_of, seconds_of
from timeline_app.formats.own_members import Told
from timeline_app.model import calendar
from timeline_app.model.edtf import Precision
from timeline_app.model.when import Kind, When
from timeline_app.model.zones import Zone

WHEN = "X-TIMELINE-WHEN"
"""A date as EDTF, where the standard's properties say it otherwise."""
EVENT = "X-TIMELINE-EVENT"
"""Members of an event as JSON; see `own_members`."""
HEAD = "X-TIMELINE-CALENDAR"
"""The same of the timeline."""
DATED = "Date: "
"""A comment that begins so tells people what an imprecise date is."""

_DAY = timedelta(days=1)
_LONGEST_DAY = 26 * calendar.HOUR
"""No day of any time zone takes longer; seconds."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Stretch(NamedTuple):
    """A time as the standard's properties say it.

    Attributes:
        start: a day or, in UTC, a time.
        end: the day behind the last, or a time; None for a time alone.
        is_exact: whether the time is no wider.
    """

    start: Moment
    end: Moment | None
    is_exact: bool

    def is_told_as(self, when: When) -> bool:
        """Whether nothing else needs to be written of a time."""
        return not isinstance(self.start, datetime) and str(edtf_of(self.start, self.end, seconds=False)) == when.edtf

    def is_from(self, start: Moment | None, end: Moment | None) -> bool:
        """Whether dates that were read are still these."""
        if start is None or isinstance(start, datetime) != isinstance(self.start, datetime):
            return False
        if end is None:
            end = start if isinstance(start, datetime) else start + _DAY
        return (seconds_of(start), seconds_of(end)) == (seconds_of(self.start), seconds_of(self.end or self.start))


def stretch_of(when: When, zone: str) -> Stretch | None:
    """The time from its first to its last bound; None where one is open, or outside the years 1 to 9999.

    Args:
        when: the time.
        zone: IANA name of the time zone whose days are meant.
    """
    if not all(map(math.isfinite, (*when.start, *when.end))):
        return None
    plain = when.kind is not Kind.SET and not any((*when.start_qualifier, *when.end_qualifier))
    if plain and _is_timed(when):
        start, end = _time_at(when.start.earliest), _time_at(when.end.earliest)
        return Stretch(start, end if end > start else None, True) if start and end else None
    wall = Zone(zone).wall_of
    first, last = _day_at(wall(when.earliest)), _day_at(wall(math.nextafter(when.latest, -math.inf)))
    if first is None or last is None or last == date.max:
        return None
    return Stretch(first, last + _DAY, plain and _is_of_days(when))


def _is_of_days(when: When) -> bool:
    """Whether both its ends are days, a single one each."""
    return when.start_precision is when.end_precision is Precision.DAY and _widest(when) <= _LONGEST_DAY


def _is_timed(when: When) -> bool:
    """Whether both its ends are known to the minute at least."""
    precise = max(when.start_precision, when.end_precision) <= Precision.MINUTE
    return precise and _widest(when) <= calendar.MINUTE


def _widest(when: When) -> float:
    """How long the longer of the stretches is in which its ends lie, seconds."""
    return max(when.start.latest - when.start.earliest, when.end.latest - when.end.earliest)


def _time_at(seconds: float) -> datetime | None:
    civil = calendar.civil_at(seconds)
    if not 1 <= civil.year <= date.max.year:
        return None
    return datetime(*civil[:5], int(civil.second), tzinfo=UTC)


def _day_at(wall: float) -> date | None:
    civil = calendar.civil_at(wall)
    return date(*civil[:3]) if 1 <= civil.year <= date.max.year else None


def clean(text: str) -> str:
    """A text without the characters that no line of the standard may hold."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def told(texts: Told) -> Told:
    """What a reader makes of texts that are written as the standard has them."""
    return Told(" ".join(clean(texts.title).split()), clean(texts.summary).strip(), clean(texts.lane).strip())
