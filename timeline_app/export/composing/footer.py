"""What stands below the canvas: the legend, how to read it, the sources, whose picture it is and of when."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from timeline_app.export.composing.labelled import labelling_of
from timeline_app.export.composing.sources import LINE, Listing, source_lines
from timeline_app.layout.canvas import Canvas
from timeline_app.layout.comparison.blocks import compared
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.legend import legend_group
from timeline_app.layout.pointing import item_of
from timeline_app.layout.scene import Font, Group, Primitive, Role, TextWidth, text, wrapped
from timeline_app.layout.strips import strips_note
from timeline_app.layout.sums.drawing import sums_note
from timeline_app.layout.view import View
from timeline_app.layout.wording import text_words, zoned
from timeline_app.model import calendar
from timeline_app.model.records import MEASURES
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When, is_date
from timeline_app.model.words import date_words
from timeline_app.model.zones import Zone

_GAP = 18.0
_MOST_FILES = 3
_LAST_ISO_YEAR = 9999
_RECKONED = (
    "Dates in brackets, and those by which undated figures were reported, are worked out from the source's words"
)


@dataclass(frozen=True, slots=True)
class Footer:
    """What is to stand below a canvas or a comparison.

    Attributes:
        index: what it is of.
        view: by whose clocks, in which numbers.
        listing: how much of the sources it has.
        compared: whether estimates are, on the same page.
        legend: whether the signs of the canvas and the measures are explained.
        remarks: what has no room on the page, in words.
        credit: whom to name, or "".
    """

    index: TimelineIndex
    view: View
    listing: Listing
    compared: bool
    legend: bool = True
    remarks: tuple[str, ...] = ()
    credit: str = ""

    @property
    def timeline(self) -> Timeline:
        """What it is of."""
        return self.index.timeline

    def drawn(self, canvas: Canvas | None, room: float, text_width: TextWidth) -> tuple[Group, float]:
        """The footer from (0, 0) on, `room` pixels wide, and how much height it takes."""
        signs = canvas.signs if canvas and self.legend else ()
        legend, y = legend_group(signs, 0, 0, room, text_width)
        parts: list[Primitive | Group] = [legend]
        for line in self._lines(self._notes(canvas), room, text_width):
            y += LINE
            parts.append(text(line, 0, y, Font.SMALL, Role.TEXT_MUTED, text_width))
        for groups in source_lines(self.timeline, room, self.listing, self.view, text_width):
            parts += [replace(group, dy=y) for group in groups]
            y += LINE
        for line in self._lines((*self._unsourced(), *self._imprint()), room, text_width):
            y += LINE
            parts.append(text(line, 0, y, Font.SMALL, Role.TEXT_MUTED, text_width))
        return Group("footer", "Legend and sources", tuple(parts)), y + _GAP

    def _unsourced(self) -> Iterator[str]:
        """The files of figures that name no source."""
        files = [PurePath(file).name for file in self.timeline.unsourced_files]
        if files:
            more = " …" if files[_MOST_FILES:] else "."
            yield f"Figures that name no source are those of {', '.join(files[:_MOST_FILES])}{more}"

    def _lines(self, notes: Iterable[str], room: float, text_width: TextWidth) -> list[str]:
        return [line for words in notes for line in wrapped(words, Font.SMALL, room, text_width)]

    def _notes(self, canvas: Canvas | None) -> Iterator[str]:
        """What is missing, what the histograms count, and what dates in brackets are."""
        yield from self.remarks
        if not self.legend:
            return
        yield from self._measures(canvas)
        yield from self._unlabelled(canvas)
        counted = strips_note(canvas.seen, canvas.window, canvas.plot.width) if canvas else ""
        summed = sums_note(self.timeline, canvas.seen, self.view, canvas.plot.width) if canvas else ""
        yield from (f"Histograms: {words}" for words in (counted, summed) if words)
        if is_date(self.timeline.reference_date):
            inferred = ", itself inferred" if _is_inferred(self.timeline) else ""
            yield f"{_RECKONED}, counted from {self._reference_day}{inferred}."
        elif canvas and any(text.text.startswith("(") for text in canvas.scene.texts()):
            yield f"{_RECKONED}."

    def _measures(self, canvas: Canvas | None) -> Iterator[str]:
        """What is counted by the figures on the page."""
        rows = set[int]()
        if self.compared:
            rows.update(row for block in compared(self.index, self.view) for row in block.shown)
        if canvas:
            rows.update(_estimates_on(canvas))
        found = {self.timeline.estimates.records[row].measure for row in rows}
        meanings = [
            measure.meaning and f"{measure.title.lower()}: {measure.meaning}"
            for name, measure in MEASURES.items()
            if name in found
        ]
        if any(meanings):
            yield f"What is counted: {'; '.join(filter(None, meanings))}."

    def _unlabelled(self, canvas: Canvas | None) -> Iterator[str]:
        """How much of what is drawn one by one has no room for its label."""
        bare = len(labelling_of(canvas.scene).bare) if canvas else 0
        if bare:
            yield f"{self.view.numbers(bare)} of the marks {'has' if bare == 1 else 'have'} no room for a label."

    def _imprint(self) -> Iterator[str]:
        """Of when the data is, and whom to name."""
        words = " · ".join(part for part in (data_words(self.timeline, self.view.zone), self.credit) if part)
        if words:
            yield words

    @property
    def _reference_day(self) -> str:
        return text_words(self.timeline.reference_date, Zone(self.timeline.time_zone), self.view.zone)


def _estimates_on(canvas: Canvas) -> Iterator[int]:
    """The rows of the estimates that are drawn one by one on a canvas."""
    lanes = canvas.scene.group("events")
    found = (item_of(group.id) for group in lanes.walk()) if lanes else ()
    yield from (item.row for item in found if item and item.table == "estimate")


def data_words(timeline: Timeline, shown: Zone) -> str:
    """Of when the data is, and how that is known; "" where nothing says it."""
    own = Zone(timeline.time_zone)
    if is_date(timeline.reference_date):
        inferred = ", inferred" if _is_inferred(timeline) else ""
        words = text_words(timeline.reference_date, own, shown)
        return f"Data as of {words} (the timeline's reference date{inferred})"
    latest, figure = _latest_source_date(timeline), _latest_figure(timeline)
    if figure is not None and (not latest or figure.latest > When.from_edtf(latest, timeline.time_zone).latest):
        return f"Data as of {zoned(date_words(figure), figure, own, shown)} (the date of its latest figure)"
    return f"Data as of {text_words(latest, own, shown)} (the date of its latest source)" if latest else ""


def data_day(timeline: Timeline) -> str:
    """The last day that the data is of, ISO 8601; "" where nothing says it, or where no calendar of ISO 8601 has it."""
    named = timeline.reference_date if is_date(timeline.reference_date) else _latest_source_date(timeline)
    dates = [When.from_edtf(named, timeline.time_zone)] if named else []
    dates += filter(None, [None if is_date(timeline.reference_date) else _latest_figure(timeline)])
    latest = max((date.latest for date in dates), default=math.inf)
    if not math.isfinite(latest):
        return ""
    civil = calendar.civil_at(Zone(timeline.time_zone).wall_of(math.nextafter(latest, -math.inf)))
    return f"{civil.year:04}-{civil.month:02}-{civil.day:02}" if 0 < civil.year <= _LAST_ISO_YEAR else ""


def _latest_figure(timeline: Timeline) -> When | None:
    """The date of the figure that is dated last, or None."""
    dates = [estimate.date for estimate in timeline.estimates.records if estimate.date]
    bounded = [date for date in dates if math.isfinite(date.latest)]
    return max(bounded, key=lambda date: date.latest, default=None)


def _latest_source_date(timeline: Timeline) -> str:
    """The date of the source that is dated last, EDTF, or ""."""
    dated = {source.date for source in timeline.sources if is_date(source.date)}
    latest = {date: When.from_edtf(date, timeline.time_zone).latest for date in sorted(dated)}
    bounded = [date for date, bound in latest.items() if math.isfinite(bound)]
    return max(bounded, key=lambda date: latest[date], default="")


def _is_inferred(timeline: Timeline) -> bool:
    return timeline.reference_date_basis is Basis.INFERRED
