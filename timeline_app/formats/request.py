"""What is asked for beside the files that are read: what columns are, and who wants to know how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from timeline_app.formats.tables.column_mapping import ColumnMapping


class Progress(NamedTuple):
    """How far reading has come.

    Attributes:
        file: that is being read, as the user named it.
        done, total: how many of something.
        unit: of what: "bytes", "rows" or "files".
    """

    file: str
    done: int
    total: int
    unit: str


class CancelledError(Exception):
    """Nobody wants the result any more."""


def _to_nobody(_progress: Progress) -> None:
    pass


@dataclass(frozen=True)
class Request:
    """What readers are asked.

    Attributes:
        mappings: what was said of the columns of tables.
        tell: is told from time to time how far it is; raises `CancelledError` to have it end.
    """

    mappings: tuple[ColumnMapping, ...] = ()
    tell: Callable[[Progress], None] = _to_nobody

    def rows_of(self, file: str) -> Callable[[int, int], None]:
        """What is told of the rows of a file: how many are read, and how many there are at most."""
        return lambda rows, most: self.tell(Progress(file, rows, most, "rows"))


PLAIN = Request()
