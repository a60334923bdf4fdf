"""Finds the header of a CSV text, and by it the delimiter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from timeline_app.formats.csv_files.csv_guard import unguarded
from timeline_app.formats.csv_files.csv_rows import Row, rows_of
from timeline_app.formats.problems import Problem
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.event_header import Columns, EventHeader
from timeline_app.formats.tables.header_place import MOST_ABOVE, above_problem, header_place

LONGEST = 65536
"""A part of a text that is so long holds any header, so that no more is cut into lines; a header is shorter."""

_HEAD, _LINES_LOOKED_AT = 8192, 6
_DELIMITERS = ",;\t|"
_SAID = re.compile(r'"?sep=([^\w\s"]|\t)"?\r?\n', re.IGNORECASE)
"""The line by which Excel is told at what to cut."""


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns: the first with something in it, unless one below says more.

    Attributes:
        row: as it stands, or None in an empty file.
        delimiter: what stands between its cells.
        table: what its columns are.
        above: the rows above it in which something stands.
        quote: the mark around cells.
    """

    row: Row | None
    delimiter: str
    table: EventHeader
    above: tuple[Row, ...] = ()
    quote: str = '"'

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

    def notes(self, file: str) -> Iterator[Problem]:
        """A warning of what stands above it."""
        line = self.above[0].line if self.above else 0
        if problem := above_problem([row.cells for row in self.above], file, line):
            yield problem


def header_of(text: str, mappings: Sequence[ColumnMapping] = ()) -> Header:
    """The header by the delimiter that makes most of it; none in a text whose first line is longer than any header."""
    if _is_endless(text):
        return Header(None, _DELIMITERS[0], EventHeader())
    said = _SAID.match(text)
    delimiters = said[1] if said else _DELIMITERS
    candidates = [_header_by(delimiter, text[:LONGEST], mappings, is_said=bool(said)) for delimiter in delimiters]
    return max(candidates, key=lambda header: (header.table.known, len(header.columns)))


def _is_endless(text: str) -> bool:
    head = text[:LONGEST]
    return len(text) >= LONGEST and "\n" not in head.lstrip() and "\r" not in head.lstrip()


def _header_by(delimiter: str, text: str, mappings: Sequence[ColumnMapping], *, is_said: bool) -> Header:
    quote = _quote_of(text, delimiter)
    below = (row for row in rows_of(text, delimiter, quote=quote) if not row.is_blank and row.line > is_said)
    rows = list(islice(below, MOST_ABOVE))
    names = [[unguarded(cell.strip()) for cell in row.cells] for row in rows]
    if not rows:
        return Header(None, delimiter, EventHeader.of((), mappings))
    place = header_place(names, mappings)
    return Header(rows[place], delimiter, EventHeader.of(names[place], mappings), tuple(rows[:place]), quote)


def _quote_of(text: str, delimiter: str) -> str:
    """The mark around cells: an apostrophe where one is around each cell of the first lines but for the header's."""
    lines = [line for line in text[:_HEAD].split("\n")[:-1] if line.strip()][1:_LINES_LOOKED_AT]
    cell = "'(?:[^']|'')*'"
    whole = re.compile(f"{cell}(?:{re.escape(delimiter)}{cell})+\\s*")
    return "'" if lines and all(whole.fullmatch(line) for line in lines) else '"'
