"""One date as it was written: its parts, how precise it is, which stretch of time it names, its canonical text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import product
from typing import NamedTuple

from timeline_app.model import calendar


class Precision(IntEnum):
    """The unit to which a date is known, from fine to coarse."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    DAY = 3
    MONTH = 4
    SEASON = 5
    YEAR = 6
    DECADE = 7
    CENTURY = 8
    MILLENNIUM = 9


class Qualifier(NamedTuple):
    """EDTF's "~" (approximate) and "?" (uncertain); "%" is both."""

    approximate: bool = False
    uncertain: bool = False

    def joined(self, other: "Qualifier") -> "Qualifier":
        """What either of the two says."""
        return Qualifier(self.approximate or other.approximate, self.uncertain or other.uncertain)


PLAIN = Qualifier()
MARK_OF = {PLAIN: "", Qualifier(True, False): "~", Qualifier(False, True): "?", Qualifier(True, True): "%"}


class Marks(NamedTuple):
    """The qualifier of each part of a date; plain for parts that it hasn't."""

    year: Qualifier = PLAIN
    month: Qualifier = PLAIN
    day: Qualifier = PLAIN

    @property
    def whole(self) -> Qualifier:
        """What the date is as soon as one of its parts is."""
        return self.year.joined(self.month).joined(self.day)


NO_MARKS = Marks()


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        hour, minute: as a clock shows them.
        second: with its fraction, or None where only minutes were given.
        digits: how many digits of the fraction were given, 6 at most.
    """

    hour: int
    minute: int
    second: float | None = None
    digits: int = 0

    def __str__(self) -> str:
        text = f"{self.hour:02d}:{self.minute:02d}"
        if self.second is None:
            return text
        return f"{text}:{self.second:0{self.digits + 3 if self.digits else 2}.{self.digits}f}"


@dataclass(frozen=True, slots=True)
class Date:
    """One date whose digits are all given.

    Attributes:
        year: astronomical (0 is 1 BCE).
        month: 1 to 12, or one of `GROUPS` for a season, quarter, third or half; None where not given.
        day: None where not given.
        clock: time of day, or None.
        offset: minutes east of UTC, or None where no zone was given.
        marks: "~" and "?" of its parts.
        significant: how many digits of the year are certain; None for all.
    """

    year: int
    month: int | None = None
    day: int | None = None
    clock: Clock | None = None
    offset: int | None = None
    marks: Marks = NO_MARKS
    significant: int | None = None

    @property
    def precision(self) -> Precision:
        """The unit to which this date is known."""
        if self.clock is not None:
            return Precision.MINUTE if self.clock.second is None else Precision.SECOND
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH if self.month <= 12 else Precision.SEASON
        return _precision_of_year(len(str(abs(self.year))) - self.significant if self.significant else 0)

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year that it may be in; the same two where all digits are certain."""
        if self.significant is None:
            return self.year, self.year
        unit = 10 ** (len(str(abs(self.year))) - self.significant)
        least = abs(self.year) // unit * unit
        return (least, least + unit - 1) if self.year >= 0 else (1 - least - unit, -least)

    def bounds(self) -> tuple[float, float]:
        """The stretch of time that the date names, seconds, the upper bound exclusive.

        It is a wall clock's; one without an offset is taken as UTC; `when` shifts it to the zone of its file.
        """
        if self.month is None:
            first, last = self.years
            return calendar.seconds_at(first), calendar.seconds_at(last + 1)
        month, months = GROUPS.get(self.month, (self.month, 1))
        start = calendar.seconds_at(self.year, month, self.day or 1)
        if self.clock is not None:
            return self._clock_bounds(start)
        if self.day is not None:
            return start, start + calendar.DAY
        return start, calendar.seconds_at(*calendar.months_later(self.year, month, months))

    def _clock_bounds(self, day: float) -> tuple[float, float]:
        hour, minute, second, digits = self.clock or Clock(0, 0)
        start = day + hour * calendar.HOUR + minute * calendar.MINUTE + (second or 0.0) - 60 * (self.offset or 0)
        if second is None:
            return start, start + calendar.MINUTE
        return start, max(start + 10.0**-digits, math.nextafter(start, math.inf))

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        year = f"Y{self.year}" if abs(self.year) > 9999 else year
        year = f"{year}S{self.significant}" if self.significant else year
        parts = [year, *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        time = "" if self.clock is None else f"T{self.clock}{_offset_text(self.offset)}"
        return _written(parts, self.marks, time)


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One date with digits that nobody stated, each written as X.

    Attributes:
        year: four characters, with a minus in front before year 0.
        month, day: two characters each; None where not given.
        marks: "~" and "?" of its parts.
    """

    year: str
    month: str | None = None
    day: str | None = None
    marks: Marks = NO_MARKS

    @property
    def precision(self) -> Precision:
        """The unit that the first unknown digit leaves known."""
        digits = self.year.removeprefix("-")
        if "X" in digits:
            return _precision_of_year(len(digits) - digits.index("X"))
        return Precision.YEAR if self.month and "X" in self.month else Precision.MONTH

    @property
    def known(self) -> bool:
        """Whether any digit of the year is known: without one, nothing says where in time the date lies."""
        return self.year.removeprefix("-") != "XXXX"

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year in which a date fits; without a known digit, of all years of four digits.

        Raises:
            ValueError: no date of the calendar fits.
        """
        first, last = self._ends()
        return first.year, last.year

    @property
    def months(self) -> tuple[int, ...]:
        """The months that its digits fit, ascending; all where none is given."""
        return tuple(month for month in _fitting(self.month or "XX", 12) if month)

    @property
    def days(self) -> tuple[int, ...]:
        """The days of a month that its digits fit, ascending; all where none is given."""
        return tuple(day for day in _fitting(self.day or "XX", 31) if day)

    def bounds(self) -> tuple[float, float]:
        """From the first date that fits to the end of the last, seconds.

        Without a known digit of the year there is no limit, but for the end of the years with a minus.

        Raises:
            ValueError: no date of the calendar fits.
        """
        first, last = self._ends()
        latest = last.bounds()[1]
        if self.known:
            return first.bounds()[0], latest
        return -math.inf, latest if self.year.startswith("-") else math.inf

    def _ends(self) -> tuple[Date, Date]:
        """The first and the last date that fit."""
        first, last = self._fit(latest_first=False), self._fit(latest_first=True)
        if first is None or last is None:
            raise ValueError(f"no date fits {self}")
        return first, last

    def _fit(self, *, latest_first: bool) -> Date | None:
        """The first or last date that fits, or None."""
        step = -1 if latest_first else 1
        months, days = _fitting(self.month, 12)[::step], _fitting(self.day, 31)[::step]
        for year in self._years(latest_first=latest_first):
            for month in months:
                most = calendar.days_in_month(year, month) if month else 0
                for day in days:
                    if day is None or day <= most:
                        return Date(year, month, day)
        return None

    def _years(self, *, latest_first: bool) -> Iterator[int]:
        """The years that fit; there is no year -0000."""
        if "X" not in self.year:
            return iter((int(self.year),) if self.year != "-0000" else ())
        sign = -1 if self.year.startswith("-") else 1
        digits = "0123456789"[:: sign * (-1 if latest_first else 1)]
        choices = (digits if digit == "X" else digit for digit in self.year.removeprefix("-"))
        years = (int("".join(year)) for year in product(*choices))
        return (sign * year for year in years if year or sign > 0)

    def __str__(self) -> str:
        return _written([part for part in (self.year, self.month, self.day) if part is not None], self.marks, "")


AnyDate = Date | DatePattern

GROUPS = {
    **{first + number: (3 * number + 3, 3) for first in (21, 25) for number in range(4)},
    **{29 + number: ((3 * number + 8) % 12 + 1, 3) for number in range(4)},
    **{33 + number: (3 * number + 1, 3) for number in range(4)},
    **{37 + number: (4 * number + 1, 4) for number in range(3)},
    **{40 + number: (6 * number + 1, 6) for number in range(2)},
}
"""First month and number of months of the groups of months: seasons of anywhere (21), north (25) and south (29),
each from spring to winter, quarters (33), thirds (37) and halves (40) of a year."""


def _precision_of_year(unknown_digits: int) -> Precision:
    return Precision(min(Precision.YEAR + unknown_digits, Precision.MILLENNIUM))


@cache
def _fitting(pattern: str | None, most: int) -> Sequence[int | None]:
    """The numbers from 1 that a pattern of two characters fits, ascending; None alone where there is no pattern."""
    if pattern is None:
        return (None,)
    return tuple(number for number in range(1, most + 1) if _fits(pattern, f"{number:02d}"))


def _fits(pattern: str, digits: str) -> bool:
    return all(wanted in ("X", digit) for wanted, digit in zip(pattern, digits, strict=True))


def _written(parts: Sequence[str], marks: Marks, time: str) -> str:
    """Parts with their marks: one behind all the leading parts that share it, further ones in front of theirs."""
    given = marks[: len(parts)]
    shared = next((number for number, mark in enumerate(given) if mark != given[0]), len(parts))
    texts = [
        MARK_OF[mark] + part if number >= shared else part
        for number, (part, mark) in enumerate(zip(parts, given, strict=True))
    ]
    if shared < len(parts):
        texts[shared - 1] += MARK_OF[given[0]]
        return "-".join(texts) + time
    return "-".join(texts) + time + MARK_OF[given[0]]


def _offset_text(offset: int | None) -> str:
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return "Z" if offset == 0 else f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
