"""Writing a Scene as a PNG picture."""

from math import ceil

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter, QPainter

from timeline_app.layout.scene import Ink, Role, Scene
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.scene_painter import paint_scene
from timeline_app.paint.theme import Theme

MOST_PIXELS = 200_000_000
"""A larger picture would take more than 800 MB while it is drawn."""

MOST_PIXELS_A_SIDE = 32_767
"""How far Qt's raster painter counts (QImage, 16 bits with a sign)."""

_INCHES_TO_A_METRE = 1 / 0.0254


def png_bytes(scene: Scene, theme: Theme, fonts: Fonts, scale: float) -> bytes:
    """A Scene as a PNG in sRGB, `scale` pixels to a device-independent one, marked as 96 × `scale` dpi.

    Raises:
        ValueError: the picture would be too large or have no pixels; says so in words.
    """
    image = _image(scene, theme, scale)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_scene(painter, scene, theme, fonts)
    painter.end()
    image.setDotsPerMeterX(round(96 * scale * _INCHES_TO_A_METRE))
    image.setDotsPerMeterY(round(96 * scale * _INCHES_TO_A_METRE))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    if not writer.write(image):
        raise OSError(f"The picture can't be written as PNG: {writer.errorString()}.")
    return bytes(buffer.data().data())


def pixel_size(scene: Scene, scale: float) -> tuple[int, int]:
    """How many pixels wide and high a Scene's picture is.

    Raises:
        ValueError: too many or none; says so in words.
    """
    width, height = (ceil(round(side * scale, 6)) for side in (scene.width, scene.height))
    if width < 1 or height < 1:
        raise ValueError("The picture would have no pixels. Choose a size and a scale above 0.")
    if width * height > MOST_PIXELS or max(width, height) > MOST_PIXELS_A_SIDE:
        raise ValueError(
            f"The picture would have {width:,} × {height:,} pixels, {width * height / 1e6:,.0f} megapixels. "
            f"It may have {MOST_PIXELS / 1e6:,.0f} megapixels and {MOST_PIXELS_A_SIDE:,} pixels a side. "
            "Choose a smaller size or scale."
        )
    return width, height


def _image(scene: Scene, theme: Theme, scale: float) -> QImage:
    """An image of the theme's page."""
    image = QImage(*pixel_size(scene, scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise ValueError("There is not enough memory for a picture of this size. Choose a smaller size or scale.")
    image.fill(QColor(theme.style(Ink(Role.PAGE)).fill))
    return image
