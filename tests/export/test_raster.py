"""Scenes as PNG: the right size, marked with its resolution, and a refusal in words where it can't be made."""

import zlib
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QColorSpace, QImage

from timeline_app.export.raster import MOST_PIXELS, MOST_PIXELS_A_SIDE, pixel_size, png_bytes
from timeline_app.layout.scene import Scene
from timeline_app.paint.theme import THEMES, theme


@pytest.mark.parametrize("scale", [0.5, 1, 1.5, 2, 3])
def test_a_picture_is_as_many_pixels_as_its_scale_asks_for(picture, light, fonts, scale):
    image = QImage.fromData(png_bytes(picture, light, fonts, scale))
    assert (image.width(), image.height()) == pixel_size(picture, scale)
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(96 * scale / 0.0254)


def test_a_part_of_a_pixel_is_a_pixel():
    assert pixel_size(Scene(100.2, 50.5, "", ()), 2) == (201, 101)


def test_a_picture_is_in_srgb(picture, light, fonts):
    image = QImage.fromData(png_bytes(picture, light, fonts, 1))
    assert image.colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)


@pytest.mark.parametrize("name", THEMES)
def test_nothing_is_transparent(picture, fonts, name):
    image = QImage.fromData(png_bytes(picture, theme(name), fonts, 1))
    assert not image.hasAlphaChannel()
    assert image.pixelColor(0, 120).name() == theme(name).colours["page"]


def test_a_larger_scale_shows_the_same(picture, light, fonts):
    images = [QImage.fromData(png_bytes(picture, light, fonts, scale)) for scale in (1, 2)]
    for x, y in ((60, 30), (93, 12), (15, 100), (245, 60)):
        assert images[0].pixelColor(x, y) == images[1].pixelColor(2 * x + 1, 2 * y + 1)


def test_the_same_scene_gives_the_same_file(picture, light, fonts):
    assert png_bytes(picture, light, fonts, 1) == png_bytes(replace(picture), light, fonts, 1)


def test_the_file_is_whole(picture, light, fonts):
    kinds = []
    png = png_bytes(picture, light, fonts, 1)
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        body = png[at + 4 : at + 8 + length]
        assert zlib.crc32(body) == int.from_bytes(png[at + 8 + length : at + 12 + length])
        kinds.append(body[:4])
        at += 12 + length
    assert (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
    assert all(one != other or one == b"IDAT" for one, other in pairwise(kinds))


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(20_000, 10_001, 1), (2_000, 1_001, 10), (MOST_PIXELS_A_SIDE + 1, 10, 1)]
)
def test_too_large_a_picture_is_refused_in_words(light, fonts, width, height, scale):
    with pytest.raises(ValueError, match=r"megapixels.*32,767 pixels a side\. Choose a smaller size or scale\."):
        png_bytes(Scene(width, height, "", ()), light, fonts, scale)


def test_the_largest_picture_is_not_refused():
    width, height = pixel_size(Scene(20_000, 10_000, "", ()), 1)
    assert width * height == MOST_PIXELS


@pytest.mark.parametrize("scale", [0, -1])
def test_a_picture_without_pixels_is_refused_in_words(picture, light, fonts, scale):
    with pytest.raises(ValueError, match="no pixels"):
        png_bytes(picture, light, fonts, scale)
