"""What lies under the pointer: events, estimates, a bin of a strip, the time cursor."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.canvas import Canvas
from timeline_app.layout.lanes import Band, TimelineIndex
from timeline_app.layout.scene import Group, Scene
from timeline_app.layout.series.pointing import figure_at
from timeline_app.layout.series.words import figure_lines
from timeline_app.layout.strips import bin_at, bin_words
from timeline_app.layout.sums.pointing import SumSpot, sum_at
from timeline_app.layout.tray import MORE_ID
from timeline_app.layout.view import Item, Mode, View, item_named
from timeline_app.layout.window import TimeWindow
from timeline_app.layout.wording import item_title

_CURSOR_REACH = 5.0
_HANDLE_REACH = 50.0
_MOST_LISTED = 12

TargetKind = Literal["ground", "item", "strip", "cursor", "more", "header"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer is at.

    Attributes:
        items: events and estimates, the one drawn last first.
        stretch: the bin of a strip, or None.
        words: the numbers and range of that bin.
        sum: what is summed up there, or None.
        cursor: whether it is the time cursor's handle or line.
        more: whether it is the "and N more" of the tray.
        lane: id of the lane whose header it is, or "".
    """

    items: tuple[Item, ...] = ()
    stretch: TimeWindow | None = None
    words: tuple[str, ...] = ()
    sum: SumSpot | None = None
    cursor: bool = False
    more: bool = False
    lane: str = ""

    @property
    def kind(self) -> TargetKind:
        """The one thing that a click would act on."""
        if self.cursor:
            return "cursor"
        if self.more or self.lane:
            return "more" if self.more else "header"
        if self.items:
            return "item"
        return "strip" if self.stretch else "ground"


def what_is_at(canvas: Canvas, view: View, x: float, y: float) -> Target:
    """What lies at a point of the canvas."""
    if _at_cursor(canvas, view, x, y):
        return Target(cursor=True)
    header = canvas.header_at(x, y)
    if header:
        return Target(lane=header.lane.id)
    groups = [group for group in _pickable(canvas, x, y) if group.area and _contains(group, canvas, x, y)]
    if any(group.id == MORE_ID for group in groups):
        return Target(more=True)
    items = tuple(item for item in (item_of(group.id) for group in reversed(groups)) if item)
    return Target(items=items) if items else _in_band(canvas, view, x, y)


def item_of(group_id: str) -> Item | None:
    """The item that a group of a Scene shows, or None."""
    table, _, row = group_id.partition(":")
    return item_named(table, int(row)) if row.isdecimal() else None


def item_at(scene: Scene, x: float, y: float) -> tuple[Item | None, str]:
    """The item at a point of a Scene that isn't scrolled, and its title; (None, "") beside all."""
    found = (group for group in scene.walk() if group.area and group.area.contains(x, y))
    group = next(found, None)
    return (item_of(group.id), group.title) if group else (None, "")


def tooltip_words(index: TimelineIndex, target: Target, view: View) -> str:
    """What a tooltip says; "" for nothing."""
    numbers = view.numbers
    if target.sum:
        return "\n".join(target.sum.lines(index.timeline, numbers))
    if target.words:
        return "\n".join(target.words)
    lines = [line for item in target.items[:_MOST_LISTED] for line in _item_lines(index, item, view)]
    if len(target.items) > 1:
        lines.insert(0, f"{numbers(len(target.items))} here:")
    if len(target.items) > _MOST_LISTED:
        lines.append(f"and {numbers(len(target.items) - _MOST_LISTED)} more")
    return "\n".join(lines)


def _item_lines(index: TimelineIndex, item: Item, view: View) -> tuple[str, ...]:
    if item.table == "estimate":
        return figure_lines(index, item, view)
    return (item_title(index, item, view.numbers, view.zone),)


def _at_cursor(canvas: Canvas, view: View, x: float, y: float) -> bool:
    if canvas.scene.group("cursor-handle") is None:
        return False
    at = canvas.plot.x + canvas.window.x_of(view.as_of, canvas.plot.width)
    if not canvas.plot.x <= at <= canvas.plot.right:
        return False
    reach = _HANDLE_REACH if AXIS_HEIGHT / 2 < y < AXIS_HEIGHT else _CURSOR_REACH if y < AXIS_HEIGHT else 0.0
    return abs(x - at) < reach


def _pickable(canvas: Canvas, x: float, y: float) -> Iterator[Group]:
    """Groups that may be at a point: those of the lanes, or of the tray below them."""
    place = "lanes" if canvas.plot.contains(x, y) else "undated" if y >= canvas.plot.bottom else ""
    for group in canvas.scene.groups:
        if group.id == place:
            yield from group.walk()


def _contains(group: Group, canvas: Canvas, x: float, y: float) -> bool:
    moved = canvas.plot.y - canvas.scroll if y < canvas.plot.bottom else 0.0
    return group.area is not None and group.area.contains(x, y - moved)


def _in_band(canvas: Canvas, view: View, x: float, y: float) -> Target:
    """The bin of a strip, or the figure on a line over time; both are taken anywhere above or below."""
    band = canvas.band_at(y)
    if band is None or not canvas.plot.contains(x, y):
        return Target()
    if band.lane.series:
        row = figure_at(band, band.lane.series, view, canvas.plot, x, y - canvas.plot.y + canvas.scroll)
        return Target() if row is None else Target(items=(Item("estimate", row),))
    if band.counted:
        spot = sum_at(band, view, canvas.plot, x, y - canvas.plot.y + canvas.scroll)
        return Target(stretch=spot.stretch, sum=spot) if spot else Target()
    return _strip_at(band, canvas, view, x) if band.mode is Mode.STRIP else Target()


def _strip_at(band: Band, canvas: Canvas, view: View, x: float) -> Target:
    position = bin_at(band, view.window, canvas.plot, x)
    if position is None:
        return Target()
    bins = band.lane.bins(view.window, canvas.plot.width)
    stretch = TimeWindow(float(bins.edges[position]), float(bins.edges[position + 1]))
    return Target(stretch=stretch, words=bin_words(bins, position, band.lane.table, view.numbers))
