"""The marks of figures: a dot, a range, "about", a bound. Qualifiers have a fixed size, never a length."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from timeline_app.layout.scales import Scale
from timeline_app.layout.scene import Box, Dot, Ink, Line, Path, Primitive, Rect, Role
from timeline_app.model.quantity import Quantity, Relation

RADIUS = 4.5
_HALF = 4.5
_ARROW = 4.0


class MarkKind(Enum):
    """The kinds of mark with what they say, for the legend."""

    DOT = "single figure, no range given"
    HOLLOW_DOT = "single figure, “about”"
    BAR = "range"
    HOLLOW_BAR = "range, “about”"
    BELOW = "“nearly”, “at most”, “less than”"
    ABOVE = "“at least”, “more than”"
    HALF_BELOW = "best figure with an upper bound alone"
    HALF_ABOVE = "best figure with a lower bound alone"


SAMPLES: Mapping[MarkKind, Quantity] = {
    MarkKind.DOT: Quantity(best=12),
    MarkKind.HOLLOW_DOT: Quantity(best=12, approximate=True),
    MarkKind.BAR: Quantity(low=4, high=20, relation=Relation.RANGE),
    MarkKind.HOLLOW_BAR: Quantity(low=4, high=20, relation=Relation.RANGE, approximate=True),
    MarkKind.BELOW: Quantity(high=12, relation=Relation.NEARLY),
    MarkKind.ABOVE: Quantity(low=12, relation=Relation.AT_LEAST),
    MarkKind.HALF_BELOW: Quantity(best=12, high=20),
    MarkKind.HALF_ABOVE: Quantity(low=4, best=12),
}
"""A figure of each kind on a scale of 24, for the legend."""


@dataclass(frozen=True, slots=True)
class InkSet:
    """The roles that marks of one time are drawn in."""

    solid: Role = Role.INK
    hollow: Role = Role.INK_HOLLOW
    line: Role = Role.INK_LINE


CURRENT = InkSet()
EARLIER = InkSet(Role.INK_EARLIER, Role.INK_EARLIER_HOLLOW, Role.INK_EARLIER_LINE)


def mark_kind(quantity: Quantity) -> MarkKind | None:
    """Which mark a figure has, or None where there is no number."""
    if quantity.is_range:
        return MarkKind.HOLLOW_BAR if quantity.approximate else MarkKind.BAR
    if quantity.point is None:
        return None
    if quantity.is_half_range:
        return MarkKind.HALF_BELOW if quantity.direction < 0 else MarkKind.HALF_ABOVE
    if quantity.direction:
        return MarkKind.BELOW if quantity.direction < 0 else MarkKind.ABOVE
    return MarkKind.HOLLOW_DOT if quantity.approximate else MarkKind.DOT


def mark_parts(quantity: Quantity, scale: Scale, y: float, inks: InkSet = CURRENT) -> tuple[Primitive, ...]:
    """The mark of a figure about a height `y`; a logarithmic scale has no place for 0, nor for what begins there."""
    if scale.least and quantity.names_zero:
        return _from_zero(quantity, scale, y, inks)
    if quantity.low is not None and quantity.high is not None:
        return _bar(quantity, scale, y, inks)
    if quantity.point is None:
        return ()
    if quantity.is_half_range:
        return _half_bar(quantity, scale, y, inks)
    return _dot(quantity, scale.x(quantity.point), y, inks)


def _from_zero(quantity: Quantity, scale: Scale, y: float, inks: InkSet) -> tuple[Primitive, ...]:
    """Where on a logarithmic scale a range from 0 ends: a stroke with an arrow to the left; of 0 alone nothing.

    A best figure that is at least 0 is a dot, from which on it may be any number.
    """
    if not quantity.greatest > 0 or not (quantity.is_range or quantity.is_half_range):
        return ()
    if quantity.is_half_range and quantity.direction > 0:
        return _dot(quantity, scale.x(quantity.greatest), y, inks)
    x = scale.x(quantity.greatest)
    tip = max(x - 4 * _ARROW, scale.left - 2 * _ARROW)
    head = ((tip + _ARROW, y - _ARROW), (tip, y), (tip + _ARROW, y + _ARROW))
    line = Ink(inks.line)
    return (Line(x, y - _HALF, x, y + _HALF, line), Line(tip, y, x, y, line), Path(head, line))


def _bar(quantity: Quantity, scale: Scale, y: float, inks: InkSet) -> tuple[Primitive, ...]:
    low, high = sorted((quantity.low or 0.0, quantity.high or 0.0))
    left, right = scale.x(low), scale.x(high)
    box = Box(left, y - _HALF, max(right - left, 1.5), 2 * _HALF)
    bar = Rect(box, Ink(inks.hollow if quantity.approximate else inks.solid))
    if quantity.best is None:
        return (bar,)
    return (bar, Dot(scale.x(quantity.best), y, RADIUS - 1, Ink(inks.hollow)))


def _half_bar(quantity: Quantity, scale: Scale, y: float, inks: InkSet) -> tuple[Primitive, ...]:
    """A best figure, the stretch from it to its one bound, and an arrow to the side where none is given."""
    assert quantity.best is not None
    best, bound = (scale.x(value or 0.0) for value in (quantity.best, quantity.high or quantity.low))
    bar = Rect(Box(min(best, bound), y - _HALF, max(abs(bound - best), 1.5), 2 * _HALF), Ink(inks.hollow))
    return (bar, *_dot(quantity, best, y, inks))


def _dot(quantity: Quantity, x: float, y: float, inks: InkSet) -> tuple[Primitive, ...]:
    hollow = quantity.approximate or quantity.direction != 0
    dot = Dot(x, y, RADIUS, Ink(inks.hollow if hollow else inks.solid))
    if not quantity.direction:
        return (dot,)
    side = quantity.direction
    tip = x + side * (RADIUS + 2.5 + _ARROW)
    arrow = ((tip - side * _ARROW, y - _ARROW), (tip, y), (tip - side * _ARROW, y + _ARROW))
    return (dot, Path(arrow, Ink(inks.line)))
