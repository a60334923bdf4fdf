"""Times of day as clocks tell them: those of the zone in which a date was read, and those of another."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from timeline_app.model import calendar, edtf
from timeline_app.model.edtf import AnyDate, IntervalEnd, Limit
from timeline_app.model.edtf.expressions import dates_of
from timeline_app.model.when import When, bounds_of
from timeline_app.model.zones import Zone


def has_skipped_time(text: str, zone: str) -> bool:
    """Whether an EDTF text names a time of day that the clocks of a zone skipped: nobody can have read it there."""
    if zone == "UTC":
        return False
    return any(date.offset is None and _is_skipped(date, Zone(zone)) for date in _times(text))


def _is_skipped(date: edtf.Date, zone: Zone) -> bool:
    wall = date.bounds()[0]
    return all(abs(zone.wall_of(instant) - wall) > 1 for instant in zone.instants_of(wall))  # floats are rounded


def lacks_zone(when: When, own: Zone, shown: Zone | None) -> bool:
    """Whether it tells a time of day without an offset, and the clocks that are shown say another.

    Args:
        when: any time.
        own: the zone in which it was read.
        shown: whose clocks are shown; None where that is not known, so that they may say another.
    """
    return _is_told_otherwise(when.edtf, own, shown)


@lru_cache(maxsize=4096)
def _is_told_otherwise(text: str, own: Zone, shown: Zone | None) -> bool:
    """`lacks_zone` of an EDTF text; the same few are asked for in every frame."""
    bare = (date for date in _times(text) if date.offset is None)
    return any(shown is None or _shift(date, own, shown) for date in bare)


def as_shown(when: When, own: Zone, shown: Zone) -> When | None:
    """The same time by other clocks, its text with their offsets from UTC.

    None where they show just what its text says, or where some of it is no time of day, which has no offset.
    """
    if not any(_shift(date, own, shown) for date in _times(when.edtf)):
        return None
    expression = edtf.parse(when.edtf)
    if not all(map(_is_time, _dates(expression))):
        return None
    return replace(when, edtf=str(_retold(expression, lambda date: _by_clocks(date, own, shown))))


def _times(text: str) -> tuple[edtf.Date, ...]:
    """The times of day in an EDTF text."""
    if "T" not in text:
        return ()
    return tuple(date for date in _dates(edtf.parse(text)) if isinstance(date, edtf.Date) and _is_time(date))


def _is_time(date: AnyDate) -> bool:
    return isinstance(date, edtf.Date) and date.clock is not None


def _dates(expression: edtf.Expression) -> tuple[AnyDate, ...]:
    """The dates that an expression is made of."""
    match expression:
        case edtf.Interval(start, end):
            return *dates_of(start), *dates_of(end)
        case edtf.AllOf(members):
            return tuple(date for choice in members for date in choice.dates)
    return dates_of(expression)


def _shift(date: edtf.Date, own: Zone, shown: Zone) -> int:
    """How much later the clocks that are shown are than the text says, whole seconds."""
    return round(shown.wall_of(bounds_of(date, own.name).earliest) - replace(date, offset=None).bounds()[0])


def _by_clocks(date: AnyDate, own: Zone, shown: Zone) -> AnyDate:
    """A time of day by other clocks, with their offset from UTC to the minute."""
    if not isinstance(date, edtf.Date) or date.clock is None:
        return date
    at = bounds_of(date, own.name).earliest
    offset = round(shown.offset_at(at) / 60)
    shift = at + 60 * offset - replace(date, offset=None).bounds()[0]
    hour, minute, second, digits = date.clock
    whole = int(second or 0)
    total = 3600 * hour + 60 * minute + whole + (round(shift) if second is not None else 60 * round(shift / 60))
    days, rest = divmod(total, int(calendar.DAY))
    later = calendar.date_of_day(calendar.day_number(date.year, date.month or 1, date.day or 1) + days)
    told = None if second is None else rest % 60 + second - whole
    clock = edtf.Clock(rest // 3600, rest // 60 % 60, told, digits)
    return replace(date, year=later[0], month=later[1], day=later[2], clock=clock, offset=offset)


def _retold(expression: edtf.Expression, tell: Callable[[AnyDate], AnyDate]) -> edtf.Expression:
    """The same expression, each of its dates told in another way."""
    match expression:
        case edtf.Interval(start, end):
            return edtf.Interval(_retold_end(start, tell), _retold_end(end, tell))
        case edtf.OneOf():
            return _retold_set(expression, tell)
        case edtf.AllOf(members):
            return edtf.AllOf(tuple(_retold_choice(choice, tell) for choice in members))
    return tell(expression)


def _retold_set(dates: edtf.OneOf, tell: Callable[[AnyDate], AnyDate]) -> edtf.OneOf:
    return edtf.OneOf(tuple(_retold_choice(choice, tell) for choice in dates.members))


def _retold_choice(choice: edtf.Choice, tell: Callable[[AnyDate], AnyDate]) -> edtf.Choice:
    start = _retold_limit(choice.start, tell)
    return edtf.Choice(start, start if choice.single else _retold_limit(choice.end, tell))


def _retold_end(end: IntervalEnd, tell: Callable[[AnyDate], AnyDate]) -> IntervalEnd:
    return _retold_set(end, tell) if isinstance(end, edtf.OneOf) else _retold_limit(end, tell)


def _retold_limit(end: AnyDate | Limit, tell: Callable[[AnyDate], AnyDate]) -> AnyDate | Limit:
    return end if isinstance(end, Limit) else tell(end)
