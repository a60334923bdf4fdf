"""Plain CSV with one event a row: the columns when, title, lane, summary and source, and any others as fields."""

import codecs
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from timeline_app.formats.csv_careful import careful_rows
from timeline_app.formats.csv_header import LONGEST, Header, header_of
from timeline_app.formats.csv_rows import rows_of
from timeline_app.formats.csv_table import table_of
from timeline_app.formats.csv_writing import DELIMITER_OF, text_and_losses
from timeline_app.formats.event_columns import Origin, reading_of
from timeline_app.formats.event_header import CORE, NEEDED, is_recognised, missing_columns, unrecognised
from timeline_app.formats.problems import Problem, Severity, file_error
from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.text import decoded, head_text
from timeline_app.formats.text_problems import text_problems
from timeline_app.model.timeline import Timeline

EXTENSIONS = tuple(DELIMITER_OF)

_MOST_CAREFULLY = 2 * 1024**3
"""More bytes are not read row by row: it would take minutes, and many times the memory."""
_LONGEST_LETTER = 4


def sniff(head: bytes, path: Path) -> bool:
    """Whether the first row of a file that begins so names two of the columns, or one and the extension fits."""
    columns = header_of(head_text(head)).columns
    named = sum(name in columns for name in CORE)
    return named >= 2 or (named == 1 and path.name.lower().endswith(EXTENSIONS))


def refusal(head: bytes, file: str) -> Problem | None:
    """What makes it pointless to read the rest of a file that begins so, or None."""
    header = header_of(head_text(head))
    return None if is_recognised(header.columns) else _header_problem(header, file)


def read(data: bytes, file: str) -> Reading:
    """The events in a CSV file.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
    """
    return read_by_arrays(data, file) or read_by_rows(data, file)


def read_by_arrays(data: bytes, file: str) -> Reading | None:
    """The events in a CSV file whose rows are beyond doubt, None in another; leaves Python's lock alone."""
    mark = len(codecs.BOM_UTF8) * data.startswith(codecs.BOM_UTF8)
    header = header_of(data[mark : mark + LONGEST * _LONGEST_LETTER].decode("utf-8", "replace"))
    table = table_of(data, header) if is_recognised(header.columns) else None
    if table is None:
        return None
    before = missing_columns(header.columns, file, header.line)
    return reading_of(table.columns, table.rows, Origin(Path(file).stem, file, table.lines), before=before)


def read_by_rows(data: bytes, file: str) -> Reading:
    """The events in a CSV file, read row by row, with all that is wrong with it."""
    if len(data) > _MOST_CAREFULLY:
        what = (
            f"a file of {len(data) / 1024**3:.1f} GB is read only if its quotation marks and rows are all well formed"
        )
        return Reading(None, (file_error(file, what, "split it"),))
    found = decoded(data, fallback="cp1252")
    text = found.text.replace("\0", "\ufffd")
    header = header_of(text)
    if not is_recognised(header.columns):
        return Reading(None, (_header_problem(header, file),))
    first = header.line or 0
    rows = careful_rows(header, (row for row in rows_of(text, header.delimiter) if row.line > first))
    before = chain(_header_notes(header, file), text_problems(found, file))
    origin = Origin(Path(file).stem, file, rows.lines_of)
    return reading_of(rows.columns, len(rows.lines), origin, rows.faults, before)


def write(timeline: Timeline, path: Path) -> Written:
    """The events of a timeline as CSV; UTF-8 with a byte order mark where a spreadsheet would guess wrong without."""
    text, losses = text_and_losses(timeline, DELIMITER_OF.get(path.suffix.lower(), ","))
    return Written(text.encode("ascii" if text.isascii() else "utf-8-sig", "replace"), losses)


# Problems with the file as a whole


def _header_problem(header: Header, file: str) -> Problem:
    if header.row is None:
        return file_error(file, "the file is empty", NEEDED)
    return unrecognised(header.columns, header.row.cells, "the first row doesn't name", file, header.line)


def _header_notes(header: Header, file: str) -> Iterable[Problem]:
    if header.row and header.row.fault:
        yield Problem(Severity.ERROR, file, header.line, None, None, header.row.fault)
    yield from missing_columns(header.columns, file, header.line)
