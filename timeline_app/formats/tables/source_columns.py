"""Tables that list sources, one a row."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from timeline_app.formats.problems import Problem, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.field_names import SOURCE_WORDS, field_name
from timeline_app.formats.tables.row_faults import RowFaults
from timeline_app.formats.tables.row_notes import RowNotes
from timeline_app.model.edtf import EdtfError
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.records import Source
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When


def texts_of(columns: Mapping[str, pa.Array]) -> dict[str, list[str]]:
    """The cells of columns, "" where there is nothing."""
    return {name: [cell or "" for cell in column.to_pylist()] for name, column in columns.items()}


def reading_of(
    columns: Mapping[str, pa.Array],
    rows: int,
    origin: Origin,
    faults: Iterable[RowFaults] = (),
    before: Iterable[Problem] = (),
) -> Reading:
    """The sources in a table, one a row, as a timeline without events; see `event_columns.reading_of`."""
    notes = RowNotes("sources", origin.file, origin.lines)
    notes.take(faults)
    cells, ids = texts_of(columns), Ids()
    sources = [
        _source_at(row, {name: column[row] for name, column in cells.items()}, ids, notes) for row in range(rows)
    ]
    nothing = (EventTable.of((), ()), EstimateTable.of(()))
    timeline = Timeline(origin.title, (), (), tuple(sources), *nothing)
    return Reading(timeline, (*before, *notes.problems()))


def _source_at(row: int, cells: dict[str, str], ids: Ids, notes: RowNotes) -> Source:
    known = {name: cells.pop(name, "").strip() for name in ("title", "publisher", "date", "url", "note")}
    wanted, note = cells.pop("id", "").strip(), cells.pop("date note", "").strip()
    found = ids.free(wanted or id_of(known["title"] or known["url"], "source"))
    if wanted and found != wanted:
        notes.error(row, "id", f"the id {quoted(wanted)} is taken by another source", f"here it is {quoted(found)}")
    if known["date"]:
        try:
            When.from_edtf(known["date"])
        except EdtfError as error:
            notes.error(row, "date", error.what, error.hint)
    basis = basis_in(cells, "date basis", row, notes)
    extra = {field_name(name, SOURCE_WORDS): cell for name, cell in cells.items() if cell}
    title = known.pop("title") or known["url"] or found
    return Source(found, title, **known, date_basis=basis, date_note=note, extra=extra)


def basis_in(cells: dict[str, str], name: str, row: int, notes: RowNotes) -> Basis:
    """How a date is known, taken out of a row's cells; a word that means nothing stays there."""
    word = cells.get(name, "").strip().lower()
    if word and word not in list(Basis):
        notes.error(row, name, f"{quoted(word)} has no meaning here", f"one of: {', '.join(Basis)}")
        return Basis.STATED
    cells.pop(name, None)
    return Basis(word or Basis.STATED)
