"""The names of a table's columns: which of them we know, and what to say where those that are needed are missing."""

from collections.abc import Iterable, Mapping, Sequence

from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.model.ids import Ids

CORE = ("when", "title", "lane", "summary", "source")
NEEDED = "needed: “when” or “title”; read as well: “end”, “lane”, “summary”, “source”"

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "when": ("when", "date", "start", "start date", "date start", "startdate", "event date", "begin", "from", "datum"),
    "end": ("end", "end date", "date end", "enddate", "until", "finish"),
    "year": ("year", "start year"),
    "month": ("month", "start month"),
    "day": ("day", "start day"),
    "end year": ("end year",),
    "end month": ("end month",),
    "end day": ("end day",),
    "title": ("title", "headline", "event title", "event name", "event", "name", "what", "label"),
    "lane": ("lane", "track", "group", "category"),
    "summary": ("summary", "description", "text", "details", "notes"),
    "source": ("source", "sources", "source url", "url", "link", "reference"),
}
"""What the columns that we know are called by others, in small letters; of several in a table the first counts."""

_NEEDS = {"month": "year", "day": "month", "end month": "end year", "end day": "end month"}
"""What makes a part of a date one: of a table without years a column “day” may be anything."""

Columns = Mapping[str, int]
"""The index of each column of a table; those we know by our own name."""


def columns_named(names: Iterable[str]) -> Columns:
    """The columns by their names; one without a name is called by its number, and no two are called alike."""
    given = list(names)
    known = _known(given)
    ids = Ids(known.values())
    return {known.get(index) or ids.free(name or f"column {index + 1}"): index for index, name in enumerate(given)}


def _known(names: Sequence[str]) -> Mapping[int, str]:
    """Our own name for each column that we know."""
    plain = [" ".join(name.lower().replace("_", " ").replace("-", " ").split()) for name in names]
    found: dict[str, int] = {}
    for name, spellings in _SPELLINGS.items():
        place = next((plain.index(spelling) for spelling in spellings if spelling in plain), None)
        if place is not None and (name not in _NEEDS or _NEEDS[name] in found):
            found.setdefault(name, place)
    if "when" in found:
        for name in ("year", "month", "day"):
            found.pop(name, None)
    return {place: name for name, place in found.items()}


def is_recognised(columns: Columns) -> bool:
    """Whether events can be made of a table with these columns."""
    return "when" in columns or "year" in columns or "title" in columns


def unrecognised(columns: Columns, cells: Sequence[str], where: str, file: str, line: int | None) -> Problem:
    """What to say of a table whose columns are none of ours; `where` says where its names stand."""
    found = ", ".join(quoted(cell.strip()) for cell in cells[:12]) or "none"
    what = f"{where} the columns; it holds {found}"
    return Problem(Severity.ERROR, file, line, None, None, clipped(what), NEEDED)


def missing_columns(columns: Columns, file: str, line: int | None) -> Iterable[Problem]:
    """A warning for each column that events should have, and these haven't."""
    for name, others, what in (("when", "year", "events have no date"), ("title", "", "events have no title")):
        if name not in columns and others not in columns:
            yield Problem(Severity.WARNING, file, line, None, None, f"there is no column “{name}”: {what}")
