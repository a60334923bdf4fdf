"""Which of two numbers is the day in dates like 05/06/2023: as was said, or as other dates of the column tell."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_MARKS = "/.-"
_MONTHS = 12
_HOW_TO_SAY = "say which number is the day: in the window by “Columns…”, on the command line by --date-order dmy or mdy"
_ORDERS: Mapping[bool, str] = {True: "day/month/year", False: "month/day/year"}


class DayOrder(NamedTuple):
    """The order of day and month in a column.

    Attributes:
        first: whether the day comes first, by the mark between the numbers; without a mark for which it isn't known.
        notes: what was found out, in sentences.
        doubtful: whether it has to be asked.
    """

    first: Mapping[str, bool]
    notes: tuple[str, ...] = ()
    doubtful: bool = False

    @classmethod
    def said(cls, day_first: bool) -> "DayOrder":
        """The order that somebody has said."""
        return cls(dict.fromkeys(_MARKS, day_first))

    @classmethod
    def of(cls, cells: Iterable[str]) -> "DayOrder":
        """The order of the dates in a column, known where one of those with the same mark can have no other."""
        found = [match for cell in cells if (match := _NUMBERS.fullmatch(cell.strip()))]
        orders = {mark: _order_among([match for match in found if match[2] == mark], mark) for mark in _MARKS}
        return cls(
            {mark: first for order in orders.values() for mark, first in order.first.items()},
            tuple(note for order in orders.values() for note in order.notes),
            any(order.doubtful for order in orders.values()),
        )

    def day_in(self, text: str) -> str | None:
        """The day that a text of numbers names, EDTF if there is such a day; None where the order isn't known."""
        match = _NUMBERS.fullmatch(text)
        if match is None or match[2] not in self.first:
            return None
        one, other = int(match[1]), int(match[3])
        day, month = (one, other) if self.first[match[2]] else (other, one)
        return f"{match[4]}-{month:02d}-{day:02d}"


def _order_among(found: list[re.Match[str]], mark: str) -> DayOrder:
    """The order of dates that have the same mark."""
    telling = {
        True: next((match[0] for match in found if int(match[1]) > _MONTHS), ""),
        False: next((match[0] for match in found if int(match[3]) > _MONTHS), ""),
    }
    doubtful = next((match[0] for match in found if max(int(match[1]), int(match[3])) <= _MONTHS), "")
    known = [first for first, text in telling.items() if text]
    if len(known) == 1:
        (first,) = known
        note = f"“{doubtful}” and dates like it are read as {_ORDERS[first]}, since “{telling[first]}” can only be that"
        return DayOrder({mark: first}, (note,) if doubtful else ())
    notes = []
    if known:
        told = " and ".join(f"“{telling[first]}” only {_ORDERS[first]}" for first in known)
        notes.append(f"the column mixes two orders: {told}; these are read as they must be")
    if doubtful:
        notes.append(f"“{doubtful}” and dates like it may mean two days; {_HOW_TO_SAY}")
    return DayOrder({}, tuple(notes), bool(doubtful))
