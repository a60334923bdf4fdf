"""One imprecise time: the bounds of its start and end, how precise it is, and how the source put it."""

import math
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import reduce
from typing import NamedTuple

from timeline_app.model import edtf
from timeline_app.model.edtf import AnyDate, EdtfError, IntervalEnd, Limit, OneOf, Precision, Qualifier
from timeline_app.model.edtf.dates import PLAIN
from timeline_app.model.edtf.expressions import dates_of
from timeline_app.model.edtf.reading import read
from timeline_app.model.zones import Zone


class Bounds(NamedTuple):
    """Where an end of a time may lie: seconds, `latest` exclusive; ±inf where open, NaN where unknown."""

    earliest: float
    latest: float

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of this end."""
        return math.isnan(self.earliest)


class Kind(IntEnum):
    """A moment happened at one instant inside its bounds; a span lasted from its start to its end.

    A set of dates that are all meant happened at each of its members.
    """

    MOMENT = 0
    SPAN = 1
    SET = 2


class Basis(StrEnum):
    """Where a date comes from: the source's words, a relative date worked out, or an inference."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"


UNKNOWN = Bounds(math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class When:
    """One imprecise time.

    Attributes:
        start, end: bounds of its ends; the same for a moment, those of its first and last members for a set.
            A span has a certain core only if start.latest < end.earliest.
        kind: moment, span or set.
        start_precision, end_precision: the unit to which each end is known.
        start_qualifier, end_qualifier: "~" and "?" of each end.
        edtf: the canonical EDTF text.
        stated: how the source put it, word for word, or "".
        basis, basis_note: where the date comes from, and by what reasoning.
        members: of a set: moments and, for ranges, spans, in the order of their starts.
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
    members: tuple["When", ...] = ()

    @classmethod
    def from_edtf(cls, text: str, zone: str = "UTC") -> "When":
        """The time that an EDTF text names.

        Args:
            text: EDTF, see `edtf`.
            zone: IANA name of the time zone in which all that has no offset of its own is meant.

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
        own = {bound for bound in (*self.start, *self.end) if math.isfinite(bound)}
        return tuple(sorted(own.union(*(member.finite_bounds for member in self.members))))


def is_date(text: str) -> bool:
    """Whether a text is a date that we read."""
    try:
        read(text)
    except edtf.EdtfError:
        return False
    return True


def when_of(expression: edtf.Expression, zone: str = "UTC") -> When:
    """The time that an EDTF expression names; see `When.from_edtf`."""
    match expression:
        case edtf.Interval(start, end):
            return _span(start, end, str(expression), zone)
        case edtf.OneOf():
            return _one_of(expression, zone)
        case edtf.AllOf():
            return _all_of(expression, zone)
    return _moment(bounds_of(expression, zone), expression.precision, expression.marks.whole, str(expression))


def _moment(bounds: Bounds, precision: Precision, qualifier: Qualifier, text: str) -> When:
    return When(bounds, bounds, Kind.MOMENT, precision, precision, qualifier, qualifier, text)


def _span(start: IntervalEnd, end: IntervalEnd, text: str, zone: str) -> When:
    first, last = _end_bounds(start, zone, open_at=-math.inf), _end_bounds(end, zone, open_at=math.inf)
    if first.earliest >= last.latest:  # which of two times is the earlier one may be decided by the zone
        what = f"it ends ({_limit_text(end)}) before it starts ({_limit_text(start)}) in {_zone_words(zone)}"
        raise EdtfError(what, 0)
    return When(
        _not_after(first, last) if isinstance(start, OneOf) else first,
        _not_before(last, first) if isinstance(end, OneOf) else last,
        Kind.SPAN,
        _precision(start, end),
        _precision(end, start),
        _qualifier(start),
        _qualifier(end),
        text,
    )


def _not_after(start: Bounds, end: Bounds) -> Bounds:
    """A start that is open on its later side: it was before its end."""
    return Bounds(start.earliest, end.latest) if start.latest == math.inf and not end.unknown else start


def _not_before(end: Bounds, start: Bounds) -> Bounds:
    """An end that is open on its earlier side: it was after its start."""
    return Bounds(start.earliest, end.latest) if end.earliest == -math.inf and not start.unknown else end


def _one_of(choices: OneOf, zone: str) -> When:
    dates, whole = choices.dates, _bounds_of_set(choices, zone)
    first, last = (min(dates, key=lambda date: date.bounds()[0]), max(dates, key=lambda date: date.bounds()[1]))
    inner = [date.marks.whole for date in dates if date is not first and date is not last]
    start_mark, end_mark = (reduce(Qualifier.joined, inner, end.marks.whole) for end in (first, last))
    precision = max(date.precision for date in dates)
    return When(whole, whole, Kind.MOMENT, precision, precision, start_mark, end_mark, str(choices))


def _all_of(dates: edtf.AllOf, zone: str) -> When:
    members = sorted((_member(choice, zone) for choice in dates.members), key=lambda when: (when.earliest, when.latest))
    first, last = members[0], max(members, key=lambda when: when.latest)
    within = [member for member in members if member is not first and member is not last]
    inner = [mark for member in within for mark in (member.start_qualifier, member.end_qualifier)]
    return When(
        first.start,
        last.end,
        Kind.SET,
        first.start_precision,
        last.end_precision,
        reduce(Qualifier.joined, inner, first.start_qualifier),
        reduce(Qualifier.joined, inner, last.end_qualifier),
        str(dates),
        members=tuple(members),
    )


def _member(choice: edtf.Choice, zone: str) -> When:
    """One date is a moment; a range, each date of which is meant, lasts from the first to the last."""
    if choice.single and not isinstance(choice.start, Limit):
        return when_of(choice.start, zone)
    return _span(choice.start, choice.end, f"{_limit_text(choice.start)}/{_limit_text(choice.end)}", zone)


def _bounds_of_set(choices: OneOf, zone: str) -> Bounds:
    return Bounds(*choices.bounds(lambda date: bounds_of(date, zone)))


def _zone_words(zone: str) -> str:
    from timeline_app.model.words import zone_name  # which is made of times in words, as these are made of this

    return zone_name(Zone(zone))


def _limit_text(end: IntervalEnd) -> str:
    return end.value if isinstance(end, Limit) else str(end)


def _end_bounds(end: IntervalEnd, zone: str, open_at: float) -> Bounds:
    if isinstance(end, Limit):
        return UNKNOWN if end is Limit.UNKNOWN else Bounds(open_at, open_at)
    return _bounds_of_set(end, zone) if isinstance(end, OneOf) else bounds_of(end, zone)


def _precision(end: IntervalEnd, other: IntervalEnd) -> Precision:
    """An end that is no date borrows the precision of the other; one of several is known to that of the vaguest."""
    if isinstance(end, edtf.Date):  # nearly all are: the rest takes three times as long
        return end.precision
    dates = dates_of(end) or dates_of(other)
    return max((date.precision for date in dates), default=Precision.DAY)


def _qualifier(end: IntervalEnd) -> Qualifier:
    if isinstance(end, edtf.Date):
        return end.marks.whole
    return reduce(Qualifier.joined, (date.marks.whole for date in dates_of(end)), PLAIN)


def bounds_of(date: AnyDate, zone: str) -> Bounds:
    """The stretch that a date names; what has no offset is the wall clock's of a zone, a day like a time of day."""
    earliest, latest = date.bounds()
    if zone == "UTC" or (isinstance(date, edtf.Date) and date.offset is not None):
        return Bounds(earliest, latest)
    if isinstance(date, edtf.Date) and date.clock is not None:
        first, last = Zone(zone).instants_of(earliest)
        return Bounds(first, last + (latest - earliest))
    start = Zone(zone).seconds_of(earliest)
    return Bounds(start, max(Zone(zone).seconds_of(latest), math.nextafter(start, math.inf)))
