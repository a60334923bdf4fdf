"""The kinds of picture: one table of their endings, what they can hold, and what writes them. Needs no Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.export.document import Document, Output
    from timeline_app.paint.fonts import Fonts
    from timeline_app.paint.theme import Theme

    Write = Callable[[Document, Theme, Fonts, Output], bytes]

_WRITING = "timeline_app.export.writing"


class PictureError(ValueError):
    """A picture can't be as it was asked for; says why and what to do, in words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture file.

    Attributes:
        title: in words.
        endings: of its files, the usual one first.
        writer: the module of what writes it, and its name there.
        raster: whether it is made of pixels.
        pages: whether it may have several.
        clear: whether it may be without ground.
        lossy: whether it has a quality to choose.
    """

    title: str
    endings: tuple[str, ...]
    writer: tuple[str, str]
    raster: bool = False
    pages: bool = False
    clear: bool = False
    lossy: bool = False


KINDS: Mapping[str, Kind] = {
    "png": Kind("PNG picture", (".png",), ("raster", "png"), raster=True, clear=True),
    "svg": Kind("SVG drawing", (".svg",), ("svg", "svg"), clear=True),
    "pdf": Kind("PDF document", (".pdf",), ("pdf", "pdf"), pages=True),
    "html": Kind("HTML page", (".html", ".htm"), ("html", "html")),
    "jpg": Kind("JPEG picture", (".jpg", ".jpeg"), ("raster", "jpeg"), raster=True, lossy=True),
    "webp": Kind("WebP picture", (".webp",), ("raster", "webp"), raster=True, clear=True, lossy=True),
}
"""The kinds by their names."""


def writer_of(kind: str) -> "Write":
    """What writes a kind; imported when it is needed."""
    module, name = KINDS[kind].writer
    write: Write = getattr(import_module(f"{_WRITING}.{module}"), name)
    return write


def require_pages(kind: str, pages: int) -> None:
    """Refuse several pages where a kind has one.

    Raises:
        PictureError: it has one, and there are more.
    """
    if pages > 1 and not KINDS[kind].pages:
        raise PictureError(f"{KINDS[kind].title} has one page: choose PDF for several, or one wide image.")
