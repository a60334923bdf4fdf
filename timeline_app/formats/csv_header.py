"""Finds the header of a CSV text, and by it the delimiter."""

from dataclasses import dataclass

from timeline_app.formats.csv_guard import unguarded
from timeline_app.formats.csv_rows import Row, rows_of
from timeline_app.formats.event_header import CORE, Columns, columns_named

LONGEST = 65536
"""A part of a text that is so long holds any header, so that no more is cut into lines; a header is shorter."""

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Header:
    """The first row with something in it.

    Attributes:
        row: as it stands, or None in an empty file.
        delimiter: what stands between its cells.
        columns: by their names.
    """

    row: Row | None
    delimiter: str
    columns: Columns

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.row.cells) if self.row else 0

    @property
    def line(self) -> int | None:
        """In which line it begins, or None in an empty file."""
        return self.row.line if self.row else None


def header_of(text: str) -> Header:
    """The header by the delimiter that makes most of it."""
    candidates = [_header_by(delimiter, text[:LONGEST]) for delimiter in _DELIMITERS]
    return max(candidates, key=lambda header: (sum(name in header.columns for name in CORE), len(header.columns)))


def _header_by(delimiter: str, text: str) -> Header:
    row = next((row for row in rows_of(text, delimiter) if not row.is_blank), None)
    return Header(row, delimiter, columns_named(unguarded(cell.strip()) for cell in (row.cells if row else ())))
