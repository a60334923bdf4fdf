"""The detail card: everything that is known of one event or estimate, in words."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from timeline_app.layout.card_figures import change, others, series, tellings
from timeline_app.layout.extents import LONGEST_DAY
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item, View
from timeline_app.layout.wording import (
    estimate_date_words,
    estimate_words,
    measure_words,
    taken_words,
    text_words,
    zone_of,
    zoned,
)
from timeline_app.model.clock_times import as_shown
from timeline_app.model.currency import Current, current_at
from timeline_app.model.edtf import Qualifier
from timeline_app.model.origins import Place
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import Estimate, Event, Figure, SourceRef, measure_of
from timeline_app.model.relations import MOST_COUNTED, first_unordered
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, Kind, When
from timeline_app.model.words import when_words
from timeline_app.model.zones import Zone

_MOST_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section.

    Attributes:
        words: what it says.
        item: the event or estimate that it leads to, or None.
        url: the address that it leads to, or "".
        file: the file that it leads to, or "".
    """

    words: str
    item: Item | None = None
    url: str = ""
    file: str = ""


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


def card_of(index: TimelineIndex, item: Item, view: View, line: int | None = None) -> Card:
    """The card of an event or an estimate, with numbers and clocks as in a view.

    Args:
        index, item, view: what is shown, and how.
        line: of its file, where the timeline itself doesn't know it.
    """
    make = _event_card if item.table == "event" else _estimate_card
    card = make(index, item.row, view)
    return replace(card, sections=_filled((*card.sections, _file(place_of(index.timeline, item), line))))


def place_of(timeline: Timeline, item: Item) -> Place | None:
    """Where an event or an estimate stands in its file."""
    return timeline.event_place(item.row) if item.table == "event" else timeline.estimate_place(item.row)


def _file(place: Place | None, line: int | None) -> Section:
    """The file of a record, and the line that it stands in."""
    if place is None:
        return Section("", ())
    words = place._replace(line=place.line or line).words(PurePath(place.file).name)
    return Section("File", (Entry(words), Entry("Show in file", file=place.file)))


def _event_card(index: TimelineIndex, row: int, view: View) -> Card:
    event, numbers = index.event(row), view.numbers
    own = zone_of(index.timeline, event)
    sections = (
        Section("Date", (*_as_shown(event.when, own, view.zone), *_basis(event.when))),
        Section("Counted here", tuple(_figure(index.timeline, figure, numbers) for figure in event.figures)),
        Section("Estimates given here", _estimates(index, event, numbers)),
        Section("Sources", _sources(index.timeline, event.sources, view.zone)),
        Section("Order not known", _unordered(index, row)),
        _current(index, event.when, numbers),
        Section("Lane", (Entry(_lane_title(index.timeline, event)),)),
        Section("Further fields", tuple(Entry(f"{name}: {value}") for name, value in event.fields.items())),
    )
    date = _capital(zoned(when_words(event.when), event.when, own, view.zone)) if event.when else _undated_words(event)
    stated = event.when.stated if event.when else ""
    return Card(event.title, date, stated, event.summary, _filled(sections))


def _estimate_card(index: TimelineIndex, row: int, view: View) -> Card:
    timeline, numbers = index.timeline, view.numbers
    estimate = timeline.estimates.records[row]
    own = zone_of(timeline, estimate)
    publisher = timeline.publisher(estimate.publisher)
    counted = _capital(measure_words(estimate))
    if estimate.measure_stated:
        counted += f"; in the source's words: “{estimate.measure_stated}”"
    facts = [Entry(counted), *map(Entry, filter(None, [taken_words(timeline, row)]))]
    facts.append(Entry(f"Who is counted: {estimate.subject or 'not stated'}"))
    if estimate.stated:
        facts.append(Entry(f"Figure as stated: “{estimate.stated}”"))
    if estimate.since:
        stated = f" (“{estimate.since_stated}”)" if estimate.since_stated else ""
        facts.append(Entry(f"Counted since {text_words(estimate.since, own, view.zone)}{stated}"))
    sections = (
        Section("Publisher", (Entry(publisher.title),)),
        Section("What it counts", tuple(facts)),
        Section("Date", (*_as_shown(estimate.date, own, view.zone), *_basis(estimate.date))),
        Section("Note", (Entry(estimate.note),) if estimate.note else ()),
        Section("Part of", _related(index, estimate.part_of, numbers)),
        Section("Told again", _entries(tellings(index, row, view))),
        Section("Replaces", _related(index, estimate.supersedes, numbers)),
        Section("Replaced by", _successors(index, row, numbers)),
        Section("Change", _entries(change(index, row, view))),
        Section("Among this publisher's figures", _entries(series(index, row, view))),
        Section("Beside others of its measure it is", _entries(others(index, row, view))),
        Section("Sources", _sources(timeline, estimate.sources, view.zone) or (Entry("none named, but for the file"),)),
        Section("Events that give it", _citing(index, estimate)),
    )
    stated_date = estimate.date.stated if estimate.date else ""
    date = _capital(estimate_date_words(timeline, estimate, view.zone))
    return Card(estimate_words(index, estimate, numbers), date, stated_date, "", _filled(sections))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lane_title(timeline: Timeline, event: Event) -> str:
    return next((lane.title for lane in timeline.lanes if lane.id == event.lane), event.lane)


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.entries)


def _undated_words(event: Event) -> str:
    return f"Undated: “{event.when_text}” is not a date that can be read" if event.when_text else "Undated"


def _as_shown(when: When | None, own: Zone, shown: Zone) -> tuple[Entry, ...]:
    """A time of day by the clocks that are shown, where its own say another."""
    other = as_shown(when, own, shown) if when else None
    return (Entry(f"That is {when_words(other)}"),) if other else ()


def _basis(when: When | None) -> tuple[Entry, ...]:
    if when is None or (when.basis is Basis.STATED and not when.basis_note):
        return ()
    head = {Basis.STATED: "as stated", Basis.RESOLVED: "worked out", Basis.INFERRED: "inferred"}[when.basis]
    return (Entry(f"{_capital(head)}{': ' + when.basis_note if when.basis_note else ''}"),)


def _sources(timeline: Timeline, refs: Iterable[SourceRef], shown: Zone) -> tuple[Entry, ...]:
    return tuple(_source(timeline, ref, shown) for ref in refs)


def _source(timeline: Timeline, ref: SourceRef, shown: Zone) -> Entry:
    source = timeline.source(ref.id)
    words = source.title + (f" ({ref.role})" if ref.role else "")
    if source.date:
        words += f", {text_words(source.date, Zone(timeline.time_zone), shown)}" + (
            f", date {source.date_basis.value}" if source.date_basis is not Basis.STATED else ""
        )
    words += f", {ref.locator}" if ref.locator else ""
    words += f": “{ref.quote}”" if ref.quote else ""
    return Entry(words, url=source.url)


def _entries(found: Iterable[tuple[str, Item | None]]) -> tuple[Entry, ...]:
    return tuple(Entry(words, item) for words, item in found)


def _estimates(index: TimelineIndex, event: Event, numbers: NumberFormat) -> tuple[Entry, ...]:
    return tuple(entry for estimate_id in event.estimates for entry in _related(index, estimate_id, numbers))


def _figure(timeline: Timeline, figure: Figure, numbers: NumberFormat) -> Entry:
    """What an event itself counts: the measure, the figure, what the file says where that is more, and who says it."""
    words = f"{measure_of(figure.measure).title}: {figure.quantity.words(numbers)}"
    told = [f"“{text}”" for text in (figure.measure_stated, figure.stated) if text]
    words += f" ({', '.join(told)})" if told else ""
    return Entry(f"{words}; {timeline.publisher(figure.publisher).title}" if figure.publisher else words)


def _related(index: TimelineIndex, estimate_id: str, numbers: NumberFormat) -> tuple[Entry, ...]:
    row = index.timeline.estimates.row_of(estimate_id)
    return () if row is None else (_estimate_entry(index, row, numbers),)


def _successors(index: TimelineIndex, row: int, numbers: NumberFormat) -> tuple[Entry, ...]:
    """Those that say that they supersede an estimate."""
    estimates = index.timeline.estimates
    estimate_id = estimates.records[row].id
    rows = [later for later, one in enumerate(estimates.records) if one.supersedes == estimate_id and estimate_id]
    return tuple(_estimate_entry(index, later, numbers) for later in rows)


def _citing(index: TimelineIndex, estimate: Estimate) -> tuple[Entry, ...]:
    rows = index.timeline.citing_rows.get(estimate.id, ())
    return tuple(Entry(index.timeline.events.title(row), Item("event", row)) for row in rows)


def _unordered(index: TimelineIndex, row: int) -> tuple[Entry, ...]:
    """Events of which it can't be known whether they came before or after."""
    events = index.timeline.events
    others, count = first_unordered(events.times, row, _MOST_NEIGHBOURS)
    entries = [Entry(f"Before or after “{events.title(other)}”", Item("event", other)) for other in others.tolist()]
    if count > MOST_COUNTED:
        entries.append(Entry(f"and more than {MOST_COUNTED:,} more"))
    elif count > _MOST_NEIGHBOURS:
        entries.append(Entry(f"and {count - _MOST_NEIGHBOURS:,} more"))
    return tuple(entries)


def _current(index: TimelineIndex, when: When | None, numbers: NumberFormat) -> Section:
    """What was known and may have been known when an event was over; of one whose end no one knows nothing is said."""
    estimates = index.timeline.estimates
    if when is None or not len(estimates) or not all(map(math.isfinite, when.end)):
        return Section("", ())
    heading = "Estimates as of this date" if _is_day(when) else "Estimates at the close of this date"
    current = current_at(estimates, when.latest)
    rows = [(row, mark) for one in current for mark, found in _marked_rows(one) for row in found]
    entries = (_estimate_entry(index, row, numbers, mark) for row, mark in rows)
    return Section(heading, tuple(entries) or (Entry("none known"),))


def _marked_rows(current: Current) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return ("", current.known), ("possibly: ", current.possible)


def _is_day(when: When) -> bool:
    """Whether it is one plain day, whose close is what "as of" a date means."""
    plain = when.end_qualifier == Qualifier()
    return plain and when.kind is Kind.MOMENT and when.latest - when.earliest <= LONGEST_DAY


def _estimate_entry(index: TimelineIndex, row: int, numbers: NumberFormat, mark: str = "") -> Entry:
    words = estimate_words(index, index.timeline.estimates.records[row], numbers)
    return Entry(f"{mark}{words}", Item("estimate", row))
