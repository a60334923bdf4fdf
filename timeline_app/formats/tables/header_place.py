"""Finds the row that names the columns of a table: people write titles and remarks above it."""

from collections.abc import Sequence

from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.column_names import ROLES
from timeline_app.formats.tables.estimate_header import are_of_estimates
from timeline_app.formats.tables.event_header import EventHeader

MOST_ABOVE = 20
"""Among so many rows in which something stands the header is looked for."""
_LEAST_NAMED = 2
"""So many of our columns one below the first row has to name: in a row of events hardly one is called so."""


def header_place(rows: Sequence[Sequence[str]], mappings: Sequence[ColumnMapping] = ()) -> int:
    """Which of the first rows names the columns; where none does, the first that is no lone title."""
    headers = (EventHeader.of(cells, mappings) for cells in rows[:MOST_ABOVE])
    named = next((place for place, header in enumerate(headers) if _names_columns(header)), None)
    if named is not None or not rows or EventHeader.of(rows[0], mappings).is_recognised:
        return named or 0
    return next((place for place, cells in enumerate(rows[:MOST_ABOVE]) if sum(map(bool, cells)) > 1), 0)


def _names_columns(header: EventHeader) -> bool:
    if header.preset or header.is_said or are_of_estimates(header.names):
        return True
    return header.is_recognised and sum(role in header.columns for role in ROLES) >= _LEAST_NAMED


def above_problem(rows: Sequence[Sequence[str]], file: str, line: int) -> Problem | None:
    """What to say of rows above the header, the first of which stands in a line; None where there are none."""
    texts = [text for cells in rows for cell in cells if (text := cell.strip())]
    if not texts:
        return None
    count = "the row" if len(rows) == 1 else f"the {len(rows)} rows"
    what = f"{count} above the names of the columns {'is' if len(rows) == 1 else 'are'} left out: "
    return Problem(Severity.WARNING, file, line, None, None, clipped(what + ", ".join(map(quoted, texts))))
