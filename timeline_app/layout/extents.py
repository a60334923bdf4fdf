"""Where imprecise times lie on the canvas: their bounds in pixels, open and unknown ends as stubs."""

from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

import numpy as np

from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.arrays import Floats, Mask, widths
from timeline_app.model.time_columns import (
    APPROXIMATE_END,
    APPROXIMATE_START,
    UNCERTAIN_END,
    UNCERTAIN_START,
    Members,
    TimeColumns,
)
from timeline_app.model.when import Kind

STUB = 44.0
"""How far a glyph reaches out over its last known bound where its end is open or unknown, pixels."""
LONGEST_DAY = 26 * calendar.HOUR
"""No day of any time zone takes longer; seconds."""
NARROW = 8.0
"""Below this width a time is drawn as a dot, pixels."""
TORN = 12.0
"""How far the "?" behind an unknown end reaches out over its stub, pixels."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a time lies on the canvas.

    Attributes:
        start, core_start, core_end, end: pixels; start.earliest, start.latest, end.earliest, end.latest of the time,
            an open or unknown end moved to where its stub ends; core_start is infinite where it may have begun at any
            time, core_end where it may have been over then.
        precise: whether a moment, or each end of a span, is known to the day or closer.
        moment: whether it is a moment.
        open_start, open_end, unknown_start, unknown_end: what its ends are.
        flags: "~" and "?" of its ends, see `time_columns`.
        several: whether it is a set of dates.
        members: those dates of a set that are on the canvas, each with its own extent.
    """

    start: float
    core_start: float
    core_end: float
    end: float
    precise: bool
    moment: bool
    open_start: bool = False
    open_end: bool = False
    unknown_start: bool = False
    unknown_end: bool = False
    flags: int = 0
    several: bool = False
    members: tuple["Extent", ...] = ()

    def moved(self, by: float) -> "Extent":
        """The same further right by so many pixels."""
        ends = {name: getattr(self, name) + by for name in ("start", "core_start", "core_end", "end")}
        return replace(self, **ends, members=tuple(member.moved(by) for member in self.members))

    @property
    def fuzzy_start(self) -> bool:
        """Whether the start is approximate."""
        return bool(self.flags & APPROXIMATE_START)

    @property
    def fuzzy_end(self) -> bool:
        """Whether the end is approximate."""
        return bool(self.flags & APPROXIMATE_END)

    @property
    def uncertain_start(self) -> bool:
        """Whether the start is uncertain."""
        return bool(self.flags & UNCERTAIN_START)

    @property
    def uncertain_end(self) -> bool:
        """Whether the end is uncertain."""
        return bool(self.flags & UNCERTAIN_END)

    @property
    def bounded(self) -> bool:
        """Whether both ends are dates."""
        return not (self.open_start or self.open_end or self.unknown_start or self.unknown_end)

    @property
    def has_core(self) -> bool:
        """Whether it is known to have lasted: of an open end, just that it was later than the start."""
        lasted = not (self.moment or self.several or self.unknown_start or self.unknown_end)
        return lasted and self.core_start <= self.core_end


def plain_dots(times: TimeColumns, window: TimeWindow, left: float, width: float) -> tuple[Mask, Floats]:
    """Which times are moments known to the day or closer, in no doubt and narrower than a bar; and their middles.

    Returns:
        twice shape (times,), the middles in pixels.
    """
    xs = [window.xs_of(bound, width) + left for bound in (times.start_earliest, times.start_latest)]
    wide = widths(times.start_earliest, times.start_latest)  # of a moment its bounds are; 0 where one is infinite
    plain = (times.kind == Kind.MOMENT) & (times.flags == 0) & (wide > 0) & (wide <= LONGEST_DAY)
    return plain & (xs[1] - xs[0] < NARROW), (xs[0] + xs[1]) / 2


def extents_of(times: TimeColumns, window: TimeWindow, left: float, width: float) -> list[Extent]:
    """Where some times, all of them dated, lie on a canvas that begins at x = `left` and is `width` pixels wide."""
    bounds = times.bounds
    xs = [window.xs_of(bound, width) + left for bound in bounds]
    anchors = [window.xs_of(column, width) + left for column in (times.first_known, times.last_known)]
    codes = (times.kind == Kind.MOMENT, times.flags, times.kind == Kind.SET)
    precise = np.maximum(widths(*bounds[:2]), widths(*bounds[2:])) <= LONGEST_DAY
    details = zip(*(column.tolist() for column in (*anchors, precise, *codes)), strict=True)
    pixels = zip(*(x.tolist() for x in xs), strict=True)
    seconds = zip(*(bound.tolist() for bound in bounds), strict=True)
    members = _members(times.members, window, left, width) if times.members else {}
    return [
        _extent(row_pixels, row_seconds, (left, left + width), members.get(row, ()), *row_details)
        for row, (row_pixels, row_seconds, row_details) in enumerate(zip(pixels, seconds, details, strict=True))
    ]


def _members(members: Members, window: TimeWindow, left: float, width: float) -> dict[int, tuple[Extent, ...]]:
    """The extents on the canvas of the dates of sets, by the row of their set.

    A range, each date of which is meant, is drawn as a moment: nothing lasted from its first date to its last.
    """
    in_view = [
        (row, replace(extent, moment=True))
        for row, extent in zip(members.rows.tolist(), extents_of(members.times, window, left, width), strict=True)
        if extent.end >= left and extent.start <= left + width
    ]
    return {row: tuple(extent for _, extent in group) for row, group in groupby(in_view, key=itemgetter(0))}


def _extent(
    pixels: tuple[float, ...],
    seconds: tuple[float, ...],
    canvas: tuple[float, float],
    members: tuple[Extent, ...],
    first: float,
    last: float,
    precise: bool,
    moment: bool,
    flags: int,
    several: bool,
) -> Extent:
    """An extent from bounds in pixels and seconds; the stub of an open end stays at the canvas's edge beyond it.

    Args:
        pixels, seconds: the four bounds.
        canvas: its left and right edge.
        members, precise, moment, flags, several: see `Extent`.
        first, last: the least and the greatest known bound, pixels.
    """
    unknown_start = _is_unknown(seconds[0], seconds[1]) and not moment
    unknown_end = _is_unknown(seconds[2], seconds[3]) and not moment
    open_start = seconds[0] == -np.inf and not unknown_start
    open_end = seconds[3] == np.inf and not unknown_end
    start = first - STUB if unknown_start else min(first, canvas[1]) - STUB if open_start else pixels[0]
    end = last + STUB if unknown_end else max(last, canvas[0]) + STUB if open_end else pixels[3]
    core_start = pixels[1] if np.isfinite(seconds[1]) else np.inf if seconds[1] == np.inf else start
    core_end = pixels[2] if np.isfinite(seconds[2]) else -np.inf if seconds[2] == -np.inf else end
    return Extent(
        start,
        core_start,
        core_end,
        end,
        precise,
        moment,
        open_start,
        open_end,
        unknown_start,
        unknown_end,
        flags,
        several,
        members,
    )


def _is_unknown(earliest: float, latest: float) -> bool:
    """Whether nothing is known of an end: no date, or one of a year without any known digit."""
    return bool(np.isnan(earliest)) or (earliest == -np.inf and latest == np.inf)
