"""What columns of a table can be, and what others call them; of a table's names, which are ours."""

from collections.abc import Mapping, Sequence

CORE = ("when", "title", "lane", "summary", "source")
NEEDED = "needed: “when” or “title”; read as well: “end”, “lane”, “summary”, “source”"

FIGURES: Mapping[str, tuple[str, ...]] = {
    "killed": ("killed", "deaths", "dead", "fatalities", "death toll", "number killed"),
    "wounded": ("wounded", "injured", "injuries", "number wounded"),
    "missing": ("missing",),
    "captured": ("captured", "prisoners"),
    "killed-or-missing": ("killed or missing", "dead or missing"),
    "casualties": ("casualties",),
    "losses": ("losses",),
}
"""What columns with figures of a measure are called."""

SPELLINGS: Mapping[str, tuple[str, ...]] = {
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
    **FIGURES,
    "publisher": ("publisher", "said by", "who says", "who says it", "according to", "organisation", "organization"),
    "killed low": ("killed low", "killed min", "deaths low", "deaths min", "fatalities low", "fatalities min"),
    "killed high": ("killed high", "killed max", "deaths high", "deaths max", "fatalities high", "fatalities max"),
    "wounded low": ("wounded low", "wounded min", "injured low", "injured min"),
    "wounded high": ("wounded high", "wounded max", "injured high", "injured max"),
}
"""What the columns that we know are called by others, in small letters; of several in a table the first counts."""

_NEEDS = {"month": "year", "day": "month", "end month": "end year", "end day": "end month"}
"""What makes a part of a date one: of a table without years a column “day” may be anything."""

FURTHER = ("id", "stated", "basis", "basis note", "importance", "zone", "estimate ids", "source ids")
"""What columns are called that few tables have, in small letters."""

ROLES = tuple(SPELLINGS)
"""What a column can be."""
FIELD_MARK = " (field)"
"""Stands behind the name of a column that is called like one of ours, and is none."""


def plain(name: str) -> str:
    """A name of a column as it is compared: in small letters, with single blanks."""
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def guessed(names: Sequence[str]) -> dict[str, int]:
    """Which column is which by its name; those that look like none of ours are left out."""
    compared = [plain(name) for name in names]
    found: dict[str, int] = {}
    for role, spellings in SPELLINGS.items():
        place = next((compared.index(spelling) for spelling in spellings if spelling in compared), None)
        if place is not None and (role not in _NEEDS or _NEEDS[role] in found):
            found.setdefault(role, place)
    if "when" in found:
        for role in ("year", "month", "day"):
            found.pop(role, None)
    return found
