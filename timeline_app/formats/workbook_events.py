"""Spreadsheets of Excel and of OpenDocument (.xlsx, .xls, .ods): a sheet with one event a row."""

import datetime
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import python_calamine as calamine

from timeline_app.formats.csv_cells import stripped_all
from timeline_app.formats.event_columns import Origin, reading_of
from timeline_app.formats.event_header import CORE, Columns, columns_named, is_recognised, missing_columns, unrecognised
from timeline_app.formats.problems import Problem, Severity, clipped, file_error, quoted
from timeline_app.formats.reading import Reading
from timeline_app.model.arrays import Indices
from timeline_app.model.text_columns import text_column

_LARGEST_UNPACKED = 1024**3
_SPREADSHEETS = ("xl/workbook", "content.xml")
"""What a zip archive that is a spreadsheet holds."""
_EVENTS = "events"

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_path(path: Path, file: str) -> Reading:
    """The events in the sheet of that name, or else in the first whose header is understood.

    Args:
        path: of the workbook; with formulas it is read as it was last calculated.
        file: its name in problems, whose lines are rows of the sheet.
    """
    refused = _archive_problem(path, file)
    if refused:
        return Reading(None, (refused,))
    try:
        with path.open("rb") as stream:
            workbook = calamine.CalamineWorkbook.from_filelike(stream)
            sheets = [_Sheet.of(name, workbook.get_sheet_by_name(name)) for name in _in_order(workbook.sheet_names)]
    except calamine.PasswordError:
        return Reading(None, (file_error(file, "it is locked with a password", "save it without one"),))
    except calamine.CalamineError as error:
        what = clipped(f"it can't be read as a spreadsheet: {error}")
        return Reading(None, (file_error(file, what, "the file may be cut off or damaged"),))
    filled = [sheet for sheet in sheets if sheet.header]
    if not filled:
        return Reading(None, (file_error(file, "no sheet of it holds anything"),))
    chosen = next((sheet for sheet in filled if is_recognised(sheet.columns)), None)
    if chosen is None:
        first = filled[0]
        where = f"the first row of the sheet {quoted(first.name)} doesn't name"
        return Reading(None, (unrecognised(first.columns, first.header, where, file, first.numbers[0]),))
    return chosen.reading(path.stem, file, [sheet.name for sheet in filled if sheet is not chosen])


class _Sheet:
    """The rows of a sheet in which something stands, as texts.

    Attributes:
        name: of the sheet.
        numbers: of these rows, from 1.
        header: the first of them.
    """

    def __init__(self, name: str, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        self.name, self.numbers = name, numbers
        self.header: Sequence[str] = rows[0] if rows else ()
        self._rows = rows[1:]

    @classmethod
    def of(cls, name: str, sheet: calamine.CalamineSheet) -> "_Sheet":
        """What stands in a sheet."""
        cells = sheet.to_python(skip_empty_area=False)
        texts = [(number, [_text(cell) for cell in row]) for number, row in enumerate(cells, 1)]
        filled = [(number, row) for number, row in texts if any(row)]
        return cls(name, [number for number, _ in filled], [row for _, row in filled])

    @property
    def columns(self) -> Columns:
        """The columns by their names."""
        return columns_named(cell.strip() for cell in self.header)

    def reading(self, title: str, file: str, others: Sequence[str]) -> Reading:
        """The events in the rows; `others` are sheets of the same workbook that are left out."""
        columns = {name: text_column(row[index] for row in self._rows) for name, index in self.columns.items()}
        for name in CORE:
            if name in columns and not pa.types.is_null(columns[name].type):
                columns[name] = stripped_all(columns[name])
        before = [*missing_columns(self.columns, file, self.numbers[0]), *_left_out(others, file)]
        return reading_of(columns, len(self._rows), Origin(title, file, self._lines), before=before)

    def _lines(self, rows: Indices) -> Sequence[int | None]:
        return [self.numbers[row + 1] for row in rows.tolist()]


def _in_order(names: Iterable[str]) -> list[str]:
    """The sheets in the workbook's order, but for the one of events, which comes first."""
    return sorted(names, key=lambda name: name.strip().lower() != _EVENTS)


def _left_out(names: Sequence[str], file: str) -> Iterable[Problem]:
    if names:
        what = f"other sheets are left out: {', '.join(quoted(name) for name in names[:5])}"
        yield Problem(
            Severity.WARNING, file, None, None, None, clipped(what), "save a sheet of events as a file of its own"
        )


def _archive_problem(path: Path, file: str) -> Problem | None:
    """What makes it pointless, or dangerous, to unpack a file, or None; old workbooks are no archives."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if not any(member.filename.startswith(_SPREADSHEETS) for member in members):
        return file_error(
            file, "it is a zip archive or a document, no spreadsheet", "unpack it, or save a table as CSV"
        )
    size = sum(member.file_size for member in members)
    if size > _LARGEST_UNPACKED:
        return file_error(file, f"unpacked it has {size / 1024**3:.1f} GB; up to 1 GB is read", "save it as CSV")
    return None


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
