"""Linear scales from zero with round ticks, for comparing figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SIMILAR_REACH = 50.0
"""Groups share a scale where the greatest figure of one is at most this many times that of the other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from zero.

    Attributes:
        most: the figure at its right end.
        left, right: pixels of zero and of `most`.
    """

    most: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """The pixel of a figure."""
        return self.left + (self.right - self.left) * value / self.most

    def ticks(self, most_ticks: int) -> tuple[float, ...]:
        """Round figures from zero on, at most so many above zero."""
        step = round_step(self.most / most_ticks)
        return tuple(step * number for number in range(int(self.most / step * (1 + 1e-9)) + 1))


def round_step(least: float) -> float:
    """The least of 1, 2, 5, 10, 20, 50 … that is at least `least`."""
    if least <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least) + 1e-9)
    return next(digit * power for digit in (1, 2, 5, 10) if digit * power >= least * (1 - 1e-9))


def round_reach(reach: float, most_ticks: int) -> float:
    """The reach rounded up to a tick, so that a scale ends at a figure."""
    step = round_step(reach / most_ticks)
    return step * math.ceil(reach / step * (1 - 1e-9))


def shared_reaches(reaches: Sequence[float]) -> list[float]:
    """The reach of the scale of each group: groups with a similar reach share the greatest of theirs.

    Args:
        reaches: the greatest figure of each group.
    """
    shared = list(reaches)
    taken: set[int] = set()
    for leader in sorted(range(len(reaches)), key=lambda position: -reaches[position]):
        if leader in taken:
            continue
        for position, reach in enumerate(reaches):
            if position not in taken and reach * SIMILAR_REACH >= reaches[leader]:
                shared[position] = reaches[leader]
                taken.add(position)
    return [reach or 1.0 for reach in shared]
