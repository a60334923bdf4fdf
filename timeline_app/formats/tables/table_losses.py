"""What tables can't hold of a timeline, each in a sentence."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import pyarrow as pa

from timeline_app.formats.tables.cited_sources import BETWEEN
from timeline_app.formats.tables.event_columns import DEFAULT_LANE
from timeline_app.formats.tables.event_details import Details
from timeline_app.formats.tables.figure_writing import lost_figures
from timeline_app.model.ids import id_of
from timeline_app.model.records import Publisher, SourceRef
from timeline_app.model.timeline import Timeline

_Record = TypeVar("_Record")


def losses_of(timeline: Timeline, kind: str, title: str, *, alone: bool = False) -> tuple[str, ...]:
    """What is lost of a timeline.

    Args:
        timeline: as it was.
        kind: what holds the tables, in words: "CSV".
        title: what it will be called, by its file.
        alone: whether there is a table of events only.
    """
    details = Details(timeline.events.details)
    counted = [*_of_events(timeline, details), *_of_the_rest(timeline)]
    counted += _without_siblings(timeline, details) if alone else _of_estimates(timeline)
    found = [f"{kind} has no place for {words} ({count:,})" for words, count in counted if count]
    return (*found, *(f"{kind} has no place for {words}" for words in _of_head(timeline, title)))


def _of_events(timeline: Timeline, details: Details) -> Iterable[tuple[str, int]]:
    yield "quotes, and roles of sources", details.count(lambda record: _count(record.get("sources", ()), _says_more))
    yield "keys that the program doesn't know", details.count(lambda record: len(record.get("extra", ())))
    yield (
        "numbers and lists in fields, other than as text",
        details.count(lambda record: _count(_values(record), _no_text)),
    )
    yield (
        "fields without a name, or without a value",
        details.count(_unnamed) + _count(timeline.events.fields, _is_unnamed),
    )
    yield "ids in lists that hold semicolons or blanks at an end", details.count(_unlisted)
    yield "figures of events, as they were said", lost_figures(timeline.events.figures)
    yield "blanks at the ends of titles and summaries", _blank_ended(timeline)


def _values(record: Mapping[str, Any]) -> list[Any]:
    return list(record.get("fields", {}).values())


def _no_text(value: object) -> bool:
    return value is not None and not isinstance(value, str)


def _unnamed(record: Mapping[str, Any]) -> int:
    fields: Mapping[str, Any] = record.get("fields", {})
    return sum(_is_unnamed(name) or value in (None, "") for name, value in fields.items())


def _is_unnamed(name: str) -> bool:
    return not name or name != name.strip()


def _unlisted(record: Mapping[str, Any]) -> int:
    return _count([*record.get("estimates", ()), *(ref["id"] for ref in record.get("sources", ()))], is_unlisted)


def is_unlisted(wanted: str) -> bool:
    """Whether an id can't stand in a list of ids in one cell."""
    return not wanted or wanted != wanted.strip() or BETWEEN.strip() in wanted


def _blank_ended(timeline: Timeline) -> int:
    """How many titles and summaries begin or end with blanks, which tables don't tell from those around a cell."""
    import pyarrow.compute as pc  # slow to import

    texts = [column.cast(pa.large_string()) for column in (timeline.events.titles, timeline.events.summaries)]
    return sum(pc.sum(pc.not_equal(text, pc.utf8_trim_whitespace(text))).as_py() or 0 for text in texts)


def _of_the_rest(timeline: Timeline) -> Iterable[tuple[str, int]]:
    used = {timeline.lanes[index].title for index in set(timeline.events.lane.tolist())}
    titles = [lane.title for lane in timeline.lanes]
    read = [title.strip() or DEFAULT_LANE for title in titles]
    yield "lanes without events", sum(title not in used for title in titles)
    yield "lanes of the same title, but as one; blanks at its ends tell none apart", len(read) - len(set(read))
    yield "lanes without a title", _count(titles, lambda title: not title.strip())
    yield "blanks at the ends of titles of lanes", _count(titles, lambda title: 0 < len(title.strip()) < len(title))
    yield "keys of lanes that the program doesn't know", sum(len(lane.extra) for lane in timeline.lanes)
    yield "keys of the file that the program doesn't know", len(timeline.extra)


def _without_siblings(timeline: Timeline, details: Details) -> Iterable[tuple[str, int]]:
    yield "estimates", len(timeline.estimates)
    yield "links from events to estimates", details.count(lambda record: len(record.get("estimates", ())))
    yield "publishers", len(timeline.publishers)
    yield (
        "publishers, dates and notes of sources",
        _count(timeline.sources, lambda source: bool(source.publisher or source.date or source.note or source.extra)),
    )
    cited = {ref["id"] for record in details.records for ref in record.get("sources", ())}
    yield "sources that no event names", _count(timeline.sources, lambda source: source.id not in cited)


def _of_estimates(timeline: Timeline) -> Iterable[tuple[str, int]]:
    records = timeline.estimates.records
    refs = [ref for record in records for ref in record.sources]
    named = {record.publisher for record in records}
    extras = [*(record.extra for record in records), *(source.extra for source in timeline.sources)]
    yield "quotes, and roles of the sources of estimates", _count(refs, _ref_says_more)
    yield "short names and ids of publishers", _count(timeline.publishers, _is_more_than_a_title)
    yield "publishers who give no estimate", _count(timeline.publishers, lambda one: one.id not in named)
    yield "numbers and lists in unknown keys, other than as text", sum(_count(one.values(), _no_text) for one in extras)


def _of_head(timeline: Timeline, title: str) -> Iterable[str]:
    if timeline.title not in ("", title):
        yield f"the title “{timeline.title}”: it will be called by its file"
    if timeline.reference_date:
        yield f"the reference date {timeline.reference_date}"
    if timeline.time_zone != "UTC":
        yield f"the time zone {timeline.time_zone} as that of the whole file; it stands beside each date"


def _count(records: Iterable[_Record], has: Callable[[_Record], bool]) -> int:
    return sum(map(has, records))


def _says_more(ref: Mapping[str, Any]) -> bool:
    return len(ref) > 1


def _ref_says_more(ref: SourceRef) -> bool:
    return bool(ref.role or ref.locator or ref.quote or ref.extra)


def _is_more_than_a_title(publisher: Publisher) -> bool:
    return bool(publisher.short or publisher.extra) or publisher.id != id_of(publisher.title, "publisher")
