"""The marks below a canvas that say which of its time is on another page, too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline_app.layout.canvas import Canvas
from timeline_app.layout.scene import Align, Font, Group, Ink, Line, Role, TextWidth, text
from timeline_app.layout.window import TimeWindow

HEIGHT = 24.0
"""Room for the marks below a canvas, pixels."""
_BRACKET, _TICK, _BASELINE = 6.0, 3.0, 20.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """A stretch of time that two pages show.

    Attributes:
        window: the stretch.
        words: where else it is: "also on page 1".
    """

    window: TimeWindow
    words: str


def overlap_groups(
    canvas: Canvas, overlaps: Sequence[Overlap], x: float, y: float, text_width: TextWidth
) -> Iterator[Group]:
    """A bracket with words for each overlap, in `HEIGHT` pixels below a canvas whose lower left corner is (x, y)."""
    plot = canvas.plot
    for number, overlap in enumerate(overlaps):
        ends = (overlap.window.start, overlap.window.end)
        first, last = (plot.x + min(max(canvas.window.x_of(time, plot.width), 0.0), plot.width) for time in ends)
        at_left = first - plot.x < plot.right - last
        place, align = (first, Align.LEFT) if at_left else (last, Align.RIGHT)
        ink = Ink(Role.LEADER)
        parts = (
            Line(first, _BRACKET, last, _BRACKET, ink),
            Line(first, _BRACKET - _TICK, first, _BRACKET + _TICK, ink),
            Line(last, _BRACKET - _TICK, last, _BRACKET + _TICK, ink),
            text(overlap.words, place, _BASELINE, Font.SMALL, Role.TEXT_MUTED, text_width, align),
        )
        yield Group(f"overlap:{number}", overlap.words, parts, dx=x, dy=y)
