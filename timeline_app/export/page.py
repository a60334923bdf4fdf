"""A page around the canvas: title, time range, the estimates as of a date, legend and numbered sources."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.counts import count_events, count_words, searched_words
from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.legend import legend_group
from timeline_app.layout.scene import Font, Group, Primitive, Role, Scene, TextWidth, text, wrapped
from timeline_app.layout.strips import strips_note
from timeline_app.layout.sums.drawing import sums_note
from timeline_app.layout.view import View
from timeline_app.layout.wording import extent_words, text_words
from timeline_app.model import calendar
from timeline_app.model.edtf import Precision
from timeline_app.model.records import Source
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, is_date
from timeline_app.model.words import stretch_words, time_of_day_words, unit_words, when_words
from timeline_app.model.zones import Zone

MARGIN = 28.0
_GAP = 18.0
_PANEL_SHARE = 0.3
_PANEL_LEAST, _PANEL_MOST = 300.0, 420.0
_CANVAS_LEAST_WIDTH, _CANVAS_LEAST_HEIGHT = 520.0, 260.0
_SOURCE_LINE = 15.0
_MOST_SOURCE_LINES = 8
_GROWTH = 1.08
_LARGEST_ENLARGEMENT, _LARGEST_FOR_LANES = 8.0, 1.5
_TOLD_BY = ((200 * calendar.YEAR, Precision.YEAR), (20 * calendar.YEAR, Precision.MONTH), (0.0, Precision.DAY))
"""The unit in which the ends of a window are told, by how many seconds it lasts at least."""


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page.

    Attributes:
        scene: the picture, as large as its contents need.
        scale: by how much it is drawn smaller to have the size that was asked for.
    """

    scene: Scene
    scale: float


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page, device-independent pixels."""

    width: float
    height: float

    def enlarged(self, factor: float) -> "PageSize":
        """The same shape, larger."""
        return PageSize(self.width * factor, self.height * factor)

    def longer(self, by: float) -> "PageSize":
        """The same width, and so many pixels higher."""
        return PageSize(self.width, self.height + by)


def compose(
    index: TimelineIndex,
    view: View,
    size: PageSize,
    text_width: TextWidth,
    *,
    panel: bool = True,
    title: str = "",
    searched: str = "",
) -> Page:
    """Lay a timeline out on a page.

    Where the contents need more room than the page has, they are laid out on a larger one of the same shape, which is
    then drawn smaller; lanes for which it would have to be drawn too small make the page longer: nothing is cut off.

    Args:
        index: the timeline.
        view: its window, lanes, as-of date and number format; width and height are the page's to set.
        size: of the page.
        text_width: measures texts in the export font.
        panel: whether the estimates are compared beside the canvas.
        title: in place of the timeline's own.
        searched: the words of the search whose finds alone the index holds, or "".
    """
    view, factor, longer = replace(view, cursor=False, cites=True), 1.0, 0.0
    while True:
        sheet = size.enlarged(factor).longer(longer)
        composed = _composed(index, view, sheet, text_width, panel=panel, title=title, searched=searched)
        largest = factor > _LARGEST_ENLARGEMENT
        if composed.fits or (largest and not composed.overflow):
            return Page(composed.scene, 1 / factor)
        if largest or (factor > _LARGEST_FOR_LANES and (longer or composed.overflow > sheet.height / 2)):
            longer += max(composed.overflow, _SOURCE_LINE)
        else:
            factor *= _GROWTH


@dataclass(frozen=True, slots=True)
class _Composed:
    """A page at one size.

    Attributes:
        fits: whether everything has room on it.
        overflow: by how much the lanes are too high for it, pixels.
    """

    scene: Scene
    fits: bool
    overflow: float


def _composed(
    index: TimelineIndex,
    view: View,
    size: PageSize,
    text_width: TextWidth,
    *,
    panel: bool,
    title: str,
    searched: str,
) -> _Composed:
    room = size.width - 2 * MARGIN
    compared = panel and (len(index.timeline.estimates) > 0 or view.counted is not None)
    beside = _panel(index, view, room, text_width) if compared else None
    width = room - (beside.width + _GAP if beside else 0.0)
    told = beside is not None and len(index.timeline.estimates) > 0
    subtitles = _subtitles(index, view, searched, panel=told)
    heading, top = _heading(title or index.timeline.title or "Timeline", subtitles, room, text_width)
    canvas, footer, footer_top = _canvas_and_footer(index, replace(view, width=width), room, size, top, text_width)
    height = footer_top - top
    parts = [heading, _placed("canvas", canvas.scene, MARGIN, top)]
    if beside:
        parts.append(_placed("estimates-panel", beside, MARGIN + width + _GAP, top))
    parts.append(replace(footer, dx=MARGIN, dy=footer_top + _GAP / 2))
    fits = width >= min(_CANVAS_LEAST_WIDTH, room) and height >= _CANVAS_LEAST_HEIGHT and canvas.overflow == 0
    fits = fits and (beside is None or (beside.height <= height and width >= _CANVAS_LEAST_WIDTH))
    scene = Scene(size.width, size.height, heading.title, tuple(parts))
    return _Composed(scene, fits, canvas.overflow)


def _canvas_and_footer(
    index: TimelineIndex, view: View, room: float, size: PageSize, top: float, text_width: TextWidth
) -> tuple[Canvas, Group, float]:
    """The canvas, legend and sources below it, and the height at which they begin.

    The legend says what the canvas shows and takes of its height: less height may need more legend, or less. The room
    for it only grows from round to round, so that they agree in the end.
    """
    footer_room, needed = 0.0, 1.0
    while footer_room < needed:
        footer_room = max(footer_room, needed)
        footer_top = size.height - MARGIN - footer_room
        canvas = draw_canvas(index, replace(view, height=max(footer_top - top, 1.0)), text_width)
        footer, needed = _footer(index.timeline, canvas, room, view, text_width)
    return canvas, footer, footer_top


def _panel(index: TimelineIndex, view: View, room: float, text_width: TextWidth) -> Scene:
    width = min(max(room * _PANEL_SHARE, _PANEL_LEAST), _PANEL_MOST)
    return draw_comparison(index, view, width, text_width)


def _placed(group_id: str, scene: Scene, x: float, y: float) -> Group:
    return Group(group_id, scene.title, scene.groups, dx=x, dy=y)


def _heading(title: str, subtitles: Iterable[str], room: float, text_width: TextWidth) -> tuple[Group, float]:
    """Title and what is said below it, and the height at which they end."""
    parts: list[Primitive] = []
    y = MARGIN + 16
    for line in wrapped(title, Font.PAGE_TITLE, room, text_width)[:4]:
        parts.append(text(line, MARGIN, y, Font.PAGE_TITLE, Role.TEXT, text_width))
        y += 28
    for line in (line for words in subtitles for line in wrapped(words, Font.NOTE, room, text_width)):
        parts.append(text(line, MARGIN, y - 4, Font.NOTE, Role.TEXT_MUTED, text_width))
        y += 18
    return Group("heading", title, tuple(parts)), y + 2


def _subtitles(index: TimelineIndex, view: View, searched: str, *, panel: bool) -> Iterator[str]:
    """What is shown and when, and what a filter left out of it."""
    counts = count_events(index, view.window, view.lanes.hidden)
    compared = (f"estimates as of {cursor_words(view.as_of, view.zone)}",) if panel else ()
    yield " · ".join((_range_words(index, view), count_words(counts, view.numbers), *compared))
    if searched:
        yield searched_words(searched, counts, view.numbers)


def _range_words(index: TimelineIndex, view: View) -> str:
    """What the picture covers: the dates themselves where it shows all of them, else the window's days or years."""
    if index.timeline.extent is None:
        return "no dates"
    start, end = index.timeline.extent
    if view.window.start <= start and end <= view.window.end:
        return extent_words(index.timeline)
    first, last = (view.zone.wall_of(time) for time in (view.window.start, view.window.end))
    precision = next(precision for least, precision in _TOLD_BY if view.window.duration >= least)
    told = [unit_words(time, precision) for time in (first, math.nextafter(last, -math.inf))]
    if told[0] != told[1]:
        return stretch_words((first, precision), (math.nextafter(last, -math.inf), precision))
    whole = last - first >= calendar.DAY
    return told[0] if whole else f"{told[0]}, {time_of_day_words(first)} – {time_of_day_words(last)}"


def _footer(timeline: Timeline, canvas: Canvas, room: float, view: View, text_width: TextWidth) -> tuple[Group, float]:
    """Legend and sources, and how much height they take."""
    legend, y = legend_group(canvas.signs, 0, 0, room, text_width)
    parts: list[Primitive | Group] = [legend]
    notes = [
        line
        for note in (*_notes(timeline, canvas, view), *date_notes(timeline, view.zone))
        for line in wrapped(note, Font.SMALL, room, text_width)
    ]
    for words in (*notes, *source_lines(timeline, room, view, text_width)):
        y += _SOURCE_LINE
        parts.append(text(words, 0, y, Font.SMALL, Role.TEXT_MUTED, text_width))
    return Group("footer", "Legend and sources", tuple(parts)), y + _GAP


def _notes(timeline: Timeline, canvas: Canvas, view: View) -> list[str]:
    """What the histograms count, or sum up."""
    counted = strips_note(canvas.seen, canvas.window, canvas.plot.width)
    summed = sums_note(timeline, canvas.seen, view, canvas.plot.width)
    return [f"Histograms: {words}" for words in (counted, summed) if words]


_RECKONED = (
    "Dates in brackets, and those by which undated figures were reported, are worked out from the source's words"
)


def date_notes(timeline: Timeline, shown: Zone) -> list[str]:
    """What dates in brackets are, and on which day they rest."""
    if not is_date(timeline.reference_date):
        return []
    words = text_words(timeline.reference_date, Zone(timeline.time_zone), shown)
    basis = ", itself inferred" if timeline.reference_date_basis is Basis.INFERRED else ""
    return [f"{_RECKONED}, counted from {words}{basis}."]


def source_lines(timeline: Timeline, room: float, view: View, text_width: TextWidth) -> list[str]:
    """The sources, numbered, one after the other on as few lines as they need."""
    if not timeline.sources:
        return []
    words = "Sources: " + "; ".join(
        f"{number}\N{NO-BREAK SPACE}{_source_words(timeline, source, view.zone)}"
        for number, source in enumerate(timeline.sources, 1)
    )
    lines = list(wrapped(words, Font.SMALL, room, text_width))
    if len(lines) > _MOST_SOURCE_LINES:
        lines[_MOST_SOURCE_LINES - 1 :] = [
            f"… {view.numbers(len(timeline.sources))} sources in all, listed in the file"
        ]
    return lines


def _source_words(timeline: Timeline, source: Source, shown: Zone) -> str:
    words = source.title
    if source.date:
        date = text_words(source.date, Zone(timeline.time_zone), shown, partial(when_words, short=True))
        words += f" ({date}{', inferred' if source.date_basis is Basis.INFERRED else ''})"
    carriers = timeline.carriers.get(source.id, ())
    return words + (f", through {', '.join(map(str, carriers))}" if carriers else "")
