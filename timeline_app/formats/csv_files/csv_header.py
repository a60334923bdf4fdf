"""Finds the header of a CSV text, and by it the delimiter."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.formats.csv_files.csv_guard import unguarded
from timeline_app.formats.csv_files.csv_rows import Row, rows_of
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.event_header import Columns, EventHeader

LONGEST = 65536
"""A part of a text that is so long holds any header, so that no more is cut into lines; a header is shorter."""

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Header:
    """The first row with something in it.

    Attributes:
        row: as it stands, or None in an empty file.
        delimiter: what stands between its cells.
        table: what its columns are.
    """

    row: Row | None
    delimiter: str
    table: EventHeader

    @property
    def columns(self) -> Columns:
        """The columns by their names."""
        return self.table.columns

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.row.cells) if self.row else 0

    @property
    def line(self) -> int | None:
        """In which line it begins, or None in an empty file."""
        return self.row.line if self.row else None


def header_of(text: str, mappings: Sequence[ColumnMapping] = ()) -> Header:
    """The header by the delimiter that makes most of it; none in a text whose first line is longer than any header."""
    if _is_endless(text):
        return Header(None, _DELIMITERS[0], EventHeader())
    candidates = [_header_by(delimiter, text[:LONGEST], mappings) for delimiter in _DELIMITERS]
    return max(candidates, key=lambda header: (header.table.known, len(header.columns)))


def _is_endless(text: str) -> bool:
    head = text[:LONGEST]
    return len(text) >= LONGEST and "\n" not in head.lstrip() and "\r" not in head.lstrip()


def _header_by(delimiter: str, text: str, mappings: Sequence[ColumnMapping]) -> Header:
    row = next((row for row in rows_of(text, delimiter) if not row.is_blank), None)
    cells = (unguarded(cell.strip()) for cell in (row.cells if row else ()))
    return Header(row, delimiter, EventHeader.of(cells, mappings))
