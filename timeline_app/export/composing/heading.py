"""The heading of a page: its title, what it covers, what was left out of it."""

import math
from dataclasses import dataclass

from timeline_app.layout.counts import count_events, count_words, searched_words
from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Font, Group, Primitive, Role, TextWidth, elided, text, wrapped
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.layout.wording import extent_words
from timeline_app.model import calendar
from timeline_app.model.edtf import Precision
from timeline_app.model.words import stretch_words, time_of_day_words, unit_words

_TITLE_LINE, _LINE = 28.0, 18.0
_TITLE_LINES = 4
_TOLD_BY = ((200 * calendar.YEAR, Precision.YEAR), (20 * calendar.YEAR, Precision.MONTH), (0.0, Precision.DAY))
"""The unit in which the ends of a window are told, by how many seconds it lasts at least."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of a page.

    Attributes:
        title: in large letters.
        lines: below it.
    """

    title: str
    lines: tuple[str, ...]

    def drawn(self, x: float, y: float, room: float, text_width: TextWidth, *, brief: bool) -> tuple[Group, float]:
        """The heading from (x, y) on, and the height at which it ends; a brief one has each on one line, cut."""
        titles = (elided(self.title, Font.PAGE_TITLE, room, text_width),) if brief else self._titles(room, text_width)
        parts: list[Primitive] = []
        y += 16
        for line in titles:
            parts.append(text(line, x, y, Font.PAGE_TITLE, Role.TEXT, text_width))
            y += _TITLE_LINE
        for words in self.lines:
            lines = (
                (elided(words, Font.NOTE, room, text_width),) if brief else wrapped(words, Font.NOTE, room, text_width)
            )
            for line in lines:
                parts.append(text(line, x, y - 4, Font.NOTE, Role.TEXT_MUTED, text_width))
                y += _LINE
        return Group("heading", self.title, tuple(parts)), y + 2

    def _titles(self, room: float, text_width: TextWidth) -> tuple[str, ...]:
        lines = wrapped(self.title, Font.PAGE_TITLE, room, text_width)
        if len(lines) <= _TITLE_LINES:
            return lines
        last = elided(f"{lines[_TITLE_LINES - 1]} …", Font.PAGE_TITLE, room, text_width)
        return *lines[: _TITLE_LINES - 1], last


def heading_of(
    index: TimelineIndex,
    view: View,
    *,
    title: str = "",
    subtitle: str = "",
    searched: str = "",
    numbering: str = "",
    own: TimeWindow | None = None,
    panel: bool = True,
) -> Heading:
    """What is to be said of a page.

    Args:
        index, view: what it shows.
        title: in place of the timeline's own.
        subtitle: a line below it, or "".
        searched: the words of the search whose finds alone the index holds, or "".
        numbering: which of several pages it is, or "".
        own: the part of the view's window that it is told to cover, or None for all of it.
        panel: whether estimates are compared on it.
    """
    counts = count_events(index, own or view.window, view.lanes.hidden)
    counted = (count_words(counts, view.numbers),) if counts.total or not len(index.timeline.estimates) else ()
    compared = (f"estimates as of {cursor_words(view.as_of, view.zone)}",) if panel else ()
    covered = ", ".join(filter(None, (range_words(index, view, own or view.window), numbering)))
    lines = [subtitle] if subtitle else []
    lines += [" · ".join((covered, *counted, *compared))]
    lines += [searched_words(searched, counts, view.numbers)] if searched else []
    return Heading(title_of(index, title), tuple(lines))


def title_of(index: TimelineIndex, title: str = "") -> str:
    """What a picture is called."""
    return title or index.timeline.title or "Timeline"


def range_words(index: TimelineIndex, view: View, window: TimeWindow) -> str:
    """What a picture covers: the dates themselves where it shows all of them, else the window's days or years."""
    if index.timeline.extent is None:
        return "no dates"
    start, end = index.timeline.extent
    if window.start <= start and end <= window.end:
        return extent_words(index.timeline)
    first, last = (view.zone.wall_of(time) for time in (window.start, window.end))
    precision = next(precision for least, precision in _TOLD_BY if window.duration >= least)
    told = [unit_words(time, precision) for time in (first, math.nextafter(last, -math.inf))]
    if told[0] != told[1]:
        return stretch_words((first, precision), (math.nextafter(last, -math.inf), precision))
    whole = last - first >= calendar.DAY
    return told[0] if whole else f"{told[0]}, {time_of_day_words(first)} – {time_of_day_words(last)}"
