"""What comes of reading and of writing a file: the result, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline_app.formats.problems import Problem, Severity
from timeline_app.model.timeline import Timeline


@dataclass(frozen=True)
class Reading:
    """What could be read.

    Attributes:
        timeline: None where nothing could be read.
        problems: in the order of the file.
        doubtful: the tables of which it must be asked what a column is, or which number in its dates is the day.
    """

    timeline: Timeline | None
    problems: tuple[Problem, ...] = ()
    doubtful: tuple[str, ...] = ()


class TooMuchError(ValueError):
    """A format has no room for a timeline at all."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")


@dataclass(frozen=True, slots=True)
class Written:
    """A timeline as the bytes of a file, and what the file can't hold, each in a sentence.

    Attributes:
        data: of the file.
        losses: sentences.
        beside: the bytes of further files in the same folder, by their names.
        joined: the names of other files there that are read as parts of this one, if there are any.
    """

    data: bytes
    losses: tuple[str, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    joined: tuple[str, ...] = ()

    def problems(self, file: str) -> tuple[Problem, ...]:
        """The losses as warnings about the file that was written."""
        return tuple(Problem(Severity.WARNING, file, None, None, None, loss) for loss in self.losses)
