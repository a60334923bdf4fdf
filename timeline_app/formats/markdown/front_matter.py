"""One event as keys and values, as people write them in front of a text: date, title, actors, tags, sources …"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from timeline_app.formats.collecting import Collected
from timeline_app.formats.dates.written_spans import add_in_span, span_written
from timeline_app.formats.json_files.json_objects import field_text, fields_of
from timeline_app.formats.json_files.json_record import type_words
from timeline_app.formats.problems import quoted
from timeline_app.formats.tables.cited_sources import source_of_words
from timeline_app.model.ids import Ids
from timeline_app.model.records import SourceRef

Place = TypeVar("Place")
PlaceOf = Callable[..., Place]
"""Where the value at the end of some keys stands: `place_of("sources", 0, "url")`."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "start": ("when", "date", "start", "start_date", "begin"),
    "end": ("end", "end_date"),
    "title": ("title", "headline", "name"),
    "lane": ("lane", "category"),
    "summary": ("summary", "description"),
    "id": ("id",),
    "sources": ("sources", "source"),
}
"""The keys under which each part of an event may stand, in small letters; the first that is there counts."""

_SOURCE_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name"),
    "url": ("url", "link"),
    "publisher": ("outlet", "publisher"),
    "date": ("date", "published"),
}
_MENTION_KEYS = ("role", "locator", "quote")
_WEB = ("http://", "https://")


def names_event(record: Mapping[str, Any]) -> bool:
    """Whether a record has a date and a title."""
    given = {key.lower() for key, value in record.items() if isinstance(value, str | int) and value != ""}
    return not given.isdisjoint(_KEYS["start"]) and not given.isdisjoint(("title", "headline"))


def add_record(
    found: Collected[Place],
    record: dict[str, Any],
    place_of: PlaceOf[Place],
    *,
    title: str = "",
    summary: str = "",
    body: str = "",
) -> None:
    """Take in the event of a record, whose further keys become fields.

    An importance counts where it lies between 0 and 1; on another scale, which a record doesn't name, it is a field.

    Args:
        found: takes the event, and what is wrong with it.
        record: texts, numbers, lists and objects by key; it is taken apart.
        place_of: where its values stand.
        title, summary: of an event that has none of its own.
        body: a text that belongs to it; a field, unless the summary says all of it.
    """
    taken = _Taken(found, record, place_of, _KEYS)
    start, end = taken.text("start"), taken.text("end")
    span = span_written(found, start, place_of(taken.key("start")), end, place_of(taken.key("end")))
    shown = taken.text("summary") or summary
    if " ".join(body.split()) not in ("", shown):
        record[Ids(record).free("text")] = body.strip()
    add_in_span(
        found,
        place_of(),
        taken.text("title") or title,
        span,
        lane=taken.text("lane"),
        summary=shown,
        event_id=taken.text("id"),
        sources=_sources(taken),
        importance=_importance(record),
        fields=fields_of(record),
    )


class _Taken:
    """Takes parts out of a record by what they are."""

    def __init__(
        self,
        found: Collected[Any],
        record: dict[str, Any],
        place_of: PlaceOf[Any],
        keys: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.found, self.record, self.place_of = found, record, place_of
        written = {key.lower(): key for key in reversed(record)}
        self._keys = {
            part: next((written[name] for name in names if name in written and record[written[name]]), names[0])
            for part, names in keys.items()
        }

    def key(self, part: str) -> str:
        """Under which key a part stands, or would."""
        return self._keys[part]

    def text(self, part: str) -> str:
        """A text; what is none is said and stays in the record."""
        key = self._keys[part]
        value = self.record.get(key)
        if isinstance(value, list | dict | bool):
            what = f"{quoted(key)} is {type_words(value)}, not a text; it is kept as a field"
            self.found.error(self.place_of(key), what)
            return ""
        self.record.pop(key, None)
        return field_text(value)


def _importance(record: dict[str, Any]) -> float:
    try:
        value = float(record.get("importance", ""))
    except (TypeError, ValueError, OverflowError):
        return 0.5
    if not 0 < value < 1:
        return 0.5
    del record["importance"]
    return value


# Sources


def _sources(taken: _Taken) -> list[SourceRef]:
    """The sources of a record; those that can't be used are said and stay in it."""
    key = taken.key("sources")
    value = taken.record.pop(key, None)
    listed = value if isinstance(value, list) else [value] if value else []
    used = [
        _source(taken.found, item, lambda *keys, i=i: taken.place_of(key, i, *keys)) for i, item in enumerate(listed)
    ]
    if left := [item for item, ref in zip(listed, used, strict=True) if ref is None and item]:
        taken.record[key] = left
    return [ref for ref in used if ref]


def _source(found: Collected[Any], value: Any, place_of: PlaceOf[Any]) -> SourceRef | None:
    if isinstance(value, str):
        title, url = source_of_words(value.strip())
        return found.source(title, url) if title else None
    if not isinstance(value, dict):
        if value is not None:
            found.error(
                place_of(),
                f"this source is {type_words(value)}, not a text or an object",
                'write its "title" and "url"',
            )
        return None
    return _source_of_record(_Taken(found, dict(value), place_of, _SOURCE_KEYS))


def _source_of_record(taken: _Taken) -> SourceRef | None:
    texts = {part: taken.text(part) for part in ("title", "url", "publisher")}
    if not (texts["title"] or texts["url"]):
        taken.found.error(
            taken.place_of(), "this source has neither a title nor an address", 'add its "title" or "url"'
        )
        return None
    title = texts["title"] or texts["url"]
    if not texts["url"].startswith(_WEB) and texts["url"]:
        taken.record["url"] = texts.pop("url")
    date = _date(taken)
    words = {key: taken.record.pop(key) for key in _MENTION_KEYS if isinstance(taken.record.get(key), str)}
    ref = taken.found.source(title, texts.get("url", ""), publisher=texts["publisher"], date=date)
    return replace(ref, **words, extra={key: item for key, item in taken.record.items() if item not in (None, "")})


def _date(taken: _Taken) -> str:
    """The date of a source, EDTF; one that can't be read stays in its record."""
    key, text = taken.key("date"), taken.text("date")
    when = taken.found.when(taken.place_of(key), text)
    if text and not when:
        taken.record[key] = text
    return when.edtf if when else ""
