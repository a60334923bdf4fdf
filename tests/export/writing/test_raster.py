"""Scenes as pixels: the right size and resolution, whole files, the same in tiles, refusals in words."""

import zlib
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColorSpace, QImage

from tests.export.documents import document_of
from timeline_app.export.composing.sheets import PRESETS
from timeline_app.export.document import Output
from timeline_app.export.writing import raster
from timeline_app.export.writing.limits import LIMITS
from timeline_app.layout.scene import Scene
from timeline_app.paint.theme import THEMES, theme


@pytest.fixture
def png(light, fonts):
    """Writes a Scene as PNG."""

    def write(scene: Scene, scale: float = 1.0, look=light, **output) -> bytes:
        return raster.png(document_of(scene), look, fonts, Output(scale, **output))

    return write


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG, each proved by its check sum."""
    found, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        assert zlib.crc32(body) == int.from_bytes(data[at + 8 + length : at + 12 + length])
        found.append((body[:4], body[4:]))
        at += 12 + length
    return found


@pytest.mark.parametrize("scale", [0.5, 1, 1.5, 2, 3])
def test_a_picture_is_as_many_pixels_as_its_scale_asks_for(png, picture, scale):
    image = QImage.fromData(png(picture, scale))
    assert (image.width(), image.height()) == raster.pixel_size(picture, scale, "png")
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(96 * scale / 0.0254)


def test_a_picture_has_as_many_whole_pixels_as_are_nearest():
    assert raster.pixel_size(Scene(100.2, 50.5, "", ()), 2, "png") == (200, 101)
    poster = PRESETS["poster"].sheet
    assert raster.pixel_size(Scene(poster.width, poster.height, "", ()), poster.dpi / 96, "png") == (14_043, 9_933)


def test_a_picture_is_in_srgb_and_has_a_title(png, picture):
    data = png(picture)
    assert QImage.fromData(data).colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    assert (b"iTXt", b"Title\0\0\0\0\0Losses & doubts") in chunks(data)


@pytest.mark.parametrize("name", THEMES)
def test_nothing_is_transparent_unless_it_is_asked_for(png, picture, name):
    image = QImage.fromData(png(picture, look=theme(name)))
    assert not image.hasAlphaChannel()
    assert image.pixelColor(0, 120).name() == theme(name).colours["page"]


def test_a_transparent_picture_has_nothing_where_nothing_is_drawn(png, picture, fonts, light):
    for data in (
        png(picture, transparent=True),
        raster.webp(document_of(picture), light, fonts, Output(transparent=True)),
    ):
        image = QImage.fromData(data)
        assert image.pixelColor(0, 120).alpha() == 0
        assert image.pixelColor(60, 30).alpha() == 255


def test_a_larger_scale_shows_the_same(png, picture):
    images = [QImage.fromData(png(picture, scale)) for scale in (1, 2)]
    for x, y in ((60, 30), (93, 12), (15, 100), (245, 60)):
        assert images[0].pixelColor(x, y) == images[1].pixelColor(2 * x + 1, 2 * y + 1)


@pytest.mark.parametrize("transparent", [False, True])
@pytest.mark.parametrize("scale", [1, 1.37])
def test_a_picture_drawn_in_tiles_is_the_one_that_is_drawn_at_once(png, picture, monkeypatch, scale, transparent):
    whole = QImage.fromData(png(picture, scale, transparent=transparent))
    monkeypatch.setattr(raster, "_TILE_WIDTH", 61)
    monkeypatch.setattr(raster, "_TILE_PIXELS", 5000)
    tiled = QImage.fromData(png(picture, scale, transparent=transparent))
    assert np.abs(pixels(tiled).astype(int) - pixels(whole)).max() <= 2  # of 255: Qt rounds where slanted edges begin


def test_progress_is_told_from_tile_to_tile_and_what_it_raises_ends_the_work(png, picture, monkeypatch):
    monkeypatch.setattr(raster, "_TILE_PIXELS", 5000)
    told = []
    png(picture, tell=told.append)
    assert told == sorted(told)
    assert len(set(told)) > 3

    def stop(_share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        png(picture, tell=stop)


def test_the_same_scene_gives_the_same_file(png, picture):
    assert png(picture) == png(replace(picture))


def test_the_file_is_whole(png, picture):
    kinds = [kind for kind, _ in chunks(png(picture))]
    assert (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
    assert kinds.index(b"sRGB") < kinds.index(b"IDAT") > kinds.index(b"pHYs")
    assert all(one != other or one == b"IDAT" for one, other in pairwise(kinds))


def test_other_programs_read_the_same_pixels(png, picture, light, fonts):
    found = QImage.fromData(png(picture)).convertToFormat(QImage.Format.Format_RGB32)
    assert np.array_equal(pixels(found), pixels(raster.image_of(picture, light, fonts, 1.0)))


@pytest.mark.parametrize("kind", ["jpg", "webp"])
def test_pictures_for_the_web_look_the_same_and_are_smaller_with_less_quality(picture, light, fonts, kind):
    write = {"jpg": raster.jpeg, "webp": raster.webp}[kind]
    good, poor = (write(document_of(picture), light, fonts, Output(2.0, quality=quality)) for quality in (95, 20))
    image = QImage.fromData(good).convertToFormat(QImage.Format.Format_RGB32)
    assert (image.width(), image.height()) == (500, 242)
    wanted = raster.image_of(picture, light, fonts, 2.0)
    apart = np.abs(pixels(image).astype(int) - pixels(wanted).astype(int))
    assert apart.mean() < 3
    assert len(poor) < len(good)


def test_a_jpeg_has_its_resolution(picture, light, fonts):
    image = QImage.fromData(raster.jpeg(document_of(picture), light, fonts, Output(3.125)))
    assert abs(image.dotsPerMeterX() - 300 / 0.0254) < 20


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    values = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return values[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[:, :, :3].copy()


@pytest.mark.parametrize("kind", LIMITS)
def test_too_large_a_picture_is_refused_in_words(light, fonts, kind):
    write = {"png": raster.png, "jpg": raster.jpeg, "webp": raster.webp}[kind]
    most, side = LIMITS[kind]
    for width, height in ((side + 1, 10), (20_000, most // 20_000 + 1)):
        document = document_of(Scene(width, height, "", ()))
        with pytest.raises(
            ValueError, match=r"^The picture would have .* Choose a smaller size or a lower resolution\.$"
        ):
            write(document, light, fonts, Output())


def test_the_largest_picture_is_not_refused():
    most, _ = LIMITS["png"]
    assert raster.pixel_size(Scene(20_000, most // 20_000, "", ()), 1, "png") == (20_000, most // 20_000)


@pytest.mark.parametrize("scale", [0, -1])
def test_a_picture_without_pixels_is_refused_in_words(png, picture, scale):
    with pytest.raises(ValueError, match="no pixels"):
        png(picture, scale)
