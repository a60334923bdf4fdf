"""Which number is the day in dates like 05/06/2023, as was said or as others of the column tell; years like 22."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from timeline_app.model.edtf.hints.forms import month_number

_CLOCK = r"((?:,? |[tT])\d{1,2}:.*)?"
_NUMBERS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d\d){_CLOCK}")
_SHORT = re.compile(rf"(\d{{1,2}})[ ./-]([a-z]{{3,9}})\.?[ ,./-]{{1,2}}(\d\d){_CLOCK}", re.IGNORECASE | re.ASCII)
"""A day as spreadsheets write it: 21-Sep-22."""
_FIRST_SHORT_YEAR = 30
"""Spreadsheet programs read years of two digits as 1930 to 2029."""
_MARKS = "/.-"
_MONTHS = 12
_HOW_TO_SAY = (
    "say which number is the day: in the window by Files ▸ Columns of a table, "
    "on the command line by --date-order dmy or mdy"
)
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
        texts = [cell.strip() for cell in cells]
        found = [match for text in texts if (match := _NUMBERS.fullmatch(text))]
        orders = {mark: _order_among([match for match in found if match[2] == mark], mark) for mark in _MARKS}
        return cls(
            {mark: first for order in orders.values() for mark, first in order.first.items()},
            (*_notes_of_years(texts), *(note for order in orders.values() for note in order.notes)),
            any(order.doubtful for order in orders.values()),
        )

    def day_in(self, text: str) -> str | None:
        """The day, and the time behind it, that a text names; None where the order isn't known."""
        match = _NUMBERS.fullmatch(text)
        if match is None or match[2] not in self.first:
            return _short_day(text)
        one, other = int(match[1]), int(match[3])
        day, month = (one, other) if self.first[match[2]] else (other, one)
        return f"{_year(match[4])}-{month:02d}-{day:02d}{match[5] or ''}"


def _short_day(text: str) -> str | None:
    """The day whose month is a word and whose year has two digits."""
    match = _SHORT.fullmatch(text)
    month = month_number(match[2].lower()) if match else None
    return f"{_year(match[3])}-{month:02d}-{int(match[1]):02d}{match[4] or ''}" if match and month else None


def _notes_of_years(texts: Iterable[str]) -> Iterable[str]:
    """How years of two digits are understood, where there is one."""
    first = next((text for text in texts if _short_day(text)), "")
    if first:
        yield (
            f"“{first}” and dates like it are read as {_short_day(first)}: the day first, and last a year from 1930 to "
            "2029, as spreadsheet programs do"
        )


def _year(digits: str) -> str:
    return digits if len(digits) > 2 else f"{'20' if int(digits) < _FIRST_SHORT_YEAR else '19'}{digits}"


def _order_among(found: list[re.Match[str]], mark: str) -> DayOrder:
    """The order of dates that have the same mark."""
    whole = [match for match in found if len(match[4]) > 2]  # else the first number may be the year
    telling = {
        True: next((match[0] for match in whole if int(match[1]) > _MONTHS), ""),
        False: next((match[0] for match in whole if int(match[3]) > _MONTHS), ""),
    }
    doubtful = next(
        (match[0] for match in found if match not in whole or max(int(match[1]), int(match[3])) <= _MONTHS), ""
    )
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
