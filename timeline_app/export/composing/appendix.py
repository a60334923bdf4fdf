"""The last pages of a timeline of many: the estimates compared, and all sources with what is known of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline_app.export.composing.heading import Heading, title_of
from timeline_app.export.composing.page import Page, margin_of
from timeline_app.export.composing.sheets import Sheet
from timeline_app.export.composing.sources import source_entries
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Box, Font, Group, Role, Scene, Text, TextWidth, text
from timeline_app.layout.view import View

_HEADING_HEIGHT = 76.0
_COMPARISON_MOST = 720.0
_BETWEEN = 24.0
_SOURCES_TITLE = 30.0
_FEW_SOURCES = 3
_SOURCES = "sources-title"
_TOGETHER = ("mark-legend",)
"""Kinds of groups that are not parted."""
_USUAL_SHAPE = 2**0.5
"""Height to width of a page that is otherwise as high as its contents."""

Block = tuple[Group, float]
"""A part of a page and how high it is, pixels."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """What stands behind the pages of a timeline.

    Attributes:
        index, view: the timeline, and as of when it is compared.
        sheet: what each page is laid out on.
        panel: whether the estimates are compared.
        title: in place of the timeline's own, or "".
    """

    index: TimelineIndex
    view: View
    sheet: Sheet
    panel: bool
    title: str
    text_width: TextWidth

    @property
    def bodies(self) -> list[list[Block]]:
        """The blocks of each page; none where the sources have room on every page and nothing is compared."""
        pages: list[list[Block]] = []
        if not self.panel and len(self.index.timeline.sources) <= _FEW_SOURCES:
            return pages
        left = 0.0
        for block in (part for whole in self._blocks() for part in self._parts(whole)):
            if not pages or block[1] > left:
                pages.append([])
                left = self._height
            pages[-1].append(block)
            left -= block[1]
        return pages

    def sources_on(self, bodies: list[list[Block]]) -> int:
        """The number of the page on which the sources begin, counted from 1."""
        found = (number for number, body in enumerate(bodies, 1) for group, _ in body if group.kind == _SOURCES)
        return next(found, 1)

    def _parts(self, block: Block) -> Iterator[Block]:
        """A block, or where it is higher than a page, parts of it that aren't."""
        group, height = block
        if height <= self._height:
            yield block
        else:
            yield from slices(Scene(self._room, height, group.title, (replace(group, area=None),)), self._height)

    def page(self, body: list[Block], numbering: str) -> Page:
        """A page of some blocks."""
        y = self._margin
        lines = (f"Estimates and sources, {numbering}" if self.panel else f"Sources, {numbering}",)
        heading = Heading(title_of(self.index, self.title), lines)
        parts, _ = heading.drawn(self._margin, y, self._room, self.text_width, brief=True)
        groups = [parts]
        y += _HEADING_HEIGHT
        for group, height in body:
            groups.append(Group(f"part:{len(groups)}", "", (group,), dx=self._margin, dy=y))
            y += height
        scale = self.sheet.letters
        height = (self.sheet.height or self.sheet.width * _USUAL_SHAPE) / scale
        return Page(Scene(self.sheet.width / scale, height, heading.title, tuple(groups)), scale)

    @property
    def _margin(self) -> float:
        return margin_of(self.sheet.width / self.sheet.letters)

    @property
    def _room(self) -> float:
        return self.sheet.width / self.sheet.letters - 2 * self._margin

    @property
    def _height(self) -> float:
        """Room for blocks on a page, pixels."""
        whole = (self.sheet.height or self.sheet.width * _USUAL_SHAPE) / self.sheet.letters
        return whole - 2 * self._margin - _HEADING_HEIGHT

    def _blocks(self) -> Iterator[Block]:
        if self.panel:
            comparison = draw_comparison(self.index, self.view, min(self._room, _COMPARISON_MOST), self.text_width)
            yield from slices(comparison, self._height)
            yield Group("gap", "", ()), _BETWEEN
        if self.index.timeline.sources:
            title = text("Sources", 0, 16, Font.TITLE, Role.TEXT, self.text_width)
            yield Group(_SOURCES, "Sources", (title,)), _SOURCES_TITLE
        yield from source_entries(self.index.timeline, self._room, self.view, self.text_width)


def slices(scene: Scene, height: float) -> Iterator[Block]:
    """A Scene in parts of at most a height, cut where no text and nothing that can be picked is cut."""
    kept = sorted(_kept_whole(scene.groups, 0.0))
    top, number = 0.0, 0
    while top < scene.height:
        bottom = min(top + height, scene.height)
        if bottom < scene.height:
            bottom = _whole_above(kept, top, bottom)
        number += 1
        inner = Group(f"slice-inner:{number}", "", scene.groups, dy=-top)
        clip = Box(0, 0, scene.width, bottom - top)
        yield Group(f"slice:{number}", scene.title, (inner,), clip=clip), bottom - top
        top = bottom


def _kept_whole(groups: tuple[Group, ...], dy: float) -> Iterator[tuple[float, float]]:
    """The heights that texts and groups that can be picked take, from top to bottom."""
    for group in groups:
        moved = dy + group.dy
        if group.kind in _TOGETHER:
            texts = [part.box for one in group.walk() for part in one.parts if isinstance(part, Text)]
            yield min(box.y for box in texts) + moved, max(box.bottom for box in texts) + moved
        if group.area:
            yield group.area.y + moved, group.area.bottom + moved
        for part in group.parts:
            if isinstance(part, Text):
                yield part.box.y + moved, part.box.bottom + moved
        yield from _kept_whole(tuple(part for part in group.parts if isinstance(part, Group)), moved)


def _whole_above(kept: list[tuple[float, float]], top: float, bottom: float) -> float:
    """The lowest height above `bottom` that cuts nothing, or `bottom` itself where all would."""
    cut = bottom
    for first, last in reversed(kept):
        if first < cut < last:
            cut = first
    return cut if cut > top else bottom
