"""The dates of a table as its cells have them: one column or several, EDTF or as people write dates."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import pyarrow as pa

from timeline_app.formats.dates.date_parts import parted_date
from timeline_app.formats.dates.day_order import DayOrder
from timeline_app.formats.dates.written_dates import WrittenDate, written_date
from timeline_app.model import calendar
from timeline_app.model.edtf import EdtfError, parse
from timeline_app.model.edtf.hints.forms import NOW, month_number

CLOCKS = ("time", "end time")
PARTS = ("when", "end", "year", "month", "day", "end year", "end month", "end day", *CLOCKS)
"""The columns of which a date is made."""

_SEPARATOR = "\x1f"
_EPOCH = re.compile(r"\d{10}(\d{3})?(\.0)?")
_MIDNIGHT = re.compile(r"(\d)[ T]0?0:00(:00(\.0+)?)?$")
_YEAR = re.compile(r"[+-]?\d{1,6}")
_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")
_NO_SECONDS = re.compile(r"(\d:\d\d):00(?:\.0+)?$")
_ONGOING = re.compile(rf"(?:still )?(?:{NOW}|continuing)", re.IGNORECASE)
_UNKNOWN = frozenset(("?", "-", "–", "—", "unknown", "not known", "unclear", "n/a", "na", "tbd", "tbc"))
"""What people write for an end that nobody knows."""


class Cells(NamedTuple):
    """The dates of a table.

    Attributes:
        texts: EDTF, or what stands in the cells where that can't be read, shape (rows,).
        stated: what stands in the cells where it is not EDTF, else "", shape (rows,).
        notes: what was decided for all of a column, in sentences.
        doubtful: whether it must be asked which of two numbers is the day.
        unread: the ends that can't be read of dates whose beginnings can, else "", shape (rows,); None where all can.
        unread_codes: the same of codes that say how exact dates are.
    """

    texts: pa.Array
    stated: pa.Array
    notes: tuple[str, ...] = ()
    doubtful: bool = False
    unread: pa.Array | None = None
    unread_codes: pa.Array | None = None


def parted(columns: Mapping[str, pa.Array]) -> bool:
    """Whether the dates of a table stand in more than one column."""
    return any(name in columns for name in PARTS[1:])


def joined_cells(columns: Mapping[str, pa.Array], rows: int) -> pa.Array:
    """The parts of each row's date in one text, for `written_cells`."""
    import pyarrow.compute as pc  # slow to import

    parts = [columns.get(name, pa.nulls(rows)).cast(pa.large_string()).fill_null("") for name in PARTS]
    return pc.binary_join_element_wise(*parts, pa.scalar(_SEPARATOR, pa.large_string()))


def corrected_cells(column: pa.Array, faults: Collection[str], day_first: bool | None = None) -> Cells:
    """The dates in one column, some of whose texts are not EDTF; the others are left as they are."""
    import pyarrow.compute as pc  # slow to import

    faulty = pc.is_in(column, pa.array(list(faults), pa.large_string()))
    filled = pc.sum(pc.not_equal(column, "")).as_py()
    found = written_cells(column.filter(faulty), alone=pc.sum(faulty).as_py() == filled, day_first=day_first)
    nothing = pa.repeat(pa.scalar("", pa.large_string()), len(column))
    texts, stated = (
        pc.replace_with_mask(cells, faulty, written)
        for cells, written in ((column, found.texts), (nothing, found.stated))
    )
    return Cells(texts, stated, found.notes, found.doubtful)


def written_cells(column: pa.Array, *, alone: bool = True, day_first: bool | None = None) -> Cells:
    """The dates in cells, of which each distinct one is read once.

    Args:
        column: texts, of one column or of `joined_cells`.
        alone: whether the column holds no others: then nothing but numbers may be seconds since 1970.
        day_first: whether 05/06/2023 is 5 June; None where that has to be found out.
    """
    encoded = column.dictionary_encode()
    distinct: list[str] = encoded.dictionary.to_pylist()
    parts = [tuple(text.split(_SEPARATOR)) for text in distinct]
    if alone and _are_midnights(parts):
        parts = [tuple(_MIDNIGHT.sub(r"\1", cell.strip()) for cell in cells) for cells in parts]
    order = DayOrder.of(cell for cells in parts for cell in cells) if day_first is None else DayOrder.said(day_first)
    read = partial(_date_of, order=order, epoch=alone and _is_epoch(parts))
    dates = [read(cells) for cells in parts]
    places = pa.array(encoded.indices)
    texts = pa.array([date.text for date in dates], pa.large_string()).take(places)
    stated = pa.array([date.stated for date in dates], pa.large_string()).take(places)
    unread = pa.array([date.unread for date in dates], pa.large_string()).take(places)
    return Cells(texts, stated, order.notes, order.doubtful, unread if any(date.unread for date in dates) else None)


# One row


class _RowDate(NamedTuple):
    """The date of a row, see `WrittenDate`, and its end if only that can't be read."""

    text: str
    stated: str = ""
    unread: str = ""


def _date_of(cells: tuple[str, ...], order: DayOrder, epoch: bool) -> _RowDate:
    """The date in the cells of one row; the cells themselves, to be refused, where it can't be read."""
    parts = dict(zip(PARTS, cells, strict=False))
    begin = parts.get("when") or _of_parts(parts, ("year", "month", "day"))
    end = parts.get("end") or _of_parts(parts, ("end year", "end month", "end day"))
    whole = f"{begin} to {end}" if begin and end else begin or end
    try:
        day = _read(begin.strip(), order, epoch=epoch) if parts.get("when") else _exact(begin)
        first = _timed(day, parts.get("time", ""))
    except EdtfError:
        return _RowDate(whole)
    try:
        last_day = _end(end.strip(), order, epoch=epoch) if parts.get("end") else _exact(end) if end else day
        last = _timed(last_day, parts.get("end time", ""))
        last = last if end or last != day else _exact("")
    except EdtfError:
        return _RowDate(f"{first.text}/", whole, end.strip()) if first.text else _RowDate(whole)
    if not (last.text or last.stated) or last.text == first.text:
        return _RowDate(*first)
    stated = " to ".join(date.stated or date.text for date in (first, last) if date.text or date.stated)
    return _RowDate(f"{first.text or '..'}/{last.text}", stated if first.stated or last.stated else "")


def _timed(day: WrittenDate, time: str) -> WrittenDate:
    """A day with the time of day in another column; without it where that can't be read, or the day isn't one."""
    clock = _NO_SECONDS.sub(r"\1", time.strip())  # spreadsheets write seconds behind each time
    if not clock or not _DAY.fullmatch(day.text):
        return day
    try:
        return WrittenDate(written_date(f"{day.text} {clock}").text, f"{day.stated} {clock}" if day.stated else "")
    except EdtfError:
        return day


def _end(text: str, order: DayOrder, *, epoch: bool) -> WrittenDate:
    """An end; open where it is said to go on, and unknown where it is said to be so."""
    if _ONGOING.fullmatch(text):
        return WrittenDate("..", text)
    return WrittenDate("", text) if text.lower() in _UNKNOWN else _read(text, order, epoch=epoch)


def _of_parts(parts: Mapping[str, str], names: Sequence[str]) -> str:
    """The date whose parts stand in several cells, no more precise than they are; "" where there are none."""
    year, month, day = (parts.get(name, "").strip().removesuffix(".0") for name in names)
    number = month if month.isdigit() or not month else month_number(month.lower())
    if not _YEAR.fullmatch(year) or number is None:
        return " ".join(part for part in (day, month, year) if part)
    told = str(number).strip("0")  # 0 is how some tables say that they don't know it
    return parted_date(
        (str(int(year)), str(number), day if day.strip("0") else "") if told else (str(int(year)),)
    ).whole


def _exact(text: str) -> WrittenDate:
    """A date that is written by us, and so as it should be if its parts make one."""
    return WrittenDate(str(parse(text)) if text else "")


def _read(text: str, order: DayOrder, *, epoch: bool) -> WrittenDate:
    if not text:
        return WrittenDate("")
    if epoch and _EPOCH.fullmatch(text):
        return WrittenDate(_instant(text), text)
    day = order.day_in(text)
    if day is not None:
        return WrittenDate(written_date(day).text, text)
    return written_date(text)


def _instant(text: str) -> str:
    """The day and time of so many seconds, or milliseconds, since 1970."""
    digits = text.removesuffix(".0")
    seconds = int(digits) / (1000 if len(digits) > 10 else 1)
    civil = calendar.civil_at(seconds)
    whole = seconds % calendar.DAY
    clock = f"{int(whole // 3600):02d}:{int(whole % 3600 // 60):02d}:{int(whole % 60):02d}"
    return f"{civil.year:04d}-{civil.month:02d}-{civil.day:02d}T{clock}Z"


# A column as a whole


def _are_midnights(parts: Iterable[tuple[str, ...]]) -> bool:
    """Whether all dates end in midnight: what writes days as times of day writes every day so."""
    found = [cell for cells in parts for cell in cells[:2] if cell.strip()]
    return bool(found) and all(_MIDNIGHT.search(cell.strip()) for cell in found)


def _is_epoch(parts: Iterable[tuple[str, ...]]) -> bool:
    """Whether all that stands in the first columns are seconds, or milliseconds, since 1970."""
    found = [cells[0].strip() for cells in parts if cells[0].strip()]
    return bool(found) and all(_EPOCH.fullmatch(cell) for cell in found)
