"""The glyph of one imprecise time: it says no more than is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from timeline_app.layout.extents import NARROW, Extent
from timeline_app.layout.scene import Box, Dot, Font, Ink, Line, Path, Primitive, Rect, Role, Text, TextWidth

HALF = 6.0
"""Half the height of a bar, pixels."""
RADIUS = 4.5
"""Of a dot, pixels."""
_HEAD = 7.0
_TOOTH = 3.0
_DASHED_REACH = 16.0
"""How far the dashes of an uncertain end run along the bar at least, pixels."""
_DASHED_GAP = 2.0
"""Between a bar and the dashes about it, without which they would not show on a solid one, pixels."""
_OPEN_CORE = 8.0
"""How much is solid of a bar that lasted no one knows how long, pixels."""
_FUZZY_REACH = 8.0
"""How much of a solid bar is pale at an approximate end at least, pixels; a third of the bar at the most."""

_Corners = tuple[tuple[float, float], ...]


class Sign(Enum):
    """The signs that glyphs are made of, with what they say, for the legend."""

    DOT = "dated to the day or closer"
    HOLLOW = "date vaguer than its mark"
    SOFT = "at some time within the bar"
    SPAN = "lasted"
    WING = "may have lasted"
    SET = "on each of these dates"
    OPEN = "no limit stated on this side"
    TORN = "start or end unknown"
    FUZZY = "“about”: no line at the ends"
    DASHED = "date uncertain"


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


_DOT_ALONE = frozenset({Sign.DOT})


def glyph_of(extent: Extent, y: float, colour: int, text_width: TextWidth) -> Glyph:
    """The glyph of a time about a row's middle `y`."""
    if extent.bounded and extent.end - extent.start < NARROW:
        return _small(extent, y, colour)
    if extent.several:
        return _several(extent, y, colour, text_width)
    return _bar(extent, y, colour, text_width)


# Dots


def dot_of(x: float, y: float, colour: int) -> Glyph:
    """The glyph of a moment that is known to the day or closer, narrower than a bar: what most of many are."""
    box = Box(x - RADIUS - 2, y - HALF, 2 * RADIUS + 4, 2 * HALF)
    return Glyph((Dot(x, y, RADIUS, Ink(Role.GLYPH_SOLID, colour)),), box, _DOT_ALONE)


def _small(extent: Extent, y: float, colour: int) -> Glyph:
    """A time too narrow for a bar: a dot, or a short bar for what lasted."""
    x = (extent.start + extent.end) / 2
    vague = extent.fuzzy_start or extent.fuzzy_end
    precise = extent.precise and not vague and not extent.several
    if extent.has_core:
        box = Box(x - NARROW / 2, y - HALF, NARROW, 2 * HALF)
        parts: list[Primitive] = [Rect(box, Ink(Role.GLYPH_SOLID if precise else Role.GLYPH_HOLLOW, colour))]
        signs = {Sign.SPAN if precise else Sign.HOLLOW}
    else:
        parts = [Dot(x, y, RADIUS, Ink(Role.GLYPH_SOLID if precise else Role.GLYPH_HOLLOW, colour))]
        signs = {Sign.DOT if precise else Sign.HOLLOW}
    if extent.uncertain_start or extent.uncertain_end:
        parts.append(Dot(x, y, RADIUS + 3, Ink(Role.GLYPH_DASHED, colour)))
        signs.add(Sign.DASHED)
    return Glyph(tuple(parts), Box(x - RADIUS - 2, y - HALF, 2 * RADIUS + 4, 2 * HALF), frozenset(signs))


# Sets


def _several(extent: Extent, y: float, colour: int, text_width: TextWidth) -> Glyph:
    """A mark for each date, joined by a thin line, which runs on to those that are out of view."""
    glyphs = [glyph_of(member, y, colour, text_width) for member in extent.members]
    glyphs.sort(key=lambda glyph: glyph.box.x)
    stops = [extent.start, *(x for glyph in glyphs for x in (glyph.box.x, glyph.box.right)), extent.end]
    gaps = [(stops[place], stops[place + 1]) for place in range(0, len(stops), 2)]
    ink = Ink(Role.GLYPH_LINE, colour)
    lines = [Line(left, y, right, y, ink) for left, right in gaps if left < right]
    parts = (*lines, *(part for glyph in glyphs for part in glyph.parts))
    left = min([extent.start, *(glyph.box.x for glyph in glyphs)])
    right = max([extent.end, *(glyph.box.right for glyph in glyphs)])
    half = max([HALF, *(glyph.box.height / 2 for glyph in glyphs)])
    signs = frozenset({Sign.SET}.union(*(glyph.signs for glyph in glyphs)))
    return Glyph(parts, Box(left, y - half, right - left, 2 * half), signs)


# Bars


def _bar(extent: Extent, y: float, colour: int, text_width: TextWidth) -> Glyph:
    """A soft bar over all the time that it may touch, solid where it lasted for certain."""
    parts = [_outline(extent, y, Ink(Role.GLYPH_SOFT, colour))]
    if extent.has_core:
        parts.append(_core(extent, y, Ink(Role.GLYPH_SOLID, colour)))
    parts += _question_marks(extent, y, text_width)
    parts += _end_lines(extent, y, Ink(Role.GLYPH_LINE, colour))
    parts += _dashes(extent, y, Ink(Role.GLYPH_DASHED, colour))
    marks = [part.box for part in parts if isinstance(part, Text)]
    left = min([extent.start - _DASHED_GAP * extent.uncertain_start, *(mark.x for mark in marks)])
    right = max([extent.end + _DASHED_GAP * extent.uncertain_end, left + 1.0, *(mark.right for mark in marks)])
    signs = frozenset(sign for sign, present in _qualities(extent) if present)
    half = HALF + _DASHED_GAP * (extent.uncertain_start or extent.uncertain_end)
    return Glyph(tuple(parts), Box(left, y - half, right - left, 2 * half), signs)


def _qualities(extent: Extent) -> tuple[tuple[Sign, bool], ...]:
    core_start, core_end = _solid(extent)
    winged = core_start - extent.start > 2 or extent.end - core_end > 2
    return (
        (Sign.SOFT, extent.moment),
        (Sign.SPAN, extent.has_core),
        (Sign.WING, not extent.moment and (winged or not extent.has_core)),
        (Sign.OPEN, extent.open_start or extent.open_end),
        (Sign.TORN, extent.unknown_start or extent.unknown_end),
        (Sign.FUZZY, extent.fuzzy_start or extent.fuzzy_end),
        (Sign.DASHED, extent.uncertain_start or extent.uncertain_end),
    )


def _outline(extent: Extent, y: float, ink: Ink) -> Primitive:
    if extent.bounded:
        return Rect(Box(extent.start, y - HALF, extent.end - extent.start, 2 * HALF), ink)
    return Path(_corners(extent, extent.start, extent.end, y), ink, closed=True)


def _core(extent: Extent, y: float, ink: Ink) -> Primitive:
    left, right = _solid(extent)
    return Rect(Box(left, y - HALF, right - left, 2 * HALF), ink)


def _solid(extent: Extent) -> tuple[float, float]:
    """Where the certain part is: of an open end just its beginning, of an approximate one not its outermost part.

    An end that is open on its outside alone limits that part like any other.
    """
    left, right = extent.core_start, extent.core_end
    if extent.open_start and left <= extent.start:
        left = max(extent.core_end - _OPEN_CORE, extent.start)
    if extent.open_end and right >= extent.end:
        right = min(extent.core_start + _OPEN_CORE, extent.end)
    fuzzy = min(_FUZZY_REACH, (extent.end - extent.start) / 3)
    left = max(left, extent.start + fuzzy) if extent.fuzzy_start else left
    return left, max(left, min(right, extent.end - fuzzy) if extent.fuzzy_end else right)


def _corners(extent: Extent, left: float, right: float, y: float) -> _Corners:
    """The outline of a bar, clockwise from its lower left: an open end is an arrow head, an unknown one is torn."""
    leading = _edge(left, y, -1, extent.open_start, extent.unknown_start)
    trailing = _edge(right, y, 1, extent.open_end, extent.unknown_end)
    return (*leading, *reversed(trailing))


def _edge(x: float, y: float, side: int, is_open: bool, is_unknown: bool) -> _Corners:
    if is_open:
        return ((x - side * _HEAD, y + HALF), (x, y), (x - side * _HEAD, y - HALF))
    if is_unknown:
        heights = np.linspace(HALF, -HALF, 5)
        return tuple((x - side * _TOOTH * (number % 2), y + height) for number, height in enumerate(heights.tolist()))
    return ((x, y + HALF), (x, y - HALF))


def _question_marks(extent: Extent, y: float, text_width: TextWidth) -> Iterable[Text]:
    """A "?" behind each unknown end."""
    width = text_width("?", Font.NOTE)
    for place, unknown in ((extent.start - width - 4, extent.unknown_start), (extent.end + 4, extent.unknown_end)):
        if unknown:
            yield Text(place, y + 4, "?", Font.NOTE, Ink(Role.TEXT_MUTED), width)


def _end_lines(extent: Extent, y: float, ink: Ink) -> Iterable[Primitive]:
    """A hairline at each end that is a date, unless it is approximate; an arrow head at an open one."""
    ends = (
        (extent.start, -1, extent.open_start, extent.unknown_start or extent.fuzzy_start),
        (extent.end, 1, extent.open_end, extent.unknown_end or extent.fuzzy_end),
    )
    for x, side, is_open, is_bare in ends:
        if is_open:
            yield Path(_edge(x, y, side, True, False), ink)
        elif not is_bare:
            yield Line(x, y - HALF, x, y + HALF, ink)


def _dashes(extent: Extent, y: float, ink: Ink) -> Iterable[Primitive]:
    """A dashed outline: all around where both ends are uncertain, else about the one that is."""
    if extent.uncertain_start and extent.uncertain_end:
        bar = Box(extent.start, y - HALF, extent.end - extent.start, 2 * HALF)
        yield Rect(bar.grown(_DASHED_GAP), ink)
    elif extent.uncertain_start:
        yield _half_outline(extent.start, max(extent.core_start, extent.start + _DASHED_REACH), extent.end, y, ink)
    elif extent.uncertain_end:
        yield _half_outline(extent.end, min(extent.core_end, extent.end - _DASHED_REACH), extent.start, y, ink)


def _half_outline(end: float, inner: float, other_end: float, y: float, ink: Ink) -> Path:
    """Three sides about a bar from an end inwards, half of it at the most."""
    middle, half = (end + other_end) / 2, HALF + _DASHED_GAP
    inner = min(inner, middle) if end < middle else max(inner, middle)
    edge = end - _DASHED_GAP if end < middle else end + _DASHED_GAP
    return Path(((inner, y - half), (edge, y - half), (edge, y + half), (inner, y + half)), ink)
