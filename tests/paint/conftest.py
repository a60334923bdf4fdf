"""What the tests of drawing share: the bundled fonts and an image to draw on."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from timeline_app.layout.scene import Box, Group, Primitive, Scene
from timeline_app.paint.fonts import Fonts, export_fonts
from timeline_app.paint.scene_painter import paint_scene
from timeline_app.paint.theme import Theme, theme

Drawn = Callable[..., QImage]


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> Fonts:
    return export_fonts()


@pytest.fixture
def light() -> Theme:
    return theme("light")


@pytest.fixture
def drawn(fonts: Fonts, light: Theme) -> Drawn:
    """Draws primitives or groups on white, 60 × 40 device-independent pixels."""

    def draw(*parts: Primitive | Group, scale: float = 1.0, clip: Box | None = None) -> QImage:
        image = QImage(round(60 * scale), round(40 * scale), QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        painter.scale(scale, scale)
        paint_scene(painter, Scene(60, 40, "", (Group("group", "", parts, clip),)), light, fonts)
        painter.end()
        return image

    return draw
