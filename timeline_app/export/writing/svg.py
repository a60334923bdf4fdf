"""Writing a Scene as SVG 1.1: text as text, groups with their names, the same bytes on every run. Needs no Qt."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from timeline_app.export.composing.page import Page
from timeline_app.export.document import Document, Output
from timeline_app.layout.scene import (
    Align,
    Box,
    Columns,
    Dot,
    Group,
    Ink,
    Line,
    Path,
    Rect,
    Role,
    Scene,
    Text,
    in_order,
)
from timeline_app.paint.theme import Style, Theme

if TYPE_CHECKING:
    from timeline_app.paint.fonts import Fonts

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_FALLBACKS = "'Helvetica Neue', Arial, sans-serif"
_CRISP = {"shape-rendering": "crispEdges"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = str.maketrans("\t\n\r", "   ")
_NO_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_ANCHORS: Mapping[tuple[Align, bool], str] = {
    (Align.LEFT, False): "start",
    (Align.RIGHT, False): "end",
    (Align.LEFT, True): "end",
    (Align.RIGHT, True): "start",
}
"""Which end of a text is at its x, by whether it runs from right to left: SVG counts along the text."""

Attributes = Mapping[str, str | float | None]


def svg(document: Document, theme: Theme, fonts: "Fonts", output: Output) -> bytes:
    """The document's page as an SVG file, its texts in the font in which they were measured.

    Where a reader of the file hasn't got it, theirs is set to the same widths.
    """
    (page,) = document.pages
    look = theme.groundless if output.transparent else theme
    drawing = Drawing(look, fonts.family, document.description, document.language)
    return f"{_HEAD}\n{drawing.of(page)}\n".encode()


def _link(group: Group) -> str:
    return group.link


def runs_right_to_left(text: str) -> bool:
    """Whether a text's first letter with a direction is one of a right-to-left script (Unicode UAX #9, rule P2)."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a page is written as an `<svg>` element.

    Attributes:
        theme: the colours.
        family: of the font.
        description: what there is to see, in words.
        language: of the words, as BCP 47 has it.
        link: where a group leads to, or "".
    """

    theme: Theme
    family: str
    description: str
    language: str
    link: Callable[[Group], str] = _link

    def of(self, page: Page) -> str:
        """The element."""
        return "\n".join(_Writer(self).document(page.scene, page.scale))


@dataclass(slots=True)
class _Writer:
    """Writes elements as lines of text.

    Attributes:
        drawing: how.
        ids: those that are taken.
    """

    drawing: Drawing
    ids: set[str] = field(default_factory=set)

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.drawing.theme

    def document(self, scene: Scene, scale: float) -> Iterator[str]:
        drawing = self.drawing
        root = {
            "xmlns": "http://www.w3.org/2000/svg",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            "version": "1.1",
            "width": _number(scene.width * scale),
            "height": _number(scene.height * scale),
            "viewBox": f"0 0 {_number(scene.width)} {_number(scene.height)}",
            "role": "group",
            "xml:lang": drawing.language,
            "font-family": f"{drawing.family}, {_FALLBACKS}",
            "xml:space": "preserve",
        }
        yield f"<svg{_attributes(root)}>"
        yield _element("title", {}, scene.title)
        yield _element("desc", {}, drawing.description)
        yield self.rect(Rect(Box(0, 0, scene.width, scene.height), Ink(Role.PAGE)))
        for group in scene.groups:
            yield from self.group(group)
        yield "</svg>"

    def group(self, group: Group) -> Iterator[str]:
        name = self.free_id(group.id)
        clip = None if group.clip is None else self.free_id(f"{group.id}-clip")
        moved = f"translate({_number(group.dx)} {_number(group.dy)})" if group.dx or group.dy else None
        if group.clip is not None:
            area = _box(Box(group.clip.x - group.dx, group.clip.y - group.dy, group.clip.width, group.clip.height))
            yield f"<clipPath{_attributes({'id': clip})}><rect{_attributes(area)}/></clipPath>"
        within = {"id": name, "transform": moved, "clip-path": clip and f"url(#{clip})"}
        yield f"<g{_attributes(within)}>"
        link = self.drawing.link(group)
        if link:
            yield f"<a{_attributes({'xlink:href': link})}>"
        if group.title:
            yield _element("title", {}, group.title)
        if link and group.area:
            yield _element("rect", {**_box(group.area), "fill": "none", "pointer-events": "all"})
        for part in group.parts:
            if isinstance(part, Group):
                yield from self.group(part)
            else:
                yield _WRITE[type(part)](self, part)
        yield "</a></g>" if link else "</g>"

    def free_id(self, wish: str) -> str:
        """A valid id (an NCName) like the one that is wished for, which no other element has."""
        valid = _NO_ID.sub("-", wish)
        valid = valid if valid[:1].isalpha() or valid[:1] == "_" else f"g-{valid}"
        name, count = valid, 1
        while name in self.ids:
            count += 1
            name = f"{valid}-{count}"
        self.ids.add(name)
        return name

    def rect(self, rect: Rect) -> str:
        style = self.theme.style(rect.ink)
        inside = style.width / 2 if style.stroke else 0.0
        corners = {"rx": max(0.0, rect.radius - inside)} if rect.radius else _CRISP
        return _element("rect", _box(rect.box.grown(-inside)) | _shape(style) | corners)

    def line(self, line: Line) -> str:
        ends = {"x1": line.x1, "y1": line.y1, "x2": line.x2, "y2": line.y2}
        straight = line.x1 == line.x2 or line.y1 == line.y2
        return _element("line", ends | _stroke(self.theme.style(line.ink)) | (_CRISP if straight else {}))

    def dot(self, dot: Dot) -> str:
        style = self.theme.style(dot.ink)
        inside = style.width / 2 if style.stroke else 0.0
        return _element("circle", {"cx": dot.x, "cy": dot.y, "r": dot.radius - inside} | _shape(style))

    def path(self, path: Path) -> str:
        style = self.theme.style(path.ink)
        corners = {"points": " ".join(f"{_number(x)},{_number(y)}" for x, y in path.points)}
        if path.closed:
            return _element("polygon", corners | _shape(style))
        return _element("polyline", corners | {"fill": "none"} | _stroke(style))

    def text(self, text: Text) -> str:
        face = text.font.value
        backwards = runs_right_to_left(text.text)
        length = None if backwards else text.width or None  # Inkscape 1.2 stretches what runs from right to left
        anchor = _ANCHORS.get((text.align, backwards), "middle")
        attributes: Attributes = {
            "x": text.x,
            "y": text.baseline,
            "font-size": face.size,
            "font-weight": None if face.weight == 400 else face.weight,
            "font-style": "italic" if face.italic else None,
            "fill": self.theme.style(text.ink).letters,
            "text-anchor": None if anchor == "start" else anchor,
            "direction": "rtl" if backwards else None,
            "unicode-bidi": "embed" if backwards else None,
            "textLength": length,
            "lengthAdjust": length and "spacingAndGlyphs",
        }
        return _element("text", attributes, text.text)

    def columns(self, columns: Columns) -> str:
        drawn = columns.tops != columns.bottoms
        lefts, rights, bottoms = columns.edges[:-1][drawn], columns.edges[1:][drawn], columns.bottoms[drawn]
        tops = np.minimum(columns.tops[drawn], bottoms - 1)
        sides = np.stack((lefts, bottoms, tops, np.maximum(rights, lefts + 1)), axis=1).tolist()
        outline = "".join(
            f"M{_number(left)} {_number(bottom)}V{_number(top)}H{_number(right)}V{_number(bottom)}Z"
            for left, bottom, top, right in sides
        )
        return _element("path", {"d": outline} | _shape(self.theme.style(columns.ink)) | _CRISP)


_WRITE: Mapping[type, Callable[[_Writer, Any], str]] = {
    Rect: _Writer.rect,
    Line: _Writer.line,
    Dot: _Writer.dot,
    Path: _Writer.path,
    Text: _Writer.text,
    Columns: _Writer.columns,
}


def _box(box: Box) -> dict[str, str | float | None]:
    """Place and size of a rectangle, at least a pixel where it has any extent, as on the screen."""
    return {
        "x": box.x,
        "y": box.y,
        "width": max(box.width, 1.0) if box.width else 0.0,
        "height": max(box.height, 1.0) if box.height else 0.0,
    }


def _shape(style: Style) -> dict[str, str | float | None]:
    return {"fill": style.fill or "none"} | (_stroke(style) if style.stroke else {})


def _stroke(style: Style) -> dict[str, str | float | None]:
    return {
        "stroke": style.line,
        "stroke-width": None if style.width == 1 else style.width,
        "stroke-dasharray": " ".join(map(_number, style.dash)) or None,
    }


def _element(tag: str, attributes: Attributes, words: str | None = None) -> str:
    content = "/>" if words is None else f">{escape(writable(words).translate(_BREAKS))}</{tag}>"
    return f"<{tag}{_attributes(attributes)}{content}"


def _attributes(attributes: Attributes) -> str:
    """Attributes as XML; those that are None are left out."""
    values = (
        (name, value if isinstance(value, str) else value if value is None else _number(value))
        for name, value in attributes.items()
    )
    return "".join(f" {name}={quoteattr(writable(value))}" for name, value in values if value is not None)


def writable(words: str) -> str:
    """A text with "�" for what XML 1.0 (section 2.2) can't hold: control characters, halves of surrogate pairs."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", in_order(words))


def _number(number: float) -> str:
    """A number with at most two decimals and no more digits than it needs."""
    short = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short
