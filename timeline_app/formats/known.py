"""The formats that can be read and written, in one list; a format is added here and in modules of its own."""

import re
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.request import Request
from timeline_app.formats.text import head_text
from timeline_app.model.timeline import Timeline

if TYPE_CHECKING:
    from timeline_app.formats.tables.table_preview import TablePreview


@dataclass(frozen=True)
class Format:
    """One format of files; its modules are imported when they are first asked: no file pays for other formats.

    Attributes:
        name: in words.
        extensions: in lower case, the one to write first.
        module: what reads it, under `timeline_app.formats`.
        writer: what writes it, or "" where nothing does.
        magic: the bytes with which a binary file of this format begins; b"" for a format of text.
        pattern: what is found in the first 64 KB of a file of text of this format, and in no other; "" where its module
            has to be asked.
        refuses: whether its module tells by the first 64 KB what can't be read.
        largest: how many bytes of it can be read.
        by_arrays: whether it can be read, in part at least, without holding Python's lock for long.
        is_table: whether it has columns, of which somebody may have said what they are.
    """

    name: str
    extensions: tuple[str, ...]
    module: str
    writer: str = ""
    magic: bytes = b""
    largest: int = 2 * 1024**3
    by_arrays: bool = False
    pattern: str = ""
    refuses: bool = False
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
        refused: Reading | None = self._module.refused(head, file, *self._asked(request)) if self.refuses else None
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
        written: Written = _imported(self.writer).write(timeline, path)
        return written

    @property
    def _module(self) -> ModuleType:
        return _imported(self.module)


def _imported(name: str) -> ModuleType:
    return import_module(f"timeline_app.formats.{name}")


LARGE = 8 * 1024**3
"""So much can be read of what is read by arrays."""
_WORKBOOK = 256 * 1024**2  # its cells take many times as much memory
_CALENDAR = 64 * 1024**2  # 590,000 events: 45 to 55 s and 2.5 GB
_TREE = 1024**3  # its elements take several times as much memory
_XML = r"(?s)\A\s*+(?:<\?(?>.*?\?>)\s*+|<!--(?>.*?-->)\s*+|<!DOCTYPE[^>]*+>\s*+)*+<%s[\s/>]"
"""What XML begins with whose root element has a name."""

_JSON = r"\A\s*\{"

_table = partial(Format, is_table=True)
_json = partial(Format, pattern=_JSON, refuses=True)

FORMATS: tuple[Format, ...] = (
    _json("Timeline", (".timeline.json", ".json"), "native.native", "native.native_writing"),
    _json("TimelineJS", (".timelinejs.json",), "native.native", "timelinejs.timelinejs_writing"),
    _table(
        "CSV",
        (".csv", ".tsv"),
        "csv_files.csv_events",
        "csv_files.csv_writing",
        largest=LARGE,
        by_arrays=True,
        refuses=True,
    ),
    Format("Markdown", (".md", ".markdown"), "markdown.markdown", pattern=r"\A---\s*\n"),
    _table("Arrow", (".arrow", ".feather"), "tables.arrow_events", magic=b"ARROW1", largest=LARGE, by_arrays=True),
    _table(
        "Parquet",
        (".parquet",),
        "tables.parquet_events",
        "tables.parquet_writing",
        magic=b"PAR1",
        largest=LARGE,
        by_arrays=True,
    ),
    _table(
        "Excel", (".xlsx",), "tables.workbook_events", "tables.workbook_writing", magic=b"PK\x03\x04", largest=_WORKBOOK
    ),
    _table("Spreadsheet", (".ods", ".xlsm"), "tables.workbook_events", magic=b"PK\x03\x04", largest=_WORKBOOK),
    _table("Old spreadsheet", (".xls",), "tables.workbook_events", magic=b"\xd0\xcf\x11\xe0", largest=_WORKBOOK),
    Format("SIMILE", (".xml",), "simile.simile_xml", largest=_TREE, pattern=_XML % "data"),
    Format(
        "The Timeline Project",
        (".timeline",),
        "timelineproj.timelineproj_xml",
        largest=_TREE,
        pattern=_XML % "timeline",
    ),
    Format("TimeFlow", (".time",), "timeflow", pattern=r"\A#TIMEFLOW\b"),
    Format(
        "iCalendar",
        (".ics", ".ical", ".ifb"),
        "calendars.icalendar_events",
        "calendars.icalendar_writing",
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
    return [(one.name, " ".join(one.extensions), _use_words(one)) for one in FORMATS]


def _use_words(one: Format) -> str:
    read = f"read up to {size_words(one.largest)}"
    return f"{read}, and written" if one.writer else read
