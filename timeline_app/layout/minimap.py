"""The minimap: the whole extent in a strip, with the window on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from timeline_app.layout.canvas import header_width
from timeline_app.layout.extents import LONGEST_DAY, NARROW, STUB
from timeline_app.layout.lane_index import LaneIndex
from timeline_app.layout.lanes import TimelineIndex, shown_lanes
from timeline_app.layout.scene import (
    Box,
    Columns,
    Font,
    Group,
    Ink,
    Line,
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
from timeline_app.model.arrays import Floats, Indices
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind
from timeline_app.model.zones import Zone

HEIGHT = 84.0
"""Of the minimap, pixels."""
_MOST_GLYPHS = 400
_REACH = 5.0
"""How near to a side of the frame it can be taken hold of, pixels."""
_INSET = 8.0
_DOT, _LEAST, _WING = 3.0, 2.0, 1.0
"""A date up to so wide is drawn like a known one; the width of any at least; and of pale ends that are seen, pixels."""

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


@dataclass(frozen=True, slots=True)
class Background:
    """What of the minimap stays while the window of time moves.

    Attributes:
        groups: the picture without the frame and what is beside it.
        width: of the minimap, pixels.
        track, window: see `Minimap`.
    """

    groups: tuple[Group, ...]
    width: float
    track: Box
    window: TimeWindow


def draw_background(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> Background:
    """All that the lanes of a view hold; besides them only its zone is looked at."""
    header, window = header_width(index, width, text_width), index.whole
    track = Box(header, _INSET, max(width - header - _INSET, 1.0), HEIGHT - 2 * _INSET)
    groups = (
        Group("ground", "Ground", (Rect(Box(0, 0, width, HEIGHT), Ink(Role.BAND)), Rect(track, Ink(Role.CANVAS)))),
        Group("whole", "Whole timeline", _heading(index, header, text_width)),
        Group("overview", "Events", _overview(shown_lanes(index, view), view.zone, window, track), clip=track),
    )
    return Background(groups, width, track, window)


def with_frame(background: Background, shown: TimeWindow) -> Minimap:
    """The minimap with the frame about a window of time."""
    track, window = background.track, background.window
    frame = _frame(shown, window, track)
    ground, whole, overview = background.groups
    outside = Group("outside", "Not in view", _shade(frame, track))
    groups = (ground, whole, outside, overview, Group("frame", "In view", _outline(frame)))
    return Minimap(Scene(background.width, HEIGHT, "Whole timeline", groups), track, window, frame)


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


def _overview(lanes: Sequence[LaneIndex], zone: Zone, window: TimeWindow, track: Box) -> tuple[Primitive, ...]:
    if sum(lane.size for lane in lanes) > _MOST_GLYPHS:
        return _histogram(lanes, zone, window, track)
    found: list[Primitive] = []
    lines = _lines(lanes, window, track)
    room = (track.height - 12) / max(1, sum(depth for _, depth in lines))
    height = min(room * 0.6, 4.0)
    y = track.y + 6
    for lane, depth in lines:
        found += _marks(lane, depth, window, track, y, room, height)
        y += depth * room
    return tuple(found)


def _lines(lanes: Sequence[LaneIndex], window: TimeWindow, track: Box) -> list[tuple[LaneIndex, int]]:
    """Each lane with the number of rows that it has on the minimap."""
    pixel = window.duration / track.width
    return [(lane, int(lane.stack(pixel, 1).max(initial=0)) + 1) for lane in lanes]


def _marks(
    lane: LaneIndex, depth: int, window: TimeWindow, track: Box, y: float, room: float, height: float
) -> list[Primitive]:
    """The dates of a lane: those of a set on one line that joins them."""
    pixel = window.duration / track.width
    tops = y + lane.stack(pixel, 1) * room
    sets = lane.times.kind[lane.rows] == Kind.SET
    starts, ends = _edges(lane.times, lane.rows[sets], window, track)
    middles = tops[sets] + height / 2
    joins = zip(starts.tolist(), middles.tolist(), ends.tolist(), strict=True)
    found: list[Primitive] = [Line(left, y, right, y, Ink(Role.GLYPH_LINE, lane.colour)) for left, y, right in joins]
    found += _bars(lane.times, lane.rows[~sets], tops[~sets], lane.colour, window, track, height)
    members = lane.times.members
    if members is None or not sets.any():
        return found
    top_of = np.full(len(lane.times), np.nan)
    top_of[lane.rows[sets]] = tops[sets]
    places = np.flatnonzero(~np.isnan(top_of[members.rows]))
    dates = members.times.taken(places)
    moments = replace(dates, kind=np.zeros_like(dates.kind))  # of a range each date is meant: nothing lasted
    rows = np.arange(len(places))
    return found + _bars(moments, rows, top_of[members.rows[places]], lane.colour, window, track, height)


def _bars(
    times: TimeColumns, rows: Indices, tops: Floats, colour: int, window: TimeWindow, track: Box, height: float
) -> list[Primitive]:
    """Pale bars over all that dates may touch, solid ones over what is certain of them."""
    starts, ends = _edges(times, rows, window, track)
    pale, solid = Ink(Role.GLYPH_SOFT, colour), Ink(Role.STRIP_KNOWN, colour)
    lefts, rights = _certain(times, rows, starts, ends, window, track)
    winged = (lefts - starts > _WING) | (ends - rights > _WING) | ~(lefts < rights)
    found: list[Primitive] = []
    for ink, left, right, drawn in ((pale, starts, ends, winged), (solid, lefts, rights, lefts < rights)):
        boxes = zip(left[drawn].tolist(), tops[drawn].tolist(), (right - left)[drawn].tolist(), strict=True)
        found += [Rect(Box(x, top, width, height), ink) for x, top, width in boxes]
    return found


def _edges(times: TimeColumns, rows: Indices, window: TimeWindow, track: Box) -> tuple[Floats, Floats]:
    """Where bars begin and end on the minimap, pixels: open and unknown ends as stubs, none narrower than can be seen.

    Returns:
        twice shape (rows,).
    """
    times = times.taken(rows)
    known = [window.xs_of(column, track.width) + track.x for column in (times.first_known, times.last_known)]
    bounds = [times.start_earliest, times.end_latest]
    first, last = (window.xs_of(bound, track.width) + track.x for bound in bounds)
    starts = np.where(np.isfinite(bounds[0]), first, known[0] - STUB)
    ends = np.where(np.isfinite(bounds[1]), last, known[1] + STUB)
    return starts, np.maximum(ends, starts + _LEAST)


def _certain(
    times: TimeColumns, rows: Indices, starts: Floats, ends: Floats, window: TimeWindow, track: Box
) -> tuple[Floats, Floats]:
    """Where the certain part of each bar begins and ends, pixels; the end before the start where nothing is certain.

    That is the core of a span, and a whole bar that is hardly wider than a mark, unless it is in doubt.
    """
    times = times.taken(rows)
    bounded = np.all([np.isfinite(bound) for bound in times.bounds], axis=0)
    precise = times.hi - times.lo <= LONGEST_DAY
    mark = (ends - starts <= np.where(precise, NARROW, _DOT)) & bounded
    core = (times.kind == Kind.SPAN) & (times.latest_start < times.earliest_end) & bounded
    lefts, rights = (window.xs_of(column, track.width) + track.x for column in (times.latest_start, times.earliest_end))
    plain = times.flags == 0
    lefts = np.where(plain & mark, starts, np.where(plain & core, lefts, np.inf))
    rights = np.where(plain & mark, ends, np.where(plain & core, rights, -np.inf))
    return lefts, rights


def _histogram(lanes: Sequence[LaneIndex], zone: Zone, window: TimeWindow, track: Box) -> tuple[Primitive, ...]:
    """Events, or estimates where there are no events, by calendar bin: known below, possible on top."""
    counted = [lane for lane in lanes if lane.table == "event"] or lanes
    bins = [lane.in_zone(zone).bins(window, track.width) for lane in counted]
    known, total = sum(b.known for b in bins), sum(b.totals for b in bins)
    scale = (track.height - 10) / max(1, int(np.max(total)))
    edges = window.xs_of(bins[0].edges, track.width) + track.x
    base = np.full(len(edges) - 1, track.bottom - 2)
    middle = base - known * scale
    return (
        Columns(edges, base, middle, Ink(Role.STRIP_KNOWN)),
        Columns(edges, middle, base - total * scale, Ink(Role.STRIP_POSSIBLE)),
    )
