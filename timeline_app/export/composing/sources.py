"""The numbered sources: one after the other below a picture, or a list of its own that leads to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from timeline_app.layout.scene import Box, Font, Group, Role, TextWidth, in_order, text, wrapped
from timeline_app.layout.view import View
from timeline_app.layout.wording import text_words
from timeline_app.model.records import Source
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis
from timeline_app.model.words import when_words
from timeline_app.model.zones import Zone

LINE = 15.0
"""Height of a line of the sources, pixels."""
_NO_BREAK = "\N{NO-BREAK SPACE}"
_BETWEEN = 6.0
_LINKED = ("http://", "https://")
_INDENT = 30.0


@dataclass(frozen=True, slots=True)
class Listing:
    """How much of the sources a page has.

    Attributes:
        lines: so many at most.
        elsewhere: where all of them are listed, where these don't do: "listed in the file".
    """

    lines: int = 8
    elsewhere: str = "listed in the file"


FEW_LINES = Listing()
"""A page that has all its sources has so many lines of them at most."""


def source_lines(
    timeline: Timeline, room: float, listing: Listing, view: View, text_width: TextWidth
) -> list[tuple[Group, ...]]:
    """The sources on as few lines as they need, each line from y = 0 on; where they need too many, their number."""
    if not timeline.sources:
        return []
    lines: list[tuple[Group, ...]] = []
    for words in _flowed(timeline, room, view.zone, text_width):
        if len(lines) == listing.lines:
            kept = lines[: max(listing.lines - 1, 0)]
            return [*kept, (_rest(timeline, listing, view, text_width),)]
        lines.append(_line(timeline, words, len(lines), text_width))
    return lines


_Word = tuple[int, str]
"""A word, and the position of its source; -1 for what belongs to none."""


def _flowed(timeline: Timeline, room: float, zone: Zone, text_width: TextWidth) -> Iterator[list[_Word]]:
    """Words by lines."""
    line: list[_Word] = []
    for number, word in _words(timeline, zone):
        if line and text_width(" ".join([*(said for _, said in line), word]), Font.SMALL) > room:
            yield line
            line = []
        line.append((number, word))
    yield line


def _words(timeline: Timeline, zone: Zone) -> Iterator[_Word]:
    yield -1, "Sources:"
    last = len(timeline.sources) - 1
    for position, source in enumerate(timeline.sources):
        words = f"{position + 1}{_NO_BREAK}{source_words(timeline, source, zone)}{';' if position < last else ''}"
        yield from ((position, word) for word in words.split(" "))


def _line(timeline: Timeline, words: Sequence[_Word], number: int, text_width: TextWidth) -> tuple[Group, ...]:
    """A line of sources, each a group; one that goes on in the next line is a group there, too."""
    found, x = [], 0.0
    for position, said in groupby(words, key=lambda word: word[0]):
        line = text(" ".join(word for _, word in said), x, LINE, Font.SMALL, Role.TEXT_MUTED, text_width)
        area = Box(x, line.box.y, line.width, LINE)
        x += line.width + text_width(" ", Font.SMALL)
        if position < 0:
            found.append(Group("sources-heading", line.text, (line,)))
            continue
        source = timeline.sources[position]
        name = f"source:{position + 1}:{number}"
        found.append(Group(name, source.title, (line,), area=area, link=link_of(source)))
    return tuple(found)


def _rest(timeline: Timeline, listing: Listing, view: View, text_width: TextWidth) -> Group:
    count = len(timeline.sources)
    words = f"{view.numbers(count)} {'source' if count == 1 else 'sources'} in all, {listing.elsewhere}"
    said = f"… {words}" if listing.lines > 1 else words
    return Group("sources-rest", words, (text(said, 0, LINE, Font.SMALL, Role.TEXT_MUTED, text_width),))


def source_entries(timeline: Timeline, room: float, view: View, text_width: TextWidth) -> Iterator[tuple[Group, float]]:
    """The sources one below the other with all that is known of them, each with its height, from y = 0 on."""
    for number, source in enumerate(timeline.sources, 1):
        said = [(source_words(timeline, source, view.zone), Role.TEXT)]
        said += [(words, Role.TEXT_MUTED) for words in (_publisher(timeline, source), source.url, source.note) if words]
        lines = [
            (line, role) for words, role in said for line in wrapped(words, Font.SMALL, room - _INDENT, text_width)
        ]
        parts = [text(str(number), 0, LINE, Font.SMALL, Role.TEXT, text_width)]
        parts += [
            text(line, _INDENT, LINE * place, Font.SMALL, role, text_width)
            for place, (line, role) in enumerate(lines, 1)
        ]
        height = LINE * len(lines) + _BETWEEN
        area = Box(0, 0, room, height)
        yield Group(f"source:{number}", source.title, tuple(parts), area=area, link=link_of(source)), height


def _publisher(timeline: Timeline, source: Source) -> str:
    name = timeline.publisher_of(source)
    return "" if name in source.title else name


def source_words(timeline: Timeline, source: Source, shown: Zone) -> str:
    """A source as it is printed: its title, its date, and through whom it is known."""
    words = source.title
    if source.date:
        date = text_words(source.date, Zone(timeline.time_zone), shown, partial(when_words, short=True))
        words += f" ({date}{', inferred' if source.date_basis is Basis.INFERRED else ''})"
    carriers = timeline.carriers.get(source.id, ())
    return words + (f", through {', '.join(map(str, carriers))}" if carriers else "")


def link_of(source: Source) -> str:
    """The address that a source leads to: of the web, and without anything that hides where it leads; or ""."""
    return source.url if is_address(source.url) else ""


def is_address(url: str) -> bool:
    """Whether a text is a plain address of the web."""
    return url.lower().startswith(_LINKED) and url.isprintable() and " " not in url and in_order(url) == url
