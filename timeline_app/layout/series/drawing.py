"""A series lane as a part of the Scene: lines, bands and bars, marks where they have room, and who says what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from timeline_app.layout.extents import NARROW
from timeline_app.layout.labels import Phrase
from timeline_app.layout.lanes import Band, TimelineIndex
from timeline_app.layout.scene import (
    Align,
    Box,
    Font,
    Group,
    Ink,
    Line,
    Path,
    Primitive,
    Rect,
    Role,
    TextWidth,
    text,
)
from timeline_app.layout.series.columns import LineColumns, Reach
from timeline_app.layout.series.labels import Room, along, box_of, ground_of, label_beside
from timeline_app.layout.series.lane import SeriesLane, SeriesPicture, Spot
from timeline_app.layout.series.marks import date_box, mark_of, marked_places
from timeline_app.layout.series.shapes import Shape, Upright
from timeline_app.layout.series.words import line_names
from timeline_app.layout.view import Item, View
from timeline_app.layout.wording import figure_words, item_title
from timeline_app.model.records import Estimate

_WEIGHTS = (2.0, 1.0, 3.0)
"""Of the lines of a lane in turn, pixels: on the canvas a colour is a lane."""
_EDGE_WEIGHT = 1.0
"""Of the edges of a range, which has a line only where it has a best figure, pixels."""
_BOUND = 4.0
"""How far the pale side of a bound reaches from its line: a fixed size, never a length, pixels."""
_RING = 5.0
_EDGE = 6.0
"""Labels keep away so far from the right edge of the canvas, pixels."""
_HIT_ROOM = 10.0
"""Of what a search found on a line, one is marked in so many pixels."""


@dataclass(frozen=True, eq=False)
class _Frame:
    """What a lane is drawn with."""

    index: TimelineIndex
    band: Band
    lane: SeriesLane
    view: View
    plot: Box
    picture: SeriesPicture
    scale: Upright
    text_width: TextWidth

    def estimate(self, spot: Spot) -> Estimate:
        """The record of a figure."""
        return self.index.timeline.estimates.records[int(self.lane.lines[spot.line].rows[spot.place])]

    def point(self, spot: Spot) -> tuple[float, float]:
        """Where a figure is marked: on its line, or at the end of its bar."""
        box = date_box(self.lane.lines[spot.line], spot.place, self.view.window, self.plot, self.scale)
        if not self.picture.bars:
            return box.x + box.width / 2, box.middle
        start, end, value = self.lane.bars[spot.line].of(spot.place) or (0.0, 0.0, 0.0)
        ends = [self.plot.x + self.view.window.x_of(time, self.plot.width) for time in (start, end)]
        x = sum(ends) / 2 if start < end else box.x + box.width / 2
        return x, self.scale.y(value)


def series_group(
    index: TimelineIndex, band: Band, lane: SeriesLane, view: View, plot: Box, text_width: TextWidth
) -> Group:
    """A series lane as a named part of the picture."""
    picture = lane.picture(view.window, plot.width, view.differences)
    frame = _Frame(index, band, lane, view, plot, picture, Upright.of(band, picture), text_width)
    shapes = [shape for number in range(len(lane.lines)) for shape in _shapes(frame, number)]
    parts: list[Primitive | Group] = [*_ground(frame), *filter(None, (shape.columns(plot) for shape in shapes))]
    marks = [] if band.collapsed else _marks(frame)
    area = Box(plot.x, band.top, plot.width, band.height)
    marked = tuple(mark.area for mark in marks if mark.area)
    parts += [*marks, *_labels(frame, Room(area, tuple(shapes), marked))]
    figures = " and ".join(line_names(index, lane.lines))
    return Group(band.lane.id, f"{lane.title}: {figures}", tuple(parts))


def scale_parts(band: Band, lane: SeriesLane, view: View, plot: Box, text_width: TextWidth) -> tuple[Primitive, ...]:
    """The top of the scale as a round number, to the left of the lane."""
    picture = lane.picture(view.window, plot.width, view.differences)
    y = Upright.of(band, picture).high
    label = text(view.numbers(picture.top), plot.x - 10, y + 8, Font.SMALL, Role.TEXT_MUTED, text_width, Align.RIGHT)
    return (label, Line(plot.x - 6, y, plot.x, y, Ink(Role.TEXT_MUTED)))


def _ground(frame: _Frame) -> tuple[Primitive, ...]:
    """The line of zero, and the one at the top of the scale."""
    left, right = frame.plot.x, frame.plot.right
    zero, top = frame.scale.y(0.0), frame.scale.high
    return (
        Line(left, top, right, top, Ink(Role.GRID)),
        Line(left, zero, right, zero, Ink(Role.GLYPH_LINE if frame.picture.bars else Role.GRID_MAJOR)),
    )


# Areas


def _shapes(frame: _Frame, number: int) -> Iterator[Shape]:
    """The areas of one line, those below first."""
    weight = _WEIGHTS[number % len(_WEIGHTS)]
    if frame.picture.bars:
        yield from (_bar_shapes if number == 0 else _outlines)(frame, frame.picture.bars[number], weight)
    else:
        yield from _line_shapes(frame, frame.picture.lines[number], weight)


def _line_shapes(frame: _Frame, line: LineColumns, weight: float) -> Iterator[Shape]:
    pale, scale = Ink(Role.STRIP_POSSIBLE), frame.scale
    yield Shape.of(scale, line.change, pale)
    yield Shape.of(scale, line.band, pale)
    for edge in (line.band.low, line.band.high):
        yield Shape.between(scale, edge, edge, line.band.drawn, Ink(Role.GLYPH_SOLID), _EDGE_WEIGHT)
    for side, bounded in ((1, line.above), (-1, line.below)):
        yield Shape.of(scale, line.line, pale).aside(side * _BOUND, bounded)
    yield Shape.of(scale, line.line, Ink(Role.GLYPH_SOLID), weight)


def _bar_shapes(frame: _Frame, bars: Reach, _weight: float) -> Iterator[Shape]:
    """From zero: what each bar in a column reaches, and paler what some of them do."""
    scale, zero = frame.scale, np.zeros(len(bars.low))
    low, high = np.where(bars.drawn, bars.low, 0.0), np.where(bars.drawn, bars.high, 0.0)
    yield Shape.between(scale, np.minimum(low, 0.0), np.maximum(high, 0.0), bars.drawn, Ink(Role.STRIP_POSSIBLE))
    known = Ink(Role.STRIP_KNOWN)
    yield Shape.between(scale, zero, low, bars.drawn & (low > 0), known)
    yield Shape.between(scale, high, zero, bars.drawn & (high < 0), known)


def _outlines(frame: _Frame, bars: Reach, weight: float) -> Iterator[Shape]:
    """The bars of a second publisher are lines, so that those behind are seen."""
    yield Shape.of(frame.scale, bars, Ink(Role.GLYPH_SOLID), weight)


# Figures


def _marks(frame: _Frame) -> list[Group]:
    """A group for each figure that has room for a mark, for what a search found, and for what is selected."""
    marked = {} if frame.picture.bars else {spot: _mark(frame, spot) for spot in _marked_spots(frame)}
    rings = dict.fromkeys(_found_spots(frame), Role.HIT)
    selected = _selected_spot(frame)
    if selected:
        rings[selected] = Role.SELECTION
    return [_figure_group(frame, spot, marked.get(spot, ()), rings.get(spot)) for spot in {**marked, **rings}]


def _selected_spot(frame: _Frame) -> Spot | None:
    """Where the figure is that is selected, if it is one of these and in view."""
    item = frame.view.selected
    spot = frame.lane.spots.get(item.row) if item and item.table == "estimate" else None
    return spot if spot and frame.view.window.contains(_middle(frame, spot)) else None


def _middle(frame: _Frame, spot: Spot) -> float:
    return float(frame.lane.lines[spot.line].middles[spot.place])


def _marked_spots(frame: _Frame) -> list[Spot]:
    window, width = frame.view.window, frame.plot.width
    lines = enumerate(frame.lane.lines)
    return [Spot(number, place) for number, line in lines for place in marked_places(line, window, width)]


def _mark(frame: _Frame, spot: Spot) -> tuple[Primitive, ...]:
    line = frame.lane.lines[spot.line]
    box = date_box(line, spot.place, frame.view.window, frame.plot, frame.scale)
    return mark_of(frame.estimate(spot).quantity, int(line.directions[spot.place]), box)


def _found_spots(frame: _Frame) -> list[Spot]:
    """What a search found here, one in every few pixels."""
    rows = frame.view.hits.estimates
    found = [frame.lane.spots[row] for row in rows[np.isin(rows, frame.lane.rows)].tolist()]
    window, width = frame.view.window, frame.plot.width
    seen = [spot for spot in found if window.contains(_middle(frame, spot))]
    return list({round(window.x_of(_middle(frame, spot), width) / _HIT_ROOM): spot for spot in seen}.values())


def _figure_group(frame: _Frame, spot: Spot, mark: tuple[Primitive, ...], ring: Role | None) -> Group:
    area = _ring_area(frame, spot)
    rings = (Rect(area, Ink(ring), radius=_RING),) if ring else ()
    area = _with_arrow(area, mark)
    item = Item("estimate", int(frame.lane.lines[spot.line].rows[spot.place]))
    title = partial(item_title, frame.index, item, frame.view.numbers, frame.view.zone)
    return Group(item.group_id, title, (*mark, *rings), area=area)


def _with_arrow(area: Box, mark: tuple[Primitive, ...]) -> Box:
    """The area that holds the arrow of a bound, too."""
    ys = [y for part in mark if isinstance(part, Path) for _, y in part.points]
    top, bottom = min([area.y, *ys]), max([area.bottom, *ys])
    return Box(area.x, top, area.width, bottom - top)


def _ring_area(frame: _Frame, spot: Spot) -> Box:
    """What is about a figure: about all of its date where that is seen to be vague."""
    x, y = frame.point(spot)
    box = date_box(frame.lane.lines[spot.line], spot.place, frame.view.window, frame.plot, frame.scale)
    if frame.picture.bars or box.width < NARROW:
        box = Box(x, y, 0.0, 0.0)
    return box.grown(_RING)


# Labels


def _labels(frame: _Frame, room: Room) -> list[Primitive]:
    """What is selected says its value and who; each line who gives it, and what it holds at its end."""
    if frame.band.collapsed:
        return []
    parts: list[Primitive] = []
    for phrases, points in (*_selected_label(frame), *_end_labels(frame)):
        label = label_beside(phrases, points, room, frame.text_width)
        if label:
            room = room.without(box_of(label))
            parts += [ground_of(label), *label]
    return parts


_LabelWanted = tuple[tuple[Phrase, ...], list[tuple[float, float]]]


def _selected_label(frame: _Frame) -> Iterator[_LabelWanted]:
    spot = _selected_spot(frame)
    if spot:
        yield _phrases(frame, spot, line_names(frame.index, frame.lane.lines)[spot.line]), [frame.point(spot)]


def _end_labels(frame: _Frame) -> Iterator[_LabelWanted]:
    """The figure that holds where a line ends in view, then who; who alone if that has no room, or of bars."""
    for number, name in enumerate(line_names(frame.index, frame.lane.lines)):
        points = _seen_points(frame, number)
        if points:
            yield _end_phrases(frame, number, name), [points[-1]] if not frame.picture.bars else along(points)


def _end_phrases(frame: _Frame, number: int, name: str) -> tuple[Phrase, ...]:
    line, view = frame.lane.lines[number], frame.view
    done = line.steps(view.window.duration / frame.plot.width).done
    last = int(np.searchsorted(done, view.window.end)) - 1
    if frame.picture.bars or last < 0:
        return (_who(name),)
    return _phrases(frame, Spot(number, last), name)


def _who(name: str) -> Phrase:
    return Phrase(name, Font.NOTE, Role.TEXT_MUTED)


def _phrases(frame: _Frame, spot: Spot, name: str) -> tuple[Phrase, ...]:
    value = figure_words(frame.estimate(spot), frame.view.numbers)
    return Phrase(value, Font.LABEL_STRONG, Role.TEXT), _who(name)


def _seen_points(frame: _Frame, number: int) -> list[tuple[float, float]]:
    """A point for each column in which a line is drawn, or where it is nowhere known, for each in which it changes."""
    if frame.picture.bars:
        reaches: Sequence[Reach] = (frame.picture.bars[number],)
    else:
        *known, change = frame.picture.lines[number].parts
        reaches = known if any(reach.drawn.any() for reach in known) else (change,)
    low = np.minimum.reduce([reach.low for reach in reaches])
    high = np.maximum.reduce([reach.high for reach in reaches])
    places = np.flatnonzero(low <= high)
    xs = np.minimum(frame.plot.x + (places + 1) * (frame.plot.width / len(low)), frame.plot.right - _EDGE)
    ys = frame.scale.ys((low[places] + high[places]) / 2)
    return list(zip(xs.tolist(), ys.tolist(), strict=True))
