"""The estimates panel as a picture of its own: the comparison with the timeline's title and its numbered sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline_app.export.page import Page, date_notes, source_lines
from timeline_app.export.picture import WRITERS
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Box, Font, Group, Ink, Primitive, Rect, Role, Scene, TextWidth, text, wrapped
from timeline_app.layout.view import View
from timeline_app.paint.application import gui_application
from timeline_app.paint.fonts import export_fonts
from timeline_app.paint.theme import theme

_MARGIN = 18.0
_FIRST, _TITLE_LINE, _LINE, _GAP = 30.0, 22.0, 15.0, 10.0
LEAST_WIDTH, MOST_WIDTH = 260.0, 1400.0
"""A picture is so wide, device-independent pixels."""


@dataclass(frozen=True, slots=True)
class PanelOptions:
    """How the picture is made.

    Attributes:
        width: device-independent pixels; its height is what it needs.
        scale: pixels of a PNG to one of these.
        theme: "light", "dark" or "print".
    """

    width: float = 420.0
    scale: float = 2.0
    theme: str = "light"


def render_panel(index: TimelineIndex, view: View, options: PanelOptions, kind: str) -> bytes:
    """The picture as the bytes of a file: "png", "svg" or "pdf".

    Raises:
        ValueError: it would be too large; says so in words.
    """
    gui_application()
    fonts = export_fonts()
    width = min(max(options.width, LEAST_WIDTH), MOST_WIDTH)
    page = Page(panel_scene(index, view, width, fonts.text_width), 1.0)
    return WRITERS[kind](page, theme(options.theme), fonts, options.scale)


def panel_scene(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> Scene:
    """Title, comparison and sources below each other."""
    view, timeline, room = replace(view, cites=True, selected=None), index.timeline, width - 2 * _MARGIN
    head, top = _lines(wrapped(timeline.title or "Timeline", Font.TITLE, room, text_width)[:4], Font.TITLE, text_width)
    panel = draw_comparison(index, view, width, text_width)
    below = (*date_notes(timeline, view.zone), *source_lines(timeline, room, view, text_width))
    notes = [line for words in below for line in wrapped(words, Font.SMALL, room, text_width)]
    foot, height = _lines(notes, Font.SMALL, text_width)
    total = top + panel.height + height + _GAP
    groups = (
        Group("ground", "Ground", (Rect(Box(0, 0, width, total), Ink(Role.PANEL)),)),
        Group("title", timeline.title, head),
        Group("estimates-panel", panel.title, panel.groups, dy=top),
        Group("sources", "Sources", foot, dy=top + panel.height),
    )
    return Scene(width, total, panel.title, groups)


def _lines(lines: Sequence[str], font: Font, text_width: TextWidth) -> tuple[tuple[Primitive, ...], float]:
    """Lines of text from 0 on, and where they end."""
    first, step = (_FIRST, _TITLE_LINE) if font is Font.TITLE else (_LINE, _LINE)
    role = Role.TEXT if font is Font.TITLE else Role.TEXT_MUTED
    parts = [text(line, _MARGIN, first + step * row, font, role, text_width) for row, line in enumerate(lines)]
    return tuple(parts), first + step * (len(lines) - 1) if lines else 0.0
