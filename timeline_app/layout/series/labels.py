"""Where a label beside a line over time finds room: on no line and on no other label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline_app.layout.labels import Phrase
from timeline_app.layout.scene import Box, Ink, Primitive, Rect, Role, Text, TextWidth, text
from timeline_app.layout.series.shapes import Shape

_AWAY, _FAR, _GAP, _WORD_GAP = 8.0, 20.0, 3.0, 6.0
"""From a point of a line to its label, at most, from a label to what is about it, and between its phrases, pixels."""
_ALONG = (0.0, 0.15, 0.3, 0.5, 0.7)
"""Where a label stands if there is no room at the end of its line: as shares of the line from its end back."""


@dataclass(frozen=True, eq=False)
class Room:
    """The room that a lane has for labels.

    Attributes:
        area: the part of the lane that is seen.
        shapes: what is drawn in it.
        taken: where other labels stand.
    """

    area: Box
    shapes: tuple[Shape, ...]
    taken: tuple[Box, ...] = ()

    def without(self, box: Box) -> "Room":
        """What is left beside one more label."""
        return replace(self, taken=(*self.taken, box))

    def has(self, box: Box) -> bool:
        """Whether a label may stand there."""
        around = box.grown(_GAP)
        if around.x < self.area.x or around.right > self.area.right:
            return False
        if box.y < self.area.y or box.bottom > self.area.bottom:
            return False
        return not any(around.overlaps(other) for other in self.taken) and not any(
            shape.touches(around, self.area) for shape in self.shapes
        )


def label_beside(
    phrases: Sequence[Phrase], points: Sequence[tuple[float, float]], room: Room, text_width: TextWidth
) -> tuple[Text, ...]:
    """A label beside the first of some points that has room for it: right, above, below, left; () where none has."""
    line = _line(phrases, text_width)
    width, height = line[-1].box.right, max(part.box.height for part in line)
    for x, y in points:
        for left, top in _places(x, y, width, height):
            if room.has(Box(left, top, width, height)):
                return tuple(replace(part, x=part.x + left, baseline=part.baseline + top) for part in line)
    return ()


def box_of(label: Sequence[Text]) -> Box:
    """The space that a label takes."""
    top, bottom = min(part.box.y for part in label), max(part.box.bottom for part in label)
    return Box(label[0].box.x, top, label[-1].box.right - label[0].box.x, bottom - top)


def ground_of(label: Sequence[Text]) -> Primitive:
    """What is laid below a label that stands on a grid line."""
    return Rect(box_of(label), Ink(Role.CANVAS))


def along(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Some points of a line from its end back, to try for its label."""
    last = len(points) - 1
    return [points[round(last * (1 - share))] for share in _ALONG] if points else []


def _line(phrases: Sequence[Phrase], text_width: TextWidth) -> list[Text]:
    """The phrases on one line that begins at (0, 0)."""
    x, line = 0.0, list[Text]()
    below = max(phrase.font.value.size for phrase in phrases)
    for phrase in phrases:
        line.append(text(phrase.words, x, below, phrase.font, phrase.role, text_width))
        x = line[-1].box.right + _WORD_GAP
    return line


def _places(x: float, y: float, width: float, height: float) -> Iterator[tuple[float, float]]:
    """The left and top of a label about a point, the nearest first."""
    yield x + _AWAY, y - height / 2
    for away in (_AWAY, _FAR):
        for left in (x - width - _GAP, x - width / 2, x, x + _AWAY):
            yield left, y - away - height
            yield left, y + away
    yield x - _AWAY - width, y - height / 2
