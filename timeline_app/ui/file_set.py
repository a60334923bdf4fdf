"""Which files are open, and which of them are shown: one frozen value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from timeline_app.model.timeline import Timeline

_MOST_KEPT = 16_384
"""Of so many names, as of the files in a folder, it is kept where they are."""


@dataclass(frozen=True, slots=True)
class FileSet:
    """The open files.

    Attributes:
        paths: of all of them, in the order in which they were opened.
        hidden: those whose events and estimates are left out.
    """

    paths: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[str, ...]:
        """Those that are shown."""
        return tuple(path for path in self.paths if path not in self.hidden)

    def toggled(self, path: str) -> "FileSet":
        """With a file shown, or left out if it was shown."""
        return replace(self, hidden=self.hidden ^ {path})

    def without(self, path: str) -> "FileSet":
        """With a file closed."""
        return FileSet(tuple(other for other in self.paths if other != path), self.hidden - {path})

    def with_added(self, paths: Iterable[str]) -> "FileSet":
        """With further files behind the others, shown; none is there twice."""
        added = tuple(paths)
        known = {_absolute(path): path for path in reversed((*self.paths, *added))}
        paths = dict.fromkeys(known[_absolute(path)] for path in (*self.paths, *added))
        return FileSet(tuple(paths), self.hidden - {known[_absolute(path)] for path in added})

    def words(self) -> str:
        """What is shown, in words: the name of the file, or "2 of 3 files shown"."""
        if self.hidden:
            count = len(self.paths)
            return f"{len(self.shown)} of {count} {'file' if count == 1 else 'files'} shown"
        return names_of(self.paths)


def names_of(paths: Iterable[str]) -> str:
    """The name of the first file, and how many more there are; "" without any."""
    names = [name_of(path) for path in paths]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more" if names else ""


def name_of(path: str) -> str:
    """The last part of a path, which is what people call a file."""
    return Path(path).name or path


def owner_among(paths: Iterable[str]) -> Callable[[str], str | None]:
    """What tells the open file, or the open folder, that a file of a timeline belongs to; None where it is of none."""
    known = {_absolute(path): path for path in paths}

    def owner(file: str) -> str | None:
        found = _absolute(file)
        return known.get(found) or known.get(found.parent)

    return owner


def event_counts(timeline: Timeline, paths: Iterable[str]) -> dict[str, int]:
    """How many events each of the open files has in a timeline."""
    counts = dict.fromkeys(paths, 0)
    owner = owner_among(counts)
    for origin in timeline.origins:
        path = owner(origin.file)
        if path is not None:
            counts[path] += origin.events
    return counts


@lru_cache(_MOST_KEPT)
def _absolute(path: str) -> Path:
    return Path(path).absolute()
