"""What dates are combined to: intervals, and sets of which one or all are meant."""

from dataclasses import dataclass
from enum import Enum

from timeline_app.model.edtf.dates import AnyDate, Date, DatePattern


class Limit(Enum):
    """An end of an interval or set that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A span from one date to another; either end may be open or unknown."""

    start: AnyDate | Limit
    end: AnyDate | Limit

    def __str__(self) -> str:
        return f"{_text(self.start)}/{_text(self.end)}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A member of a set: one date (start and end are the same) or all dates from start to end."""

    start: AnyDate | Limit
    end: AnyDate | Limit

    @property
    def single(self) -> bool:
        """Whether it is one date."""
        return self.start is self.end

    def __str__(self) -> str:
        return _text(self.start) if self.single else f"{_text(self.start, '')}..{_text(self.end, '')}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A set "[…]": the date is one of its members, and it isn't known which."""

    members: tuple[Choice, ...]

    def __str__(self) -> str:
        return f"[{','.join(map(str, self.members))}]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """A set "{…}": it happened at each of its members."""

    members: tuple[Choice, ...]

    def __str__(self) -> str:
        return f"{{{','.join(map(str, self.members))}}}"


Expression = Date | DatePattern | Interval | OneOf | AllOf


def _text(end: AnyDate | Limit, limit: str | None = None) -> str:
    if isinstance(end, Limit):
        return end.value if limit is None else limit
    return str(end)
