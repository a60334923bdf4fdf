"""vis-timeline JSON: a list of items, or an object with "items" and "groups"."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from timeline_app.formats.collecting import Collected
from timeline_app.formats.dates.written_dates import written_date
from timeline_app.formats.dates.written_spans import add_in_span, span_written
from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_objects import (
    Json,
    field_text,
    fields_of,
    is_list_of,
    objects_in,
    text_of,
    words_of_html,
)
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.model import calendar
from timeline_app.model.edtf import Clock, Date, EdtfError
from timeline_app.model.timeline import Timeline

_DEEPEST = 8
"""How many groups inside each other a lane's title names."""
_FARTHEST = 8.64e15
"""Milliseconds before and after 1970 that a JavaScript date can hold."""
_MILLISECONDS = re.compile(r"-?\d{11,17}|/Date\((-?\d{1,17})(?:[+-]\d{4})?\)/")
_WITH_OFFSET = re.compile(
    r"(?P<clock>.{1,40}\d:\d\d) (?:GMT|UTC)(?P<hours>[+-]\d\d):?(?P<minutes>\d\d)(?: \([^()]*\))?"
)


def fits(document: Any) -> bool:
    """Whether a document is a list of items, which have a start and a content, or an object with one."""
    items = document.get("items") if isinstance(document, dict) else document
    return is_list_of(items, "start", "content")


def timeline_of(document: Any, findings: Findings, name: str) -> Timeline:
    """The timeline in such a document, called `name`; groups are lanes, one inside another with both their titles.

    What else a group says is kept in its lane's `extra`, what else the document does in the timeline's, under "vis".
    """
    root = document if isinstance(document, dict) else {}
    found: Json = Collected(name, findings.note)
    groups = dict(_groups(found, root.pop("groups", None)))
    titles = _titles(groups)
    extras = {found.lane(title): fields_of(groups[group_id]) for group_id, title in titles.items()}
    path: JsonPath = ("items",) if isinstance(document, dict) else ()
    for item, place in objects_in(found, root.pop("items", None) if root else document, path):
        _add(found, item, place, titles)
    timeline = found.timeline()
    lanes = tuple(replace(lane, extra=extras.get(lane.id, {})) for lane in timeline.lanes)
    return replace(timeline, lanes=lanes, extra={"vis": root} if root else {})


def _add(found: Json, item: dict[str, Any], path: JsonPath, lanes: Mapping[str, str]) -> None:
    texts = {key: text_of(found, item.pop(key, None), (*path, key)) for key in ("content", "title", "group", "id")}
    start, end = (text_of_time(item.pop(key, None)) for key in ("start", "end"))
    span = span_written(found, start, (*path, "start"), end, (*path, "end"))
    add_in_span(
        found,
        path,
        words_of_html(texts["content"]),
        span,
        lane=lanes.get(texts["group"], texts["group"]),
        summary=words_of_html(texts["title"]),
        event_id=texts["id"],
        fields=fields_of(item),
    )


# Groups


def _groups(found: Json, value: Any) -> Any:
    """The groups by their ids."""
    for group, path in objects_in(found, value, ("groups",)):
        group_id = text_of(found, group.get("id"), (*path, "id"))
        group["content"] = words_of_html(text_of(found, group.get("content"), (*path, "content"))) or group_id
        yield group_id, group


def _titles(groups: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """The titles of groups' lanes by the groups' ids; of a nested one behind that of the group around it."""
    inside: dict[str, str] = {}
    for group_id, group in groups.items():
        nested = group.get("nestedGroups")
        inside |= {field_text(inner): group_id for inner in nested} if isinstance(nested, list) else {}
    return {group_id: _title(group_id, groups, inside) for group_id in groups}


def _title(group_id: str, groups: Mapping[str, dict[str, Any]], inside: Mapping[str, str]) -> str:
    way: list[str] = []
    while group_id in groups and group_id not in way and len(way) < _DEEPEST:
        way.append(group_id)
        group_id = inside.get(group_id, "")
    return " / ".join(groups[step]["content"] for step in reversed(way))


# Times


def text_of_time(value: Any) -> str:
    """A start or end: milliseconds since 1970 and what JavaScript prints for a date as EDTF, others as written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _text_of_milliseconds(value) if abs(value) <= _FARTHEST else str(value)
    text = field_text(value)
    if milliseconds := _MILLISECONDS.fullmatch(text):
        return _text_of_milliseconds(int(milliseconds[1] or text))
    printed = _WITH_OFFSET.fullmatch(text)
    if not printed:
        return text
    try:
        return f"{written_date(printed['clock']).text}{printed['hours']}:{printed['minutes']}"
    except EdtfError:
        return text


def _text_of_milliseconds(milliseconds: float) -> str:
    """An instant, EDTF; the year where it has more than four digits, since EDTF has no days there."""
    seconds, rest = divmod(round(milliseconds), 1000)
    civil = calendar.civil_at(seconds)
    if abs(civil.year) > 9999:
        return str(Date(civil.year))
    clock = Clock(civil.hour, civil.minute, civil.second + rest / 1000, 3 if rest else 0)
    return str(Date(civil.year, civil.month, civil.day, clock, 0))
