"""The sum that a pointer is at: that of a bin, or that of a stretch in the row of what is dated more vaguely."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline_app.layout.lanes import Band
from timeline_app.layout.scene import Box
from timeline_app.layout.sums.bins import FigureBins, Vague
from timeline_app.layout.sums.drawing import bins_of, is_in_row
from timeline_app.layout.sums.words import bin_lines, vague_lines
from timeline_app.layout.view import FigureKind, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Indices
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline


@dataclass(frozen=True, eq=False)
class SumSpot:
    """A sum on the canvas.

    Attributes:
        lane: id of its lane.
        kind: which figure is summed up.
        bins, position: the bin that is pointed at.
        vague: the stretch, where the pointer is in that row; else None.
        events: how many events may touch that time; all of them have a part in what is said of it.
    """

    lane: str
    kind: FigureKind
    bins: FigureBins
    position: int
    vague: Vague | None
    events: int

    @property
    def stretch(self) -> TimeWindow:
        """The time of which the sum is."""
        if self.vague:
            return TimeWindow(self.vague.start, self.vague.end)
        return TimeWindow(float(self.bins.edges[self.position]), float(self.bins.edges[self.position + 1]))

    def lines(self, timeline: Timeline, numbers: NumberFormat) -> tuple[str, ...]:
        """What it says."""
        if self.vague:
            return vague_lines(timeline, self.kind, self.bins, self.vague, numbers)
        return bin_lines(timeline, self.kind, self.bins, self.position, numbers)

    def told(self, timeline: Timeline, rows: Indices, numbers: NumberFormat) -> Mapping[int, str]:
        """The figure of each of some events, to stand before its title, like “2–9, best 6: ”."""
        figures = next(one for one in timeline.events.figures if one.kind == self.kind)
        found = ((row, figures.figure(row)) for row in rows.tolist())
        return {row: f"{one.quantity.words(numbers)}: " for row, one in found if one}


def sum_at(band: Band, view: View, plot: Box, x: float, y: float) -> SumSpot | None:
    """The sum at a point of the lanes, or None; a bin is taken anywhere above it."""
    if band.counted is None:
        return None
    bins = bins_of(band, view, plot.width)
    time = view.window.time_at(x - plot.x, plot.width)
    position = int(bins.edges.searchsorted(time, "right")) - 1
    if not 0 <= position < len(bins):
        return None
    vague = bins.vague_at(position) if is_in_row(band, bins, y) else None
    spot = SumSpot(band.lane.id, band.counted, bins, position, vague, 0)
    stretch = spot.stretch
    return SumSpot(spot.lane, spot.kind, bins, position, vague, band.lane.index.count(stretch.start, stretch.end))
