"""Dates given in parts, year, month, day and so on, each of which may be absent: as EDTF, as precise as they are."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline_app.model.edtf import Date

_NUMBER = re.compile(r"-?[0-9]{1,18}")
_PARTS = 7


class PartedDate(NamedTuple):
    """A date made of parts.

    Attributes:
        first, last: EDTF of the first and last stretch that it names; the same but for an hour without minutes, which
            EDTF can't write: there they are its first and last minute.
    """

    first: str
    last: str

    @property
    def whole(self) -> str:
        """The date by itself, EDTF."""
        return self.first if self.first == self.last else f"[{self.first}..{self.last}]"


def parted_date(parts: Sequence[str], *, has_year_0: bool = True) -> PartedDate:
    """The date of some parts; of parts that are no date, a text that is not EDTF.

    Args:
        parts: year, month, day, hour, minute, second, millisecond, each a text, "" where not given; the later ones may
            be left out, and further ones are not read.
        has_year_0: whether years are counted as EDTF does; without a year 0, -44 is 44 BCE, which is -0043 there.
    """
    year, *rest = (*(part.strip() for part in parts[:_PARTS]), *[""] * (_PARTS - len(parts)))
    month, day, hour, minute, second, millisecond = (part.zfill(2) if part else "" for part in rest)
    written = _year(year, has_year_0)
    if month or day:
        written += f"-{month or 'XX'}"
    if day:
        written += f"-{day}"
    if not (hour or minute or second):
        return PartedDate(written, written)
    if hour and not (minute or second):
        return PartedDate(f"{written}T{hour}:00", f"{written}T{hour}:59")
    clock = f"{hour}:{minute}" + (f":{second}" if second else "")
    fraction = f".{millisecond.zfill(3)}" if millisecond and second else ""
    return PartedDate(f"{written}T{clock}{fraction}", f"{written}T{clock}{fraction}")


def _year(text: str, has_year_0: bool) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    year = int(text)
    if year < 0 and not has_year_0:
        year += 1
    return str(Date(year))
