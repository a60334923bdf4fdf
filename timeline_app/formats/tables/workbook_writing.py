"""Lays tables out as a workbook of Excel: a sheet for each, every cell a text or a number, and none a formula."""

import datetime
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from timeline_app.formats.reading import TooMuchError, Written
from timeline_app.formats.tables.column_names import plain
from timeline_app.formats.tables.estimate_header import BOUNDS
from timeline_app.formats.tables.figure_writing import FIGURE_TITLES, number_in
from timeline_app.formats.tables.table_losses import losses_of
from timeline_app.formats.tables.table_writing import Columns, estimate_columns, event_columns, source_columns
from timeline_app.model.timeline import Timeline

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

MOST_ROWS = 1_048_575
"""Rows of a sheet, behind its header."""
LONGEST_TEXT = 32_767
"""Characters of a cell."""

_WRITTEN = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - Excel's times have no zone
"""When every workbook says that it was made: the same timeline gives the same bytes."""
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 200
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(timeline: Timeline, path: Path) -> Written:
    """A timeline as a workbook of Excel.

    Raises:
        TooMuchError: a sheet hasn't enough rows.
    """
    sheets = {
        "events": event_columns(timeline),
        "estimates": estimate_columns(timeline),
        "sources": source_columns(timeline),
    }
    cut = cut_texts(sheets)
    longer = (f"Excel has no place for more than {LONGEST_TEXT:,} characters in a cell ({cut:,} are cut)",)
    losses = (*losses_of(timeline, "Excel", path.stem), *(longer if cut else ()))
    return Written(workbook_bytes(sheets), losses)


def workbook_bytes(sheets: Mapping[str, Columns]) -> bytes:
    """A workbook with a sheet for each table that has columns.

    Raises:
        TooMuchError: a table has more rows than a sheet.
    """
    import xlsxwriter  # slow to import

    _require_room(sheets)
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, _OPTIONS) as workbook:
        workbook.set_properties({"created": _WRITTEN})
        bold = workbook.add_format({"bold": True})
        for name, columns in sheets.items():
            if columns:
                _write_sheet(workbook, name, columns, bold)
    return output.getvalue()


def _require_room(sheets: Mapping[str, Columns]) -> None:
    for name, columns in sheets.items():
        rows = max(map(len, columns.values()), default=0)
        if rows > MOST_ROWS:
            what = f"a sheet of Excel holds {MOST_ROWS:,} rows, and there are {rows:,} {name}"
            raise TooMuchError(what, "write CSV or Parquet instead")


def _write_sheet(workbook: "Workbook", name: str, columns: Columns, bold: "Format") -> None:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (title, column) in enumerate(columns.items()):
        cells = [cell or "" for cell in column.to_pylist()]
        sheet.set_column(place, place, _width(title, cells))
        sheet.write_string(0, place, title[:LONGEST_TEXT], bold)
        numbers = _numbers_of(name, title)
        for row, cell in enumerate(cells, 1):
            value = numbers(cell) if cell else None
            if value is not None and _is_exact(value):
                sheet.write_number(row, place, value)
            elif cell:
                sheet.write_string(row, place, cell[:LONGEST_TEXT])


def _numbers_of(sheet: str, title: str) -> Callable[[str], float | None]:
    """What finds the number in a cell of a column, None where it is to be a text."""
    if sheet == "estimates" and title in BOUNDS:
        return float
    return number_in if sheet == "events" and plain(title) in FIGURE_TITLES else _no_number


def _no_number(cell: str) -> None:
    return None


def _is_exact(value: float) -> bool:
    """Whether a number is the same with the 16 digits that XlsxWriter gives it; another is written as text."""
    return float(f"{value:.16G}") == value


def _width(title: str, cells: Sequence[str]) -> int:
    """As wide as the longest of the first cells, in characters."""
    longest = max(map(len, (title, *cells[:_LOOKED_AT])))
    return min(max(longest + 1, _NARROWEST), _WIDEST)


def cut_texts(sheets: Mapping[str, Columns]) -> int:
    """How many texts are longer than a cell can hold."""
    import pyarrow.compute as pc  # slow to import

    columns = [column.cast(pa.large_string()) for table in sheets.values() for column in table.values()]
    return sum(pc.sum(pc.greater(pc.utf8_length(column), LONGEST_TEXT)).as_py() or 0 for column in columns)
