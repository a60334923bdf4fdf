"""Makes a timeline of an Arrow table, of whatever kind of file it comes."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from timeline_app.formats.csv_files.csv_cells import stripped_all
from timeline_app.formats.problems import Problem, Severity, clipped, file_error, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.request import PLAIN, Request
from timeline_app.formats.tables.column_names import CORE
from timeline_app.formats.tables.column_texts import text_column_of, year_column_of
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.event_header import EventHeader
from timeline_app.formats.tables.table_kinds import Kind, is_readable, kind_by_cells, kind_of, reading_of
from timeline_app.formats.tables.table_preview import MOST_ROWS, TablePreview
from timeline_app.model.origins import Numbers


def read_table(read: Callable[[], pa.Table], kind: str, file: str, request: Request = PLAIN) -> Reading:
    """The events in the table that `read` gives; a file that is damaged is a problem in words.

    Args:
        read: raises what Arrow raises.
        kind: of the file, in words.
        file: its name in problems; the timeline is called by it.
        request: what is asked for.

    Raises:
        FileNotFoundError, PermissionError, MemoryError: the file can't be opened, or is more than the memory holds,
            which is no matter of its kind.
    """
    try:
        return events_of_table(_validated(read()), file, request)
    except (FileNotFoundError, PermissionError, MemoryError):
        raise
    except (pa.ArrowException, OSError, EOFError, UnicodeDecodeError) as error:
        what = clipped(f"it can't be read as {kind}: {_first_line(error)}")
        return Reading(None, (file_error(file, what, "the file may be cut off or damaged"),))


def preview_of(blocks: Iterable[pa.RecordBatch], names: Sequence[str], file: str) -> TablePreview:
    """The first rows of the blocks of a table."""
    first = next((block for block in blocks if block.num_rows), None)
    if first is None:
        return TablePreview.of(file, names, ())
    table = pa.Table.from_batches([first.slice(0, MOST_ROWS)])
    columns = [(text_column_of(column) or pa.nulls(table.num_rows)).to_pylist() for column in table.columns]
    rows = [[cell or "" for cell in row] for row in zip(*columns, strict=True)]
    return TablePreview.of(file, names, list(enumerate(rows, 1)))


def _validated(table: pa.Table) -> pa.Table:
    """The table, whose texts are all where they should be, and UTF-8."""
    table.validate(full=True)
    return table


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def events_of_table(table: pa.Table, file: str, request: Request = PLAIN) -> Reading:
    """The events in a table, one a row.

    Args:
        table: its columns of any type.
        file: its name in problems; the timeline is called by it.
        request: what is asked for.
    """
    names, rows = table.column_names, table.num_rows
    header = EventHeader.of(names, request.mappings)
    columns = header.columns
    table_kind = kind_of(Path(file).name, header)
    if not is_readable(table_kind, header):
        return Reading(None, (header.unrecognised("the table doesn't name", file, None),), (file,))
    pieces = {name: table.column(index) for name, index in columns.items()}
    del table
    before: list[Problem] = []
    found: dict[str, pa.Array] = {}
    for name in columns:
        kind = pieces[name].type
        text = year_column_of(pieces.pop(name)) if name == "when" else text_column_of(pieces.pop(name))
        if text is None:
            before.append(_left_out(name, kind, file))
            text = pa.nulls(rows)
        found[name] = stripped_all(text) if name in CORE and text.type == pa.large_string() else text
    origin = Origin(Path(file).stem, file, lambda rows: [None] * len(rows), header, places=Numbers(rows, 1), unit="row")
    table_kind = kind_by_cells(table_kind, header, found)
    before += header.problems(file, None) if table_kind is Kind.EVENTS else ()
    return reading_of(table_kind, found, rows, origin, before=before)


def _left_out(name: str, kind: pa.DataType, file: str) -> Problem:
    what = f"the column {quoted(name)} holds values of type {kind}, which have no text; it is left out"
    return Problem(Severity.ERROR, file, None, None, None, clipped(what), "write its values as text")
