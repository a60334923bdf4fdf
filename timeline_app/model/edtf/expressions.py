"""What dates are combined to: intervals, and sets of which one or all are meant."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from timeline_app.model.edtf.dates import AnyDate, Date, DatePattern


class Limit(Enum):
    """An end of an interval or set that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A member of a set: one date (start and end are the same) or all dates from start to end."""

    start: AnyDate | Limit
    end: AnyDate | Limit

    @property
    def single(self) -> bool:
        """Whether it is one date."""
        return self.start is self.end

    @property
    def dates(self) -> tuple[AnyDate, ...]:
        """Its first and last date, those that it has."""
        ends = (self.start,) if self.single else (self.start, self.end)
        return tuple(end for end in ends if not isinstance(end, Limit))

    def __str__(self) -> str:
        return _text(self.start) if self.single else f"{_text(self.start, '')}..{_text(self.end, '')}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A set "[…]": the date is one of its members, and it isn't known which."""

    members: tuple[Choice, ...]

    @property
    def dates(self) -> tuple[AnyDate, ...]:
        """The dates that it is made of, in the order in which they are written."""
        return tuple(date for choice in self.members for date in choice.dates)

    def bounds(self, of: Callable[[AnyDate], tuple[float, float]] = lambda date: date.bounds()) -> tuple[float, float]:
        """The stretch of time in which the date lies, seconds, the upper bound exclusive; infinite where it is open.

        Args:
            of: the bounds of each of its dates, where not those by UTC are wanted.
        """
        bounds = [of(date) for date in self.dates]
        opens_left = any(choice.start is Limit.OPEN for choice in self.members)
        opens_right = any(choice.end is Limit.OPEN for choice in self.members)
        earliest = -math.inf if opens_left else min(first for first, _ in bounds)
        return earliest, math.inf if opens_right else max(last for _, last in bounds)

    def __str__(self) -> str:
        return f"[{','.join(map(str, self.members))}]"


IntervalEnd = AnyDate | OneOf | Limit
"""A set as an end goes beyond the standard: a span that began or ended at some time between two dates."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A span from one date to another; either end may be open, unknown, or one of several dates."""

    start: IntervalEnd
    end: IntervalEnd

    def __str__(self) -> str:
        return f"{_text(self.start)}/{_text(self.end)}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """A set "{…}": it happened at each of its members."""

    members: tuple[Choice, ...]

    def __str__(self) -> str:
        return f"{{{','.join(map(str, self.members))}}}"


def dates_of(end: IntervalEnd) -> tuple[AnyDate, ...]:
    """The dates that an end is made of: one, those of a set, or none."""
    if isinstance(end, Limit):
        return ()
    return end.dates if isinstance(end, OneOf) else (end,)


Expression = Date | DatePattern | Interval | OneOf | AllOf


def _text(end: IntervalEnd, limit: str | None = None) -> str:
    if isinstance(end, Limit):
        return end.value if limit is None else limit
    return str(end)
