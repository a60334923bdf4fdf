"""What is written beside an event or an estimate: title and date, value and publisher."""

from collections.abc import Callable

from timeline_app.layout.labels import Phrase
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Font, Role
from timeline_app.layout.view import Item, View
from timeline_app.model import calendar
from timeline_app.model.clock_times import lacks_zone
from timeline_app.model.edtf.hints.advice import names_either_day
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import Estimate, Event, SourceRef, measure_of, period_words
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When, is_date
from timeline_app.model.words import clocks_words, date_words, stretch_words, until_words, when_words
from timeline_app.model.zones import Zone

_LONGEST_STATED = 40

Lines = tuple[tuple[Phrase, ...], ...]


def item_lines(index: TimelineIndex, item: Item, view: View) -> Lines:
    """The two lines beside a glyph."""
    selected = view.selected == item
    if item.table == "event":
        event = index.event(item.row)
        title, date = _event_lines(index.timeline, event, selected, view.zone)
        return title, (*date, *_cited(index, event.sources, view))
    return _estimate_lines(index, index.timeline.estimates.records[item.row], view)


def item_title(index: TimelineIndex, item: Item, numbers: NumberFormat, shown: Zone | None = None) -> str:
    """An event or estimate in one line, with its date: for a screen reader, a tooltip, a list.

    Args:
        index, item: the timeline, and what of it.
        numbers: how numbers are written.
        shown: whose clocks are shown beside it, None where none are; see `zoned`.
    """
    if item.table == "event":
        event = index.event(item.row)
        return (
            f"{event.title}, {_short(event.when, zone_of(index.timeline, event), shown) if event.when else 'no date'}"
        )
    estimate = index.timeline.estimates.records[item.row]
    return f"{estimate_words(index, estimate, numbers)}, {estimate_date_words(index.timeline, estimate, shown)}"


def zone_of(timeline: Timeline, record: Event | Estimate) -> Zone:
    """The zone in which the dates of a record were read."""
    return Zone(record.zone or timeline.time_zone)


def zoned(words: str, when: When, own: Zone, shown: Zone | None) -> str:
    """A date in words, with the zone of its time of day where other clocks are shown: "05:00, Europe/Kyiv time".

    Args:
        words: what is said of the date.
        when: the date.
        own: the zone in which it was read.
        shown: whose clocks are shown; None where that is not known, so that the zone is always named.
    """
    if not lacks_zone(when, own, shown):
        return words
    return f"{words}, {clocks_words(own)}"


def text_words(text: str, own: Zone, shown: Zone, tell: Callable[[When], str] = date_words) -> str:
    """A date that the file has as a text in words, or as it stands there if it can't be read."""
    if not is_date(text):
        return text
    when = When.from_edtf(text, own.name)
    return zoned(tell(when), when, own, shown)


def estimate_words(index: TimelineIndex, estimate: Estimate, numbers: NumberFormat) -> str:
    """An estimate in one line: "nearly 6,000: Russian MoD, losses (kind not stated)"."""
    publisher = index.timeline.publisher(estimate.publisher).name
    return f"{figure_words(estimate, numbers)}: {publisher}, {measure_words(estimate)}"


def measure_words(estimate: Estimate) -> str:
    """What an estimate counts, for a line of text: "killed in a day", "losses (kind not stated)"."""
    measure = measure_of(estimate.measure)
    words = " ".join(part for part in (measure.title.lower(), period_words(estimate.per)) if part)
    return f"{words} ({measure.note})" if measure.note else words


def taken_words(timeline: Timeline, row: int) -> str:
    """What a source calls a count that was found to be one with that of another name, or ""."""
    estimate = timeline.estimates.records[row]
    measure = timeline.estimates.series.measure_of(row)
    if estimate.measure == measure:
        return ""
    return f"“{estimate.measure_stated or estimate.measure}”, taken to mean {measure_of(measure).title.lower()}"


def estimate_date_words(timeline: Timeline, estimate: Estimate, shown: Zone | None) -> str:
    """When an estimate holds, short; a date of publication is named as such."""
    own = zone_of(timeline, estimate)
    if estimate.as_of:
        said = zoned(until_words(estimate.as_of, short=True), estimate.as_of, own, shown)
        date = _marked(_unbroken(said), _basis(estimate.as_of))
        return f"{'day to' if estimate.per == 'P1D' else 'as of'} {date}"
    if estimate.published:
        said = _unbroken(_short(estimate.published, own, shown))
        return f"undated, reported {said}" if said.startswith("by") else f"reported {said}"
    return "undated"


def _short(when: When, own: Zone, shown: Zone | None) -> str:
    return zoned(when_words(when, short=True), when, own, shown)


def _unbroken(date: str) -> str:
    """A date that is not broken between lines."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")


def extent_words(timeline: Timeline, *, short: bool = False) -> str:
    """From when to when the events and estimates go, no more precisely than they are dated; "" for none."""
    if timeline.ends is None:
        return ""
    zone = Zone(timeline.time_zone)
    start, end = ((zone.wall_of(one.time), one.precision) for one in timeline.ends)
    return stretch_words(start, end, short=short)


def figure_words(estimate: Estimate, numbers: NumberFormat) -> str:
    """A figure as its source puts it, its numbers as here; in words of ours where the source's are absent or long."""
    quantity, stated = estimate.quantity, estimate.stated
    return quantity.restated(stated, numbers) if 0 < len(stated) <= _LONGEST_STATED else quantity.words(numbers)


def source_numbers(timeline: Timeline, refs: tuple[SourceRef, ...]) -> str:
    """The numbers that sources have in a printed list: "[1, 6]"; "" for none."""
    numbers = [str(number) for number in (timeline.number_of(ref.id) for ref in refs) if number]
    return f"[{', '.join(numbers)}]".replace(" ", "\N{NO-BREAK SPACE}") if numbers else ""


def _event_lines(timeline: Timeline, event: Event, selected: bool, shown: Zone) -> Lines:
    title = Phrase(event.title, Font.LABEL_STRONG if selected else Font.LABEL, Role.TEXT)
    return ((title,), _date_line(event.when, zone_of(timeline, event), shown))


def _date_line(when: When | None, own: Zone, shown: Zone) -> tuple[Phrase, ...]:
    """The source's words in italics; the date itself where they don't say it."""
    if when is None:
        return (Phrase("no date", Font.NOTE, Role.TEXT_MUTED),)
    basis = _basis(when)
    date = Phrase(_marked(_short(when, own, shown), basis), Font.NOTE, Role.TEXT_MUTED)
    if not when.stated:
        return (date,)
    stated = Phrase(f"“{when.stated}”", Font.STATED, Role.TEXT_MUTED)
    if basis is Basis.STATED and _names_year(when) and not lacks_zone(when, own, shown):
        return (stated,)
    return (stated, date)


def _basis(when: When) -> Basis:
    """How a date is known; which number is the day was worked out, or said by somebody else than the source."""
    return Basis.RESOLVED if when.basis is Basis.STATED and names_either_day(when.stated) else when.basis


def _marked(date: str, basis: Basis) -> str:
    """A date in brackets where it was worked out from the source's words, with a word where it is inferred."""
    return {Basis.STATED: date, Basis.RESOLVED: f"({date})", Basis.INFERRED: f"({date}, inferred)"}[basis]


def _names_year(when: When) -> bool:
    return all(str(calendar.civil_at(bound).year) in when.stated for bound in when.finite_bounds[:1])


def _estimate_lines(index: TimelineIndex, estimate: Estimate, view: View) -> Lines:
    publisher = index.timeline.publisher(estimate.publisher).name
    value = Phrase(figure_words(estimate, view.numbers), Font.LABEL_STRONG, Role.TEXT)
    who = Phrase(f"{publisher}, {measure_words(estimate)}", Font.NOTE, Role.TEXT_MUTED)
    counted: tuple[Phrase, ...] = ()
    if estimate.measure_stated and estimate.measure_stated.casefold() != estimate.measure.casefold():
        counted = (Phrase(f"“{estimate.measure_stated}”", Font.STATED, Role.TEXT_MUTED),)
    date = Phrase(estimate_date_words(index.timeline, estimate, view.zone), Font.NOTE, Role.TEXT_MUTED)
    return ((value, who, *counted), (date, *_cited(index, estimate.sources, view)))


def _cited(index: TimelineIndex, refs: tuple[SourceRef, ...], view: View) -> tuple[Phrase, ...]:
    numbers = source_numbers(index.timeline, refs) if view.cites else ""
    return (Phrase(numbers, Font.SMALL, Role.TEXT_MUTED),) if numbers else ()
