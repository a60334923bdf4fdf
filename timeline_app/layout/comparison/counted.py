"""In the panel, above the estimates: the figures that events carry, as lanes sum them up, which, whose and of when."""

import math

from timeline_app.layout.comparison.heading import MARGIN, section_heading
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Font, Group, Role, TextWidth, text, wrapped
from timeline_app.layout.steps import Step, Unit
from timeline_app.layout.strips import range_words
from timeline_app.layout.sums.bins import totals_in
from timeline_app.layout.sums.words import kind_words, totals_lines
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.layout.wording import extent_words
from timeline_app.model import calendar
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import Zone

_TITLE = "Sums of events in view"
_LINE, _ABOVE = 16.0, 4.0
"""From line to line, and what more there is below the heading, pixels."""
_ONCE = (
    "The events' own figures in all of this stretch, whatever the date of the time cursor, each event once; "
    "low and high are summed apart and are outer bounds."
)


def counted_group(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> tuple[Group | None, float]:
    """What the lanes sum up in view, and where it ends; None where they count events.

    Sums are of the stretch in view and not as of the cursor, so that they have a heading of their own.
    """
    if view.counted is None:
        return None, 0.0
    kind = kind_words(index.timeline, view.counted)
    totals = totals_in(index.figure_indexes(view.counted, view.lanes.hidden), view.window)
    best, *others = totals_lines(totals, view.numbers)
    covered = _covered_words(index.timeline, view.window, view.zone)
    parts, y = section_heading(_TITLE, covered, Role.TEXT, 0.0, width, text_width)
    told = [(kind, Font.HEADING, Role.TEXT), (best, Font.VALUE, Role.TEXT)]
    told += [(line, Font.NOTE, Role.TEXT_MUTED) for line in others]
    told.append((_ONCE, Font.SMALL, Role.TEXT_MUTED))
    y += _ABOVE
    for words, font, role in told:
        for line in wrapped(words, font, width - 2 * MARGIN, text_width):
            parts.append(text(line, MARGIN, y, font, role, text_width))
            y += _LINE
    return Group("counted", f"{_TITLE}, {covered}: {kind}: {best}", tuple(parts)), y - 2


def _covered_words(timeline: Timeline, window: TimeWindow, zone: Zone) -> str:
    """The stretch in view: the dates themselves where all are, else its days, or the hours of one."""
    if timeline.extent and window.start <= timeline.extent[0] and timeline.extent[1] <= window.end:
        return extent_words(timeline, short=True)
    first, last = (zone.wall_of(time) // calendar.DAY for time in (window.start, math.nextafter(window.end, -math.inf)))
    unit = Unit.WEEK if first != last else Unit.DAY if window.duration >= calendar.DAY else Unit.HOUR
    return range_words(window.start, window.end, Step(1, unit), zone)
