"""Collects what is wrong while a JSON document is read; the lines are looked up once, at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.formats.json_files.json_positions import (
    JsonPath,
    lines_and_columns,
    offset_in_string,
    offsets,
    path_words,
)
from timeline_app.formats.problems import Problem, Severity, clipped


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose line is not known yet.

    Attributes:
        severity, path, what, hint: as in a problem.
        index: of the character of a text at `path` that the problem is about, or None for the value as a whole.
    """

    severity: Severity
    path: JsonPath
    what: str
    hint: str = ""
    index: int | None = None


class Findings:
    """What has been found so far."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def note(self, severity: Severity, path: JsonPath, what: str, hint: str) -> None:
        """Something of that severity."""
        self.found.append(Finding(severity, path, clipped(what), clipped(hint)))

    def error(self, path: JsonPath, what: str, hint: str = "", index: int | None = None) -> None:
        """Something was lost or changed."""
        self.found.append(Finding(Severity.ERROR, path, clipped(what), clipped(hint), index))

    def warning(self, path: JsonPath, what: str, hint: str = "") -> None:
        """Something is worth a look."""
        self.note(Severity.WARNING, path, what, hint)


def located(findings: Sequence[Finding], text: str, file: str) -> tuple[Problem, ...]:
    """The findings as problems with line and column, in the order of the text."""
    if not findings:
        return ()
    offset_of = offsets(text, {finding.path for finding in findings})
    found = [(_offset(finding, text, offset_of[finding.path]), finding) for finding in findings]
    place_of = lines_and_columns(text, (offset for offset, _ in found))
    found.sort(key=lambda pair: pair[0])
    return tuple(_problem(finding, file, place_of[offset]) for offset, finding in found)


def _offset(finding: Finding, text: str, value: int) -> int:
    return value if finding.index is None else offset_in_string(text, value, finding.index)


def _problem(finding: Finding, file: str, place: tuple[int, int]) -> Problem:
    path = path_words(finding.path) or None
    return Problem(finding.severity, file, *place, path, finding.what, finding.hint)
