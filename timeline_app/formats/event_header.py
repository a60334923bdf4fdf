"""The names of a table's columns: which of them we know, and what to say where those that are needed are missing."""

from collections.abc import Iterable, Mapping, Sequence

from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.model.ids import Ids

CORE = ("when", "title", "lane", "summary", "source")
NEEDED = "needed: “when” or “title”; read as well: “lane”, “summary”, “source”"

_MEANT = {
    "when": ("date", "start", "start date", "year", "day"),
    "title": ("name", "event", "headline", "what", "label"),
}

Columns = Mapping[str, int]
"""The index of each column of a table; those we know by their name in lower case."""


def columns_named(names: Iterable[str]) -> Columns:
    """The columns by their names; one without a name is called by its number, and no two are called alike."""
    columns: dict[str, int] = {}
    ids = Ids()
    for index, name in enumerate(names):
        known = name.lower() if name.lower() in CORE and name.lower() not in columns else name
        columns[ids.free(known or f"column {index + 1}")] = index
    return columns


def is_recognised(columns: Columns) -> bool:
    """Whether events can be made of a table with these columns."""
    return "when" in columns or "title" in columns


def unrecognised(columns: Columns, cells: Sequence[str], where: str, file: str, line: int | None) -> Problem:
    """What to say of a table whose columns are none of ours; `where` says where its names stand."""
    found = ", ".join(quoted(cell.strip()) for cell in cells[:12]) or "none"
    what = f"{where} the columns; it holds {found}"
    return Problem(Severity.ERROR, file, line, None, None, clipped(what), hint_of(columns) or NEEDED)


def hint_of(columns: Columns, missing: Iterable[str] = ("when", "title")) -> str:
    """Which columns may be the missing ones under another name, or ""."""
    by_lower = {name.lower(): name for name in columns}
    meant = {name: next((by_lower[word] for word in _MEANT[name] if word in by_lower), None) for name in missing}
    return " and ".join(f"rename the column {quoted(found)} to “{name}”" for name, found in meant.items() if found)


def missing_columns(columns: Columns, file: str, line: int | None) -> Iterable[Problem]:
    """A warning for each column that events should have, and these haven't."""
    for name, what in (("when", "events have no date"), ("title", "events have no title")):
        if name not in columns:
            hint = hint_of(columns, (name,))
            yield Problem(Severity.WARNING, file, line, None, None, f"there is no column “{name}”: {what}", hint)
