"""The lanes of a timeline: which events each holds, how high it is, and the row of each event in it."""

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from timeline_app.layout.bins import BinIndex, Bins, bin_step
from timeline_app.layout.extents import STUB, TORN
from timeline_app.layout.rows import assign_rows
from timeline_app.layout.scene import NO_LANE
from timeline_app.layout.view import Item, Mode, TableName, View
from timeline_app.layout.window import TimeWindow, fitting
from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.records import Event
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import UTC, Zone

LEAST_HEIGHT = 24.0
"""No lane is lower, pixels."""
PADDING = 8.0
"""Above the first row of a lane and below its last, pixels."""
COMFORTABLE_ROW = 46.0
LABELLED_ROW = 34.0
TITLED_ROW = 18.0
LEAST_ROW = 14.0
"""Heights of a row: with two lines of label and air, with two lines, with one, and for a glyph alone, pixels."""
_GLYPH_MARGIN = 8.0
_MOST_WANTED_ROWS = 8
_MOST_STACKS, _MOST_BINS = 16, 4
_FITTED_PIXELS = 500.0
"""Stubs have room in a window that is at least so wide when it shows everything, pixels."""
_CALM_SHARE = 0.8
"""A strip turns back into glyphs when they need no more than this share of the rows that there are."""


@dataclass(frozen=True, eq=False)
class LaneIndex:
    """A lane with what it holds, prepared once for a timeline.

    Attributes:
        id, title: of the lane.
        colour: index of its colour, or `NO_LANE`.
        table: the table that its rows are of.
        times: all times of that table.
        rows: the dated rows in this lane, by earliest start.
        undated: the rows without a date.
        zone: by whose clocks its bins begin.
    """

    id: str
    title: str
    colour: int
    table: TableName
    times: TimeColumns
    rows: Indices
    undated: Indices
    _kept: "_Kept" = field(repr=False)
    zone: Zone = UTC

    def in_zone(self, zone: Zone) -> "LaneIndex":
        """The same lane with the calendar of a zone; what was reckoned is shared."""
        return self if zone == self.zone else replace(self, zone=zone)

    def drawn(self, seconds_per_pixel: float) -> tuple[Floats, Floats]:
        """Where the glyph of each of `rows` begins and ends, seconds; open and unknown ends as stubs."""
        bounds = self._kept.bounds
        stubs = (STUB + TORN * np.isnan(bounds)) * seconds_per_pixel
        first, last = self.times.first_known[self.rows], self.times.last_known[self.rows]
        return (
            np.where(np.isfinite(bounds[0]), bounds[0], first - stubs[0]),
            np.where(np.isfinite(bounds[3]), bounds[3], last + stubs[3]),
        )

    def occupied(self, seconds_per_pixel: float) -> tuple[Floats, Floats]:
        """Where the glyph of each of `rows` may stand: an open end goes on for ever, its stub is at the window."""
        starts, ends = self.drawn(seconds_per_pixel)
        bounds = self._kept.bounds
        return np.where(np.isneginf(bounds[0]), -np.inf, starts), np.where(np.isposinf(bounds[3]), np.inf, ends)

    def stack(self, seconds_per_pixel: float, spread: int) -> Indices:
        """The row of each of `rows` at a zoom step: the same wherever the window is.

        Args:
            seconds_per_pixel: the zoom; rounded up to a power of two.
            spread: rows to use where fewer would do.
        """
        step = math.ceil(math.log2(seconds_per_pixel))
        stacks = self._kept.stacks
        if (step, spread) not in stacks:
            _make_room(stacks, _MOST_STACKS)
            stacks[step, spread] = self._stacked(2.0**step, spread)
        return stacks[step, spread]

    def bins(self, window: TimeWindow, width: float) -> Bins:
        """The histogram of a window drawn `width` pixels wide; strip, header, minimap and pointer ask for the same."""
        bins, asked = self._kept.bins, (window, width, self.zone)
        if asked not in bins:
            _make_room(bins, _MOST_BINS)
            step = bin_step(window, width, self.times.finest)
            bins[asked] = self._kept.bin_index.count(step, window, self.zone)
        return bins[asked]

    def _stacked(self, seconds_per_pixel: float, spread: int) -> Indices:
        starts, ends = self.occupied(seconds_per_pixel)
        margin = _GLYPH_MARGIN * seconds_per_pixel
        order = np.argsort(starts, kind="stable")
        stacked = np.empty(len(starts), dtype=np.int64)
        stacked[order] = assign_rows(starts[order] - margin, ends[order] + margin, spread)
        return _by_first_glyph(stacked, self.drawn(seconds_per_pixel)[0]) if np.isneginf(starts).any() else stacked


@dataclass(frozen=True, eq=False)
class _Kept:
    """What is reckoned of a lane when it is first needed, and kept.

    Attributes:
        times, rows: of the lane.
        stacks: rows by zoom step and spread.
        bins: histograms by window, width and zone.
    """

    times: TimeColumns
    rows: Indices
    stacks: dict[tuple[int, int], Indices] = field(default_factory=dict, repr=False)
    bins: dict[tuple[TimeWindow, float, Zone], Bins] = field(default_factory=dict, repr=False)

    @cached_property
    def bin_index(self) -> BinIndex:
        """The rows, sorted for counting."""
        return BinIndex.of(self.times, self.rows)

    @cached_property
    def bounds(self) -> Floats:
        """The four bounds of each row, shape (4, rows), seconds."""
        return np.stack([bound[self.rows] for bound in self.times.bounds])


def _make_room(kept: dict[Any, Any], most: int) -> None:
    """Forget the oldest of what is kept, so that there is room for one more."""
    while len(kept) >= most:
        del kept[next(iter(kept))]


def _by_first_glyph(stacked: Indices, drawn: Floats) -> Indices:
    """The same stack, its rows in the order of what is drawn first in each: an open start comes before all others."""
    first = np.full(int(stacked.max(initial=0)) + 1, np.inf)
    np.minimum.at(first, stacked, drawn)
    return np.argsort(np.argsort(first, kind="stable"), kind="stable")[stacked]


@dataclass(frozen=True, eq=False)
class TimelineIndex:
    """A timeline prepared for layout: its lanes, with the estimates as a lane of their own at the end."""

    timeline: Timeline
    _events: dict[int, Event] = field(default_factory=dict, repr=False)

    @cached_property
    def lanes(self) -> tuple[LaneIndex, ...]:
        """The lanes from top to bottom; lanes that hold nothing are left out."""
        events = self.timeline.events
        found = [
            _lane_index(f"lane:{lane.id}", lane.title, number, "event", events.times, events.lane == number)
            for number, lane in enumerate(self.timeline.lanes)
        ]
        times = self.timeline.estimates.times
        found.append(_lane_index("estimates", "Estimates", NO_LANE, "estimate", times, np.ones(len(times), dtype=bool)))
        return tuple(lane for lane in found if len(lane.rows) + len(lane.undated))

    @cached_property
    def undated(self) -> tuple[Item, ...]:
        """Events without a date, in the file's order, then estimates without one."""
        events, estimates = self.timeline.events.times, self.timeline.estimates.times
        return tuple(Item("event", int(row)) for row in np.flatnonzero(~events.dated)) + tuple(
            Item("estimate", int(row)) for row in np.flatnonzero(~estimates.dated)
        )

    @cached_property
    def whole(self) -> TimeWindow:
        """The window that shows everything, the stubs of open ends included."""
        extent = self.timeline.extent
        if extent is None:
            return fitting(None)
        pixel = (extent[1] - extent[0]) / _FITTED_PIXELS
        drawn = [lane.drawn(pixel) for lane in self.lanes if len(lane.rows)]
        start = min(float(starts.min()) for starts, _ in drawn)
        return fitting((start, max(float(ends.max()) for _, ends in drawn)))

    def event(self, row: int) -> Event:
        """One event; kept, since the same few are looked at in every frame."""
        if row not in self._events:
            if len(self._events) > 10_000:
                self._events.clear()
            self._events[row] = self.timeline.event(row)
        return self._events[row]


def _lane_index(lane_id: str, title: str, colour: int, table: TableName, times: TimeColumns, here: Mask) -> LaneIndex:
    rows = times.order[here[times.order]]
    undated = np.flatnonzero(here & ~times.dated)
    return LaneIndex(lane_id, title, colour, table, times, rows, undated, _Kept(times, rows))


@dataclass(frozen=True, slots=True)
class Band:
    """A lane as it lies on the canvas.

    Attributes:
        lane: what it holds.
        top, height: pixels on the canvas, not scrolled.
        mode: glyphs or a strip.
        row_height: pixels from row to row.
        stack: the row of each of `lane.rows`; empty for a strip.
        visible: positions in `lane.rows` whose glyph is in the window.
    """

    lane: LaneIndex
    top: float
    height: float
    mode: Mode
    row_height: float
    stack: Indices
    visible: Indices

    def middle(self, row: int) -> float:
        """y of the middle of a row."""
        return self.top + PADDING + (row + 0.5) * self.row_height


def arrange(index: TimelineIndex, view: View, width: float, height: float) -> tuple[Band, ...]:
    """Lay the lanes out under each other.

    Args:
        index: the timeline.
        view: its window and the last modes decide what is drawn.
        width, height: of the canvas, pixels; where the lanes need more height, they go on below.
    """
    heights = share_height([_wanted(lane) for lane in index.lanes], height)
    tops = np.concatenate([[0.0], np.cumsum(heights)])
    modes = view.modes if len(view.modes) == len(index.lanes) else (Mode.GLYPHS,) * len(index.lanes)
    lanes = zip((lane.in_zone(view.zone) for lane in index.lanes), tops.tolist(), heights, modes, strict=False)
    return tuple(_band(lane, view.window, width, top, height, last) for lane, top, height, last in lanes)


def share_height(wanted: list[float], height: float) -> list[float]:
    """Share a height among lanes: each gets what it wants, or all that want more get the same; never under 24.

    Where there is more than all want, each gets more in proportion.
    """
    if not wanted:
        return []
    if sum(wanted) <= height:
        return [want * height / sum(wanted) for want in wanted]
    level, left, remaining = 0.0, height, sorted(wanted)
    for position, want in enumerate(remaining):
        level = left / (len(remaining) - position)
        if want > level:
            break
        left -= want
    level = max(level, LEAST_HEIGHT)
    return [min(want, level) for want in wanted]


def _wanted(lane: LaneIndex) -> float:
    return min(len(lane.rows), _MOST_WANTED_ROWS) * COMFORTABLE_ROW + 2 * PADDING


def _band(lane: LaneIndex, window: TimeWindow, width: float, top: float, height: float, last: Mode) -> Band:
    seconds_per_pixel = window.duration / width
    room = max(height - 2 * PADDING, LEAST_ROW)
    count = len(lane.rows)
    spread = count if count * TITLED_ROW <= room else max(1, int(room // LABELLED_ROW))
    stack = lane.stack(seconds_per_pixel, min(spread, count))
    most = max(1, int(room // LEAST_ROW))
    rows = min(int(stack.max(initial=0)) + 1, most)
    starts, ends = lane.occupied(seconds_per_pixel)
    margin = _GLYPH_MARGIN * seconds_per_pixel
    visible = np.flatnonzero((starts < window.end + margin) & (ends > window.start - margin))
    needed = int(stack[visible].max(initial=0)) + 1
    limit = most if last is Mode.GLYPHS else max(1, round(most * _CALM_SHARE))
    band = Band(lane, top, height, Mode.GLYPHS, room / rows, stack, visible)
    return band if needed <= limit else replace(band, mode=Mode.STRIP)
