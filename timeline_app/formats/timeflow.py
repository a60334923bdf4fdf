"""TimeFlow's `.time` files: a head of typed fields and what they are for, then rows between tabs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.csv_files.csv_rows import Row, rows_of
from timeline_app.formats.encodings import legacy_encoding
from timeline_app.formats.problems import Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.simile.simile_events import SimileEvent, timeline_of
from timeline_app.formats.text import decoded
from timeline_app.formats.text_problems import text_problems

_MARK = "#TIMEFLOW"
_START, _LABEL, _TRACK = "TIMEFLOW_START", "TIMEFLOW_LABEL", "TIMEFLOW_TRACK"
_PARTS = {
    _START: "start",
    "TIMEFLOW_LATEST_START": "latestStart",
    "TIMEFLOW_EARLIEST_END": "earliestEnd",
    "TIMEFLOW_END": "end",
    _LABEL: "title",
}
"""What a column is for, with the name of the part of an event in SIMILE's files that means the same."""
_TYPE_OF = {_START: "Date/Time", _LABEL: "Text"}
_SAYS_ALL = ("description", "summary", "notes", "text")
_SIMILE_DURATION = "isDuration"
_NO_SOURCE = "[source unspecified]"
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_NO_BYTES = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""No letters in Windows-1252, so that a file that has them comes from a Mac of the time."""


@dataclass
class _Head:
    """What a file says of itself.

    Attributes:
        says: its source and description, those that it has.
        types: of its fields by their names: Text, Date/Time, Number or List.
        column_of: the field for each use.
    """

    says: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    column_of: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Where the events come from, in words, or ""."""
        source = self.says.get("source", "")
        return "" if source == _NO_SOURCE else source


def read(data: bytes, file: str) -> Reading:
    """The events in a file of TimeFlow's, each with the source that the file names.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
    """
    found = decoded(data, _encoding_of)
    notes = LineNotes(file, text_problems(found, file))
    rows = _sound(rows_of(found.text.replace("\0", "\ufffd"), "\t"), notes)
    head, names = _head_of(rows, notes)
    if names is None:
        notes(Severity.ERROR, None, "the file has no row with the names of its columns", "")
        return Reading(None, notes.problems)
    columns = _columns_of(names)
    _complete(head, columns, notes, names.line)
    events = [_event_of(_cells_of(row, columns, notes), row.line, head) for row in rows]
    if not events:
        notes(Severity.WARNING, names.line, "the file has no event", "")
    timeline = timeline_of(Path(file).stem, events, notes, None, {})
    extra = {"timeflow": head.says} if head.says else {}
    return Reading(replace(timeline, extra=extra), notes.problems)


def _encoding_of(data: bytes) -> str:
    return legacy_encoding(data) if _NO_BYTES.isdisjoint(data) else "mac_roman"


def _sound(rows: Iterable[Row], notes: LineNotes) -> Iterator[Row]:
    """The rows that are not blank; what is wrong with their quotation marks is noted."""
    for row in rows:
        if row.fault:
            notes(Severity.ERROR, row.line, row.fault, "")
        if not row.is_blank:
            yield row


# The head


def _head_of(rows: Iterator[Row], notes: LineNotes) -> tuple[_Head, Row | None]:
    """What stands before the rows, and the row with the names of the columns, or None."""
    head = _Head()
    for row in rows:
        if row.cells[0].strip() != _MARK:
            return head, row
        match [cell.strip() for cell in row.cells[1:]]:
            case ["source" | "description" as key, words, *_] if words:
                head.says[key] = words
            case ["field", name, kind, *_]:
                head.types[name] = kind
            case ["alias", use, name, *_]:
                head.column_of[use] = name
            case ["field" | "alias" as key, *_]:
                notes(Severity.ERROR, row.line, f"the line for the {key} is not complete", "")
    return head, None


def _columns_of(names: Row) -> tuple[str, ...]:
    """The names of the columns; one without a name, or with that of another, has its number."""
    texts = [name.strip() for name in names.cells]
    first = {text: index for index, text in reversed(list(enumerate(texts)))}
    return tuple(text if text and first[text] == index else f"column {index + 1}" for index, text in enumerate(texts))


def _complete(head: _Head, columns: Sequence[str], notes: LineNotes, line: int) -> None:
    """Leave out uses of columns that aren't there; find columns for start and label where none is named."""
    for use, name in list(head.column_of.items()):
        if name not in columns:
            notes(Severity.WARNING, line, f"there is no column {quoted(name)}, which is to be the {use}", "")
            del head.column_of[use]
    for use, kind in _TYPE_OF.items():
        name = next((name for name in columns if head.types.get(name) == kind), "")
        if use not in head.column_of and name:
            head.column_of[use] = name
            notes(Severity.WARNING, line, f"no column is said to be the {use}; {quoted(name)} is taken", "")


# Rows


def _cells_of(row: Row, columns: Sequence[str], notes: LineNotes) -> dict[str, str]:
    """The cells of a row by the names of their columns, those with something in them."""
    cells = [cell.strip() for cell in row.cells]
    if row.width > len(columns):
        what = f"the row has {row.width:,} cells, and there are {len(columns):,} columns"
        notes(Severity.ERROR, row.line, what, "the cells to the right are kept as fields with their numbers")
    names = chain(columns, (f"column {number}" for number in range(len(columns) + 1, len(cells) + 1)))
    return {name: cell for name, cell in zip(names, cells, strict=False) if cell}


def _event_of(cells: Mapping[str, str], line: int, head: _Head) -> SimileEvent[int | None]:
    """An event as SIMILE would have it, whose four dates TimeFlow shares."""
    columns = {part: head.column_of.get(use, "") for use, part in _PARTS.items()}
    parts: dict[str, Any] = {part: cell for part, name in columns.items() if (cell := cells.get(name))}
    rest = {name: cell for name, cell in cells.items() if name not in columns.values()}
    track = head.column_of.get(_TRACK, "")
    lane = cells.get(track, "")
    if head.types.get(track) == "List":
        lane = next(iter(_list_of(lane)), "")
    about = next((name for name in rest if _says_all(name)), "")
    text = rest.pop(about, "")
    fields = {
        f"other {name}" if name in columns else name: _value(cell, head.types.get(name, ""))
        for name, cell in rest.items()
    }
    return SimileEvent(line, fields | parts, text, _SIMILE_DURATION in head.types, lane, head.source)


def _says_all(name: str) -> bool:
    words = name.lower().split()
    return bool(words) and words[-1] in _SAYS_ALL


def _value(cell: str, kind: str) -> Any:
    if kind == "List":
        return _list_of(cell)
    return _number(cell) if kind == "Number" else cell


def _list_of(cell: str) -> list[str]:
    return [part for piece in cell.split(",") if (part := piece.strip())]


def _number(cell: str) -> Any:
    """A number, or the text where it is none."""
    if not _NUMBER.fullmatch(cell):
        return cell
    return float(cell) if "." in cell else int(cell)
