"""What is written beside an event or an estimate: title and date, value and publisher."""

from timeline_app.layout.labels import Phrase
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Font, Role
from timeline_app.layout.view import Item, View
from timeline_app.model import calendar
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import Estimate, Event, measure_of, period_words
from timeline_app.model.when import Basis, When
from timeline_app.model.when_words import when_words

Lines = tuple[tuple[Phrase, ...], ...]


def item_lines(index: TimelineIndex, item: Item, view: View) -> Lines:
    """The two lines beside a glyph."""
    selected = view.selected == item
    if item.table == "event":
        return _event_lines(index.event(item.row), selected)
    return _estimate_lines(index, index.timeline.estimates.records[item.row], view.numbers)


def item_title(index: TimelineIndex, item: Item, numbers: NumberFormat) -> str:
    """An event or estimate in one line, with its date: for a screen reader, a tooltip, a list."""
    if item.table == "event":
        event = index.event(item.row)
        return f"{event.title}, {when_words(event.when, short=True) if event.when else 'no date'}"
    estimate = index.timeline.estimates.records[item.row]
    return f"{estimate_words(index, estimate, numbers)}, {estimate_date_words(estimate)}"


def estimate_words(index: TimelineIndex, estimate: Estimate, numbers: NumberFormat) -> str:
    """An estimate in one line: "nearly 6,000: Russian MoD, losses (kind not stated)"."""
    publisher = index.timeline.publisher(estimate.publisher).name
    return f"{estimate.quantity.words(numbers)}: {publisher}, {measure_words(estimate)}"


def measure_words(estimate: Estimate) -> str:
    """What an estimate counts, for a line of text: "killed in a day", "losses (kind not stated)"."""
    measure = measure_of(estimate.measure)
    words = " ".join(part for part in (measure.title.lower(), period_words(estimate.per)) if part)
    return f"{words} ({measure.note})" if measure.note else words


def estimate_date_words(estimate: Estimate) -> str:
    """When an estimate holds, short; a date of publication is named as such."""
    if estimate.as_of:
        return f"{'day to' if estimate.per == 'P1D' else 'as of'} {_unbroken(estimate.as_of)}"
    if estimate.published:
        said = _unbroken(estimate.published)
        return f"undated, reported {said}" if said.startswith("by") else f"reported {said}"
    return "undated"


def _unbroken(when: When) -> str:
    """A short date that is not broken between lines."""
    return when_words(when, short=True).replace(" ", "\N{NO-BREAK SPACE}")


def _event_lines(event: Event, selected: bool) -> Lines:
    title = Phrase(event.title, Font.LABEL_STRONG if selected else Font.LABEL, Role.TEXT)
    return ((title,), _date_line(event.when))


def _date_line(when: When | None) -> tuple[Phrase, ...]:
    """The source's words in italics; the date itself where they don't say it."""
    if when is None:
        return (Phrase("no date", Font.NOTE, Role.TEXT_MUTED),)
    date = Phrase(when_words(when, short=True), Font.NOTE, Role.TEXT_MUTED)
    if not when.stated:
        return (date,)
    stated = Phrase(f"“{when.stated}”", Font.STATED, Role.TEXT_MUTED)
    if when.basis is Basis.STATED and _names_year(when):
        return (stated,)
    return (stated, date)


def _names_year(when: When) -> bool:
    return all(str(calendar.civil_at(bound).year) in when.stated for bound in when.finite_bounds[:1])


def _estimate_lines(index: TimelineIndex, estimate: Estimate, numbers: NumberFormat) -> Lines:
    publisher = index.timeline.publisher(estimate.publisher).name
    value = Phrase(estimate.quantity.words(numbers), Font.LABEL_STRONG, Role.TEXT)
    who = Phrase(f"{publisher}, {measure_words(estimate)}", Font.NOTE, Role.TEXT_MUTED)
    counted: tuple[Phrase, ...] = ()
    if estimate.measure_stated and estimate.measure_stated.casefold() != estimate.measure.casefold():
        counted = (Phrase(f"“{estimate.measure_stated}”", Font.STATED, Role.TEXT_MUTED),)
    return ((value, who, *counted), (Phrase(estimate_date_words(estimate), Font.NOTE, Role.TEXT_MUTED),))
