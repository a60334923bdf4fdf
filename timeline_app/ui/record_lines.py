"""Finds the line of a record whose file doesn't say lines, by reading the file again when somebody asks."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from timeline_app.formats.placing import line_of, lines_of
from timeline_app.model.origins import Place
from timeline_app.ui.jobs import Job

_AT_ONCE = 100_000
_IN_THREAD = 1_000_000
"""Up to so many bytes are looked through at once, or in a thread; a process of its own leaves Python's lock alone."""
_MOST_KEPT = 1000


def lines_at_once(places: Sequence[Place]) -> Sequence[int | None]:
    """The lines of several places, in files that are looked through in a moment; None in larger ones."""
    small = [place if place.path is None or _size(place) <= _AT_ONCE else place._replace(path=None) for place in places]
    return lines_of(small)


def _size(place: Place) -> int:
    """Of the file, bytes."""
    return place.stamp.size if place.stamp else 0


class RecordLines(QObject):
    """The lines that have been asked for.

    Attributes:
        found: another line is known.
    """

    found = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: dict[Place, int | None] = {}
        self._asked: Place | None = None
        self._job = Job(self)
        self._job.done.connect(self._keep)
        self._job.failed.connect(lambda _error: self._keep(None))

    def line(self, place: Place | None) -> int | None:
        """The line of a place; None where it isn't known, or not yet."""
        if place is None or place.path is None:
            return place.line if place else None
        if place not in self._lines and place != self._asked:
            self._ask(place)
        return self._lines.get(place)

    def _ask(self, place: Place) -> None:
        size = _size(place)
        if size <= _AT_ONCE:
            self._lines[place] = line_of(place)
            return
        self._asked = place
        start = self._job.run if size <= _IN_THREAD else self._job.run_apart
        start(line_of, place)

    def _keep(self, line: int | None) -> None:
        if self._asked is None:
            return
        if len(self._lines) >= _MOST_KEPT:
            self._lines.clear()
        self._lines[self._asked], self._asked = line, None
        self.found.emit()
