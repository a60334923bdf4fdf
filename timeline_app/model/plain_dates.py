"""Plain dates, times and intervals of them among texts, read by arrays: what stands in most columns of dates."""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.model import calendar
from timeline_app.model.arrays import Bytes, Floats, Indices, Mask
from timeline_app.model.edtf import Precision
from timeline_app.model.letters import letters_of, limits_of
from timeline_app.model.zones import Zone

_EPOCH_YEAR = 1970
_MOST_MONTHS = 12
_LARGEST_OFFSET = 18 * 60
_SLASH = ord("/")


# Where texts stand


class Spots(NamedTuple):
    """Where texts stand among letters.

    Attributes:
        data: the letters of many texts, one behind the other.
        places, lengths: of each text, shape (texts,).
    """

    data: Bytes
    places: Indices
    lengths: Indices

    def taken(self, rows: Indices) -> "Spots":
        """The spots of some texts."""
        return Spots(self.data, self.places[rows], self.lengths[rows])


def spots_of(texts: pa.LargeStringArray) -> Spots:
    """Where the texts of a column stand; null is an empty text."""
    limits = limits_of(texts)
    lengths = np.diff(limits)
    lengths[texts.is_null().to_numpy(zero_copy_only=False)] = 0
    return Spots(letters_of(texts), limits[:-1], lengths)


# Dates


NOTHING, _BY_CLOCKS, _TIME_BY_CLOCKS, _BY_OFFSET = range(4)
"""What says when a date is: the clocks of a zone, for a day or for a time of day, or its own offset from UTC."""


class Dates(NamedTuple):
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


class Bounds(NamedTuple):
    """Instants between which times lie, each array of shape (times,), and the units that they are known to."""

    earliest: Floats
    latest: Floats
    precision: Bytes

    def taken(self, rows: slice | Indices) -> "Bounds":
        """The bounds of some times."""
        return Bounds(self.earliest[rows], self.latest[rows], self.precision[rows])

    def copy(self) -> "Bounds":
        """The same in arrays of its own."""
        return Bounds(self.earliest.copy(), self.latest.copy(), self.precision.copy())

    def set(self, rows: slice | Indices, found: "Bounds") -> None:
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
_LONGEST = max(len(shape.form) for shape in _SHAPES)


def dates_at(spots: Spots) -> Dates:
    """The plain dates among some texts."""
    found = Dates(*np.full((2, len(spots.places)), np.nan), *np.zeros((2, len(spots.places)), np.uint8))
    counts = np.bincount(np.minimum(spots.lengths, _LONGEST + 1), minlength=_LONGEST + 1)
    for shape in _SHAPES:
        if counts[len(shape.form)]:
            rows = np.flatnonzero(spots.lengths == len(shape.form))
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


def instants_of(dates: Dates, zone: Zone) -> Bounds:
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
    return Bounds(earliest, latest, dates.precision)


# Intervals


class Intervals(NamedTuple):
    """The intervals among some texts.

    Attributes:
        rows: which texts are intervals of two plain dates in their order, shape (intervals,).
        start, end: of each.
    """

    rows: Indices
    start: Bounds
    end: Bounds


def intervals_at(spots: Spots, zone: Zone) -> Intervals:
    """The intervals of plain dates among some texts."""
    rows, left, right = _halves(spots)
    start, end = dates_at(left), dates_at(right)
    first, last = instants_of(start, zone), instants_of(end, zone)
    apart = (start.told == _BY_OFFSET) != (end.told == _BY_OFFSET)  # the zone alone says which is earlier
    told = (start.told != NOTHING) & (end.told != NOTHING)
    valid = np.flatnonzero(told & (apart | (start.earliest < end.latest)) & (first.earliest < last.latest))
    return Intervals(rows[valid], first.taken(valid), last.taken(valid))


def _halves(spots: Spots) -> tuple[Indices, Spots, Spots]:
    """The texts with just one slash, and what stands on either side of it."""
    data, places, lengths = spots
    if not len(places):
        return places, spots, spots
    first = int(places[0])
    slashes = first + np.flatnonzero(data[first : int(places[-1] + lengths[-1])] == _SLASH)
    before, behind = np.searchsorted(slashes, places), np.searchsorted(slashes, places + lengths)
    rows = np.flatnonzero(behind - before == 1)
    slash, start = slashes[before[rows]], places[rows]
    right = slash + 1
    return rows, Spots(data, start, slash - start), Spots(data, right, start + lengths[rows] - right)
