"""Makes estimates of columns of text, one a row: who says it, what is counted, the figure, and its dates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from timeline_app.formats.dates.date_cells import written_cells
from timeline_app.formats.problems import Problem, Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.cited_sources import Cited
from timeline_app.formats.tables.estimate_figures import Figures
from timeline_app.formats.tables.estimate_header import DATES
from timeline_app.formats.tables.event_columns import Origin
from timeline_app.formats.tables.field_names import ESTIMATE_WORDS, field_name
from timeline_app.formats.tables.row_faults import RowFaults
from timeline_app.formats.tables.row_notes import RowNotes
from timeline_app.formats.tables.source_columns import basis_in, texts_of
from timeline_app.formats.tables.spellings import FIGURES
from timeline_app.formats.uncollected import uncollected
from timeline_app.model.edtf import EdtfError
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.inferred_publishers import INFERRED, suggested_publisher
from timeline_app.model.origins import Origin as FileOrigin
from timeline_app.model.origins import where
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Estimate, Extra, Publisher
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.model.zones import is_zone

_NO_MEASURE = "not-stated"
_TEXTS = {"subject": "subject", "since_stated": "since stated", "per": "per", "note": "note"}
"""Attributes of an estimate that are texts as they stand, and their columns."""


def reading_of(
    columns: Mapping[str, pa.Array],
    rows: int,
    origin: Origin,
    faults: Iterable[RowFaults] = (),
    before: Iterable[Problem] = (),
) -> Reading:
    """The estimates in a table, as a timeline without events; see `event_columns.reading_of`.

    A row with columns for several measures is an estimate for each figure in it. A row whose cells can't all be read is
    an estimate all the same; what can't be read is kept in its `extra`.
    """
    notes = RowNotes("estimates", origin.file, origin.lines)
    notes.take(faults)
    table = _Table(columns, origin, notes)
    with uncollected():
        records = [record for row in range(rows) for record in table.records(row)]
    table.check_links(records)
    timeline = Timeline(
        origin.title,
        (),
        tuple(table.publishers.values()),
        tuple(table.cited.sources.values()),
        EventTable.of((), ()),
        EstimateTable.of([record for _, record in records]),
        origins=(_places(records, origin),),
    )
    told = (Problem(Severity.WARNING, origin.file, None, None, None, note) for note in table.told)
    doubtful = (origin.file,) if table.doubtful else ()
    return Reading(timeline, (*before, *told, *notes.problems()), doubtful)


_Record = tuple[int, Estimate]
"""An estimate, and the row in which it stands."""


def _places(records: list[_Record], origin: Origin) -> FileOrigin:
    lines = origin.lines(np.array([row for row, _ in records], np.int64))
    return FileOrigin(origin.file, 0, len(records), None, where(lines), unit=origin.unit)


class _Dates(NamedTuple):
    """A column of dates: EDTF, or the cells as they are where they can't be read, and the words they were."""

    texts: list[str]
    stated: list[str]


class _Table:
    """What the reading of one row needs to know of the others.

    Attributes:
        cited: the sources that were named.
        publishers: by their names.
        told: what was decided for the table as a whole, each in a sentence.
        doubtful: whether it must be asked which number in a date is the day.
    """

    def __init__(self, columns: Mapping[str, pa.Array], origin: Origin, notes: RowNotes) -> None:
        self.cited = Cited()
        self.publishers: dict[str, Publisher] = {}
        self.told: list[str] = []
        self.doubtful = False
        self._notes = notes
        self._suggested = suggested_publisher(origin.title, FIGURES)
        self._ids, self._publisher_ids = Ids(), Ids()
        self._whens: dict[tuple[str, str], When] = {}
        self._dates = {name: self._column_of_dates(columns[name], origin) for name in DATES if name in columns}
        self._cells = texts_of(columns)
        self._figures = Figures(self._cells, notes)
        self.told += self._figures.told

    def _column_of_dates(self, column: pa.Array, origin: Origin) -> _Dates:
        texts = column.cast(pa.large_string()).fill_null("")
        cells = written_cells(texts, day_first=origin.header.day_first)
        self.told += cells.notes
        self.doubtful |= cells.doubtful
        return _Dates(cells.texts.to_pylist(), cells.stated.to_pylist())

    def records(self, row: int) -> Iterator[_Record]:
        """The estimates in a row."""
        cells = {name: column[row] for name, column in self._cells.items()}
        wanted = cells.pop("id", "").strip()
        figures = self._figures.taken(row, cells)
        record = self._without_figure(row, cells)
        for number, figure in enumerate(figures):
            measure = figure.measure or record.measure
            one = replace(
                record,
                id=self._id(f"{wanted}-{measure}" if wanted and number else wanted, row),
                measure=measure,
                quantity=figure.quantity,
                stated=record.stated or figure.stated,
                extra={} if number else record.extra,
            )
            yield row, one

    def _id(self, wanted: str, row: int) -> str:
        found = self._ids.free(wanted or f"estimate-{row + 1}")
        if wanted and found != wanted:
            what = f"the id {quoted(wanted)} is taken by another estimate"
            self._notes.error(row, "id", what, f"here it is called {quoted(found)}")
        return found

    # What else a row says

    def _without_figure(self, row: int, cells: dict[str, str]) -> Estimate:
        """All of a row but its figures; what nobody takes of its cells is its `extra`."""
        zone = self._zone(row, cells)
        as_of, published = (self._when(row, name, cells, zone) for name in DATES)
        sources = self.cited.refs(cells.pop("source", "").strip(), cells.pop("source ids", ""))
        measure, measure_stated = self._measure(row, cells)
        texts = {attribute: cells.pop(name, "").strip() for attribute, name in _TEXTS.items()}
        links = {name: cells.pop(name, "").strip() for name in ("part of", "supersedes")}
        return Estimate(
            "",
            measure,
            Quantity(),
            self._publisher(cells.pop("publisher", "").strip()),
            measure_stated=measure_stated,
            stated=cells.pop("stated", "").strip(),
            as_of=as_of,
            published=published,
            since=self._since(row, cells, zone),
            part_of=links["part of"],
            supersedes=links["supersedes"],
            sources=sources,
            zone=zone,
            extra={field_name(name, ESTIMATE_WORDS): cell for name, cell in cells.items() if cell},
            **texts,
        )

    def _measure(self, row: int, cells: dict[str, str]) -> tuple[str, str]:
        """What a row counts, and its words; where no column is for these, usual words for a measure are known."""
        measure = cells.pop("measure", "").strip()
        if "measure stated" in cells:
            return measure or _NO_MEASURE, cells.pop("measure stated").strip()
        word = measure.lower()
        known = next((name for name, words in FIGURES.items() if word in (name, *words)), measure)
        if not measure and not any(name in self._cells for name in FIGURES):
            self._notes.error(row, "measure", "the estimate doesn't say what it counts", "write it, like “killed”")
        return known or _NO_MEASURE, measure if known != measure else ""

    def _publisher(self, name: str) -> str:
        extra: Extra = {}
        if not name:
            name, extra = self._suggested, INFERRED
            who = f"those of nobody are listed under {quoted(name)}, by the name of the file"
            what = f"the table doesn't say who gives each figure; {who}"
            if what not in self.told:
                self.told.append(what)
        if name not in self.publishers:
            self.publishers[name] = Publisher(self._publisher_ids.free(id_of(name, "publisher")), name, extra=extra)
        return self.publishers[name].id

    def _zone(self, row: int, cells: dict[str, str]) -> str:
        zone = cells.get("zone", "").strip()
        if zone and not is_zone(zone):
            self._notes.error(row, "zone", f"the time zone {quoted(zone)} is not known", "write one like Europe/Kyiv")
            return ""
        cells.pop("zone", None)
        return zone

    def _when(self, row: int, name: str, cells: dict[str, str], zone: str) -> When | None:
        """A date of a row, taken out of its cells; one that can't be read stays there."""
        if name not in self._dates or not self._dates[name].texts[row]:
            cells.pop(name, None)
            return None
        dates = self._dates[name]
        try:
            when = self._read(dates.texts[row], zone or "UTC")
        except EdtfError as error:
            self._notes.error(row, name, error.what, error.hint)
            return None
        del cells[name]
        stated = cells.pop(f"{name} stated", "").strip() or dates.stated[row]
        basis = basis_in(cells, f"{name} basis", row, self._notes)
        note = cells.pop(f"{name} basis note", "").strip()
        return when.told(stated, basis, note) if stated or note or basis is not when.basis else when

    def _read(self, text: str, zone: str) -> When:
        """The time that a text names: most are named in many rows."""
        found = self._whens.get((text, zone))
        if found is None:
            found = self._whens[text, zone] = When.from_edtf(text, zone)
        return found

    def _since(self, row: int, cells: dict[str, str], zone: str) -> str:
        """Where the count of a row begins, a text whether it can be read or not."""
        text = cells.pop("since", "").strip()
        if text:
            try:
                When.from_edtf(text, zone or "UTC")
            except EdtfError as error:
                self._notes.error(row, "since", error.what, error.hint)
        return text

    def check_links(self, records: Iterable[_Record]) -> None:
        """Say which ids lead nowhere in the table."""
        found = list(records)
        ids = {record.id for _, record in found}
        for row, record in found:
            for name, wanted in (("part of", record.part_of), ("supersedes", record.supersedes)):
                if wanted and wanted not in ids:
                    self._notes.warn(row, name, f"there is no estimate with the id {quoted(wanted)} in the table")
