"""The canvas as a Scene: time axis, lane headers, lanes with their glyphs and labels, tray and cursor."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.axis import axis_group, grid_group
from timeline_app.layout.cursor import cursor_handle, cursor_line
from timeline_app.layout.extents import extents_of
from timeline_app.layout.glyphs import Glyph, Sign, glyph_of
from timeline_app.layout.labels import Label, LabelRequest, place_labels
from timeline_app.layout.lanes import LABELLED_ROW, Band, TimelineIndex, arrange
from timeline_app.layout.scene import (
    NO_LANE,
    Align,
    Box,
    Dot,
    Font,
    Group,
    Ink,
    Line,
    Path,
    Primitive,
    Rect,
    Role,
    Scene,
    TextWidth,
    elided,
    text,
    wrapped,
)
from timeline_app.layout.strips import scale_parts, strip_group
from timeline_app.layout.ticks import Ticks, ticks_of
from timeline_app.layout.tray import tray_group, tray_height
from timeline_app.layout.view import Item, Mode, View
from timeline_app.layout.window import TimeWindow
from timeline_app.layout.wording import item_lines, item_title

_NARROWEST_HEADER, _WIDEST_HEADER = 112.0, 190.0
_HEADER_LINE, _TITLE_LINES = 17.0, 2
_BESIDE_TITLE = 72.0
"""Room beside a lane's title for margins and the scale of a strip, pixels."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The drawn canvas, and what a pointer or a legend needs to know of it.

    Attributes:
        scene: groups "axis", "headers", "lanes", "undated" and "cursor-handle".
        window: the stretch of time that it shows.
        plot: where the lanes are, without their headers.
        bands: the lanes, not scrolled.
        signs: what the glyphs in view are made of.
        ticks: of the axis.
        scroll: how far the lanes are scrolled, within what there is to scroll.
        overflow: how far they can be.
    """

    scene: Scene
    window: TimeWindow
    plot: Box
    bands: tuple[Band, ...]
    signs: frozenset[Sign]
    ticks: Ticks
    scroll: float
    overflow: float

    @property
    def modes(self) -> tuple[Mode, ...]:
        """How each lane is drawn."""
        return tuple(band.mode for band in self.bands)

    def band_at(self, y: float) -> Band | None:
        """The lane at a height of the canvas."""
        y += self.scroll - self.plot.y
        return next((band for band in self.bands if band.top <= y < band.top + band.height), None)


def header_width(index: TimelineIndex, width: float, text_width: TextWidth) -> float:
    """How much of the canvas's width the lane headers take: as much as their titles need, within reason, pixels."""
    longest = max((text_width(lane.title, Font.HEADING) for lane in index.lanes), default=0.0)
    most = min(_WIDEST_HEADER, max(_NARROWEST_HEADER, width * 0.16))
    return min(max(longest + _BESIDE_TITLE, _NARROWEST_HEADER), most)


def draw_canvas(index: TimelineIndex, view: View, text_width: TextWidth) -> Canvas:
    """The whole canvas, `view.width` by `view.height` pixels."""
    header, tray = header_width(index, view.width, text_width), tray_height(index)
    plot = Box(header, AXIS_HEIGHT, max(view.width - header, 1.0), max(view.height - AXIS_HEIGHT - tray, 1.0))
    ticks = ticks_of(view.window, plot.width, text_width, view.zone, weeks=view.weeks)
    if index.timeline.extent is None:  # an axis of nothing would name years that nobody has given
        ticks = Ticks(ticks.step, (), (), view.zone)
    bands = arrange(index, view, plot.width, plot.height)
    overflow = max(0.0, round(sum(band.height for band in bands) - plot.height, 3))
    scroll = min(max(view.scroll, 0.0), overflow)
    drawn = [_draw_band(index, band, view, plot, text_width) for band in bands]
    signs = frozenset(sign for _, found in drawn for sign in found)
    groups = _groups(index, view, plot, ticks, bands, [group for group, _ in drawn], scroll, text_width)
    scene = Scene(view.width, view.height, index.timeline.title or "Timeline", tuple(groups))
    return Canvas(scene, view.window, plot, bands, signs, ticks, scroll, overflow)


def _groups(
    index: TimelineIndex,
    view: View,
    plot: Box,
    ticks: Ticks,
    bands: Sequence[Band],
    lanes: Sequence[Group],
    scroll: float,
    text_width: TextWidth,
) -> Iterable[Group]:
    whole, axis = Box(0, plot.y, view.width, plot.height), Box(plot.x, 0, plot.width, AXIS_HEIGHT)
    moved = plot.y - scroll
    yield Group("ground", "Ground", (Rect(Box(0, 0, view.width, view.height), Ink(Role.CANVAS)),))
    cursor = cursor_line(view.as_of, view.window, plot) if _has_cursor(index, view) else None
    below = (grid_group(ticks, view.window, plot), *((cursor,) if cursor else ()))
    yield Group("lanes", "Lanes", (*below, Group("events", "Events", tuple(lanes), dy=moved)), clip=plot)
    headers = tuple(_header(band, view, plot, text_width) for band in bands)
    if not bands and not index.undated:
        words = text(
            "No events", plot.x + plot.width / 2, plot.middle, Font.HEADING, Role.TEXT_MUTED, text_width, Align.MIDDLE
        )
        yield Group("empty", "No events", (words,), clip=plot)
    yield Group("headers", "Lane headers", (Group("lane-headers", "Lanes", headers, dy=moved),), clip=whole)
    yield axis_group(ticks, view.window, axis, text_width)
    handle = cursor_handle(view.as_of, view.window, axis, text_width, view.zone)
    if handle and _has_cursor(index, view):
        yield handle
    if index.undated:
        yield tray_group(index, view, plot.x, Box(0, plot.bottom, view.width, view.height - plot.bottom), text_width)


def _has_cursor(index: TimelineIndex, view: View) -> bool:
    """The cursor says as of when estimates are compared: without any it says nothing."""
    return view.cursor and len(index.timeline.estimates) > 0


def _header(band: Band, view: View, plot: Box, text_width: TextWidth) -> Group:
    """The name of a lane and what it holds, as much as its height has room for."""
    lane, bottom, note = band.lane, band.top + band.height, _lane_note(band, view)
    room = plot.x - 24 - (46 if band.mode is Mode.STRIP else 0)
    parts: list[Primitive] = [
        Rect(Box(0, band.top + 6, 3, band.height - 12), Ink(Role.LANE_MARK, lane.colour)),
        Line(0, bottom, view.width, bottom, Ink(Role.RULE)),
    ]
    y = band.top + min(18.0, band.height / 2 + 5)
    most = max(1, math.ceil((bottom - 3 - y) / _HEADER_LINE))
    titles = _lines_of(lane.title, Font.HEADING, room, min(most, _TITLE_LINES), text_width)
    notes = _lines_of(note, Font.SMALL, room, most - len(titles), text_width)
    lines = [(line, Font.HEADING, Role.TEXT) for line in titles]
    lines += [(line, Font.SMALL, Role.TEXT_MUTED) for line in notes]
    for number, (words, font, role) in enumerate(lines):
        parts.append(text(words, 16, y + _HEADER_LINE * number, font, role, text_width))
    if band.mode is Mode.STRIP:
        parts += scale_parts(band, view.window, plot, view.numbers, text_width)
    return Group(f"header:{lane.id}", f"{lane.title}: {note}", tuple(parts))


def _lines_of(words: str, font: Font, room: float, most: int, text_width: TextWidth) -> tuple[str, ...]:
    """A text on so many lines at most, the last one cut where there is more."""
    lines = wrapped(words, font, room, text_width)
    if len(lines) <= most or not most:
        return lines[:most]
    return *lines[: most - 1], elided(" ".join(lines[most - 1 :]), font, room, text_width)


def _lane_note(band: Band, view: View) -> str:
    count, undated = band.lane.size, len(band.lane.undated)
    if band.lane.colour == NO_LANE:
        return f"{view.numbers(count)}, at the date given or by which it was reported"
    words = f"{view.numbers(count)} {'event' if count == 1 else 'events'}"
    return f"{words}, and {view.numbers(undated)} undated" if undated else words


def _draw_band(
    index: TimelineIndex, band: Band, view: View, plot: Box, text_width: TextWidth
) -> tuple[Group, frozenset[Sign]]:
    if band.mode is Mode.STRIP:
        return strip_group(band, view.window, plot, view.numbers), frozenset()
    extents = extents_of(band.lane.times, band.rows, view.window, plot.x, plot.width)
    middles = [band.middle(row) for row in band.stack.tolist()]
    glyphs = [glyph_of(extent, y, band.lane.colour, text_width) for extent, y in zip(extents, middles, strict=True)]
    items = [Item(band.lane.table, row) for row in band.rows.tolist()]
    labels = {label.item: label for label in _labels(index, band, view, plot, items, glyphs, middles, text_width)}
    groups = tuple(
        _item_group(index, item, glyph, labels.get(item), view) for item, glyph in zip(items, glyphs, strict=True)
    )
    signs = frozenset(sign for glyph in glyphs for sign in glyph.signs)
    return Group(band.lane.id, f"{band.lane.title}: {len(groups)} in view", groups), signs


def _labels(
    index: TimelineIndex,
    band: Band,
    view: View,
    plot: Box,
    items: Sequence[Item],
    glyphs: Sequence[Glyph],
    middles: Sequence[float],
    text_width: TextWidth,
) -> tuple[Label, ...]:
    lines = 2 if band.row_height >= LABELLED_ROW else 1
    requests = [
        LabelRequest(
            item,
            glyph.box,
            middle,
            int(row),
            item_lines(index, item, view)[:lines],
            _rank(index, item, view),
            _marks(glyph),
        )
        for item, glyph, middle, row in zip(items, glyphs, middles, band.stack, strict=True)
        if glyph.box.x < plot.right and plot.x < glyph.box.right
    ]
    return place_labels(requests, plot.x, plot.right, band.row_height, text_width)


def _marks(glyph: Glyph) -> tuple[tuple[float, float], ...]:
    """Where a glyph is more than a line along its row."""
    boxes = [part.box for part in glyph.parts if isinstance(part, Rect)]
    found = [(box.x, box.right) for box in boxes]
    found += [(dot.x - dot.radius, dot.x + dot.radius) for dot in glyph.parts if isinstance(dot, Dot)]
    for path in (part for part in glyph.parts if isinstance(part, Path)):
        xs = [x for x, _ in path.points]
        found.append((min(xs), max(xs)))
    return tuple(sorted(found))


def _rank(index: TimelineIndex, item: Item, view: View) -> tuple[float, ...]:
    """Selected first, then what a search found, then by importance, then in time order."""
    importance = float(index.timeline.events.importance[item.row]) if item.table == "event" else 0.5
    return (item != view.selected, item not in view.hits, -importance)


def _item_group(index: TimelineIndex, item: Item, glyph: Glyph, label: Label | None, view: View) -> Group:
    said = label.parts if label else ()
    parts: list[Primitive | Group] = [*glyph.parts, *said] if label and label.over else [*said, *glyph.parts]
    area = glyph.box.grown(3)
    if item == view.selected:
        parts.append(Rect(glyph.box.grown(3), Ink(Role.SELECTION), radius=5))
    elif item in view.hits:
        parts.append(Rect(glyph.box.grown(3), Ink(Role.HIT), radius=5))
    if label:
        left, right = min(area.x, label.box.x), max(area.right, label.box.right)
        top, bottom = min(area.y, label.box.y), max(area.bottom, label.box.bottom)
        area = Box(left, top, right - left, bottom - top)
    return Group(item.group_id, item_title(index, item, view.numbers, view.zone), tuple(parts), area=area)
