"""Imprecise times as columns: one array a bound, one row a time, read-only."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.model.arrays import Bytes, Floats, Indices, Mask, frozen, widths
from timeline_app.model.edtf import Precision
from timeline_app.model.when import Kind, When

APPROXIMATE_START, UNCERTAIN_START, APPROXIMATE_END, UNCERTAIN_END = 1, 2, 4, 8
"""Bits of `TimeColumns.flags`."""


class End(NamedTuple):
    """Where something begins or ends.

    Attributes:
        bound: seconds.
        precision: the unit to which it is known.
        exclusive: whether the bound is where the unit ends, not where it begins.
    """

    bound: float
    precision: Precision
    exclusive: bool

    @property
    def time(self) -> float:
        """A time in the unit that the bound belongs to, seconds."""
        return math.nextafter(self.bound, -math.inf) if self.exclusive else self.bound


@dataclass(frozen=True)
class Members:
    """The dates of sets of which all are meant.

    Attributes:
        rows: shape (members,), ascending: the row of the set that each belongs to.
        times: of the members, shape (members,); within a set by earliest start.
    """

    rows: Indices
    times: "TimeColumns"


@dataclass(frozen=True)
class TimeColumns:
    """Imprecise times as columns, each of shape (rows,).

    What follows from these columns is made anew whenever it is asked for, since of ten million rows it would fill the
    memory: whoever looks at some rows takes those first.

    Attributes:
        start_earliest, start_latest, end_earliest, end_latest: seconds, latest exclusive; ±inf open, NaN unknown;
            all four NaN where a row has no date.
        kind: `Kind`.
        start_precision, end_precision: `Precision`.
        flags: bits for "~" and "?" of each end.
        members: the dates of those rows that are sets, or None where there is none.
    """

    start_earliest: Floats
    start_latest: Floats
    end_earliest: Floats
    end_latest: Floats
    kind: Bytes
    start_precision: Bytes
    end_precision: Bytes
    flags: Bytes
    members: Members | None = None

    @classmethod
    def of(cls, whens: Iterable[When | None]) -> "TimeColumns":
        """Columns of times; None is a row without a date."""
        times = list(whens)
        rows = [_time_row(when) for when in times]
        bounds = np.array([row[:4] for row in rows], dtype=np.float64).reshape(len(rows), 4).T
        codes = np.array([row[4:] for row in rows], dtype=np.uint8).reshape(len(rows), 4).T
        return cls.of_arrays((*bounds, *codes), _members(times))

    @classmethod
    def of_arrays(cls, columns: Iterable[NDArray[Any]], members: Members | None = None) -> "TimeColumns":
        """Columns of arrays in the order of the attributes, which nobody can write to from here on."""
        arrays: list[Any] = [*map(frozen, columns), members]
        return cls(*arrays)

    @classmethod
    def joined(cls, parts: Sequence["TimeColumns"]) -> "TimeColumns":
        """The rows of several columns one after the other."""
        columns = zip(*(part._columns for part in parts), strict=True)
        return cls.of_arrays(map(np.concatenate, columns), _joined_members(parts))

    def taken(self, rows: NDArray[np.integer[Any]]) -> "TimeColumns":
        """The columns of some rows, in the order and as often as they are named."""
        members = self.members and _taken_members(self.members, rows)
        return self.of_arrays((column[rows] for column in self._columns), members)

    def with_others(self, rows: Indices, others: "TimeColumns") -> "TimeColumns":
        """The same columns with other times in some of their rows, none of which was a set."""
        columns = [column.copy() for column in self._columns]
        for column, other in zip(columns, others._columns, strict=True):
            column[rows] = other
        members = others.members and Members(rows[others.members.rows], others.members.times)
        return self.of_arrays(columns, members)

    @property
    def _columns(self) -> tuple[NDArray[Any], ...]:
        """All columns, in their order."""
        return tuple(getattr(self, column.name) for column in fields(self) if column.name != "members")

    @property
    def bounds(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The four bounds of each row: the earliest and latest start, the earliest and latest end."""
        return self.start_earliest, self.start_latest, self.end_earliest, self.end_latest

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def blurred(self) -> "TimeColumns":
        """The same times with room for doubt: what is approximate or uncertain reaches as far again on its outside.

        No standard says how far "about" goes. For a moment that is before its first bound or after its last, for a
        span on both sides of each end.
        """
        members = self.members and Members(self.members.rows, self.members.times.blurred)
        if not self.flags.any():
            return replace(self, members=members) if members else self
        spans, marked = self.kind != Kind.MOMENT, [(self.flags & bits) > 0 for bits in _MARKS_OF_ENDS]
        start, end = widths(*self.bounds[:2]), widths(*self.bounds[2:])
        before, after = start * marked[0], end * marked[1]
        return replace(
            self,
            start_earliest=frozen(self.start_earliest - before),
            start_latest=frozen(self.start_latest + np.where(spans, before, after)),
            end_earliest=frozen(self.end_earliest - np.where(spans, after, before)),
            end_latest=frozen(self.end_latest + after),
            members=members,
        )

    @property
    def dated(self) -> Mask:
        """Which rows have a date that lies somewhere: one of a year without any known digit lies nowhere."""
        dated = np.logical_or.reduce([np.isfinite(bound) for bound in self.bounds])
        if self.members:
            dated[self.members.rows[self.members.times.dated]] = True
        return frozen(dated)

    @property
    def lo(self) -> Floats:
        """The least time that each row may touch; NaN without a date, -inf where open."""
        lo = np.where(np.isnan(self.start_earliest), self.end_earliest, self.start_earliest)
        lo[~self.dated] = np.nan
        return frozen(lo)

    @property
    def hi(self) -> Floats:
        """The exclusive end of what each row may touch, greater than `lo`; NaN without a date, inf where open."""
        hi = np.where(np.isnan(self.end_latest), self.start_latest, self.end_latest)
        return frozen(np.maximum(hi, np.nextafter(self.lo, np.inf)))  # NaN where `lo` is

    @property
    def first_known(self) -> Floats:
        """The least finite bound of each row, of a set's members too; NaN where there is none."""
        return frozen(self._known_bounds(np.fmin))

    @property
    def last_known(self) -> Floats:
        """The greatest finite bound of each row, of a set's members too; NaN where there is none."""
        return frozen(self._known_bounds(np.fmax))

    def _known_bounds(self, extreme: np.ufunc) -> Floats:
        found = extreme.reduce([np.where(np.isfinite(bound), bound, np.nan) for bound in self.bounds])
        if self.members:
            extreme.at(found, self.members.rows, self.members.times._known_bounds(extreme))
        return np.asarray(found)

    @property
    def latest_start(self) -> Floats:
        """The exclusive limit of when each row began; where that is open or unknown, it was before its end."""
        start = np.where(np.isfinite(self.start_latest), self.start_latest, np.inf)
        return frozen(np.minimum(start, np.where(np.isfinite(self.end_latest), self.end_latest, np.inf)))

    @property
    def earliest_end(self) -> Floats:
        """The least time at which each row was over; where that is open or unknown, it was after its start."""
        end = np.where(np.isfinite(self.end_earliest), self.end_earliest, -np.inf)
        return frozen(np.maximum(end, np.where(np.isfinite(self.start_earliest), self.start_earliest, -np.inf)))

    @property
    def order(self) -> Indices:
        """The dated rows by earliest start, then latest, then row."""
        rows = np.flatnonzero(self.dated)
        return frozen(rows[np.lexsort((self.hi[rows], self.lo[rows]))])

    @property
    def finest(self) -> Precision:
        """The finest precision of any row that has a date, of a set's members too; a day where there is none."""
        dated = self.dated
        codes = [
            column.min(where=dated, initial=Precision.MILLENNIUM)
            for column in (self.start_precision, self.end_precision)
        ]
        codes += [self.members.times.finest] if self.members else []
        return Precision(int(min(codes))) if dated.any() else Precision.DAY

    def ends(self) -> tuple[End, End] | None:
        """The least and greatest finite bound of all, or None where there is none."""
        if self.members:
            return TimeColumns.joined([replace(self, members=None), self.members.times]).ends()
        finite = [np.isfinite(bound) for bound in self.bounds]
        if not any(known.any() for known in finite):
            return None
        pairs = list(zip(self.bounds, finite, strict=True))
        least = min(float(bound.min(where=known, initial=np.inf)) for bound, known in pairs)
        greatest = max(float(bound.max(where=known, initial=-np.inf)) for bound, known in pairs)
        return self._end(least), self._end(greatest)

    def _end(self, bound: float) -> End:
        """The end that several rows have in common: as it is known most closely."""
        precisions = (self.start_precision, self.start_precision, self.end_precision, self.end_precision)
        found = [
            (int(precision[rows].min()), column)
            for column, (values, precision) in enumerate(zip(self.bounds, precisions, strict=True))
            if len(rows := np.flatnonzero(values == bound))
        ]
        closest, column = min(found)
        return End(bound, Precision(closest), bool(column % 2))

    def extent(self) -> tuple[float, float] | None:
        """The least and greatest finite bound, seconds, or None where there is none."""
        ends = self.ends()
        return (ends[0].bound, ends[1].bound) if ends else None


_MARKS_OF_ENDS = (APPROXIMATE_START | UNCERTAIN_START, APPROXIMATE_END | UNCERTAIN_END)


def _time_row(when: When | None) -> tuple[float, ...]:
    if when is None:
        return (math.nan, math.nan, math.nan, math.nan, 0, 0, 0, 0)
    start, end = when.start_qualifier, when.end_qualifier
    flags = APPROXIMATE_START * start.approximate + UNCERTAIN_START * start.uncertain
    flags += APPROXIMATE_END * end.approximate + UNCERTAIN_END * end.uncertain
    return (*when.start, *when.end, when.kind, when.start_precision, when.end_precision, flags)


def _members(times: Sequence[When | None]) -> Members | None:
    sets = [(row, when.members) for row, when in enumerate(times) if when and when.members]
    if not sets:
        return None
    rows = np.array([row for row, members in sets for _ in members], dtype=np.int64)
    return Members(frozen(rows), TimeColumns.of(member for _, members in sets for member in members))


def _joined_members(parts: Sequence[TimeColumns]) -> Members | None:
    firsts = np.cumsum([0, *(len(part) for part in parts)])
    found = [(part.members, int(first)) for part, first in zip(parts, firsts, strict=False) if part.members]
    if not found:
        return None
    rows = np.concatenate([members.rows + first for members, first in found])
    return Members(frozen(rows), TimeColumns.joined([members.times for members, _ in found]))


def _taken_members(members: Members, rows: NDArray[np.integer[Any]]) -> Members | None:
    firsts, limits = (np.searchsorted(members.rows, rows, side) for side in ("left", "right"))
    counts = limits - firsts
    if not counts.any():
        return None
    places = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    owners = np.repeat(np.arange(len(rows)), counts)
    return Members(frozen(owners), members.times.taken(np.repeat(firsts, counts) + places))
