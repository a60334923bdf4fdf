"""Scales for comparing figures: linear from zero with round ticks, or on request logarithmic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SIMILAR_REACH = 50.0
"""Groups share a scale where the greatest figure of one is at most this many times that of the other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from zero, or a logarithmic one.

    Attributes:
        most: the figure at its right end.
        left, right: pixels of its ends.
        least: the figure at the left end of a logarithmic scale; 0 for a linear one.
    """

    most: float
    left: float
    right: float
    least: float = 0.0

    def x(self, value: float) -> float:
        """The pixel of a figure; what is below the least of a logarithmic scale, zero too, is at its left end."""
        if not self.least:
            return self.left + (self.right - self.left) * value / self.most
        share = math.log(max(value, self.least) / self.least) / math.log(self.most / self.least)
        return self.left + (self.right - self.left) * share

    def ticks(self, most_ticks: int) -> tuple[float, ...]:
        """Round figures from zero on, at most so many above zero; powers of ten on a logarithmic scale."""
        if self.least:
            powers = round(math.log10(self.most / self.least))
            every = math.ceil(powers / most_ticks)
            return tuple(self.least * 10.0**power for power in range(0, powers + 1, every))
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


def powers_around(least: float, most: float, most_ticks: int) -> tuple[float, float]:
    """The powers of ten between which figures lie, for a logarithmic scale; a decade where there are none.

    Of many powers there are ticks at some, and the greatest is one of these, so that the scale ends at a figure.
    """
    if not most > 0:
        return 1.0, 10.0
    lowest = math.floor(math.log10(least if 0 < least <= most else most) + 1e-9)
    powers = max(math.ceil(math.log10(most) - 1e-9) - lowest, 1)
    every = math.ceil(powers / most_ticks)
    return 10.0**lowest, 10.0 ** (lowest + every * math.ceil(powers / every))


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
