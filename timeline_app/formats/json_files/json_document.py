"""Reads a JSON file whole, with what is wrong with it as JSON; what it means is its format's to say."""

import json
from collections.abc import Callable
from typing import Any

from timeline_app.formats.json_files.findings import Findings, located
from timeline_app.formats.json_files.json_positions import deeper_than
from timeline_app.formats.json_files.json_text import fault_in_head, fault_words, parsed
from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.formats.text import decoded, head_text, line_and_column
from timeline_app.formats.uncollected import uncollected
from timeline_app.model.timeline import Timeline

_DEEPEST = 500


def read_document(data: bytes, file: str, make: Callable[[Any, Findings], Timeline | None]) -> Reading:
    """The timeline that `make` makes of the value in a file.

    Args:
        data: the whole file.
        file: its name in problems.
        make: takes the value out of the document, piece by piece, and notes what it finds.
    """
    source = decoded(data)
    text = source.text
    problems = () if source.fault is None else (_encoding_problem(text, source.fault, source.encoding, file),)
    findings = Findings()
    try:
        with uncollected():
            timeline = make(parsed(text, findings), findings)
    except json.JSONDecodeError as error:
        return Reading(None, (*problems, _syntax_problem(error, file)))
    except RecursionError:
        return Reading(None, (*problems, _depth_problem(text, file)))
    return Reading(timeline, (*problems, *located(findings.found, text, file)))


def refused(head: bytes, file: str) -> Reading | None:
    """What comes of a file that begins so where it is pointless to read the rest of it, or None."""
    error = fault_in_head(head_text(head))
    return Reading(None, (_syntax_problem(error, file),)) if error else None


def _syntax_problem(error: json.JSONDecodeError, file: str) -> Problem:
    return Problem(Severity.ERROR, file, error.lineno, error.colno, None, *fault_words(error))


def _depth_problem(text: str, file: str) -> Problem:
    place = line_and_column(text, deeper_than(text, _DEEPEST) or 0)
    return Problem(Severity.ERROR, file, *place, None, "brackets are nested too deeply to be read")


def _encoding_problem(text: str, fault: int, encoding: str, file: str) -> Problem:
    what = f"this is not a character in {encoding.upper()}; it is shown as “\ufffd”"
    return Problem(Severity.ERROR, file, *line_and_column(text, fault), None, what, "save the file as UTF-8")
