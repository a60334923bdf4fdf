"""The comparison as a Scene: the blocks one below the other, each on its own stretch of grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from timeline_app.layout.comparison.blocks import Block, Row, compared, left_out
from timeline_app.layout.comparison.counted import counted_group
from timeline_app.layout.comparison.heading import MARGIN, section_heading
from timeline_app.layout.comparison.notes import FEW, common_since, date_words, further_notes, since_words, who_words
from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.legend import mark_legend_group
from timeline_app.layout.marks import EARLIER, mark_kind, mark_parts
from timeline_app.layout.scales import Scale, powers_around, round_reach, shared_reaches
from timeline_app.layout.scene import (
    Align,
    Box,
    Font,
    Group,
    Ink,
    Line,
    Primitive,
    Rect,
    Role,
    Scene,
    Text,
    TextWidth,
    elided,
    text,
    wrapped,
)
from timeline_app.layout.view import Item, View
from timeline_app.layout.wording import figure_words, item_title
from timeline_app.model.records import Estimate, measure_of, period_words

_LINE = 16.0
_STACKED_BELOW = 340.0
"""A narrower panel has each mark under its text, not beside it, pixels."""
_GRID_LINES = 4
_EDGE = 4.0
"""Figures of the scale keep so far from the panel's edge, pixels."""
_TICK, _APART_TICKS = 2.5, 6.0
"""Half the height of a tick, and how far ticks are apart at least: closer ones would look like a range; pixels."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the rows are drawn with."""

    index: TimelineIndex
    view: View
    width: float
    text_width: TextWidth

    @property
    def stacked(self) -> bool:
        """Whether marks stand under their text."""
        return self.width < _STACKED_BELOW

    @property
    def text_room(self) -> float:
        """Pixels for the text of a row."""
        return self.width - 2 * MARGIN if self.stacked else min(max(self.width * 0.48, 150.0), 250.0)

    @property
    def plot(self) -> tuple[float, float]:
        """x of the scales' ends."""
        left = MARGIN if self.stacked else MARGIN + self.text_room + 12
        return left + 8, self.width - MARGIN - 22

    def estimate(self, row: int) -> Estimate:
        """An estimate by its row."""
        return self.index.timeline.estimates.records[row]


def draw_comparison(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> Scene:
    """The panel, `width` pixels wide and as high as it needs.

    First the sums that the lanes show, if they show any, then the estimates as of the view's cursor. Where there are
    sums and no estimates, nothing is said of these.
    """
    frame = _Frame(index, view, width, text_width)
    counted, y = counted_group(index, view, width, text_width)
    sums = [counted] if counted else []
    title, estimates = counted.title if counted else "", list[Group]()
    if len(index.timeline.estimates) or not counted:
        title = f"Casualty estimates as of {cursor_words(view.as_of, view.zone)}"
        sums += [_rule(frame, "rule:counted", y)] if counted else []
        estimates, y = _estimates(frame, title, y)
    ground = Group("ground", "Ground", (Rect(Box(0, 0, width, y), Ink(Role.PANEL)),))
    return Scene(width, y, title, (ground, *sums, *estimates))


def _estimates(frame: _Frame, title: str, y: float) -> tuple[list[Group], float]:
    """All that is said of estimates, from a height on, and where it ends."""
    blocks = compared(frame.index, frame.view)
    parts, y = _heading(frame, y)
    drawn, y = _blocks(frame, blocks, y)
    footer, y = _footer(frame, blocks, y)
    return [Group("heading", title, parts), *drawn, footer], y


def _rule(frame: _Frame, name: str, y: float) -> Group:
    return Group(name, "", (Line(MARGIN, y, frame.width - MARGIN, y, Ink(Role.RULE)),))


_APART = "Groups count different things: never added, never ranked."
_LOG = " Logarithmic scale: equal steps are times ten."
_LOG_NOTE = "log scale"
"""Beside each group, too: of many the heading above all is out of sight."""


def _heading(frame: _Frame, y: float) -> tuple[tuple[Primitive, ...], float]:
    words = f"as of {cursor_words(frame.view.as_of, frame.view.zone)}"
    parts, y = section_heading("Casualty estimates", words, Role.TEXT_ACCENT, y, frame.width, frame.text_width)
    for line in wrapped(_APART + _LOG * frame.view.log, Font.SMALL, frame.width - 2 * MARGIN, frame.text_width):
        parts.append(text(line, MARGIN, y, Font.SMALL, Role.TEXT_MUTED, frame.text_width))
        y += 15
    return tuple(parts), y + 8


def _blocks(frame: _Frame, blocks: Sequence[Block], y: float) -> tuple[list[Group], float]:
    """The blocks one below the other; those that share a scale have its figures under the last of them."""
    scales = _scales(frame, blocks)
    drawn: list[Group] = []
    for position, (block, scale) in enumerate(zip(blocks, scales, strict=True)):
        last = position + 1 == len(blocks) or not _share(blocks, scales, position)
        if position and blocks[position - 1].per != block.per:
            drawn.append(_rule(frame, f"rule:{position}", y))
            y += 10
        group, y = _block(frame, block, scale, y, last)
        drawn.append(group)
    return drawn, y


def _share(blocks: Sequence[Block], scales: Sequence[Scale], position: int) -> bool:
    """Whether a block and the one below it have the same scale."""
    return scales[position] == scales[position + 1] and blocks[position].per == blocks[position + 1].per


def _scales(frame: _Frame, blocks: Sequence[Block]) -> list[Scale]:
    """A scale for each block; figures for a period never share one with running totals."""
    scales: dict[int, Scale] = {}
    for per in {block.per for block in blocks}:
        places = [place for place, block in enumerate(blocks) if block.per == per]
        found = _logarithmic if frame.view.log else _linear
        scales |= dict(zip(places, found(frame, [blocks[place] for place in places]), strict=True))
    return [scales[place] for place in range(len(blocks))]


def _linear(frame: _Frame, blocks: Sequence[Block]) -> list[Scale]:
    """From zero; blocks of similar reach share one."""
    reaches = shared_reaches([max(_named(frame, block), default=0.0) for block in blocks])
    return [Scale(round_reach(reach, _GRID_LINES), *frame.plot) for reach in reaches]


def _logarithmic(frame: _Frame, blocks: Sequence[Block]) -> list[Scale]:
    """One for all."""
    named = [value for block in blocks for value in _named(frame, block) if value > 0]
    least, most = powers_around(min(named, default=0.0), max(named, default=0.0), _GRID_LINES)
    return [Scale(most, *frame.plot, least)] * len(blocks)


def _named(frame: _Frame, block: Block) -> list[float]:
    """All numbers that the figures of a block name."""
    numbers = frame.index.timeline.estimates.numbers[list(block.shown)]
    found: list[float] = numbers[np.isfinite(numbers)].tolist()
    return found


def _block(frame: _Frame, block: Block, scale: Scale, y: float, with_figures: bool) -> tuple[Group, float]:
    common = common_since(frame.index, block, frame.view)
    heading = _block_heading(frame, block, common, y + 14)
    top = y + 24
    drawn: list[Group] = []
    y = top
    for row in block.rows:
        group, y = _row(frame, row, common, scale, y)
        drawn.append(group)
    grid = () if frame.stacked else _grid(scale, top - 2, y - 6)
    figures = _figures(frame, scale, y + 6) if with_figures else ()
    title = " ".join(part.text for part in heading)
    group = Group(f"measure:{block.measure}:{block.per}", title, (*heading, *grid, *drawn, *figures))
    return group, y + (24 if with_figures else 8)


def _block_heading(frame: _Frame, block: Block, common: str, baseline: float) -> tuple[Text, ...]:
    measure = measure_of(block.measure)
    words = " ".join(part for part in (measure.title, period_words(block.per)) if part)
    words = elided(words, Font.HEADING, frame.width - 2 * MARGIN, frame.text_width)
    title = text(words, MARGIN, baseline, Font.HEADING, Role.TEXT, frame.text_width)
    note = ", ".join(part for part in (measure.note, common, _LOG_NOTE * frame.view.log) if part)
    if not note:
        return (title,)
    x = MARGIN + title.width + 8
    note = elided(note, Font.NOTE, frame.width - MARGIN - x, frame.text_width)
    return (title, text(note, x, baseline, Font.NOTE, Role.TEXT_MUTED, frame.text_width))


def _row(frame: _Frame, row: Row, common: str, scale: Scale, y: float) -> tuple[Group, float]:
    estimate = frame.estimate(row.estimate)
    item = Item("estimate", row.estimate)
    values = wrapped(figure_words(estimate, frame.view.numbers), Font.VALUE, frame.text_room, frame.text_width)
    lines = [(value, Font.VALUE, Role.TEXT) for value in values]
    lines += [(note, Font.NOTE, Role.TEXT_MUTED) for note in _note_lines(frame, row, common)]
    parts: list[Primitive] = [
        text(words, MARGIN, y + 12 + _LINE * number, font, role, frame.text_width)
        for number, (words, font, role) in enumerate(lines)
    ]
    bottom = y + 4 + _LINE * len(lines)
    mark_y = y + 8
    if frame.stacked:
        mark_y, bottom = bottom + 5, bottom + 16
        parts += _grid(scale, mark_y - 8, mark_y + 8)
    parts += _earlier_parts(frame, row, scale, mark_y)
    parts += mark_parts(estimate.quantity, scale, mark_y)
    area = Box(MARGIN - 8, y - 5, frame.width - 2 * MARGIN + 16, bottom - y + 4)
    if _is_selected(frame, row) or _cited(frame, estimate):
        parts.insert(0, Rect(area, Ink(Role.SELECTION), radius=4))
    title = item_title(frame.index, item, frame.view.numbers, frame.view.zone)
    return Group(item.group_id, title, tuple(parts), area=area), bottom + 8


def _is_selected(frame: _Frame, row: Row) -> bool:
    """Whether the figure of a row is looked at, or one that it replaced, or another telling of it."""
    selected = frame.view.selected
    rows = (*row.shown, *row.tellings)
    return selected is not None and selected.table == "estimate" and selected.row in rows


def _cited(frame: _Frame, estimate: Estimate) -> bool:
    """Whether the selected event is about this estimate."""
    selected = frame.view.selected
    return (
        selected is not None and selected.table == "event" and estimate.id in frame.index.event(selected.row).estimates
    )


def _earlier_parts(frame: _Frame, row: Row, scale: Scale, y: float) -> list[Primitive]:
    """The marks of the figures that were replaced; of very many a tick each, where there is room beside the latest."""
    if marked := _marked(row):
        return [part for earlier in marked for part in mark_parts(frame.estimate(earlier).quantity, scale, y, EARLIER)]
    numbers = frame.index.timeline.estimates.numbers[list(row.earlier)]
    named = np.unique(numbers[np.isfinite(numbers) & (numbers >= scale.least)]).tolist()
    now, ink = scale.x(frame.estimate(row.estimate).quantity.greatest), Ink(Role.INK_EARLIER_LINE)
    xs = _apart(now, [scale.x(value) for value in named])
    return [Line(x, y - _TICK, x, y + _TICK, ink) for x in xs]


def _apart(now: float, xs: Sequence[float]) -> list[float]:
    """Of ascending places those that leave room beside the latest and each other, each where it is."""
    found: list[float] = []
    for x in xs:
        if abs(x - now) >= _APART_TICKS and (not found or x - found[-1] >= _APART_TICKS):
            found.append(x)
    return found


def _marked(row: Row) -> tuple[int, ...]:
    """The earlier figures that have a mark of their kind."""
    return row.earlier if len(row.earlier) <= FEW else ()


def _note_lines(frame: _Frame, row: Row, common: str) -> list[str]:
    """What stands under a value: who and when (on one line where it fits), how old, what it is a part of."""
    estimate = frame.estimate(row.estimate)
    together = f"{who_words(frame.index, row.estimate, frame.view)} · {date_words(frame.index, estimate, frame.view)}"
    fits = frame.text_width(together, Font.NOTE) <= frame.text_room
    notes = [together] if fits else together.split(", " if ", " in together else " · ", 1)
    since = since_words(frame.index.timeline, estimate, frame.view)
    notes += [since] if since != common else []
    notes += further_notes(frame.index, row, frame.view)
    return [line for note in notes for line in wrapped(note, Font.NOTE, frame.text_room, frame.text_width)]


def _grid(scale: Scale, top: float, bottom: float) -> tuple[Line, ...]:
    ticks = scale.ticks(_GRID_LINES)
    roles = [Role.GRID_MAJOR] + [Role.GRID] * (len(ticks) - 1)
    return tuple(Line(scale.x(t), top, scale.x(t), bottom, Ink(role)) for t, role in zip(ticks, roles, strict=True))


def _figures(frame: _Frame, scale: Scale, baseline: float) -> tuple[Primitive, ...]:
    """The scale's figures at its grid lines, as many as have room; the last always: without it, no mark is told."""
    ticks = scale.ticks(_GRID_LINES)
    last = len(ticks) - 1
    for every in (number for number in range(1, last + 1) if last % number == 0):
        figures = [_figure(frame, scale, tick, baseline) for tick in ticks[::every]]
        if all(left.box.right + 8 <= right.box.x for left, right in pairwise(figures)):
            return tuple(figures)
    return (_figure(frame, scale, ticks[-1], baseline),)


def _figure(frame: _Frame, scale: Scale, tick: float, baseline: float) -> Text:
    """The figure of a grid line below it, or as near as it fits into the panel."""
    words, half = frame.view.numbers(tick), frame.text_width(frame.view.numbers(tick), Font.SMALL) / 2
    x = min(scale.x(tick), frame.width - _EDGE - half)
    return text(words, x, baseline, Font.SMALL, Role.TEXT_MUTED, frame.text_width, Align.MIDDLE)


def _footer(frame: _Frame, blocks: Sequence[Block], y: float) -> tuple[Group, float]:
    """The legend of the marks in use, and what is not shown."""
    shown = [number for block in blocks for number in block.shown]
    marked = [number for block in blocks for row in block.rows for number in (row.estimate, *_marked(row))]
    kinds = {mark_kind(frame.estimate(number).quantity) for number in marked}
    parts: list[Primitive] = []
    if shown:
        parts.append(Line(MARGIN, y, frame.width - MARGIN, y, Ink(Role.RULE)))
        y += 20
    room = frame.width - 2 * MARGIN
    legend, height = mark_legend_group((kind for kind in kinds if kind), MARGIN, y, frame.text_width, room)
    y += height
    for line in left_out(frame.index, blocks, frame.view.numbers):
        for piece in wrapped(line, Font.SMALL, frame.width - 2 * MARGIN, frame.text_width):
            parts.append(text(piece, MARGIN, y, Font.SMALL, Role.TEXT_MUTED, frame.text_width))
            y += _LINE
    return Group("footer", "Marks", (legend, *parts)), y + 4
