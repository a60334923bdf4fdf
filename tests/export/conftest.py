"""What the tests of exported pictures share: a small picture that has everything in it."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from timeline_app.layout.scene import Align, Box, Columns, Dot, Font, Group, Ink, Line, Path, Rect, Role, Scene, text
from timeline_app.paint.fonts import Fonts, export_fonts
from timeline_app.paint.theme import Theme, theme


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> Fonts:
    return export_fonts()


@pytest.fixture
def light() -> Theme:
    return theme("light")


@pytest.fixture
def picture(fonts: Fonts) -> Scene:
    """All kinds of primitives, groups within groups, a clip, a move, texts of both directions."""
    edges = np.array([0.0, 10.0, 20.0, 30.0])
    strip = Columns(edges, np.full(3, 100.0), np.array([80.0, 100.0, 99.99]), Ink(Role.STRIP_KNOWN, 2))
    event = Group(
        "event:3",
        "Losses reported, September 2022",
        (
            Rect(Box(40, 20, 80, 10), Ink(Role.GLYPH_SOFT, 0)),
            Line(40, 17, 40, 33, Ink(Role.GLYPH_LINE, 0)),
            Line(120, 25, 140, 40, Ink(Role.LEADER)),
            Dot(150, 25, 5, Ink(Role.GLYPH_HOLLOW, 0)),
            Path(((150.0, 40.0), (144.0, 45.0), (150.0, 50.0)), Ink(Role.GLYPH_LINE, 0)),
            Path(((150.0, 40.0), (144.0, 45.0), (150.0, 50.0)), Ink(Role.GLYPH_SOFT, 0), closed=True),
            text("Losses of 60,000–70,000 reported", 8, 60, Font.LABEL, Role.TEXT, fonts.text_width),
            text("in September", 200, 76, Font.STATED, Role.TEXT_MUTED, fonts.text_width, Align.RIGHT),
            text("خسائر (MoD) 2022", 200, 95, Font.LABEL, Role.TEXT, fonts.text_width, Align.RIGHT),
        ),
    )
    lane = Group("lane:0", "Statements", (event, strip), Box(0, 0, 240, 110), dx=10, dy=5)
    badge = Rect(Box(90, 4, 80, 16), Ink(Role.CURSOR_LABEL), 4)
    middle = text("28 Feb 2023", 130, 16, Font.SMALL, Role.CURSOR_TEXT, fonts.text_width, Align.MIDDLE)
    return Scene(250, 121, "Losses & doubts", (lane, Group("cursor", "As of 28 February 2023", (badge, middle))))
