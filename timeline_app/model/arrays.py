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


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """An array that can't be written to."""
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
