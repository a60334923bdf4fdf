"""Turns typed Arrow columns into columns of text; dates and times become EDTF."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from timeline_app.model import calendar
from timeline_app.model.arrays import Indices

_FIRST_DAY = calendar.day_number(-9999)
_LIMIT_DAY = calendar.day_number(10_000)
"""Days since 1970 between which years have four digits."""


def text_column_of(column: pa.ChunkedArray) -> pa.Array | None:
    """The values of a column as text, of type large_string or null and in one piece; None where they have no text.

    Numbers are as short as can be, NaN is nothing, bytes are text if they are UTF-8. Times without a zone that are all
    midnights are days: there is a type of its own for days, but much of what writes tables has none.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    to_text = next((convert for fits, convert in _CONVERSIONS if fits(column.type)), None)
    try:
        return None if to_text is None else _one_piece(to_text(column))
    except pa.ArrowInvalid:
        return None


def year_column_of(column: pa.ChunkedArray) -> pa.Array | None:
    """The same for a column of dates, in which bare numbers are years."""
    if pa.types.is_floating(column.type) and pc.all(pc.is_finite(pc.fill_null(column, 0.0))).as_py():
        column = _or_as_it_is(column, pa.int64())
    if not pa.types.is_integer(column.type):
        return text_column_of(column)
    digits = pc.utf8_lpad(pc.abs(column.cast(pa.int64())).cast(pa.large_string()), 4, "0")
    signed = pc.if_else(pc.less(column, 0), _behind("-", digits), digits)
    long = _behind("Y", signed)
    return _one_piece(pc.if_else(pc.greater(pc.utf8_length(digits), 4), long, signed))


def _behind(letter: str, texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts with a letter before each."""
    return pc.binary_replace_slice(texts, 0, 0, letter)


def _or_as_it_is(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    """The column cast to another type, where nothing of it is lost."""
    try:
        return column.cast(wanted)
    except pa.ArrowInvalid:
        return column


def _one_piece(column: pa.ChunkedArray) -> pa.Array:
    if column.null_count == len(column):
        return pa.nulls(len(column))
    text = column.cast(pa.large_string())
    return text.chunk(0) if text.num_chunks == 1 else text.combine_chunks()


# Numbers


def _number_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    return column.cast(pa.large_string())


# Dates and times


def _day_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return _with_far_years(column.cast(pa.date32(), safe=False).cast(pa.large_string()), column)


def _time_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Times of day to the second, or to the microsecond where one has a fraction; with a zone, in UTC."""
    zone = "UTC" if column.type.tz else None
    seconds = _or_as_it_is(column, pa.timestamp("s", column.type.tz))
    if zone is None and _are_midnights(seconds):
        return _day_text(column)
    unit = "s" if seconds.type.unit == "s" else "us"
    times = seconds.cast(pa.timestamp(unit, column.type.tz), safe=False).cast(pa.timestamp(unit, zone))
    return _with_far_years(pc.replace_substring(times.cast(pa.large_string()), " ", "T", max_replacements=1), column)


def _are_midnights(seconds: pa.ChunkedArray) -> bool:
    if seconds.type.unit != "s":
        return False
    known = (chunk.drop_null().cast(pa.int64()).to_numpy() for chunk in seconds.chunks)
    return not any((times % int(calendar.DAY)).any() for times in known)


def _with_far_years(texts: pa.ChunkedArray, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts with the year alone for dates whose year has more than four digits."""
    days = _days_of(column)
    far = (days < _FIRST_DAY) | (days >= _LIMIT_DAY)
    if not far.any():
        return texts
    years = days[far].view("datetime64[D]").astype("datetime64[Y]").view(np.int64) + 1970
    found = pa.array([f"Y{year}" for year in years.tolist()], pa.large_string())
    return pa.chunked_array([pc.replace_with_mask(texts.combine_chunks(), pa.array(far), found)])


def _days_of(column: pa.ChunkedArray) -> Indices:
    """The days since 1970 of dates or times, 0 where there is none."""
    if pa.types.is_date32(column.type):
        numbers: NDArray[Any] = pc.fill_null(column.cast(pa.int32()), 0).to_numpy()
        return numbers.astype(np.int64)
    unit = column.type.unit if pa.types.is_timestamp(column.type) else "ms"
    ticks: NDArray[np.int64] = pc.fill_null(column.cast(pa.int64()), 0).to_numpy()
    days: Indices = ticks // _DAY_IN[unit]
    return days


_DAY_IN = {unit: int(calendar.DAY) * 1000**power for power, unit in enumerate(("s", "ms", "us", "ns"))}


def _is_cast(kind: pa.DataType) -> bool:
    """Whether Arrow's own text of a type is that which is wanted."""
    types = pa.types
    return any(
        fits(kind)
        for fits in (
            types.is_null,
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_binary,
            types.is_large_binary,
            types.is_boolean,
            types.is_time,
        )
    )


_CONVERSIONS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.ChunkedArray], pa.ChunkedArray]], ...] = (
    (_is_cast, lambda column: column),
    (pa.types.is_integer, _number_text),
    (pa.types.is_floating, _number_text),
    (pa.types.is_decimal, _number_text),
    (pa.types.is_date, _day_text),
    (pa.types.is_timestamp, _time_text),
)
