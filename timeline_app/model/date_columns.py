"""Reads whole columns of EDTF texts: plain days, months and years by arrays, anything else text by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model import calendar
from timeline_app.model.arrays import Bytes, Floats, Indices, Mask
from timeline_app.model.edtf import EdtfError, Precision
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind, When
from timeline_app.model.zones import Zone

_ROWS_AT_ONCE = 65536
_EPOCH_YEAR = 1970
_MOST_MONTHS = 12
_ZERO, _MINUS = ord("0"), ord("-")


@dataclass(frozen=True)
class DateColumns:
    """A column of dates, read.

    Attributes:
        times: a row for each text; without a date where it is null, empty or faulty.
        faults: what is wrong with each distinct text that is no date.
    """

    times: TimeColumns
    faults: Mapping[str, EdtfError]


class _Shape(NamedTuple):
    """A form that plain dates are written in.

    Attributes:
        length: in characters.
        negative: whether a minus stands before the year.
        precision: the unit that such a date names.
        months: how many months it lasts; 0 for a day.
    """

    length: int
    negative: bool
    precision: Precision
    months: int


_SHAPES = tuple(
    _Shape(length + negative, negative, precision, months)
    for negative in (False, True)
    for length, precision, months in ((10, Precision.DAY, 0), (7, Precision.MONTH, 1), (4, Precision.YEAR, 12))
)


class _Plain(NamedTuple):
    """What plain dates a column holds, each array of shape (rows,).

    Attributes:
        earliest, latest: seconds, latest exclusive; NaN where there is no plain date.
        precision: 0 where there is none.
        left: where another text stands.
    """

    earliest: Floats
    latest: Floats
    precision: Bytes
    left: Mask


def read_dates(texts: pa.Array | pa.ChunkedArray, zone: str = "UTC") -> DateColumns:
    """The times that EDTF texts name, each as `When.from_edtf` reads it.

    Args:
        texts: strings, shape (rows,); null and "" are no date.
        zone: IANA name of the time zone in which all that has no offset of its own is meant.
    """
    column = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
    if column.type != pa.large_string():
        column = column.cast(pa.large_string())
    plain = _Plain(*map(np.concatenate, zip(_NOTHING, *map(_plain_dates, _parts(column)), strict=True)))
    times = _moments(plain, zone)
    rows = np.flatnonzero(plain.left)
    return _with_others(times, rows, column, zone) if len(rows) else DateColumns(times, {})


_NOTHING = _Plain(np.empty(0), np.empty(0), np.empty(0, np.uint8), np.empty(0, np.bool_))


def _moments(plain: _Plain, zone: str) -> TimeColumns:
    earliest, precision = _in_zone(plain.earliest, zone), plain.precision
    latest = np.maximum(_in_zone(plain.latest, zone), np.nextafter(earliest, np.inf))  # a day may be skipped
    kinds, flags = np.full(len(precision), Kind.MOMENT, np.uint8), np.zeros(len(precision), np.uint8)
    return TimeColumns.of_arrays((earliest, latest, earliest, latest, kinds, precision, precision, flags))


def _in_zone(wall: Floats, zone: str) -> Floats:
    """The instants at which the clocks of a zone show some times."""
    if zone == "UTC":
        return wall
    clock = Zone(zone)
    distinct, places = np.unique(wall, return_inverse=True)
    return np.array([clock.seconds_of(time) for time in distinct.tolist()])[places]


# What has to be parsed


def _with_others(times: TimeColumns, rows: Indices, column: pa.ChunkedArray, zone: str) -> DateColumns:
    """The times with the texts of some rows parsed, each distinct one once."""
    encoded = column.take(pa.array(rows)).combine_chunks().dictionary_encode()
    faults: dict[str, EdtfError] = {}
    distinct = TimeColumns.of(_parsed(text, zone, faults) for text in encoded.dictionary.to_pylist())
    return DateColumns(times.with_others(rows, distinct.taken(encoded.indices.to_numpy())), faults)


def _parsed(text: str, zone: str, faults: dict[str, EdtfError]) -> When | None:
    try:
        return When.from_edtf(text, zone)
    except EdtfError as error:
        faults[text] = error
    return None


# Plain dates


def _parts(column: pa.ChunkedArray) -> Iterator[pa.LargeStringArray]:
    """The column in pieces, so that what is in between stays small beside it."""
    for chunk in column.chunks:
        for first in range(0, len(chunk), _ROWS_AT_ONCE):
            yield chunk.slice(first, _ROWS_AT_ONCE)


def _plain_dates(texts: pa.LargeStringArray) -> _Plain:
    _, offsets, letters = texts.buffers()
    ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(letters or b"", np.uint8)
    lengths = np.diff(ends)
    lengths[texts.is_null().to_numpy(zero_copy_only=False)] = 0
    days, precision = np.full((2, len(texts)), np.nan), np.zeros(len(texts), np.uint8)
    for shape in _SHAPES:
        rows = np.flatnonzero(lengths == shape.length)
        valid, first, limit = _days(shape, data, ends[rows])
        rows = rows[valid]
        days[:, rows], precision[rows] = (first[valid], limit[valid]), shape.precision
    earliest, latest = days * calendar.DAY
    return _Plain(earliest, latest, precision, (lengths > 0) & np.isnan(earliest))


def _days(shape: _Shape, data: Bytes, places: Indices) -> tuple[Mask, Indices, Indices]:
    """Which texts of one length are dates of a form, and the days since 1970 of their beginning and exclusive end.

    Args:
        data: the letters of all texts.
        places: where each text begins in them, shape (texts,).
    """
    start = places + shape.negative
    year, valid = _number(data, start, 4)
    month, day = np.ones_like(year), np.ones_like(year)
    if shape.negative:
        valid &= (data[places] == _MINUS) & (year > 0)
        year = -year
    if shape.precision <= Precision.MONTH:
        month, given = _number(data, start + 5, 2)
        valid &= given & (data[start + 4] == _MINUS) & (month >= 1) & (month <= _MOST_MONTHS)
    if shape.precision <= Precision.DAY:
        day, given = _number(data, start + 8, 2)
        valid &= given & (data[start + 7] == _MINUS) & (day >= 1)
    count = np.where(valid, (year - _EPOCH_YEAR) * _MOST_MONTHS + month - 1, 0)
    first, limit = _months(count, shape.months or 1)
    if shape.months:
        return valid, first, limit
    first += day - 1
    return valid & (first < limit), first, first + 1


def _number(data: Bytes, places: Indices, digits: int) -> tuple[NDArray[np.int64], Mask]:
    """The numbers of so many digits that stand somewhere, and which of them are made of digits alone."""
    number, valid = np.zeros(len(places), np.int64), np.ones(len(places), np.bool_)
    for place in range(digits):
        digit = data[places + place] - np.uint8(_ZERO)  # a letter below "0" comes out above 9
        valid &= digit <= 9
        number = number * 10 + digit
    return number, valid


def _months(count: Indices, months: int) -> tuple[Indices, Indices]:
    """The days since 1970 at which months begin, given in months since then, and so many months later."""
    least, most = count.min(initial=0), count.max(initial=0)
    begin = np.arange(least, most + months + 1).view("datetime64[M]").astype("datetime64[D]").view(np.int64)
    return begin[count - least], begin[count - least + months]
