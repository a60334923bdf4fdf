"""Reads whole columns of EDTF texts: plain dates, times and intervals by arrays, anything else text by text."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model.arrays import Indices
from timeline_app.model.edtf import EdtfError
from timeline_app.model.plain_dates import NOTHING, Bounds, Intervals, dates_at, instants_of, intervals_at, spots_of
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind, When
from timeline_app.model.zones import Zone

_ROWS_AT_ONCE = 1 << 18
_FEW = 1000
"""Fewer texts are parsed before Arrow's functions, with which columns are read, are imported."""


@dataclass(frozen=True)
class DateColumns:
    """A column of dates, read.

    Attributes:
        times: a row for each text; without a date where it is null, empty or faulty.
        faults: what is wrong with each distinct text that is no date.
    """

    times: TimeColumns
    faults: Mapping[str, EdtfError]


@dataclass(frozen=True)
class DatesInZones:
    """Dates, read each in a time zone.

    Attributes:
        times: a row for each text; without a date where it is empty or faulty.
        faults: for each zone, what is wrong with each distinct text that is no date.
    """

    times: TimeColumns
    faults: Mapping[str, Mapping[str, EdtfError]]


def read_dates_in_zones(texts: Sequence[str], zones: Sequence[str]) -> DatesInZones:
    """The times that EDTF texts name, as `read_dates` reads them, each in a time zone of its own; "" is no date."""
    return (_read_few if len(texts) < _FEW else _read_by_zone)(texts, zones)


def _read_few(texts: Sequence[str], zones: Sequence[str]) -> DatesInZones:
    faults: dict[str, dict[str, EdtfError]] = {zone: {} for zone in zones}
    whens = [_parsed(text, zone, faults[zone]) if text else None for text, zone in zip(texts, zones, strict=True)]
    return DatesInZones(TimeColumns.of(whens), faults)


def _read_by_zone(texts: Sequence[str], zones: Sequence[str]) -> DatesInZones:
    rows_of: dict[str, list[int]] = {}
    for row, zone in enumerate(zones):
        rows_of.setdefault(zone, []).append(row)
    column = pa.array(texts, pa.large_string())
    found = {zone: read_dates(column.take(pa.array(rows)), zone) for zone, rows in rows_of.items()}
    order = np.concatenate(list(rows_of.values()))
    times = TimeColumns.joined([dates.times for dates in found.values()]).taken(np.argsort(order))
    return DatesInZones(times, {zone: dates.faults for zone, dates in found.items()})


def read_dates(texts: pa.Array | pa.ChunkedArray, zone: str = "UTC") -> DateColumns:
    """The times that EDTF texts name, each as `When.from_edtf` reads it.

    Args:
        texts: strings, shape (rows,); null and "" are no date.
        zone: IANA name of the time zone in which all that has no offset of its own is meant.
    """
    column = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
    start = Bounds(np.empty(len(column)), np.empty(len(column)), np.empty(len(column), np.uint8))
    parts = list(_each(lambda part: _read_part(part, Zone(zone), start), list(_parts(column))))
    times = _times(start, [part.intervals for part in parts if len(part.intervals.rows)])
    rows = np.concatenate([np.empty(0, np.int64), *(part.left for part in parts)])
    return _with_others(times, rows, column, zone) if len(rows) else DateColumns(times, {})


class _Part(NamedTuple):
    """Some rows of a column.

    Attributes:
        first: number of the first row.
        texts: what stands in the rows.
    """

    first: int
    texts: pa.Array


class _ReadPart(NamedTuple):
    """What some rows hold that are no plain dates.

    Attributes:
        left: the rows that have to be parsed.
        intervals: of plain dates.
    """

    left: Indices
    intervals: Intervals


def _parts(column: pa.ChunkedArray) -> Iterator[_Part]:
    """The column in pieces, so that what is in between stays small beside it."""
    first = 0
    for chunk in column.chunks:
        for begin in range(0, len(chunk), _ROWS_AT_ONCE):
            yield _Part(first + begin, chunk.slice(begin, _ROWS_AT_ONCE))
        first += len(chunk)


def _each(read: Callable[[_Part], _ReadPart], parts: Sequence[_Part]) -> Iterator[_ReadPart]:
    """What is read in each part; that leaves Python's lock alone, so threads share the work."""
    if len(parts) < 2:
        yield from map(read, parts)
        return
    from concurrent.futures import ThreadPoolExecutor  # a short column doesn't pay for it

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(read, parts)


def _read_part(part: _Part, zone: Zone, start: Bounds) -> _ReadPart:
    """Read some rows; the plain dates among them go to their places in the column."""
    spots = spots_of(part.texts.cast(pa.large_string()))
    dates = dates_at(spots)
    start.set(slice(part.first, part.first + len(part.texts)), instants_of(dates, zone))
    rows = np.flatnonzero((spots.lengths > 0) & (dates.told == NOTHING))
    intervals = intervals_at(spots.taken(rows), zone)
    left = np.delete(rows, intervals.rows)
    return _ReadPart(part.first + left, intervals._replace(rows=part.first + rows[intervals.rows]))


def _times(start: Bounds, intervals: Sequence[Intervals]) -> TimeColumns:
    """The columns of plain dates and intervals; there are columns of their own for ends only where there is one."""
    end, kinds = start, _same(Kind.MOMENT, len(start.precision))
    if intervals:
        end, kinds = start.copy(), kinds.copy()
    for found in intervals:
        start.set(found.rows, found.start)
        end.set(found.rows, found.end)
        kinds[found.rows] = Kind.SPAN
    bounds = (start.earliest, start.latest, end.earliest, end.latest)
    return TimeColumns.of_arrays((*bounds, kinds, start.precision, end.precision, _same(0, len(kinds))))


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
