"""The figures in the rows of a table of estimates: bounds, a figure with its words, or a column for each measure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from timeline_app.formats.problems import quoted, short_numbers
from timeline_app.formats.tables.estimate_header import BOUNDS
from timeline_app.formats.tables.row_notes import RowNotes
from timeline_app.formats.tables.spellings import FIGURES
from timeline_app.formats.written_quantity import (
    QUALIFIERS,
    QuantityError,
    has_decimals,
    is_doubtful,
    quantity_written,
)
from timeline_app.model.quantity import Quantity, Relation

_YES = ("true", "yes", "y", "1", "x")
_RELATIONS = {one.value: one for one in Relation}
_NO = ("", "false", "no", "n", "0")


class Figure(NamedTuple):
    """A figure in a row, what it counts as far as its column says so, and its words where there are any."""

    measure: str
    quantity: Quantity
    stated: str


class Figures:
    """Takes the figures out of rows.

    Attributes:
        told: what was decided for all of them, in sentences.
    """

    def __init__(self, columns: Mapping[str, Sequence[str]], notes: RowNotes) -> None:
        """`columns` are the cells of the table; `notes` takes what can't be read."""
        self.told: list[str] = []
        self._notes = notes
        self._decimal_dot = self._dots_are_decimal(columns)
        self._of_measures = [name for name in FIGURES if name in columns]
        self._read: dict[str, Quantity] = {}  # figures repeat, and to read one takes as long as all else of a row

    def _dots_are_decimal(self, columns: Mapping[str, Sequence[str]]) -> bool:
        """Whether "149.240" has decimals, since other figures have; said where it is taken for thousands."""
        cells = [cell for name in (*BOUNDS, "value", *FIGURES) for cell in columns.get(name, ())]
        if any(map(has_decimals, cells)):
            return True
        doubtful = next(filter(is_doubtful, cells), None)
        if doubtful:
            plain = doubtful.strip().replace(".", ",")
            self.told.append(f"{quoted(doubtful)} and figures like it are read as thousands: {plain}")
        return False

    def taken(self, row: int, cells: dict[str, str]) -> list[Figure]:
        """The figures of a row, taken out of its cells; one without any number where there is none."""
        found = list(self._found(row, cells))
        for fault in (fault for figure in found for fault in figure.quantity.faults()):
            self._notes.error(row, "", short_numbers(fault))
        return found

    def _found(self, row: int, cells: dict[str, str]) -> Iterator[Figure]:
        bounds = {name: found for name in BOUNDS if (found := self._quantity(row, name, cells))}
        value = self._quantity(row, "value", cells)
        others = [(name, found) for name in self._of_measures if (found := self._quantity(row, name, cells))]
        relation, approximate = self._relation(row, cells)
        if bounds or value or not others:
            whole = _joined(bounds, value[1] if value else Quantity(), relation, approximate)
            yield Figure("", whole, value[0] if value else _words_alone(bounds))
        for name, (stated, quantity) in others:
            yield Figure(name, _joined({}, quantity, relation, approximate), stated)

    def _quantity(self, row: int, name: str, cells: dict[str, str]) -> tuple[str, Quantity] | None:
        """The figure in a cell and its words, "" for a bare number; None for an empty cell.

        What can't be read is a figure of its words alone, so that these are shown in its place; its cell stays.
        """
        cell = cells.get(name, "").strip()
        if not cell:
            cells.pop(name, None)
            return None
        try:
            found = self._read.get(cell) or quantity_written(cell, decimal_dot=self._decimal_dot)
        except QuantityError as error:
            self._notes.error(row, name, error.what, error.hint)
            return cell, Quantity()
        self._read[cell] = found
        cells.pop(name, None)
        bare = found.best is not None and found == Quantity(best=found.best)
        return "" if bare else cell, found

    def _relation(self, row: int, cells: dict[str, str]) -> tuple[Relation | None, bool]:
        """How the true value lies to the figures of a row, None where no column says so, and whether it is "about"."""
        approximate = cells.get("approximate", "").strip().lower()
        if approximate in (*_YES, *_NO):
            cells.pop("approximate", None)
        else:
            self._notes.error(row, "approximate", f"{quoted(approximate)} has no meaning here", "write true or nothing")
        if "relation" not in cells:
            return None, approximate in _YES
        word = cells["relation"].strip().lower()
        meant = QUALIFIERS.get(word)
        if word not in _RELATIONS and meant is None:
            self._notes.error(row, "relation", f"{quoted(word)} has no meaning here", f"one of: {', '.join(Relation)}")
            return None, approximate in _YES
        del cells["relation"]
        known = _RELATIONS.get(word) or (meant.relation if meant else None)
        return known, approximate in _YES or bool(meant and meant.approximate)


def _words_alone(bounds: Mapping[str, tuple[str, Quantity]]) -> str:
    """The words of bounds of which none has a number, each once; "" where one has."""
    if any(found.point is not None for _, found in bounds.values()):
        return ""
    return " – ".join(dict.fromkeys(words for words, _ in bounds.values()))


def _joined(
    bounds: Mapping[str, tuple[str, Quantity]], value: Quantity, relation: Relation | None, approximate: bool
) -> Quantity:
    """The figure of a row: bounds from columns of their own come before those of a figure in words.

    Without a column for the relation, two bounds are a range and a single one is what its words make of it.
    """
    points = {name: found.point for name, (_, found) in bounds.items()}
    low, best, high = (
        points[name] if points.get(name) is not None else getattr(value, name) for name in ("low", "best", "high")
    )
    if relation is None:
        is_range = low is not None and high is not None
        relation = Relation.RANGE if is_range else value.relation
    about = approximate or value.approximate or any(found.approximate for _, found in bounds.values())
    return Quantity(low, best, high, relation, about)
