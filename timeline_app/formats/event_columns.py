"""Makes a timeline of columns of text, one event a row: its date, title, lane, summary, source, others as fields."""

import json
from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.formats.csv_writing import source_of_words
from timeline_app.formats.date_cells import PARTS, Cells, corrected_cells, joined_cells, parted, written_cells
from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.formats.row_faults import Lines, RowFaults, Words, problems_of
from timeline_app.model.arrays import Indices, codes, constant
from timeline_app.model.date_columns import DateColumns, read_dates
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.letters import limits_of
from timeline_app.model.records import Lane, Source
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline

_NO_TITLE = "(no title)"
_DEFAULT_LANE = "Events"
_IMPORTANCE = 0.5
_JSON = json.JSONEncoder(ensure_ascii=False)


class Origin(NamedTuple):
    """Where columns come from.

    Attributes:
        title: of the timeline.
        file: its name in problems.
        lines: of the file, in which some events stand.
        day_first: whether 05/06/2023 is 5 June; None where nobody said.
    """

    title: str
    file: str
    lines: Lines
    day_first: bool | None = None


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
    given = frozenset(columns)
    lanes, lane_numbers = _lanes(_taken(columns, "lane", rows))
    sources, details = _sources(_taken(columns, "source", rows))
    titles = _taken(columns, "title", rows)
    cells, dates = _dates(columns, rows, origin.day_first)
    whens = cells.texts
    events = EventTable(
        dates.times,
        lane_numbers,
        constant(_IMPORTANCE, rows),
        pa.nulls(rows),
        _titled(titles),
        _taken(columns, "summary", rows),
        whens,
        _present(cells.stated),
        details,
        {name: _present(column) for name, column in columns.items()},
    )
    timeline = Timeline(origin.title, lanes, (), sources, events, EstimateTable.of(()))
    found = [*faults, *_date_faults(whens, dates), *_gaps(whens, titles, given)]
    notes = (Problem(Severity.WARNING, origin.file, None, None, None, note) for note in cells.notes)
    doubtful = (origin.file,) if cells.doubtful else ()
    return Reading(timeline, (*before, *notes, *problems_of(found, origin.file, origin.lines)), doubtful)


def _dates(columns: dict[str, pa.Array], rows: int, day_first: bool | None) -> tuple[Cells, DateColumns]:
    """The dates of all rows, taken out of the columns in which they stand, and what they say."""
    if parted(columns):
        cells = written_cells(joined_cells(columns, rows), day_first=day_first)
        for name in PARTS:
            columns.pop(name, None)
    else:
        whens = _taken(columns, "when", rows)
        dates = read_dates(whens)
        if not dates.faults:
            return Cells(whens, pa.nulls(rows)), dates
        cells = corrected_cells(whens, dates.faults, day_first)
    cells = cells._replace(texts=_present(cells.texts))
    return cells, read_dates(cells.texts)


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


# Lanes and sources


def _lanes(column: pa.Array) -> tuple[tuple[Lane, ...], NDArray[np.unsignedinteger[Any]]]:
    """The lanes in the order of their first events, and the number of each event's."""
    words, places = _distinct(column)
    titles = [title or _DEFAULT_LANE for title in words]
    named = _named(titles, "lane")
    numbers = {title: number for number, title in enumerate(named)}
    lane_of = np.array([numbers[title] for title in titles], np.int64)
    return tuple(Lane(lane_id, title) for title, lane_id in named.items()), codes(lane_of[places], len(named))


def _sources(column: pa.Array) -> tuple[tuple[Source, ...], pa.Array]:
    """The sources in the order of their first use, and the details of each event, which name its source."""
    words, places = _distinct(column)
    named = _named([title for title in words if title], "source")
    if not named:
        return (), pa.nulls(len(column))
    texts = [_JSON.encode({"sources": [{"id": named[title]}]}) if title else None for title in words]
    details = pa.array(texts, pa.large_string()).take(pa.array(places))
    return tuple(_source(source_id, title) for title, source_id in named.items()), details


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


def _source(source_id: str, words: str) -> Source:
    title, url = source_of_words(words)
    return Source(source_id, title, url=url)


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


def _gaps(whens: pa.Array, titles: pa.Array, given: Container[str]) -> Iterable[RowFaults]:
    """The rows without a date or a title, where there is a column for it."""
    for name, column, what in (("when", whens, "the event has no date"), ("title", titles, "the event has no title")):
        if name in given:
            yield RowFaults(Severity.WARNING, name, _empty(column), _same_words(what))


def _same_words(what: str) -> Words:
    return lambda _: (what, "")
