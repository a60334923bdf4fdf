"""Files of tables that lie beside each other: “x.csv”, “x.estimates.csv” and “x.sources.csv” are one timeline."""

from collections.abc import Mapping
from pathlib import Path

from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.table_joining import Tables, together

_OTHERS = ("estimates", "sources")


def with_siblings(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """What was read of files by their names, with those that belong to another put into it.

    A file alone stays what it is: nobody opens a file that nobody named.
    """
    found = dict(readings)
    if not any(f".{kind}." in name for name in readings for kind in _OTHERS):  # as it is of most folders
        return found
    names = {Path(name): name for name in readings}
    for name in readings:
        others = [names.get(sibling(Path(name), kind), "") for kind in _OTHERS] if Path(name).name else []
        if any(other in found for other in others):
            found[name] = together(Tables(readings[name], *(found.pop(other, None) for other in others)), name)
    return found


def sibling(path: Path, kind: str) -> Path:
    """The file beside another one that holds tables of a kind."""
    return path.with_name(f"{path.stem}.{kind}{path.suffix}")
