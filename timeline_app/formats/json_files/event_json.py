"""Single events as JSON: one object with a date and a title, or a list of them."""

from typing import Any

from timeline_app.formats.collecting import Collected
from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_objects import Json, objects_in
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.markdown.front_matter import add_record, names_event
from timeline_app.model.timeline import Timeline

_LOOKED_AT = 8
_LISTS = ("events", "estimates", "items", "lanes")
"""What an object has that is a timeline, and no event."""


def fits(document: Any) -> bool:
    """Whether a document is an object with a date and a title, or most of a list are such objects."""
    first = document[:_LOOKED_AT] if isinstance(document, list) else [document]
    return sum(map(_is_event, first)) * 2 > len(first)


def timeline_of(document: Any, findings: Findings, name: str) -> Timeline:
    """The timeline of such events, called `name`."""
    found: Json = Collected(name, findings.note)
    if isinstance(document, dict):
        _add(found, document, ())
    else:
        for record, path in objects_in(found, document, ()):
            _add(found, record, path)
    return found.timeline()


def _is_event(value: Any) -> bool:
    return (
        isinstance(value, dict) and names_event(value) and not any(isinstance(value.get(key), list) for key in _LISTS)
    )


def _add(found: Json, record: dict[str, Any], path: JsonPath) -> None:
    add_record(found, record, lambda *keys: (*path, *keys))
