"""The marks of single figures on a line over time, by the rules of the comparison, where they have room."""

import numpy as np

from timeline_app.layout.extents import NARROW
from timeline_app.layout.scene import Box, Dot, Ink, Path, Primitive, Rect, Role
from timeline_app.layout.series.lines import SeriesLine
from timeline_app.layout.series.shapes import Upright
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import Quantity

LEAST_ROOM = 12.0
"""A figure has a mark where its neighbours are farther away, pixels."""
_RADIUS, _HALF, _ARROW = 3.5, 2.5, 3.5


def marked_places(line: SeriesLine, window: TimeWindow, width: float) -> list[int]:
    """The figures in view that have room for a mark."""
    first, limit = np.searchsorted(line.middles, (window.start, window.end)).tolist()
    if limit - first > width:
        return []
    xs = window.xs_of(line.middles[max(first - 1, 0) : limit + 1], width)
    apart = np.diff(xs) > LEAST_ROOM
    roomy = np.append(True, apart) & np.append(apart, True)
    places = np.arange(max(first - 1, 0), max(first - 1, 0) + len(xs))
    found: list[int] = places[roomy & (places >= first) & (places < limit)].tolist()
    return found


def date_box(line: SeriesLine, place: int, window: TimeWindow, plot: Box, scale: Upright) -> Box:
    """Where a figure lies: its date across, its numbers up and down."""
    ends = (float(bound[place]) for bound in (line.starts, line.ends))
    left, right = (plot.x + window.x_of(time, plot.width) for time in ends)
    top, bottom = scale.y(float(line.high[place])), scale.y(float(line.low[place]))
    return Box(left, top, right - left, bottom - top)


def mark_of(quantity: Quantity, direction: int, box: Box) -> tuple[Primitive, ...]:
    """The mark of a figure: a dot, or as wide as its date where that is seen to be vague; a range is as high as it is.

    Args:
        quantity, direction: the figure, and whether it is a bound.
        box: see `date_box`.
    """
    ink = Ink(Role.GLYPH_HOLLOW if quantity.approximate or direction else Role.GLYPH_SOLID)
    middle = box.x + box.width / 2
    if box.width < NARROW and not (quantity.is_range or quantity.is_half_range):
        return (Dot(middle, box.y, _RADIUS, ink), *_arrow(middle, box.y, direction))
    width = box.width if box.width >= NARROW else 2 * _HALF
    bar = Rect(Box(middle - width / 2, box.y - _HALF, width, box.height + 2 * _HALF), ink)
    return (bar, *_arrow(middle, box.bottom if direction < 0 else box.y, direction))


def _arrow(x: float, y: float, direction: int) -> tuple[Primitive, ...]:
    """The arrow of a bound, to the side where the true number is said to lie."""
    if not direction:
        return ()
    tip = y - direction * (_RADIUS + 2.0 + _ARROW)
    foot = tip + direction * _ARROW
    return (Path(((x - _ARROW, foot), (x, tip), (x + _ARROW, foot)), Ink(Role.GLYPH_LINE)),)
