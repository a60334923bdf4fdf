"""Dates as TimelineJS has them, year, month, day and so on, made of imprecise times: never more precise than those."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline_app.formats.dates.date_parts import parted_date
from timeline_app.model import calendar
from timeline_app.model.edtf import Date, Interval, OneOf
from timeline_app.model.edtf.reading import read
from timeline_app.model.when import When
from timeline_app.model.zones import Zone

PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
FARTHEST = 270_000
"""Years before and after our era that a JavaScript date can hold; beyond them the scale is "cosmological"."""

Parts = Mapping[str, int]


class Parted(NamedTuple):
    """A time in parts; either end may be None."""

    start: Parts | None
    end: Parts | None

    def edtf(self, *, has_year_0: bool) -> str:
        """What a reader makes of them, see `parted_date`: an end that is the start says nothing."""
        ends = (parted_date([str(part.get(key, "")) for key in PARTS], has_year_0=has_year_0) for part in self if part)
        return "/".join(dict.fromkeys(end.whole for end in ends))


def parted(when: When, zone: str, *, has_year_0: bool) -> Parted:
    """A time in parts; of one without parts of its own, like a season or "199X", those of the stretch it may be in.

    Args:
        when: the time.
        zone: IANA name of the time zone in which days are meant.
        has_year_0: whether years are counted as EDTF does; without a year 0, -44 is 44 BCE.
    """
    expression = read(when.edtf)
    ends = (expression.start, expression.end) if isinstance(expression, Interval) else (expression, None)
    dates = [end for end in ends if isinstance(end, Date) and end.significant is None and (end.month or 0) <= 12]
    found = [_parts_of(date) for date in dates]
    if any(isinstance(end, OneOf) for end in ends):
        found = _of_bounds(when, Zone(zone))
    elif len(dates) < sum(end is not None for end in ends):
        found = found or _of_bounds(when, Zone(zone))
    start, end = (*(_counted(part, has_year_0) for part in found), None, None)[:2]
    return Parted(start, end)


def stands(slide: Mapping[str, Any]) -> Parted:
    """The parts that stand in a slide; what is no whole number is left out."""
    return Parted(*(_standing(slide.get(key)) for key in ("start_date", "end_date")))


def _standing(value: Any) -> Parts | None:
    texts = {key: str(value.get(key, "")) for key in PARTS} if isinstance(value, dict) else {}
    digits = {key: text for key, text in texts.items() if text.removeprefix("-").isdecimal() and len(text) < 18}
    return {key: int(text) for key, text in digits.items()} or None


def _counted(parts: Parts, has_year_0: bool) -> Parts:
    return parts if has_year_0 or parts["year"] > 0 else {**parts, "year": parts["year"] - 1}


def _parts_of(date: Date) -> Parts:
    clock = date.clock
    whole = int(clock.second) if clock and clock.second is not None else None
    rest = round((clock.second % 1) * 1000) if clock and clock.second and clock.digits else None
    clocks = (clock.hour, clock.minute, whole, min(rest, 999) if rest is not None else None) if clock else ()
    values = (date.year, date.month, date.day, *clocks)
    return {key: value for key, value in zip(PARTS, values, strict=False) if value is not None}


def _of_bounds(when: When, zone: Zone) -> list[Parts]:
    """The first and last year, month or day of the stretch in which a time may be, whichever name just that."""
    last = math.nextafter(when.latest, -math.inf) if math.isfinite(when.latest) else when.latest
    days = [calendar.civil_at(zone.wall_of(bound))[:3] for bound in (when.earliest, last) if math.isfinite(bound)]
    shown = max((_shown(day, last=number > 0) for number, day in enumerate(days)), default=0)
    found: list[Parts] = [dict(zip(PARTS, day[:shown], strict=False)) for day in days]
    return found[:1] if found[1:] and found[0] == found[1] else found


def _shown(day: tuple[int, int, int], *, last: bool) -> int:
    """How many parts of a first or last day are needed: one where it begins or ends a year, two for a month."""
    year, month, number = day
    if number != (calendar.days_in_month(year, month) if last else 1):
        return 3
    return 1 if month == (12 if last else 1) else 2
