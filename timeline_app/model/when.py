"""One imprecise time: the bounds of its start and end, how precise it is, and how the source put it."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from timeline_app.model import calendar, edtf
from timeline_app.model.edtf import Limit, Precision


class Bounds(NamedTuple):
    """Where an end of a time may lie: seconds, `latest` exclusive; ±inf where open, NaN where unknown."""

    earliest: float
    latest: float

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of this end."""
        return math.isnan(self.earliest)


class Kind(IntEnum):
    """A moment happened at one instant inside its bounds; a span lasted from its start to its end."""

    MOMENT = 0
    SPAN = 1


class Basis(StrEnum):
    """Where a date comes from: the source's words, a relative date worked out, or an inference."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"


class Order(StrEnum):
    """How two times lie to each other, as far as that can be known."""

    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class Qualifier(NamedTuple):
    """EDTF's "~" (approximate) and "?" (uncertain)."""

    approximate: bool = False
    uncertain: bool = False


UNKNOWN = Bounds(math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class When:
    """One imprecise time.

    Attributes:
        start, end: bounds of its ends; the same for a moment. A span has a certain core only if
            start.latest < end.earliest.
        kind: moment or span.
        start_precision, end_precision: the unit to which each end is known.
        start_qualifier, end_qualifier: "~" and "?" of each end.
        edtf: the canonical EDTF text.
        stated: how the source put it, word for word, or "".
        basis, basis_note: where the date comes from, and by what reasoning.
    """

    start: Bounds
    end: Bounds
    kind: Kind
    start_precision: Precision
    end_precision: Precision
    start_qualifier: Qualifier
    end_qualifier: Qualifier
    edtf: str
    stated: str = ""
    basis: Basis = Basis.STATED
    basis_note: str = ""

    @classmethod
    def from_edtf(cls, text: str, zone: str = "UTC") -> "When":
        """The time that an EDTF text names.

        Args:
            text: EDTF, see `edtf`.
            zone: IANA name of the time zone in which clock times without an offset are meant.

        Raises:
            EdtfError: the text is no date that we read.
        """
        return when_of(edtf.parse(text), zone)

    def told(self, stated: str, basis: Basis, basis_note: str) -> "When":
        """The same time with the source's words and the reasoning behind it."""
        return replace(self, stated=stated, basis=basis, basis_note=basis_note)

    @property
    def earliest(self) -> float:
        """The least time this may touch; -inf where open, and where the start is unknown the end's."""
        return self.end.earliest if self.start.unknown else self.start.earliest

    @property
    def latest(self) -> float:
        """The exclusive end of all this may touch; inf where open, and where the end is unknown the start's."""
        return self.start.latest if self.end.unknown else self.end.latest

    @property
    def finite_bounds(self) -> tuple[float, ...]:
        """All bounds that are dates, ascending: none of them open or unknown."""
        return tuple(sorted({bound for bound in (*self.start, *self.end) if math.isfinite(bound)}))

    def order(self, other: "When") -> Order:
        """Whether this came before the other: unknown as soon as their bounds overlap."""
        if self.latest <= other.earliest:
            return Order.BEFORE
        if other.latest <= self.earliest:
            return Order.AFTER
        return Order.UNKNOWN


def is_date(text: str) -> bool:
    """Whether a text is a date that we read."""
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        return False
    return True


def when_of(expression: edtf.Expression, zone: str = "UTC") -> When:
    """The time that an EDTF expression names; see `When.from_edtf`."""
    if isinstance(expression, edtf.Date):
        return _moment(_bounds(expression, zone), expression.precision, _qualifier(expression), str(expression))
    if isinstance(expression, edtf.Interval):
        return _span(expression, zone)
    return _one_of(expression, zone)


def _moment(bounds: Bounds, precision: Precision, qualifier: Qualifier, text: str) -> When:
    return When(bounds, bounds, Kind.MOMENT, precision, precision, qualifier, qualifier, text)


def _span(interval: edtf.Interval, zone: str) -> When:
    start, end = interval.start, interval.end
    return When(
        _end_bounds(start, zone, open_at=-math.inf),
        _end_bounds(end, zone, open_at=math.inf),
        Kind.SPAN,
        _precision(start, end),
        _precision(end, start),
        _qualifier(start),
        _qualifier(end),
        str(interval),
    )


def _one_of(choices: edtf.OneOf, zone: str) -> When:
    ends = [end for choice in choices.members for end in (choice.start, choice.end)]
    dates = [end for end in ends if isinstance(end, edtf.Date)]
    opens_left = any(choice.start is Limit.OPEN for choice in choices.members)
    opens_right = any(choice.end is Limit.OPEN for choice in choices.members)
    bounds = [_bounds(date, zone) for date in dates]
    whole = Bounds(
        -math.inf if opens_left else min(bound.earliest for bound in bounds),
        math.inf if opens_right else max(bound.latest for bound in bounds),
    )
    qualifier = Qualifier(any(date.approximate for date in dates), any(date.uncertain for date in dates))
    return _moment(whole, max(date.precision for date in dates), qualifier, str(choices))


def _end_bounds(end: edtf.Date | Limit, zone: str, open_at: float) -> Bounds:
    if isinstance(end, edtf.Date):
        return _bounds(end, zone)
    return UNKNOWN if end is Limit.UNKNOWN else Bounds(open_at, open_at)


def _precision(end: edtf.Date | Limit, other: edtf.Date | Limit) -> Precision:
    """An end that is no date borrows the precision of the other."""
    if isinstance(end, edtf.Date):
        return end.precision
    return other.precision if isinstance(other, edtf.Date) else Precision.DAY


def _qualifier(end: edtf.Date | Limit) -> Qualifier:
    return Qualifier(end.approximate, end.uncertain) if isinstance(end, edtf.Date) else Qualifier()


def _bounds(date: edtf.Date, zone: str) -> Bounds:
    earliest, latest = date.bounds()
    if date.clock is None or date.offset is not None or zone == "UTC":
        return Bounds(earliest, latest)
    shift = _offset_of(zone, earliest)
    return Bounds(earliest - shift, latest - shift)


def _offset_of(zone: str, wall_clock: float) -> float:
    """Seconds east of UTC of a zone when its wall clock shows that time; 0 where zones are not defined."""
    civil = calendar.civil_at(wall_clock)
    if not 1 < civil.year < 9999:
        return 0.0
    moment = datetime(civil.year, civil.month, civil.day, civil.hour, civil.minute, tzinfo=ZoneInfo(zone))
    return (moment.utcoffset() or timedelta()).total_seconds()
