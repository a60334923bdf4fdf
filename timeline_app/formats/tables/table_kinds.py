"""Tables of all kinds: what a table is of, by its name and its header, and what reads it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from timeline_app.formats.problems import Problem
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables import event_columns
from timeline_app.formats.tables.estimate_header import ESTIMATES, SOURCES, are_of_estimates, named
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.event_header import EventHeader
from timeline_app.formats.tables.row_faults import RowFaults

NAMED = ("events", "estimates", "sources")
"""What sheets and files are called whose tables belong together."""


class Kind(StrEnum):
    """What a table is of; but for the last, a name of a sheet, or the last part but one of a file's."""

    EVENTS = "events"
    ESTIMATES = "estimates"
    SOURCES = "sources"
    SERIES = "daily series"


def kind_of(name: str, header: EventHeader) -> Kind:
    """What a table is of, as far as that can be known without its cells.

    Args:
        name: of its sheet, or of its file: "losses.estimates.csv".
        header: of it; one of a data set that we know, or that somebody has told us of, is of events.
    """
    if header.preset or header.is_said:
        return Kind.EVENTS
    said = Path(Path(name.strip().lower()).stem).suffix.removeprefix(".") or name.strip().lower()
    if said in NAMED:
        return Kind(said)
    return Kind.ESTIMATES if are_of_estimates(header.names) else Kind.EVENTS


def kind_by_cells(kind: Kind, header: EventHeader, columns: Mapping[str, pa.Array]) -> Kind:
    """The same, now that its cells are known: what looks like events may be a series of figures."""
    is_open = kind is Kind.EVENTS and not header.preset and not header.is_said
    if not is_open or "title" in header.columns:
        return kind
    from timeline_app.formats.tables import series_columns  # most tables have titles

    return Kind.SERIES if series_columns.fits(header.names, columns) else kind


def is_readable(kind: Kind, header: EventHeader) -> bool:
    """Whether something can be made of such a table."""
    return kind is not Kind.EVENTS or header.is_recognised


def reading_of(
    kind: Kind,
    columns: dict[str, pa.Array],
    rows: int,
    origin: Origin,
    faults: Iterable[RowFaults] = (),
    before: Iterable[Problem] = (),
) -> Reading:
    """The timeline in a table of some kind; see `event_columns.reading_of`."""
    names = origin.header.names
    if kind is Kind.SERIES:
        from timeline_app.formats.tables import series_columns  # like those below, only for the tables that need it

        return series_columns.reading_of(names, columns, rows, origin, faults, before)
    if kind is Kind.EVENTS:
        return event_columns.reading_of(columns, rows, origin, faults, before)
    from timeline_app.formats.tables import estimate_columns, source_columns

    spellings = ESTIMATES if kind is Kind.ESTIMATES else SOURCES
    behind = list(columns)[len(names) :]
    renamed = dict(zip((*named(names, spellings), *behind), columns.values(), strict=True))
    title = origin.title.removesuffix(f".{kind}")
    read = estimate_columns.reading_of if kind is Kind.ESTIMATES else source_columns.reading_of
    return read(renamed, rows, origin._replace(title=title), faults, before)
