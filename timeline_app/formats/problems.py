"""What is wrong with input, in words a user can act on, and where."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """An error lost or changed something; a warning is worth a look; a note says what differs among figures."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_LONGEST_QUOTE = 80
_LONGEST_SENTENCE = 300
_LONG_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){5,}(?:\.\d+)?")
# Control characters, line and paragraph separators, and marks that change the direction of the text behind them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file.

    Attributes:
        severity: error or warning.
        file: as the user named it.
        line, column: counted from 1; None where the file has no such place.
        path: the place in the structure, like `events[3].when`, or None.
        what: the fault in words.
        hint: what to do about it, or "".
    """

    severity: Severity
    file: str
    line: int | None
    column: int | None
    path: str | None
    what: str
    hint: str = ""

    @property
    def place(self) -> str:
        """Where it is: "file:line:column", as far as that is known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def as_dict(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        return {**asdict(self), "severity": self.severity.value}

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return visible(f"{self.place}: {self.severity.value}: {self.what}{hint}")


def file_error(file: str, what: str, hint: str = "") -> Problem:
    """An error that concerns a file as a whole."""
    return Problem(Severity.ERROR, file, None, None, None, what, hint)


def quoted(value: object) -> str:
    """A value from a file for use in a sentence: in quotation marks, cut where it is long."""
    text = str(value)
    return f"“{text[:_LONGEST_QUOTE]}…”" if len(text) > _LONGEST_QUOTE else f"“{text}”"


def clipped(sentence: str) -> str:
    """A sentence that may hold text of any length, cut."""
    return sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE]}…"


def short_numbers(sentence: str) -> str:
    """A sentence whose numbers from 10¹⁵ on are written with a power of ten: "1e300" instead of 301 digits."""
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0].replace(',', '')):g}".replace("e+", "e"), sentence)


def visible(text: str) -> str:
    """The text on one line, with what would confuse a terminal written as an escape."""
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def count_of(problems: Iterable[Problem], severity: Severity) -> int:
    """How many of the problems are errors, or warnings."""
    return sum(problem.severity is severity for problem in problems)
