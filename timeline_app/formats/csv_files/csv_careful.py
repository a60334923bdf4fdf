"""Collects the rows of CSV text in columns, with what is wrong with each; nothing of a row is lost."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from timeline_app.formats.csv_files.csv_guard import unguarded
from timeline_app.formats.csv_files.csv_header import Header
from timeline_app.formats.csv_files.csv_rows import Row
from timeline_app.formats.problems import Severity
from timeline_app.formats.tables.column_names import CORE
from timeline_app.formats.tables.row_faults import RowFaults, Words
from timeline_app.model.arrays import Indices
from timeline_app.model.ids import Ids
from timeline_app.model.text_columns import text_column

MOST_BEHIND = 100
"""So many cells behind the last column of a table have columns of their own; the rest of a row is the last of these."""


def careful_rows(header: Header, rows: Iterable[Row]) -> "CarefulRows":
    """The rows behind a header; those in which nothing stands are no events."""
    found = CarefulRows(header)
    for row in rows:
        if not row.is_blank:
            found.add(row)
    return found


class CarefulRows:
    """The rows read so far.

    Attributes:
        lines: in which each begins.
    """

    def __init__(self, header: Header) -> None:
        self.lines: list[int] = []
        self._width = header.width
        self._names = list(header.columns)
        self._cells: list[list[str]] = [[] for _ in self._names]
        self._behind: dict[int, dict[int, str]] = {}
        self._faults: dict[int, str] = {}
        self._widths: dict[int, int] = {}

    def add(self, row: Row) -> None:
        """Take a row in."""
        number, found = len(self.lines), len(row.cells)
        self.lines.append(row.line)
        if row.fault:
            self._faults[number] = row.fault
        if row.width > self._width or (row.width < self._width and not row.fault):
            self._widths[number] = row.width
        for index, column in enumerate(self._cells):
            column.append(self._cell(index, row.cells[index]) if index < found else "")
        for index in range(self._width, found):
            if row.cells[index]:
                self._behind.setdefault(index, {})[number] = unguarded(row.cells[index])

    def _cell(self, index: int, cell: str) -> str:
        plain = unguarded(cell)
        return plain.strip() if self._names[index] in CORE else plain

    @property
    def columns(self) -> dict[str, pa.Array]:
        """The columns by name; cells behind the last one have columns of their own."""
        found = {name: text_column(cells) for name, cells in zip(self._names, self._cells, strict=True)}
        free = Ids(self._names)
        for index, cells in sorted(self._behind.items()):
            name = free.free(f"column {index + 1}")
            found[name] = text_column(cells.get(number) for number in range(len(self.lines)))
        return found

    @property
    def faults(self) -> Iterator[RowFaults]:
        """What is wrong with rows as such."""
        faulty = list(self._faults)
        double = "double a quotation mark that belongs to the text"
        yield RowFaults(Severity.ERROR, None, _indices(faulty), lambda n: (self._faults[faulty[n]], double))
        for severity, hint, numbers in (
            (Severity.ERROR, "put text that holds the delimiter in quotation marks", self._of_width(more=True)),
            (Severity.WARNING, "the rest is empty", self._of_width(more=False)),
        ):
            yield RowFaults(severity, None, _indices(numbers), self._words(numbers, hint))

    def _of_width(self, *, more: bool) -> list[int]:
        return [number for number, width in self._widths.items() if (width > self._width) is more]

    def _words(self, numbers: Sequence[int], hint: str) -> Words:
        def words(position: int) -> tuple[str, str]:
            width = self._widths[numbers[position]]
            return f"the row has {width:,} cells, the header has {self._width:,}", hint

        return words

    def lines_of(self, rows: Indices) -> Sequence[int | None]:
        """The lines in which some events stand."""
        return [self.lines[row] for row in rows.tolist()]


def _indices(numbers: Sequence[int]) -> Indices:
    return np.array(numbers, np.int64)
