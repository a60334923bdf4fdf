"""A lane of a timeline: which events it holds, where they are drawn, and the row of each in it."""

import math
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from timeline_app.layout.bins import Bins, bin_step, count_bins
from timeline_app.layout.extents import STUB, TORN
from timeline_app.layout.local_rows import LocalRows, Rooms
from timeline_app.layout.neighbourhood import Listed, Neighbourhood
from timeline_app.layout.rows import assign_rows
from timeline_app.layout.scene import NO_LANE
from timeline_app.layout.series.lane import SeriesLane
from timeline_app.layout.steps import Step
from timeline_app.layout.sums.bins import FigureBins
from timeline_app.layout.view import FigureKind, TableName
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.edtf import Precision
from timeline_app.model.figure_index import FigureIndex
from timeline_app.model.figures import FigureColumns
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import TimeIndex
from timeline_app.model.zones import UTC, Zone

_GLYPH_MARGIN = 8.0
LEAST_ROOM = 2 * _GLYPH_MARGIN
"""No glyph takes less of its row, pixels."""
_REACH = STUB + TORN + _GLYPH_MARGIN
"""So far from an event's bounds its glyph may still take room, pixels."""
_MOST_STACKS, _MOST_BINS = 16, 4
_COUNTED_BEYOND = 0.5
"""How far bins are counted beyond a window on either side, of its duration: the next frame asks for them."""
_MOST_STACKED = 4096
"""A lane of more events is not stacked whole: it would take longer than a frame may."""


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
        series: the lines that its rows are drawn as, or None.
        figures: what the rows of that table count, of all of them.
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
    series: SeriesLane | None = None
    figures: tuple[FigureColumns, ...] = ()

    @classmethod
    def of(
        cls,
        lane_id: str,
        title: str,
        colour: int,
        times: TimeColumns,
        rows: Indices,
        dated: Mask,
        finest: Precision,
        table: TableName = "event",
    ) -> "LaneIndex":
        """The index of a lane that holds some rows of a table, ascending, of which some are `dated`."""
        index = TimeIndex.of(times, rows[dated])
        return cls(lane_id, title, colour, table, times, index, rows[~dated], finest, _Kept(times, index))

    @classmethod
    def of_estimates(
        cls, lane_id: str, title: str, times: TimeColumns, rows: Indices, series: SeriesLane | None = None
    ) -> "LaneIndex":
        """The index of a lane that holds some rows of the estimate table, ascending, of which `times` are all times."""
        lane = cls.of(lane_id, title, NO_LANE, times, rows, times.dated[rows], times.finest, "estimate")
        return replace(lane, series=series)

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
        return self._kept.all.rows

    def in_zone(self, zone: Zone) -> "LaneIndex":
        """The same lane with the calendar of a zone; what was reckoned is shared."""
        return self if zone == self.zone else replace(self, zone=zone)

    def rooms(self, seconds_per_pixel: float) -> Rooms:
        """The room that the glyphs of `rows` take: an open end goes on for ever, its stub is at the window."""
        return _rooms(self._kept.all, seconds_per_pixel)

    def rooms_in(self, start: float, end: float, seconds_per_pixel: float) -> Rooms:
        """The events whose glyph may stand in a stretch of time, with their rooms, by earliest start."""
        rooms = _rooms(self._near(start, end, seconds_per_pixel), seconds_per_pixel)
        return rooms.taken((rooms.starts < end) & (rooms.ends > start))

    def count_near(self, start: float, end: float, seconds_per_pixel: float) -> int:
        """How many events `rooms_in` has to look at."""
        return self.index.count(start - _REACH * seconds_per_pixel, end + _REACH * seconds_per_pixel)

    def _near(self, start: float, end: float, seconds_per_pixel: float, *, passing: bool = False) -> Listed:
        reach = _REACH * seconds_per_pixel
        return self._kept.neighbourhood.listed(start - reach, end + reach, passing=passing)

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
            found[step, most] = LocalRows(2.0**step, most, partial(self._holding, 2.0**step))
        return found[step, most]

    def _holding(self, pixel: float, time: float) -> Rooms:
        return _rooms(self._near(time, time, pixel, passing=True), pixel).holding(time)

    def bins(self, window: TimeWindow, width: float) -> Bins:
        """The histogram of a window drawn `width` pixels wide; strip, header, minimap and pointer ask for the same."""
        bins, asked = self._kept.bins, (window, width, self.zone)
        if asked in bins:
            bins[asked] = bins.pop(asked)  # what is asked for in every frame isn't forgotten
        else:
            _make_room(bins, _MOST_BINS)
            bins[asked] = self._bins_of(bin_step(window, width, self.finest), window)
        return bins[asked]

    def _bins_of(self, step: Step, window: TimeWindow) -> Bins:
        counted, asked = self._kept.counted, (step, self.zone)
        if asked not in counted or not counted[asked].cover(window):
            _make_room(counted, _MOST_BINS)
            counted[asked] = count_bins(self.index, step, _widened(window), self.zone)
        return counted[asked].within(window)

    def figure_index(self, kind: FigureKind) -> FigureIndex | None:
        """The figures of one kind that its events carry, or None where none does; of millions it takes seconds."""
        kept = self._kept.figures
        if kind not in kept:
            columns = next((one for one in self.figures if one.kind == kind), None)
            kept[kind] = self._figure_index(columns) if columns else None
        return kept[kind]

    def _figure_index(self, columns: FigureColumns) -> FigureIndex | None:
        rows = self.index.rows
        undated = int(columns.taken(self.undated).given.sum())
        index = FigureIndex.of(self.times.taken(rows), columns.taken(rows), undated)
        return index if index.carries else None

    def sums(self, kind: FigureKind, window: TimeWindow, width: float) -> FigureBins | None:
        """The sums of a figure in the bins of a window drawn `width` pixels wide; None where no event carries it."""
        index, seen = self.figure_index(kind), self._kept.seen_sums
        if index is None:
            return None
        asked = (kind, window, width, self.zone)
        if asked not in seen:
            _make_room(seen, _MOST_BINS)
            seen[asked] = self._sums_of(index, kind, bin_step(window, width, self.finest), window)
        return seen[asked]

    def _sums_of(self, index: FigureIndex, kind: FigureKind, step: Step, window: TimeWindow) -> FigureBins:
        summed, asked = self._kept.summed, (kind, step, self.zone)
        if asked not in summed or not summed[asked].cover(window):
            _make_room(summed, _MOST_BINS)
            summed[asked] = FigureBins.of(index, step, _widened(window), self.zone)
        return summed[asked].within(window)

    def _stacked(self, seconds_per_pixel: float, spread: int) -> Indices:
        rooms = self.rooms(seconds_per_pixel)
        order = np.argsort(rooms.starts, kind="stable")
        stacked = np.empty(len(order), dtype=np.int64)
        stacked[order] = assign_rows(rooms.starts[order], rooms.ends[order], spread)
        if not np.isneginf(rooms.starts).any():
            return stacked
        return _by_first_glyph(stacked, drawn_extents(self._kept.all.times, seconds_per_pixel)[0])


def _rooms(listed: Listed, seconds_per_pixel: float) -> Rooms:
    times, margin = listed.times, _GLYPH_MARGIN * seconds_per_pixel
    starts, ends = drawn_extents(times, seconds_per_pixel)
    starts = np.where(np.isneginf(times.start_earliest), -np.inf, starts)
    ends = np.where(np.isposinf(times.end_latest), np.inf, ends)
    return Rooms(listed.rows, starts - margin, ends + margin)


def drawn_extents(times: TimeColumns, seconds_per_pixel: float) -> tuple[Floats, Floats]:
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
        counted: the histograms that those are cut from, by step and zone.
        figures: what sums up figures, by their kind.
        seen_sums: sums in the bins of windows, by kind, window, width and zone.
        summed: the sums that those are cut from, by kind, step and zone.
    """

    times: TimeColumns
    index: TimeIndex
    stacks: dict[tuple[int, int], Indices] = field(default_factory=dict, repr=False)
    local_rows: dict[tuple[int, int], LocalRows] = field(default_factory=dict, repr=False)
    bins: dict[tuple[TimeWindow, float, Zone], Bins] = field(default_factory=dict, repr=False)
    counted: dict[tuple[Step, Zone], Bins] = field(default_factory=dict, repr=False)
    figures: dict[FigureKind, FigureIndex | None] = field(default_factory=dict, repr=False)
    seen_sums: dict[tuple[FigureKind, TimeWindow, float, Zone], FigureBins] = field(default_factory=dict, repr=False)
    summed: dict[tuple[FigureKind, Step, Zone], FigureBins] = field(default_factory=dict, repr=False)

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """What lists the rows near the window."""
        return Neighbourhood(self.times, self.index)

    @cached_property
    def all(self) -> Listed:
        """All rows, by earliest start."""
        rows = self.index.touching(self.times, -np.inf, np.inf)
        return Listed(rows, self.times.taken(rows))


def _widened(window: TimeWindow) -> TimeWindow:
    """A window with the time around it, or as it is where time ends."""
    around = window.padded(_COUNTED_BEYOND, _COUNTED_BEYOND)
    return around if around == around.limited() else window


def _make_room(kept: dict[Any, Any], most: int) -> None:
    """Forget the oldest of what is kept, so that there is room for one more."""
    while len(kept) >= most:
        del kept[next(iter(kept))]


def _by_first_glyph(stacked: Indices, drawn: Floats) -> Indices:
    """The same stack, its rows in the order of what is drawn first in each: an open start comes before all others."""
    first = np.full(int(stacked.max(initial=0)) + 1, np.inf)
    np.minimum.at(first, stacked, drawn)
    return np.argsort(np.argsort(first, kind="stable"), kind="stable")[stacked]
