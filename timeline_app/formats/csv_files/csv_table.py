"""Reads CSV by arrays and many threads, where that gives the same as reading it row by row."""

import codecs
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from timeline_app.formats.csv_files.csv_cells import blank_rows, stripped_all, unguarded_all
from timeline_app.formats.csv_files.csv_header import Header
from timeline_app.formats.csv_files.csv_scan import line_breaks, lines_of_rows, scanned
from timeline_app.formats.tables.column_names import CORE
from timeline_app.formats.tables.table_blocks import table_of_blocks
from timeline_app.model.arrays import Bytes, Indices
from timeline_app.model.origins import Numbers

_BLOCK = 2**22


class CsvTable(NamedTuple):
    """The cells of a CSV file.

    Attributes:
        columns: by name, as `event_columns.reading_of` takes them.
        rows: how many.
        events: the rows in the file, counted behind the header, of which events are made.
        body: the bytes behind the header.
        first_line: that in which they begin.
    """

    columns: dict[str, pa.Array]
    rows: int
    events: Indices | None
    body: Bytes
    first_line: int

    def lines(self, rows: Indices) -> Sequence[int | None]:
        """The lines in which some events stand."""
        lines = lines_of_rows(self.body, self.first_line)
        found: list[int | None] = lines[rows if self.events is None else self.events[rows]].tolist()
        return found

    @property
    def places(self) -> Numbers:
        """The lines in which all events stand; where each has a line to itself, none of them is looked up."""
        if self.events is None and self._lines_below == self.rows:
            return Numbers(self.rows, self.first_line)
        lines = lines_of_rows(self.body, self.first_line)
        return Numbers.of(lines if self.events is None else lines[self.events])

    @property
    def _lines_below(self) -> int:
        """How many lines there are behind the header."""
        open_end = len(self.body) > 0 and self.body[-1] != ord("\n")
        return line_breaks(self.body) + open_end


def table_of(data: bytes, header: Header, tell: Callable[[int, int], None]) -> CsvTable | None:
    """The table in the bytes of a file in UTF-8, or None where its rows have to be looked at one by one.

    Args:
        data: the whole file, without NUL characters.
        header: of it.
        tell: is told how many rows are read, and how many there are at most; may raise to have it end.
    """
    start = _end_of_header(data, header)
    if start is None or header.quote != '"':
        return None
    body = np.frombuffer(data, np.uint8, offset=start)
    scan = scanned(body, header.delimiter)
    if not scan.plain:
        return None
    most = line_breaks(body) + 1
    pieces = _parsed(pa.py_buffer(data).slice(start), header, scan.quoted, lambda rows: tell(rows, most))
    return _tidied(pieces, header, body) if pieces else None


def _end_of_header(data: bytes, header: Header) -> int | None:
    """Where the line of the header ends, and some rows begin; None where it may be more or other than that line."""
    if header.row is None or header.row.fault:
        return None
    end = 0
    for _ in range(header.row.line):
        end = data.find(b"\n", end) + 1
        if not end:
            return None
    head = data[:end]
    is_one_line = head.count(b'"') % 2 == 0 and head.count(b"\r") == head.count(b"\r\n")
    begins_plainly = end < len(data) and not data.startswith(codecs.BOM_UTF8, end)  # Arrow would leave the mark out
    return end if is_one_line and begins_plainly and _is_utf8(head) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed(body: pa.Buffer, header: Header, quoted: bool, tell: Callable[[int], None]) -> dict[str, pa.ChunkedArray]:
    """The columns behind a header by name; none where Arrow doesn't find the same cells in each row."""
    from pyarrow import csv  # slow to import

    names = [str(index) for index in range(header.width)]
    try:
        blocks = csv.open_csv(
            pa.BufferReader(body),
            csv.ReadOptions(column_names=names, block_size=_BLOCK),
            csv.ParseOptions(
                delimiter=header.delimiter, quote_char='"' if quoted else False, newlines_in_values=quoted
            ),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False),
        )
        table = table_of_blocks(blocks, tell)
    except pa.ArrowInvalid:  # a row of another length, bytes that are not UTF-8, or a row longer than a block
        return {}
    return {name: table.column(index) for name, index in header.columns.items()}


def _tidied(pieces: dict[str, pa.ChunkedArray], header: Header, body: Bytes) -> CsvTable:
    """The columns each in one piece, without rows in which nothing stands; the pieces are taken away one by one."""
    cells = {name: pieces.pop(name).combine_chunks() for name in header.columns}
    rows = len(next(iter(cells.values())))
    blank = blank_rows(cells.values())
    kept = None if blank is None or not len(blank) else np.delete(np.arange(rows), blank)
    for name, column in cells.items():
        kept_cells = column if kept is None else column.take(pa.array(kept))
        plain = unguarded_all(kept_cells)
        cells[name] = stripped_all(plain) if name in CORE else plain
    line = (header.row.line if header.row else 0) + 1
    return CsvTable(cells, rows if kept is None else len(kept), kept, body, line)
