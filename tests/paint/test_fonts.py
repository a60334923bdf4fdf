"""Fonts: the bundled family is found, and what is measured is what is drawn."""

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage

from timeline_app.layout.scene import Font, Role, text
from timeline_app.paint import fonts as fonts_module
from timeline_app.paint.fonts import BUNDLED_FAMILY, Fonts, window_fonts

WORDS = "Reported losses, 60,000–70,000 – AVATAR"


@pytest.mark.parametrize("font", Font)
def test_each_face_is_the_bundled_one_in_its_size_and_weight(fonts, font):
    info = QFontInfo(fonts.qfont(font))
    assert (info.family(), info.pixelSize()) == (BUNDLED_FAMILY, font.value.size)
    assert (info.weight(), info.italic()) == (font.value.weight, font.value.italic)


def test_a_text_is_as_wide_as_the_sum_of_what_is_in_it(fonts):
    assert fonts.text_width("", Font.LABEL) == 0
    assert fonts.text_width("mmmm", Font.LABEL) == pytest.approx(4 * fonts.text_width("m", Font.LABEL), abs=0.1)


def test_widths_grow_with_weight_and_size(fonts):
    assert fonts.text_width(WORDS, Font.LABEL_STRONG) > fonts.text_width(WORDS, Font.LABEL)
    assert fonts.text_width(WORDS, Font.PAGE_TITLE) > fonts.text_width(WORDS, Font.TITLE)


@pytest.mark.parametrize("scale", [2, 3, 10])
@pytest.mark.parametrize("font", Font)
def test_a_text_is_as_wide_at_any_scale(fonts, font, scale):
    larger = QFont(fonts.qfont(font))
    larger.setPixelSize(larger.pixelSize() * scale)
    width = QFontMetricsF(larger).horizontalAdvance(WORDS) / scale
    assert fonts.text_width(WORDS, font) == pytest.approx(width, rel=0.003)


def test_a_width_is_measured_once(fonts):
    before = fonts.text_width.cache_info()
    for _ in range(3):
        fonts.text_width("a text that no other test measures", Font.LABEL)
    after = fonts.text_width.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


def test_halves_of_characters_have_a_width_and_do_no_harm(fonts):
    assert fonts.text_width("a\ud800b", Font.LABEL) > fonts.text_width("ab", Font.LABEL) - 1


def test_the_windows_fonts_are_the_systems(qapp, monkeypatch):
    monkeypatch.setattr(fonts_module, "_bundled_family", lambda: pytest.fail("loads the bundled fonts in vain"))
    monkeypatch.setattr(fonts_module.QFontDatabase, "families", lambda: ["Some Sans"])
    assert isinstance(window_fonts(), Fonts)


def test_the_windows_fonts_are_the_bundled_ones_on_a_system_without_any(qapp, monkeypatch):
    monkeypatch.setattr(fonts_module.QFontDatabase, "families", list)
    assert window_fonts().family == BUNDLED_FAMILY


def test_a_drawn_text_stays_within_its_measured_width(drawn, fonts):
    for words in ("Losses", "سلام", "سلام (MoD) 2022"):
        image = drawn(text(words, 5, 25, Font.SMALL, Role.TEXT, fonts.text_width), scale=3)
        left, right = _ink(image)
        assert left >= 5 * 3 - 2
        assert right <= min((5 + fonts.text_width(words, Font.SMALL)) * 3 + 3, image.width())


def _ink(image: QImage) -> tuple[int, int]:
    """The leftmost and the rightmost x that is not white."""
    columns = ((x, range(image.height())) for x in range(image.width()))
    inked = [x for x, ys in columns if any(image.pixelColor(x, y).lightness() < 200 for y in ys)]
    return min(inked), max(inked)
