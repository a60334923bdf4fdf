"""TimelineJS's spreadsheet: its columns as the slides of its JSON, so that both are read in one way."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.csv_files.csv_rows import Row
from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.problems import Problem, Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.model.ids import Ids
from timeline_app.model.origins import Numbers, Origin
from timeline_app.model.timeline import Timeline

_NEEDED = ("year", "headline")
_TELLING = ("display date", "end year", "media", "media credit", "media caption", "background", "type")
"""With the needed ones, two of these columns say whose spreadsheet it is."""
_PLACES: Mapping[str, tuple[str, ...]] = {
    "year": ("start_date", "year"),
    "month": ("start_date", "month"),
    "day": ("start_date", "day"),
    "end year": ("end_date", "year"),
    "end month": ("end_date", "month"),
    "end day": ("end_date", "day"),
    "display date": ("display_date",),
    "headline": ("text", "headline"),
    "text": ("text", "text"),
    "media": ("media", "url"),
    "media credit": ("media", "credit"),
    "media caption": ("media", "caption"),
    "media thumbnail": ("media", "thumbnail"),
    "alt text": ("media", "alt"),
    "group": ("group",),
}
"""Where a cell of a column stands in a slide."""
_CLOCKS = {"time": "start_date", "end time": "end_date"}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<millisecond>\d{1,3}))?)?\s*(?P<half>[ap]m)?",
    re.IGNORECASE | re.ASCII,
)
_HALF = 12
_COLOR = re.compile(r"#[0-9a-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\(.*\)", re.IGNORECASE)
_KINDS = {"title": "title", "era": "eras"}
_Slide = dict[str, Any]


def fits(header: Iterable[str]) -> bool:
    """Whether the names of columns are those of this spreadsheet."""
    names = set(map(_plain, header))
    return names.issuperset(_NEEDED) and len(names.intersection(_TELLING)) >= 2


def timeline_of(
    columns: Mapping[str, Sequence[str | None]], lines: Sequence[int], title: str, notes: LineNotes
) -> Timeline:
    """The timeline in the columns of such a spreadsheet.

    Args:
        columns: texts by the names in the header, all of the same length.
        lines: of the file, in which the rows stand.
        title: of the timeline, where no row is one.
        notes: takes what is wrong.
    """
    from timeline_app.formats.timelinejs.timelinejs import (
        timeline_of as timeline_of_document,  # a plain table doesn't need it
    )

    document: dict[str, Any] = {"events": [], "eras": []}
    line_of: dict[JsonPath, int] = {}
    names = Ids()
    keys = [names.free(_plain(name)) for name in columns]
    for line, cells in zip(lines, zip(*columns.values(), strict=True), strict=True):
        slide = _slide(dict(zip(keys, cells, strict=True)))
        for name in sorted(_CLOCKS.keys() & slide.keys()):
            notes(Severity.ERROR, line, f"the {name} {quoted(slide[name])} can't be read", "write it like 14:30")
        if slide:
            line_of[_placed(document, slide)] = line
    findings = Findings()
    timeline = timeline_of_document(document, findings, title)
    for one in findings.found:
        place = next((line_of[one.path[:length]] for length in (1, 2) if one.path[:length] in line_of), None)
        notes(one.severity, place, one.what, one.hint)
    ordered = [line_of[kind, index] for kind in ("events", "eras") for index in range(_count(line_of, kind))]
    return replace(timeline, origins=(Origin("", len(ordered), 0, Numbers.of(ordered)),))


def reading_of(rows: Iterable[Row], file: str, known: Iterable[Problem]) -> Reading:
    """The same of the rows of a CSV file, the header among them; `known` is what is already found wrong with it."""
    notes = LineNotes(file, known)
    below = (row for row in rows if not row.is_blank)
    header = next(below).cells
    found = list(below)
    width = max(len(header), *(len(row.cells) for row in found)) if found else len(header)
    free = Ids()
    names = [free.free(name) for name in (*header, *["further cells"] * (width - len(header)))]
    for row in found:
        if row.fault:
            notes(Severity.ERROR, row.line, row.fault, "")
        if row.width > len(header):
            what = f"the row has {row.width:,} cells, the header {len(header)}; those behind it are fields"
            notes(Severity.ERROR, row.line, what, "")
    padded = [(*row.cells, *[""] * (width - len(row.cells))) for row in found]
    columns = {name: [cells[index] for cells in padded] for index, name in enumerate(names)}
    timeline = timeline_of(columns, [row.line for row in found], Path(file).stem, notes)
    return Reading(timeline, notes.problems)


def _count(line_of: Mapping[JsonPath, int], kind: str) -> int:
    return sum(path[0] == kind for path in line_of)


def _placed(document: dict[str, Any], slide: _Slide) -> JsonPath:
    """Put a slide where its type says; where that is."""
    kind = _KINDS.get(str(slide.get("type", "")).lower(), "events")
    if kind == "title" and "title" in document:  # the program shows one
        kind = "events"
    elif kind != "events":
        del slide["type"]
    if kind == "title":
        document["title"] = slide
        return ("title",)
    document[kind].append(slide)
    return (kind, len(document[kind]) - 1)


def _slide(cells: Mapping[str, str | None]) -> _Slide:
    """A row as a slide; columns that the program doesn't know are members of the same name."""
    slide: _Slide = {}
    for name, cell in cells.items():
        text = (cell or "").strip()
        if not text:
            continue
        if name in _CLOCKS and (clock := _clock(text)):
            slide.setdefault(_CLOCKS[name], {}).update(clock)
        elif name == "background":
            slide[name] = {"color" if _COLOR.fullmatch(text) else "url": text}
        else:
            *outer, inner = _PLACES.get(name, (name,))
            (slide.setdefault(outer[0], {}) if outer else slide)[inner] = text
    return slide


def _clock(text: str) -> _Slide:
    """A time of day in parts; none where it can't be read."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return {}
    parts = {key: part for key, part in match.groupdict().items() if part and key != "half"}
    if match["half"]:
        parts["hour"] = str(int(match["hour"]) % _HALF + _HALF * (match["half"].lower() == "pm"))
    return parts


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").split())
