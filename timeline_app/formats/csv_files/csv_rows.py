"""Cuts CSV text into rows that know their line; a quotation mark that never closes costs one row, not the file."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import NamedTuple

_LARGEST_CELL = 2**31 - 1
"""The csv module refuses cells over 131,072 characters unless told; more than this is no C long on Windows."""
MOST_CELLS = 40_000
"""No header has more names, so what stands behind so many cells of a row belongs to no column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: of the file, counted from 1, where it begins.
        cells: as they stand, without their quotation marks; of very many, the last is all the rest, with delimiters.
        width: how many cells there are in the file.
        fault: what is wrong with its quotation marks, or "".
    """

    line: int
    cells: tuple[str, ...]
    width: int
    fault: str = ""

    @classmethod
    def of(cls, line: int, cells: Sequence[str], cut: "Cut", fault: str = "") -> "Row":
        """The row of some cells."""
        kept = (*cells[: cut.most - 1], cut.delimiter.join(cells[cut.most - 1 :])) if len(cells) > cut.most else cells
        return cls(line, tuple(kept), len(cells), fault)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any cell."""
        return not any(cell.strip() for cell in self.cells)


class Cut(NamedTuple):
    """How rows are cut: at which delimiter, into how many cells at most, and which mark is around cells."""

    delimiter: str
    most: int = MOST_CELLS
    quote: str = '"'

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """The csv module's reader of some lines."""
        return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote, strict=strict)


def rows_of(text: str, delimiter: str, most: int = MOST_CELLS, quote: str = '"') -> Iterator[Row]:
    """The rows of a CSV text (RFC 4180) whose lines end in LF, CR LF or CR, each of so many cells at most.

    A quoted cell may hold line breaks. Where one is never closed, or goes on behind its closing mark in another line,
    only the line that opened it is taken, its quotation mark as a character like others.
    No line is read more than a few times.
    """
    csv.field_size_limit(_LARGEST_CELL)
    lines = _Lines(list(StringIO(text, newline="")))
    while not lines.at_end:
        yield _next_row(lines, Cut(delimiter, most, quote))


class _Lines:
    """An iterator over lines that can be sent back to an earlier one.

    Attributes:
        position: index of the next line.
        fault: index of the line at which every row fails that begins before it and goes on behind its own line: at the
            start of each line between, such a row is inside a quoted cell, wherever it began.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.position = 0
        self.fault = 0

    @property
    def at_end(self) -> bool:
        return self.position >= len(self._lines)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at_end:
            raise StopIteration
        self.position += 1
        return self._lines[self.position - 1]


def _next_row(lines: _Lines, cut: Cut) -> Row:
    start = lines.position
    alone = start < lines.fault
    try:
        cells = next(cut.reader(islice(lines, 1) if alone else lines, strict=True))
        return Row.of(start + 1, cells, cut)
    except csv.Error as error:
        if not alone:
            lines.fault = lines.position - (not _is_of_the_end(error))
        lines.position = start
    return _lenient_row(start + 1, next(lines).rstrip("\r\n"), cut)


def _lenient_row(number: int, line: str, cut: Cut) -> Row:
    """The row of one line whose quotation marks don't fit together."""
    closed = _is_closed(line, cut)
    cells = next(cut.reader([line]), []) if closed else line.split(cut.delimiter)
    return Row.of(number, cells, cut, _MISPLACED if closed else _UNCLOSED)


_UNCLOSED = "a quotation mark is opened here and not closed"
_MISPLACED = "text stands behind a closing quotation mark"


def _is_closed(line: str, cut: Cut) -> bool:
    """Whether the quoted cells of a line end in that line, whatever stands behind them."""
    try:
        next(cut.reader([line], strict=True), None)
    except csv.Error as error:
        return not _is_of_the_end(error)
    return True


def _is_of_the_end(error: csv.Error) -> bool:
    """Whether the text ended inside a quoted cell."""
    return "end of data" in str(error)
