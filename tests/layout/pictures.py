"""What the tests of layout see in a Scene: every primitive where it is drawn, and what lies over what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from timeline_app.layout.scene import Box, Columns, Dot, Font, Group, Line, Path, Primitive, Rect, Role, Scene, Text
from timeline_app.layout.view import Item

_GLYPH_ROLES = frozenset(role for role in Role if role.value.startswith("glyph-"))
_RINGS = (Role.SELECTION, Role.HIT)


def text_width(words: str, font: Font) -> float:
    """A text's width where every letter is as wide as every other."""
    return len(words) * font.value.size * 0.55


@dataclass(frozen=True)
class Seen:
    """A primitive where it is drawn on the Scene, with the group it is in and what that is clipped to."""

    part: Primitive
    group: Group
    clip: Box | None

    @property
    def box(self) -> Box:
        return bounds(self.part)


def seen(scene: Scene) -> Iterator[Seen]:
    """All primitives of a Scene in the order of drawing."""
    for group in scene.groups:
        yield from _seen(group, 0.0, 0.0, None)


def _seen(group: Group, dx: float, dy: float, clip: Box | None) -> Iterator[Seen]:
    if group.clip:
        own = Box(group.clip.x + dx, group.clip.y + dy, group.clip.width, group.clip.height)
        clip = cut(own, clip) if clip else own
    dx, dy = dx + group.dx, dy + group.dy
    for part in group.parts:
        if isinstance(part, Group):
            yield from _seen(part, dx, dy, clip)
        else:
            yield Seen(moved(part, dx, dy), group, clip)


def moved(part: Primitive, dx: float, dy: float) -> Primitive:
    """A primitive elsewhere."""
    match part:
        case Rect():
            return replace(part, box=Box(part.box.x + dx, part.box.y + dy, part.box.width, part.box.height))
        case Line():
            return Line(part.x1 + dx, part.y1 + dy, part.x2 + dx, part.y2 + dy, part.ink)
        case Dot():
            return Dot(part.x + dx, part.y + dy, part.radius, part.ink)
        case Path():
            return replace(part, points=tuple((x + dx, y + dy) for x, y in part.points))
        case Text():
            return replace(part, x=part.x + dx, baseline=part.baseline + dy)
        case Columns():
            return Columns(part.edges + dx, part.bottoms + dy, part.tops + dy, part.ink)


def bounds(part: Primitive) -> Box:
    """The space that a primitive takes."""
    match part:
        case Rect() | Text():
            return part.box
        case Dot():
            return Box(part.x - part.radius, part.y - part.radius, 2 * part.radius, 2 * part.radius)
        case Line():
            return around([(part.x1, part.y1), (part.x2, part.y2)])
        case Path():
            return around(part.points)
        case Columns():
            left, right = float(part.edges[0]), float(part.edges[-1])
            return around([(left, float(part.tops.min())), (right, float(part.bottoms.max()))])


def around(points) -> Box:
    """The least box that holds some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def hull(boxes) -> Box:
    """The least box that holds some boxes."""
    return around([point for box in boxes for point in ((box.x, box.y), (box.right, box.bottom))])


def cut(box: Box, other: Box) -> Box:
    """What two boxes share."""
    x, y = max(box.x, other.x), max(box.y, other.y)
    return Box(x, y, max(0.0, min(box.right, other.right) - x), max(0.0, min(box.bottom, other.bottom) - y))


def texts(scene: Scene) -> list[str]:
    """All words of a Scene."""
    return [part.text for part in scene.texts()]


def overlapping(boxes: list[Box], slack: float = 0.01) -> list[tuple[Box, Box]]:
    """All pairs of boxes that share more than a hair's breadth."""
    slimmer = [(box, box.grown(-slack)) for box in boxes if box.width > 2 * slack and box.height > 2 * slack]
    return [(one, other) for (one, slim), (other, thin) in combinations(slimmer, 2) if slim.overlaps(thin)]


@dataclass(frozen=True)
class Drawn:
    """An item on the canvas: its label, if it has one, and its glyph, and whether the label stands over it."""

    group: Group
    label: tuple[Primitive, ...]
    glyph: tuple[Primitive, ...]
    over: bool = False

    @property
    def words(self) -> str:
        return " ".join(part.text for part in self.label if isinstance(part, Text))


def drawn_items(scene: Scene) -> dict[Item, Drawn]:
    """What is drawn of each item in the lanes: its parts as they lie on the Scene."""
    found: dict[str, list[Seen]] = {}
    for one in seen(scene):
        if one.group.kind in ("event", "estimate"):
            found.setdefault(one.group.id, []).append(one)
    drawn = (_drawn(parts) for parts in found.values())
    return {item_of(one.group.id): one for one in drawn if one.glyph}


def item_of(group_id: str) -> Item:
    table, _, row = group_id.partition(":")
    return Item(table, int(row))  # type: ignore[arg-type]


def _drawn(parts: list[Seen]) -> Drawn:
    first = next((number for number, one in enumerate(parts) if one.part.ink.role in _GLYPH_ROLES), len(parts))
    ground = next((number for number, one in enumerate(parts) if one.part.ink.role is Role.CANVAS), len(parts))
    marks = [one.part for one in parts if one.part.ink.role not in _RINGS]
    if ground > first:
        return Drawn(parts[0].group, tuple(marks[ground:]), tuple(marks[:ground]), over=True)
    return Drawn(parts[0].group, tuple(marks[:first]), tuple(marks[first:]))
