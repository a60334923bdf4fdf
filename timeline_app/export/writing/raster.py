"""Drawing a Scene as pixels, tile by tile, and writing them as PNG, JPEG or WebP."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter, Qt

from timeline_app.export.document import Document, Output
from timeline_app.export.kinds import PictureError
from timeline_app.export.writing.limits import too_large_words
from timeline_app.export.writing.png import INCHES_TO_A_METRE, Pixels, png_bytes
from timeline_app.layout.scene import Ink, Role, Scene
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.scene_painter import paint_scene, painting
from timeline_app.paint.theme import Theme

_TILE_WIDTH, _TILE_PIXELS = 16_384, 8_000_000
_DPI = 96.0


def png(document: Document, theme: Theme, fonts: Fonts, output: Output) -> bytes:
    """The document's page as a PNG in sRGB, marked with its resolution.

    Raises:
        PictureError: the picture would be too large or have no pixels; says so in words.
    """
    scene, scale = _scene_and_scale(document, output)
    width, height = pixel_size(scene, scale, "png")
    theme = theme.groundless if output.transparent else theme
    bands = _bands(scene, theme, fonts, scale, output)
    return png_bytes(width, height, 4 if output.transparent else 3, bands, _DPI * output.scale, document.title)


def jpeg(document: Document, theme: Theme, fonts: Fonts, output: Output) -> bytes:
    """The same as a JPEG."""
    return _at_once(document, theme, fonts, replace(output, transparent=False), "jpg")


def webp(document: Document, theme: Theme, fonts: Fonts, output: Output) -> bytes:
    """The same as a WebP, which holds no resolution."""
    return _at_once(document, theme, fonts, output, "webp")


def pixel_size(scene: Scene, scale: float, kind: str) -> tuple[int, int]:
    """How many pixels wide and high a Scene's picture of a kind is.

    Raises:
        PictureError: too many or none; says so in words.
    """
    width, height = (round(length * scale) for length in (scene.width, scene.height))
    if width < 1 or height < 1:
        raise PictureError("The picture would have no pixels. Choose a size and a resolution above 0.")
    words = too_large_words(kind, width, height)
    if words:
        raise PictureError(f"{words[0].upper()}{words[1:]}. Choose a smaller size or a lower resolution.")
    return width, height


def image_of(scene: Scene, theme: Theme, fonts: Fonts, scale: float, *, transparent: bool = False) -> QImage:
    """A Scene's picture at once, for the screen or for a writer of Qt's."""
    image = _tile(*pixel_size(scene, scale, "jpg"), theme, transparent=transparent)
    _paint(image, scene, theme, fonts, scale, QRect(0, 0, image.width(), image.height()))
    return image


def _scene_and_scale(document: Document, output: Output) -> tuple[Scene, float]:
    """The one page, and pixels of the picture to one of its Scene's."""
    (page,) = document.pages
    return page.scene, page.scale * output.scale


def _at_once(document: Document, theme: Theme, fonts: Fonts, output: Output, kind: str) -> bytes:
    """A picture in a format that Qt writes."""
    scene, scale = _scene_and_scale(document, output)
    pixel_size(scene, scale, kind)
    theme = theme.groundless if output.transparent else theme
    image = image_of(scene, theme, fonts, scale, transparent=output.transparent)
    output.tell(0.5)
    image.setDotsPerMeterX(round(_DPI * output.scale * INCHES_TO_A_METRE))
    image.setDotsPerMeterY(round(_DPI * output.scale * INCHES_TO_A_METRE))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    writer.setQuality(output.quality)
    if not writer.write(image):
        raise PictureError(f"The picture can't be written as {kind}: {writer.errorString()}.")
    return bytes(buffer.data().data())


def _bands(scene: Scene, theme: Theme, fonts: Fonts, scale: float, output: Output) -> Iterator[Pixels]:
    """The picture in bands over its whole width, each drawn in tiles side by side."""
    width, height = pixel_size(scene, scale, "png")
    rows = max(1, _TILE_PIXELS // width)
    channels = 4 if output.transparent else 3
    for top in range(0, height, rows):
        band = np.empty((min(rows, height - top), width, channels), np.uint8)
        for left in range(0, width, _TILE_WIDTH):
            output.tell(top / height)
            area = QRect(left, top, min(_TILE_WIDTH, width - left), len(band))
            tile = _tile(area.width(), area.height(), theme, transparent=output.transparent)
            _paint(tile, scene, theme, fonts, scale, area)
            band[:, left : left + area.width()] = _pixels(tile)[:, :, :channels]
        yield band


def _tile(width: int, height: int, theme: Theme, *, transparent: bool) -> QImage:
    """An image of the theme's page, or of nothing."""
    formats = QImage.Format
    image = QImage(width, height, formats.Format_ARGB32_Premultiplied if transparent else formats.Format_RGB32)
    if image.isNull():
        raise PictureError("There is not enough memory for a picture of this size. Choose a smaller one.")
    image.fill(Qt.GlobalColor.transparent if transparent else QColor(theme.style(Ink(Role.PAGE)).fill))
    return image


def _paint(image: QImage, scene: Scene, theme: Theme, fonts: Fonts, scale: float, area: QRect) -> None:
    """Draw the part of a Scene that lies in an area of the whole picture, pixels."""
    with painting(image) as painter:
        painter.translate(-area.x(), -area.y())
        painter.scale(scale, scale)
        paint_scene(painter, scene, theme, fonts)


def _pixels(image: QImage) -> Pixels:
    """Red, green, blue and opacity of each pixel."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    values = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return values[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4).copy()
