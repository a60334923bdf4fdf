"""How imprecise times lie to each other: before, after, overlaps and during, each yes, no or not to be known.

Allen's relations ("Maintaining knowledge about temporal intervals", 1983), coarsened to the four that people ask for
and asked of bounds. A time stands for everything that it may have been: a moment for one instant t with
earliest <= t < latest, a span for a start and an end inside their bounds with start <= end. An open end has no limit;
an unknown one is an instant anywhere that the other allows; an end whose two bounds are equal lies just there. An
answer is yes if the relation holds of all that two times may have been, no if of none of it: exact for moments and
spans.

A set of which all are meant happens at each of its members. It is before or after what all of them are, overlaps what
one of them does, and is during what each of them is; something is during a set if it is during one of its members.
Members are judged one by one, so overlaps and during may be unknown where all of them together would decide.

Dates that are approximate or uncertain have room for doubt, see `TimeColumns.blurred`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, reduce
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from timeline_app.model.arrays import Floats, Indices, Mask
from timeline_app.model.blocks import blocks, earliest, gathered
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind, When

Answers = NDArray[np.uint8]


class Answer(IntEnum):
    """Whether something holds, as far as that can be known; "and" is the least of several, "or" the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True)
class _Extents:
    """Where moments and spans may begin and end, once start <= end is taken into account; computed as it is asked for.

    Attributes:
        times: the moments and spans.
    """

    times: TimeColumns

    @cached_property
    def instant(self) -> Mask:
        """Which are moments: their two ends are the same."""
        moments: Mask = self.times.kind == Kind.MOMENT
        return moments

    @cached_property
    def first(self) -> Floats:
        """The least start."""
        return _known(self.times.start_earliest, -np.inf)

    @cached_property
    def first_limit(self) -> Floats:
        """The exclusive limit of all starts."""
        limit = np.minimum(_known(self.times.start_latest, np.inf), self.last_limit)
        return np.where(self.instant, self.last_limit, limit)

    @cached_property
    def last(self) -> Floats:
        """The least end."""
        return np.maximum(self.first, _known(self.times.end_earliest, -np.inf))

    @cached_property
    def last_limit(self) -> Floats:
        """The exclusive limit of all ends; a moment lasts at least until the next float."""
        limit = _known(self.times.end_latest, np.inf)
        return np.where(self.instant, np.maximum(limit, np.nextafter(self.first, np.inf)), limit)


@dataclass(frozen=True, slots=True)
class TimeRelation:
    """A question about two times.

    Attributes:
        holds: answers it for extents of moments and spans, pair by pair.
        of_set: what the answers for the members of a set come to: the least or the greatest.
        to_set: the same where the set is what is compared with.
    """

    holds: Callable[[_Extents, _Extents], Answers]
    of_set: np.ufunc
    to_set: np.ufunc

    def __call__(self, one: When, other: When) -> Answer:
        """The answer for two times."""
        return Answer(self.of_all(TimeColumns.of([one]), TimeColumns.of([other]))[0])

    def of_all(self, times: TimeColumns, other: TimeColumns) -> Answers:
        """The answers for many times, each compared with the same other one.

        Args:
            times: any number of rows.
            other: one row.

        Returns:
            shape (rows,), `Answer`; no where one of the two has no date.
        """
        times, other = times.blurred, other.blurred
        theirs = other if other.members is None else other.members.times
        places = [_Extents(theirs.taken(np.array([place]))) for place in range(len(theirs))]
        answers = self._compared(_Extents(times), places)
        if times.members is not None:
            rows, starts = np.unique(times.members.rows, return_index=True)
            answers[rows] = self.of_set.reduceat(self._compared(_Extents(times.members.times), places), starts)
        answers[~(times.dated & other.dated)] = Answer.NO
        return answers

    def _compared(self, ours: _Extents, theirs: Iterable[_Extents]) -> Answers:
        """The answers for moments and spans, each compared with a set of others, one row each."""
        return reduce(self.to_set, (self.holds(ours, their) for their in theirs))


def _known(bounds: Floats, otherwise: float) -> Floats:
    return np.where(np.isnan(bounds), otherwise, bounds)


# The questions


def _precedes(least: Floats, limit: Floats, other_least: Floats, other_limit: Floats) -> Answers:
    """Whether a point inside the first bounds comes before one inside the second, or at the same instant."""
    possible = np.where(least < other_limit, np.uint8(Answer.UNKNOWN), np.uint8(Answer.NO))
    return np.where(limit <= other_least, np.uint8(Answer.YES), possible)


def _before(one: _Extents, other: _Extents) -> Answers:
    return _precedes(one.last, one.last_limit, other.first, other.first_limit)


def _after(one: _Extents, other: _Extents) -> Answers:
    return _before(other, one)


def _overlaps(one: _Extents, other: _Extents) -> Answers:
    """Neither before nor after: bounds have no gaps, so two times that may lie either way may also meet."""
    return np.uint8(Answer.YES) - np.maximum(_before(one, other), _after(one, other))


def _touches(one: _Extents, other: _Extents) -> Answers:
    """Whether they may overlap, which their bounds say for certain; a limit is no evidence of what lies beyond it."""
    (start, limit), (other_start, other_limit) = _drawn(one), _drawn(other)
    apart = (limit <= other_start) | (other_limit <= start)
    return np.where(apart, np.uint8(Answer.NO), np.uint8(Answer.YES))


def _drawn(times: _Extents) -> tuple[Floats, Floats]:
    """From when to when something may have been; of a moment that is dated by a limit alone, that limit."""
    start, limit = times.first, times.last_limit
    by = times.instant & np.isneginf(start)
    since = times.instant & np.isposinf(limit)
    return np.where(by, np.nextafter(limit, -np.inf), start), np.where(since, np.nextafter(start, np.inf), limit)


def _during(one: _Extents, other: _Extents) -> Answers:
    """It starts no earlier and ends no later; inside an instant, only what may be an instant itself."""
    starts = _precedes(other.first, other.first_limit, one.first, one.first_limit)
    ends = _precedes(one.last, one.last_limit, other.last, other.last_limit)
    lasting = one.first_limit <= one.last
    return np.where(other.instant & lasting, np.uint8(Answer.NO), np.minimum(starts, ends))


before = TimeRelation(_before, of_set=np.minimum, to_set=np.minimum)
"""Whether one is over when the other begins."""
after = TimeRelation(_after, of_set=np.minimum, to_set=np.minimum)
"""Whether one begins when the other is over."""
overlaps = TimeRelation(_overlaps, of_set=np.maximum, to_set=np.maximum)
"""Whether the two share some time."""
touches = TimeRelation(_touches, of_set=np.maximum, to_set=np.maximum)
"""Whether the two may share some time: what is drawn of one lies over the other."""
during = TimeRelation(_during, of_set=np.minimum, to_set=np.maximum)
"""Whether one lies within the other."""


# Neighbours of which the order is not known

MOST_COUNTED = 100_000
"""When more neighbours than this are found, no others are looked for."""


def first_unordered(
    times: TimeColumns, row: int, most: int, wanted: Callable[[], bool] = lambda: True
) -> tuple[Indices, int]:
    """The first rows of which it can't be known whether they are before or after this one, and how many there are.

    In time order; ten million are looked through in some ten milliseconds. Of very many the first in the table are
    looked at, and the number is more than `MOST_COUNTED`.

    Args:
        times: of the whole table.
        row: which of them.
        most: rows at most.
        wanted: asked now and then whether to go on; where not, those that were found so far are the answer.
    """
    this = times.taken(np.array([row]))
    reach = _reach(this)
    looked_through = takewhile(lambda _: wanted(), blocks(len(times)))
    near = (rows[_may_touch(times, slice(rows[0], rows[-1] + 1), reach)] for rows in looked_through)
    first, count = np.empty(0, dtype=np.int64), 0
    for rows in gathered(near):
        if count > MOST_COUNTED:
            break
        rows = _unordered_among(times, rows[rows != row], this)
        first, count = earliest(times, np.concatenate([first, rows]), most), count + len(rows)
    return first, count


def _reach(this: TimeColumns) -> tuple[float, float]:
    """From when on a time may begin, and the exclusive limit of its end."""
    blurred = this.blurred
    extents = _Extents(blurred if blurred.members is None else blurred.members.times)
    return float(extents.first.min()), float(extents.last_limit.max())


def _may_touch(times: TimeColumns, rows: slice, reach: tuple[float, float]) -> Mask:
    """Which rows need a closer look: what is plainly over before or begins behind all that a time may have been can't.

    What is approximate or uncertain, and a set, always need one.
    """
    start, limit = reach
    apart = (times.end_latest[rows] < start) | (times.start_earliest[rows] >= limit)
    unclear: Mask = (times.flags[rows] > 0) | (times.kind[rows] == Kind.SET)
    return ~apart | unclear


def _unordered_among(times: TimeColumns, rows: Indices, this: TimeColumns) -> Indices:
    """Which of some rows may be before or after a time."""
    taken = times.taken(rows)
    answers = [relation.of_all(taken, this) for relation in (before, after)]
    return rows[np.logical_or.reduce([answer == Answer.UNKNOWN for answer in answers])]
