"""In the panel, beside the estimates: the figures that events carry, as lanes sum them up, which and whose."""

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Font, Group, Primitive, Role, TextWidth, text, wrapped
from timeline_app.layout.sums.bins import totals_in
from timeline_app.layout.sums.words import kind_words, totals_lines
from timeline_app.layout.view import View

_LINE = 16.0
_ONCE = "Sums of the events' own figures in view, each event once; low and high are summed apart and are outer bounds."


def counted_group(
    index: TimelineIndex, view: View, x: float, y: float, room: float, text_width: TextWidth
) -> tuple[Group | None, float]:
    """What the lanes sum up in view, from (x, y) on, and where it ends; None where they count events."""
    if view.counted is None:
        return None, y
    heading = kind_words(index.timeline, view.counted)
    totals = totals_in(index.figure_indexes(view.counted, view.lanes.hidden), view.window)
    best, *others = totals_lines(totals, view.numbers)
    told = [(f"{heading}: events in view", Font.HEADING, Role.TEXT), (best, Font.VALUE, Role.TEXT)]
    told += [(line, Font.NOTE, Role.TEXT_MUTED) for line in others]
    told.append((_ONCE, Font.SMALL, Role.TEXT_MUTED))
    parts: list[Primitive] = []
    for words, font, role in told:
        for line in wrapped(words, font, room, text_width):
            parts.append(text(line, x, y + 12, font, role, text_width))
            y += _LINE
    return Group("counted", f"In view: {heading}: {best}", tuple(parts)), y + 10
