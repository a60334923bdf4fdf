"""Where the records of a timeline come from: its files, and where in them each event and estimate stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.model.arrays import codes, frozen

Path = tuple[str | int, ...]
"""The way to a value in a file that is a tree: keys and indices, like ("events", 3)."""

_NONE = frozen(np.empty(0, np.uint32))


class Stamp(NamedTuple):
    """What tells one state of a file from another: its bytes, and when it was written, nanoseconds."""

    size: int
    written: int


@dataclass(frozen=True, eq=False)
class Numbers:
    """Numbers of some records, like their lines; where each is one more than the last, they take no memory.

    Attributes:
        count: how many.
        first: the number of the first, where the others follow it.
        each: all of them, where they don't; 0 where one is not known. Shape (count,), or empty.
    """

    count: int
    first: int
    each: NDArray[np.unsignedinteger[Any]] = field(default_factory=lambda: _NONE)

    @classmethod
    def of(cls, numbers: Sequence[int] | NDArray[Any]) -> "Numbers":
        """Some numbers, in as little memory as they need."""
        found = np.asarray(numbers, np.int64)
        if not len(found) or (found[0] > 0 and bool((np.diff(found) == 1).all())):
            return cls(len(found), int(found[0]) if len(found) else 1)
        return cls(len(found), 0, frozen(found.astype(np.uint32)))

    def __getitem__(self, row: int) -> int:
        return int(self.each[row]) if len(self.each) else self.first + row

    def rows(self, number: int) -> list[int]:
        """The records that have a number."""
        if len(self.each):
            found: list[int] = np.flatnonzero(self.each == number).tolist()
            return found
        return [number - self.first] if 0 <= number - self.first < self.count else []


@dataclass(frozen=True, eq=False)
class Paths:
    """The ways to some records.

    Attributes:
        lists: the ways to the lists that they stand in, or to a record itself.
        list_of: the index of each record's, shape (records,).
        indices: of each record in its list, from 1; 0 for one that stands in none.
    """

    lists: tuple[Path, ...]
    list_of: NDArray[np.unsignedinteger[Any]]
    indices: Numbers

    @classmethod
    def of(cls, paths: Sequence[Path]) -> "Paths":
        """Some ways."""
        numbers: dict[Path, int] = {}
        list_of, indices = [], []
        for path in paths:
            last = path[-1] if path else ""
            indices.append(last + 1 if isinstance(last, int) else 0)
            list_of.append(numbers.setdefault(path[:-1] if isinstance(last, int) else path, len(numbers)))
        return cls(tuple(numbers), codes(np.array(list_of, np.int64), len(numbers)), Numbers.of(indices))

    def __getitem__(self, row: int) -> Path:
        way, index = self.lists[self.list_of[row]], self.indices[row]
        return (*way, index - 1) if index else way

    def rows(self, path: Path) -> list[int]:
        """The records to which a way leads."""
        last = path[-1] if path else ""
        index = last + 1 if isinstance(last, int) else 0
        return [row for row in self.indices.rows(index) if self[row] == path]


class Place(NamedTuple):
    """Where a record stands.

    Attributes:
        file: as the user named it.
        line: counted from 1; None where it isn't known.
        unit: what `line` counts: "line", or "row" in a sheet.
        path: the way to it in a file that is a tree, from which the line can be found; else None.
        stamp: of the file when it was read, or None.
    """

    file: str
    line: int | None = None
    unit: str = "line"
    path: Path | None = None
    stamp: Stamp | None = None

    def words(self, name: str) -> str:
        """The place in words: "events.csv, line 12"."""
        return name if self.line is None else f"{name}, {self.unit} {self.line}"


Where = Numbers | Paths | None
"""Where records stand: in lines, at the ends of ways, or nobody knows."""


@dataclass(frozen=True, eq=False)
class Origin:
    """A file, and what of a timeline comes from it: so many events and estimates behind those of the files before.

    Attributes:
        file: as the user named it; "" while nobody has said it.
        events, estimates: how many.
        event_places, estimate_places: where they stand.
        unit: what lines are called: "line", or "row" in a sheet.
        stamp: of the file when it was read, or None.
    """

    file: str
    events: int
    estimates: int
    event_places: Where = None
    estimate_places: Where = None
    unit: str = "line"
    stamp: Stamp | None = None

    def event_place(self, row: int) -> Place | None:
        """Where an event of the file stands; None while the file has no name."""
        return self._place(self.event_places, row)

    def estimate_place(self, row: int) -> Place | None:
        """The same of an estimate."""
        return self._place(self.estimate_places, row)

    def event_rows(self, place: Place) -> list[int]:
        """The events of the file that stand at a place."""
        if place.file != self.file:
            return []
        if isinstance(self.event_places, Paths):
            return self.event_places.rows(place.path) if place.path is not None else []
        return self.event_places.rows(place.line) if self.event_places and place.line is not None else []

    def _place(self, places: Where, row: int) -> Place | None:
        if not self.file:
            return None
        line = (places[row] or None) if isinstance(places, Numbers) else None
        return Place(self.file, line, self.unit, places[row] if isinstance(places, Paths) else None, self.stamp)


def where(places: Sequence[Any]) -> Where:
    """Places that are all lines, or None, or all ways; as little as is needed to tell them."""
    if not places or all(place is None for place in places):
        return None
    if isinstance(places[0], tuple):
        return Paths.of(places)
    return Numbers.of([place or 0 for place in places])
