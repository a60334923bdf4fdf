"""The canvas as a Scene: time axis, lane headers, lanes with their glyphs and labels, tray and cursor."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.axis import axis_group, grid_group
from timeline_app.layout.cursor import cursor_handle, cursor_line
from timeline_app.layout.glyphs import Sign
from timeline_app.layout.lane_drawing import draw_lane
from timeline_app.layout.lanes import Band, TimelineIndex, arrange, overflow_of
from timeline_app.layout.linking import with_linked
from timeline_app.layout.scene import (
    NO_LANE,
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
from timeline_app.layout.series.drawing import scale_parts as series_scale
from timeline_app.layout.series.words import lane_words
from timeline_app.layout.strips import scale_parts
from timeline_app.layout.sums.drawing import scale_parts as sums_scale
from timeline_app.layout.sums.words import kind_words
from timeline_app.layout.ticks import Ticks, ticks_of
from timeline_app.layout.tray import tray_group, tray_height
from timeline_app.layout.view import Mode, View
from timeline_app.layout.window import TimeWindow

_NARROWEST_HEADER, _WIDEST_HEADER = 112.0, 190.0
_FIRST_LINE, _HEADER_LINE, _TITLE_LINES = 18.0, 16.0, 2
_MARGINS, _AIR = 24.0, 2.0
"""Room beside the lines of a lane's header, left and right together, and above and below them at least, pixels."""
_BESIDE_TITLE = 72.0
"""Room beside a lane's title for margins and the scale of a strip, pixels."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The drawn canvas, and what a pointer or a legend needs to know of it.

    Attributes:
        scene: groups "axis", "headers", "lanes", "undated" and "cursor-handle".
        window: the stretch of time that it shows.
        plot: where the lanes are, without their headers.
        bands: the lanes that are shown, not scrolled.
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
    def strips(self) -> frozenset[str]:
        """The ids of the lanes that are strips of events: those of sums are, however few events they hold."""
        return frozenset(band.lane.id for band in self.bands if band.mode is Mode.STRIP and not band.counted)

    @property
    def seen(self) -> tuple[Band, ...]:
        """Those of the lanes that aren't scrolled out of view."""
        return tuple(band for band in self.bands if band.touches(self.scroll, self.plot.height))

    def header_at(self, x: float, y: float) -> Band | None:
        """The lane on whose header a point of the canvas lies."""
        return self.band_at(y) if x < self.plot.x and self.plot.y <= y < self.plot.bottom else None

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
    view = with_linked(index, view)
    header = header_width(index, view.width, text_width)
    tray = tray_height(index.undated_beside(view.lanes.hidden))
    plot = Box(header, AXIS_HEIGHT, max(view.width - header, 1.0), max(view.height - AXIS_HEIGHT - tray, 1.0))
    ticks = ticks_of(view.window, plot.width, text_width, view.zone, weeks=view.weeks)
    if index.timeline.extent is None:  # an axis of nothing would name years that nobody has given
        ticks = Ticks(ticks.step, (), (), view.zone)
    bands = arrange(index, view, plot.width, plot.height)
    overflow = overflow_of(bands, plot.height)
    scroll = min(max(view.scroll, 0.0), overflow)
    seen = [band for band in bands if band.touches(scroll, plot.height)]
    drawn = [draw_lane(index, band, view, plot, text_width) for band in seen]
    signs = frozenset(sign for _, found in drawn for sign in found)
    groups = _groups(index, view, plot, ticks, seen, [group for group, _ in drawn], scroll, text_width)
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
    headers = tuple(_header(index, band, view, plot, text_width) for band in bands)
    if not bands and (index.lanes or not index.undated):
        said = "All lanes are hidden" if index.lanes else "No events"
        place = (plot.x + plot.width / 2, plot.middle)
        words = text(said, *place, Font.HEADING, Role.TEXT_MUTED, text_width, Align.MIDDLE)
        yield Group("empty", said, (words,), clip=plot)
    yield Group("headers", "Lane headers", (Group("lane-headers", "Lanes", headers, dy=moved),), clip=whole)
    yield axis_group(ticks, view.window, axis, text_width)
    handle = cursor_handle(view.as_of, view.window, axis, text_width, view.zone)
    if handle and _has_cursor(index, view):
        yield handle
    if index.undated_beside(view.lanes.hidden):
        yield tray_group(index, view, plot.x, Box(0, plot.bottom, view.width, view.height - plot.bottom), text_width)


def _has_cursor(index: TimelineIndex, view: View) -> bool:
    """The cursor says as of when estimates are compared: without any it says nothing."""
    return view.cursor and len(index.timeline.estimates) > 0


def _header(index: TimelineIndex, band: Band, view: View, plot: Box, text_width: TextWidth) -> Group:
    """The name of a lane and what it holds, as much as its height has room for."""
    lane, bottom, note = band.lane, band.top + band.height, _lane_note(index, band, view)
    scale = _scale(band, view, plot, text_width)
    beside = min((part.box.x for part in scale if isinstance(part, Text)), default=plot.x)
    parts: list[Primitive] = [
        Rect(Box(0, band.top + 6, 3, band.height - 12), Ink(Role.LANE_MARK, lane.colour)),
        Line(0, bottom, view.width, bottom, Ink(Role.RULE)),
        *_header_texts(band, note, beside, plot.x, text_width),
        *scale,
    ]
    state = ", collapsed" if band.collapsed else ""
    return Group(f"header:{lane.id}", f"{lane.title}: {note}{state}", tuple(parts))


def _scale(band: Band, view: View, plot: Box, text_width: TextWidth) -> tuple[Primitive, ...]:
    """The top of the scale of what has one."""
    if band.lane.series:
        return series_scale(band, band.lane.series, view, plot, text_width)
    if band.counted:
        return sums_scale(band, view, plot, text_width)
    return scale_parts(band, view.window, plot, view.numbers, text_width) if band.mode is Mode.STRIP else ()


def _header_texts(band: Band, note: str, beside: float, right: float, text_width: TextWidth) -> Iterator[Text]:
    """A lane's title and what is noted of it below, the first line as far as `beside`, the others as far as `right`."""
    line = Text(0.0, 0.0, "", Font.HEADING, Ink(Role.TEXT), 0.0).box
    most = 1 + max(0, math.floor((band.height - line.height - 2 * _AIR) / _HEADER_LINE))
    rooms = [end - _MARGINS for end in (beside, *[right] * (most - 1))]
    first_word = band.lane.title.partition(" ")[0]
    roomy = most > _TITLE_LINES + 1
    below = int(roomy and text_width(first_word, Font.HEADING) > rooms[0])  # not cut for the scale beside it
    rooms = rooms[below:]
    titles = _lines_of(band.lane.title, Font.HEADING, rooms[:_TITLE_LINES], text_width)
    lines = [(words, Font.HEADING, Role.TEXT) for words in titles]
    notes = _lines_of(note, Font.SMALL, rooms[len(titles) :], text_width)
    lines += [(words, Font.SMALL, Role.TEXT_MUTED) for words in notes]
    y = band.top + min(_FIRST_LINE, (band.height - _HEADER_LINE * (below + len(lines) - 1)) / 2 - line.middle)
    for number, (words, font, role) in enumerate(lines, below):
        yield text(words, 16, y + _HEADER_LINE * number, font, role, text_width)


def _lines_of(words: str, font: Font, rooms: Sequence[float], text_width: TextWidth) -> tuple[str, ...]:
    """A text on one line for each room at most, which is so many pixels wide; the last is cut where there is more."""
    if not words or not rooms:
        return ()
    room, *others = rooms
    line = wrapped(words, font, room, text_width)[0] if others else elided(words, font, room, text_width)
    left = " ".join(words.split(" ")[line.count(" ") + 1 :])
    return line, *_lines_of(left, font, others, text_width)


def _lane_note(index: TimelineIndex, band: Band, view: View) -> str:
    count, undated = band.lane.size, len(band.lane.undated)
    if band.lane.series:
        return lane_words(index, band.lane.series, view)
    if band.lane.colour == NO_LANE:
        told = sum(lane.size for lane in index.lanes if lane.series)
        further = f"; {view.numbers(told)} more as lines over time" if told else ""
        return f"{view.numbers(count)}, at the date given or by which it was reported{further}"
    words = f"{view.numbers(count)} {'event' if count == 1 else 'events'}"
    words = f"{kind_words(index.timeline, band.counted)}; {words}" if band.counted else words
    return f"{words}, and {view.numbers(undated)} undated" if undated else words
