"""The comparison as text to take along: tab-separated, CSV or Markdown, each figure with its sources."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath

from timeline_app.layout.comparison.blocks import Block, Row, compared
from timeline_app.layout.comparison.notes import date_words, part_words, since_words, tellings_words
from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.layout.wording import figure_words, taken_words
from timeline_app.model.origins import Place
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import SourceRef, measure_of, period_words
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

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
_COMPARED = "Compared as of"
"""In a table that may go anywhere without its heading, the date of each row's comparison."""
LinesOf = Callable[[Sequence[Place]], Sequence[int | None]]
"""Tells the lines of places, None where one isn't known."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for a formula if a cell begins so."""


def known_lines(places: Sequence[Place]) -> Sequence[int | None]:
    """The lines that are known without reading a file again."""
    return [place.line for place in places]


def comparison_text(index: TimelineIndex, view: View, kind: str, lines_of: LinesOf = known_lines) -> str:
    """The comparison as of the view's cursor.

    Args:
        index, view: what is compared, and as of when.
        kind: one of `KINDS`.
        lines_of: finds the lines of the figures.
    """
    return KINDS[kind](_date(view), table_of(index, view, lines_of))


def table_of(index: TimelineIndex, view: View, lines_of: LinesOf = known_lines) -> list[tuple[str, ...]]:
    """A row for each figure of the comparison, of `HEADER`."""
    rows = [(block, row) for block in compared(index, view) for row in block.rows]
    files = _files(index.timeline, [number for _, row in rows for number in _told(row)], lines_of)
    return [_cells(index, block, row, view, files) for block, row in rows]


def _date(view: View) -> str:
    return cursor_words(view.as_of, view.zone)


def _told(row: Row) -> tuple[int, ...]:
    """The estimates that tell the figure of a row."""
    return row.estimate, *row.tellings


def _cells(index: TimelineIndex, block: Block, row: Row, view: View, files: Mapping[int, str]) -> tuple[str, ...]:
    timeline = index.timeline
    estimate = timeline.estimates.records[row.estimate]
    measure = " ".join(part for part in (measure_of(block.measure).title, period_words(block.per)) if part)
    refs = [ref for number in _told(row) for ref in timeline.estimates.records[number].sources]
    return (
        measure,
        estimate.measure_stated,
        figure_words(estimate, view.numbers),
        *_numbers(estimate.quantity),
        timeline.publisher(estimate.publisher).title,
        date_words(index, estimate, view).replace("\N{NO-BREAK SPACE}", " "),
        since_words(timeline, estimate, view).removeprefix("since ").replace("\N{NO-BREAK SPACE}", " "),
        estimate.subject,
        "; ".join(filter(None, _notes(index, row, view))),
        "; ".join(dict.fromkeys(_source(timeline, ref) for ref in refs)),
        "; ".join(dict.fromkeys(files[number] for number in _told(row) if number in files)),
    )


def _notes(index: TimelineIndex, row: Row, view: View) -> Iterator[str]:
    """What is to be known of a figure besides, "" where there is nothing."""
    timeline = index.timeline
    estimate = timeline.estimates.records[row.estimate]
    if row.possible:
        yield f"possibly later than {_date(view)}"
    if row.tellings:
        yield tellings_words(timeline, row, view.numbers)
    yield taken_words(timeline, row.estimate)
    yield part_words(timeline, estimate, view)
    yield _basis_words(estimate.date)
    yield estimate.note


def _basis_words(date: When | None) -> str:
    """That a date is no source's own, and from what it comes: what brackets about it mean."""
    if date is None or date.basis is Basis.STATED:
        return ""
    note = date.basis_note.removesuffix(".")
    return f"date {_BASES[date.basis]}{f': {note}' if note else ''}"


_BASES = {Basis.RESOLVED: "worked out", Basis.INFERRED: "inferred"}


def _files(timeline: Timeline, rows: Sequence[int], lines_of: LinesOf) -> Mapping[int, str]:
    """The files that estimates stand in, with their lines where these are found."""
    places = {row: place for row in rows if (place := timeline.estimate_place(row))}
    lines = lines_of(list(places.values()))
    return {
        row: place._replace(line=line).words(PurePath(place.file).name)
        for (row, place), line in zip(places.items(), lines, strict=True)
    }


def _numbers(quantity: Quantity) -> Sequence[str]:
    """Low, best and high, plain: a program reads them."""
    return ["" if value is None else f"{value:.15g}" for value in (quantity.low, quantity.best, quantity.high)]


def _source(timeline: Timeline, ref: SourceRef) -> str:
    source = timeline.source(ref.id)
    role = f" ({ref.role})" if ref.role else ""
    return " ".join(part for part in (f"{source.title}{role}", source.url or "") if part)


def _separated(separator: str) -> Callable[[str, Sequence[Sequence[str]]], str]:
    def written(date: str, rows: Sequence[Sequence[str]]) -> str:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, lineterminator="\n")
        writer.writerows([(*HEADER, _COMPARED), *([_plain(cell) for cell in (*row, date)] for row in rows)])
        return text.getvalue()

    return written


def _plain(cell: str) -> str:
    """A cell that no spreadsheet program runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _markdown(date: str, rows: Sequence[Sequence[str]]) -> str:
    lines = [HEADER, ["---"] * len(HEADER), *rows]
    return f"**Casualty estimates as of {date}**\n\n" + "".join(
        f"| {' | '.join(map(_escaped, line))} |\n" for line in lines
    )


def _escaped(cell: str) -> str:
    return " ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split())


KINDS: Mapping[str, Callable[[str, Sequence[Sequence[str]]], str]] = {
    "Tab-separated text": _separated("\t"),
    "CSV": _separated(","),
    "Markdown": _markdown,
}
"""How the table can be written, by what a menu calls it."""
