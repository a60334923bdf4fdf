"""What events say beyond another program's format: one JSON object beside each, in a place that others leave alone.

A text that the other format holds is ours as long as it is what we wrote: where another program changed it, the change
counts.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from timeline_app.model.records import Event, Extra, Source, SourceRef
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When
from timeline_app.model.zones import is_zone

_TOLD = ("title", "summary", "lane")
_REF = ("role", "locator", "quote")
_LONGEST = 16 * 1024**2
_DEEPEST = 64


class Told(NamedTuple):
    """The texts of an event as the other format gives them back."""

    title: str
    summary: str
    lane: str


class Own(NamedTuple):
    """What was read of such an object.

    Attributes:
        members: those that can be used, by their names.
        faults: what is wrong with others, in words.
    """

    members: Extra
    faults: tuple[str, ...] = ()


# Writing


def own_members(event: Event, timeline: Timeline, lane: str, told: Told) -> dict[str, Any]:
    """What the other format doesn't hold of an event; `lane` is the title of its lane, `told` what it does hold."""
    texts = dict(zip(_TOLD, (event.title, event.summary, lane), strict=True))
    when = event.when
    members = {
        "id": event.id,
        **{key: text for key, text in texts.items() if text != getattr(told, key)},
        "stated": when.stated if when else "",
        "basis": when.basis.value if when and when.basis is not Basis.STATED else "",
        "basis_note": when.basis_note if when else "",
        "time_zone": event.zone,
        "importance": event.importance if event.importance != 0.5 else None,
        "fields": dict(event.fields),
        "sources": [_ref(ref, timeline.source(ref.id)) for ref in event.sources],
        "extra": dict(event.extra),
    }
    return {key: value for key, value in members.items() if key in texts or value not in ("", None, {}, [])}


def _ref(ref: SourceRef, source: Source) -> dict[str, Any]:
    members = {"title": source.title, "url": source.url, **{key: getattr(ref, key) for key in _REF}}
    return {key: text for key, text in members.items() if text}


# Reading


def own_of_text(text: str) -> Own:
    """The members in a JSON text that somebody else may have written."""
    if len(text) > _LONGEST or text.count("[") + text.count("{") > _LONGEST // _DEEPEST:
        return Own({}, ("it is too long",))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Own({}, ("it is not JSON",))
    return own_of(value)


def own_of(value: Any) -> Own:
    """The members of a JSON value, those of a kind that can't be used left out."""
    if not isinstance(value, dict):
        return Own({}, ("it is not an object",))
    used = {key: member for key, member in value.items() if key in _USABLE and _USABLE[key](member)}
    return Own(used, tuple(f"its “{key}” can't be used" for key in _USABLE if key in value and key not in used))


def texts_of(own: Extra, seen: Told, told: Callable[[Told], Told]) -> Told:
    """The texts of an event: its own where they are still what was written.

    Args:
        own: its members.
        seen: the texts that stand in the other format.
        told: what the other format gives back of texts.
    """
    mine = Told(*(own.get(key, text) for key, text in zip(_TOLD, seen, strict=True)))
    return Told(*(own if back == text else text for own, back, text in zip(mine, told(mine), seen, strict=True)))


def retold(when: When | None, own: Extra) -> When | None:
    """A time with the words for it."""
    told = (own.get("stated", ""), Basis(own.get("basis", Basis.STATED)), own.get("basis_note", ""))
    return when.told(*told) if when and any((own.get("stated"), own.get("basis"), own.get("basis_note"))) else when


def refs_of(
    own: Extra, seen: Sequence[tuple[str, str]], source: Callable[[str, str], SourceRef]
) -> tuple[SourceRef, ...]:
    """The sources of an event: its own, of those with an address the ones that still stand there, and new ones.

    Args:
        own: its members.
        seen: titles and addresses that stand in the other format.
        source: makes a mention of a source.
    """
    refs = [
        SourceRef(source(one.get("title", ""), one.get("url", "")).id, *(one.get(key, "") for key in _REF))
        for one in own.get("sources", ())
    ]
    known = {one.get("url", "") for one in own.get("sources", ())}
    return (*refs, *(source(title, url) for title, url in seen if url not in known))


def fields_beside(own: Extra, seen: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event: its own, and those that stand in the other format and aren't among them."""
    mine: dict[str, Any] = own.get("fields", {})
    return {key: value for key, value in seen.items() if value not in mine.values()} | mine


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= 1


def _are_sources(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_source, value))


def _is_source(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values()) and _names(value)


def _names(value: Mapping[str, str]) -> bool:
    return bool(value.get("title") or value.get("url"))


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


_USABLE: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("id", "title", "summary", "lane", "stated", "basis_note"), _is_text),
    "basis": lambda value: value in tuple(Basis),
    "time_zone": lambda value: isinstance(value, str) and is_zone(value),
    "importance": _is_share,
    "fields": _is_object,
    "sources": _are_sources,
    "extra": _is_object,
    "lanes": lambda value: isinstance(value, list) and all(isinstance(title, str) and title for title in value),
}
"""The members that are read, and of which values."""


# What is lost


def losses(timeline: Timeline, name: str) -> Iterable[str]:
    """What a format has no place for even so, each in a sentence; `name` is the format's."""
    events = [timeline.event(row) for row in range(len(timeline.events))]
    used = {ref.id for event in events for ref in event.sources}
    titles = {lane.title for lane in timeline.lanes}
    for words, count in (
        ("estimates", len(timeline.estimates)),
        ("publishers", len(timeline.publishers)),
        ("links from events to estimates", sum(len(event.estimates) for event in events)),
        ("the figures of single events", sum(len(event.figures) for event in events)),
        ("publishers, dates and notes of sources", sum(map(_knows_more, timeline.sources))),
        ("sources that no event names", sum(source.id not in used for source in timeline.sources)),
        ("unknown keys of mentions of sources", sum(bool(ref.extra) for event in events for ref in event.sources)),
        ("unknown keys of lanes", sum(bool(lane.extra) for lane in timeline.lanes)),
        ("several lanes of one title", len(timeline.lanes) - len(titles)),
    ):
        if count:
            yield f"{name} has no place for {words} ({count:,})"
    if timeline.reference_date:
        yield f"{name} has no place for the reference date {timeline.reference_date}"


def _knows_more(source: Source) -> bool:
    return bool(source.publisher or source.date or source.date_note or source.note or source.extra)
