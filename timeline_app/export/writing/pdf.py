"""Writing pages as PDF: text as text, links on sources, title and language told, the same bytes each time."""

import io
import os
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil

import pikepdf
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from timeline_app.export.composing.page import Page
from timeline_app.export.document import Document, Output
from timeline_app.layout.scene import Box, Group, Ink, Role, Scene
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.scene_painter import paint_scene, painting
from timeline_app.paint.theme import Theme

_CREATOR = "timeline-app"
_DOTS = 10
"""Steps of position to 1/96 inch."""
_POINTS = 0.75
"""PDF's points (1/72 inch) to a device-independent pixel (1/96 inch) at scale 1."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LETTERS = string.ascii_uppercase
_EPOCH = "SOURCE_DATE_EPOCH"
"""The date of the file, where somebody names one: https://reproducible-builds.org/specs/source-date-epoch/."""


def pdf(document: Document, theme: Theme, fonts: Fonts, output: Output) -> bytes:
    """The document as a PDF, each page exactly as large as it is to be, its fonts embedded."""
    with pikepdf.open(io.BytesIO(_drawn(document, theme, fonts, output))) as file:
        for page, written in zip(document.pages, file.pages, strict=True):
            written.mediabox = pikepdf.Array([0, 0, *(round(side, 2) for side in _size(page))])
            _add_links(file, written, page)
        _name_fonts(file)
        _describe(file, document)
        saved = io.BytesIO()
        file.save(saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return saved.getvalue()


def _drawn(document: Document, theme: Theme, fonts: Fonts, output: Output) -> bytes:
    """The pages as Qt writes them, each in whole points, the picture at its lower left corner."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96 * _DOTS)
    writer.setPageLayout(_layout(document.pages[0]))
    with painting(writer) as painter:
        for number, page in enumerate(document.pages):
            output.tell(number / len(document.pages))
            if number:
                writer.setPageLayout(_layout(page))
                writer.newPage()
            _paint(painter, page, theme, fonts)
    return bytes(buffer.data().data())


def _paint(painter: QPainter, page: Page, theme: Theme, fonts: Fonts) -> None:
    _, height = _size(page)
    scene = page.scene
    painter.save()
    painter.scale(_DOTS, _DOTS)
    painter.translate(0, (ceil(height) - height) / _POINTS)
    painter.scale(page.scale, page.scale)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), QColor(theme.style(Ink(Role.PAGE)).fill))
    paint_scene(painter, scene, theme, fonts)
    painter.restore()


def _size(page: Page) -> tuple[float, float]:
    """Width and height of a page, points."""
    return page.scene.width * page.scale * _POINTS, page.scene.height * page.scale * _POINTS


def _layout(page: Page) -> QPageLayout:
    """A page without margins, its size in whole points: QPageSize (Qt 6.11) rounds to them."""
    size = QSizeF(*map(ceil, _size(page)))
    exact = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(exact, QPageLayout.Orientation.Portrait, QMarginsF())


def _add_links(file: pikepdf.Pdf, written: pikepdf.Page, page: Page) -> None:
    """Make the parts of the page that lead somewhere do so."""
    _, height = _size(page)
    scale = page.scale * _POINTS
    links = [
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[
                round(side, 2)
                for side in (
                    box.x * scale,
                    height - box.bottom * scale,
                    box.right * scale,
                    height - box.y * scale,
                )
            ],
            Border=[0, 0, 0],
            Contents=pikepdf.String(group.title),
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(group.link)),
        )
        for group, box in _linked(page.scene)
    ]
    if links:
        written.Annots = file.make_indirect(pikepdf.Array([file.make_indirect(link) for link in links]))


def _linked(scene: Scene) -> Iterator[tuple[Group, Box]]:
    """The groups that lead somewhere, and where they are on the page."""
    for group in scene.groups:
        yield from _linked_in(group, 0.0, 0.0)


def _linked_in(group: Group, dx: float, dy: float) -> Iterator[tuple[Group, Box]]:
    dx, dy = dx + group.dx, dy + group.dy
    if group.link and group.area:
        yield group, Box(group.area.x + dx, group.area.y + dy, group.area.width, group.area.height)
    for part in group.parts:
        if isinstance(part, Group):
            yield from _linked_in(part, dx, dy)


def _name_fonts(file: pikepdf.Pdf) -> None:
    """Number the subsets of fonts, wherever they are named (ISO 32000-1, 9.6.4).

    QPdfWriter (Qt 6.11) gives them other letters in each run, and only where they are described.
    """
    items = [item for item in file.objects if isinstance(item, pikepdf.Dictionary)]
    families = [(_SUBSET.sub("", str(item.FontName).lstrip("/")), item) for item in items if "/FontName" in item]
    for number, (family, item) in enumerate(sorted(families, key=lambda one: (one[0], _font_file(one[1])))):
        item.FontName = pikepdf.Name(f"/AAAA{_LETTERS[number // 26]}{_LETTERS[number % 26]}+{family}")
    for item in items:
        if "/FontDescriptor" in item:
            item.BaseFont = item.FontDescriptor.FontName
    for item in items:
        if "/DescendantFonts" in item:
            item.BaseFont = item.DescendantFonts[0].BaseFont


def _font_file(descriptor: pikepdf.Object) -> bytes:
    return bytes(descriptor.FontFile2.read_bytes()) if "/FontFile2" in descriptor else b""


def _describe(file: pikepdf.Pdf, document: Document) -> None:
    """Put in what the document is called and who made it, in place of what Qt says of the day and the computer."""
    file.Root.Lang = pikepdf.String(document.language)
    file.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    for owner, name in ((file.Root, "/Metadata"), (file.trailer, "/ID")):
        if name in owner:
            del owner[name]
    for name in [str(key) for key in file.docinfo]:
        del file.docinfo[name]
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        metadata["dc:title"] = document.title
        metadata["dc:description"] = document.description
        metadata["dc:language"] = {document.language}
        metadata["xmp:CreatorTool"] = _CREATOR
        if document.credit:
            metadata["dc:creator"] = [document.credit]
        if moment := _moment():
            metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = moment


def _moment() -> str:
    """The date of the file, ISO 8601, or ""."""
    given = os.environ.get(_EPOCH, "")
    if not given.isdecimal():
        return ""
    try:
        return datetime.fromtimestamp(int(given), UTC).isoformat()
    except (OverflowError, OSError, ValueError):
        return ""
