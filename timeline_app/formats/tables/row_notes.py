"""Collects what is wrong with the records of a table, cell by cell; their lines are looked up once, at the end."""

from collections.abc import Iterable

import numpy as np

from timeline_app.formats.problems import Problem, Severity, clipped
from timeline_app.formats.tables.row_faults import MOST_TOLD, Lines, RowFaults


class RowNotes:
    """What has been found so far."""

    def __init__(self, kind: str, file: str, lines: Lines) -> None:
        """Nothing yet; `kind` is the list in which the records stand, "estimates"."""
        self._kind, self._file, self._lines = kind, file, lines
        self._found: list[tuple[Severity, int, str, str, str]] = []

    def error(self, row: int, column: str, what: str, hint: str = "") -> None:
        """Something of a row was lost or changed; `column` is "" for the row as a whole."""
        self._found.append((Severity.ERROR, row, column, what, hint))

    def warn(self, row: int, column: str, what: str, hint: str = "") -> None:
        """Something of a row is worth a look."""
        self._found.append((Severity.WARNING, row, column, what, hint))

    def take(self, faults: Iterable[RowFaults]) -> None:
        """Take in what is wrong with rows as such."""
        for fault in faults:
            for position, row in enumerate(fault.rows.tolist()):
                self._found.append((fault.severity, row, fault.column or "", *fault.words(position)))

    def problems(self) -> list[Problem]:
        """All of it in the order of the rows; of very many, the first."""
        found = sorted(self._found, key=lambda one: one[1])
        told = found[:MOST_TOLD]
        lines = self._lines(np.array([row for _, row, *_ in told], np.int64)) if told else ()
        problems = [
            Problem(severity, self._file, line, None, self._path(row, column), clipped(what), clipped(hint))
            for (severity, row, column, what, hint), line in zip(told, lines, strict=True)
        ]
        if len(found) > MOST_TOLD:
            what = f"{len(found) - MOST_TOLD:,} more problems with {self._kind} are not listed"
            problems.append(Problem(Severity.WARNING, self._file, None, None, None, what))
        return problems

    def _path(self, row: int, column: str) -> str:
        return f"{self._kind}[{row}]" + (f".{column}" if column else "")
