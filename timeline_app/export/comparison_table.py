"""The comparison as text to take along: tab-separated, CSV or Markdown, each figure with its sources."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from timeline_app.layout.comparison.blocks import Block, Row, compared
from timeline_app.layout.comparison.notes import date_words, since_words, tellings_words
from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.layout.wording import figure_words, taken_words
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import SourceRef, measure_of, period_words
from timeline_app.model.timeline import Timeline

HEADER = (
    "Measure",
    "In the source's words",
    "Figure",
    "Low",
    "Best",
    "High",
    "Publisher",
    "As of",
    "Since",
    "Who is counted",
    "Note",
    "Sources",
    "File",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for a formula if a cell begins so."""


def comparison_text(index: TimelineIndex, view: View, kind: str) -> str:
    """The comparison as of the view's cursor.

    Args:
        index, view: what is compared, and as of when.
        kind: one of `KINDS`.
    """
    return KINDS[kind](_heading(view), table_of(index, view))


def table_of(index: TimelineIndex, view: View) -> list[tuple[str, ...]]:
    """A row for each figure of the comparison, of `HEADER`."""
    return [_cells(index, block, row, view) for block in compared(index, view) for row in block.rows]


def _heading(view: View) -> str:
    return f"Casualty estimates as of {cursor_words(view.as_of, view.zone)}"


def _cells(index: TimelineIndex, block: Block, row: Row, view: View) -> tuple[str, ...]:
    timeline = index.timeline
    estimate = timeline.estimates.records[row.estimate]
    measure = " ".join(part for part in (measure_of(block.measure).title, period_words(block.per)) if part)
    notes = ["possibly later than this date"] if row.possible else []
    notes += [tellings_words(timeline, row, view.numbers)] if row.tellings else []
    notes += filter(None, [taken_words(timeline, row.estimate)])
    refs = [ref for number in (row.estimate, *row.tellings) for ref in timeline.estimates.records[number].sources]
    return (
        measure,
        estimate.measure_stated,
        figure_words(estimate, view.numbers),
        *_numbers(estimate.quantity),
        timeline.publisher(estimate.publisher).title,
        date_words(index, estimate, view).replace("\N{NO-BREAK SPACE}", " "),
        since_words(timeline, estimate, view).removeprefix("since ").replace("\N{NO-BREAK SPACE}", " "),
        estimate.subject,
        "; ".join((*notes, *filter(None, [estimate.note]))),
        "; ".join(dict.fromkeys(_source(timeline, ref) for ref in refs)),
        "; ".join(dict.fromkeys(filter(None, (_place(timeline, number) for number in (row.estimate, *row.tellings))))),
    )


def _place(timeline: Timeline, row: int) -> str:
    """The file that an estimate stands in, with its line where that is known without reading the file again."""
    place = timeline.estimate_place(row)
    return place.words(PurePath(place.file).name) if place else ""


def _numbers(quantity: Quantity) -> Sequence[str]:
    """Low, best and high, plain: a program reads them."""
    return ["" if value is None else f"{value:.15g}" for value in (quantity.low, quantity.best, quantity.high)]


def _source(timeline: Timeline, ref: SourceRef) -> str:
    source = timeline.source(ref.id)
    role = f" ({ref.role})" if ref.role else ""
    return " ".join(part for part in (f"{source.title}{role}", source.url or "") if part)


def _separated(separator: str) -> Callable[[str, Sequence[Sequence[str]]], str]:
    def written(_heading: str, rows: Sequence[Sequence[str]]) -> str:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, lineterminator="\n")
        writer.writerows([HEADER, *([_plain(cell) for cell in row] for row in rows)])
        return text.getvalue()

    return written


def _plain(cell: str) -> str:
    """A cell that no spreadsheet program runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _markdown(heading: str, rows: Sequence[Sequence[str]]) -> str:
    lines = [HEADER, ["---"] * len(HEADER), *rows]
    return f"**{heading}**\n\n" + "".join(f"| {' | '.join(map(_escaped, line))} |\n" for line in lines)


def _escaped(cell: str) -> str:
    return " ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split())


KINDS: Mapping[str, Callable[[str, Sequence[Sequence[str]]], str]] = {
    "Tab-separated text": _separated("\t"),
    "CSV": _separated(","),
    "Markdown": _markdown,
}
"""How the table can be written, by what a menu calls it."""
