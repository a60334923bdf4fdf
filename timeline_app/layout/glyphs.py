"""The glyph of one imprecise time: it says no more than is known."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from timeline_app.layout.lanes import STUB
from timeline_app.layout.scene import Box, Dot, Font, Ink, Line, Path, Primitive, Rect, Role, Text, TextWidth
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.table import (
    APPROXIMATE_END,
    APPROXIMATE_START,
    UNCERTAIN_END,
    UNCERTAIN_START,
    Indices,
    TimeColumns,
)
from timeline_app.model.when import Kind

HALF = 6.0
"""Half the height of a bar, pixels."""
RADIUS = 4.5
"""Of a dot, pixels."""
NARROW = 8.0
"""Below this width a time is drawn as a dot, pixels."""
_HEAD = 7.0
_TOOTH = 3.0


class Sign(Enum):
    """The signs that glyphs are made of, with what they say, for the legend."""

    DOT = "dated to the day or closer"
    HOLLOW = "date vaguer than its mark"
    SOFT = "at some time within the bar"
    SPAN = "lasted"
    WING = "may have lasted"
    OPEN = "no limit stated on this side"
    TORN = "start or end unknown"
    FUZZY = "“about”: no line at the ends"
    DASHED = "date uncertain"


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a time lies on the canvas.

    Attributes:
        start, core_start, core_end, end: pixels; start.earliest, start.latest, end.earliest, end.latest of the time,
            finite, an open or unknown end moved to where its stub ends.
        duration: seconds from its least to its greatest bound; inf where open.
        moment: whether it is a moment.
        open_start, open_end, unknown_start, unknown_end: what its ends are.
        flags: "~" and "?" of its ends, see `table`.
    """

    start: float
    core_start: float
    core_end: float
    end: float
    duration: float
    moment: bool
    open_start: bool
    open_end: bool
    unknown_start: bool
    unknown_end: bool
    flags: int

    @property
    def fuzzy_start(self) -> bool:
        """Whether the start is approximate."""
        return bool(self.flags & APPROXIMATE_START)

    @property
    def fuzzy_end(self) -> bool:
        """Whether the end is approximate."""
        return bool(self.flags & APPROXIMATE_END)

    @property
    def uncertain(self) -> bool:
        """Whether either end is uncertain."""
        return bool(self.flags & (UNCERTAIN_START | UNCERTAIN_END))

    @property
    def bounded(self) -> bool:
        """Whether both ends are dates."""
        return not (self.open_start or self.open_end or self.unknown_start or self.unknown_end)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn time.

    Attributes:
        parts: what to draw.
        box: the space it takes.
        signs: what it is made of.
    """

    parts: tuple[Primitive, ...]
    box: Box
    signs: frozenset[Sign]


def extents_of(times: TimeColumns, rows: Indices, window: TimeWindow, left: float, width: float) -> list[Extent]:
    """Where some dated rows lie on a canvas that begins at x = `left` and is `width` pixels wide."""
    columns = (times.start_earliest, times.start_latest, times.end_earliest, times.end_latest)
    xs = [window.xs_of(column[rows], width) + left for column in columns]
    seconds = [column[rows].tolist() for column in columns]
    details = (times.hi[rows] - times.lo[rows], times.kind[rows] == Kind.MOMENT, times.flags[rows])
    pixels = zip(*(x.tolist() for x in xs), strict=True)
    return [
        _extent(row_pixels, row_seconds, (left, left + width), *row_details)
        for row_pixels, row_seconds, row_details in zip(
            pixels, zip(*seconds, strict=True), zip(*(detail.tolist() for detail in details), strict=True), strict=True
        )
    ]


def _extent(
    pixels: tuple[float, ...],
    seconds: tuple[float, ...],
    canvas: tuple[float, float],
    duration: float,
    moment: bool,
    flags: int,
) -> Extent:
    """An extent from bounds in pixels and seconds; the stub of an open end stays at the canvas's edge beyond it."""
    known = [x for x, second in zip(pixels, seconds, strict=True) if np.isfinite(second)]
    first, last = min(known), max(known)
    open_start, open_end = seconds[0] == -np.inf, seconds[3] == np.inf
    unknown_start, unknown_end = bool(np.isnan(seconds[0])), bool(np.isnan(seconds[3]))
    start = first - STUB if unknown_start else min(first, canvas[1]) - STUB if open_start else pixels[0]
    end = last + STUB if unknown_end else max(last, canvas[0]) + STUB if open_end else pixels[3]
    core_start = pixels[1] if np.isfinite(seconds[1]) else start
    core_end = pixels[2] if np.isfinite(seconds[2]) else end
    return Extent(
        start, core_start, core_end, end, duration, moment, open_start, open_end, unknown_start, unknown_end, flags
    )


def glyph_of(extent: Extent, y: float, colour: int, text_width: TextWidth) -> Glyph:
    """The glyph of a time about a row's middle `y`."""
    if extent.bounded and extent.end - extent.start < NARROW:
        return _small(extent, y, colour)
    if extent.moment:
        return _soft_bar(extent, y, colour)
    return _span(extent, y, colour, text_width)


def _small(extent: Extent, y: float, colour: int) -> Glyph:
    x = (extent.start + extent.end) / 2
    vague = extent.fuzzy_start or extent.fuzzy_end
    precise = extent.duration <= calendar.DAY and not vague
    if not extent.moment and extent.core_start < extent.core_end:
        box = Box(x - NARROW / 2, y - HALF, NARROW, 2 * HALF)
        parts: list[Primitive] = [Rect(box, Ink(Role.GLYPH_HOLLOW if vague else Role.GLYPH_SOLID, colour))]
        signs = {Sign.HOLLOW if vague else Sign.SPAN}
    else:
        role = Role.GLYPH_SOLID if precise else Role.GLYPH_HOLLOW
        parts = [Dot(x, y, RADIUS, Ink(role, colour))]
        signs = {Sign.DOT if precise else Sign.HOLLOW}
    if extent.uncertain:
        parts.append(Dot(x, y, RADIUS + 3, Ink(Role.GLYPH_DASHED, colour)))
        signs.add(Sign.DASHED)
    return Glyph(tuple(parts), Box(x - RADIUS - 2, y - HALF, 2 * RADIUS + 4, 2 * HALF), frozenset(signs))


def _soft_bar(extent: Extent, y: float, colour: int) -> Glyph:
    parts = [_outline(extent, extent.start, extent.end, y, Ink(Role.GLYPH_SOFT, colour))]
    signs = {Sign.SOFT}
    return _finished(extent, y, colour, parts, signs)


def _span(extent: Extent, y: float, colour: int, text_width: TextWidth) -> Glyph:
    soft = Ink(Role.GLYPH_SOFT, colour)
    parts: list[Primitive] = [_outline(extent, extent.start, extent.end, y, soft)]
    signs = {Sign.WING}
    if extent.core_start < extent.core_end and not (extent.unknown_start or extent.unknown_end):
        core = Box(extent.core_start, y - HALF, extent.core_end - extent.core_start, 2 * HALF)
        parts.append(_core(extent, core, Ink(Role.GLYPH_SOLID, colour)))
        signs = {Sign.SPAN, Sign.WING} if core.x - extent.start > 2 or extent.end - core.right > 2 else {Sign.SPAN}
    for x, unknown in ((extent.start, extent.unknown_start), (extent.end, extent.unknown_end)):
        if unknown:
            width = text_width("?", Font.NOTE)
            place = x - width - 4 if x == extent.start else x + 4
            parts.append(Text(place, y + 4, "?", Font.NOTE, Ink(Role.TEXT_MUTED), width))
            signs.add(Sign.TORN)
    return _finished(extent, y, colour, parts, signs)


def _core(extent: Extent, core: Box, ink: Ink) -> Primitive:
    """The certain part; an open end belongs to it, as far as the glyph goes."""
    if not (extent.open_start or extent.open_end):
        return Rect(core, ink)
    return Path(_corners(extent, extent.start if extent.open_start else core.x,
                         extent.end if extent.open_end else core.right, core.middle), ink, closed=True)  # fmt: skip


def _outline(extent: Extent, left: float, right: float, y: float, ink: Ink) -> Primitive:
    if extent.bounded:
        return Rect(Box(left, y - HALF, right - left, 2 * HALF), ink)
    return Path(_corners(extent, left, right, y), ink, closed=True)


def _corners(extent: Extent, left: float, right: float, y: float) -> tuple[tuple[float, float], ...]:
    """The outline of a bar, clockwise from its lower left: an open end is an arrow head, an unknown one is torn."""
    leading = _edge(left, y, -1, extent.open_start, extent.unknown_start)
    trailing = _edge(right, y, 1, extent.open_end, extent.unknown_end)
    return (*leading, *reversed(trailing))


def _edge(x: float, y: float, side: int, is_open: bool, is_unknown: bool) -> tuple[tuple[float, float], ...]:
    if is_open:
        return ((x - side * _HEAD, y + HALF), (x, y), (x - side * _HEAD, y - HALF))
    if is_unknown:
        heights = np.linspace(HALF, -HALF, 5)
        return tuple((x - side * _TOOTH * (number % 2), y + height) for number, height in enumerate(heights.tolist()))
    return ((x, y + HALF), (x, y - HALF))


def _finished(extent: Extent, y: float, colour: int, parts: list[Primitive], signs: set[Sign]) -> Glyph:
    """The glyph with its ends and qualifiers."""
    line = Ink(Role.GLYPH_LINE, colour)
    if not (extent.open_start or extent.unknown_start or extent.fuzzy_start):
        parts.append(Line(extent.start, y - HALF, extent.start, y + HALF, line))
    if not (extent.open_end or extent.unknown_end or extent.fuzzy_end):
        parts.append(Line(extent.end, y - HALF, extent.end, y + HALF, line))
    if extent.open_start:
        parts.append(Path(_edge(extent.start, y, -1, True, False), line))
    if extent.open_end:
        parts.append(Path(_edge(extent.end, y, 1, True, False), line))
    if extent.uncertain:
        parts.append(
            Rect(Box(extent.start, y - HALF, extent.end - extent.start, 2 * HALF), Ink(Role.GLYPH_DASHED, colour))
        )
    signs |= {sign for sign, present in _qualities(extent) if present}
    marks = [part.box for part in parts if isinstance(part, Text)]
    left = min([extent.start, *(mark.x for mark in marks)])
    right = max([extent.end, left + 1.0, *(mark.right for mark in marks)])
    return Glyph(tuple(parts), Box(left, y - HALF, right - left, 2 * HALF), frozenset(signs))


def _qualities(extent: Extent) -> tuple[tuple[Sign, bool], ...]:
    return (
        (Sign.OPEN, extent.open_start or extent.open_end),
        (Sign.FUZZY, extent.fuzzy_start or extent.fuzzy_end),
        (Sign.DASHED, extent.uncertain),
    )
