"""The program's own format, `*.timeline.json`: UTF-8 JSON, described by resources/schema/timeline-1.schema.json."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_document import read_document, refused
from timeline_app.formats.json_files.json_record import type_words
from timeline_app.formats.json_files.other_json import reader_of
from timeline_app.formats.native.native_reading import FORMAT, timeline_of
from timeline_app.formats.problems import quoted
from timeline_app.formats.reading import Reading
from timeline_app.model.timeline import Timeline

__all__ = ["read", "refused"]

_NUMBERED = re.compile(r"timeline/(\d{1,9})")


def read(data: bytes, file: str) -> Reading:
    """The timeline in a native file.

    Args:
        data: the whole file.
        file: its name in problems.
    """
    return read_document(data, file, partial(_timeline, name=Path(file).stem))


def _timeline(document: Any, findings: Findings, name: str) -> Timeline | None:
    """The timeline in a document; of another program's, which is called by its file's name, where it is of one."""
    if not _names_format(document) and (other := reader_of(document)):
        return other.timeline_of(document, findings, name)
    if not isinstance(document, dict):
        findings.error((), f"the file holds {type_words(document)}, not an object", _FORM)
        return None
    if not _is_ours(document, findings):
        return None
    return timeline_of({key: value for key, value in document.items() if key != "format"}, findings)


def _names_format(document: Any) -> bool:
    return isinstance(document, dict) and "format" in document


def _is_ours(document: dict[str, Any], findings: Findings) -> bool:
    """Whether the object can be read as a timeline; says why not, or what its format should be."""
    name = document.get("format")
    if name == FORMAT:
        return True
    numbered = _NUMBERED.fullmatch(name) if isinstance(name, str) else None
    if numbered and int(numbered[1]) > 1:
        findings.error(("format",), f"the file has the format {quoted(name)}, which is newer than this program", _NEWER)
        return False
    if not _holds_events(document.get("events")):
        findings.error((), "this JSON is not a timeline", _FORM)
        return False
    what = "the file doesn't name its format" if name is None else f"the format {quoted(name)} is not known"
    findings.error(("format",), f"{what}; it is read as {FORMAT}", f'write "format": "{FORMAT}"')
    return True


def _holds_events(events: Any) -> bool:
    """Whether this is a list of events as ours are: other programs' files have lists of that name too."""
    if not isinstance(events, list):
        return False
    return not events or any(isinstance(event, dict) and ("when" in event or "title" in event) for event in events)


_FORM = f'a timeline is {{"format": "{FORMAT}", "events": […]}}'
_NEWER = f"get a newer version of the program, or save the file as {FORMAT}"
