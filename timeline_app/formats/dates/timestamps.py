"""Dates of programs that write every date to the second: told no more exactly than they are meant.

Nobody can tell midnight from a mere day, since such programs write both alike. So dates that belong together, those of
one event, are days where all of them are at midnight by their own clock, with whatever offset; the day holds the
midnight, too. Days that may stand for months or years stay days. And minutes are enough in a file whose seconds are
all 0.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from timeline_app.model.edtf import AnyDate, Date, DatePattern
from timeline_app.model.zones import is_zone

MIDNIGHT_WORDS = "dates at midnight are taken as whole days, since nobody can tell one from the other"


def at_midnight(date: AnyDate) -> bool:
    """Whether it is a time of day, and that is midnight."""
    return isinstance(date, Date) and date.clock is not None and not any(date.clock[:3])


def with_time(date: AnyDate) -> bool:
    """Whether it is a time of day other than midnight."""
    return isinstance(date, Date) and date.clock is not None and not at_midnight(date)


def mixes_days_and_times(groups: Iterable[Collection[AnyDate]]) -> bool:
    """Whether some events of a file are days because their dates are at midnight, and others have times of day."""
    timed = [
        any(map(with_time, group)) for group in groups if any(map(at_midnight, group)) or any(map(with_time, group))
    ]
    return any(timed) and not all(timed)


def with_seconds(dates: Iterable[AnyDate]) -> bool:
    """Whether some of them are times with seconds other than 0."""
    return any(isinstance(date, Date) and date.clock is not None and date.clock.second for date in dates)


def without_seconds(date: AnyDate) -> AnyDate:
    """The same, to the minute."""
    if not isinstance(date, Date) or date.clock is None:
        return date
    return replace(date, clock=date.clock._replace(second=None, digits=0))


def day_of(date: AnyDate) -> AnyDate:
    """The day of a time; what is none stays."""
    return replace(date, clock=None, offset=None) if isinstance(date, Date) and date.clock is not None else date


def as_meant(dates: Sequence[AnyDate], *, seconds: bool) -> tuple[AnyDate, ...]:
    """The dates of one event as exactly as they are meant.

    Args:
        dates: as they are written.
        seconds: whether the seconds of the file say anything.
    """
    if not any(map(with_time, dates)):
        return tuple(map(day_of, dates))
    return tuple(dates) if seconds else tuple(map(without_seconds, dates))


def zone_of(dates: Iterable[AnyDate]) -> str:
    """The IANA name of the zone of clocks whose offset all the times have that have one; else "UTC"."""
    found = {date.offset for date in dates if isinstance(date, Date) and date.offset is not None}
    hours, rest = divmod(found.pop() if len(found) == 1 else 0, 60)
    name = f"Etc/GMT{-hours:+d}"  # its sign is that of POSIX: what is west of Greenwich is positive
    return name if hours and not rest and is_zone(name) else "UTC"


def covering(first: AnyDate, last: AnyDate) -> AnyDate | None:
    """The one date that names just the stretch between two, like 1978 for 1978-01-01 and 1979-01-01; None if none does.

    The second is the last one that is meant, or the midnight at which the stretch ends.
    """
    start, ends = first.bounds()[0], last.bounds()
    stops = ends if isinstance(last, Date) and last.day is not None else ends[1:]
    return next((date for date in _around(first) if date.bounds()[0] == start and date.bounds()[1] in stops), None)


def _around(date: AnyDate) -> Iterable[AnyDate]:
    """The dates that a date lies in, from narrow to wide: its day, month, year, decade and century."""
    if not isinstance(date, Date):
        return
    year, month, day = date.year, date.month, date.day
    if day is not None:
        yield Date(year, month, day)
    if month is not None and month <= _MONTHS:
        yield Date(year, month)
    yield Date(year)
    if 0 < year <= _LAST_PLAIN_YEAR:
        yield DatePattern(f"{year // 10:03d}X")
        yield DatePattern(f"{year // 100:02d}XX")


_MONTHS = 12
_LAST_PLAIN_YEAR = 9999
