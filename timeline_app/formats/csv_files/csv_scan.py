"""Looks through the bytes of a CSV file: whether all its rows are beyond doubt, and in which lines they begin."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from timeline_app.model.arrays import Bytes, Indices, Mask

_AT_ONCE = 2**20
_QUOTE, _LF, _CR = b'"\n\r'


class Scan(NamedTuple):
    """What the bytes of a file say of its rows.

    Attributes:
        plain: whether whoever follows RFC 4180 (2.) finds the same rows and cells: each quotation mark begins a cell,
            ends one, or is doubled inside; lines end in LF or CR LF.
        quoted: whether there are quotation marks.
    """

    plain: bool
    quoted: bool


def scanned(data: Bytes, delimiter: str) -> Scan:
    """What the bytes of rows say of them; they begin where a row does."""
    count = 0
    for first, block in _blocks(data):
        if not _ends_well(data, first, block):
            return Scan(False, count > 0)
        quotes = first + np.flatnonzero(block == _QUOTE)
        if not _fit(data, quotes, count, ord(delimiter)):
            return Scan(False, True)
        count += len(quotes)
    return Scan(count % 2 == 0, count > 0)


def lines_of_rows(data: Bytes, first_line: int) -> Indices:
    """The lines in which the rows of plain CSV begin, those of nothing but a line break left out; counted from 1.

    Args:
        data: as it was scanned.
        first_line: that in which it begins.
    """
    found: list[Indices] = []
    start, line, count = 0, first_line, 0  # of the row that has begun before a block, and quotation marks before it
    for first, block in _blocks(data):
        breaks = first + np.flatnonzero(block == _LF)
        quotes = first + np.flatnonzero(block == _QUOTE)
        ending = np.flatnonzero((count + np.searchsorted(quotes, breaks)) % 2 == 0)
        starts = np.concatenate([[start], breaks[ending] + 1])
        lines = np.concatenate([[line], first_line + ending + 1])
        filled = ~_are_breaks(data, starts[:-1])
        found.append(lines[:-1][filled])
        start, line, count, first_line = int(starts[-1]), int(lines[-1]), count + len(quotes), first_line + len(breaks)
    if start < len(data):
        found.append(np.array([line]))
    return np.concatenate(found) if found else np.empty(0, np.int64)


def line_breaks(data: Bytes) -> int:
    """How many lines end in some bytes."""
    return sum(int(np.count_nonzero(block == _LF)) for _, block in _blocks(data))


def _blocks(data: Bytes) -> Iterator[tuple[int, Bytes]]:
    """The bytes in pieces that fit a cache, so that what is in between stays small; each with where it begins."""
    for first in range(0, len(data), _AT_ONCE):
        yield first, data[first : first + _AT_ONCE]


def _ends_well(data: Bytes, first: int, block: Bytes) -> bool:
    """Whether each CR stands before an LF."""
    returns = first + np.flatnonzero(block == _CR)
    if not len(returns):
        return True
    return bool(returns[-1] + 1 < len(data) and (data[returns + 1] == _LF).all())


def _fit(data: Bytes, quotes: Indices, before: int, delimiter: int) -> bool:
    """Whether quotation marks, of which so many stand before them, begin and end cells or are doubled."""
    opening, closing = quotes[before % 2 :: 2], quotes[1 - before % 2 :: 2]
    left = data[np.maximum(opening - 1, 0)]
    right = data[np.minimum(closing + 1, len(data) - 1)]
    starts = (opening == 0) | (left == delimiter) | (left == _LF) | (left == _QUOTE)
    ends = (closing == len(data) - 1) | (right == delimiter) | (right == _LF) | (right == _CR) | (right == _QUOTE)
    return bool(starts.all() and ends.all())


def _are_breaks(data: Bytes, starts: Indices) -> Mask:
    """Whether nothing but a line break stands in rows that end in one."""
    first, second = data[starts], data[np.minimum(starts + 1, len(data) - 1)]
    found: Mask = (first == _LF) | ((first == _CR) & (second == _LF))
    return found
