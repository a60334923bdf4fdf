"""The faces that texts are set in, and how wide a text is in them."""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from timeline_app.layout.scene import Face, Font, TextWidth
from timeline_app.resources import resource

BUNDLED_FAMILY = "Inter"
"""The font that comes with the program, so that an exported picture looks the same everywhere."""

_BUNDLED_FILES = tuple(f"Inter-{style}.otf" for style in ("Regular", "Medium", "SemiBold", "Italic"))
_REMEMBERED_WIDTHS = 16_384


class Fonts:
    """The program's faces in one family. Needs a QGuiApplication.

    Attributes:
        family: the family's name.
        text_width: the width of a text in device-independent pixels; remembers the last few thousand.
    """

    family: str
    text_width: TextWidth

    def __init__(self, family: str) -> None:
        self.family = family
        self._faces: Mapping[Font, QFont] = {font: _qfont(family, font.value) for font in Font}
        self._metrics: Mapping[Font, QFontMetricsF] = {font: QFontMetricsF(face) for font, face in self._faces.items()}
        self.text_width = lru_cache(_REMEMBERED_WIDTHS)(self._measured)

    def qfont(self, font: Font) -> QFont:
        """The face as Qt knows it, its size in device-independent pixels."""
        return self._faces[font]

    def _measured(self, text: str, font: Font) -> float:
        return self._metrics[font].horizontalAdvance(text)


def export_fonts() -> Fonts:
    """The fonts of exported pictures: the bundled ones, on every machine."""
    return Fonts(_bundled_family())


def window_fonts() -> Fonts:
    """The fonts of the window: the system's, or the bundled ones where the system has none at all."""
    if QFontDatabase.families():
        return Fonts(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())
    return Fonts(_bundled_family())


@lru_cache
def _bundled_family() -> str:
    """The name of the bundled family, after loading it once.

    Where it lacks a script Qt takes another font, and says so on standard error (Qt 6.11, "OpenType support missing").
    """
    QLoggingCategory.setFilterRules("qt.text.font.db.warning=false")
    for name in _BUNDLED_FILES:
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise OSError(f"The font {name} can't be loaded.")
    return BUNDLED_FAMILY


def _qfont(family: str, face: Face) -> QFont:
    """A face without hinting and without colour fringes, so that its widths are the same at any scale.

    It is also without contextual alternates ("calt"): those have no character of their own, so that the dash of
    "60,000–70,000" would be missing from what is copied out of a PDF made by QPdfWriter (Qt 6.11).
    """
    font = QFont(family)
    font.setPixelSize(round(face.size))
    font.setWeight(QFont.Weight(face.weight))
    font.setItalic(face.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
