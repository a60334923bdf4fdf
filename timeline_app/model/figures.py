"""Figures that events themselves carry, one for each event, as conflict data sets have them: columns, not records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model.arrays import Bytes, Floats, Mask, frozen
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Figure
from timeline_app.model.text_columns import text_at, text_column, text_columns_joined

RELATIONS = tuple(Relation)
"""What the numbers in `FigureColumns.relation` stand for."""


@dataclass(frozen=True)
class FigureColumns:
    """One kind of figure of all events, each column of shape (events,).

    Attributes:
        measure: what is counted.
        publisher: id of who says it; "" where the event's sources do.
        measure_stated: what is counted, in the words of the data set.
        low, best, high: numbers; NaN where absent.
        relation: index into `RELATIONS`.
        approximate: whether it is "about".
        stated: the figure as the file has it, where it is more than a number.
    """

    measure: str
    publisher: str
    measure_stated: str
    low: Floats
    best: Floats
    high: Floats
    relation: Bytes
    approximate: Mask
    stated: pa.Array

    @classmethod
    def of(cls, kind: tuple[str, str, str], figures: Sequence[Figure | None]) -> "FigureColumns":
        """The columns of figures of one kind (measure, publisher, measure stated); None where an event has none."""
        quantities = [figure.quantity if figure else Quantity() for figure in figures]
        return cls(
            *kind,
            _numbers(quantity.low for quantity in quantities),
            _numbers(quantity.best for quantity in quantities),
            _numbers(quantity.high for quantity in quantities),
            frozen(np.array([RELATIONS.index(quantity.relation) for quantity in quantities], np.uint8)),
            frozen(np.array([quantity.approximate for quantity in quantities], np.bool_)),
            text_column(figure.stated if figure else "" for figure in figures),
        )

    @classmethod
    def of_numbers(cls, kind: tuple[str, str, str], low: Floats, best: Floats, high: Floats) -> "FigureColumns":
        """The columns of figures that are numbers as they stand, NaN where absent."""
        rows = len(best)
        plain = np.broadcast_to(np.uint8(RELATIONS.index(Relation.UNQUALIFIED)), (rows,))
        exact = np.broadcast_to(np.False_, (rows,))
        return cls(*kind, frozen(low), frozen(best), frozen(high), plain, exact, pa.nulls(rows))

    @property
    def kind(self) -> tuple[str, str, str]:
        """What tells these figures from others of the same events."""
        return self.measure, self.publisher, self.measure_stated

    @property
    def columns(self) -> tuple[Any, ...]:
        """The columns, in their order."""
        return tuple(getattr(self, column.name) for column in dataclass_fields(self)[len(self.kind) :])

    def taken(self, rows: NDArray[np.integer[Any]]) -> "FigureColumns":
        """The figures of some events, in the order and as often as they are named."""
        columns: list[Any] = [frozen(column[rows]) for column in self.columns[:-1]]
        return FigureColumns(*self.kind, *[*columns, self.stated.take(pa.array(rows))])

    def only(self, wanted: Mask) -> "FigureColumns":
        """The figures of the wanted events; the others have none."""
        low, best, high = (frozen(np.where(wanted, bound, np.nan)) for bound in (self.low, self.best, self.high))
        stated = self.stated
        if not pa.types.is_null(stated.type):
            import pyarrow.compute as pc  # slow to import

            stated = pc.if_else(pa.array(wanted), stated, "")
        return FigureColumns(*self.kind, low, best, high, self.relation, self.approximate, stated)

    @property
    def given(self) -> Mask:
        """Which events have such a figure, shape (events,)."""
        none: Mask = np.isnan(self.low) & np.isnan(self.best) & np.isnan(self.high)
        if pa.types.is_null(self.stated.type):
            return ~none
        stated = np.array([bool(text) for text in self.stated.to_pylist()], np.bool_)
        return ~none | stated

    def figure(self, row: int) -> Figure | None:
        """The figure of one event."""
        low, best, high = (_bound(column[row]) for column in (self.low, self.best, self.high))
        stated = text_at(self.stated, row)
        if not stated and low is None and best is None and high is None:
            return None
        quantity = Quantity(low, best, high, RELATIONS[self.relation[row]], bool(self.approximate[row]))
        return Figure(self.measure, quantity, self.publisher, self.measure_stated, stated)


def columns_of(figures: Iterable[Sequence[Figure]]) -> tuple[FigureColumns, ...]:
    """The columns of the figures of each event; of several of one kind the first counts."""
    by_event = [{(one.measure, one.publisher, one.measure_stated): one for one in reversed(of)} for of in figures]
    kinds = dict.fromkeys(kind for found in by_event for kind in reversed(found))
    return tuple(FigureColumns.of(kind, [found.get(kind) for found in by_event]) for kind in kinds)


def joined_figures(parts: Sequence[tuple[FigureColumns, ...]], rows: Sequence[int]) -> tuple[FigureColumns, ...]:
    """The figures of several tables one after the other; `rows` says how many events each has."""
    tables = [{one.kind: one for one in figures} for figures in parts]
    kinds = dict.fromkeys(kind for table in tables for kind in table)
    return tuple(_joined(kind, tables, rows) for kind in kinds)


_Kind = tuple[str, str, str]


def _joined(kind: _Kind, tables: Sequence[Mapping[_Kind, FigureColumns]], rows: Sequence[int]) -> FigureColumns:
    absent = (np.full(count, np.nan) for count in rows)
    found = [
        table.get(kind) or FigureColumns.of_numbers(kind, nothing, nothing, nothing)
        for table, nothing in zip(tables, absent, strict=True)
    ]
    return FigureColumns(*kind, *map(_column, zip(*(part.columns for part in found), strict=True)))


def _column(parts: Sequence[Any]) -> Any:
    if isinstance(parts[0], np.ndarray):
        arrays: list[NDArray[Any]] = list(parts)
        return frozen(np.concatenate(arrays))
    return text_columns_joined(parts)


def _numbers(values: Iterable[float | None]) -> Floats:
    return frozen(np.array([np.nan if value is None else value for value in values], np.float64))


def _bound(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
