"""The sections of an HTML page: events and figures in words, the table of estimates, the sources."""

from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from timeline_app.export.comparison_table import HEADER, table_of
from timeline_app.export.composing.sources import is_address, link_of, source_words
from timeline_app.export.document import Document
from timeline_app.export.writing.svg import writable
from timeline_app.layout.card import Card, Entry, card_of
from timeline_app.layout.lanes import shown_lanes
from timeline_app.layout.pointing import item_of
from timeline_app.layout.view import Item
from timeline_app.model.records import Source

_MOST_LISTED = 2000
"""Where there are more events in the picture, only those are listed that are drawn one by one."""
_MOST_SOURCES = 5000
_FOR_PROGRAMS = ("Low", "Best", "High", "File")
"""Columns that say for programs what the figure says, and where it stands on the computer of whoever exports."""
_LEFT_OUT = ("File", "Order not known", "Estimates as of", "Estimates at the close of")
"""How sections of a card begin that say nothing of the event itself, or that lead into the program."""


def shown_items(document: Document) -> list[Item]:
    """The events and figures that are told of below the picture: those in it, in time order, the undated last."""
    lanes = shown_lanes(document.index, document.view)
    window = document.view.window
    if sum(lane.index.count(window.start, window.end) + len(lane.undated) for lane in lanes) > _MOST_LISTED:
        items = _drawn(document)
    else:
        items = [
            Item(lane.table, int(row))
            for lane in lanes
            for rows in (lane.index.touching(lane.times, window.start, window.end), lane.undated)
            for row in rows
        ]
    return sorted(dict.fromkeys(items), key=lambda item: (item.table != "event", _start(document, item), item.row))


def _drawn(document: Document) -> list[Item]:
    found = (item_of(group.id) for group in document.pages[0].scene.walk())
    return [item for item in found if item]


def _start(document: Document, item: Item) -> float:
    timeline = document.index.timeline
    times = timeline.events.times if item.table == "event" else timeline.estimates.times
    start = float(times.first_known[item.row])
    return np.inf if np.isnan(start) else start


def escaped(words: str) -> str:
    """A text as HTML has it, without what no text is."""
    return escape(writable(words))


def name_of(item: Item) -> str:
    """The id of what is said of an item."""
    return f"about-{item.table}-{item.row}"


def sections(document: Document, items: Sequence[Item]) -> Iterator[str]:
    """What stands below the picture."""
    yield from _records(document, "list-of-events", "Events", [item for item in items if item.table == "event"])
    yield from _comparison(document)
    figures = [item for item in items if item.table == "estimate"]
    if figures:
        yield from _records(document, "list-of-figures", "Each figure", figures)
    yield from _sources(document)


def _records(document: Document, name: str, heading: str, items: Sequence[Item]) -> Iterator[str]:
    yield f'<section id="{name}" tabindex="-1"><h2>{heading}</h2>'
    if not items:
        yield '<p class="note">None in this picture.</p>'
    yield '<ol class="records">'
    for item in items:
        yield f'<li id="{name_of(item)}" class="record" tabindex="-1">'
        yield from _card(card_of(document.index, item, document.view))
        yield "</li>"
    yield "</ol>"
    left = _not_listed(document, items, "event" if name == "list-of-events" else "estimate")
    if left:
        numbers, where = document.view.numbers, "in the histograms and lines of the picture"
        yield f'<p class="note">{numbers(left)} more are {where}.</p>'
    yield "</section>"


def _not_listed(document: Document, items: Sequence[Item], table: str) -> int:
    """How many of a table are in the picture, but not in the list."""
    window = document.view.window
    lanes = [lane for lane in shown_lanes(document.index, document.view) if lane.table == table]
    every = sum(lane.index.count(window.start, window.end) + len(lane.undated) for lane in lanes)
    return every - len(items)


def _card(card: Card) -> Iterator[str]:
    yield f"<h3>{escaped(card.title)}</h3>"
    stated = f" <q>{escaped(card.stated)}</q>" if card.stated else ""
    yield f'<p class="date">{escaped(card.date)}{stated}</p>'
    if card.summary:
        yield from (f"<p>{escaped(line)}</p>" for line in card.summary.split("\n") if line.strip())
    told = [section for section in card.sections if not section.heading.startswith(_LEFT_OUT)]
    if told:
        yield "<dl>"
        for section in told:
            yield f"<dt>{escaped(section.heading)}</dt>"
            yield from (f"<dd>{_entry(entry)}</dd>" for entry in section.entries)
        yield "</dl>"


def _entry(entry: Entry) -> str:
    words = escaped(entry.words)
    return _linked(entry.url, words) if is_address(entry.url) else words


def _linked(url: str, words: str) -> str:
    return f'<a href="{escaped(url)}" rel="noreferrer noopener nofollow">{words}</a>'


def _comparison(document: Document) -> Iterator[str]:
    rows = table_of(document.index, document.view)
    if not rows:
        return
    columns = [number for number in range(len(HEADER)) if _is_told(HEADER[number], rows, number)]
    panel = document.pages[0].scene.group("estimates-panel")
    yield '<section id="table-of-estimates" class="wide" tabindex="-1"><h2>Estimates compared</h2>'
    yield '<div class="table"><table>'
    if panel:
        yield f"<caption>{escaped(panel.title)}. Groups count different things: never added, never ranked.</caption>"
    head = "".join(f'<th scope="col">{escaped(HEADER[number])}</th>' for number in columns)
    yield f"<thead><tr>{head}</tr></thead><tbody>"
    for row in rows:
        cells = (_cell(HEADER[number], row[number]) for number in columns)
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div></section>"


def _cell(heading: str, words: str) -> str:
    if heading == HEADER[0]:
        return f'<th scope="row">{escaped(words)}</th>'
    return f'<td class="number">{escaped(words)}</td>' if heading == "Figure" else f"<td>{escaped(words)}</td>"


def _is_told(heading: str, rows: Sequence[Sequence[str]], number: int) -> bool:
    return heading not in _FOR_PROGRAMS and any(row[number] for row in rows)


def _sources(document: Document) -> Iterator[str]:
    sources = document.index.timeline.sources
    if not sources:
        return
    yield '<section id="list-of-sources" tabindex="-1"><h2>Sources</h2><ol>'
    for number, source in enumerate(sources[:_MOST_SOURCES], 1):
        yield f'<li id="about-source-{number}">{_source(document, source)}</li>'
    yield "</ol>"
    if len(sources) > _MOST_SOURCES:
        yield f'<p class="note">{document.view.numbers(len(sources) - _MOST_SOURCES)} more are listed in the file.</p>'
    yield "</section>"


def _source(document: Document, source: Source) -> str:
    words = escaped(source_words(document.index.timeline, source, document.view.zone))
    address = f"<br>{_linked(source.url, escaped(source.url))}" if link_of(source) else ""
    note = f'<br><span class="note">{escaped(source.note)}</span>' if source.note else ""
    return f"{words}{address}{note}"
