"""A series of a growing figure as a table: a column of dates, and one or more of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from timeline_app.formats.dates.date_cells import written_cells
from timeline_app.formats.json_files import daily_series
from timeline_app.formats.json_files.findings import Finding, Findings
from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.column_names import plain
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.row_faults import RowFaults
from timeline_app.formats.tables.row_notes import RowNotes
from timeline_app.formats.tables.source_columns import texts_of
from timeline_app.formats.written_quantity import QuantityError, quantity_written
from timeline_app.model.origins import Origin as FileOrigin
from timeline_app.model.origins import Paths, where
from timeline_app.model.quantity import Quantity
from timeline_app.model.timeline import Timeline

_DATES = ("date", "as of", "day", "when")
_MARK = "*"
_LOOKED_AT = 20


def fits(names: Sequence[str], columns: Mapping[str, pa.Array]) -> bool:
    """Whether a table is such a series: beside dates there is nothing but numbers, and words that qualify them.

    Args:
        names: of its columns, as they stand.
        columns: its cells, in the same order; the first rows are looked at.
    """
    date = _date_of(names)
    if date is None:
        return False
    heads = [_head(column) for column in columns.values()]
    others = [name for place, name in enumerate(names) if place != date and not name.endswith(_MARK)]
    numbers = [name for name, head in zip(names, heads, strict=False) if name in others and _are_numbers(head)]
    told = [name for name in numbers if plain(name) not in daily_series.ORDINALS]
    marked = all(name[: -len(_MARK)] in names for name in names if name.endswith(_MARK))
    return bool(told) and len(numbers) == len(others) and marked


def _date_of(names: Sequence[str]) -> int | None:
    """The place of the column of dates."""
    compared = [plain(name) for name in names]
    return next((compared.index(name) for name in _DATES if name in compared), None)


def _head(column: pa.Array) -> list[str]:
    return [cell for cell in column[:_LOOKED_AT].to_pylist() if cell and cell.strip()]


def _are_numbers(cells: Sequence[str]) -> bool:
    return sum(_number(cell) is not None for cell in cells) * 2 > len(cells)


def _number(cell: str) -> float | None:
    """The number that a cell holds, without a word around it."""
    try:
        found = quantity_written(cell)
    except QuantityError:
        return None
    return found.best if found == Quantity(best=found.best) else None


def reading_of(
    names: Sequence[str],
    columns: Mapping[str, pa.Array],
    rows: int,
    origin: Origin,
    faults: Iterable[RowFaults] = (),
    before: Iterable[Problem] = (),
) -> Reading:
    """The estimates in such a table, the same as in JSON; see `event_columns.reading_of` and `daily_series`."""
    notes = RowNotes("estimates", origin.file, origin.lines)
    notes.take(faults)
    records = _records(names, columns, origin)
    findings = Findings()
    timeline = daily_series.timeline_of(records, findings, origin.title)
    told = [_of_file(finding, origin.file) for finding in findings.found if not finding.path]
    for finding in (finding for finding in findings.found if finding.path):
        _note(finding, notes)
    return Reading(_placed(timeline, origin), (*before, *told, *notes.problems()))


def _placed(timeline: Timeline, origin: Origin) -> Timeline:
    """The timeline, whose estimates know in which lines they stand."""
    places = timeline.origins[0].estimate_places
    rows = [int(places[row][0]) for row in range(len(timeline.estimates))] if isinstance(places, Paths) else []
    lines = where(origin.lines(np.array(rows, np.int64)))
    return replace(timeline, origins=(FileOrigin(origin.file, 0, len(rows), None, lines, origin.unit),))


def _records(names: Sequence[str], columns: Mapping[str, pa.Array], origin: Origin) -> list[dict[str, str | float]]:
    """The rows as objects, whose numbers are numbers; what is behind the last column keeps its name."""
    named = dict(zip((*names, *list(columns)[len(names) :]), columns.values(), strict=True))
    date = names[_date_of(names) or 0]
    dates = named.pop(date).cast(pa.large_string()).fill_null("")
    cells = texts_of(named)
    when = written_cells(dates, day_first=origin.header.day_first).texts.to_pylist()
    return [_record(text, {name: column[row] for name, column in cells.items()}) for row, text in enumerate(when)]


def _record(date: str, cells: Mapping[str, str]) -> dict[str, str | float]:
    found: dict[str, str | float] = {"date": date} if date else {}
    for name, cell in cells.items():
        number = None if name.endswith(_MARK) else _number(cell)
        if cell.strip():
            found[name] = cell.strip() if number is None else int(number) if number.is_integer() else number
    return found


def _of_file(finding: Finding, file: str) -> Problem:
    return Problem(finding.severity, file, None, None, None, finding.what, finding.hint)


def _note(finding: Finding, notes: RowNotes) -> None:
    row, *column = finding.path
    note = notes.error if finding.severity is Severity.ERROR else notes.warn
    note(int(row), str(column[0]) if column else "", finding.what, finding.hint)
