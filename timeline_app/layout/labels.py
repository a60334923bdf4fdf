"""Placing labels beside glyphs: as many as fit, the important ones first, none over another or over a glyph."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
        marks: where the glyph is more than a thin line, x from and to, ascending.
    """

    item: Item
    glyph: Box
    middle: float
    row: int
    lines: tuple[tuple[Phrase, ...], ...]
    rank: tuple[float, ...]
    marks: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label: a ground that keeps lines from running through it, and its texts.

    Attributes:
        whole: whether its first line is said in full.
        over: whether it stands on its own glyph, and is drawn after it.
    """

    item: Item
    box: Box
    parts: tuple[Rect | Text, ...]
    whole: bool
    over: bool = False


def place_labels(
    requests: Sequence[LabelRequest],
    left: float,
    right: float,
    row_height: float,
    text_width: TextWidth,
    others: Sequence[tuple[int, Box]] = (),
) -> tuple[Label, ...]:
    """Place as many labels as fit between x = `left` and `right`; `others` are the rows and spaces of further glyphs.

    Each goes to the right of its glyph, or else to the left, or else above a bar that leaves no room beside it, or, in
    rows too low for that, on the bar itself.
    """
    rows = _Rows(left, right, row_height, text_width, defaultdict(list))
    for request in requests:
        rows.take(request.row, request.glyph)
    for row, box in others:
        rows.take(row, box)
    ranked = sorted(requests, key=lambda request: request.rank)
    placed = {label.item: label for label in map(rows.place, ranked) if label}
    over = (rows.place_over(request) for request in ranked if request.item not in placed)
    return (*placed.values(), *(label for label in over if label))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a lane while labels are placed.

    Attributes:
        left, right: of the canvas, pixels.
        height: from row to row, pixels.
        text_width: measures texts.
        taken: by row, the space of what stands there, with a margin at its sides.
    """

    left: float
    right: float
    height: float
    text_width: TextWidth
    taken: dict[int, list[Box]]

    def take(self, row: int, box: Box) -> None:
        """Keep the space of what stands in a row."""
        self.taken[row].append(_spaced(box))

    def near(self, row: int) -> list[Box]:
        """What a label of a row may come upon: where rows are lower than a line, it reaches into those beside it."""
        reach = 1 if self.height < _LINE + 2 else 0
        if not reach:
            return self.taken[row]
        return [box for other in range(row - reach, row + reach + 1) for box in self.taken.get(other, ())]

    def place(self, request: LabelRequest) -> Label | None:
        """The label beside a glyph or above it where it has room, or None."""
        near = self.near(request.row)
        label = _beside(request, self.left, self.right, near, self.text_width)
        if (label is None or not label.whole) and self.height >= 2 * _LINE + 12:
            above = _above(request, self.left, self.right, self.text_width)
            if above is not None and (label is None or above.whole):
                return above
        return self._taken_by(label, request.row)

    def place_over(self, request: LabelRequest) -> Label | None:
        """The label on the glyph itself where it fills the view, or None; these stand anywhere, so they come last."""
        label = _over(request, self.left, self.right, self.near(request.row), self.text_width)
        return self._taken_by(label, request.row)

    def _taken_by(self, label: Label | None, row: int) -> Label | None:
        if label is not None:
            self.take(row, label.box)
        return label


def _beside(
    request: LabelRequest, left: float, right: float, taken: Sequence[Box], text_width: TextWidth
) -> Label | None:
    """The label to the right or to the left of its glyph; cut only where the canvas itself has no more room."""
    glyph = request.glyph
    lines = _fitted(request.lines, max(right - glyph.right, glyph.x - left) - 1.5 * GAP, text_width)
    if not lines:
        return None
    width = max(_line_width(line, text_width) for line in lines)
    height = _height(lines)
    for x in (glyph.right + GAP, glyph.x - GAP - width):
        inside = left + GAP / 2 <= x and x + width <= right - GAP / 2
        if inside and _is_free(Box(x, request.middle - height / 2, width, height), taken):
            return _label(request, lines, x, width, request.middle, x > glyph.x, text_width)
    return None


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


def _over(
    request: LabelRequest, left: float, right: float, taken: Sequence[Box], text_width: TextWidth
) -> Label | None:
    """The title on a glyph that fills the view: where it is a thin line if there is room, else at its left."""
    title = request.lines[:1]
    start, end = max(request.glyph.x, left), min(request.glyph.right, right)
    width = _line_width(title[0], text_width)
    if not width or max(right - end, start - left) > _LEAST_ROOM + 1.5 * GAP:
        return None
    others = [box for box in taken if box != _spaced(request.glyph)]
    height = _height(title)
    for first, last in (*_lines_between(request.marks, start, end), (start, end)):
        for x in sorted({first, *(box.right for box in others if first < box.right < last)}):
            box = Box(x + GAP, request.middle - height / 2, width, height)
            if box.right <= last - GAP and _is_free(box, others):
                return replace(_label(request, title, box.x, width, request.middle, True, text_width), over=True)
    return None


def _lines_between(marks: Sequence[tuple[float, float]], start: float, end: float) -> Iterator[tuple[float, float]]:
    """The stretches from x = `start` to `end` in which there are no marks."""
    reached = start
    for first, last in (*marks, (end, end)):
        if reached < min(first, end):
            yield reached, min(first, end)
        reached = max(reached, last)


def _spaced(box: Box) -> Box:
    return Box(box.x - GAP / 2, box.y, box.width + GAP, box.height)


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    """Whether a box overlaps none of others; asked thousands of times in a frame, so it asks no properties."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    for other in taken:
        if other.x < right and left < other.x + other.width and other.y < bottom and top < other.y + other.height:
            return False
    return True


def _height(lines: Sequence[tuple[Phrase, ...]]) -> float:
    return _LINE * len(lines) + 2


def _label(
    request: LabelRequest,
    lines: Sequence[tuple[Phrase, ...]],
    x: float,
    width: float,
    middle: float,
    leftwards: bool,
    text_width: TextWidth,
) -> Label:
    box = Box(x, middle - _height(lines) / 2, width, _height(lines))
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
