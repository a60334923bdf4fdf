"""SIMILE Timeline's JSON: the same events as in its XML.

What `isDuration` says is taken by its name; SIMILE's own reader of JSON takes it the other way round, unlike that of
XML, and unlike `durationEvent` in both.
"""

from typing import Any

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.json_files.json_record import type_words
from timeline_app.formats.simile.simile_events import OWN_KEYS, SimileEvent
from timeline_app.formats.simile.simile_events import timeline_of as timeline_of_events
from timeline_app.model.timeline import Timeline

_HEAD = ("dateTimeFormat", "wikiURL", "wikiSection")
_OURS = ("lanes", "publishers", "sources", "estimates")
"""What a file of our own may hold beside its events, even where it doesn't name its format."""
_LOOKED_AT = 20


def fits(document: Any) -> bool:
    """Whether a document names one of SIMILE's settings, or its first events have dates or attributes of SIMILE's.

    An event of ours has its dates in "when", so that those of one with a "start" alone would be lost.
    """
    if not isinstance(document, dict) or not isinstance(document.get("events"), list):
        return False
    first = [event for event in document["events"][:_LOOKED_AT] if isinstance(event, dict) and "start" in event]
    if any(key in document for key in _HEAD) or any(key in event for event in first for key in OWN_KEYS):
        return True
    return bool(first) and not any("when" in event for event in first) and not any(key in document for key in _OURS)


def timeline_of(document: Any, findings: Findings, name: str) -> Timeline:
    """The timeline in a document that fits."""
    events = list[SimileEvent[JsonPath]]()
    for index, value in enumerate(document["events"]):
        path = ("events", index)
        if isinstance(value, dict):
            events.append(SimileEvent(path, value, "", instant=False))
        else:
            findings.error(path, f"an event is {type_words(value)}, not an object; it is left out")
    head = {key: value for key, value in document.items() if key != "events"}
    return timeline_of_events(name, events, findings.note, (), head)
