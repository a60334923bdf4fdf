"""The time cursor: a thin line down the canvas, and its date on the axis."""

import math

from timeline_app.layout.scene import Align, Box, Font, Group, Ink, Line, Primitive, Rect, Role, TextWidth, text
from timeline_app.layout.steps import Step, Unit, step_of_at_least
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.words import day_words
from timeline_app.model.zones import UTC, Zone

_HANDLE_HEIGHT = 20.0
_SNAPS = tuple(Step(1, unit) for unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY))


def cursor_words(as_of: float, zone: Zone = UTC) -> str:
    """The date that a cursor names: the day that ends there, or the time of day where it isn't midnight."""
    words = day_words(zone.wall_of(math.nextafter(as_of, -math.inf)), short=True)
    if as_of in Step(1, Unit.DAY).around(as_of, zone):
        return words
    civil = calendar.civil_at(zone.wall_of(as_of))
    seconds = f":{int(civil.second):02d}" if civil.second else ""
    return f"{words}, {civil.hour:02d}:{civil.minute:02d}{seconds}"


def snapped(time: float, window: TimeWindow, width: float, zone: Zone = UTC) -> float:
    """The nearest end of a day, or of an hour or less when zoomed in: what the cursor can name."""
    step = step_of_at_least(_SNAPS, 2 * window.duration / width)
    start, end = step.around(time, zone)
    return start if time - start < end - time else end


def day_later(as_of: float, days: int, zone: Zone = UTC) -> float:
    """The same time of day so many days later, earlier where negative; past a day that the clocks skip."""
    wall = zone.wall_of(as_of)
    moved = zone.seconds_of(wall + days * calendar.DAY)
    return moved if moved != as_of else zone.seconds_of(wall + 2 * days * calendar.DAY)


def cursor_handle(as_of: float, window: TimeWindow, box: Box, text_width: TextWidth, zone: Zone = UTC) -> Group | None:
    """The date on the lower row of the axis, or None where the cursor is out of view."""
    x = box.x + window.x_of(as_of, box.width)
    if not box.x <= x <= box.right or not math.isfinite(as_of):
        return None
    words = cursor_words(as_of, zone)
    width = text_width(words, Font.LABEL_STRONG) + 16
    left = min(max(x - width / 2, box.x), box.right - width - 2)
    label = Box(left, box.bottom - _HANDLE_HEIGHT - 3, width, _HANDLE_HEIGHT)
    parts: tuple[Primitive, ...] = (
        Rect(label, Ink(Role.CURSOR_LABEL), radius=3),
        text(words, left + width / 2, label.y + 14.5, Font.LABEL_STRONG, Role.CURSOR_TEXT, text_width, Align.MIDDLE),
        Line(x, label.bottom, x, box.bottom, Ink(Role.CURSOR)),
    )
    return Group("cursor-handle", f"Time cursor: {words}", parts)


def cursor_line(as_of: float, window: TimeWindow, box: Box) -> Group | None:
    """The line through a box, or None where the cursor is out of view."""
    x = box.x + window.x_of(as_of, box.width)
    if not box.x <= x <= box.right:
        return None
    return Group("cursor", "Time cursor", (Line(x, box.y, x, box.bottom, Ink(Role.CURSOR)),))
