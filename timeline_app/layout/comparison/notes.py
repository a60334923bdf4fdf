"""What stands under a figure: who says it and as of when, how old it is, how it is worded, what it is a part of."""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath

from timeline_app.layout.comparison.blocks import Block, Row
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.layout.wording import (
    estimate_date_words,
    figure_words,
    source_numbers,
    taken_words,
    text_words,
    zone_of,
)
from timeline_app.model import calendar
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import Estimate, measure_of
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.model.words import when_words
from timeline_app.model.words.lists import BOTH, list_words

FEW = 12
"""So many earlier figures have marks of their own; more are counted, and have ticks where there is room."""
_AGES = ((2 * calendar.YEAR, calendar.YEAR, "year"), (45 * calendar.DAY, calendar.YEAR / 12, "month"))
"""From which age on it is told in which unit, seconds; younger ones in days."""


def who_words(index: TimelineIndex, row: int, view: View) -> str:
    """The publisher; on a page that lists the sources with their numbers, or with the file where no source is named."""
    timeline = index.timeline
    estimate = timeline.estimates.records[row]
    who = timeline.publisher(estimate.publisher).name
    return f"{who} {cited_words(timeline, row)}".rstrip() if view.cites else who


def cited_words(timeline: Timeline, row: int) -> str:
    """The numbers of an estimate's sources in a printed list, or else the name of the file that it stands in."""
    numbers = source_numbers(timeline, timeline.estimates.records[row].sources)
    return numbers or (f"[{name}]" if (name := file_name(timeline, row)) else "")


def file_name(timeline: Timeline, row: int) -> str:
    """The name of the file that an estimate stands in, or ""."""
    place = timeline.estimate_place(row)
    return PurePath(place.file).name if place else ""


def further_notes(index: TimelineIndex, row: Row, view: View) -> Iterator[str]:
    """What else is to be said of a figure, a line each."""
    estimate = index.timeline.estimates.records[row.estimate]
    if row.possible:
        yield "possibly later than this date"
    if age := age_words(estimate.date, view.as_of):
        yield age
    if len(row.earlier) > FEW:
        first = index.timeline.estimates.records[row.earlier[0]]
        said = f"{figure_words(first, view.numbers)}, {date_words(index, first, view)}"
        yield f"after {view.numbers(len(row.earlier))} earlier figures, from {said}"
    if row.tellings:
        yield tellings_words(index.timeline, row, view.numbers)
    elif taken := taken_words(index.timeline, row.estimate):
        yield taken
    if view.log and estimate.quantity.names_zero:
        yield "this scale has no place for 0"
    if part := part_words(index.timeline, estimate, view):
        yield part


def part_words(timeline: Timeline, estimate: Estimate, view: View) -> str:
    """What a figure is a part of: "part of its 149,240", "part of its casualties"; "" for what is a whole."""
    return f"part of its {_whole_words(timeline, estimate, view)}" if estimate.part_of else ""


def tellings_words(timeline: Timeline, row: Row, numbers: NumberFormat) -> str:
    """That several sources tell one figure, each in its words: they don't confirm each other."""
    records = timeline.estimates.records
    told = [records[number] for number in (row.estimate, *row.tellings)]
    counted = f"one figure, told by {len(told)} sources"
    if not any(estimate.measure_stated for estimate in told):
        return counted
    alike = len({figure_words(estimate, numbers) for estimate in told}) == 1
    words = dict.fromkeys(_telling(estimate, "" if alike else figure_words(estimate, numbers)) for estimate in told)
    return f"{counted}, as {list_words([one for one in words if one], BOTH)}"


def _telling(estimate: Estimate, figure: str) -> str:
    """The figure, where that needs to be said, and the word of a source for what it counts."""
    stated = f"“{estimate.measure_stated}”" if estimate.measure_stated else ""
    return " ".join(part for part in (figure, stated) if part)


def common_since(index: TimelineIndex, block: Block, view: View) -> str:
    """Since when all of a block count, where that is one date."""
    records = index.timeline.estimates.records
    since = {since_words(index.timeline, records[row.estimate], view) for row in block.rows}
    return since.pop() if len(since) == 1 else ""


def since_words(timeline: Timeline, estimate: Estimate, view: View) -> str:
    """Since when a figure counts, or ""."""
    if not estimate.since:
        return ""
    tell = partial(when_words, short=True)
    return f"since {text_words(estimate.since, zone_of(timeline, estimate), view.zone, tell)}"


def date_words(index: TimelineIndex, estimate: Estimate, view: View) -> str:
    """As of when a figure is."""
    return estimate_date_words(index.timeline, estimate, view.zone)


def _whole_words(timeline: Timeline, estimate: Estimate, view: View) -> str:
    row = timeline.estimates.row_of(estimate.part_of)
    if row is None:
        return estimate.part_of
    whole = timeline.estimates.records[row]
    same = whole.measure == estimate.measure
    return whole.quantity.words(view.numbers) if same else measure_of(whole.measure).title.lower()


def age_words(date: When | None, at: float) -> str:
    """How long before the day that ends at a time a date lies: "5 to 6 months before"; "" for less than a day."""
    if date is None or not calendar.DAY <= at - date.latest < math.inf:
        return ""
    unit, name = next((row[1:] for row in _AGES if at - date.latest > row[0]), (calendar.DAY, "day"))
    least = round((at - date.latest) / unit)
    if math.isinf(date.earliest):
        words = f"at least {least:,}"
    else:
        last = unit if unit == calendar.DAY else 0.0  # a date that is a day ends a day after it begins
        most = round((at - date.earliest - last) / unit)
        words = f"{least:,}" if least >= most else f"{least:,} to {most:,}"
    return f"{words} {name}{'' if words.endswith(' 1') or words == '1' else 's'} before"
