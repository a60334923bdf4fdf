"""The picture as a display list: groups of primitives in device-independent pixels, each with a role.

Whoever draws a Scene decides nothing: a theme turns roles into colours, `paint` draws it with Qt, `export.svg`
writes it as SVG. x grows to the right and y downwards; (0, 0) is the top left corner of the Scene.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Role(StrEnum):
    """What a primitive is, so that a theme can give it colour, line and dash."""

    PAGE = "page"
    CANVAS = "canvas"
    BAND = "band"
    PANEL = "panel"
    RULE = "rule"
    GRID = "grid"
    GRID_MAJOR = "grid-major"
    TEXT = "text"
    TEXT_MUTED = "text-muted"
    TEXT_ACCENT = "text-accent"
    LANE_MARK = "lane-mark"
    GLYPH_SOLID = "glyph-solid"
    GLYPH_SOFT = "glyph-soft"
    GLYPH_LINE = "glyph-line"
    GLYPH_DASHED = "glyph-dashed"
    GLYPH_HOLLOW = "glyph-hollow"
    LEADER = "leader"
    STRIP_KNOWN = "strip-known"
    STRIP_POSSIBLE = "strip-possible"
    SELECTION = "selection"
    HIT = "hit"
    CURSOR = "cursor"
    CURSOR_LABEL = "cursor-label"
    CURSOR_TEXT = "cursor-text"
    INK = "ink"
    INK_HOLLOW = "ink-hollow"
    INK_LINE = "ink-line"
    INK_EARLIER = "ink-earlier"
    INK_EARLIER_HOLLOW = "ink-earlier-hollow"
    INK_EARLIER_LINE = "ink-earlier-line"
    SHADE = "shade"
    FRAME = "frame"


NO_LANE = -1
"""The colour of what belongs to no lane: a neutral ink."""


class Ink(NamedTuple):
    """What a primitive is and, on the canvas, in which lane's colour.

    Attributes:
        role: see `Role`.
        lane: index into the theme's lane colours, counted round; `NO_LANE` for none.
    """

    role: Role
    lane: int = NO_LANE


class Face(NamedTuple):
    """How a text is set: size in device-independent pixels, weight by CSS's scale."""

    size: float
    weight: int = 400
    italic: bool = False


class Font(Enum):
    """The faces of the program, by what they are for."""

    PAGE_TITLE = Face(22.0, 600)
    TITLE = Face(15.0, 600)
    HEADING = Face(13.0, 600)
    LABEL = Face(13.0)
    LABEL_STRONG = Face(13.0, 600)
    STATED = Face(12.0, 400, italic=True)
    NOTE = Face(12.0)
    SMALL = Face(11.0)
    TICK = Face(12.0)
    TICK_STRONG = Face(13.0, 600)
    VALUE = Face(14.0, 500)


TextWidth = Callable[[str, Font], float]
"""The width of a text in device-independent pixels; handed in, so that layout needs no Qt."""

Points = NDArray[np.float64]


class Align(Enum):
    """Which part of a text is at its x."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in device-independent pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """y half way down."""
        return self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def grown(self, margin: float) -> "Box":
        """The box with a margin on all sides."""
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled or outlined rectangle; `radius` rounds its corners."""

    box: Box
    ink: Ink
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc or ring about (x, y)."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Path:
    """A polyline or polygon.

    Attributes:
        points: (x, y) of each corner.
        closed: whether it is a polygon, filled as its ink says.
    """

    points: tuple[tuple[float, float], ...]
    ink: Ink
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    Attributes:
        x, baseline: where it stands; `align` says which part of it is at x.
        width: as measured, so that whoever draws it needs no measuring.
    """

    x: float
    baseline: float
    text: str
    font: Font
    ink: Ink
    width: float
    align: Align = Align.LEFT

    @property
    def box(self) -> Box:
        """The space it takes, from ascender to descender."""
        size = self.font.value.size
        return Box(self.x - self.align.value * self.width, self.baseline - size, self.width, size * 1.3)


@dataclass(frozen=True, slots=True)
class Columns:
    """A histogram's columns, side by side on one base line.

    Attributes:
        edges: shape (columns + 1,), x of their sides, ascending.
        bottoms, tops: shape (columns,), y; a column without height is not drawn.
    """

    edges: Points
    bottoms: Points
    tops: Points
    ink: Ink


Primitive = Rect | Line | Dot | Path | Text | Columns


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the picture that has a name: an event, a lane, the axis, a legend entry.

    Attributes:
        id: unique in its Scene, like "event:3"; its first word is the kind.
        words: what it shows, or what says it when somebody asks: of most events in view nobody does.
        parts: drawn in this order.
        clip: nothing outside is drawn, or None.
        dx, dy: how far its parts are moved.
        area: where a pointer finds it, or None where it can't be picked.
        link: the address that a click on it leads to, http or https; or "".
    """

    id: str
    words: str | Callable[[], str]
    parts: tuple["Primitive | Group", ...]
    clip: Box | None = None
    dx: float = 0.0
    dy: float = 0.0
    area: Box | None = None
    link: str = ""

    @property
    def title(self) -> str:
        """What it shows, in words, for a screen reader and SVG's `<title>`."""
        return self.words if isinstance(self.words, str) else self.words()

    @property
    def kind(self) -> str:
        """The first word of the id: "event", "lane" …"""
        return self.id.partition(":")[0]

    def walk(self) -> Iterator["Group"]:
        """This group and all groups in it, parents before children."""
        yield self
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.walk()


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture.

    Attributes:
        width, height: device-independent pixels.
        title: what it shows, in words.
        groups: drawn in this order.
    """

    width: float
    height: float
    title: str
    groups: tuple[Group, ...]

    def group(self, group_id: str) -> Group | None:
        """The first group with that id, at any depth."""
        return next((group for group in self.walk() if group.id == group_id), None)

    def walk(self) -> Iterator[Group]:
        """All groups, parents before children."""
        for group in self.groups:
            yield from group.walk()

    def texts(self) -> Iterator[Text]:
        """All texts, where their group has them (not moved by `dx` and `dy`)."""
        for group in self.walk():
            for part in group.parts:
                if isinstance(part, Text):
                    yield part


_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn what stands behind them around (Unicode UAX #9), so that 15 may be read as 51."""


def in_order(words: str) -> str:
    """A text as it is drawn: in the order of its letters, whatever controls of direction are in it."""
    return words if words.isascii() else words.translate(_TURNING)


def text(
    words: str, x: float, baseline: float, font: Font, role: Role, text_width: TextWidth, align: Align = Align.LEFT
) -> Text:
    """A text measured and placed."""
    return Text(x, baseline, words, font, Ink(role), text_width(words, font), align)


def elided(words: str, font: Font, room: float, text_width: TextWidth) -> str:
    """The text, or as much of its beginning as fits into `room` pixels with "…" behind it."""
    if text_width(words, font) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(words[:middle].rstrip() + "…", font) <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…" if low else ""


def wrapped(words: str, font: Font, room: float, text_width: TextWidth) -> tuple[str, ...]:
    """The text broken at spaces (not at no-break spaces) into lines of at most `room` pixels."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, font) <= room:
            lines[-1] = longer
        else:
            lines.append(elided(word, font, room, text_width))
    return tuple(lines)
