"""What the card of an estimate says beside the figure itself: how it changed, and how others of its measure differ."""

from collections.abc import Iterator

import numpy as np

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item, View
from timeline_app.layout.wording import estimate_date_words, estimate_words, figure_words
from timeline_app.model.currency import current_at
from timeline_app.model.derived import difference, ratio, silent_days
from timeline_app.model.edtf import Precision
from timeline_app.model.quantity import NumberFormat, Quantity
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Kind
from timeline_app.model.zones import Zone

_MOST_COMPARED = 8
_LEAST_SERIES = 2
"""A figure alone is no series."""


def change(index: TimelineIndex, row: int, view: View) -> Iterator[tuple[str, Item]]:
    """What was added since the publisher's figure before: "+550 since 148,690, as of 27 Feb 2023"."""
    timeline = index.timeline
    series, records = timeline.estimates.series, timeline.estimates.records
    before = _before(timeline, row)
    if before is None or series.keys[int(series.of_row[row])][-1]:
        return
    added = difference(records[row].quantity, records[before].quantity)
    if added is not None:
        told = _dated_words(timeline, before, view)
        since = f"the day before: {told}" if _is_next_day(timeline, before, row) else told
        yield f"{signed_words(added, view.numbers)} since {since}", Item("estimate", before)


def _dated_words(timeline: Timeline, row: int, view: View) -> str:
    record = timeline.estimates.records[row]
    return f"{figure_words(record, view.numbers)}, {estimate_date_words(timeline, record, view.zone)}"


def _is_next_day(timeline: Timeline, before: int, row: int) -> bool:
    """Whether two figures are of a day and the next."""
    times = timeline.estimates.times.taken(np.array([before, row]))
    days = bool((times.start_precision == Precision.DAY).all()) and not times.flags.any()
    return days and bool((times.kind == Kind.MOMENT).all()) and float(times.hi[0]) == float(times.lo[1])


def series(index: TimelineIndex, row: int, view: View) -> Iterator[tuple[str, Item | None]]:
    """The series that a figure belongs to: its first and last figure, those beside it, and days without any."""
    timeline = index.timeline
    table, times = timeline.estimates.series, timeline.estimates.times.blurred
    rows = table.rows(int(table.of_row[row]))
    listed, this = rows.tolist(), int(table.same[row])
    if len(listed) < _LEAST_SERIES or this not in listed:
        return
    place = listed.index(this)
    named = {0: "first", place - 1: "before", place + 1: "next", len(listed) - 1: "last"}
    yield f"{view.numbers(place + 1)} of {view.numbers(len(listed))} figures by date", None
    for other, name in sorted(named.items()):
        if 0 <= other < len(listed) and other != place:
            yield f"{name}: {_dated_words(timeline, listed[other], view)}", Item("estimate", listed[other])
    starts, ends = times.lo[rows], times.hi[rows]
    bounded = np.isfinite(starts) & np.isfinite(ends)
    if bounded.any():
        silent, days = silent_days(starts[bounded], ends[bounded], Zone(timeline.time_zone))
        share = f"{silent / days:.1%}".replace(".0%", "%")
        counted = f"{view.numbers(silent)} of {view.numbers(days)} days ({share})"
        yield f"no figure known to be of {counted}, first to last", None


def _before(timeline: Timeline, row: int) -> int | None:
    """The figure of the same series before one, where its order is known."""
    series, times = timeline.estimates.series, timeline.estimates.times
    rows = series.rows(int(series.of_row[row])).tolist()
    this = int(series.same[row])
    place = rows.index(this) if this in rows else 0
    if place == 0 or times.hi[rows[place - 1]] > times.lo[this]:
        return None
    return int(rows[place - 1])


def others(index: TimelineIndex, row: int, view: View) -> Iterator[tuple[str, Item]]:
    """Figures of other publishers of the same measure: "2.5 to 3.7 times 40,000–60,000: UK MoD …", with both dates.

    They are those that are current with it at the cursor, or, where it isn't, those that were when it was made.
    """
    timeline = index.timeline
    records, series = timeline.estimates.records, timeline.estimates.series
    own, date = series.keys[int(series.of_row[row])], records[row].date
    currents = current_at(timeline.estimates, view.as_of)
    if date and not any(int(series.same[row]) in current.known for current in currents):
        currents = current_at(timeline.estimates, date.latest)
    found, own_date = 0, estimate_date_words(timeline, records[row], view.zone)
    for current in currents:
        publisher, measure, _, per = current.series
        if publisher == own[0] or (measure, per) != (own[1], own[3]):
            continue
        for other in current.known:
            times = ratio(records[row].quantity, records[other].quantity)
            if times is not None and found < _MOST_COMPARED:
                found += 1
                said = estimate_words(index, records[other], view.numbers)
                dated = estimate_date_words(timeline, records[other], view.zone)
                dates = dated if dated == own_date else f"{dated} (this one: {own_date})"
                yield f"{times_words(*times)} {said}, {dates}", Item("estimate", other)


def tellings(index: TimelineIndex, row: int, view: View) -> Iterator[tuple[str, Item]]:
    """Others that tell the same figure, each in its words."""
    timeline = index.timeline
    for other in timeline.estimates.series.tellings(row):
        estimate = timeline.estimates.records[other]
        worded = f" “{estimate.measure_stated}”" if estimate.measure_stated else ""
        yield f"{figure_words(estimate, view.numbers)}{worded}: the same figure, told again", Item("estimate", other)


def signed_words(added: Quantity, numbers: NumberFormat) -> str:
    """What was added, with its sign: "+550", "−200", "+300 to +700"."""
    named = [value for value in (added.low, added.high) if value is not None] if added.is_range else []
    if named:
        low, high = (_signed(value, numbers) for value in named)
        return low if low == high else f"{low} to {high}"
    point = added.point
    return "no number" if point is None else f"{'about ' if added.approximate else ''}{_signed(point, numbers)}"


def _signed(value: float, numbers: NumberFormat) -> str:
    return f"{'−' if value < 0 else '+'}{numbers(abs(value))}" if value else "unchanged"


def times_words(least: float, most: float) -> str:
    """How many times one figure is another: "2.5 to 3.7 times", "0.3 times"."""
    low, high = (f"{value:.2g}" if value < 100 else f"{value:,.0f}" for value in (least, most))
    return f"{low} times" if low == high else f"{low} to {high} times"
