"""The letters of a column of text, as Arrow has them: one text right behind the other, nothing copied."""

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Bytes, Indices


def limits_of(column: pa.LargeStringArray) -> Indices:
    """Where each text begins among the letters, and where the last one ends: shape (texts + 1,)."""
    limits = np.frombuffer(column.buffers()[1] or b"\0" * 8, np.int64)
    return limits[column.offset : column.offset + len(column) + 1]


def letters_of(column: pa.LargeStringArray) -> Bytes:
    """The letters that `limits_of` counts, UTF-8; those of texts before and behind the column are among them."""
    return np.frombuffer(column.buffers()[2] or b"", np.uint8)
