"""A lane as sums of a figure: in each bin low, best and high of what fell there, and below, once, what is vaguer."""

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np

from timeline_app.layout.lanes import Band
from timeline_app.layout.scales import round_step
from timeline_app.layout.scene import (
    Align,
    Box,
    Columns,
    Font,
    Group,
    Ink,
    Line,
    Points,
    Primitive,
    Role,
    TextWidth,
    text,
)
from timeline_app.layout.strips import step_words
from timeline_app.layout.sums.bins import FigureBins, Vague
from timeline_app.layout.sums.words import kind_words, sum_words, vague_lines
from timeline_app.layout.view import FigureKind, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.figure_index import BEST, EVENTS, HIGH, LOW
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline

_TOP, _BOTTOM = 6.0, 3.0
_VAGUE, _GAP = 16.0, 3.0
"""Height of the row of what is dated more vaguely, always the same: it is no length; and the room above it, pixels."""
_ROOM = 48.0
"""A lower lane has no such row, pixels."""
_LINE = 1.5
"""Weight of the line at the best sum, pixels."""
_END = 1.0
"""Weight of the line at an end of a stretch of that row, pixels."""
_LEAST_LABEL, _INSET = 24.0, 4.0
"""A narrower stretch of the row has no number in it; and the room beside a number, pixels."""


def bins_of(band: Band, view: View, width: float) -> FigureBins:
    """The sums of a band that is one of sums."""
    assert band.counted is not None
    bins = band.lane.sums(band.counted, view.window, width)
    assert bins is not None
    return bins


def sums_group(timeline: Timeline, band: Band, view: View, plot: Box, text_width: TextWidth) -> Group:
    """The lane as a named part of the picture."""
    assert band.counted is not None
    bins = bins_of(band, view, plot.width)
    what = f"{kind_words(timeline, band.counted)}, summed {step_words(bins.step)}"
    title = f"{band.lane.title}: {what}, at most {view.numbers(bins.most)}"
    row = tuple(_row(timeline, band, bins, view, plot, text_width))
    return Group(f"strip:{band.lane.id}", title, (*_columns(band, bins, view.window, plot), *row))


def scale_parts(band: Band, view: View, plot: Box, text_width: TextWidth) -> tuple[Primitive, ...]:
    """The scale's top as a round number, to the left of the lane."""
    top, y = _top(bins_of(band, view, plot.width)), band.top + _TOP
    label = text(view.numbers(top), plot.x - 10, y + 8, Font.SMALL, Role.TEXT_MUTED, text_width, Align.RIGHT)
    return (label, Line(plot.x - 6, y, plot.x, y, Ink(Role.TEXT_MUTED)))


def sums_note(timeline: Timeline, bands: Iterable[Band], view: View, width: float) -> str:
    """What lanes of sums show, "" where there is none: "Killed, UCDP GED, summed per week: line at the best …".

    Where their scales differ, the same height is not the same number, and that is said.
    """
    summed = [(bins_of(band, view, width), band.counted) for band in bands if band.counted]
    told = dict.fromkeys(f"{kind_words(timeline, kind)}, summed {step_words(bins.step)}" for bins, kind in summed)
    apart = ", each lane on the scale beside it" if len({_top(bins) for bins, _ in summed}) > 1 else ""
    how = "line: best; pale: low to high; row below: dated more vaguely, counted once"
    return f"{'; '.join(told)}{apart} – {how}" if told else ""


def is_in_row(band: Band, bins: FigureBins, y: float) -> bool:
    """Whether a height of the lanes is in the row of what is dated more vaguely."""
    return _has_row(band, bins) and y >= band.top + band.height - _BOTTOM - _VAGUE


def _has_row(band: Band, bins: FigureBins) -> bool:
    return band.height >= _ROOM and len(bins.vague) > 0


def _top(bins: FigureBins) -> float:
    return round_step(bins.most)


def _columns(band: Band, bins: FigureBins, window: TimeWindow, plot: Box) -> tuple[Primitive, ...]:
    """Solid up to low, pale from there to high, a line at best: where nobody was counted it is on the base."""
    base = band.top + band.height - _BOTTOM - (_VAGUE + _GAP if _has_row(band, bins) else 0.0)
    scale = (base - band.top - _TOP) / _top(bins)
    known = bins.tally.known
    low, best, high = (base - known[row] * scale for row in (LOW, BEST, HIGH))
    edges, colour = window.xs_of(bins.edges, plot.width) + plot.x, band.lane.colour
    told = known[EVENTS] > 0
    line = np.where(told, np.minimum(best - _LINE / 2, base - _LINE), base)
    return (
        Columns(edges, np.full(len(low), base), low, Ink(Role.STRIP_KNOWN, colour)),
        Columns(edges, low, high, Ink(Role.STRIP_POSSIBLE, colour)),
        Columns(edges, np.where(told, line + _LINE, base), line, Ink(Role.GLYPH_SOLID, colour)),
        Line(plot.x, base, plot.right, base, Ink(Role.RULE)),
    )


def _row(
    timeline: Timeline, band: Band, bins: FigureBins, view: View, plot: Box, text_width: TextWidth
) -> Iterator[Primitive | Group]:
    """The row below: where there is anything vaguer than a bin, with a line where a stretch ends, and its number."""
    if not _has_row(band, bins) or band.counted is None:
        return
    bottom = band.top + band.height - _BOTTOM
    top, colour = bottom - _VAGUE, band.lane.colour
    edges = np.clip(view.window.xs_of(bins.edges, plot.width) + plot.x, plot.x, plot.right)
    bottoms = np.full(len(bins), bottom)
    yield Columns(edges, bottoms, np.where(bins.has_vague, top, bottom), Ink(Role.STRIP_POSSIBLE, colour))
    yield _ends(bins, edges, top, bottom, Ink(Role.GLYPH_SOLID, colour))
    xs = edges.tolist()
    for vague in bins.vague:
        box = Box(xs[vague.first], top, xs[vague.limit] - xs[vague.first], _VAGUE)
        if label := _vague_label(vague, box, view.numbers, text_width):
            words = partial(_words, timeline, band.counted, bins, vague, view.numbers)
            yield Group(f"vague:{band.lane.id}:{vague.first}", words, label)


def _ends(bins: FigureBins, edges: Points, top: float, bottom: float, ink: Ink) -> Columns:
    """A line at each end of a stretch: there may be hundreds, so that they are one primitive."""
    places = sorted({end for vague in bins.vague for end in (vague.first, vague.limit)})
    xs = edges[places]
    sides = np.column_stack((xs - _END / 2, xs + _END / 2)).ravel()
    tops = np.full(len(sides) - 1, bottom)
    tops[::2] = top
    return Columns(np.maximum.accumulate(sides), np.full(len(tops), bottom), tops, ink)


def _words(timeline: Timeline, kind: FigureKind, bins: FigureBins, vague: Vague, numbers: NumberFormat) -> str:
    return "; ".join(vague_lines(timeline, kind, bins, vague, numbers))


def _vague_label(vague: Vague, box: Box, numbers: NumberFormat, text_width: TextWidth) -> tuple[Primitive, ...]:
    """Its number, with its bounds where they have room."""
    if box.width < _LEAST_LABEL:
        return ()
    short = sum_words(vague.sum, numbers)
    for words in (f"{short} dated more vaguely", short, numbers(vague.sum.best)):
        if text_width(words, Font.SMALL) + 2 * _INSET <= box.width:
            return (text(words, box.x + _INSET, box.bottom - 4, Font.SMALL, Role.TEXT, text_width),)
    return ()
