"""The legends: the signs that glyphs are made of and the marks of figures, with what they say."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from timeline_app.layout.extents import Extent
from timeline_app.layout.glyphs import Sign, glyph_of
from timeline_app.layout.marks import SAMPLES, MarkKind, mark_parts
from timeline_app.layout.scales import Scale
from timeline_app.layout.scene import (
    NO_LANE,
    Box,
    Font,
    Group,
    Ink,
    Primitive,
    Rect,
    Role,
    Scene,
    TextWidth,
    text,
    wrapped,
)
from timeline_app.model.time_columns import APPROXIMATE_END, APPROXIMATE_START, UNCERTAIN_END, UNCERTAIN_START

LINE = 20.0
"""Height of a line of the legend, pixels."""
_SAMPLE = 34.0
_GAP = 26.0
_MARK_LINE = 16.0
_MARGIN = 18.0


def legend_group(signs: Iterable[Sign], x: float, y: float, room: float, text_width: TextWidth) -> tuple[Group, float]:
    """The legend from (x, y) on, `room` pixels wide, and how high it is."""
    found, left, top = [], x, y
    for sign in (sign for sign in Sign if sign in set(signs)):
        width = _SAMPLE + 8 + text_width(sign.value, Font.SMALL)
        if left > x and left + width > x + room:
            left, top = x, top + LINE
        found.append(_entry(sign, left, top, text_width))
        left += width + _GAP
    return Group("legend", "Legend", tuple(found)), (top - y + LINE if found else 0.0)


def mark_legend_group(
    kinds: Iterable[MarkKind], x: float, baseline: float, text_width: TextWidth, room: float = math.inf
) -> tuple[Group, float]:
    """The legend of some marks, the first with its text at `baseline`, `room` pixels wide, and how high it is."""
    found, chosen, y = [], set(kinds), baseline
    for kind in (kind for kind in MarkKind if kind in chosen):
        mark = mark_parts(SAMPLES[kind], Scale(24.0, x, x + 24.0), y - 4)
        lines = wrapped(kind.value, Font.SMALL, room - _SAMPLE, text_width)
        labels = (
            text(line, x + _SAMPLE, y + row * _MARK_LINE, Font.SMALL, Role.TEXT_MUTED, text_width)
            for row, line in enumerate(lines)
        )
        found.append(Group(f"mark:{kind.name.lower()}", kind.value, (*mark, *labels)))
        y += _MARK_LINE * len(lines)
    return Group("mark-legend", "Marks of figures", tuple(found)), y - baseline


_WORDS = (
    "“on Tuesday”: the source's own words",
    "(28 Feb 2023): worked out from them",
)


def draw_legend(text_width: TextWidth) -> Scene:
    """Everything that glyphs and marks can say, as a Scene of its own."""
    dates = text("Dates", _MARGIN, 26, Font.HEADING, Role.TEXT, text_width)
    signs, height = legend_group(Sign, _MARGIN, 38, 0.0, text_width)
    notes = tuple(
        text(words, _MARGIN, 38 + height + 16 * number, Font.SMALL, Role.TEXT_MUTED, text_width)
        for number, words in enumerate(_WORDS, 1)
    )
    top = 38 + height + 16 * len(_WORDS) + 26
    figures = text("Figures", _MARGIN, top, Font.HEADING, Role.TEXT, text_width)
    marks, mark_height = mark_legend_group(MarkKind, _MARGIN, top + 24, text_width)
    size = Box(0, 0, 320, top + 24 + mark_height + 6)
    ground = Group("ground", "Ground", (Rect(size, Ink(Role.PANEL)),))
    headings = Group("headings", "Dates and figures", (dates, *notes, figures))
    return Scene(size.width, size.height, "What the marks mean", (ground, headings, signs, marks))


def _entry(sign: Sign, x: float, y: float, text_width: TextWidth) -> Group:
    glyph = glyph_of(_sample(sign, x), y + LINE / 2, NO_LANE, text_width)
    label = text(sign.value, x + _SAMPLE + 8, y + LINE / 2 + 4, Font.SMALL, Role.TEXT_MUTED, text_width)
    parts: tuple[Primitive, ...] = (*glyph.parts, label)
    return Group(f"legend:{sign.name.lower()}", sign.value, parts)


def _sample(sign: Sign, x: float) -> Extent:
    """The extent of a sample glyph, about 30 pixels from x on."""
    return _SAMPLES.get(sign, _MOMENT).moved(x)


_MOMENT = Extent(2, 32, 2, 32, precise=False, moment=True)
_DAY = Extent(15, 19, 15, 19, precise=True, moment=True)
_DAYS = tuple(_DAY.moved(by) for by in (-11, 0, 11))
_SAMPLES: Mapping[Sign, Extent] = {
    Sign.DOT: _DAY,
    Sign.HOLLOW: replace(_DAY, precise=False),
    Sign.SPAN: Extent(2, 2, 32, 32, precise=True, moment=False),
    Sign.WING: Extent(2, 11, 23, 32, precise=False, moment=False),
    Sign.SET: Extent(3, 7, 27, 31, precise=True, moment=False, several=True, members=_DAYS),
    Sign.OPEN: replace(_MOMENT, open_start=True),
    Sign.TORN: Extent(2, 32, 2, 22, precise=False, moment=False, unknown_end=True),
    Sign.FUZZY: replace(_MOMENT, flags=APPROXIMATE_START | APPROXIMATE_END),
    Sign.DASHED: replace(_MOMENT, flags=UNCERTAIN_START | UNCERTAIN_END),
}
"""A glyph of each sign, pixels from where it may begin."""
