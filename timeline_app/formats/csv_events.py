"""Plain CSV with one event a row: the columns when, title, lane, summary and source, and any others as fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from timeline_app.formats.csv_guard import unguarded
from timeline_app.formats.csv_rows import Row, rows_of
from timeline_app.formats.csv_writing import CORE, DELIMITER_OF, source_of_words, text_and_losses
from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.text import Decoded, decoded, head_text, line_and_column
from timeline_app.model.edtf import EdtfError
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.records import Event, Lane, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

EXTENSIONS = tuple(DELIMITER_OF)

_DELIMITERS = ",;\t"
_NO_TITLE = "(no title)"
_DEFAULT_LANE = "Events"
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
    table.problems += _text_problems(found, file)
    for row in _rows_behind(header, text):
        table.add(row)
    return Reading(table.timeline(Path(file).stem), tuple(table.problems))


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
    """What the rows read so far have brought."""

    def __init__(self, header: _Header, file: str) -> None:
        self._columns = header.columns
        self._width = len(header.row.cells) if header.row else 0
        self._fields = {name: index for name, index in header.columns.items() if name not in CORE}
        self._file = file
        self._lanes = _Named("lane")
        self._sources = _Named("source")
        self._events: list[Event] = []
        self.problems: list[Problem] = list(_header_notes(header, file))

    def add(self, row: Row) -> None:
        """Take a row in as an event."""
        self._check(row)
        source = self._cell(row, "source")
        when_text = self._cell(row, "when")
        self._events.append(
            Event(
                id=f"event-{len(self._events) + 1}",
                lane=self._lanes.id_of(self._cell(row, "lane") or _DEFAULT_LANE),
                when=self._when(when_text, row),
                title=self._title(row),
                when_text=when_text,
                summary=self._cell(row, "summary"),
                fields=self._row_fields(row),
                sources=(SourceRef(self._sources.id_of(source)),) if source else (),
            )
        )

    def timeline(self, title: str) -> Timeline:
        """Everything so far."""
        lanes = tuple(Lane(lane_id, words) for words, lane_id in self._lanes.ids.items())
        sources = tuple(_source(source_id, words) for words, source_id in self._sources.ids.items())
        return Timeline(title, lanes, (), sources, EventTable.of(self._events, lanes), EstimateTable.of(()))

    def _cell(self, row: Row, name: str) -> str:
        index = self._columns.get(name, len(row.cells))
        return unguarded(row.cells[index]).strip() if index < len(row.cells) else ""

    def _title(self, row: Row) -> str:
        title = self._cell(row, "title")
        if not title and "title" in self._columns:
            self._note(Severity.WARNING, row, "title", "the event has no title")
        return title or _NO_TITLE

    def _when(self, text: str, row: Row) -> When | None:
        if not text and "when" in self._columns:
            self._note(Severity.WARNING, row, "when", "the event has no date")
        try:
            return When.from_edtf(text) if text else None
        except EdtfError as error:
            self._note(Severity.ERROR, row, "when", error.what, error.hint)
        return None

    def _row_fields(self, row: Row) -> dict[str, str]:
        """The further columns that this row fills, and cells behind the last column."""
        behind = ((f"column {index + 1}", index) for index in range(self._width, len(row.cells)))
        present = ((name, index) for name, index in chain(self._fields.items(), behind) if index < len(row.cells))
        return {name: unguarded(row.cells[index]) for name, index in present if row.cells[index]}

    # Problems

    def _check(self, row: Row) -> None:
        if row.fault:
            self._note(Severity.ERROR, row, None, row.fault, "double a quotation mark that belongs to the text")
        found = len(row.cells)
        what = f"the row has {found} cells, the header has {self._width}"
        if found > self._width:
            self._note(Severity.ERROR, row, None, what, "put text that holds the delimiter in quotation marks")
        elif found < self._width and not row.fault:
            self._note(Severity.WARNING, row, None, what, "the rest is empty")

    def _note(self, severity: Severity, row: Row, column: str | None, what: str, hint: str = "") -> None:
        path = f"events[{len(self._events)}]" + (f".{column}" if column else "")
        self.problems.append(Problem(severity, self._file, row.line, None, path, clipped(what), clipped(hint)))


class _Named:
    """Ids for distinct words, in the order of their first use."""

    def __init__(self, stem: str) -> None:
        self.ids: dict[str, str] = {}
        self._stem = stem
        self._free = Ids()

    def id_of(self, words: str) -> str:
        """The id that goes with some words."""
        if words not in self.ids:
            self.ids[words] = self._free.free(id_of(words, self._stem))
        return self.ids[words]


def _source(source_id: str, words: str) -> Source:
    title, url = source_of_words(words)
    return Source(source_id, title, url=url)
