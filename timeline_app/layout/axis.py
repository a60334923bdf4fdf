"""The time axis as a part of the Scene: two rows of labels, and grid lines down the canvas."""

from collections.abc import Iterator

from timeline_app.layout.scene import Box, Font, Group, Ink, Line, Primitive, Rect, Role, TextWidth, text
from timeline_app.layout.ticks import Tick, Ticks
from timeline_app.layout.window import TimeWindow
from timeline_app.model.when_words import day_words, last_day_words

HEIGHT = 56.0
"""Of the axis, pixels."""
_UPPER_BASELINE = 21.0
_LOWER_BASELINE = 45.0
_INSET = 6.0


def axis_group(ticks: Ticks, window: TimeWindow, box: Box, text_width: TextWidth) -> Group:
    """The axis in a box `HEIGHT` pixels high; a label whose start is out of view sticks to the left edge."""
    parts: list[Primitive] = [Rect(box, Ink(Role.CANVAS))]
    parts += _row(ticks.lower, window, box, _LOWER_BASELINE, Font.TICK, Role.TEXT_MUTED, text_width)
    parts += _row(ticks.upper, window, box, _UPPER_BASELINE, Font.TICK_STRONG, Role.TEXT, text_width)
    parts += [_mark(tick, window, box, 30.0, Role.GRID) for tick in ticks.lower if window.contains(tick.start)]
    parts += [_mark(tick, window, box, 6.0, Role.GRID_MAJOR) for tick in ticks.upper if window.contains(tick.start)]
    parts.append(Line(box.x, box.bottom, box.right, box.bottom, Ink(Role.RULE)))
    days = f"{day_words(window.start)} to {last_day_words(window.end)}"
    return Group("axis", f"Time axis, {days}, UTC", tuple(parts), clip=box)


def grid_group(ticks: Ticks, window: TimeWindow, box: Box) -> Group:
    """Grid lines through a box, the beginnings of the larger unit stronger."""
    upper = {tick.start for tick in ticks.upper}
    parts = []
    for tick in ticks.lower:
        if window.contains(tick.start):
            x = box.x + window.x_of(tick.start, box.width)
            role = Role.GRID_MAJOR if tick.start in upper else Role.GRID
            parts.append(Line(x, box.y, x, box.bottom, Ink(role)))
    return Group("grid", "Grid", tuple(parts))


def _mark(tick: Tick, window: TimeWindow, box: Box, top: float, role: Role) -> Line:
    x = box.x + window.x_of(tick.start, box.width)
    return Line(x, box.y + top, x, box.bottom, Ink(role))


def _row(
    row: tuple[Tick, ...], window: TimeWindow, box: Box, baseline: float, font: Font, role: Role, text_width: TextWidth
) -> Iterator[Primitive]:
    for tick in row:
        left = max(box.x + window.x_of(tick.start, box.width), box.x)
        right = min(box.x + window.x_of(tick.end, box.width), box.right)
        for words in (tick.label, tick.short):
            if words and text_width(words, font) + 2 * _INSET <= right - left:
                yield text(words, left + _INSET, box.y + baseline, font, role, text_width)
                break
