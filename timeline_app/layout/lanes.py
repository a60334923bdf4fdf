"""The lanes of a timeline: which events each holds, how high it is, and the row of each event in it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from timeline_app.layout.bins import Bins, bin_step, count_bins
from timeline_app.layout.extents import STUB, TORN
from timeline_app.layout.local_rows import LocalRows, Rooms
from timeline_app.layout.rows import assign_rows
from timeline_app.layout.scene import NO_LANE
from timeline_app.layout.view import Item, Mode, TableName, View
from timeline_app.layout.window import TimeWindow, fitting
from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.edtf import Precision
from timeline_app.model.records import Event
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import Place, TimeIndex, place_of
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
_MOST_STACKED = 4096
"""A lane of more events is not stacked whole: it would take longer than a frame may."""
_LEAST_SPACING = 12.0
"""Glyphs of which there are more to a row than this leaves room for are not drawn one by one, pixels."""
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
        index: the dated rows in this lane, sorted.
        undated: the rows without a date.
        finest: the finest precision in that table.
        zone: by whose clocks its bins begin.
    """

    id: str
    title: str
    colour: int
    table: TableName
    times: TimeColumns
    index: TimeIndex
    undated: Indices
    finest: Precision
    _kept: "_Kept" = field(repr=False)
    zone: Zone = UTC

    @property
    def size(self) -> int:
        """How many dated rows it has."""
        return self.index.size

    @property
    def is_small(self) -> bool:
        """Whether it may be looked at as a whole in a frame."""
        return self.size <= _MOST_STACKED

    @property
    def rows(self) -> Indices:
        """The dated rows by earliest start; for a small lane."""
        return self._kept.rows

    def in_zone(self, zone: Zone) -> "LaneIndex":
        """The same lane with the calendar of a zone; what was reckoned is shared."""
        return self if zone == self.zone else replace(self, zone=zone)

    def drawn(self, rows: Indices, seconds_per_pixel: float) -> tuple[Floats, Floats]:
        """Where the glyphs of some rows begin and end, seconds; open and unknown ends as stubs."""
        return _drawn(self.times.taken(rows), seconds_per_pixel)

    def rooms(self, rows: Indices, seconds_per_pixel: float) -> Rooms:
        """The room that the glyphs of some rows take: an open end goes on for ever, its stub is at the window."""
        times, margin = self.times.taken(rows), _GLYPH_MARGIN * seconds_per_pixel
        starts, ends = _drawn(times, seconds_per_pixel)
        starts = np.where(np.isneginf(times.start_earliest), -np.inf, starts)
        ends = np.where(np.isposinf(times.end_latest), np.inf, ends)
        return Rooms(rows, starts - margin, ends + margin)

    def rooms_in(self, start: float, end: float, seconds_per_pixel: float) -> Rooms:
        """The events whose glyph may stand in a stretch of time, with their rooms, by earliest start."""
        rooms = self.rooms(self._near(start, end, seconds_per_pixel), seconds_per_pixel)
        return rooms.taken((rooms.starts < end) & (rooms.ends > start))

    def _near(self, start: float, end: float, seconds_per_pixel: float) -> Indices:
        reach = (STUB + TORN + _GLYPH_MARGIN) * seconds_per_pixel
        return self.rows if self.is_small else self.index.touching(self.times, start - reach, end + reach)

    def stack(self, seconds_per_pixel: float, spread: int) -> Indices:
        """The row of each of `rows` at a zoom step: the same wherever the window is; for a small lane.

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

    def local_rows(self, seconds_per_pixel: float, most: int) -> LocalRows:
        """What gives rows to the events in view at a zoom step, up to so many; for any lane."""
        step = math.ceil(math.log2(seconds_per_pixel))
        found = self._kept.local_rows
        if (step, most) not in found:
            _make_room(found, _MOST_STACKS)
            pixel = 2.0**step
            find = partial(self._holding, pixel)
            found[step, most] = LocalRows(pixel, most, find)
        return found[step, most]

    def _holding(self, pixel: float, time: float) -> Rooms:
        return self.rooms_in(time, time, pixel).holding(time) if self.is_small else self._found_at(pixel, time)

    def _found_at(self, pixel: float, time: float) -> Rooms:
        return self.rooms(self._near(time, time, pixel), pixel).holding(time)

    def bins(self, window: TimeWindow, width: float) -> Bins:
        """The histogram of a window drawn `width` pixels wide; strip, header, minimap and pointer ask for the same."""
        bins, asked = self._kept.bins, (window, width, self.zone)
        if asked in bins:
            bins[asked] = bins.pop(asked)  # what is asked for in every frame isn't forgotten
        else:
            _make_room(bins, _MOST_BINS)
            bins[asked] = count_bins(self.index, bin_step(window, width, self.finest), window, self.zone)
        return bins[asked]

    def _stacked(self, seconds_per_pixel: float, spread: int) -> Indices:
        rooms = self.rooms(self.rows, seconds_per_pixel)
        order = np.argsort(rooms.starts, kind="stable")
        stacked = np.empty(len(order), dtype=np.int64)
        stacked[order] = assign_rows(rooms.starts[order], rooms.ends[order], spread)
        if not np.isneginf(rooms.starts).any():
            return stacked
        return _by_first_glyph(stacked, self.drawn(self.rows, seconds_per_pixel)[0])


def _drawn(times: TimeColumns, seconds_per_pixel: float) -> tuple[Floats, Floats]:
    """Where the glyphs of some times begin and end, seconds."""
    first, last = times.start_earliest, times.end_latest
    if np.isfinite(first).all() and np.isfinite(last).all():
        return first, last
    starts = times.first_known - (STUB + TORN * np.isnan(first)) * seconds_per_pixel
    ends = times.last_known + (STUB + TORN * np.isnan(last)) * seconds_per_pixel
    return np.where(np.isfinite(first), first, starts), np.where(np.isfinite(last), last, ends)


@dataclass(frozen=True, eq=False)
class _Kept:
    """What is reckoned of a lane when it is first needed, and kept.

    Attributes:
        times, index: of the lane.
        stacks: rows by zoom step and spread.
        local_rows: what finds rows, by zoom step and their number.
        bins: histograms by window, width and zone.
    """

    times: TimeColumns
    index: TimeIndex
    stacks: dict[tuple[int, int], Indices] = field(default_factory=dict, repr=False)
    local_rows: dict[tuple[int, int], LocalRows] = field(default_factory=dict, repr=False)
    bins: dict[tuple[TimeWindow, float, Zone], Bins] = field(default_factory=dict, repr=False)

    @cached_property
    def rows(self) -> Indices:
        """All rows, by earliest start."""
        return self.index.touching(self.times, -np.inf, np.inf)


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
    """A timeline prepared for layout, which takes time for millions of events.

    Attributes:
        timeline: what it was made of.
        lanes: from top to bottom, without those that hold nothing; the estimates are one of their own at the end.
        undated: events without a date, in the file's order, then estimates without one.
        whole: the window that shows everything, the stubs of open ends included.
    """

    timeline: Timeline
    lanes: tuple[LaneIndex, ...]
    undated: tuple[Item, ...]
    whole: TimeWindow
    _events: dict[int, Event] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, timeline: Timeline) -> "TimelineIndex":
        """The index of a timeline."""
        lanes = tuple(lane for lane in _lanes(timeline) if lane.size + len(lane.undated))
        events, estimates = timeline.events.times, timeline.estimates.times
        undated = tuple(Item("event", row) for row in np.flatnonzero(~events.dated).tolist())
        undated += tuple(Item("estimate", row) for row in np.flatnonzero(~estimates.dated).tolist())
        return cls(timeline, lanes, undated, _whole(timeline, lanes))

    def is_dated(self, item: Item) -> bool:
        """Whether an item lies somewhere in time."""
        return bool(self._times(item.table).taken(np.array([item.row])).dated[0])

    def end_of(self, table: TableName, *, last: bool = False) -> Item | None:
        """The first item of a table in time order, or the last."""
        times = self._times(table)
        places = [lane.index.first(times, last=last) for lane in self.lanes if lane.table == table]
        return _item(table, places, last=last)

    def next_to(self, item: Item, *, back: bool = False) -> Item | None:
        """The item behind a dated one in time order, or before it; None at the end."""
        times = self._times(item.table)
        place = place_of(times, item.row)
        lanes = [lane for lane in self.lanes if lane.table == item.table]
        return _item(item.table, [lane.index.next_to(times, place, back=back) for lane in lanes], last=back)

    def _times(self, table: TableName) -> TimeColumns:
        return self.timeline.events.times if table == "event" else self.timeline.estimates.times

    def event(self, row: int) -> Event:
        """One event; kept, since the same few are looked at in every frame."""
        if row not in self._events:
            if len(self._events) > 10_000:
                self._events.clear()
            self._events[row] = self.timeline.event(row)
        return self._events[row]


def _item(table: TableName, places: Iterable[Place | None], *, last: bool) -> Item | None:
    """The item at the first of some places, or at the last."""
    found = [place for place in places if place is not None]
    return Item(table, (max if last else min)(found).row) if found else None


def _lanes(timeline: Timeline) -> Iterator[LaneIndex]:
    """All lanes of a timeline, those that hold nothing too."""
    events, estimates = timeline.events, timeline.estimates.times
    finest, dated = events.times.finest, events.times.dated
    order = np.argsort(events.lane, kind="stable")
    limits = np.searchsorted(events.lane[order], np.arange(len(timeline.lanes) + 1))
    for number, lane in enumerate(timeline.lanes):
        rows = order[limits[number] : limits[number + 1]]
        yield _lane_index(f"lane:{lane.id}", lane.title, number, "event", events.times, rows, dated[rows], finest)
    rows = np.arange(len(estimates))
    found = estimates.dated
    yield _lane_index("estimates", "Estimates", NO_LANE, "estimate", estimates, rows, found, estimates.finest)


def _lane_index(
    lane_id: str,
    title: str,
    colour: int,
    table: TableName,
    times: TimeColumns,
    rows: Indices,
    dated: Mask,
    finest: Precision,
) -> LaneIndex:
    index = TimeIndex.of(times, rows[dated])
    return LaneIndex(lane_id, title, colour, table, times, index, rows[~dated], finest, _Kept(times, index))


def _whole(timeline: Timeline, lanes: Sequence[LaneIndex]) -> TimeWindow:
    """The window that shows everything, the stubs of what has no end included."""
    extent = timeline.extent
    if extent is None:
        return fitting(None)
    pixel = (extent[1] - extent[0]) / _FITTED_PIXELS
    start, end = extent
    for table in (timeline.events.times, timeline.estimates.times):
        unbounded = np.flatnonzero(table.dated & ~(np.isfinite(table.start_earliest) & np.isfinite(table.end_latest)))
        starts, ends = _drawn(table.taken(unbounded), pixel)
        start, end = min(start, float(starts.min(initial=start))), max(end, float(ends.max(initial=end)))
    return fitting((start, end))


@dataclass(frozen=True, slots=True)
class Band:
    """A lane as it lies on the canvas.

    Attributes:
        lane: what it holds.
        top, height: pixels on the canvas, not scrolled.
        mode: glyphs or a strip.
        row_height: pixels from row to row.
        rows: of the lane's table, those whose glyph is in the window, by earliest start; none for a strip.
        stack: the row on the canvas of each of these.
    """

    lane: LaneIndex
    top: float
    height: float
    mode: Mode
    row_height: float
    rows: Indices
    stack: Indices

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
    return min(lane.size, _MOST_WANTED_ROWS) * COMFORTABLE_ROW + 2 * PADDING


def _band(lane: LaneIndex, window: TimeWindow, width: float, top: float, height: float, last: Mode) -> Band:
    room = max(height - 2 * PADDING, LEAST_ROW)
    rows, stack, depth, most = (_all_stacked if lane.is_small else _stacked_in_view)(lane, window, width, room)
    limit = most if last is Mode.GLYPHS else max(1, round(most * _CALM_SHARE))
    if int(stack.max(initial=0)) < limit:
        return Band(lane, top, height, Mode.GLYPHS, room / depth, rows, stack)
    return Band(lane, top, height, Mode.STRIP, room / depth, rows[:0], stack[:0])


class _Stacked(NamedTuple):
    """The rows of what is in view.

    Attributes:
        rows, stack: see `Band`.
        depth: how many rows the lane has here.
        most: how many it could have.
    """

    rows: Indices
    stack: Indices
    depth: int
    most: int


def _all_stacked(lane: LaneIndex, window: TimeWindow, width: float, room: float) -> _Stacked:
    """By the rows of the whole lane, which are as few as can be."""
    pixel, size = window.duration / width, lane.size
    spread = size if size * TITLED_ROW <= room else max(1, int(room // LABELLED_ROW))
    stack = lane.stack(pixel, min(spread, size))
    most = max(1, int(room // LEAST_ROW))
    rooms = lane.rooms(lane.rows, pixel)
    visible = np.flatnonzero((rooms.starts < window.end) & (rooms.ends > window.start))
    return _Stacked(lane.rows[visible], stack[visible], min(int(stack.max(initial=0)) + 1, most), most)


def _stacked_in_view(lane: LaneIndex, window: TimeWindow, width: float, room: float) -> _Stacked:
    """By what is near; nothing where so much is in view that it can't have room."""
    pixel, most = window.duration / width, max(1, int(room // TITLED_ROW))
    nothing = np.empty(0, np.int64)
    if lane.index.count(window.start, window.end) > most * width / _LEAST_SPACING:
        return _Stacked(nothing, np.array([most]), most, most)
    rows = lane.local_rows(pixel, most)
    rooms = lane.rooms_in(window.start, window.end, rows.pixel)
    stack = rows.of(rooms, window.start, window.end)
    return _Stacked(rooms.events, stack, most, most)
