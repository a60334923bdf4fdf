"""Writing a Scene as a PDF of one page, text as text."""

import re
from math import ceil

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from timeline_app.layout.scene import Ink, Role, Scene
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.scene_painter import paint_scene
from timeline_app.paint.theme import Theme

_DOTS = 10
"""Steps of position to 1/96 inch."""

_POINTS = 0.75
"""PDF's points (1/72 inch) to a device-independent pixel (1/96 inch) at scale 1."""

_MEDIA_BOX = re.compile(rb"/MediaBox \[[^]]*\]")


def pdf_bytes(scene: Scene, theme: Theme, fonts: Fonts, scale: float = 1.0) -> bytes:
    """A Scene as a PDF with one page of exactly its size, its fonts embedded and its title in the metadata.

    Args:
        scene: what to draw.
        theme: its colours.
        fonts: its faces.
        scale: how large the picture is on the page: times 1/96 inch to a device-independent pixel.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    width, height = scene.width * scale * _POINTS, scene.height * scale * _POINTS
    writer = _writer(buffer, scene.title, ceil(width), ceil(height))
    painter = QPainter(writer)
    painter.scale(_DOTS, _DOTS)
    painter.translate(0, (ceil(height) - height) / _POINTS)
    painter.scale(scale, scale)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), QColor(theme.style(Ink(Role.PAGE)).fill))
    paint_scene(painter, scene, theme, fonts)
    painter.end()
    return _with_page_size(bytes(buffer.data().data()), width, height)


def _writer(buffer: QBuffer, title: str, width: int, height: int) -> QPdfWriter:
    """A writer of one page without margins, its size in whole points."""
    writer = QPdfWriter(buffer)
    writer.setResolution(96 * _DOTS)
    writer.setTitle(title)
    writer.setCreator("Timeline")
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    return writer


def _with_page_size(pdf: bytes, width: float, height: float) -> bytes:
    """The file with the page's size in fractions of points, which QPageSize (Qt 6.11) rounds to whole ones.

    The text put in is as long as the text taken out, so that the file's table of positions stays right.
    """

    def exact(box: re.Match[bytes]) -> bytes:
        words = f"/MediaBox [0 0 {width:.2f} {height:.2f}".encode("ascii")
        return words.ljust(len(box[0]) - 1) + b"]"

    return _MEDIA_BOX.sub(exact, pdf, count=1)
