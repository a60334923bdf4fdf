"""Plain CSV with one event a row: the columns when, title, lane, summary and source, and any others as fields."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from timeline_app.formats.csv_guard import unguarded
from timeline_app.formats.csv_rows import Row, rows_of
from timeline_app.formats.csv_writing import CORE, DELIMITER_OF, source_of_words, text_and_losses
from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.text import Decoded, decoded, head_text, line_and_column
from timeline_app.model.arrays import codes, constant
from timeline_app.model.date_columns import read_dates
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.records import Lane, Source
from timeline_app.model.table import EstimateTable, EventTable, text_column
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline

EXTENSIONS = tuple(DELIMITER_OF)

_DELIMITERS = ",;\t"
_NO_TITLE = "(no title)"
_DEFAULT_LANE = "Events"
_IMPORTANCE = 0.5
_JSON = json.JSONEncoder(ensure_ascii=False)
_MEANT = {
    "when": ("date", "start", "start date", "year", "day"),
    "title": ("name", "event", "headline", "what", "label"),
}


def sniff(head: bytes, path: Path) -> bool:
    """Whether the first row of a file that begins so names two of the columns, or one and the extension fits."""
    columns = _header(head_text(head)).columns
    named = sum(name in columns for name in CORE)
    return named >= 2 or (named == 1 and path.name.lower().endswith(EXTENSIONS))


def refusal(head: bytes, file: str) -> Problem | None:
    """What makes it pointless to read the rest of a file that begins so, or None."""
    header = _header(head_text(head))
    return None if _is_recognised(header.columns) else _header_problem(header, file)


def read(data: bytes, file: str) -> Reading:
    """The events in a CSV file.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
    """
    found = decoded(data, fallback="cp1252")
    text = found.text.replace("\0", "\ufffd")
    header = _header(text)
    if not _is_recognised(header.columns):
        return Reading(None, (_header_problem(header, file),))
    table = _Table(header, file)
    for row in _rows_behind(header, text):
        table.add(row)
    return table.reading(Path(file).stem, chain(_header_notes(header, file), _text_problems(found, file)))


def write(timeline: Timeline, path: Path) -> Written:
    """The events of a timeline as CSV; UTF-8 with a byte order mark where a spreadsheet would guess wrong without."""
    text, losses = text_and_losses(timeline, DELIMITER_OF.get(path.suffix.lower(), ","))
    return Written(text.encode("ascii" if text.isascii() else "utf-8-sig", "replace"), losses)


# The header


@dataclass(frozen=True, slots=True)
class _Header:
    """The first row with something in it.

    Attributes:
        row: as it stands, or None in an empty file.
        delimiter: what stands between its cells.
        columns: the index of each column; those we know by their name in lower case.
    """

    row: Row | None
    delimiter: str
    columns: Mapping[str, int]


def _header(text: str) -> _Header:
    """The header by the delimiter that makes most of it."""
    candidates = [_header_by(delimiter, text) for delimiter in _DELIMITERS]
    return max(candidates, key=lambda header: (sum(name in header.columns for name in CORE), len(header.columns)))


def _header_by(delimiter: str, text: str) -> _Header:
    row = next((row for row in rows_of(_beginning(text), delimiter) if not row.is_blank), None)
    columns: dict[str, int] = {}
    ids = Ids()
    for index, cell in enumerate(row.cells if row else ()):
        name = unguarded(cell.strip())
        known = name.lower() if name.lower() in CORE and name.lower() not in columns else name
        columns[ids.free(known or f"column {index + 1}")] = index
    return _Header(row, delimiter, columns)


def _beginning(text: str) -> str:
    """A part that holds any header, so that no more is cut into lines; a header is shorter than this."""
    return text[:65536]


def _is_recognised(columns: Mapping[str, int]) -> bool:
    return "when" in columns or "title" in columns


def _header_problem(header: _Header, file: str) -> Problem:
    if header.row is None:
        return Problem(Severity.ERROR, file, None, None, None, "the file is empty", _NEEDED)
    found = ", ".join(quoted(cell.strip()) for cell in header.row.cells[:12])
    what = f"the first row doesn't name the columns; it holds {found}"
    return Problem(Severity.ERROR, file, header.row.line, None, None, clipped(what), _header_hint(header) or _NEEDED)


def _header_hint(header: _Header, missing: Iterable[str] = ("when", "title")) -> str:
    """Which columns may be the missing ones under another name, or ""."""
    by_lower = {name.lower(): name for name in header.columns}
    meant = {name: next((by_lower[word] for word in _MEANT[name] if word in by_lower), None) for name in missing}
    return " and ".join(f"rename the column {quoted(found)} to “{name}”" for name, found in meant.items() if found)


def _header_notes(header: _Header, file: str) -> Iterable[Problem]:
    line = header.row.line if header.row else None
    if header.row and header.row.fault:
        yield Problem(Severity.ERROR, file, line, None, None, header.row.fault)
    for name, what in (("when", "events have no date"), ("title", "events have no title")):
        if name not in header.columns:
            hint = _header_hint(header, (name,))
            yield Problem(Severity.WARNING, file, line, None, None, f"there is no column “{name}”: {what}", hint)


_NEEDED = "needed: “when” or “title”; read as well: “lane”, “summary”, “source”"


# The text


def _text_problems(found: Decoded, file: str) -> Iterable[Problem]:
    if found.fault is not None:
        name = "Windows-1252" if found.encoding == "cp1252" else found.encoding.upper()
        what, hint = f"the file is not UTF-8; it is read as {name}", "save it as UTF-8 if letters look wrong"
        yield Problem(Severity.WARNING, file, *_place(found, found.fault), None, what, hint)
    if (count := found.text.count("\0")) > 0:
        what = f"the file holds {count} NUL {'character' if count == 1 else 'characters'}, shown as “\ufffd”"
        yield Problem(Severity.WARNING, file, *_place(found, found.text.index("\0")), None, what)


def _place(found: Decoded, offset: int) -> tuple[int, int]:
    return line_and_column(found.text, min(offset, len(found.text)))


def _rows_behind(header: _Header, text: str) -> Iterable[Row]:
    first = header.row.line if header.row else 0
    return (row for row in rows_of(text, header.delimiter) if row.line > first and not row.is_blank)


# The rows


class _Table:
    """What the rows read so far have brought, a list a column."""

    def __init__(self, header: _Header, file: str) -> None:
        self._columns = header.columns
        self._width = len(header.row.cells) if header.row else 0
        self._fields = {name: index for name, index in header.columns.items() if name not in CORE}
        self._file = file
        self._lanes = _Named("lane")
        self._sources = _Named("source")
        self._lines: list[int] = []
        self._dates: list[str] = []
        self._titles: list[str] = []
        self._summaries: list[str] = []
        self._lane_numbers: list[int] = []
        self._details: list[str | None] = []
        self._notes: list[_Note] = []

    def add(self, row: Row) -> None:
        """Take a row in as an event."""
        self._lines.append(row.line)
        self._check(row)
        self._dates.append(self._date(row))
        self._titles.append(self._title(row))
        self._summaries.append(self._cell(row, "summary"))
        self._lane_numbers.append(self._lanes.number_of(self._cell(row, "lane") or _DEFAULT_LANE))
        self._details.append(self._detail(row))

    def reading(self, title: str, before: Iterable[Problem]) -> Reading:
        """Everything so far, and what is wrong with it, behind problems that stand before the first row."""
        dates = read_dates(text_column(self._dates))
        for number, text in enumerate(self._dates if dates.faults else ()):
            if text in dates.faults:
                error = dates.faults[text]
                self._note(Severity.ERROR, "when", error.what, error.hint, number)
        lanes = tuple(Lane(lane_id, words) for words, lane_id in self._lanes.ids.items())
        sources = tuple(_source(source_id, words) for words, source_id in self._sources.ids.items())
        timeline = Timeline(title, lanes, (), sources, self._events(dates.times), EstimateTable.of(()))
        notes = sorted(self._notes, key=lambda note: note.place)
        return Reading(timeline, (*before, *(note.problem for note in notes)))

    def _events(self, times: TimeColumns) -> EventTable:
        return EventTable(
            times,
            codes(np.array(self._lane_numbers, np.int64), len(self._lanes.ids)),
            constant(_IMPORTANCE, len(times)),
            pa.nulls(len(times)),
            text_column(self._titles),
            text_column(self._summaries),
            text_column(self._dates),
            pa.nulls(len(times)),
            text_column(self._details),
        )

    def _cell(self, row: Row, name: str) -> str:
        index = self._columns.get(name, len(row.cells))
        return unguarded(row.cells[index]).strip() if index < len(row.cells) else ""

    def _title(self, row: Row) -> str:
        title = self._cell(row, "title")
        if not title and "title" in self._columns:
            self._note(Severity.WARNING, "title", "the event has no title")
        return title or _NO_TITLE

    def _date(self, row: Row) -> str:
        text = self._cell(row, "when")
        if not text and "when" in self._columns:
            self._note(Severity.WARNING, "when", "the event has no date")
        return text

    def _detail(self, row: Row) -> str | None:
        """What the event table keeps as JSON: the further columns that this row fills, and its source."""
        source = self._cell(row, "source")
        found: dict[str, Any] = {}
        if fields := self._row_fields(row):
            found["fields"] = fields
        if source:
            found["sources"] = [{"id": self._sources.id_of(source)}]
        return _JSON.encode(found) if found else None

    def _row_fields(self, row: Row) -> dict[str, str]:
        """The further columns that this row fills, and cells behind the last column."""
        behind = ((f"column {index + 1}", index) for index in range(self._width, len(row.cells)))
        present = ((name, index) for name, index in chain(self._fields.items(), behind) if index < len(row.cells))
        return {name: unguarded(row.cells[index]) for name, index in present if row.cells[index]}

    # Problems

    def _check(self, row: Row) -> None:
        if row.fault:
            self._note(Severity.ERROR, None, row.fault, "double a quotation mark that belongs to the text")
        found = len(row.cells)
        what = f"the row has {found} cells, the header has {self._width}"
        if found > self._width:
            self._note(Severity.ERROR, None, what, "put text that holds the delimiter in quotation marks")
        elif found < self._width and not row.fault:
            self._note(Severity.WARNING, None, what, "the rest is empty")

    def _note(
        self, severity: Severity, column: str | None, what: str, hint: str = "", number: int | None = None
    ) -> None:
        """Note what is wrong with an event, the one that is being read unless another is named."""
        number = len(self._lines) - 1 if number is None else number
        path = f"events[{number}]" + (f".{column}" if column else "")
        problem = Problem(severity, self._file, self._lines[number], None, path, clipped(what), clipped(hint))
        self._notes.append(_Note((number, _CHECKED.index(column)), problem))


class _Note(NamedTuple):
    """A problem, and where it stands among the others: the number of its event, and what of it is checked when."""

    place: tuple[int, int]
    problem: Problem


_CHECKED = (None, "when", "title")


class _Named:
    """Ids and numbers for distinct words, in the order of their first use."""

    def __init__(self, stem: str) -> None:
        self.ids: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._stem = stem
        self._free = Ids()

    def id_of(self, words: str) -> str:
        """The id that goes with some words."""
        if words not in self.ids:
            self.ids[words] = self._free.free(id_of(words, self._stem))
        return self.ids[words]

    def number_of(self, words: str) -> int:
        """The number of the id that goes with some words, from 0."""
        self.id_of(words)
        return self._numbers.setdefault(words, len(self._numbers))


def _source(source_id: str, words: str) -> Source:
    title, url = source_of_words(words)
    return Source(source_id, title, url=url)
