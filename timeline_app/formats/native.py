"""The program's own format, `*.timeline.json`: UTF-8 JSON, described by resources/schema/timeline-1.schema.json."""

import gc
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from timeline_app.formats.findings import Findings, located
from timeline_app.formats.json_positions import deeper_than
from timeline_app.formats.json_record import type_words
from timeline_app.formats.json_text import fault_in_head, fault_words, parsed
from timeline_app.formats.native_reading import timeline_of
from timeline_app.formats.native_writing import FORMAT, text_of
from timeline_app.formats.problems import Problem, Severity, quoted
from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.text import decoded, head_text, line_and_column
from timeline_app.model.timeline import Timeline

_NUMBERED = re.compile(r"timeline/(\d{1,9})")
_DEEPEST = 500


def sniff(head: bytes, path: Path) -> bool:
    """Whether a file that begins so is a JSON object."""
    return head_text(head).lstrip().startswith("{")


def refusal(head: bytes, file: str) -> Problem | None:
    """What makes it pointless to read the rest of a file that begins so, or None."""
    error = fault_in_head(head_text(head))
    return _syntax_problem(error, file) if error else None


def read(data: bytes, file: str) -> Reading:
    """The timeline in a native file.

    Args:
        data: the whole file.
        file: its name in problems.
    """
    source = decoded(data)
    text = source.text
    problems = () if source.fault is None else (_encoding_problem(text, source.fault, source.encoding, file),)
    findings = Findings()
    try:
        with _uncollected():
            timeline = _timeline(parsed(text, findings), findings)
    except json.JSONDecodeError as error:
        return Reading(None, (*problems, _syntax_problem(error, file)))
    except RecursionError:
        return Reading(None, (*problems, _depth_problem(text, file)))
    return Reading(timeline, (*problems, *located(findings.found, text, file)))


def write(timeline: Timeline, path: Path) -> Written:
    """The native file of a timeline; it holds everything."""
    return Written(text_of(timeline).encode("utf-8", "replace"))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python looks for no rubbish: there is none in a document, and to look through a large one doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _timeline(document: Any, findings: Findings) -> Timeline | None:
    if not isinstance(document, dict):
        findings.error((), f"the file holds {type_words(document)}, not an object", _FORM)
        return None
    if not _is_ours(document, findings):
        return None
    return timeline_of({key: value for key, value in document.items() if key != "format"}, findings)


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


def _syntax_problem(error: json.JSONDecodeError, file: str) -> Problem:
    return Problem(Severity.ERROR, file, error.lineno, error.colno, None, *fault_words(error))


def _depth_problem(text: str, file: str) -> Problem:
    place = line_and_column(text, deeper_than(text, _DEEPEST) or 0)
    return Problem(Severity.ERROR, file, *place, None, "brackets are nested too deeply to be read")


def _encoding_problem(text: str, fault: int, encoding: str, file: str) -> Problem:
    what = f"this is not a character in {encoding.upper()}; it is shown as “\ufffd”"
    return Problem(Severity.ERROR, file, *line_and_column(text, fault), None, what, "save the file as UTF-8")
