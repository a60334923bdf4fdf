"""The formats that can be read and written, in one list; a format is added here and in a module of its own."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.request import Request
from timeline_app.formats.text import head_text
from timeline_app.model.timeline import Timeline

if TYPE_CHECKING:
    from timeline_app.formats.table_preview import TablePreview


@dataclass(frozen=True)
class Format:
    """One format of files; its module is imported when it is first asked, so that no file pays for other formats.

    Attributes:
        name: in words.
        extensions: in lower case, the one to write first.
        module: what reads and writes it, under `timeline_app.formats`.
        is_written: whether it can be written, too.
        magic: the bytes with which a binary file of this format begins; b"" for a format of text.
        pattern: what is found in the first 64 KB of a file of text of this format, and in no other; "" where its module
            has to be asked.
        largest: how many bytes of it can be read.
        by_arrays: whether it can be read, in part at least, without holding Python's lock for long.
        is_table: whether it has columns, of which somebody may have said what they are.
    """

    name: str
    extensions: tuple[str, ...]
    module: str
    is_written: bool = True
    magic: bytes = b""
    largest: int = 2 * 1024**3
    by_arrays: bool = False
    pattern: str = ""
    is_table: bool = False

    def sniff(self, head: bytes, path: Path) -> bool:
        """Whether a file is of this format, by its beginning (up to 64 KB) and its path."""
        if self.magic:
            return head.startswith(self.magic)
        if self.pattern:
            return re.search(self.pattern, head_text(head)) is not None
        return bool(self._module.sniff(head, path))

    def refused(self, head: bytes, file: str, request: Request) -> Reading | None:
        """What comes of a file that begins so where it is pointless to read the rest of it, or None."""
        refused: Reading | None = None if self.pattern else self._module.refused(head, file, *self._asked(request))
        return refused

    def read(self, data: bytes, file: str, request: Request) -> Reading:
        """The timeline in a file's bytes; `file` is its name in problems."""
        reading: Reading = self._module.read(data, file, *self._asked(request))
        return reading

    def read_by_arrays(self, data: bytes, file: str, request: Request) -> Reading | None:
        """The same without holding Python's lock for long, or None where that can't be."""
        if not self.by_arrays:
            return None
        reading: Reading | None = self._module.read_by_arrays(data, file, *self._asked(request))
        return reading

    def read_path(self, path: Path, file: str, request: Request) -> Reading:
        """The timeline in a binary file; it is read into memory of our own, never mapped."""
        reading: Reading = self._module.read_path(path, file, *self._asked(request))
        return reading

    def _asked(self, request: Request) -> tuple[Request, ...]:
        """What readers are asked: nothing where there are no columns."""
        return (request,) if self.is_table else ()

    def preview(self, path: Path, file: str) -> "TablePreview | None":
        """The first rows of a table; None of what is none. Raises what its library raises."""
        found: TablePreview | None = self._module.preview(path, file) if self.is_table else None
        return found

    def write(self, timeline: Timeline, path: Path) -> Written:
        """The bytes of a timeline for a path."""
        written: Written = self._module.write(timeline, path)
        return written

    @property
    def _module(self) -> ModuleType:
        return import_module(f"timeline_app.formats.{self.module}")


LARGE = 8 * 1024**3
"""So much can be read of what is read by arrays."""
_WORKBOOK = 256 * 1024**2  # its cells take many times as much memory
_CALENDAR = 64 * 1024**2  # its events take fifty times as much memory
_TREE = 1024**3  # its elements take several times as much memory
_XML = r"(?s)\A\s*+(?:<\?(?>.*?\?>)\s*+|<!--(?>.*?-->)\s*+|<!DOCTYPE[^>]*+>\s*+)*+<%s[\s/>]"
"""What XML begins with whose root element has a name."""

FORMATS: tuple[Format, ...] = (
    Format("TimelineJS", (".timelinejs.json",), "timelinejs_writing"),
    Format("Timeline", (".timeline.json", ".json"), "native"),
    Format("CSV", (".csv", ".tsv"), "csv_events", largest=LARGE, by_arrays=True, is_table=True),
    Format("Markdown", (".md", ".markdown"), "markdown", False, pattern=r"\A---\s*\n"),
    Format("Arrow", (".arrow", ".feather"), "arrow_events", False, b"ARROW1", LARGE, True, is_table=True),
    Format("Parquet", (".parquet",), "parquet_events", True, b"PAR1", LARGE, True, is_table=True),
    Format("Excel", (".xlsx",), "workbook_events", True, b"PK\x03\x04", _WORKBOOK, is_table=True),
    Format("Spreadsheet", (".ods", ".xlsm"), "workbook_events", False, b"PK\x03\x04", _WORKBOOK, is_table=True),
    Format("Old spreadsheet", (".xls",), "workbook_events", False, b"\xd0\xcf\x11\xe0", _WORKBOOK, is_table=True),
    Format("SIMILE", (".xml",), "simile_xml", False, largest=_TREE, pattern=_XML % "data"),
    Format("The Timeline Project", (".timeline",), "timelineproj_xml", False, largest=_TREE, pattern=_XML % "timeline"),
    Format("TimeFlow", (".time",), "timeflow", False, pattern=r"\A#TIMEFLOW\b"),
    Format(
        "iCalendar",
        (".ics", ".ical", ".ifb"),
        "icalendar_events",
        largest=_CALENDAR,
        pattern=r"(?i)\A\s*BEGIN:VCALENDAR",
    ),
)
"""Asked in this order whether a file is theirs: those with magic bytes first, then those with a pattern."""


def size_words(size: int) -> str:
    """A number of bytes in words: "1.5 GB"."""
    amount, unit = (size / 1024**3, "GB") if size >= 1024**3 else (size / 1024**2, "MB")
    return f"{amount:.1f} {unit}".replace(".0 ", " ")


def format_lines() -> list[tuple[str, str, str]]:
    """For each format its name, its extensions, and what can be done with it: "read up to 2 GB, and written"."""
    return [
        (one.name, " ".join(one.extensions), f"read up to {size_words(one.largest)}{', and written' * one.is_written}")
        for one in FORMATS
    ]
