"""Makes a timeline of columns of text, one event a row: its date, title, lane, summary, source, others as fields."""

from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.formats.dates.date_cells import (
    CLOCKS,
    PARTS,
    Cells,
    corrected_cells,
    joined_cells,
    parted,
    written_cells,
)
from timeline_app.formats.dates.serial_days import serial_days
from timeline_app.formats.problems import Problem, Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.event_header import EventHeader
from timeline_app.formats.tables.field_names import EVENT_WORDS, field_name
from timeline_app.formats.tables.figure_columns import figures_of
from timeline_app.formats.tables.further_columns import Further, further_of
from timeline_app.formats.tables.preset_columns import code_name, preset_dates, with_words
from timeline_app.formats.tables.row_faults import Lines, RowFaults, Words, problems_of
from timeline_app.formats.tables.table_joining import unknown_estimates
from timeline_app.model.arrays import Indices, codes
from timeline_app.model.date_columns import DateColumns, read_dates, read_dates_in_zones
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.letters import limits_of
from timeline_app.model.origins import Numbers
from timeline_app.model.origins import Origin as FileOrigin
from timeline_app.model.records import MEASURES, Lane, Publisher
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline

_MOST_PUBLISHERS = 60
"""Of more, it is a column of something else, or each figure would take as much memory as so many."""
_NO_TITLE = "(no title)"
DEFAULT_LANE = "Events"


class Origin(NamedTuple):
    """Where columns come from.

    Attributes:
        title: of the timeline.
        file: its name in problems.
        lines: of the file, in which some events stand.
        header: what the columns are.
        places: of all events, or None where they have none; `unit`: what these are called.
    """

    title: str
    file: str
    lines: Lines
    header: EventHeader = EventHeader()
    places: Numbers | None = None
    unit: str = "line"


def reading_of(
    columns: dict[str, pa.Array],
    rows: int,
    origin: Origin,
    faults: Iterable[RowFaults] = (),
    before: Iterable[Problem] = (),
) -> Reading:
    """The timeline of some columns, and what is wrong with it.

    Args:
        columns: each of shape (rows,), of type large_string or null, stripped where they are ours; null or "" is
            nothing. They are taken out, so that each can be let go as soon as it is read.
        rows: how many.
        origin: where they come from.
        faults: what is already known to be wrong with rows.
        before: problems that stand before those of rows.
    """
    given, preset = frozenset(columns), origin.header.preset
    if preset:
        with_words(origin.header, columns, rows)
    publishers, said_by = _publishers(columns, rows, preset.name if preset else "")
    if "publisher" in columns:
        _rename(columns, "publisher", origin.header.spelled("publisher"))
    figures = figures_of(columns, origin.header.spelled, [one.id for one in publishers], said_by)
    lanes, lane_numbers = _lanes(_taken(columns, "lane", rows))
    further = further_of(columns, rows)
    titles = _taken(columns, "title", rows)
    cells, dates = _dates(columns, rows, origin.header, further)
    whens = cells.texts
    events = EventTable(
        dates.times,
        lane_numbers,
        further.importance,
        further.ids,
        _titled(titles),
        _taken(columns, "summary", rows),
        whens,
        _present(cells.stated),
        further.details,
        {field_name(name, EVENT_WORDS): _present(column) for name, column in columns.items()},
        figures.figures,
    )
    places = FileOrigin(origin.file, rows, 0, origin.places, unit=origin.unit)
    timeline = Timeline(
        origin.title,
        lanes,
        tuple(one for one in publishers if one.id),
        further.sources,
        events,
        EstimateTable.of(()),
        further.zone,
        origins=(places,),
    )
    of_dates = (*_date_faults(whens, dates), *_unread_ends(cells), *_unread_codes(cells, origin.header))
    found = [*faults, *further.faults, *figures.faults, *of_dates, *_gaps(whens, titles, given)]
    notes = (Problem(Severity.WARNING, origin.file, None, None, None, note) for note in cells.notes)
    if not rows:
        what = "there is no row below the names of the columns"
        before = (*before, Problem(Severity.WARNING, origin.file, None, None, None, what))
    doubtful = (origin.file,) if cells.doubtful else ()
    elsewhere = unknown_estimates(timeline, origin.file, "open the file of estimates together with it")
    return Reading(timeline, (*before, *notes, *elsewhere, *problems_of(found, origin.file, origin.lines)), doubtful)


def _dates(columns: dict[str, pa.Array], rows: int, header: EventHeader, further: Further) -> tuple[Cells, DateColumns]:
    """The dates of all rows, taken out of the columns in which they stand, and what they say."""
    cells, dates = _own_dates(columns, rows, header, further)
    return cells if further.stated is None else cells._replace(stated=_first_told(further.stated, cells.stated)), dates


def _own_dates(
    columns: dict[str, pa.Array], rows: int, header: EventHeader, further: Further
) -> tuple[Cells, DateColumns]:
    """The same, in which the columns of dates alone say how the source put them."""
    notes = _without_serials(columns)
    if header.has_coded_dates:
        cells = preset_dates(header, columns, rows)
    elif parted(columns):
        cells = written_cells(joined_cells(columns, rows), day_first=header.day_first)
        for name in PARTS:
            if name in CLOCKS:  # they are fields as well: not every one can be read
                _rename(columns, name, header.spelled(name) if name in columns else name)
            else:
                columns.pop(name, None)
    else:
        whens = _taken(columns, "when", rows)
        dates = _read(whens, further)
        if not dates.faults:
            return Cells(whens, pa.nulls(rows), notes), dates
        cells = corrected_cells(whens, dates.faults, header.day_first)
    cells = cells._replace(texts=_present(cells.texts), notes=(*notes, *cells.notes))
    return cells, _read(cells.texts, further)


def _without_serials(columns: dict[str, pa.Array]) -> tuple[str, ...]:
    """Put days in the place of the numbers by which spreadsheets count them; what was decided, in sentences."""
    found = {name: serial_days(columns[name]) for name in ("when", "end") if name in columns}
    days = {name: serials for name, serials in found.items() if serials}
    columns.update({name: serials.texts for name, serials in days.items()})
    return tuple(serials.note for serials in days.values())


def _read(texts: pa.Array, further: Further) -> DateColumns:
    """What texts say in the time zones of the rows."""
    if not further.zones:
        return read_dates(texts, further.zone)
    found = read_dates_in_zones([text or "" for text in texts.to_pylist()], further.zones)
    return DateColumns(found.times, {text: error for faults in found.faults.values() for text, error in faults.items()})


def _first_told(stated: pa.Array, otherwise: pa.Array) -> pa.Array:
    """The source's words in one column, or where there are none in another."""
    import pyarrow.compute as pc  # slow to import

    return pc.if_else(pc.equal(stated, ""), otherwise.cast(pa.large_string()).fill_null(""), stated)


def _taken(columns: dict[str, pa.Array], name: str, rows: int) -> pa.Array:
    return _present(columns.pop(name, pa.nulls(rows)))


def _present(column: pa.Array) -> pa.Array:
    """The column with "" for null; of type null where there is no text in it."""
    if pa.types.is_null(column.type) or not _letters_in(column):
        return pa.nulls(len(column))
    return column.fill_null("") if column.null_count else column


def _letters_in(column: pa.Array) -> int:
    """How many bytes the texts of a column have together."""
    limits = limits_of(column)
    return int(limits[-1] - limits[0])


def _empty(column: pa.Array) -> Indices:
    """The rows of a column in which nothing stands; it has no nulls unless it is of that type."""
    if pa.types.is_null(column.type):
        return np.arange(len(column))
    return np.flatnonzero(np.diff(limits_of(column)) == 0)


def _titled(column: pa.Array) -> pa.Array:
    """The titles, with words for those that are missing."""
    nothing = pa.scalar(_NO_TITLE, pa.large_string())
    if pa.types.is_null(column.type):
        return pa.repeat(nothing, len(column)) if len(column) else column
    if not len(_empty(column)):
        return column
    import pyarrow.compute as pc  # slow to import

    return pc.if_else(pc.equal(column, ""), nothing, column)


# Lanes


def _rename(columns: dict[str, pa.Array], name: str, other: str) -> None:
    """Call a column by another name, in its place, unless there is one of that name."""
    if other not in columns:
        renamed = {other if one == name else one: column for one, column in columns.items()}
        columns.clear()
        columns.update(renamed)


def _publishers(columns: dict[str, pa.Array], rows: int, everyone: str) -> tuple[tuple[Publisher, ...], Indices]:
    """Who says the figures of events, with the number of each event's; a publisher without an id is nobody.

    Args:
        columns: of the table; that of publishers is taken out where there are figures and not too many of them.
        rows: how many events there are.
        everyone: who says all figures, or "".
    """
    column = columns.get("publisher")
    nobody = np.zeros(rows, np.int64)
    if everyone:
        return (Publisher(id_of(everyone, ""), everyone),), nobody
    if column is None or not any(measure in columns for measure in MEASURES):
        return (), nobody
    words, places = _distinct(_present(column))
    if len(words) > _MOST_PUBLISHERS:
        return (), nobody
    del columns["publisher"]
    ids = Ids()
    named = [word.strip() for word in words]
    return tuple(Publisher(ids.free(id_of(word, "publisher")) if word else "", word) for word in named), places


def _lanes(column: pa.Array) -> tuple[tuple[Lane, ...], NDArray[np.unsignedinteger[Any]]]:
    """The lanes in the order of their first events, and the number of each event's."""
    words, places = _distinct(column)
    titles = [title or DEFAULT_LANE for title in words]
    named = _named(titles, "lane")
    numbers = {title: number for number, title in enumerate(named)}
    lane_of = np.array([numbers[title] for title in titles], np.int64)
    return tuple(Lane(lane_id, title) for title, lane_id in named.items()), codes(lane_of[places], len(named))


def _distinct(column: pa.Array) -> tuple[list[str], Indices]:
    """The distinct texts in the order of their first rows, and which of them stands in each row."""
    if pa.types.is_null(column.type):
        return [""] * (len(column) > 0), np.zeros(len(column), np.int64)
    encoded = column.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()


def _named(words: Sequence[str], stem: str) -> dict[str, str]:
    """An id for each of some words, in their order."""
    free = Ids()
    return {title: free.free(id_of(title, stem)) for title in dict.fromkeys(words)}


# What is wrong


def _date_faults(column: pa.Array, dates: DateColumns) -> Iterable[RowFaults]:
    if not dates.faults:
        return
    import pyarrow.compute as pc  # slow to import

    mask = pc.is_in(column, pa.array(list(dates.faults), pa.large_string()))
    rows = np.flatnonzero(mask.to_numpy(zero_copy_only=False))

    def words(position: int) -> tuple[str, str]:
        error = dates.faults[column[int(rows[position])].as_py()]
        return error.what, error.hint

    yield RowFaults(Severity.ERROR, "when", rows, words)


def _unread_ends(cells: Cells) -> Iterable[RowFaults]:
    """The ends that can't be read, of events that have a beginning."""
    if cells.unread is None:
        return
    unread = cells.unread
    rows = np.flatnonzero(np.diff(limits_of(unread)))

    def words(position: int) -> tuple[str, str]:
        end = quoted(unread[int(rows[position])].as_py())
        return (
            f"the end {end} can't be read; the event is shown from its beginning",
            "write a date, “ongoing” or “unknown”",
        )

    yield RowFaults(Severity.ERROR, "end", rows, words)


def _unread_codes(cells: Cells, header: EventHeader) -> Iterable[RowFaults]:
    """The codes of precision that the codebook of a data set doesn't have."""
    if cells.unread_codes is None or header.preset is None:
        return
    codes, name, known = cells.unread_codes, code_name(header), ", ".join(header.preset.codes)
    rows = np.flatnonzero(np.diff(limits_of(codes)))

    def words(position: int) -> tuple[str, str]:
        what = f"the code {quoted(codes[int(rows[position])].as_py())} in the column {quoted(name)} has no meaning"
        return f"{what}; the date is shown as approximate", f"one of: {known}"

    yield RowFaults(Severity.ERROR, name, rows, words)


def _gaps(whens: pa.Array, titles: pa.Array, given: Container[str]) -> Iterable[RowFaults]:
    """The rows without a date or a title, where there is a column for it."""
    for name, column, what in (("when", whens, "the event has no date"), ("title", titles, "the event has no title")):
        if name in given:
            yield RowFaults(Severity.WARNING, name, _empty(column), _same_words(what))


def _same_words(what: str) -> Words:
    return lambda _: (what, "")
