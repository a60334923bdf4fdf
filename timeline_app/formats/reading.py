"""What comes of reading and of writing a file: the result, and what is wrong with it."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Written:
    """A timeline as the bytes of a file, and what the file can't hold, each in a sentence."""

    data: bytes
    losses: tuple[str, ...] = ()

    def problems(self, file: str) -> tuple[Problem, ...]:
        """The losses as warnings about the file that was written."""
        return tuple(Problem(Severity.WARNING, file, None, None, None, loss) for loss in self.losses)
