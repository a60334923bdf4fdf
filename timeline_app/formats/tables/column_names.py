"""What columns of a table can be, and which are which by their names; of a table's names, which are ours."""

import re
from collections.abc import Iterator, Sequence

from timeline_app.formats.tables.spellings import FIGURES, SPELLINGS

CORE = ("when", "title", "lane", "summary", "source")
NEEDED = "needed: “when” or “title”; read as well: “end”, “lane”, “summary”, “source”"
SAYING = (
    "say which they are: in the window by Files ▸ Columns of a table, "
    "on the command line like --map when=COLUMN,title=COLUMN"
)

_NEEDS = {"month": "year", "day": "month", "end month": "end year", "end day": "end month"}
"""What makes a part of a date one: of a table without years a column “day” may be anything."""

FURTHER = ("id", "stated", "basis", "basis note", "importance", "zone", "estimate ids", "source ids")
"""What columns are called that few tables have, in small letters."""

ROLES = tuple(SPELLINGS)
"""What a column can be."""
FIELD_MARK = " (field)"
"""Stands behind the name of a column that is called like one of ours, and is none."""

_ASIDE = re.compile(r"(?:[(\[][^()\[\]]*[)\]]|[:?*])+$")
_DATA = "data"
"""Dates to a Pole, an Italian or a Portuguese."""
_PAIRED = {"to": "from", "bis": "von"}
"""Ends of what begins with the other; elsewhere one may send something from somebody to somebody."""
_LONGEST = 100
"""No name that we know is longer, and in text from an attacker brackets beside brackets take long to match."""
_BRACKETS = str.maketrans("()[]", "    ")
_COUNTED = frozenset(
    word for role in (*FIGURES, "killed low", "killed high", "wounded low", "wounded high") for word in SPELLINGS[role]
)


def plain(name: str) -> str:
    """A name of a column as it is compared: in small letters, with single blanks."""
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def compared(name: str) -> Iterator[str]:
    """How a name of a column is compared, the likeliest first: "Date (UTC)" is a date, and "Killed (min)" a bound.

    What stands aside says who is counted, as in "Deaths (civilians)": of figures it is not passed over.
    """
    yield plain(name)
    if name.endswith(FIELD_MARK) or len(name) > _LONGEST:
        return
    yield plain(name.translate(_BRACKETS))
    bare = plain(_ASIDE.sub("", name.strip()))
    if bare not in _COUNTED:
        yield bare


def guessed(names: Sequence[str]) -> dict[str, int]:
    """Which column is which by its name; those that look like none of ours are left out.

    Where none is a title, what would be the summary is: people who write one text for each event write that.
    """
    words = [list(compared(name)) for name in names]
    found: dict[str, int] = {}
    for role, spellings in SPELLINGS.items():
        place = _place(spellings, words)
        if place is not None and (role not in _NEEDS or _NEEDS[role] in found):
            found.setdefault(role, place)
    _drop_chance_names(found, names)
    if "when" in found:
        for role in ("year", "month", "day"):
            found.pop(role, None)
    elif "year" not in found:  # then a time is all that the table has
        for role, clock in (("when", "time"), ("end", "end time")):
            if role not in found and clock in found:
                found[role] = found.pop(clock)
    if "title" not in found and "summary" in found and ("when" in found or "year" in found):
        found["title"] = found.pop("summary")
    return found


def _drop_chance_names(found: dict[str, int], names: Sequence[str]) -> None:
    """Take out what is called like a date in one language, and like something else in another, or of other things."""
    when, end = (plain(names[found[role]]) if role in found else "" for role in ("when", "end"))
    if when == _DATA and "year" in found:
        del found["when"]
    if end in _PAIRED and when != _PAIRED[end]:
        del found["end"]


def _place(spellings: Sequence[str], words: Sequence[Sequence[str]]) -> int | None:
    """The column whose name is the first of some spellings as it stands, or else as it may be compared."""
    for depth in range(3):
        at_depth = [column[depth] if depth < len(column) else "" for column in words]
        place = next((at_depth.index(spelling) for spelling in spellings if spelling in at_depth), None)
        if place is not None:
            return place
    return None
