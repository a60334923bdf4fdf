"""Spreadsheets of Excel and of OpenDocument (.xlsx, .xls, .ods): sheets of events, of estimates and of sources."""

import datetime
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import python_calamine as calamine

from timeline_app.formats.csv_files.csv_cells import stripped_all
from timeline_app.formats.problems import Problem, Severity, clipped, file_error, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.request import PLAIN, Progress, Request
from timeline_app.formats.tables.column_names import CORE
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.event_header import EventHeader
from timeline_app.formats.tables.header_place import MOST_ABOVE, above_problem, header_place
from timeline_app.formats.tables.table_joining import Tables, together
from timeline_app.formats.tables.table_kinds import NAMED, Kind, is_readable, kind_by_cells, kind_of, reading_of
from timeline_app.formats.tables.table_preview import MOST_ROWS, TablePreview
from timeline_app.formats.tables.workbook_bounds import (
    MOST_SHEET_CELLS,
    MOST_SHEET_ROWS,
    MOST_UNNAMED_CELLS,
    UNPACKING_ERRORS,
    DefinitionsError,
    EndlessCellError,
    Extent,
    Tell,
    UnnamedCellsError,
    extents_of,
)
from timeline_app.formats.written_quantity import figure_text
from timeline_app.model.arrays import Indices
from timeline_app.model.origins import Numbers
from timeline_app.model.text_columns import text_column

_LARGEST_UNPACKED = 1024**3
_SPREADSHEETS = ("xl/workbook", "content.xml")
"""What a zip archive that is a spreadsheet holds."""

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_path(path: Path, file: str, request: Request = PLAIN) -> Reading:
    """What is in the sheets “events”, “estimates” and “sources”, or in the first whose headers are understood.

    Args:
        path: of the workbook; with formulas it is read as it was last calculated.
        file: its name in problems, whose lines are rows of the sheet.
        request: what is asked for.
    """
    refused = _archive_problem(path, file, lambda done, total: request.tell(Progress(file, done, total, "bytes")))
    if refused:
        return Reading(None, (refused,))
    try:
        with path.open("rb") as stream:
            workbook = calamine.CalamineWorkbook.from_filelike(stream)
            names = _in_order(workbook.sheet_names)
            sheets = [_Sheet.of(name, workbook.get_sheet_by_name(name), request) for name in names]
    except calamine.PasswordError:
        return Reading(None, (file_error(file, "it is locked with a password", "save it without one"),))
    except calamine.CalamineError as error:
        what = clipped(f"it can't be read as a spreadsheet: {error}")
        return Reading(None, (file_error(file, what, "the file may be cut off or damaged"),))
    filled = [sheet for sheet in sheets if sheet.header]
    if not filled:
        return Reading(None, (file_error(file, "no sheet of it holds anything"),))
    return _read(filled, path.stem, file)


def preview(path: Path, file: str) -> TablePreview | None:
    """The first rows of the first sheet in which something stands; raises what its library raises."""
    if _archive_problem(path, file, lambda _done, _total: None):
        return None
    with path.open("rb") as stream:
        workbook = calamine.CalamineWorkbook.from_filelike(stream)
        for name in _in_order(workbook.sheet_names):
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=2 * MOST_ROWS)
            texts = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
            filled = [(number, row) for number, row in texts if any(row)]
            if filled:
                place = header_place([row for _, row in filled[:MOST_ABOVE]])
                return TablePreview.of(file, filled[place][1], filled[place + 1 : MOST_ROWS + place + 1])
    return None


def _read(sheets: Sequence["_Sheet"], title: str, file: str) -> Reading:
    """The first sheet of each kind, together; those of sources only beside another."""
    chosen: dict[Kind, _Sheet] = {}
    for sheet in sheets:
        if is_readable(sheet.kind, sheet.table):
            chosen.setdefault(sheet.kind, sheet)
    if not chosen:
        first = sheets[0]
        where = f"the first row of the sheet {quoted(first.name)} doesn't name"
        return Reading(None, (first.table.unrecognised(where, file, first.numbers[0]),), (file,))
    readings = {kind: sheet.reading(title, file) for kind, sheet in chosen.items()}
    left_out = tuple(_left_out([sheet.name for sheet in sheets if sheet not in chosen.values()], file))
    if len(readings) == 1:
        (reading,) = readings.values()
    else:
        reading = together(Tables(*(readings.get(kind) for kind in (Kind.EVENTS, Kind.ESTIMATES, Kind.SOURCES))), file)
    return replace(reading, problems=(*left_out, *reading.problems))


class _Sheet:
    """The rows of a sheet in which something stands.

    Attributes:
        name: of the sheet.
        numbers: of these rows, from 1, beginning with the header.
        header: that which names the columns, as texts.
        table: what its columns are.
        kind: what it is of.
    """

    def __init__(self, name: str, numbers: Sequence[int], rows: Sequence[Sequence[Cell]], request: Request) -> None:
        head = [[_text(cell) for cell in row] for row in rows[:MOST_ABOVE]]
        place = header_place(head, request.mappings)
        self.name, self.numbers = name, numbers[place:]
        self.header: Sequence[str] = head[place] if rows else ()
        self._first, self._above = next(iter(numbers), 0), head[:place]
        self.table = EventHeader.of(self.header, request.mappings)
        self.kind = kind_of(name, self.table)
        self._rows = rows[place + 1 :]

    @classmethod
    def of(cls, name: str, sheet: calamine.CalamineSheet, request: Request) -> "_Sheet":
        """What stands in a sheet."""
        cells = enumerate(sheet.to_python(skip_empty_area=False), 1)
        filled = [(number, row) for number, row in cells if any(cell != "" for cell in row)]
        return cls(name, [number for number, _ in filled], [row for _, row in filled], request)

    def reading(self, title: str, file: str) -> Reading:
        """What is in the rows."""
        text_of = _figure_text if self.kind is Kind.ESTIMATES else _text
        cells = [[text_of(cell) for cell in row] for row in self._rows]
        columns = {name: text_column(row[index] for row in cells) for name, index in self.table.columns.items()}
        for name in CORE:
            if name in columns and not pa.types.is_null(columns[name].type):
                columns[name] = stripped_all(columns[name])
        kind = kind_by_cells(self.kind, self.table, columns)
        above = above_problem(self._above, file, self._first)
        before = [above] if above else []
        before += self.table.problems(file, self.numbers[0]) if kind is Kind.EVENTS else ()
        places = Numbers.of(self.numbers[1:])
        origin = Origin(title, file, self._lines, self.table, places=places, unit="row")
        return reading_of(kind, columns, len(self._rows), origin, before=before)

    def _lines(self, rows: Indices) -> Sequence[int | None]:
        return [self.numbers[row + 1] for row in rows.tolist()]


def _in_order(names: Iterable[str]) -> list[str]:
    """The sheets in the workbook's order, but for those that are called by what they are of, which come first."""
    return sorted(names, key=lambda name: name.strip().lower() not in NAMED)


def _left_out(names: Sequence[str], file: str) -> Iterable[Problem]:
    if names:
        what = f"other sheets are left out: {', '.join(quoted(name) for name in names[:5])}"
        yield Problem(
            Severity.WARNING, file, None, None, None, clipped(what), "save a sheet of events as a file of its own"
        )


def _archive_problem(path: Path, file: str, tell: Tell) -> Problem | None:
    """What makes it pointless, or dangerous, to unpack a file, or None; old workbooks are no archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError):  # the library that reads it says what is wrong
        return None
    if not any(member.filename.startswith(_SPREADSHEETS) for member in members):
        return file_error(
            file, "it is a zip archive or a document, no spreadsheet", "unpack it, or save a table as CSV"
        )
    size = sum(member.file_size for member in members)
    if size > _LARGEST_UNPACKED:
        return file_error(file, f"unpacked it has {size / 1024**3:.1f} GB; up to 1 GB is read", "save it as CSV")
    try:
        return next(filter(None, (_extent_problem(extent, file) for extent in extents_of(path, tell))), None)
    except DefinitionsError:
        return file_error(file, "its XML defines entities, which aren't read", "save it anew in a spreadsheet program")
    except EndlessCellError:
        return file_error(file, "a cell of it holds millions of characters", "shorten it, or save the table as CSV")
    except UnnamedCellsError:
        what = f"more than {MOST_UNNAMED_CELLS:,} cells of a sheet don't say where they stand; so many aren't read"
        return file_error(file, what, "save it anew in a spreadsheet program, or as CSV")
    except UNPACKING_ERRORS:
        return file_error(file, "it can't be unpacked", "the file may be cut off or damaged")


def _extent_problem(extent: Extent, file: str) -> Problem | None:
    if not extent.is_too_large:
        return None
    where = f"the sheet {quoted(extent.name)} reaches to {extent.corner}, which makes {extent.cells:,} cells"
    limits = f"up to {MOST_SHEET_ROWS:,} rows and {MOST_SHEET_CELLS:,} cells are read"
    hint = f"delete the rows and columns up to {extent.corner} if they are empty, or save it as CSV"
    return file_error(file, f"{where}; {limits}", hint)


def _text(cell: Cell) -> str:
    """A cell as it would be written in CSV: whole numbers without a point, days and times as EDTF."""
    match cell:
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime.datetime() if (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0):
            return cell.date().isoformat()
        case datetime.datetime():
            return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    return str(cell)


def _figure_text(cell: Cell) -> str:
    """The same in a table of figures: decimals are told from thousands."""
    return figure_text(cell) if isinstance(cell, float) else _text(cell)
