"""What of a page's contents there is room for: plans in order of preference, and what each leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from timeline_app.export.composing.sheets import Sheet


class Side(Enum):
    """Where the comparison stands: beside the canvas alone, or legend and sources too; below it; or nowhere."""

    RIGHT = "right"
    COLUMN = "column"
    BELOW = "below"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a page has.

    Attributes:
        panel: where the comparison is.
        lines: of sources, at most.
        legend: whether the marks of the canvas are explained.
        brief: whether the heading is cut to one line each.
    """

    panel: Side
    lines: int = 8
    legend: bool = True
    brief: bool = False


_SIDES = {True: (Side.BELOW, Side.RIGHT, Side.COLUMN), False: (Side.RIGHT, Side.COLUMN, Side.BELOW)}
"""Where the comparison may be, the better place first, by whether the sheet is upright."""


def full_plans(sheet: Sheet, *, panel: bool) -> tuple[Plan, ...]:
    """The plans that have everything."""
    sides = _SIDES[sheet.upright] if panel else (Side.NOWHERE,)
    return tuple(Plan(side) for side in sides)


def lesser_plans(sheet: Sheet, *, panel: bool) -> Iterator[tuple[Plan, ...]]:
    """Plans that leave out more and more, the least important first; one of several is as good as another."""
    yield tuple(replace(plan, lines=lines) for plan in full_plans(sheet, panel=panel) for lines in (3, 1))
    alone = Plan(Side.NOWHERE)
    yield tuple(replace(alone, lines=lines) for lines in (8, 3, 1))
    yield (replace(alone, lines=1, legend=False),)
    yield (replace(alone, lines=1, legend=False, brief=True),)
