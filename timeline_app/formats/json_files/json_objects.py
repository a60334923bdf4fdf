"""What the JSON of other programs has in common: lists of objects, texts, members that become fields of an event."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from timeline_app.formats.collecting import Collected
from timeline_app.formats.html_text import plain_text
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.json_files.json_record import type_words
from timeline_app.model.ids import Ids

Json = Collected[JsonPath]
"""What is collected of a JSON document."""


def objects_in(found: Json, value: Any, path: JsonPath) -> Iterator[tuple[dict[str, Any], JsonPath]]:
    """The objects in a list, and where they stand; an error for anything else in it.

    Args:
        found: takes the errors.
        value: what should be a list; null is an empty one.
        path: where it stands.
    """
    if value is None:
        return
    if not isinstance(value, list):
        found.error(path, f"this is {type_words(value)}, not a list; it is left out")
        return
    for index, item in enumerate(value):
        if isinstance(item, dict):
            yield item, (*path, index)
        else:
            found.error((*path, index), f"this is {type_words(item)}, not an object; it is left out")


def text_of(found: Json, value: Any, path: JsonPath) -> str:
    """A text, or a number in its digits; "" for null, and an error for anything else, whose text is JSON."""
    if type(value) is str:  # as most are
        return value.strip()
    if isinstance(value, list | dict | bool):
        found.error(path, f"this is {type_words(value)}, not a text; it is shown as it stands")
    return field_text(value)


def words_of_html(html: str) -> str:
    """The text of a piece of HTML, or the HTML where there is no text in it."""
    return plain_text(html) or html.strip()


def fields_of(members: Mapping[str, Any]) -> dict[str, str]:
    """Members of an object as fields of an event, without those that hold nothing.

    An object inside gives a field for each of its members: {"media": {"credit": "A. B."}} is the field "media credit".
    """
    names, fields = Ids(), dict[str, str]()
    for name, value in members.items():
        inner = {f"{name} {key}": item for key, item in value.items()} if isinstance(value, dict) else {name: value}
        fields |= {names.free(key): text for key, item in inner.items() if (text := field_text(item))}
    return fields


def field_text(value: Any) -> str:
    """A value as the text of a field: texts in a list with "; " between them, anything else as JSON, null as ""."""
    if isinstance(value, str):
        return value.strip()
    if type(value) is int:  # no truth value, which is one too
        return str(value)
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "; ".join(filter(None, map(field_text, value)))
    return json.dumps(value, ensure_ascii=False) if value not in (None, [], {}) else ""


def is_list_of(value: Any, *keys: str) -> bool:
    """Whether a value is a list of which most of the first members are objects that have some keys."""
    first = value[:_LOOKED_AT] if isinstance(value, list) else []
    fitting = [item for item in first if isinstance(item, dict) and all(key in item for key in keys)]
    return len(fitting) * 2 > len(first)


_LOOKED_AT = 8
