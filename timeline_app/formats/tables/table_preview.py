"""The first rows of a table, on which somebody can try out what its columns are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from timeline_app.formats.csv_files.csv_cells import stripped_all
from timeline_app.formats.dates.day_order import DayOrder
from timeline_app.formats.dates.written_dates import written_date
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.column_names import CORE
from timeline_app.formats.tables.event_columns import Origin, reading_of
from timeline_app.formats.tables.event_header import EventHeader
from timeline_app.model.arrays import Indices
from timeline_app.model.edtf import EdtfError
from timeline_app.model.text_columns import text_column

MOST_ROWS = 200
"""More are not needed to see what a column holds."""
MOST_COLUMNS = 500
"""Nobody looks for a column among more; those behind are fields."""
_YEAR = 4


@dataclass(frozen=True)
class TablePreview:
    """The beginning of a table.

    Attributes:
        file: its name, as the user named it.
        names: of its columns, as they stand there.
        rows: the cells of the first rows below, those of the first columns.
        lines: in which these stand.
    """

    file: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, file: str, names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> "TablePreview":
        """The preview of some rows, each with its line."""
        width = min(len(names), MOST_COLUMNS)
        cells = tuple((*row, *[""] * width)[:width] for _, row in rows)
        return cls(file, tuple(name.strip() for name in names), cells, tuple(line for line, _ in rows))

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return Path(self.file).name

    def header(self, mappings: Sequence[ColumnMapping] = ()) -> EventHeader:
        """What the columns are taken for."""
        return EventHeader.of(self.names, mappings)

    def suggested(self) -> Mapping[str, int]:
        """What columns may be by what is in them: the first of dates, and that of the longest words beside it."""
        places = range(min(len(self.names), MOST_COLUMNS))
        when = next((place for place in places if self._holds(place, _is_dated)), None)
        worded = [place for place in places if place != when and self._holds(place, _is_worded)]
        title = max(worded, key=lambda place: sum(len(row[place]) for row in self.rows), default=None)
        return {role: place for role, place in (("when", when), ("title", title)) if place is not None}

    def _holds(self, place: int, fits: Callable[[str], bool]) -> bool:
        """Whether most of what stands in a column fits."""
        cells = [cell for row in self.rows if (cell := row[place].strip())]
        return bool(cells) and sum(map(fits, cells)) * 2 > len(cells)

    def reading(self, mapping: ColumnMapping) -> Reading:
        """The events in the first rows, if the columns are what a mapping says."""
        header = self.header((mapping,))
        shown = ((name, index) for name, index in header.columns.items() if index < MOST_COLUMNS)
        columns = {name: _column(name, [row[index] for row in self.rows]) for name, index in shown}
        origin = Origin(Path(self.file).stem, self.file, self._lines_of, header)
        return reading_of(columns, len(self.rows), origin)

    def _lines_of(self, rows: Indices) -> Sequence[int | None]:
        return [self.lines[row] for row in rows.tolist()]


def _is_dated(cell: str) -> bool:
    """Whether a cell is a date, in whichever order; a bare number is one of four digits at least."""
    if cell.isdecimal() and len(cell) < _YEAR:
        return False
    try:
        return bool(DayOrder.said(True).day_in(cell) or written_date(cell).text)
    except EdtfError:
        return False


def _is_worded(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not _is_dated(cell) and "://" not in cell


def _column(name: str, cells: Sequence[str]) -> pa.Array:
    column = text_column(cells)
    return stripped_all(column) if name in CORE and pa.types.is_large_string(column.type) else column
