"""Plain CSV with one event a row, any further columns as fields; or with estimates, sources or a daily series."""

import codecs
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from timeline_app.formats.csv_files.csv_careful import MOST_BEHIND, careful_rows
from timeline_app.formats.csv_files.csv_guard import unguarded
from timeline_app.formats.csv_files.csv_header import LONGEST, Header, header_of
from timeline_app.formats.csv_files.csv_rows import rows_of
from timeline_app.formats.csv_files.csv_table import table_of
from timeline_app.formats.encodings import legacy_encoding, wide_encoding
from timeline_app.formats.problems import Problem, Severity, file_error
from timeline_app.formats.reading import Reading
from timeline_app.formats.request import PLAIN, Request
from timeline_app.formats.tables.column_names import NEEDED, plain
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.table_kinds import Kind, is_readable, kind_by_cells, kind_of, reading_of
from timeline_app.formats.tables.table_preview import MOST_ROWS, TablePreview
from timeline_app.formats.text import decoded, head_text
from timeline_app.formats.text_problems import nul_problems, text_problems, without_nuls
from timeline_app.model.origins import Numbers

EXTENSIONS = (".csv", ".tsv")

_MOST_CAREFULLY = 2 * 1024**3
"""More bytes are not read row by row: it would take minutes, and many times the memory."""
_LONGEST_LETTER = 4
_BYTES_TRIED = 2**20
"""In so many there are rows enough to see what a column holds; the last of them may be cut."""


def sniff(head: bytes, path: Path) -> bool:
    """Whether the first row of a file that begins so names two of the columns, or one and the extension fits."""
    header, is_called_so = header_of(head_text(head)), path.name.lower().endswith(EXTENSIONS)
    named = header.table.known
    return (named >= 2 and (not header.above or is_called_so)) or (named == 1 and is_called_so)


def refused(head: bytes, file: str, request: Request = PLAIN) -> Reading | None:
    """What comes of a file that begins so where it is pointless to read the rest of it, or None."""
    header = header_of(head_text(head), request.mappings)
    return None if is_readable(_kind(header, file), header.table) else _unrecognised(header, file)


def read(data: bytes, file: str, request: Request = PLAIN) -> Reading:
    """The events in a CSV file.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
        request: what is asked for.
    """
    return read_by_arrays(data, file, request) or read_by_rows(data, file, request)


def read_by_arrays(data: bytes, file: str, request: Request = PLAIN) -> Reading | None:
    """The events in a CSV file whose rows are beyond doubt, None in another; leaves Python's lock alone."""
    if wide_encoding(data):
        return None
    mark = len(codecs.BOM_UTF8) * data.startswith(codecs.BOM_UTF8)
    nuls, data = tuple(nul_problems(data, file)), without_nuls(data)
    header = header_of(data[mark : mark + LONGEST * _LONGEST_LETTER].decode("utf-8", "replace"), request.mappings)
    is_plain = header.table.is_recognised and _kind(header, file) is Kind.EVENTS and not _is_slides(header)
    table = table_of(data, header, request.rows_of(file)) if is_plain else None
    if table is None or kind_by_cells(Kind.EVENTS, header.table, table.columns) is not Kind.EVENTS:
        return None
    origin = Origin(Path(file).stem, file, table.lines, header.table, places=table.places)
    before = chain(header.notes(file), header.table.problems(file, header.line), nuls)
    return reading_of(Kind.EVENTS, table.columns, table.rows, origin, before=before)


def read_by_rows(data: bytes, file: str, request: Request = PLAIN) -> Reading:
    """The events in a CSV file, read row by row, with all that is wrong with it."""
    if len(data) > _MOST_CAREFULLY:
        what = (
            f"a file of {len(data) / 1024**3:.1f} GB is read only if its quotation marks and rows are all well formed"
        )
        return Reading(None, (file_error(file, what, "split it"),))
    found = decoded(data, legacy_encoding)
    text = found.text.replace("\0", "\ufffd")
    header = header_of(text, request.mappings)
    all_rows = rows_of(text, header.delimiter, header.width + MOST_BEHIND, header.quote)
    if _is_slides(header):
        from timeline_app.formats.timelinejs import timelinejs_sheet  # few tables are of slides

        return timelinejs_sheet.reading_of(all_rows, file, text_problems(found, file))
    if not is_readable(_kind(header, file), header.table):
        return _unrecognised(header, file)
    first = header.line or 0
    rows = careful_rows(header, (row for row in all_rows if row.line > first))
    columns = rows.columns
    kind = kind_by_cells(_kind(header, file), header.table, columns)
    before = chain(_header_notes(header, file, kind), text_problems(found, file))
    origin = Origin(Path(file).stem, file, rows.lines_of, header.table, places=Numbers.of(rows.lines))
    return reading_of(kind, columns, len(rows.lines), origin, rows.faults, before)


def preview(path: Path, file: str) -> TablePreview:
    """The first rows of a file."""
    with path.open("rb") as stream:
        text = decoded(stream.read(_BYTES_TRIED), legacy_encoding).text.replace("\0", "\ufffd")
    header = header_of(text)
    first = header.line or 0
    below = (
        row for row in rows_of(text, header.delimiter, quote=header.quote) if row.line > first and not row.is_blank
    )
    rows = [(row.line, [unguarded(cell) for cell in row.cells]) for row in islice(below, MOST_ROWS)]
    return TablePreview.of(file, header.table.names, rows)


# Problems with the file as a whole


def _unrecognised(header: Header, file: str) -> Reading:
    if header.row is None:
        what = f"the first line has more than {LONGEST:,} characters: it names no columns"
        return Reading(None, (Problem(Severity.ERROR, file, 1, None, None, what, NEEDED),))
    problem = header.table.unrecognised("the first row doesn't name", file, header.line)
    return Reading(None, (problem,), (file,))


def _header_notes(header: Header, file: str, kind: Kind) -> Iterable[Problem]:
    yield from header.notes(file)
    if header.row and header.row.fault:
        yield Problem(Severity.ERROR, file, header.line, None, None, header.row.fault)
    if kind is Kind.EVENTS:
        yield from header.table.problems(file, header.line)


def _is_slides(header: Header) -> bool:
    """Whether it is TimelineJS's spreadsheet, and nobody has said what else its columns are."""
    if header.row is None or header.table.is_said or "headline" not in map(plain, header.table.names):
        return False
    from timeline_app.formats.timelinejs import timelinejs_sheet  # few tables have a headline

    return timelinejs_sheet.fits(header.row.cells)


def _kind(header: Header, file: str) -> Kind:
    return kind_of(Path(file).name, header.table)
