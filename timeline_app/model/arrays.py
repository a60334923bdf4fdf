"""The arrays that columns are made of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """An array that can't be written to."""
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
