"""Lays a timeline out as the text of a native file: keys in a fixed order, so that two versions can be compared."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from timeline_app.formats.native.native_reading import FORMAT
from timeline_app.formats.reading import Written
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Estimate, Event, Extra, Figure, Lane, Publisher, Source, SourceRef
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

_WIDTH = 118
_Members = dict[str, Any]


def write(timeline: Timeline, path: Path) -> Written:
    """The native file of a timeline; it holds everything."""
    return Written(text_of(timeline).encode("utf-8", "replace"))


def text_of(timeline: Timeline) -> str:
    """The native file of a timeline."""
    events = (timeline.event(row) for row in range(len(timeline.events)))
    lists: Mapping[str, Iterable[str]] = {
        "lanes": (_on_one_line(_lane(lane)) for lane in timeline.lanes),
        "publishers": (_on_one_line(_publisher(publisher)) for publisher in timeline.publishers),
        "sources": (_on_lines(_source(source)) for source in timeline.sources),
        "events": (_on_lines(_event(event)) for event in events),
        "estimates": (_on_lines(_estimate(estimate)) for estimate in timeline.estimates.records),
    }
    members = {key: _json(value) for key, value in _head(timeline).items() if value}
    left = {key: value for key, value in timeline.extra.items() if key in lists and isinstance(value, list)}
    members |= {key: _list([*records, *map(_json, left.get(key, ()))]) for key, records in lists.items()}
    members |= {key: _json(value) for key, value in timeline.extra.items() if key not in left}
    return "{\n" + ",\n".join(f"  {_json(key)}: {text}" for key, text in members.items()) + "\n}\n"


def _head(timeline: Timeline) -> _Members:
    return {
        "format": FORMAT,
        "title": timeline.title,
        "time_zone": timeline.time_zone,
        "reference_date": timeline.reference_date,
        "reference_date_basis": _basis(timeline.reference_date_basis),
        "reference_date_note": timeline.reference_date_note,
    }


# Layout


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(records: Iterable[str]) -> str:
    body = ",\n".join(f"    {record}" for record in records)
    return f"[\n{body}\n  ]" if body else "[]"


def _on_one_line(members: _Members) -> str:
    text = _json(members)
    return text if len(text) <= _WIDTH else _on_lines(members)


def _on_lines(members: _Members) -> str:
    """A record of a list, one member a line; long members have one line for each of theirs."""
    body = ",\n".join(f"      {_json(key)}: {_member(value, _WIDTH - len(key) - 10)}" for key, value in members.items())
    return f"{{\n{body}\n    }}"


def _member(value: object, room: int) -> str:
    text = _json(value)
    if len(text) <= room or not value or not isinstance(value, list | dict):
        return text
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"        {_json(member)}" for member in value) + "\n      ]"
    return "{\n" + ",\n".join(f"        {_json(key)}: {_json(member)}" for key, member in value.items()) + "\n      }"


# Records


def _filled(members: _Members, extra: Extra) -> _Members:
    """The members that say something, then those the program doesn't know; an unusable value goes back as it was.

    Of a list only the members that can't be used are among the extra ones: they go behind the others.
    """
    unusable = {key: _behind(members.get(key), value) for key, value in extra.items()}
    filled = (members | unusable).items()
    return {key: value for key, value in filled if key in extra or value not in ("", None, [], {})}


def _behind(usable: Any, unusable: Any) -> Any:
    return [*usable, *unusable] if isinstance(usable, list) and isinstance(unusable, list) else unusable


def _lane(lane: Lane) -> _Members:
    return _filled({"id": lane.id, "title": lane.title}, lane.extra)


def _publisher(publisher: Publisher) -> _Members:
    return _filled({"id": publisher.id, "title": publisher.title, "short": publisher.short}, publisher.extra)


def _source(source: Source) -> _Members:
    members = {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "date_basis": _basis(source.date_basis),
        "date_note": source.date_note,
        "url": source.url,
        "note": source.note,
    }
    return _filled(members, source.extra)


def _event(event: Event) -> _Members:
    members = {
        "id": event.id,
        "lane": event.lane,
        **_date("when", event.when, ("stated", "basis", "basis_note")),
        "time_zone": event.zone,
        "title": event.title,
        "summary": event.summary,
        "importance": None if event.importance == 0.5 else _number(event.importance),
        "fields": dict(event.fields),
        "sources": [_source_ref(ref) for ref in event.sources],
        "estimates": list(event.estimates),
        "figures": [_figure(figure) for figure in event.figures],
    }
    return _filled(members | {"when": event.when_text or members.get("when")}, event.extra)


def _figure(figure: Figure) -> _Members:
    members = {
        "measure": figure.measure,
        "measure_stated": figure.measure_stated,
        "stated": figure.stated,
        **_quantity(figure.quantity),
        "publisher": figure.publisher,
    }
    return _filled(members, {})


def _quantity(quantity: Quantity) -> _Members:
    return {
        "low": _number(quantity.low),
        "best": _number(quantity.best),
        "high": _number(quantity.high),
        "relation": None if quantity.relation is Relation.UNQUALIFIED else quantity.relation.value,
        "approximate": True if quantity.approximate else None,
    }


def _estimate(estimate: Estimate) -> _Members:
    members = {
        "id": estimate.id,
        "measure": estimate.measure,
        "measure_stated": estimate.measure_stated,
        "stated": estimate.stated,
        **_quantity(estimate.quantity),
        "subject": estimate.subject,
        "since": estimate.since,
        "since_stated": estimate.since_stated,
        "per": estimate.per,
        **_date("as_of", estimate.as_of, ("as_of_stated", "as_of_basis", "as_of_basis_note")),
        **_date("published", estimate.published, ("published_stated", "published_basis", "published_basis_note")),
        "time_zone": estimate.zone,
        "publisher": estimate.publisher,
        "part_of": estimate.part_of,
        "supersedes": estimate.supersedes,
        "sources": [_source_ref(ref) for ref in estimate.sources],
        "note": estimate.note,
    }
    return _filled(members, estimate.extra)


def _date(key: str, when: When | None, told_keys: tuple[str, str, str]) -> _Members:
    if when is None:
        return {key: None}
    told = (when.stated, _basis(when.basis), when.basis_note)
    return {key: when.edtf, **dict(zip(told_keys, told, strict=True))}


def _source_ref(ref: SourceRef) -> str | _Members:
    members = _filled({"id": ref.id, "role": ref.role, "locator": ref.locator, "quote": ref.quote}, ref.extra)
    return ref.id if list(members) == ["id"] else members


def _basis(basis: Basis) -> str:
    return "" if basis is Basis.STATED else basis.value


def _number(value: float | None) -> float | int | None:
    """A whole number without the ".0" that it has as a float."""
    return int(value) if value is not None and float(value).is_integer() and abs(value) < 1e15 else value
