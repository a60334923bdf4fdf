"""Collects what is wrong while a JSON document is read; the lines are looked up once, at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.formats.json_positions import JsonPath, lines_and_columns, offsets, path_words
from timeline_app.formats.problems import Problem, Severity, clipped


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose line is not known yet."""

    severity: Severity
    path: JsonPath
    what: str
    hint: str = ""


class Findings:
    """What has been found so far."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def error(self, path: JsonPath, what: str, hint: str = "") -> None:
        """Something was lost or changed."""
        self.found.append(Finding(Severity.ERROR, path, clipped(what), clipped(hint)))

    def warning(self, path: JsonPath, what: str, hint: str = "") -> None:
        """Something is worth a look."""
        self.found.append(Finding(Severity.WARNING, path, clipped(what), clipped(hint)))


def located(findings: Sequence[Finding], text: str, file: str) -> tuple[Problem, ...]:
    """The findings as problems with line and column, in the order of the text."""
    if not findings:
        return ()
    offset_of = offsets(text, {finding.path for finding in findings})
    place_of = lines_and_columns(text, offset_of.values())
    ordered = sorted(findings, key=lambda finding: offset_of[finding.path])
    return tuple(_problem(finding, file, place_of[offset_of[finding.path]]) for finding in ordered)


def _problem(finding: Finding, file: str, place: tuple[int, int]) -> Problem:
    path = path_words(finding.path) or None
    return Problem(finding.severity, file, *place, path, finding.what, finding.hint)
