"""What is wrong with the rows of a table, found by columns and told row by row; of very many, the first are told."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from timeline_app.formats.problems import Problem, Severity, clipped
from timeline_app.model.arrays import Indices

MOST_TOLD = 10_000
"""How many are told one by one: nobody reads more, and ten million would fill the memory."""

_CHECKED = (None, "when", "title")
"""What of a row is checked when: the row as a whole, then its cells; other cells come last."""

Lines = Callable[[Indices], Sequence[int | None]]
Words = Callable[[int], tuple[str, str]]


class RowFaults(NamedTuple):
    """The rows with one kind of fault.

    Attributes:
        severity: of each.
        column: in which they are, or None for the row as a whole.
        rows: numbers of the events, ascending.
        words: what is wrong and a hint, by the position in `rows`.
    """

    severity: Severity
    column: str | None
    rows: Indices
    words: Words


def problems_of(faults: Sequence[RowFaults], file: str, lines: Lines) -> list[Problem]:
    """The faults as problems in the order of the file, and of what is checked when.

    Args:
        faults: of all kinds.
        file: its name in problems.
        lines: of the file, in which some events stand; looked up once, and not at all where nothing is wrong.
    """
    faults = [found for found in faults if len(found.rows)]
    if not faults:
        return []
    kinds = np.repeat(np.arange(len(faults)), [len(found.rows) for found in faults])
    positions = np.concatenate([np.arange(len(found.rows)) for found in faults])
    rows = np.concatenate([found.rows for found in faults])
    order = np.lexsort((np.array([_rank(found.column) for found in faults])[kinds], rows))
    told, untold = order[:MOST_TOLD], order[MOST_TOLD:]
    places = zip(kinds[told].tolist(), positions[told].tolist(), lines(rows[told]), strict=True)
    problems = [_problem(faults[kind], position, file, line) for kind, position, line in places]
    rest = [faults[kind] for kind in np.unique(kinds[untold])]
    return [*problems, _rest(rest, len(untold), file)] if rest else problems


def _rank(column: str | None) -> int:
    return _CHECKED.index(column) if column in _CHECKED else len(_CHECKED)


def _problem(found: RowFaults, position: int, file: str, line: int | None) -> Problem:
    what, hint = found.words(position)
    path = f"events[{found.rows[position]}]" + (f".{found.column}" if found.column else "")
    return Problem(found.severity, file, line, None, path, clipped(what), clipped(hint))


def _rest(kinds: Sequence[RowFaults], count: int, file: str) -> Problem:
    severity = Severity.ERROR if any(kind.severity is Severity.ERROR for kind in kinds) else Severity.WARNING
    return Problem(severity, file, None, None, None, f"{count:,} more problems with events are not listed")
