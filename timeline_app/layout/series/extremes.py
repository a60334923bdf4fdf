"""The least and the greatest of any run of values, found without looking at each of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timeline_app.model.arrays import Floats, Indices, frozen

_BLOCK = 32
"""So many values make a block."""


@dataclass(frozen=True, eq=False)
class Extremes:
    """Values of which the least and the greatest of runs are asked for, each by a few look-ups in tables made once.

    Attributes:
        values: shape (values,); one that is NaN is left out of account.
    """

    values: Floats

    def least(self, firsts: Indices, limits: Indices) -> Floats:
        """The least of each run of values, inf where it has none.

        Args:
            firsts, limits: shape (runs,): a run is values[first:limit].
        """
        return self._least.least(firsts, limits)

    def greatest(self, firsts: Indices, limits: Indices) -> Floats:
        """The greatest of each run, -inf where it has none; see `least`."""
        return -self._negated.least(firsts, limits)

    @cached_property
    def _least(self) -> "_Runs":
        return _Runs.of(np.where(np.isnan(self.values), np.inf, self.values))

    @cached_property
    def _negated(self) -> "_Runs":
        return _Runs.of(np.where(np.isnan(self.values), np.inf, -self.values))


@dataclass(frozen=True, slots=True)
class _Runs:
    """Tables from which the least of any run follows.

    A run inside a block is looked through. A longer one is what it has of its first block, what it has of its last,
    and the blocks between, which two runs of a power of two cover.

    Attributes:
        values: shape (blocks * _BLOCK,), filled up with inf.
        from_here, up_to_here: the least of its block from each value on, and up to it; of the same shape.
        blocks: by power of two, the least of so many blocks from each on; each shape (blocks,).
    """

    values: Floats
    from_here: Floats
    up_to_here: Floats
    blocks: tuple[Floats, ...]

    @classmethod
    def of(cls, values: Floats) -> "_Runs":
        """The tables of some values."""
        square = np.full((len(values) // _BLOCK + 1, _BLOCK), np.inf)
        square.ravel()[: len(values)] = values
        up_to_here = np.minimum.accumulate(square, axis=1)
        from_here = np.minimum.accumulate(square[:, ::-1], axis=1)[:, ::-1]
        flat = [frozen(column.ravel()) for column in (square, from_here, up_to_here)]
        return cls(flat[0], flat[1], flat[2], _doubled(square.min(axis=1)))

    def least(self, firsts: Indices, limits: Indices) -> Floats:
        """The least of each run, inf where it has no values."""
        found = np.full(len(firsts), np.inf)
        first_blocks, last_blocks = firsts // _BLOCK, (limits - 1) // _BLOCK
        short = (firsts < limits) & (first_blocks == last_blocks)
        found[short] = self._inside_blocks(firsts[short], limits[short])
        long = first_blocks < last_blocks
        ends = np.minimum(self.from_here[firsts[long]], self.up_to_here[limits[long] - 1])
        found[long] = np.minimum(ends, self._of_blocks(first_blocks[long] + 1, last_blocks[long]))
        return found

    def _inside_blocks(self, firsts: Indices, limits: Indices) -> Floats:
        places = firsts[:, None] + np.arange(_BLOCK)
        inside = places < limits[:, None]
        found = np.where(inside, self.values[np.where(inside, places, 0)], np.inf)
        return np.asarray(found.min(axis=1, initial=np.inf))

    def _of_blocks(self, firsts: Indices, limits: Indices) -> Floats:
        found, lengths = np.full(len(firsts), np.inf), limits - firsts
        for power, least in enumerate(self.blocks):
            size = 1 << power
            own = (lengths >= size) & (lengths < 2 * size)
            found[own] = np.minimum(least[firsts[own]], least[limits[own] - size])
        return found


def _doubled(values: Floats) -> tuple[Floats, ...]:
    """The least of 1, 2, 4, 8 … values from each on, as far as there are so many."""
    found = [frozen(values)]
    while len(found[-1]) > (size := 1 << (len(found) - 1)):
        found.append(frozen(np.minimum(found[-1][:-size], found[-1][size:])))
    return tuple(found)
