"""The time axis as a part of the Scene: two rows of labels, and grid lines down the canvas."""

from collections.abc import Iterator

from timeline_app.layout.scene import Box, Font, Group, Ink, Line, Primitive, Rect, Role, Text, TextWidth, text
from timeline_app.layout.steps import CLOCK_UNITS, Unit
from timeline_app.layout.ticks import Tick, Ticks
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.words import day_words, last_day_words, offset_words, zone_name
from timeline_app.model.zones import UTC, Zone

HEIGHT = 56.0
"""Of the axis, pixels."""
_UPPER_BASELINE = 21.0
_LOWER_BASELINE = 45.0
_MIDDLE = 30.0
_INSET = 6.0
_LONGEST_WITH_OFFSET = 2 * calendar.YEAR
"""Over a longer window a zone has had offsets that say nothing of a clock in view; seconds."""


def axis_group(ticks: Ticks, window: TimeWindow, box: Box, text_width: TextWidth) -> Group:
    """The axis in a box `HEIGHT` pixels high; the name of a stretch whose start is out of view sticks to the edge."""
    lower = ticks.lower if ticks.named else tuple(tick for tick in ticks.lower if tick.start >= window.start)
    upper = list(_row(ticks.upper, window, box, _UPPER_BASELINE, Font.TICK_STRONG, Role.TEXT, text_width))
    parts: list[Primitive] = [Rect(box, Ink(Role.CANVAS))]
    parts += _row(lower, window, box, _LOWER_BASELINE, Font.TICK, Role.TEXT_MUTED, text_width)
    parts += upper
    parts += _zone_note(ticks, upper, window, box, text_width)
    parts += _marks(ticks, window, box)
    parts.append(Line(box.x, box.bottom, box.right, box.bottom, Ink(Role.RULE)))
    said = ("Time axis", _span_words(ticks, window), zone_words(ticks.zone, window))
    return Group("axis", ", ".join(words for words in said if words), tuple(parts), clip=box)


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


def zone_words(zone: Zone, window: TimeWindow) -> str:
    """A zone with how far its clocks are from UTC in a window: "UTC", "UTC−6", "Europe/Kyiv (UTC+2)"."""
    name = zone_name(zone)
    if zone == UTC or name != zone.name or window.duration > _LONGEST_WITH_OFFSET:
        return name
    stretches = zone.stretches(window.start, window.end)
    offsets = [stretch.offset for stretch in stretches if stretch.start < window.end and window.start < stretch.end]
    least, most = (offset_words(offset) for offset in (min(offsets), max(offsets)))
    return f"{name} ({least if least == most else f'{least} to {most}'})"


def _zone_note(
    ticks: Ticks, upper: list[Text], window: TimeWindow, box: Box, text_width: TextWidth
) -> Iterator[Primitive]:
    """Whose clocks tell the time, beside the first label of the upper row that leaves room for it."""
    if ticks.step.unit not in CLOCK_UNITS:
        return
    words = zone_words(ticks.zone, window)
    room = text_width(words, Font.SMALL) + 3 * _INSET
    ends = [min(box.x + window.x_of(tick.end, box.width), box.right) for tick in ticks.upper]
    for label in upper:
        if label.box.right + room <= next(end for end in ends if end > label.x):
            x = label.box.right + 2 * _INSET
            yield text(words, x, box.y + _UPPER_BASELINE, Font.SMALL, Role.TEXT_MUTED, text_width)
            return


def _span_words(ticks: Ticks, window: TimeWindow) -> str:
    """From when to when the axis goes, no closer than its ticks."""
    if not ticks.lower:
        return ""
    if ticks.step.unit in (Unit.YEAR, Unit.KILOYEAR):
        return f"{ticks.lower[0].label} to {ticks.lower[-1].label}"
    start, end = (ticks.zone.wall_of(time) for time in (window.start, window.end))
    return f"{day_words(start)} to {last_day_words(end)}"


def _marks(ticks: Ticks, window: TimeWindow, box: Box) -> Iterator[Line]:
    """A line at each tick; one of the upper row that is none of the lower, too, ends above its labels."""
    lower = {tick.start for tick in ticks.lower}
    rows = ((ticks.lower, _MIDDLE, Role.GRID), (ticks.upper, _INSET, Role.GRID_MAJOR))
    for row, top, role in rows:
        for tick in row:
            if window.contains(tick.start):
                x = box.x + window.x_of(tick.start, box.width)
                yield Line(x, box.y + top, x, box.bottom if tick.start in lower else box.y + _MIDDLE, Ink(role))


def _row(
    row: tuple[Tick, ...], window: TimeWindow, box: Box, baseline: float, font: Font, role: Role, text_width: TextWidth
) -> Iterator[Text]:
    for tick in row:
        left = max(box.x + window.x_of(tick.start, box.width), box.x)
        right = min(box.x + window.x_of(tick.end, box.width), box.right)
        for words in (tick.label, tick.short):
            if words and text_width(words, font) + 2 * _INSET <= right - left:
                yield text(words, left + _INSET, box.y + baseline, font, role, text_width)
                break
