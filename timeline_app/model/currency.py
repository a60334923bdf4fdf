"""Which estimates were current at a time: known then, or possibly known, and which they replaced."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from timeline_app.model.arrays import Mask
from timeline_app.model.records import Estimate
from timeline_app.model.table import EstimateTable
from timeline_app.model.time_columns import TimeColumns

Series = tuple[str, str, str, str]
"""Publisher, measure, subject and period: figures that replace each other."""


@dataclass(frozen=True, slots=True)
class Current:
    """The estimates of one series at a time, rows of the estimate table.

    Attributes:
        series: what they have in common.
        known: the latest known; more than one where their order can't be known.
        possible: those whose date may lie before the time or after it.
        earlier: known ones that a later one has replaced, oldest first.
    """

    series: Series
    known: tuple[int, ...]
    possible: tuple[int, ...]
    earlier: tuple[int, ...]


def series_of(estimate: Estimate) -> Series:
    """What an estimate has in common with those that it replaces."""
    return estimate.publisher, estimate.measure, estimate.subject, estimate.per


def are_known(dates: TimeColumns, at: float) -> Mask:
    """Which dates lie before a time for certain; what is approximate or uncertain does so somewhat later."""
    return np.asarray(dates.blurred.hi <= at)


def are_possible(dates: TimeColumns, at: float) -> Mask:
    """Which dates may lie before a time, and may not: an open earlier end is no evidence that they do."""
    times = dates.blurred
    return np.isfinite(times.lo) & (times.lo < at) & (at < times.hi)


def current_at(estimates: EstimateTable, at: float) -> tuple[Current, ...]:
    """The estimates that were current at a time, by series, in the order of the table.

    Args:
        at: seconds, the exclusive end of the date: what is dated 28 February is known at its close.
    """
    rows_of: dict[Series, list[int]] = defaultdict(list)
    for row, series in enumerate(_all_series(estimates.records)):
        rows_of[series].append(row)
    known, possible = are_known(estimates.times, at), are_possible(estimates.times, at)
    found = (
        _current(estimates, series, [row for row in rows if known[row]], tuple(row for row in rows if possible[row]))
        for series, rows in rows_of.items()
    )
    return tuple(current for current in found if current.known or current.possible)


def _all_series(records: tuple[Estimate, ...]) -> list[Series]:
    """The series of each estimate; what is superseded belongs to its successor's, however its subject is put."""
    successors = {record.supersedes: record for record in records if record.supersedes}
    return [_last_series(record, successors) for record in records]


def _last_series(record: Estimate, successors: Mapping[str, Estimate]) -> Series:
    seen = {record.id}
    while (later := successors.get(record.id)) and later.id not in seen and _comparable(record, later):
        record = later
        seen.add(record.id)
    return series_of(record)


def _comparable(one: Estimate, other: Estimate) -> bool:
    return (one.publisher, one.measure, one.per) == (other.publisher, other.measure, other.per)


def _current(estimates: EstimateTable, series: Series, known: list[int], possible: tuple[int, ...]) -> Current:
    records, times = estimates.records, estimates.times.blurred
    newest_start = max((times.lo[row] for row in known), default=-math.inf)
    older = {row for row in known if times.hi[row] <= newest_start}
    superseded = {records[row].supersedes for row in known}
    replaced = older | {row for row in known if records[row].id in superseded}
    if len(replaced) == len(known):  # they supersede each other in a circle, which replaces nothing
        replaced = older
    earlier = sorted(replaced, key=lambda row: (times.hi[row], row))
    return Current(series, tuple(row for row in known if row not in replaced), possible, tuple(earlier))
