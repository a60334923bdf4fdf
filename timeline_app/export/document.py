"""What a writer gets: pages with what is said of them as a whole, and how the file is to be."""

from collections.abc import Callable
from dataclasses import dataclass

from timeline_app.export.composing.page import Page
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View


@dataclass(frozen=True)
class Document:
    """Pages that belong together.

    Attributes:
        pages: in their order, one at least.
        title: what the whole is called.
        description: what it shows, in words, for those who don't see it.
        language: the language of its words, as BCP 47 has it.
        credit: who made it, or whom to name; "" for nobody.
        date: the day that the data is of, ISO 8601, or "".
        index, view: what the pages show, for writers that say more of it than there is to see.
    """

    pages: tuple[Page, ...]
    title: str
    description: str
    language: str
    credit: str
    date: str
    index: TimelineIndex
    view: View


def to_nobody(_share: float) -> None:
    """Take what is told, and make nothing of it."""


@dataclass(frozen=True)
class Output:
    """What a writer needs to know beside the document.

    Attributes:
        scale: pixels of a raster picture to 1/96 inch.
        transparent: whether PNG and WebP are without ground.
        quality: of JPEG and WebP, 1 to 100.
        tell: is told from time to time how much is done, 0 to 1; what it raises ends the work.
    """

    scale: float = 1.0
    transparent: bool = False
    quality: int = 90
    tell: Callable[[float], None] = to_nobody
