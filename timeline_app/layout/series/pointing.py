"""The figure on a line over time that a pointer is at: the nearest in time, of the line that is nearest."""

from timeline_app.layout.lanes import Band
from timeline_app.layout.scene import Box
from timeline_app.layout.series.lane import SeriesLane
from timeline_app.layout.series.lines import SeriesLine
from timeline_app.layout.series.shapes import Upright
from timeline_app.layout.view import View

_REACH = 12.0
"""So far from the ends of a line a figure is found, pixels; beyond, nothing was said."""


def figure_at(band: Band, lane: SeriesLane, view: View, plot: Box, x: float, y: float) -> int | None:
    """The row of the estimate at a point of the lanes, or None."""
    time, reach = view.window.time_at(x - plot.x, plot.width), _REACH * view.window.duration / plot.width
    picture = lane.picture(view.window, plot.width, view.differences)
    scale = Upright.of(band, picture)
    found = []
    for number, line in enumerate(lane.lines):
        place = _place_at(line, time, reach) if not picture.bars else lane.bars[number].at(time)
        if place is not None:
            bar = lane.bars[number].of(place) if picture.bars else None
            value = bar[2] if bar else float(line.low[place] + line.high[place]) / 2
            found.append((abs(scale.y(value) - y), int(line.rows[place])))
    return min(found)[1] if found else None


def _place_at(line: SeriesLine, time: float, reach: float) -> int | None:
    """The place of the figure nearest in time, unless nothing was said about then."""
    place = line.nearest(time)
    begins, ends = float(line.starts[place]), float(line.ends[place])
    if begins - reach <= time <= ends + reach:
        return place
    said_before = time < begins and place > 0 and not line.broken[place - 1]
    return place if said_before or (time > ends and not line.broken[place]) else None
