"""Which letters no font on this computer has, by the name of their script."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtGui import QFont, QTextLayout

from timeline_app.layout.scene import Font
from timeline_app.paint.fonts import Fonts

_LATIN = 0x250
"""Letters before it are in the program's own font."""
_SHAPES_OF_OTHERS = ("Mn", "Mc", "Me", "Cf", "Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")
"""Categories of Unicode that have no shape of their own."""
_SCRIPTS = {"CJK": "Chinese characters", "HANGUL": "Korean letters", "HIRAGANA": "Japanese letters"}
_SYMBOLS = "symbols or emoji"


def missing_scripts(texts: Iterable[str], fonts: Fonts) -> list[str]:
    """The scripts of letters that would be drawn as empty boxes, in words, sorted."""
    letters = sorted({letter for words in texts for letter in words if ord(letter) >= _LATIN})
    face = fonts.qfont(Font.LABEL)
    return sorted({_script(letter) for letter in letters if _is_missing(letter, face)})


@lru_cache(8192)
def _is_missing(letter: str, face: QFont) -> bool:
    if unicodedata.category(letter) in _SHAPES_OF_OTHERS:
        return False
    layout = QTextLayout(letter, face)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def _script(letter: str) -> str:
    """The script of a letter by the first word of its name in Unicode."""
    if not unicodedata.category(letter).startswith("L"):
        return _SYMBOLS
    first = unicodedata.name(letter, "UNNAMED").split()[0]
    return _SCRIPTS.get(first, f"{first.capitalize()} letters")
