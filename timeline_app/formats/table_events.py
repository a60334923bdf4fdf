"""Makes a timeline of an Arrow table, of whatever kind of file it comes."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from timeline_app.formats.column_texts import text_column_of, year_column_of
from timeline_app.formats.csv_cells import stripped_all
from timeline_app.formats.event_columns import Origin, reading_of
from timeline_app.formats.event_header import CORE, columns_named, is_recognised, missing_columns, unrecognised
from timeline_app.formats.problems import Problem, Severity, clipped, file_error, quoted
from timeline_app.formats.reading import Reading


def read_table(read: Callable[[], pa.Table], kind: str, file: str) -> Reading:
    """The events in the table that `read` gives; a file that is damaged is a problem in words.

    Args:
        read: raises what Arrow raises.
        kind: of the file, in words.
        file: its name in problems; the timeline is called by it.

    Raises:
        FileNotFoundError, PermissionError: the file can't be opened, which is no matter of its kind.
    """
    try:
        return events_of_table(_validated(read()), file)
    except (FileNotFoundError, PermissionError):
        raise
    except (pa.ArrowException, OSError, EOFError) as error:
        what = clipped(f"it can't be read as {kind}: {_first_line(error)}")
        return Reading(None, (file_error(file, what, "the file may be cut off or damaged"),))


def _validated(table: pa.Table) -> pa.Table:
    """The table, whose texts are all where they should be, and UTF-8."""
    table.validate(full=True)
    return table


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def events_of_table(table: pa.Table, file: str) -> Reading:
    """The events in a table, one a row.

    Args:
        table: its columns of any type.
        file: its name in problems; the timeline is called by it.
    """
    names, rows = table.column_names, table.num_rows
    columns = columns_named(name.strip() for name in names)
    if not is_recognised(columns):
        return Reading(None, (unrecognised(columns, names, "the table doesn't name", file, None),))
    pieces = {name: table.column(index) for name, index in columns.items()}
    del table
    before = list(missing_columns(columns, file, None))
    found: dict[str, pa.Array] = {}
    for name in columns:
        kind = pieces[name].type
        text = year_column_of(pieces.pop(name)) if name == "when" else text_column_of(pieces.pop(name))
        if text is None:
            before.append(_left_out(name, kind, file))
            text = pa.nulls(rows)
        found[name] = stripped_all(text) if name in CORE and text.type == pa.large_string() else text
    return reading_of(found, rows, Origin(Path(file).stem, file, lambda rows: [None] * len(rows)), before=before)


def _left_out(name: str, kind: pa.DataType, file: str) -> Problem:
    what = f"the column {quoted(name)} holds values of type {kind}, which have no text; it is left out"
    return Problem(Severity.ERROR, file, None, None, None, clipped(what), "write its values as text")
