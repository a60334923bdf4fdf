"""The estimates panel as a picture of its own: the comparison with the timeline's title and its numbered sources."""

from dataclasses import dataclass, replace

from timeline_app.export.composing.footer import Footer, data_day
from timeline_app.export.composing.heading import title_of
from timeline_app.export.composing.page import Page
from timeline_app.export.composing.sources import FEW_LINES
from timeline_app.export.document import Document, Output
from timeline_app.export.kinds import writer_of
from timeline_app.export.picture import Picture
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Box, Font, Group, Ink, Rect, Role, Scene, TextWidth, text, wrapped
from timeline_app.layout.view import View
from timeline_app.paint.application import gui_application
from timeline_app.paint.fonts import export_fonts
from timeline_app.paint.theme import theme
from timeline_app.translation import spoken

PANEL_KINDS = ("png", "svg", "pdf")
_MARGIN = 18.0
_FIRST, _TITLE_LINE, _MOST_TITLE_LINES = 30.0, 22.0, 4
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


def picture_of_panel(index: TimelineIndex, view: View, options: PanelOptions, kind: str) -> Picture:
    """The picture as a file of one of `PANEL_KINDS`.

    Raises:
        PictureError: it would be too large; says so in words.
    """
    gui_application()
    fonts = export_fonts()
    width = min(max(options.width, LEAST_WIDTH), MOST_WIDTH)
    page = Page(panel_scene(index, view, width, fonts.text_width), 1.0)
    title, day = title_of(index), data_day(index.timeline)
    document = Document((page,), title, page.scene.title, spoken(), "", day, index, view)
    data = writer_of(kind)(document, theme(options.theme), fonts, Output(options.scale))
    return Picture(data, 1)


def panel_scene(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> Scene:
    """Title, comparison and sources below each other."""
    view, room = replace(view, cites=True, selected=None), width - 2 * _MARGIN
    title = title_of(index)
    lines = wrapped(title, Font.TITLE, room, text_width)[:_MOST_TITLE_LINES]
    heights = [_FIRST + _TITLE_LINE * row for row in range(len(lines))]
    head = tuple(
        text(line, _MARGIN, y, Font.TITLE, Role.TEXT, text_width) for line, y in zip(lines, heights, strict=True)
    )
    panel = draw_comparison(index, view, width, text_width)
    foot, height = Footer(index, view, FEW_LINES, compared=True).drawn(None, room, text_width)
    below = heights[-1] + panel.height
    ground = Group("ground", "Ground", (Rect(Box(0, 0, width, below + height), Ink(Role.PANEL)),))
    comparison = Group("estimates-panel", panel.title, panel.groups, dy=heights[-1])
    parts = (ground, Group("title", title, head), comparison, replace(foot, dx=_MARGIN, dy=below))
    return Scene(width, below + height, panel.title, parts)
