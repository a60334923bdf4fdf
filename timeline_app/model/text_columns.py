"""Columns of text, which take no memory where there is no text in them."""

from collections.abc import Iterable, Sequence

import pyarrow as pa


def text_column(values: Iterable[str | None]) -> pa.Array:
    """A column of texts, which may hold more than two gigabytes; of type null where there is none at all."""
    texts = list(values)
    return pa.array(texts, type=pa.large_string()) if any(texts) else pa.nulls(len(texts))


def text_columns_joined(columns: Sequence[pa.Array]) -> pa.Array:
    """The texts of several columns one after the other."""
    if all(pa.types.is_null(column.type) for column in columns):
        return pa.nulls(sum(map(len, columns)))
    return pa.concat_arrays([column.cast(pa.large_string()) for column in columns])


def text_at(column: pa.Array, row: int) -> str:
    """One text of a column, "" where there is none."""
    return column[row].as_py() or ""
