"""The detail card: everything that is known of one event or estimate, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item
from timeline_app.layout.wording import estimate_date_words, estimate_words, measure_words
from timeline_app.model.currency import current_at
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import Estimate, Event, SourceRef
from timeline_app.model.relations import unordered
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When, is_date
from timeline_app.model.words import date_words, when_words

_MOST_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section.

    Attributes:
        words: what it says.
        item: the event or estimate that it leads to, or None.
        url: the address that it leads to, or "".
    """

    words: str
    item: Item | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines below."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card from top to bottom.

    Attributes:
        title: of the event, or the figure.
        date: when, in words.
        stated: how the source put the date, or "".
        summary: may be "".
        sections: sources, order, estimates …
    """

    title: str
    date: str
    stated: str
    summary: str
    sections: tuple[Section, ...]


def card_of(index: TimelineIndex, item: Item, numbers: NumberFormat) -> Card:
    """The card of an event or an estimate."""
    if item.table == "event":
        return _event_card(index, item.row, numbers)
    return _estimate_card(index, index.timeline.estimates.records[item.row], numbers)


def _event_card(index: TimelineIndex, row: int, numbers: NumberFormat) -> Card:
    event = index.event(row)
    sections = (
        Section("Date", _basis(event.when)),
        Section("Estimates given here", _estimates(index, event, numbers)),
        Section("Sources", _sources(index.timeline, event.sources)),
        Section("Order not known", _unordered(index, row)),
        Section("Estimates as of this date", _current(index, event.when, numbers)),
        Section("Lane", (Entry(_lane_title(index.timeline, event)),)),
        Section("Further fields", tuple(Entry(f"{name}: {value}") for name, value in event.fields.items())),
    )
    date = _capital(when_words(event.when)) if event.when else _undated_words(event)
    stated = event.when.stated if event.when else ""
    return Card(event.title, date, stated, event.summary, _filled(sections))


def _estimate_card(index: TimelineIndex, estimate: Estimate, numbers: NumberFormat) -> Card:
    timeline = index.timeline
    publisher = timeline.publisher(estimate.publisher)
    counted = _capital(measure_words(estimate))
    if estimate.measure_stated:
        counted += f"; in the source's words: “{estimate.measure_stated}”"
    facts = [Entry(counted), Entry(f"Who is counted: {estimate.subject or 'not stated'}")]
    if estimate.stated:
        facts.append(Entry(f"Figure as stated: “{estimate.stated}”"))
    if estimate.since:
        stated = f" (“{estimate.since_stated}”)" if estimate.since_stated else ""
        facts.append(Entry(f"Counted since {_date(estimate.since)}{stated}"))
    sections = (
        Section("Publisher", (Entry(publisher.title),)),
        Section("What it counts", tuple(facts)),
        Section("Date", _basis(estimate.date)),
        Section("Note", (Entry(estimate.note),) if estimate.note else ()),
        Section("Part of", _related(index, estimate.part_of, numbers)),
        Section("Replaces", _related(index, estimate.supersedes, numbers)),
        Section("Sources", _sources(timeline, estimate.sources)),
        Section("Events that give it", _citing(index, estimate)),
    )
    stated_date = estimate.date.stated if estimate.date else ""
    date = _capital(estimate_date_words(estimate))
    return Card(estimate_words(index, estimate, numbers), date, stated_date, "", _filled(sections))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _date(text: str) -> str:
    """A date of the file in words, or as it stands there if it can't be read."""
    return date_words(When.from_edtf(text)) if is_date(text) else text


def _lane_title(timeline: Timeline, event: Event) -> str:
    return next((lane.title for lane in timeline.lanes if lane.id == event.lane), event.lane)


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.entries)


def _undated_words(event: Event) -> str:
    return f"Undated: “{event.when_text}” is not a date that can be read" if event.when_text else "Undated"


def _basis(when: When | None) -> tuple[Entry, ...]:
    if when is None or (when.basis is Basis.STATED and not when.basis_note):
        return ()
    head = {Basis.STATED: "as stated", Basis.RESOLVED: "worked out", Basis.INFERRED: "inferred"}[when.basis]
    return (Entry(f"{_capital(head)}{': ' + when.basis_note if when.basis_note else ''}"),)


def _sources(timeline: Timeline, refs: Iterable[SourceRef]) -> tuple[Entry, ...]:
    return tuple(_source(timeline, ref) for ref in refs)


def _source(timeline: Timeline, ref: SourceRef) -> Entry:
    source = timeline.source(ref.id)
    words = source.title + (f" ({ref.role})" if ref.role else "")
    if source.date:
        words += f", {_date(source.date)}" + (
            f", date {source.date_basis.value}" if source.date_basis is not Basis.STATED else ""
        )
    words += f", {ref.locator}" if ref.locator else ""
    words += f": “{ref.quote}”" if ref.quote else ""
    return Entry(words, url=source.url)


def _estimates(index: TimelineIndex, event: Event, numbers: NumberFormat) -> tuple[Entry, ...]:
    return tuple(entry for estimate_id in event.estimates for entry in _related(index, estimate_id, numbers))


def _related(index: TimelineIndex, estimate_id: str, numbers: NumberFormat) -> tuple[Entry, ...]:
    row = index.timeline.estimates.row_of(estimate_id)
    if row is None:
        return ()
    words = estimate_words(index, index.timeline.estimates.records[row], numbers)
    return (Entry(words, Item("estimate", row)),)


def _citing(index: TimelineIndex, estimate: Estimate) -> tuple[Entry, ...]:
    rows = index.timeline.citing_rows.get(estimate.id, ())
    return tuple(Entry(index.timeline.events.title(row), Item("event", row)) for row in rows)


def _unordered(index: TimelineIndex, row: int) -> tuple[Entry, ...]:
    """Events of which it can't be known whether they came before or after."""
    events = index.timeline.events
    others = unordered(events.times, row)
    entries = [
        Entry(f"Before or after “{events.title(other)}”", Item("event", other))
        for other in others[:_MOST_NEIGHBOURS].tolist()
    ]
    if len(others) > _MOST_NEIGHBOURS:
        entries.append(Entry(f"and {len(others) - _MOST_NEIGHBOURS:,} more"))
    return tuple(entries)


def _current(index: TimelineIndex, when: When | None, numbers: NumberFormat) -> tuple[Entry, ...]:
    estimates = index.timeline.estimates
    if when is None or not len(estimates):
        return ()
    rows = [row for current in current_at(estimates, when.latest) for row in (*current.known, *current.possible)]
    entries = [Entry(estimate_words(index, estimates.records[row], numbers), Item("estimate", row)) for row in rows]
    return tuple(entries) or (Entry("none known"),)
