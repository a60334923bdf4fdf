"""Dates as spreadsheets count them: days since the end of 1899, bare numbers of five digits."""

import re
from typing import NamedTuple

import pyarrow as pa

from timeline_app.model import calendar

_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")
_DAY_ZERO = calendar.day_number(1899, 12, 30)
_MINUTES = 24 * 60


class SerialDays(NamedTuple):
    """A column of such numbers as dates, and what was decided, in a sentence."""

    texts: pa.Array
    note: str


def serial_days(column: pa.Array) -> SerialDays | None:
    """The dates in a column in which nothing but such numbers stands, 20000 to 79999 (1954 to 2119); else None."""
    if pa.types.is_null(column.type):
        return None
    first = next((text for text in column[:_LOOKED_AT].to_pylist() if text), "")
    if not _SERIAL.fullmatch(first):
        return None
    encoded = column.dictionary_encode()
    distinct = [(text or "").strip() for text in encoded.dictionary.to_pylist()]
    if not all(_SERIAL.fullmatch(text) for text in distinct if text):
        return None
    dates = pa.array([_date_of(text) for text in distinct], pa.large_string()).take(encoded.indices)
    note = f"“{first}” and numbers like it are read as the days that spreadsheets count: {_date_of(first)}"
    return SerialDays(dates, note)


_LOOKED_AT = 100


def _date_of(text: str) -> str:
    """The day, and the minute where the number has decimals."""
    if not text:
        return ""
    whole, _, decimals = text.partition(".")
    minutes = round(float(f"0.{decimals or 0}") * _MINUTES)
    day = _DAY_ZERO + int(whole) + minutes // _MINUTES
    year, month, date = calendar.date_of_day(day)
    clock = f"T{minutes % _MINUTES // 60:02d}:{minutes % 60:02d}" if minutes % _MINUTES else ""
    return f"{year:04d}-{month:02d}-{date:02d}{clock}"
