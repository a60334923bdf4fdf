"""A lane of series: the lines of one measure and period, and where each figure of them lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from timeline_app.layout.scales import round_step
from timeline_app.layout.series.bars import Bars, bars_of
from timeline_app.layout.series.columns import LineColumns, Reach, bar_columns, line_columns
from timeline_app.layout.series.lines import SeriesLine, lines_of
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Indices, Mask, frozen
from timeline_app.model.records import MEASURES, measure_of, period_words
from timeline_app.model.table import EstimateTable

_MOST_PICTURES = 4


class Spot(NamedTuple):
    """A figure of a lane: which line, and its place there."""

    line: int
    place: int


@dataclass(frozen=True, eq=False)
class SeriesPicture:
    """What a lane reaches in the columns of pixels of a window.

    Attributes:
        lines: of each line, or none where bars are drawn.
        bars: of the bars of each line, or none where lines are.
        top, bottom: the ends of the scale, round numbers; the bottom is 0 or below.
    """

    lines: tuple[LineColumns, ...]
    bars: tuple[Reach, ...]
    top: float
    bottom: float

    @classmethod
    def of(cls, lines: tuple[LineColumns, ...], bars: tuple[Reach, ...]) -> "SeriesPicture":
        """With a scale that holds all of it."""
        drawn = [*bars, *(part for line in lines for part in line.parts)]
        least = min((one.least for one in drawn), default=0.0)
        bottom = -round_step(-least) if least < 0 else 0.0
        return cls(lines, bars, round_step(max((one.most for one in drawn), default=1.0)), bottom)


@dataclass(frozen=True, eq=False)
class SeriesLane:
    """The series of one measure and period that have figures enough for a line.

    Attributes:
        measure, per: what they count.
        lines: one or more.
        rows: all rows of the estimate table that are told here, ascending; other tellings of a figure are among them.
        spots: where each of these rows is.
    """

    measure: str
    per: str
    lines: tuple[SeriesLine, ...]
    rows: Indices
    spots: Mapping[int, Spot] = field(repr=False)
    _pictures: dict[tuple[TimeWindow, float, bool], SeriesPicture] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """The id of the lane."""
        return _id(self.measure, self.per)

    @property
    def title(self) -> str:
        """What the lane shows: "Killed in a day, over time"."""
        words = " ".join(part for part in (measure_of(self.measure).title, period_words(self.per)) if part)
        return f"{words}, over time"

    @cached_property
    def bars(self) -> tuple[Bars, ...]:
        """The bars of each line."""
        return tuple(map(bars_of, self.lines))

    def has_bars(self, differences: bool) -> bool:
        """Whether bars are drawn: figures for a period always are, running totals where differences are asked for."""
        return differences or bool(self.per)

    def picture(self, window: TimeWindow, width: float, differences: bool) -> SeriesPicture:
        """What the lane reaches in a window drawn `width` pixels wide; header, lane and pointer ask for the same."""
        asked = (window, width, self.has_bars(differences))
        if asked not in self._pictures:
            while len(self._pictures) >= _MOST_PICTURES:
                del self._pictures[next(iter(self._pictures))]
            self._pictures[asked] = self._pictured(*asked)
        return self._pictures[asked]

    def _pictured(self, window: TimeWindow, width: float, bars: bool) -> SeriesPicture:
        if bars:
            return SeriesPicture.of((), tuple(bar_columns(one, window, width) for one in self.bars))
        return SeriesPicture.of(tuple(line_columns(line, window, width) for line in self.lines), ())


def series_lanes(estimates: EstimateTable, left: Mask) -> tuple[SeriesLane, ...]:
    """The lanes of those series that have figures enough: running totals before figures for a period.

    Args:
        estimates: the table.
        left: which of its rows are shown, shape (estimates,).
    """
    if not len(estimates):
        return ()
    found: dict[tuple[str, str], list[SeriesLine]] = {}
    for line in lines_of(estimates, left):
        _, measure, _, per = line.key
        found.setdefault((measure, per), []).append(line)
    return tuple(_lane(estimates, *key, tuple(found[key])) for key in sorted(found, key=_order))


def series_ids(estimates: EstimateTable) -> tuple[str, ...]:
    """The ids of the lanes that there may be, whether or not a series has figures enough."""
    found = {(measure, per) for _, measure, _, per in estimates.series.keys}
    return tuple(_id(measure, per) for measure, per in sorted(found, key=_order))


def _id(measure: str, per: str) -> str:
    return f"series:{measure}:{per}"


def _order(kind: tuple[str, str]) -> tuple[bool, int, str, str]:
    """Running totals before figures for a period, measures as they are listed elsewhere."""
    measure, per = kind
    return bool(per), list(MEASURES).index(measure) if measure in MEASURES else len(MEASURES), measure, per


def _lane(estimates: EstimateTable, measure: str, per: str, lines: tuple[SeriesLine, ...]) -> SeriesLane:
    spots = {}
    for number, line in enumerate(lines):
        for place, row in enumerate(line.rows.tolist()):
            for one in (row, *estimates.series.tellings(row)):
                spots[one] = Spot(number, place)
    return SeriesLane(measure, per, lines, frozen(np.array(sorted(spots), np.int64)), spots)
