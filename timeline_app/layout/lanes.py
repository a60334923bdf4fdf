"""The lanes of a timeline, laid out under each other: how high each is, and the row of each event in it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from timeline_app.layout.lane_index import LEAST_ROOM, LaneIndex, drawn_extents
from timeline_app.layout.series.lane import SeriesLane, series_ids, series_lanes
from timeline_app.layout.view import FigureKind, Item, Items, Mode, TableName, View
from timeline_app.layout.window import TimeWindow, fitting
from timeline_app.model.arrays import Indices, Mask
from timeline_app.model.figure_index import FigureIndex
from timeline_app.model.records import Event, Lane
from timeline_app.model.table import EstimateTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import Place, place_of
from timeline_app.model.timeline import Timeline

LEAST_HEIGHT = 24.0
"""No lane is lower, and one that is collapsed is so high, pixels."""
_WORTH_THREADS = 100_000
"""So many events are sorted sooner by several threads than by one."""
PADDING = 8.0
"""Above the first row of a lane and below its last, pixels."""
COMFORTABLE_ROW = 46.0
LABELLED_ROW = 34.0
TITLED_ROW = 18.0
LEAST_ROW = 14.0
"""Heights of a row: with two lines of label and air, with two lines, with one, and for a glyph alone, pixels."""
ESTIMATES = "estimates"
"""Id of the lane that estimates have."""
_MOST_WANTED_ROWS, _WANTED_BY_SERIES = 8, 4
"""So many rows a lane asks for room for at most, and one of lines over time."""
_FITTED_PIXELS = 500.0
"""Stubs have room in a window that is at least so wide when it shows everything, pixels."""
_CALM_SHARE = 0.8
"""A strip turns back into glyphs when they need no more than this share of the rows that there are."""
_NO_ROWS: Indices = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class TimelineIndex:
    """A timeline prepared for layout, which takes time for millions of events.

    Attributes:
        timeline: what it was made of.
        lanes: from top to bottom, without those that hold nothing; the estimates are one of their own, and behind it
            those series that are lines.
        undated: what has no date.
        whole: the window that shows everything, filtered out or not, the stubs of open ends included.
        kept: the events and estimates that a filter has left, or None without one.
    """

    timeline: Timeline
    lanes: tuple[LaneIndex, ...]
    undated: Items
    whole: TimeWindow
    kept: Items | None = None
    _events: dict[int, Event] = field(default_factory=dict, repr=False)
    _undated_beside: dict[frozenset[str], Items] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, timeline: Timeline, kept: Items | None = None) -> "TimelineIndex":
        """The index of a timeline, or of what is kept of it."""
        lanes = tuple(lane for lane in _lanes(timeline, kept) if lane.size + len(lane.undated))
        return cls(timeline, lanes, _undated(lanes), _whole(timeline), kept)

    @property
    def filtered(self) -> int:
        """How many events a filter has left out."""
        return 0 if self.kept is None else len(self.timeline.events) - len(self.kept.events)

    @property
    def kept_estimates(self) -> Mask | None:
        """Which estimates a filter has left, shape (estimates,); None where it has left all."""
        if self.kept is None or len(self.kept.estimates) == len(self.timeline.estimates):
            return None
        return self.kept.mask("estimate", np.arange(len(self.timeline.estimates)))

    def keeps(self, item: Item) -> bool:
        """Whether a filter has left an item in."""
        return self.kept is None or item in self.kept

    def lane_of(self, item: Item) -> str:
        """The id of the lane that an item belongs to."""
        if item.table == "estimate":
            series = self.series_of(item.row)
            return series.id if series else ESTIMATES
        return _event_lane_id(self.timeline.lanes[int(self.timeline.events.lane[item.row])])

    def series_of(self, row: int) -> SeriesLane | None:
        """The lane in whose lines an estimate is drawn, by its row, or None."""
        return next((lane.series for lane in self.lanes if lane.series and row in lane.series.spots), None)

    def undated_beside(self, hidden: frozenset[str]) -> Items:
        """What has no date, without what belongs to some lanes that are hidden."""
        if not hidden:
            return self.undated
        if hidden not in self._undated_beside:
            self._undated_beside.clear()
            self._undated_beside[hidden] = _undated([lane for lane in self.lanes if lane.id not in hidden])
        return self._undated_beside[hidden]

    def is_dated(self, item: Item) -> bool:
        """Whether an item lies somewhere in time."""
        return bool(self._times(item.table).taken(np.array([item.row])).dated[0])

    def end_of(self, table: TableName, hidden: Collection[str] = (), *, last: bool = False) -> Item | None:
        """The first item of a table in time order, or the last, leaving out some lanes."""
        times, lanes = self._times(table), self._shown(table, hidden)
        return _item(table, [lane.index.first(times, last=last) for lane in lanes], last=last)

    def next_to(self, item: Item, hidden: Collection[str] = (), *, back: bool = False) -> Item | None:
        """The item behind a dated one in time order, or before it, leaving out some lanes; None at the end."""
        times, lanes = self._times(item.table), self._shown(item.table, hidden)
        place = place_of(times, item.row)
        return _item(item.table, [lane.index.next_to(times, place, back=back) for lane in lanes], last=back)

    def figure_indexes(self, kind: FigureKind, hidden: Collection[str] = ()) -> list[FigureIndex]:
        """What sums up a figure in each lane that carries it, leaving out some lanes."""
        found = (lane.figure_index(kind) for lane in self.lanes if lane.id not in hidden)
        return [index for index in found if index]

    def _shown(self, table: TableName, hidden: Collection[str]) -> list[LaneIndex]:
        return [lane for lane in self.lanes if lane.table == table and lane.id not in hidden]

    def _times(self, table: TableName) -> TimeColumns:
        return self.timeline.events.times if table == "event" else self.timeline.estimates.times

    def event(self, row: int) -> Event:
        """One event; kept, since the same few are looked at in every frame."""
        if row not in self._events:
            if len(self._events) > 10_000:
                self._events.clear()
            self._events[row] = self.timeline.event(row)
        return self._events[row]


def _undated(lanes: Sequence[LaneIndex]) -> Items:
    """What has no date in some lanes."""
    rows = ([lane.undated for lane in lanes if lane.table == table] for table in ("event", "estimate"))
    return Items(*(np.sort(np.concatenate([_NO_ROWS, *found])) for found in rows))


def _item(table: TableName, places: Iterable[Place | None], *, last: bool) -> Item | None:
    """The item at the first of some places, or at the last."""
    found = [place for place in places if place is not None]
    return Item(table, (max if last else min)(found).row) if found else None


def lane_ids(timeline: Timeline) -> tuple[str, ...]:
    """The ids of all lanes in the file's order, also of those that hold nothing; estimates and series are the last."""
    return (*map(_event_lane_id, timeline.lanes), ESTIMATES, *series_ids(timeline.estimates))


def _event_lane_id(lane: Lane) -> str:
    return f"lane:{lane.id}"


def _lanes(timeline: Timeline, kept: Items | None) -> Iterator[LaneIndex]:
    """All lanes of a timeline, those that hold nothing too."""
    events, ids = timeline.events, lane_ids(timeline)
    finest, dated = events.times.finest, events.times.dated
    lanes = events.lane if kept is None else events.lane[kept.events]
    order = np.argsort(lanes, kind="stable")
    limits = np.searchsorted(lanes[order], np.arange(len(timeline.lanes) + 1))
    rows_in_order = order if kept is None else kept.events[order]

    def lane_index(number: int) -> LaneIndex:
        rows = rows_in_order[limits[number] : limits[number + 1]]
        lane = LaneIndex.of(ids[number], timeline.lanes[number].title, number, events.times, rows, dated[rows], finest)
        return replace(lane, figures=events.figures)

    yield from _each(lane_index, len(timeline.lanes), at_once=len(events) < _WORTH_THREADS)
    yield from _lanes_of_estimates(timeline.estimates, kept)


def _lanes_of_estimates(estimates: EstimateTable, kept: Items | None) -> Iterator[LaneIndex]:
    """Estimates one by one, and those series that are lines; each estimate is in one lane."""
    left = np.ones(len(estimates), np.bool_) if kept is None else kept.mask("estimate", np.arange(len(estimates)))
    series = series_lanes(estimates, left)
    alone = left.copy()
    for one in series:
        alone[one.rows] = False
    yield LaneIndex.of_estimates(ESTIMATES, "Estimates", estimates.times, np.flatnonzero(alone))
    for one in series:
        yield LaneIndex.of_estimates(one.id, one.title, estimates.times, one.rows, one)


def _each(function: Callable[[int], LaneIndex], count: int, *, at_once: bool) -> Iterator[LaneIndex]:
    """What a function makes of 0, 1, 2 …; it sorts, which leaves Python's lock alone, so threads share the work."""
    if at_once:
        yield from map(function, range(count))
        return
    from concurrent.futures import ThreadPoolExecutor  # a small timeline doesn't pay for it

    with ThreadPoolExecutor() as pool:
        yield from pool.map(function, range(count))


def _whole(timeline: Timeline) -> TimeWindow:
    """The window that shows everything, the stubs of what has no end included."""
    extent = timeline.extent
    if extent is None:
        return fitting(None)
    pixel = (extent[1] - extent[0]) / _FITTED_PIXELS
    start, end = extent
    for table in (timeline.events.times, timeline.estimates.times):
        unbounded = np.flatnonzero(table.dated & ~(np.isfinite(table.start_earliest) & np.isfinite(table.end_latest)))
        starts, ends = drawn_extents(table.taken(unbounded), pixel)
        start, end = min(start, float(starts.min(initial=start))), max(end, float(ends.max(initial=end)))
    return fitting((start, end))


@dataclass(frozen=True, slots=True)
class Band:
    """A lane as it lies on the canvas.

    Attributes:
        lane: what it holds.
        top, height: pixels on the canvas, not scrolled.
        mode: glyphs, a strip or lines over time; of a band that is scrolled out of view, what it was last.
        row_height: pixels from row to row.
        rows: of the lane's table, those whose glyph is in the window, by earliest start; none but for glyphs, nor for
            a band that is scrolled out of view.
        stack: the row on the canvas of each of these.
        collapsed: whether it is as low as can be, without labels.
        counted: the figure that a strip sums up, or None for the number of events.
    """

    lane: LaneIndex
    top: float
    height: float
    mode: Mode
    row_height: float
    rows: Indices
    stack: Indices
    collapsed: bool = False
    counted: FigureKind | None = None

    def middle(self, row: int) -> float:
        """y of the middle of a row."""
        return self.top + PADDING + (row + 0.5) * self.row_height

    def touches(self, scroll: float, height: float) -> bool:
        """Whether any of it is seen where so much is scrolled away, on a canvas of some height."""
        return self.top < scroll + height and scroll < self.top + self.height


def arrange(index: TimelineIndex, view: View, width: float, height: float) -> tuple[Band, ...]:
    """Lay the lanes out under each other, but for those that are hidden.

    What they hold is looked up only for those that are in view: there may be hundreds.

    Args:
        index: the timeline.
        view: its window, how far it is scrolled, the lanes' states and what was a strip decide what is drawn.
        width, height: of the canvas, pixels; where the lanes need more height, they go on below.
    """
    lanes = shown_lanes(index, view)
    heights = _heights(lanes, view.lanes.collapsed, height)
    tops = np.concatenate([[0.0], np.cumsum(heights)]).tolist()
    bands = [_unseen(lane, view, top, high) for lane, top, high in zip(lanes, tops, heights, strict=False)]
    scroll = min(max(view.scroll, 0.0), overflow_of(bands, height))
    return tuple(_filled(band, view, width) if band.touches(scroll, height) else band for band in bands)


def shown_lanes(index: TimelineIndex, view: View) -> tuple[LaneIndex, ...]:
    """The lanes that are not hidden, from top to bottom."""
    lanes = {lane.id: lane for lane in index.lanes}
    return tuple(lanes[lane_id] for lane_id in view.lanes.shown(lanes))


def overflow_of(bands: Sequence[Band], height: float) -> float:
    """How far bands go on below a canvas of some height, pixels."""
    return max(0.0, round(bands[-1].top + bands[-1].height - height, 3)) if bands else 0.0


def _heights(lanes: Sequence[LaneIndex], collapsed: Collection[str], height: float) -> list[float]:
    """How high each lane is: those that are not collapsed share what the others leave."""
    low = [lane.id in collapsed for lane in lanes]
    wanted = [_wanted(lane) for lane in lanes if lane.id not in collapsed]
    shared = iter(share_height(wanted, max(height - sum(low) * LEAST_HEIGHT, 1.0)))
    return [LEAST_HEIGHT if is_low else next(shared) for is_low in low]


def _unseen(lane: LaneIndex, view: View, top: float, height: float) -> Band:
    """A lane with nothing in it."""
    mode = Mode.SERIES if lane.series else Mode.STRIP if lane.id in view.strips else Mode.GLYPHS
    return Band(lane, top, height, mode, LEAST_ROW, _NO_ROWS, _NO_ROWS, lane.id in view.lanes.collapsed)


def share_height(wanted: list[float], height: float) -> list[float]:
    """Share a height among lanes: each gets what it wants, or all that want more get the same, but 24 at least.

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
    rows = _WANTED_BY_SERIES if lane.series else min(lane.size, _MOST_WANTED_ROWS)
    return max(rows * COMFORTABLE_ROW + 2 * PADDING, LEAST_HEIGHT)


def _filled(band: Band, view: View, width: float) -> Band:
    """A band with what is to be drawn in it."""
    if band.mode is Mode.SERIES:
        return band
    room, lane = max(band.height - 2 * PADDING, LEAST_ROW), band.lane.in_zone(view.zone)
    if view.counted and lane.figure_index(view.counted):
        return replace(band, lane=lane, mode=Mode.STRIP, counted=view.counted)
    share = 1.0 if band.mode is Mode.GLYPHS else _CALM_SHARE
    stacked = (_all_stacked if lane.is_small else _stacked_in_view)(lane, view.window, width, room, share)
    if stacked and view.at_home:
        stacked = _at_home(stacked, lane, view.window)
    if stacked is None:
        return replace(band, lane=lane, mode=Mode.STRIP)
    height = room / stacked.depth
    return replace(band, lane=lane, mode=Mode.GLYPHS, row_height=height, rows=stacked.rows, stack=stacked.stack)


class _Stacked(NamedTuple):
    """The rows of what is in view.

    Attributes:
        rows, stack: see `Band`.
        depth: how many rows the lane has here.
    """

    rows: Indices
    stack: Indices
    depth: int


def _all_stacked(lane: LaneIndex, window: TimeWindow, width: float, room: float, share: float) -> _Stacked | None:
    """By the rows of the whole lane, which are as few as can be; None if they need more than a share of the room."""
    pixel, size = window.duration / width, lane.size
    spread = size if size * TITLED_ROW <= room else max(1, int(room // LABELLED_ROW))
    stack = lane.stack(pixel, min(spread, size))
    most = max(1, int(room // LEAST_ROW))
    rooms = lane.rooms(pixel)
    visible = np.flatnonzero((rooms.starts < window.end) & (rooms.ends > window.start))
    if int(stack[visible].max(initial=0)) >= _limit(most, share):
        return None
    return _Stacked(lane.rows[visible], stack[visible], min(int(stack.max(initial=0)) + 1, most))


def _at_home(stacked: _Stacked, lane: LaneIndex, window: TimeWindow) -> _Stacked:
    """Without what reaches into a window by an open end alone."""
    times = lane.times.taken(stacked.rows)
    home = (times.first_known < window.end) & (times.last_known > window.start)
    return stacked._replace(rows=stacked.rows[home], stack=stacked.stack[home])


def _stacked_in_view(lane: LaneIndex, window: TimeWindow, width: float, room: float, share: float) -> _Stacked | None:
    """By what is near; None where that can't have so much of the room, which mostly shows without finding rows."""
    pixel, most = window.duration / width, max(1, int(room // TITLED_ROW))
    if lane.count_near(window.start, window.end, pixel) > most * (width / LEAST_ROOM + 1):
        return None
    rows, limit = lane.local_rows(pixel, most), _limit(most, share)
    rooms = lane.rooms_in(window.start, window.end, rows.pixel)
    if rooms.depth > limit:
        return None
    stack = rows.of(rooms, window.start, window.end)
    return _Stacked(rooms.events, stack, most) if int(stack.max(initial=0)) < limit else None


def _limit(most: int, share: float) -> int:
    """How many rows glyphs may take."""
    return max(1, round(most * share))
