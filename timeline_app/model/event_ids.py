"""The ids of events of several tables beside each other: those that clash become different, the others stay."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Indices
from timeline_app.model.ids import Ids
from timeline_app.model.table import made_id

_MADE = r"^event-[1-9][0-9]*$"
_LONGEST_ROW = 18
"""Digits of a number that a row can't have more of."""


def joined_ids(columns: Sequence[pa.Array]) -> list[pa.Array]:
    """The ids of some tables that are put one after the other.

    Args:
        columns: of each table, as `EventTable.ids` is; null is an event that is called by its row, and stays null
            unless another event is called by that row.
    """
    own = [column.cast(pa.large_string()) for column in columns]
    if all(column.null_count == len(column) for column in own):
        return [pa.nulls(len(column)) for column in own]
    whole = pa.concat_arrays(own)
    clashing = _clashing(whole)
    if len(clashing):
        whole = _renamed(whole, clashing)
    starts = np.cumsum([0, *map(len, own)]).tolist()
    return [whole.slice(start, len(column)) for start, column in zip(starts, own, strict=False)]


def _clashing(ids: pa.Array) -> Indices:
    """The rows that are called as one before them, or as one that has a name of its own; ascending."""
    import pyarrow.compute as pc  # slow to import, and needed only here

    encoded = ids.dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    named = np.flatnonzero(codes >= 0)
    first = np.full(len(encoded.dictionary), len(ids))
    np.minimum.at(first, codes[named], named)
    again = named[first[codes[named]] < named]
    like_made = encoded.dictionary.filter(pc.match_substring_regex(encoded.dictionary, _MADE)).to_pylist()
    rows = np.array([int(name[6:]) - 1 for name in like_made if len(name) <= _LONGEST_ROW], np.int64)
    rows = rows[rows < len(ids)]
    return np.union1d(again, rows[codes[rows] < 0])


def _renamed(ids: pa.Array, rows: Indices) -> pa.Array:
    """The ids with others that are free in some rows."""
    import pyarrow.compute as pc  # slow to import, and needed only here

    mask = np.zeros(len(ids), dtype=bool)
    mask[rows] = True
    names = ids.take(pa.array(rows)).to_pylist()
    wanted = [made_id(row) if name is None else name for row, name in zip(rows.tolist(), names, strict=True)]
    free = Ids(_in_use(ids, wanted))
    found = [free.free(name) for name in wanted]
    return pc.replace_with_mask(ids, pa.array(mask), pa.array(found, pa.large_string()))


def _in_use(ids: pa.Array, wanted: Sequence[str]) -> list[str]:
    """The ids that new ones might meet: those that begin with the name that is wanted and a number behind it."""
    import pyarrow.compute as pc  # slow to import, and needed only here

    stems = pa.array(dict.fromkeys(wanted), pa.large_string())
    ends = pc.replace_substring_regex(ids, r"(-[0-9]+)+$", "")
    roots = pc.replace_substring_regex(stems, r"(-[0-9]+)+$", "")
    met = pc.is_in(ends, roots).fill_null(False)
    return [*ids.filter(met).to_pylist(), *wanted]
