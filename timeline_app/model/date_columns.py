"""Reads whole columns of EDTF texts: plain dates, times and intervals by arrays, anything else text by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model.arrays import Indices
from timeline_app.model.edtf import EdtfError
from timeline_app.model.plain_dates import NOTHING, Bounds, Intervals, dates_at, instants_of, intervals_at, spots_of
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind, When
from timeline_app.model.zones import Zone

_ROWS_AT_ONCE = 65536


@dataclass(frozen=True)
class DateColumns:
    """A column of dates, read.

    Attributes:
        times: a row for each text; without a date where it is null, empty or faulty.
        faults: what is wrong with each distinct text that is no date.
    """

    times: TimeColumns
    faults: Mapping[str, EdtfError]


def read_dates(texts: pa.Array | pa.ChunkedArray, zone: str = "UTC") -> DateColumns:
    """The times that EDTF texts name, each as `When.from_edtf` reads it.

    Args:
        texts: strings, shape (rows,); null and "" are no date.
        zone: IANA name of the time zone in which all that has no offset of its own is meant.
    """
    column = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
    found, left = _Found(len(column)), [np.empty(0, np.int64)]
    first = 0
    for part in _parts(column):
        left.append(first + found.read(first, part, Zone(zone)))
        first += len(part)
    rows = np.concatenate(left)
    return _with_others(found.times(), rows, column, zone) if len(rows) else DateColumns(found.times(), {})


def _parts(column: pa.ChunkedArray) -> Iterator[pa.LargeStringArray]:
    """The column in pieces, so that what is in between stays small beside it."""
    for chunk in column.chunks:
        for first in range(0, len(chunk), _ROWS_AT_ONCE):
            yield chunk.slice(first, _ROWS_AT_ONCE).cast(pa.large_string())


class _Found:
    """The plain dates found so far in a column; there are columns for ends as soon as there is an interval."""

    def __init__(self, rows: int) -> None:
        self._start = Bounds(np.empty(rows), np.empty(rows), np.empty(rows, np.uint8))
        self._end: Bounds | None = None
        self._kinds = _same(Kind.MOMENT, rows)

    def read(self, first: int, texts: pa.LargeStringArray, zone: Zone) -> Indices:
        """Read the texts of the rows from `first` on; which of them have to be parsed."""
        here, spots = slice(first, first + len(texts)), spots_of(texts)
        dates = dates_at(spots)
        rows = np.flatnonzero((spots.lengths > 0) & (dates.told == NOTHING))
        self._start.set(here, instants_of(dates, zone))
        if self._end:
            self._end.set(here, self._start.taken(here))
        if len(rows):
            intervals = intervals_at(spots.taken(rows), zone)
            self._set_intervals(first + rows[intervals.rows], intervals)
            rows = np.delete(rows, intervals.rows)
        return rows

    def times(self) -> TimeColumns:
        """Everything that was found."""
        start, end = self._start, self._end or self._start
        bounds = (start.earliest, start.latest, end.earliest, end.latest)
        flags = _same(0, len(start.precision))
        return TimeColumns.of_arrays((*bounds, self._kinds, start.precision, end.precision, flags))

    def _set_intervals(self, rows: Indices, intervals: Intervals) -> None:
        if not len(rows):
            return
        if self._end is None:
            self._end, self._kinds = self._start.copy(), self._kinds.copy()
        self._start.set(rows, intervals.start)
        self._end.set(rows, intervals.end)
        self._kinds[rows] = Kind.SPAN


def _same(code: int, rows: int) -> NDArray[np.uint8]:
    """A column that holds one code throughout, and takes no memory."""
    return np.broadcast_to(np.uint8(code), (rows,))


# What has to be parsed


def _with_others(times: TimeColumns, rows: Indices, column: pa.ChunkedArray, zone: str) -> DateColumns:
    """The times with the texts of some rows parsed, each distinct one once."""
    encoded = column.take(pa.array(rows)).combine_chunks().cast(pa.large_string()).dictionary_encode()
    faults: dict[str, EdtfError] = {}
    distinct = TimeColumns.of(_parsed(text, zone, faults) for text in encoded.dictionary.to_pylist())
    return DateColumns(times.with_others(rows, distinct.taken(encoded.indices.to_numpy())), faults)


def _parsed(text: str, zone: str, faults: dict[str, EdtfError]) -> When | None:
    try:
        return When.from_edtf(text, zone)
    except EdtfError as error:
        faults[text] = error
    return None
