"""Reads whole columns of EDTF texts: plain dates, times and intervals by arrays, anything else text by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model import calendar
from timeline_app.model.arrays import Bytes, Floats, Indices, Mask
from timeline_app.model.edtf import EdtfError, Precision
from timeline_app.model.letters import letters_of, limits_of
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind, When
from timeline_app.model.zones import Zone

_ROWS_AT_ONCE = 65536
_EPOCH_YEAR = 1970
_MOST_MONTHS = 12
_LARGEST_OFFSET = 18 * 60
_SLASH = ord("/")


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
        self._start = _Bounds(np.empty(rows), np.empty(rows), np.empty(rows, np.uint8))
        self._end: _Bounds | None = None
        self._kinds = _same(Kind.MOMENT, rows)

    def read(self, first: int, texts: pa.LargeStringArray, zone: Zone) -> Indices:
        """Read the texts of the rows from `first` on; which of them have to be parsed."""
        here, spots = slice(first, first + len(texts)), _spots(texts)
        dates = _dates(spots)
        rows = np.flatnonzero((spots.lengths > 0) & (dates.told == _NOTHING))
        self._start.set(here, _bounds(dates, zone))
        if self._end:
            self._end.set(here, self._start.taken(here))
        if len(rows):
            intervals = _intervals(spots.taken(rows), zone)
            self._set_intervals(first + rows[intervals.rows], intervals)
            rows = np.delete(rows, intervals.rows)
        return rows

    def times(self) -> TimeColumns:
        """Everything that was found."""
        start, end = self._start, self._end or self._start
        bounds = (start.earliest, start.latest, end.earliest, end.latest)
        flags = _same(0, len(start.precision))
        return TimeColumns.of_arrays((*bounds, self._kinds, start.precision, end.precision, flags))

    def _set_intervals(self, rows: Indices, intervals: "_Intervals") -> None:
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


# Where texts stand


class _Spots(NamedTuple):
    """Where texts stand among letters.

    Attributes:
        data: the letters of many texts, one behind the other.
        places, lengths: of each text, shape (texts,).
    """

    data: Bytes
    places: Indices
    lengths: Indices

    def taken(self, rows: Indices) -> "_Spots":
        """The spots of some texts."""
        return _Spots(self.data, self.places[rows], self.lengths[rows])


def _spots(texts: pa.LargeStringArray) -> _Spots:
    limits = limits_of(texts)
    lengths = np.diff(limits)
    lengths[texts.is_null().to_numpy(zero_copy_only=False)] = 0
    return _Spots(letters_of(texts), limits[:-1], lengths)


# Dates


_NOTHING, _BY_CLOCKS, _TIME_BY_CLOCKS, _BY_OFFSET = range(4)
"""What says when a date is: the clocks of a zone, for a day or for a time of day, or its own offset from UTC."""


class _Dates(NamedTuple):
    """What some texts say, each array of shape (texts,).

    Attributes:
        earliest, latest: seconds by the clocks, or in UTC where the text has an offset; NaN where it is no plain date.
        precision: 0 where it is none.
        told: one of the codes above.
    """

    earliest: Floats
    latest: Floats
    precision: Bytes
    told: Bytes


class _Bounds(NamedTuple):
    """Instants between which times lie, each array of shape (times,), and the units that they are known to."""

    earliest: Floats
    latest: Floats
    precision: Bytes

    def taken(self, rows: slice | Indices) -> "_Bounds":
        """The bounds of some times."""
        return _Bounds(self.earliest[rows], self.latest[rows], self.precision[rows])

    def copy(self) -> "_Bounds":
        """The same in arrays of its own."""
        return _Bounds(self.earliest.copy(), self.latest.copy(), self.precision.copy())

    def set(self, rows: slice | Indices, found: "_Bounds") -> None:
        """Put in the bounds of some times."""
        self.earliest[rows], self.latest[rows], self.precision[rows] = found


class _Shape(NamedTuple):
    """A form that plain dates are written in.

    Attributes:
        form: with 0 for each digit and ± for a sign; any other letter stands for itself.
        precision: the unit that such a date names.
        told: what says when it is.
    """

    form: str
    precision: Precision
    told: int


_DAY = "0000-00-00"
_SHAPES = tuple(
    _Shape(sign + form, precision, told)
    for form, precision, told in (
        (_DAY, Precision.DAY, _BY_CLOCKS),
        (_DAY[:7], Precision.MONTH, _BY_CLOCKS),
        (_DAY[:4], Precision.YEAR, _BY_CLOCKS),
        *(
            (f"{_DAY}T{clock}{offset}", precision, _BY_OFFSET if offset else _TIME_BY_CLOCKS)
            for clock, precision in (("00:00:00", Precision.SECOND), ("00:00", Precision.MINUTE))
            for offset in ("", "Z", "±00:00")
        ),
    )
    for sign in ("", "-")
)


def _dates(spots: _Spots) -> _Dates:
    """The plain dates among some texts."""
    found = _Dates(*np.full((2, len(spots.places)), np.nan), *np.zeros((2, len(spots.places)), np.uint8))
    for shape in _SHAPES:
        rows = np.flatnonzero(spots.lengths == len(shape.form))
        if len(rows):
            valid, earliest, latest = _shaped(shape, _letters(spots.data, spots.places[rows], len(shape.form)))
            rows = rows[valid]
            found.earliest[rows], found.latest[rows] = earliest[valid], latest[valid]
            found.precision[rows], found.told[rows] = shape.precision, shape.told
    return found


def _letters(data: Bytes, places: Indices, length: int) -> Bytes:
    """The letters at some places, shape (length, places)."""
    windows: NDArray[Any] = np.ndarray((len(data) - length + 1,), f"V{length}", data.data, 0, (1,))
    return np.ascontiguousarray(windows[places].view(np.uint8).reshape(len(places), length).T)


def _shaped(shape: _Shape, letters: Bytes) -> tuple[Mask, Indices, Indices]:
    """Which texts are dates of a form, and the seconds by their own clocks, or offset, at which they begin and end."""
    valid = np.ones(letters.shape[1], np.bool_)
    for letter, wanted in zip(letters, shape.form, strict=True):
        if wanted == "0":
            letter -= np.uint8(ord("0"))  # a letter below "0" comes out above 9
            valid &= letter <= 9
        else:
            valid &= (letter == ord("+")) | (letter == ord("-")) if wanted == "±" else letter == ord(wanted)
    first = int(shape.form.startswith("-"))
    year = _pair(letters, first).astype(np.int64) * 100 + _pair(letters, first + 2)
    if first:
        valid &= year > 0
        year = -year
    first_day, limit, known = _days(shape, year, letters[first:])
    valid &= known
    if shape.precision >= Precision.DAY:
        return valid, first_day * _DAY_SECONDS, limit * _DAY_SECONDS
    seconds, possible = _clock(shape, letters[first + len(_DAY) + 1 :])
    seconds += first_day * _DAY_SECONDS
    return valid & possible, seconds, seconds + (60 if shape.precision is Precision.MINUTE else 1)


_DAY_SECONDS = int(calendar.DAY)


def _pair(letters: Bytes, place: int) -> Bytes:
    """The numbers of two digits at a place."""
    number: Bytes = letters[place] * np.uint8(10) + letters[place + 1]
    return number


def _days(shape: _Shape, year: Indices, letters: Bytes) -> tuple[Indices, Indices, Mask]:
    """The days since 1970 at which dates begin and end, and which of them there are in the calendar."""
    month = day = np.ones_like(letters[0])
    if shape.precision <= Precision.MONTH:
        month = _pair(letters, len("0000-"))
    if shape.precision <= Precision.DAY:
        day = _pair(letters, len("0000-00-"))
    known = (month >= 1) & (month <= _MOST_MONTHS) & (day >= 1) & (abs(year) <= 9999)
    count = np.where(known, (year - _EPOCH_YEAR) * _MOST_MONTHS + month - 1, 0)
    first, limit = _months(count, _MOST_MONTHS if shape.precision is Precision.YEAR else 1)
    if shape.precision > Precision.DAY:
        return first, limit, known
    first += day - np.int64(1)
    return first, first + 1, known & (first < limit)


def _months(count: Indices, months: int) -> tuple[Indices, Indices]:
    """The days since 1970 at which months begin, given in months since then, and so many months later."""
    least, most = count.min(initial=0), count.max(initial=0)
    begin = np.arange(least, most + months + 1).view("datetime64[M]").astype("datetime64[D]").view(np.int64)
    return begin[count - least], begin[count - least + months]


def _clock(shape: _Shape, letters: Bytes) -> tuple[Indices, Mask]:
    """Seconds since midnight, less the offset from UTC that is given, and which times and offsets there are."""
    hour, minute = _pair(letters, 0), _pair(letters, len("00:"))
    seconds, possible = hour * np.int64(3600) + minute * np.int64(60), (hour <= 23) & (minute <= 59)
    if shape.precision is Precision.SECOND:
        second = _pair(letters, len("00:00:"))
        seconds += second
        possible &= second <= 59  # one of 60 is looked up in the list of leap seconds
    if "±" in shape.form:
        sign, hours, minutes = letters[-6], _pair(letters[-5:], 0), _pair(letters[-5:], len("00:"))
        offset = hours * np.int64(60) + minutes
        possible &= (offset <= _LARGEST_OFFSET) & (minutes <= 59)
        seconds -= 60 * np.where(sign == ord("-"), -offset, offset)
    return seconds, possible


def _bounds(dates: _Dates, zone: Zone) -> _Bounds:
    """The instants that are meant, as `when.bounds_of` finds them."""
    earliest, latest = dates.earliest, dates.latest
    if zone.name != "UTC":
        earliest, latest = earliest.copy(), latest.copy()
        days, times = (np.flatnonzero(dates.told == told) for told in (_BY_CLOCKS, _TIME_BY_CLOCKS))
        earliest[days], latest[days] = (zone.seconds_of_all(bound[days]) for bound in (earliest, latest))
        latest[days] = np.maximum(latest[days], np.nextafter(earliest[days], np.inf))  # a day may be skipped
        lasting = latest[times] - earliest[times]
        earliest[times], last = zone.instants_of_all(earliest[times])
        latest[times] = last + lasting
    return _Bounds(earliest, latest, dates.precision)


# Intervals


class _Intervals(NamedTuple):
    """The intervals among some texts.

    Attributes:
        rows: which texts are intervals of two plain dates in their order, shape (intervals,).
        start, end: of each.
    """

    rows: Indices
    start: _Bounds
    end: _Bounds


def _intervals(spots: _Spots, zone: Zone) -> _Intervals:
    rows, left, right = _halves(spots)
    start, end = _dates(left), _dates(right)
    first, last = _bounds(start, zone), _bounds(end, zone)
    apart = (start.told == _BY_OFFSET) != (end.told == _BY_OFFSET)  # the zone alone says which is earlier
    told = (start.told != _NOTHING) & (end.told != _NOTHING)
    valid = np.flatnonzero(told & (apart | (start.earliest < end.latest)) & (first.earliest < last.latest))
    return _Intervals(rows[valid], first.taken(valid), last.taken(valid))


def _halves(spots: _Spots) -> tuple[Indices, _Spots, _Spots]:
    """The texts with just one slash, and what stands on either side of it."""
    data, places, lengths = spots
    first = int(places[0])
    slashes = first + np.flatnonzero(data[first : int(places[-1] + lengths[-1])] == _SLASH)
    before, behind = np.searchsorted(slashes, places), np.searchsorted(slashes, places + lengths)
    rows = np.flatnonzero(behind - before == 1)
    slash, start = slashes[before[rows]], places[rows]
    right = slash + 1
    return rows, _Spots(data, start, slash - start), _Spots(data, right, start + lengths[rows] - right)
