"""Columns of CSV cells: what `unguarded` and `str.strip` make of each, by arrays."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Bytes, Indices, Mask
from timeline_app.model.letters import letters_of, limits_of

_GUARD = r"^'('*[=+\-@\t\r])"
_FIRST_BYTES = np.zeros(256, np.bool_)
_FIRST_BYTES[[*range(0x21), 0xC2, 0xE1, 0xE2, 0xE3]] = True
"""With which blanks begin in UTF-8: U+0085, U+00A0, U+1680, U+2000 and others, U+3000."""
_LAST_BYTES = np.zeros(256, np.bool_)
_LAST_BYTES[[*range(0x21), *range(0x80, 0x8B), 0x9F, 0xA0, 0xA8, 0xA9, 0xAF]] = True


def unguarded_all(column: pa.Array) -> pa.Array:
    """The cells as they were before they were guarded; a column of type large_string without nulls."""
    if not (_byte_at(column, limits_of(column)[:-1]) == ord("'")).any():
        return column
    import pyarrow.compute as pc  # slow to import

    return pc.replace_substring_regex(column, _GUARD, r"\1")


def stripped_all(column: pa.Array) -> pa.Array:
    """The cells without blanks around them; a column of type large_string."""
    if not _maybe_blank(column).any():
        return column
    import pyarrow.compute as pc  # slow to import

    return pc.utf8_trim_whitespace(column)


def blank_rows(columns: Iterable[pa.Array]) -> Indices | None:
    """The rows in which nothing but blanks stands in any column; None for no columns."""
    found: Indices | None = None
    for column in columns:
        here = column if found is None else column.take(pa.array(found))
        blank = np.flatnonzero(_are_blank(here))
        found = blank if found is None else found[blank]
    return found


def _are_blank(column: pa.Array) -> Mask:
    ends = limits_of(column)
    blank: Mask = ends[1:] == ends[:-1]
    rows = np.flatnonzero(_maybe_blank(column))
    if len(rows):
        import pyarrow.compute as pc  # slow to import

        trimmed = pc.utf8_trim_whitespace(column.take(pa.array(rows)))
        blank[rows] = pc.equal(trimmed, "").to_numpy(zero_copy_only=False)
    return blank


def _maybe_blank(column: pa.Array) -> Mask:
    """Which cells may begin or end with a blank."""
    ends = limits_of(column)
    found: Mask = _FIRST_BYTES[_byte_at(column, ends[:-1])] | _LAST_BYTES[_byte_at(column, ends[1:] - 1)]
    return found


def _byte_at(column: pa.Array, places: Indices) -> Bytes:
    """The bytes at some places among those of all cells; that of a neighbour where a cell is empty."""
    letters = letters_of(column)
    found: Bytes = letters.take(places, mode="clip") if len(letters) else np.full(len(places), ord("x"), np.uint8)
    return found
