"""The minimap: the whole extent in a strip, with the window on it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from timeline_app.layout.canvas import header_width
from timeline_app.layout.lanes import LaneIndex, TimelineIndex
from timeline_app.layout.scene import (
    Box,
    Columns,
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
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.layout.wording import extent_words
from timeline_app.model import calendar
from timeline_app.model.when import Kind

HEIGHT = 84.0
"""Of the minimap, pixels."""
_MOST_GLYPHS = 400
_REACH = 5.0
"""How near to a side of the frame it can be taken hold of, pixels."""
_INSET = 8.0
_DOT = 3.0
"""A moment up to so wide is drawn like a known one, pixels."""

Part = Literal["frame", "start", "end"]


@dataclass(frozen=True, slots=True)
class Minimap:
    """The drawn minimap.

    Attributes:
        scene: the picture, without the frame.
        track: where time runs.
        window: all the time that it shows.
        frame: where the view's window is, within the track.
    """

    scene: Scene
    track: Box
    window: TimeWindow
    frame: Box

    def part_at(self, x: float) -> Part | None:
        """The part of the frame at a pixel; a frame that is too narrow for three can still be moved."""
        aside = x - (self.frame.x + self.frame.width / 2)
        inner = max(self.frame.width / 2 - _REACH, _REACH)
        if abs(aside) <= inner:
            return "frame"
        if abs(aside) <= max(self.frame.width / 2, inner) + _REACH:
            return "start" if aside < 0 else "end"
        return None


def draw_minimap(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> Minimap:
    """The minimap below a canvas `width` pixels wide, its time under the same pixels as that of the canvas."""
    header = header_width(index, width, text_width)
    track = Box(header, _INSET, max(width - header - _INSET, 1.0), HEIGHT - 2 * _INSET)
    window = index.whole
    frame = _frame(view.window, window, track)
    groups = (
        Group("ground", "Ground", (Rect(Box(0, 0, width, HEIGHT), Ink(Role.BAND)),)),
        Group("whole", "Whole timeline", _heading(index, header, text_width)),
        Group("outside", "Not in view", (Rect(track, Ink(Role.CANVAS)), *_shade(frame, track))),
        Group("overview", "All events", _overview(index, view, window, track), clip=track),
        Group("frame", "In view", _outline(frame)),
    )
    return Minimap(Scene(width, HEIGHT, "Whole timeline", groups), track, window, frame)


def _heading(index: TimelineIndex, room: float, text_width: TextWidth) -> tuple[Primitive, ...]:
    lines = ["Whole timeline"]
    if index.timeline.extent:
        lines += wrapped(extent_words(index.timeline, short=True), Font.SMALL, room - 24, text_width)
    return tuple(
        text(line, 16, 24 + 16 * number, Font.SMALL, Role.TEXT_MUTED, text_width)
        for number, line in enumerate(lines[:4])
    )


def _frame(shown: TimeWindow, window: TimeWindow, track: Box) -> Box:
    left, right = (min(max(window.x_of(time, track.width), 0.0), track.width) for time in (shown.start, shown.end))
    return Box(track.x + left, track.y, max(right - left, 1.0), track.height)


def _shade(frame: Box, track: Box) -> tuple[Rect, ...]:
    left = Box(track.x, track.y, frame.x - track.x, track.height)
    right = Box(frame.right, track.y, track.right - frame.right, track.height)
    return tuple(Rect(box, Ink(Role.SHADE)) for box in (left, right) if box.width > 0)


def _outline(frame: Box) -> tuple[Primitive, ...]:
    """The frame, with a grip on either side."""
    grips = (Box(x - 3, frame.middle - 9, 6, 18) for x in (frame.x, frame.right))
    return (Rect(frame, Ink(Role.FRAME)), *(Rect(grip, Ink(Role.INK_HOLLOW), radius=2) for grip in grips))


def _overview(index: TimelineIndex, view: View, window: TimeWindow, track: Box) -> tuple[Primitive, ...]:
    if sum(len(lane.rows) for lane in index.lanes) > _MOST_GLYPHS:
        return _histogram(index, view, window, track)
    found: list[Primitive] = []
    lines = _lines(index, window, track)
    room = (track.height - 12) / max(1, sum(depth for _, depth in lines))
    height = min(room * 0.6, 4.0)
    y = track.y + 6
    for lane, depth in lines:
        found += _marks(lane, depth, window, track, y, room, height)
        y += depth * room
    return tuple(found)


def _lines(index: TimelineIndex, window: TimeWindow, track: Box) -> list[tuple[LaneIndex, int]]:
    """Each lane with the number of rows that it has on the minimap."""
    pixel = window.duration / track.width
    return [(lane, int(lane.stack(pixel, 1).max(initial=0)) + 1) for lane in index.lanes]


def _marks(
    lane: LaneIndex, depth: int, window: TimeWindow, track: Box, y: float, room: float, height: float
) -> list[Primitive]:
    pixel = window.duration / track.width
    starts, ends = lane.drawn(pixel)
    lefts = window.xs_of(starts, track.width) + track.x
    widths = np.maximum(window.xs_of(ends, track.width) + track.x - lefts, 2.0)
    tops = y + lane.stack(pixel, 1) * room
    long = lane.times.hi[lane.rows] - lane.times.lo[lane.rows] > calendar.DAY
    vague = (lane.times.kind[lane.rows] != Kind.SPAN) & long & (widths > _DOT)
    inks = (Ink(Role.STRIP_KNOWN, lane.colour), Ink(Role.GLYPH_SOFT, lane.colour))
    boxes = zip(lefts.tolist(), tops.tolist(), widths.tolist(), vague.tolist(), strict=True)
    return [Rect(Box(left, top, width, height), inks[pale]) for left, top, width, pale in boxes]


def _histogram(index: TimelineIndex, view: View, window: TimeWindow, track: Box) -> tuple[Primitive, ...]:
    """Events, or estimates where there are no events, by calendar bin: known below, possible on top."""
    table = index.lanes[0].table  # the estimates are the last lane
    bins = [lane.in_zone(view.zone).bins(window, track.width) for lane in index.lanes if lane.table == table]
    known, total = sum(b.known for b in bins), sum(b.totals for b in bins)
    scale = (track.height - 10) / max(1, int(np.max(total)))
    edges = window.xs_of(bins[0].edges, track.width) + track.x
    base = np.full(len(edges) - 1, track.bottom - 2)
    middle = base - known * scale
    return (
        Columns(edges, base, middle, Ink(Role.STRIP_KNOWN)),
        Columns(edges, middle, base - total * scale, Ink(Role.STRIP_POSSIBLE)),
    )
