"""How much memory the process, a table's text and all arrays within reach of an object take."""

import gc
import math
import resource
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np

from timeline_app.model.table import EventTable


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def text_bytes(events: EventTable) -> int:
    """Bytes of all Arrow columns of a table."""
    columns = [*vars(events).values(), *events.fields.values()]
    return sum(column.nbytes for column in columns if type(column).__module__.startswith("pyarrow"))


def array_bytes(root: object) -> int:
    """Bytes of all NumPy arrays that can be reached from an object, what several arrays share counted once."""
    seen, left, owners = {id(root)}, [root], dict[int, int]()
    while left:
        found = left.pop()
        if isinstance(found, np.ndarray):
            owner = _owner(found)
            owners[id(owner)] = _extent(owner)
        elif not isinstance(found, type | ModuleType | FunctionType):
            fresh = [one for one in gc.get_referents(found) if id(one) not in seen]
            seen.update(map(id, fresh))
            left += fresh
    return sum(owners.values())


def _owner(array: np.ndarray) -> np.ndarray:
    """The array that holds the memory of another, or the last before what isn't NumPy's."""
    while isinstance(array.base, type(array)):
        array = array.base
    return array


def _extent(array: np.ndarray) -> int:
    """Bytes that an array takes; what is one value throughout takes one."""
    lengths = (length for length, stride in zip(array.shape, array.strides, strict=True) if stride)
    return int(array.itemsize * math.prod(lengths))
