"""SIMILE Timeline's XML: events with up to four dates each, and text in HTML."""

from collections.abc import Iterable
from pathlib import Path

from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.problems import Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.simile.simile_events import SimileEvent, timeline_of
from timeline_app.formats.xml_files.xml_reading import Element, read_xml

_ROOT, _EVENT = "data", "event"


def read(data: bytes, file: str) -> Reading:
    """The events in a file of SIMILE's.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
    """
    found = read_xml(data, file, _ROOT)
    if found.root is None:
        return Reading(None, found.problems)
    notes = LineNotes(file, found.problems)
    events = list(_events_of(found.root, notes))
    if not events:
        notes(Severity.WARNING, found.root.line, "the file has no <event>", "")
    timeline = timeline_of(Path(file).stem, events, notes, None, found.root.attributes)
    return Reading(timeline, notes.problems)


def _events_of(root: Element, notes: LineNotes) -> Iterable[SimileEvent[int | None]]:
    for element in root.children:
        if element.name == _EVENT:
            yield SimileEvent(element.line, dict(element.attributes), element.html, instant=True)
        else:
            what = f"an element {quoted(f'<{element.name}>')} is not known here; it is left out"
            notes(Severity.ERROR, element.line, what, "")
