"""The arrays that columns are made of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]


def widths(earliest: Floats, latest: Floats) -> Floats:
    """How far bounds are apart; 0 where one is infinite or NaN."""
    known = np.isfinite(earliest) & np.isfinite(latest)
    return np.subtract(latest, earliest, out=np.zeros(len(known)), where=known)


def codes(numbers: Indices, kinds: int) -> NDArray[np.unsignedinteger[Any]]:
    """Numbers under `kinds`, in the smallest type that holds them, read-only."""
    return frozen(numbers.astype(np.min_scalar_type(max(kinds - 1, 0))))


def constant(value: float, length: int) -> Floats:
    """A column that holds one value throughout, and takes no memory."""
    return np.broadcast_to(np.float64(value), (length,))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """An array that can't be written to."""
    if array.strides != (0,):  # one value throughout stays one value
        array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
