"""Rows for the events in view of a lane that is too large to be stacked whole: the same rows wherever the window is.

Time is ruled, at each zoom step, so closely that the room of any glyph holds a line. An event belongs to the coarsest
line in its room: the multiple of the greatest power of two. All events of a line overlap there, and each gets a row of
its own that is free of those it overlaps which belong to coarser lines. So a row depends on what is near and on what
is long, never on the window, and is found without a look at the rest of the lane.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from timeline_app.model.arrays import Floats, Indices, Mask

LINE = 8.0
"""From line to line, pixels: no room of a glyph may be narrower than two of these."""
_FARTHEST = 2**52
_MOST_KEPT = 20_000
"""When so many rows and lines are kept, all are forgotten; what is asked for again is found again, the same."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Some events with the room that their glyphs take.

    Attributes:
        events: what they are called, shape (events,).
        starts, ends: seconds, each end greater than its start; infinite where open.
    """

    events: Indices
    starts: Floats
    ends: Floats

    def taken(self, places: Indices | Mask) -> "Rooms":
        """Some of them."""
        return Rooms(self.events[places], self.starts[places], self.ends[places])

    @property
    def depth(self) -> int:
        """How many of them overlap where most do: they need so many rows at least."""
        starts, ends = np.sort(self.starts), np.sort(self.ends)
        begun = np.arange(1, len(starts) + 1)
        return int((begun - ends.searchsorted(starts, "right")).max(initial=0))

    def holding(self, time: float) -> "Rooms":
        """Those that a time lies in."""
        return self.taken((self.starts <= time) & (time < self.ends))


@dataclass(slots=True)
class LocalRows:
    """The rows of a lane at one zoom step, found as they are asked for and kept.

    Attributes:
        pixel: seconds.
        most: how many rows there are.
        find: the events whose room a time lies in.
    """

    pixel: float
    most: int
    find: Callable[[float], Rooms]
    _row_of: dict[int, int] = field(default_factory=dict)
    _placed: set[int] = field(default_factory=set)
    _held: dict[int, Rooms] = field(default_factory=dict)

    def of(self, rooms: Rooms, start: float, end: float) -> Indices:
        """A row for each event in a stretch of time; `most` for one that finds none free.

        Args:
            rooms: all events whose room touches the stretch.
            start, end: seconds.
        """
        if len(self._row_of) + len(self._held) > _MOST_KEPT:
            for kept in (self._row_of, self._placed, self._held):
                kept.clear()
        lines = self._lines(rooms)
        for line in sorted(set(lines.tolist()) - self._placed, key=_coarseness, reverse=True):
            self._place(line, rooms, lines, start, end)
        return np.array([self._row_of[event] for event in rooms.events.tolist()], dtype=np.int64)

    def _lines(self, rooms: Rooms) -> Indices:
        """The coarsest line in each room, counted from 1970."""
        gap = LINE * self.pixel
        before = np.clip(np.ceil(rooms.starts / gap) - 1, -_FARTHEST, _FARTHEST).astype(np.int64)
        last = np.clip(np.ceil(rooms.ends / gap) - 1, -_FARTHEST, _FARTHEST).astype(np.int64)
        bit = np.maximum(np.frexp((before ^ last).astype(np.float64))[1] - 1, 0)
        return np.where((before < 0) & (last >= 0), 0, (last >> bit) << bit)

    def _place(self, line: int, rooms: Rooms, lines: Indices, start: float, end: float) -> None:
        """Give a row to each event of a line."""
        if line in self._placed:
            return
        self._placed.add(line)
        inside = start <= line * LINE * self.pixel < end
        members = rooms.taken(lines == line) if inside else self._of_line(line)
        seen = inside and bool(np.all((members.starts >= start) & (members.ends <= end)))
        others = self._coarser_in_view(line, members, rooms, lines) if seen else self._coarser(line)
        if not seen:
            self._place_all(others)
        elif len(others.events):
            self._place_known(others, rooms, lines, start, end)
        order = np.lexsort((members.events, members.starts, members.starts - members.ends))
        self._give_rows(line, members.taken(order), others)

    def _of_line(self, line: int) -> Rooms:
        held = self._holding(line)
        return held.taken(self._lines(held) == line)

    def _coarser_in_view(self, line: int, members: Rooms, rooms: Rooms, lines: Indices) -> Rooms:
        """The events of coarser lines in view that may overlap those of a line."""
        near = (rooms.starts < members.ends.max(initial=-np.inf)) & (rooms.ends > members.starts.min(initial=np.inf))
        return rooms.taken(near & _are_coarser(lines, line))

    def _coarser(self, line: int) -> Rooms:
        """The events that lie over the next coarser line on either side: no others of coarser lines overlap its own."""
        if line == 0:
            return Rooms(np.empty(0, np.int64), np.empty(0), np.empty(0))
        reach = line & -line
        left, right = self._holding(line - reach), self._holding(line + reach)
        right = right.taken(~np.isin(right.events, left.events))
        columns = ((getattr(left, name), getattr(right, name)) for name in ("events", "starts", "ends"))
        found = Rooms(*(np.concatenate(pair) for pair in columns))
        return found.taken(_are_coarser(self._lines(found), line))  # what is open holds the farthest lines, too

    def _holding(self, line: int) -> Rooms:
        if line not in self._held:
            self._held[line] = self.find(line * LINE * self.pixel)
        return self._held[line]

    def _place_known(self, others: Rooms, rooms: Rooms, lines: Indices, start: float, end: float) -> None:
        for line in set(self._lines(others).tolist()) - self._placed:
            self._place(line, rooms, lines, start, end)

    def _place_all(self, others: Rooms) -> None:
        """See to it that some events have their rows, wherever they are."""
        nothing = others.taken(np.empty(0, np.int64))
        for line in set(self._lines(others).tolist()) - self._placed:
            self._place(line, nothing, nothing.events, 0.0, 0.0)

    def _give_rows(self, line: int, members: Rooms, others: Rooms) -> None:
        """Rows for events that all overlap, the longest first; neighbouring lines begin with different ones."""
        free = [(line // 2 + number) % self.most for number in range(self.most)]
        overlaps = (others.starts < members.ends[:, None]) & (others.ends > members.starts[:, None])
        theirs = np.array([self._row_of[event] for event in others.events.tolist()], dtype=np.int64)
        for number, event in enumerate(members.events.tolist()):
            busy = set(theirs[overlaps[number]].tolist()) if free else set()
            row = next((row for row in free if row not in busy), self.most)
            if row < self.most:
                free.remove(row)
            self._row_of[event] = row


def _coarseness(line: int) -> float:
    return float(line & -line) if line else np.inf


def _are_coarser(lines: Indices, line: int) -> Mask:
    """Which lines are coarser than another: multiples of a greater power of two; 0 is the coarsest."""
    return np.asarray((line != 0) & ((lines == 0) | ((lines & -lines) > (line & -line))))
