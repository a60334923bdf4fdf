"""Lays a timeline's events out as CSV, and says what CSV can't hold."""

import csv
import json
import re
from collections.abc import Callable, Iterable
from io import StringIO
from typing import TypeVar

from timeline_app.formats.csv_guard import guarded
from timeline_app.formats.event_header import CORE
from timeline_app.model.records import Event, Source, SourceRef
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

DELIMITER_OF = {".csv": ",", ".tsv": "\t"}

_Record = TypeVar("_Record")

_URL = re.compile(r"https?://\S+")
_TITLED_URL = re.compile(r"(?P<title>.+) \((?P<url>https?://[^\s()]+)\)")


def text_and_losses(timeline: Timeline, delimiter: str) -> tuple[str, tuple[str, ...]]:
    """The CSV text of a timeline, and what it leaves out, each in a sentence."""
    events = [timeline.event(row) for row in range(len(timeline.events))]
    fields = list(dict.fromkeys(name for event in events for name in event.fields))
    lane_titles = {lane.id: lane.title for lane in timeline.lanes}
    output = StringIO()
    writer = csv.writer(output, delimiter=delimiter)
    writer.writerow([*CORE, *(guarded(_field_title(name)) for name in fields)])
    for event in events:
        core = (event.title, lane_titles[event.lane], event.summary, _sources_words(event, timeline))
        further = (_cell_text(event.fields.get(name)) for name in fields)
        writer.writerow([_when_cell(event), *map(guarded, core), *map(guarded, further)])
    return output.getvalue(), tuple(_losses(timeline, events))


def source_of_words(words: str) -> tuple[str, str]:
    """Title and address of a source named by some words, as `source_words` writes them; the address may be ""."""
    titled = _TITLED_URL.fullmatch(words)
    if titled:
        return titled["title"], titled["url"]
    url = _URL.search(words)
    return words, url[0] if url else ""


def source_words(source: Source) -> str:
    """A source in one cell: its title, and its address where the title doesn't hold it."""
    return source.title if not source.url or source.url in source.title else f"{source.title} ({source.url})"


def _field_title(name: str) -> str:
    """A field that is called like one of our columns says that it is a field."""
    return f"{name} (field)" if name.lower() in CORE else name


def _when_cell(event: Event) -> str:
    """The date as the file has it; where it can be read, a minus sign before it belongs to a year."""
    return event.when_text if event.when else guarded(event.when_text)


def _sources_words(event: Event, timeline: Timeline) -> str:
    return "; ".join(source_words(timeline.source(ref.id)) for ref in event.sources)


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# What is lost


def _losses(timeline: Timeline, events: list[Event]) -> Iterable[str]:
    refs = [ref for event in events for ref in event.sources]
    for words, count in (
        ("estimates", len(timeline.estimates)),
        ("publishers", len(timeline.publishers)),
        ("links from events to estimates", sum(len(event.estimates) for event in events)),
        ("dates in the source's words", _count(events, lambda event: bool(event.when and event.when.stated))),
        ("notes on how a date is known", _count(events, lambda event: _has_basis(event.when))),
        ("time zones of single events", _count(events, lambda event: bool(event.zone))),
        ("the importance of events", _count(events, lambda event: event.importance != 0.5)),
        ("quotes, and roles of sources", _count(refs, _says_more)),
        ("publishers, dates and notes of sources", _count(timeline.sources, _knows_more)),
        ("keys that the program doesn't know", sum(len(event.extra) for event in events) + len(timeline.extra)),
        ("lanes without events", len(timeline.lanes) - len({event.lane for event in events})),
    ):
        if count:
            yield f"CSV has no place for {words} ({count:,})"
    if timeline.reference_date:
        yield f"CSV has no place for the reference date {timeline.reference_date}"
    if timeline.time_zone != "UTC":
        yield f"CSV has no place for the time zone {timeline.time_zone}; dates will be read as UTC"


def _count(records: Iterable[_Record], has: Callable[[_Record], bool]) -> int:
    return sum(map(has, records))


def _has_basis(when: When | None) -> bool:
    return bool(when and (when.basis is not Basis.STATED or when.basis_note))


def _says_more(ref: SourceRef) -> bool:
    return bool(ref.role or ref.locator or ref.quote or ref.extra)


def _knows_more(source: Source) -> bool:
    return bool(source.publisher or source.date or source.date_note or source.note or source.extra)
