"""What is compared: the figures current at a date, in blocks of one measure and period, a row for each publisher."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Sort, View
from timeline_app.model.currency import Current, current_at
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import MEASURES, Estimate
from timeline_app.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with those that it replaced.

    Attributes:
        estimate: row of the estimate table.
        earlier: those of the figures that it replaced, oldest first.
        possible: whether it may be later than the date of the comparison.
        tellings: those of other estimates that tell the same figure.
    """

    estimate: int
    earlier: tuple[int, ...] = ()
    possible: bool = False
    tellings: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[int, ...]:
        """All estimates whose marks it has."""
        return self.estimate, *self.earlier


@dataclass(frozen=True)
class Block:
    """Figures that count the same.

    Attributes:
        measure, per: what, and for which period; "" for a running total.
        rows: in the order asked for.
    """

    measure: str
    per: str
    rows: tuple[Row, ...]

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """All estimates whose marks it has."""
        return tuple(number for row in self.rows for number in row.shown)


def compared(index: TimelineIndex, view: View) -> tuple[Block, ...]:
    """The blocks as of the view's cursor: running totals in the measures' order, then figures for a period."""
    timeline = index.timeline
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for current in current_at(timeline.estimates, view.as_of, index.kept_estimates):
        _, measure, _, per = current.series
        found[measure, per] += _rows(timeline, current)
    order = {name: position for position, name in enumerate(MEASURES)}
    keys = sorted(found, key=lambda key: (key[1], order.get(key[0], len(order)), key[0]))
    return tuple(Block(*key, tuple(_sorted(timeline, found[key], view.sort))) for key in keys)


def _rows(timeline: Timeline, current: Current) -> list[Row]:
    """The rows of a series, the first of which has the earlier figures."""
    told = timeline.estimates.series.tellings
    rows = [Row(row, (), False, told(row)) for row in current.known]
    rows += [Row(row, (), True, told(row)) for row in current.possible]
    first = rows[0]
    return [Row(first.estimate, current.earlier, first.possible, first.tellings), *rows[1:]]


def _sorted(timeline: Timeline, rows: Iterable[Row], sort: Sort) -> list[Row]:
    key = _KEYS[sort]
    return sorted(rows, key=lambda row: key(timeline, timeline.estimates.records[row.estimate]))


def _by_value(_timeline: Timeline, estimate: Estimate) -> tuple[Any, ...]:
    """The lesser first, by the least number that is named, then by the greatest; what has none last."""
    quantity = estimate.quantity
    named = [value for value in (quantity.low, quantity.best, quantity.high) if value is not None]
    return (not named, min(named, default=0.0), max(named, default=0.0))


def _by_publisher(timeline: Timeline, estimate: Estimate) -> tuple[Any, ...]:
    return (timeline.publisher(estimate.publisher).name.casefold(), *_by_value(timeline, estimate))


def _by_date(timeline: Timeline, estimate: Estimate) -> tuple[Any, ...]:
    """The latest first."""
    return (-estimate.date.latest if estimate.date else np.inf, *_by_value(timeline, estimate))


_KEYS: Mapping[Sort, Callable[[Timeline, Estimate], tuple[Any, ...]]] = {
    Sort.VALUE: _by_value,
    Sort.PUBLISHER: _by_publisher,
    Sort.DATE: _by_date,
}


def left_out(index: TimelineIndex, blocks: Sequence[Block], number: NumberFormat) -> list[str]:
    """What is not compared, so that nothing is missed: of an open earlier end nobody knows how early it is."""
    estimates, kept = index.timeline.estimates, index.kept_estimates
    if not len(estimates):
        return ["This timeline holds no estimates."]
    absent = np.ones(len(estimates), np.bool_)
    for block in blocks:
        absent[list(block.shown)] = False
    absent &= absent[estimates.series.same]  # another telling of a figure that is shown
    filtered = 0 if kept is None else int(np.count_nonzero(absent & ~kept))
    absent &= True if kept is None else kept
    dated = estimates.times.dated
    undated = int(np.count_nonzero(absent & ~dated))
    open_ended = int(np.count_nonzero(absent & dated & np.isneginf(estimates.times.start_earliest)))
    later = int(np.count_nonzero(absent)) - undated - open_ended
    lines = (
        (open_ended, "undated, reported by a later date: may have been out by then"),
        (later, "of a later date"),
        (undated, "without any date, in the undated tray"),
        (filtered, "left out by the filter"),
    )
    return [f"{number(count)} of {number(len(estimates))} {words}" for count, words in lines if count]
