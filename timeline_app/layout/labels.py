"""Placing labels beside glyphs: as many as fit, the important ones first, none over another or over a glyph."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline_app.layout.scene import Box, Font, Ink, Rect, Role, Text, TextWidth, elided
from timeline_app.layout.view import Item

GAP = 8.0
"""Between a glyph and its label, and between a label and what follows, pixels."""
_LINE = 16.0
_PHRASE_GAP = 7.0
_LEAST_ROOM = 56.0
"""A label that has less room than this, and needs more, says nothing, pixels."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of text in one face."""

    words: str
    font: Font
    role: Role


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A glyph that wants a label.

    Attributes:
        item: whose label it is.
        glyph: the space of the glyph.
        middle: y of the row's middle.
        row: rows don't disturb each other.
        lines: what to say, one or two lines.
        rank: the smaller, the sooner it is placed.
    """

    item: Item
    glyph: Box
    middle: float
    row: int
    lines: tuple[tuple[Phrase, ...], ...]
    rank: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label: a ground that keeps lines from running through it, and its texts.

    Attributes:
        whole: whether its first line is said in full.
    """

    item: Item
    box: Box
    parts: tuple[Rect | Text, ...]
    whole: bool


def place_labels(
    requests: Sequence[LabelRequest], left: float, right: float, row_height: float, text_width: TextWidth
) -> tuple[Label, ...]:
    """Place as many labels as fit between x = `left` and `right`.

    Each goes to the right of its glyph, or else to the left, or else above a bar that leaves no room beside it.
    """
    rows: dict[int, list[LabelRequest]] = defaultdict(list)
    for request in requests:
        rows[request.row].append(request)
    placed = (_place_row(row, left, right, row_height, text_width) for row in rows.values())
    return tuple(label for labels in placed for label in labels)


def _place_row(
    requests: Sequence[LabelRequest], left: float, right: float, row_height: float, text_width: TextWidth
) -> Iterable[Label]:
    taken = [(request.glyph.x - GAP / 2, request.glyph.right + GAP / 2) for request in requests]
    for request in sorted(requests, key=lambda request: request.rank):
        label = _beside(request, left, right, taken, text_width)
        above = None
        if (label is None or not label.whole) and row_height >= 2 * _LINE + 12:
            above = _above(request, left, right, text_width)
        if above is not None and (label is None or above.whole):
            yield above
        elif label is not None:
            taken.append((label.box.x - GAP / 2, label.box.right + GAP / 2))
            yield label


def _beside(
    request: LabelRequest, left: float, right: float, taken: Sequence[tuple[float, float]], text_width: TextWidth
) -> Label | None:
    """The label to the right or to the left of its glyph; cut only where the canvas itself has no more room."""
    glyph = request.glyph
    lines = _fitted(request.lines, max(right - glyph.right, glyph.x - left) - 1.5 * GAP, text_width)
    if not lines:
        return None
    width = max(_line_width(line, text_width) for line in lines)
    x = _side(glyph, width, left, right, taken)
    return None if x is None else _label(request, lines, x, width, request.middle, x > glyph.x, text_width)


def _above(request: LabelRequest, left: float, right: float, text_width: TextWidth) -> Label | None:
    """Title and date in one line above a bar that leaves no room beside it."""
    x, end = max(request.glyph.x, left + GAP), min(request.glyph.right, right - GAP)
    joined = tuple(phrase for line in request.lines for phrase in line)
    fits = _line_width(joined, text_width) <= end - x
    lines = _fitted((joined,) if fits else request.lines[:1], end - x, text_width)
    if not lines:
        return None
    width = _line_width(lines[0], text_width)
    return _label(request, lines, x, width, request.middle - _LINE - 1, True, text_width)


def _side(glyph: Box, width: float, left: float, right: float, taken: Sequence[tuple[float, float]]) -> float | None:
    """x of a label's left edge: to the right of the glyph, else to its left, else None."""
    for x in (glyph.right + GAP, glyph.x - GAP - width):
        inside = left + GAP / 2 <= x and x + width <= right - GAP / 2
        if inside and not any(x < end and start < x + width for start, end in taken):
            return x
    return None


def _label(
    request: LabelRequest,
    lines: Sequence[tuple[Phrase, ...]],
    x: float,
    width: float,
    middle: float,
    leftwards: bool,
    text_width: TextWidth,
) -> Label:
    box = Box(x, middle - _LINE * len(lines) / 2 - 1, width, _LINE * len(lines) + 2)
    parts: list[Rect | Text] = [Rect(Box(box.x - 3, box.y, box.width + 6, box.height), Ink(Role.CANVAS))]
    for number, line in enumerate(lines):
        baseline = box.y + 13.5 + _LINE * number
        start = x if leftwards else x + width - _line_width(line, text_width)
        for phrase in line:
            wide = text_width(phrase.words, phrase.font)
            parts.append(Text(start, baseline, phrase.words, phrase.font, Ink(phrase.role), wide))
            start += wide + _PHRASE_GAP
    return Label(request.item, box, tuple(parts), lines[0][: len(request.lines[0])] == request.lines[0])


def _line_width(line: tuple[Phrase, ...], text_width: TextWidth) -> float:
    return sum(text_width(phrase.words, phrase.font) for phrase in line) + _PHRASE_GAP * (len(line) - 1)


def _fitted(
    lines: tuple[tuple[Phrase, ...], ...], room: float, text_width: TextWidth
) -> tuple[tuple[Phrase, ...], ...]:
    """The lines as far as they have room; none where the title is empty or would hardly begin."""
    wanted = _line_width(lines[0], text_width)
    if not wanted or room < min(_LEAST_ROOM, wanted):
        return ()
    return tuple(_fitted_line(line, room, text_width) for line in lines)


def _fitted_line(line: tuple[Phrase, ...], room: float, text_width: TextWidth) -> tuple[Phrase, ...]:
    """The line, its last phrase cut where it no longer fits."""
    kept: list[Phrase] = []
    for phrase in line:
        words = elided(phrase.words, phrase.font, room, text_width)
        if words:
            kept.append(Phrase(words, phrase.font, phrase.role))
        room -= text_width(words, phrase.font) + _PHRASE_GAP
        if words != phrase.words:
            break
    return tuple(kept)
