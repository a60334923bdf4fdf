"""A lane with its glyphs and labels, its strip or its lines over time, as a part of the Scene."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from timeline_app.layout.extents import extents_of, plain_dots
from timeline_app.layout.glyphs import Glyph, Sign, dot_of, glyph_of
from timeline_app.layout.labels import GAP, Label, LabelRequest, Phrase, place_labels
from timeline_app.layout.lanes import LABELLED_ROW, Band, TimelineIndex
from timeline_app.layout.scene import Box, Dot, Font, Group, Ink, Path, Primitive, Rect, Role, TextWidth
from timeline_app.layout.series.drawing import series_group
from timeline_app.layout.strips import strip_group
from timeline_app.layout.sums.drawing import sums_group
from timeline_app.layout.view import Item, Mode, View
from timeline_app.layout.wording import Lines, item_lines, item_title

_LEAST_GAP = 2 * GAP + 4.0
"""Less than this between two glyphs has room for no label, pixels."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One event or estimate on its way onto the canvas.

    Attributes:
        item: which.
        glyph: its mark.
        row, middle: of the lane, and y of its middle.
        importance: 0 to 1.
        is_hit: whether a search found it.
    """

    item: Item
    glyph: Glyph
    row: int
    middle: float
    importance: float
    is_hit: bool


def draw_lane(
    index: TimelineIndex, band: Band, view: View, plot: Box, text_width: TextWidth
) -> tuple[Group, frozenset[Sign]]:
    """A lane by its mode, and the signs that its glyphs are made of."""
    if band.counted:
        return sums_group(index.timeline, band, view, plot, text_width), frozenset()
    if band.mode is Mode.STRIP:
        return strip_group(band, view.window, plot, view.numbers), frozenset()
    if band.lane.series:
        return series_group(index, band, band.lane.series, view, plot, text_width), frozenset()
    drawn = _drawn(index, band, view, plot, text_width)
    placed = () if band.collapsed else _labels(index, band, view, plot, drawn, text_width)
    labels = {label.item: label for label in placed}
    groups = tuple(_item_group(index, one, labels.get(one.item), view) for one in drawn)
    signs = frozenset().union(*{one.glyph.signs for one in drawn})
    return Group(band.lane.id, f"{band.lane.title}: {len(groups)} in view", groups), signs


def _drawn(index: TimelineIndex, band: Band, view: View, plot: Box, text_width: TextWidth) -> list[_Drawn]:
    lane, rows = band.lane, band.rows.tolist()
    middles = [band.middle(row) for row in band.stack.tolist()]
    glyphs = _glyphs(band, view, plot, middles, text_width)
    events = index.timeline.events
    importance = events.importance[band.rows].tolist() if lane.table == "event" else [0.5] * len(rows)
    hits = view.hits.mask(lane.table, band.rows).tolist()
    columns = zip(rows, glyphs, band.stack.tolist(), middles, importance, hits, strict=True)
    return [_Drawn(Item(lane.table, row), *of_row) for row, *of_row in columns]


def _glyphs(band: Band, view: View, plot: Box, middles: Sequence[float], text_width: TextWidth) -> list[Glyph]:
    """The glyph of each row; the many that are nothing but dots are made without a closer look."""
    times, colour = band.lane.times.taken(band.rows), band.lane.colour
    plain, xs = plain_dots(times, view.window, plot.x, plot.width)
    others = iter(extents_of(times.taken(np.flatnonzero(~plain)), view.window, plot.x, plot.width))
    return [
        dot_of(x, y, colour) if is_plain else glyph_of(next(others), y, colour, text_width)
        for is_plain, x, y in zip(plain.tolist(), xs.tolist(), middles, strict=True)
    ]


# Labels


def _labels(
    index: TimelineIndex, band: Band, view: View, plot: Box, drawn: Sequence[_Drawn], text_width: TextWidth
) -> tuple[Label, ...]:
    """The labels that have room; those that can have none aren't asked what they say."""
    inside = [one for one in drawn if one.glyph.box.x < plot.right and plot.x < one.glyph.box.right]
    crowded = _crowded(inside, plot) if band.row_height < LABELLED_ROW else frozenset[Item]()
    wanted = [one for one in inside if one.item not in crowded]
    others = [(one.row, one.glyph.box) for one in inside if one.item in crowded]
    said = _said(index, band, view, [one.item for one in wanted])
    requests = [_request(one, lines, view, plot) for one, lines in zip(wanted, said, strict=True)]
    return place_labels(requests, plot.x, plot.right, band.row_height, text_width, others)


def _crowded(drawn: Sequence[_Drawn], plot: Box) -> frozenset[Item]:
    """The glyphs between neighbours that leave no room for a letter on either side."""
    by_row = defaultdict[int, list[_Drawn]](list)
    for one in drawn:
        by_row[one.row].append(one)
    return frozenset(item for row in by_row.values() for item in _crowded_in_row(row, plot))


def _crowded_in_row(row: list[_Drawn], plot: Box) -> Iterator[Item]:
    row.sort(key=lambda one: one.glyph.box.x)
    lefts = [*(one.glyph.box.x for one in row[1:]), plot.right]
    reached = plot.x
    for one, following in zip(row, lefts, strict=True):
        box = one.glyph.box
        if max(box.x - reached, following - box.right) < _LEAST_GAP and box.width < plot.width / 2:
            yield one.item
        reached = max(reached, box.right)


def _request(one: _Drawn, lines: Lines, view: View, plot: Box) -> LabelRequest:
    """Selected first, then what a search found, then by importance, then in time order."""
    rank = (one.item != view.selected, not one.is_hit, -one.importance)
    marks = _marks(one.glyph) if one.glyph.box.width > plot.width / 2 else ()
    return LabelRequest(one.item, one.glyph.box, one.middle, one.row, lines, rank, marks)


def _said(index: TimelineIndex, band: Band, view: View, items: Sequence[Item]) -> list[Lines]:
    """What stands beside each of some glyphs: where a row has room for one line, that is the title of an event."""
    if band.row_height >= LABELLED_ROW or band.lane.table == "estimate":
        lines = 2 if band.row_height >= LABELLED_ROW else 1
        return [item_lines(index, item, view)[:lines] for item in items]
    titles = index.timeline.events.titles_of([item.row for item in items])
    fonts = (Font.LABEL_STRONG if item == view.selected else Font.LABEL for item in items)
    return [((Phrase(title, font, Role.TEXT),),) for title, font in zip(titles, fonts, strict=True)]


def _marks(glyph: Glyph) -> tuple[tuple[float, float], ...]:
    """Where a glyph is more than a line along its row."""
    boxes = [part.box for part in glyph.parts if isinstance(part, Rect)]
    found = [(box.x, box.right) for box in boxes]
    found += [(dot.x - dot.radius, dot.x + dot.radius) for dot in glyph.parts if isinstance(dot, Dot)]
    for path in (part for part in glyph.parts if isinstance(part, Path)):
        xs = [x for x, _ in path.points]
        found.append((min(xs), max(xs)))
    return tuple(sorted(found))


# Groups


def _item_group(index: TimelineIndex, one: _Drawn, label: Label | None, view: View) -> Group:
    item, glyph = one.item, one.glyph
    said = label.parts if label else ()
    parts: list[Primitive | Group] = [*glyph.parts, *said] if label and label.over else [*said, *glyph.parts]
    area = glyph.box.grown(3)
    if item == view.selected:
        parts.append(Rect(area, Ink(Role.SELECTION), radius=5))
    elif one.is_hit:
        parts.append(Rect(area, Ink(Role.HIT), radius=5))
    if label:
        left, right = min(area.x, label.box.x), max(area.right, label.box.right)
        top, bottom = min(area.y, label.box.y), max(area.bottom, label.box.bottom)
        area = Box(left, top, right - left, bottom - top)
    return Group(item.group_id, partial(item_title, index, item, view.numbers, view.zone), tuple(parts), area=area)
