"""How large the file of a picture will be, before it is made."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from timeline_app.export.composing.sheets import LEAST_ON_SCREENS, PIXELS_AN_INCH
from timeline_app.export.document import Document, Output
from timeline_app.export.kinds import KINDS, require_pages, writer_of
from timeline_app.export.picture import PictureOptions
from timeline_app.export.writing.raster import pixel_size
from timeline_app.paint.fonts import export_fonts
from timeline_app.paint.theme import theme

_GROWTH = {"png": 0.72, "jpg": 0.8, "webp": 0.74}
"""A picture of so many times the pixels has a file of so many times the bytes, to this power: areas pack well."""
_KILO = 1000.0


def estimated_bytes(document: Document, options: PictureOptions, kind: str, image: QImage) -> int:
    """About how many bytes a picture's file will have; of a drawing or a document just how many.

    Args:
        document, options, kind: the picture.
        image: its first page in a smaller size.

    Raises:
        PictureError: it can't be made; says so in words.
    """
    require_pages(kind, len(document.pages))
    if not KINDS[kind].raster:
        output = Output(1.0, options.transparent, options.quality)
        data = writer_of(kind)(document, theme(options.theme), export_fonts(), output)
        return len(data)
    page = document.pages[0]
    width, height = pixel_size(page.scene, page.scale * options.sheet.dpi / PIXELS_AN_INCH, kind)
    times = width * height / max(image.width() * image.height(), 1)
    growth: float = times ** _GROWTH[kind]
    return round(_written(image, kind, options.quality) * growth)


def size_words(document: Document, options: PictureOptions, kind: str, size: int) -> str:
    """How large the picture and its file will be: "2,880 × 1,800 pixels, about 310 kB"."""
    page = document.pages[0]
    if KINDS[kind].raster:
        width, height = pixel_size(page.scene, page.scale * options.sheet.dpi / PIXELS_AN_INCH, kind)
        return f"{width:,} × {height:,} pixels, about {_bytes_words(size)}"
    inches = [side * page.scale / PIXELS_AN_INCH for side in (page.scene.width, page.scene.height)]
    pages = f"{len(document.pages)} pages of " if len(document.pages) > 1 else ""
    if options.sheet.least < LEAST_ON_SCREENS:
        return f"{pages}{inches[0] * 25.4:,.0f} × {inches[1] * 25.4:,.0f} mm, {_bytes_words(size)}"
    points = [round(side * PIXELS_AN_INCH) for side in inches]
    return f"{pages}{points[0]:,} × {points[1]:,} points, {_bytes_words(size)}"


def _bytes_words(size: int) -> str:
    if size < _KILO**2:
        return f"{max(1, round(size / _KILO)):,} kB"
    return f"{size / _KILO**2:,.1f} MB"


def _written(image: QImage, kind: str, quality: int) -> int:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    if kind != "png":
        writer.setQuality(quality)
    writer.write(image)
    return int(buffer.size())
