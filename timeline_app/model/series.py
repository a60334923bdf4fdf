"""Which estimates are one count: figures that replace each other, and figures that several sources tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from timeline_app.model.arrays import Floats, Indices, frozen
from timeline_app.model.records import MEASURES, Estimate
from timeline_app.model.time_columns import TimeColumns

Series = tuple[str, str, str, str]
"""Publisher, measure, subject and period: figures that replace each other."""
_LEAST_DIGITS = 3
"""A number of fewer digits before its zeros may be the same by chance."""


def series_of(estimate: Estimate) -> Series:
    """What an estimate has in common with those that it replaces."""
    return estimate.publisher, estimate.measure, estimate.subject, estimate.per


@dataclass(frozen=True, eq=False)
class SeriesTable:
    """The series of an estimate table, and which of its figures are told more than once.

    Two estimates of one publisher and series with the same numbers for the same date are one figure, told twice: they
    don't confirm each other. Two series of one publisher and period are one count under two names if they tell such a
    figure, of three digits at least, and if no more than one of them has a measure that we know and no more than one
    says who is counted: a newspaper's "death toll" is the ministry's "personnel" if both are 149,240 on the same day.

    Attributes:
        keys: what the figures of each series have in common; of several names the one that we know.
        of_row: the number of the series of each estimate, shape (estimates,).
        same: the row that stands for the same figure, its own where no other tells it, shape (estimates,).
    """

    keys: tuple[Series, ...]
    of_row: Indices
    same: Indices
    _ordered: Indices = field(repr=False)
    _starts: Indices = field(repr=False)
    _told: Mapping[int, tuple[int, ...]] = field(repr=False)

    @classmethod
    def of(cls, records: Sequence[Estimate], times: TimeColumns, numbers: Floats) -> "SeriesTable":
        """The series of some estimates.

        Args:
            records: the estimates.
            times: their dates.
            numbers: low, best and high of each, NaN where absent; shape (estimates, 3).
        """
        figures = _figures(records, times, numbers)
        keys, of_row = _coded(_joined(records, list(_named(records)), figures))
        same = _same(records, figures, of_row)
        rows = np.flatnonzero(times.dated & (same == np.arange(len(records))))
        lo, hi = times.blurred.lo[rows], times.blurred.hi[rows]
        ordered = rows[np.lexsort((rows, hi, lo, of_row[rows]))]
        starts = np.searchsorted(of_row[ordered], np.arange(len(keys) + 1))
        return cls(keys, of_row, same, frozen(ordered), frozen(starts), _told(same))

    def rows(self, number: int) -> Indices:
        """The dated figures of a series by date, each of them once."""
        return self._ordered[self._starts[number] : self._starts[number + 1]]

    def measure_of(self, row: int) -> str:
        """What an estimate is taken to count, by the name that its series goes by."""
        return self.keys[int(self.of_row[row])][1]

    def tellings(self, row: int) -> tuple[int, ...]:
        """The other estimates that tell the same figure."""
        return tuple(other for other in self._told.get(int(self.same[row]), ()) if other != row)


def _told(same: Indices) -> Mapping[int, tuple[int, ...]]:
    """The estimates that tell a figure which more than one tells, by the one that stands for it."""
    found: dict[int, list[int]] = defaultdict(list)
    counts = np.bincount(same, minlength=len(same))
    for row in np.flatnonzero(counts[same] > 1).tolist():
        found[int(same[row])].append(row)
    return {row: tuple(rows) for row, rows in found.items()}


# The same figures


def _figures(records: Sequence[Estimate], times: TimeColumns, numbers: Floats) -> list[tuple[int, ...]]:
    """The estimates of one publisher and period that have the same numbers and the same date, two at least.

    One that supersedes another is no telling of it.
    """
    superseded = {record.supersedes for record in records if record.supersedes}
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    lo, hi = times.start_earliest.tolist(), times.end_latest.tolist()
    told = np.flatnonzero(times.dated & np.isfinite(numbers).any(axis=1)).tolist()
    named = np.nan_to_num(numbers, nan=-1.0).tolist()
    for row in told:
        record = records[row]
        if not record.supersedes and record.id not in superseded:
            found[record.publisher, record.per, lo[row], hi[row], *named[row]].append(row)
    return [tuple(rows) for rows in found.values() if len(rows) > 1]


def _same(records: Sequence[Estimate], figures: Iterable[tuple[int, ...]], of_row: Indices) -> Indices:
    """The row that stands for each: of those of one series that whose measure we know and that says most."""
    same = np.arange(len(records))
    for rows in figures:
        by_series: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            by_series[int(of_row[row])].append(row)
        for found in by_series.values():
            same[found] = min(found, key=lambda row: (*_rank(records[row]), row))
    return frozen(same)


def _rank(record: Estimate) -> tuple[bool, bool, bool]:
    return record.measure not in MEASURES, not record.subject, not record.sources


# Series


def _named(records: Sequence[Estimate]) -> Iterator[Series]:
    """The series of each estimate; what is superseded belongs to its successor's, however its subject is put."""
    successors = {record.supersedes: record for record in records if record.supersedes}
    return (_last_series(record, successors) for record in records)


def _last_series(record: Estimate, successors: Mapping[str, Estimate]) -> Series:
    seen = {record.id}
    while (later := successors.get(record.id)) and later.id not in seen and _comparable(record, later):
        record = later
        seen.add(record.id)
    return series_of(record)


def _comparable(one: Estimate, other: Estimate) -> bool:
    return (one.publisher, one.measure, one.per) == (other.publisher, other.measure, other.per)


def _joined(records: Sequence[Estimate], named: list[Series], figures: Iterable[tuple[int, ...]]) -> list[Series]:
    """The same, where series that share a figure are one."""
    counts = _Counts()
    for rows in figures:
        distinct = list(dict.fromkeys(named[row] for row in rows))
        for other in distinct[1:]:
            if distinct[0][1] == other[1] or _is_telling(records[rows[0]]):
                counts.join(distinct[0], other)
    return [counts.key(series) for series in named]


def _is_telling(record: Estimate) -> bool:
    """Whether a number is one that two counts don't share by chance."""
    digits = f"{record.quantity.greatest:.0f}".rstrip("0")
    return len(digits) >= _LEAST_DIGITS


class _Counts:
    """Series that were found to be one, as sets that grow."""

    def __init__(self) -> None:
        self._sets: dict[Series, frozenset[Series]] = {}

    def join(self, one: Series, other: Series) -> None:
        """Make one of two, unless that would join what is known to differ."""
        both = self._set(one) | self._set(other)
        if _are_one(both):
            self._sets |= dict.fromkeys(both, both)

    def key(self, series: Series) -> Series:
        """The key of all that is one with a series: with the measure that we know, and with whoever is counted."""
        found = self._set(series)
        if len(found) == 1:
            return series
        publisher, _, _, per = series
        measure = min((key[1] for key in found), key=lambda name: (name not in MEASURES, name))
        return publisher, measure, max(key[2] for key in found), per

    def _set(self, series: Series) -> frozenset[Series]:
        return self._sets.get(series, frozenset((series,)))


def _are_one(keys: Iterable[Series]) -> bool:
    """Whether keys differ in nothing but in names of which one may stand for the other."""
    publishers, measures, subjects, periods = map(set, zip(*keys, strict=True))
    known = measures & set(MEASURES)
    alike = len(publishers) == len(periods) == 1 and len(known) <= 1 and len(measures - known) <= 1
    return alike and len(subjects - {""}) <= 1


def _coded(named: Sequence[Series]) -> tuple[tuple[Series, ...], Indices]:
    """The distinct series, and the number of each row's, in the order of the table."""
    numbers: dict[Series, int] = {}
    of_row = [numbers.setdefault(series, len(numbers)) for series in named]
    return tuple(numbers), frozen(np.array(of_row, np.int64))
