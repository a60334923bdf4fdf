"""What the columns of a table are, as somebody has said: on the command line, or in the dialog that asks for it."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from timeline_app.formats.problems import quoted
from timeline_app.formats.tables.column_names import ROLES

_DAY, _MONTH = "dmy", "mdy"
ORDERS: Mapping[str, bool] = {_DAY: True, _MONTH: False}
"""Orders of day, month and year in dates like 05/06/2023, and whether the day comes first."""


class MappingError(ValueError):
    """Words that are no mapping of columns; says so in a sentence for a user."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What some columns of a table are.

    Attributes:
        columns: what a column is (one of `ROLES`), with its name in the file; "" says that there is no such column.
        day_first: whether 05/06/2023 is 5 June; None where nobody has said.
        header: all names in the header that it was made for; () for any table that has the columns.
    """

    columns: tuple[tuple[str, str], ...] = ()
    day_first: bool | None = None
    header: tuple[str, ...] = ()

    def fits(self, names: Collection[str]) -> bool:
        """Whether it is meant for a table with these columns."""
        if self.header:
            return sorted(self.header) == sorted(names)
        return not self.missing(names)

    def missing(self, names: Collection[str]) -> list[str]:
        """The columns that it speaks of and a table hasn't."""
        return [name for _, name in self.columns if name and name not in names]

    def as_json(self) -> dict[str, Any]:
        """The mapping as a JSON object, to be remembered."""
        return {"columns": dict(self.columns), "day_first": self.day_first, "header": list(self.header)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ColumnMapping":
        """The mapping that was remembered.

        Raises:
            KeyError, TypeError, AttributeError: it is none.
        """
        return cls(tuple(value["columns"].items()), value["day_first"], tuple(value["header"]))


def mapping_of(text: str, order: bool | None = None) -> ColumnMapping:
    """The mapping in words like "when=date,title=headline".

    Raises:
        MappingError: it is none.
    """
    parts = next(csv.reader([text], skipinitialspace=True), [])  # a name that holds a comma stands in quotation marks
    pairs = [part.partition("=") for part in parts if part.strip()]
    for role, equals, _ in pairs:
        if not equals or role.strip() not in ROLES:
            what = f"{quoted(role.strip())} is not what a column can be" if equals else f"{quoted(role)} has no “=”"
            raise MappingError(f"{what}; write it like when=date,title=headline; there are {', '.join(ROLES)}")
    columns = tuple((role.strip(), name.strip()) for role, _, name in pairs)
    twice = _twice([role for role, _ in columns]) or _twice([name for _, name in columns if name])
    if twice or (text.strip() and not columns):
        what = f"{quoted(twice)} is named twice" if twice else f"{quoted(text)} names nothing"
        raise MappingError(f"{what}; write it like when=date,title=headline")
    return ColumnMapping(columns, order)


def _twice(words: list[str]) -> str:
    """The first word that is there twice, or ""."""
    return next((word for place, word in enumerate(words) if word in words[:place]), "")
