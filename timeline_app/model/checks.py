"""Checks of figures against each other: notes of what differs or may need a second look, never errors."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from timeline_app.model import calendar
from timeline_app.model.arrays import Floats, Indices
from timeline_app.model.derived import bounds_of, difference, long_silences, silent_days, usual_interval
from timeline_app.model.quantity import NumberFormat, Quantity
from timeline_app.model.records import Estimate, measure_of, period_words
from timeline_app.model.series import Series
from timeline_app.model.timeline import Timeline
from timeline_app.model.words import when_words
from timeline_app.model.zones import Zone

_DAY = "P1D"
_LEAST_FIGURES = 4
"""Of fewer figures there is no usual interval."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a check found.

    Attributes:
        kind: which check: "falls", "difference", "part", "range", "two", "silence" or "told".
        words: what is to be said of it.
        rows: of the table, that which it is about first.
        table: "estimate", or "event" where it is about a figure that an event itself carries.
    """

    kind: str
    words: str
    rows: tuple[int, ...]
    table: Literal["estimate", "event"] = "estimate"


def notes_of(timeline: Timeline, numbers: NumberFormat) -> tuple[Note, ...]:
    """All that differs among the figures of a timeline, in the order of their rows; those that events carry last."""
    carried = sorted(_carried(timeline, numbers), key=lambda note: note.rows)
    if not len(timeline.estimates):
        return tuple(carried)
    check = _Check(timeline, numbers)
    parts = (check.ranges(), check.parts(), check.series(), check.days(), check.names())
    return (*sorted((note for part in parts for note in part), key=lambda note: note.rows), *carried)


def _carried(timeline: Timeline, numbers: NumberFormat) -> Iterator[Note]:
    """The figures of events whose bounds are out of order, found by columns."""
    for figures in timeline.events.figures:
        low, best, high = figures.low, figures.best, figures.high
        with np.errstate(invalid="ignore"):
            wrong = (low > best) | (best > high) | (low > high)
        for row in np.flatnonzero(wrong).tolist():
            event, figure = timeline.event(row), figures.figure(row)
            what = _disorder(figure.quantity, numbers) if figure else ""
            who = timeline.publisher(figures.publisher).name if figures.publisher else ""
            date = when_words(event.when, short=True) if event.when else ""
            name = (event.title, who, measure_of(figures.measure).title.lower(), date)
            yield Note("range", f"{', '.join(part for part in name if part)}: {what}", (row,), "event")


def _disorder(quantity: Quantity, numbers: NumberFormat) -> str:
    """Which bounds of a figure are out of order: "low 20 is greater than best 9", or ""."""
    named = (("low", quantity.low), ("best", quantity.best), ("high", quantity.high))
    return ", ".join(
        f"{one} {numbers(lesser)} is greater than {other} {numbers(greater)}"
        for (one, lesser), (other, greater) in combinations(named, 2)
        if lesser is not None and greater is not None and lesser > greater
    )


class _Check:
    """The checks of one timeline."""

    def __init__(self, timeline: Timeline, numbers: NumberFormat) -> None:
        self._timeline, self._numbers = timeline, numbers
        self._records, self._series = timeline.estimates.records, timeline.estimates.series
        times = timeline.estimates.times.blurred
        self._lo, self._hi = times.lo, times.hi
        named = timeline.estimates.numbers
        with np.errstate(invalid="ignore"):
            self._least = np.fmin(np.fmin(named[:, 0], named[:, 1]), named[:, 2])
            self._most = np.fmax(np.fmax(named[:, 0], named[:, 1]), named[:, 2])

    def ranges(self) -> Iterator[Note]:
        """A range that ends below its beginning, or a best figure outside it."""
        for row, record in enumerate(self._records):
            if what := _disorder(record.quantity, self._numbers):
                yield Note("range", f"{self._name(row)}: {what}", (row,))

    def parts(self) -> Iterator[Note]:
        """A part that is greater than its whole."""
        for row, record in enumerate(self._records):
            whole = self._timeline.estimates.row_of(record.part_of) if record.part_of else None
            if whole is not None and self._least[row] > self._most[whole]:
                what = f"{self._figure(row)} is greater than {self._figure(whole)}, of which it is a part"
                yield Note("part", f"{self._name(row)}: {what}", (row, whole))

    def series(self) -> Iterator[Note]:
        """What differs inside a series: figures of one day, running totals that fall, long silences."""
        for number, key in enumerate(self._series.keys):
            rows = self._series.rows(number)
            yield from self._two(rows)
            if not key[-1]:
                yield from self._falls(rows)
            yield from self._silence(rows)

    def _two(self, rows: Indices) -> Iterator[Note]:
        """Two different figures for one date."""
        alike = (self._lo[rows][1:] == self._lo[rows][:-1]) & (self._hi[rows][1:] == self._hi[rows][:-1])
        for place in np.flatnonzero(alike & np.isfinite(self._lo[rows][1:])).tolist():
            one, other = int(rows[place]), int(rows[place + 1])
            what = f"two figures for one date, {self._figure(one)} and {self._figure(other)}"
            yield Note("two", f"{self._name(other)}: {what}", (other, one))

    def _falls(self, rows: Indices) -> Iterator[Note]:
        """A running total that is lower than the one before it."""
        in_order = self._hi[rows][:-1] <= self._lo[rows][1:]
        for place in np.flatnonzero(in_order & (self._most[rows][1:] < self._least[rows][:-1])).tolist():
            earlier, later = int(rows[place]), int(rows[place + 1])
            if bounds_of(self._records[earlier].quantity) and bounds_of(self._records[later].quantity):
                what = f"the running total is lower than the one before: {self._figure(later)} after"
                words = f"{self._name(later)}: {what} {self._figure(earlier)} (corrected, or counted anew)"
                yield Note("falls", words, (later, earlier))

    def _silence(self, rows: Indices) -> Iterator[Note]:
        """A series that was silent for much longer than usual; all its silences are one note."""
        starts, ends = self._bounded(rows)
        if len(starts) < _LEAST_FIGURES or not usual_interval(starts, ends):
            return
        silences = np.flatnonzero(long_silences(starts, ends))
        if not len(silences):
            return
        lengths = (starts[1:] - ends[:-1])[silences] / calendar.DAY
        longest = int(silences[np.argmax(lengths)])
        bounded = rows[np.isfinite(self._lo[rows]) & np.isfinite(self._hi[rows])]
        before, after = int(bounded[longest]), int(bounded[longest + 1])
        silent, days = silent_days(starts, ends, Zone(self._timeline.time_zone))
        usual = usual_interval(starts, ends) / calendar.DAY
        words = (
            f"{self._name(before)}: nothing was said for {self._days(float(lengths.max()))}, "
            f"up to {self._date(after)}; as a rule a figure comes every {self._days(usual)}. "
            f"So long {self._times(len(silences))} in all, "
            f"and {silent / days:.0%} of {self._numbers(days)} days have no figure that is known to be of them"
        )
        yield Note("silence", words, (before, after))

    def _bounded(self, rows: Indices) -> tuple[Floats, Floats]:
        """The bounds of those dates of a series that have both."""
        starts, ends = self._lo[rows], self._hi[rows]
        bounded = np.isfinite(starts) & np.isfinite(ends)
        return starts[bounded], np.maximum.accumulate(ends[bounded])

    def days(self) -> Iterator[Note]:
        """A figure for a day that isn't what the same publisher's running total grew by."""
        for number, key in enumerate(self._series.keys):
            total = self._total_of(key) if key[-1] == _DAY else None
            if total is not None:
                yield from self._days_of(self._series.rows(number), self._series.rows(total))

    def _total_of(self, day: Series) -> int | None:
        """The running total that figures for a day belong to: of the same people, or the only one of its publisher."""
        totals = [number for number, key in enumerate(self._series.keys) if key[:2] == day[:2] and not key[-1]]
        same = [number for number in totals if self._series.keys[number][2] == day[2]]
        return next(iter(same or (totals if len(totals) == 1 else ())), None)

    def _days_of(self, days: Indices, totals: Indices) -> Iterator[Note]:
        by_end = dict(zip(self._hi[totals].tolist(), totals.tolist(), strict=True))
        for row, start, end in zip(days.tolist(), self._lo[days].tolist(), self._hi[days].tolist(), strict=True):
            after, before = by_end.get(end), by_end.get(start)  # a day may be an hour shorter or longer
            if after is None or before is None:
                continue
            grown = difference(self._records[after].quantity, self._records[before].quantity)
            told, said = bounds_of(self._records[row].quantity), bounds_of(grown) if grown else None
            if grown and said and told and not grown.approximate and (told[1] < said[0] or said[1] < told[0]):
                what = f"{self._figure(row)} in the day, where its running total grew by {grown.words(self._numbers)}"
                yield Note("difference", f"{self._name(row)}: {what}", (row, after, before))

    def names(self) -> Iterator[Note]:
        """A count that sources call by different names, which one figure that both tell has shown to be the same."""
        named: dict[int, set[tuple[str, str]]] = {}
        for row, record in enumerate(self._records):
            for other in self._series.tellings(row):
                theirs, number = self._records[other], int(self._series.of_row[row])
                names = (record.measure, theirs.measure)
                if row < other and names[0] != names[1] and names not in named.setdefault(number, set()):
                    named[number].add(names)
                    what = f"{self._figure(row)}, {_name_of(record)}, and {self._figure(other)}, {_name_of(theirs)}"
                    yield Note("told", f"{self._name(row)}: taken to be one count, told twice: {what}", (row, other))

    # Words

    def _name(self, row: int) -> str:
        """Who, what and when: "Ukraine MoD, killed, 28 Feb 2023"."""
        record = self._records[row]
        measure = " ".join(
            part for part in (measure_of(record.measure).title.lower(), period_words(record.per)) if part
        )
        parts = (self._timeline.publisher(record.publisher).name, measure, self._date(row))
        return ", ".join(part for part in parts if part)

    def _date(self, row: int) -> str:
        date = self._records[row].date
        return when_words(date, short=True) if date else ""

    def _figure(self, row: int) -> str:
        return self._records[row].quantity.words(self._numbers)

    def _days(self, days: float) -> str:
        return "day" if days == 1 else f"{self._numbers(round(days, 1 if days < 10 else 0))} days"

    @staticmethod
    def _times(count: int) -> str:
        return "once" if count == 1 else f"{count:,} times"


def _name_of(record: Estimate) -> str:
    return f"“{record.measure_stated or record.measure}”"
