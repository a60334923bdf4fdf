"""The names of the columns of a table of estimates, and of one of sources; which kind of table a header belongs to."""

from collections.abc import Iterable, Mapping, Sequence

from timeline_app.formats.tables.column_names import plain
from timeline_app.formats.tables.spellings import FIGURES, SPELLINGS
from timeline_app.model.ids import Ids
from timeline_app.model.records import MEASURES

BOUNDS = ("low", "best", "high")
DATES = ("as of", "published")

ESTIMATES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "estimate id"),
    "measure": ("measure", "kind", "type of figure"),
    "measure stated": ("measure stated",),
    "low": ("low", "minimum", "lower bound"),
    "best": ("best", "best estimate"),
    "high": ("high", "maximum", "upper bound"),
    "value": ("value", "figure", "number", "estimate", "count"),
    "relation": ("relation",),
    "approximate": ("approximate",),
    "stated": ("stated",),
    "subject": ("subject", "who is counted"),
    "as of": ("as of", "date", "when"),
    "as of stated": ("as of stated",),
    "as of basis": ("as of basis",),
    "as of basis note": ("as of basis note",),
    "published": ("published", "published on", "date published"),
    "published stated": ("published stated",),
    "published basis": ("published basis",),
    "published basis note": ("published basis note",),
    "since": ("since",),
    "since stated": ("since stated",),
    "per": ("per",),
    "zone": ("zone", "time zone"),
    "publisher": ("publisher", "who says", "who says it", "who", "said by", "organisation", "organization"),
    "source": ("source", "sources", "source url", "url", "link"),
    "source ids": ("source ids",),
    "note": ("note", "notes", "comment", "remarks"),
    "part of": ("part of",),
    "supersedes": ("supersedes",),
    **FIGURES,
}
"""What the columns of a table of estimates are called, in small letters, ours first."""

SOURCES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "source id"),
    "title": ("title", "name", "source"),
    "publisher": ("publisher", "organisation", "organization"),
    "date": ("date", "published"),
    "date basis": ("date basis",),
    "date note": ("date note",),
    "url": ("url", "link", "address"),
    "note": ("note", "notes"),
}
"""What the columns of a table of sources are called."""

_OF_EVENTS = SPELLINGS["title"]


def named(names: Iterable[str], spellings: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Our own name for each column, or its own for one that we don't know; no two are called alike."""
    given = list(names)
    compared = [plain(name) for name in given]
    known: dict[int, str] = {}
    for name, words in spellings.items():
        place = next((compared.index(word) for word in words if word in compared), None)
        if place is not None:
            known.setdefault(place, name)
    ids = Ids(known.values())
    return [known.get(place) or ids.free(name.strip() or f"column {place + 1}") for place, name in enumerate(given)]


def are_of_estimates(names: Sequence[str]) -> bool:
    """Whether a header is one of estimates: it has a figure, and says what is counted or who says so, and no title."""
    if any(plain(name) in _OF_EVENTS for name in names):
        return False
    found = named(names, ESTIMATES)
    figures = (*BOUNDS, "value", *MEASURES)
    return any(name in found for name in figures) and ("measure" in found or "publisher" in found)
