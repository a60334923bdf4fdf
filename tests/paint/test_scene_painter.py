"""Drawing a Scene: edges and hairlines fall on pixels, colours are the theme's, clips hold."""

import sys

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.layout.scene import (
    Align,
    Box,
    Columns,
    Dot,
    Font,
    Group,
    Ink,
    Line,
    Path,
    Rect,
    Role,
    Scene,
    Text,
    text,
)
from timeline_app.paint.pixel_grid import PixelGrid
from timeline_app.paint.scene_painter import column_rects, paint_group, paint_scene

SCALES = [1, 1.25, 1.5, 2, 3]
WHITE = "#ffffff"


def colour(theme, role, lane=-1):
    style = theme.style(Ink(role, lane))
    return style.fill or style.stroke


def row(image: QImage, y: float) -> list[str]:
    return [image.pixelColor(x, int(y)).name() for x in range(image.width())]


def column(image: QImage, x: float) -> list[str]:
    return [image.pixelColor(int(x), y).name() for y in range(image.height())]


def one_of_each() -> tuple:
    edges = np.array([0.0, 5.0, 10.0, 15.0])
    return (
        Rect(Box(1, 1, 20, 10), Ink(Role.GLYPH_SOFT, 0)),
        Rect(Box(1, 1, 20, 10), Ink(Role.GLYPH_DASHED, 1), radius=3),
        Line(0, 0, 30, 30, Ink(Role.LEADER)),
        Line(0, 5, 30, 5, Ink(Role.GRID)),
        Dot(20, 20, 5, Ink(Role.GLYPH_HOLLOW, 2)),
        Path(((1, 1), (5, 5), (1, 9)), Ink(Role.GLYPH_LINE, 3)),
        Path(((1, 1), (5, 5), (1, 9)), Ink(Role.INK), closed=True),
        Text(5, 20, "Losses", Font.LABEL, Ink(Role.TEXT), 40),
        Columns(edges, np.full(3, 30.0), np.array([20.0, 25.0, 30.0]), Ink(Role.STRIP_KNOWN, 4)),
    )


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("at", [20, 20.3, 20.5, 20.77])
def test_a_hairline_covers_whole_pixels_and_no_others(drawn, light, at, scale):
    thick = max(1, int(scale + 0.5))
    upright = row(drawn(Line(at, 0, at, 40, Ink(Role.GLYPH_LINE, 0)), scale=scale), 10 * scale)
    level = column(drawn(Line(0, at, 60, at, Ink(Role.GLYPH_LINE, 0)), scale=scale), 10 * scale)
    for pixels in (upright, level):
        inked = [place for place, pixel in enumerate(pixels) if pixel != WHITE]
        assert [pixels[place] for place in inked] == [colour(light, Role.GLYPH_LINE, 0)] * thick
        assert abs(np.mean(inked) + 0.5 - at * scale) <= 1


@pytest.mark.parametrize("ratio", SCALES)
def test_a_hairline_is_as_sharp_on_a_screen_with_a_pixel_ratio(fonts, light, ratio):
    image = QImage(round(60 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(WHITE))
    painter = QPainter(image)
    painter.translate(3.3, 0)
    paint_group(painter, Group("group", "", (Line(20, 0, 20, 40, Ink(Role.GRID_MAJOR)),)), light, fonts)
    painter.end()
    red = [QColor(pixel).red() for pixel in row(image, 10)]
    line = QColor(colour(light, Role.GRID_MAJOR)).red()
    assert sum(abs(shade - line) <= 2 for shade in red) == max(1, int(ratio + 0.5))
    assert all(abs(shade - line) <= 2 or shade >= 253 for shade in red)


@pytest.mark.parametrize("scale", SCALES)
def test_a_rectangle_has_sharp_edges(drawn, light, scale):
    image = drawn(Rect(Box(10.2, 10.4, 20.3, 9.7), Ink(Role.GLYPH_SOFT, 1)), scale=scale)
    assert set(row(image, 15 * scale)) == set(column(image, 15 * scale)) == {WHITE, colour(light, Role.GLYPH_SOFT, 1)}


def test_a_rectangle_is_where_it_says(drawn, light):
    image = drawn(Rect(Box(10, 12, 20, 8), Ink(Role.INK)))
    assert [x for x, pixel in enumerate(row(image, 15)) if pixel != WHITE] == list(range(10, 30))
    assert [y for y, pixel in enumerate(column(image, 15)) if pixel != WHITE] == list(range(12, 20))


def test_an_outline_lies_inside_of_its_rectangle(drawn, light):
    image = drawn(Rect(Box(10, 10, 20, 10), Ink(Role.FRAME)))
    assert [x for x, pixel in enumerate(row(image, 15)) if pixel != WHITE] == [10, 29]
    assert image.pixelColor(10, 15).name() == light.style(Ink(Role.FRAME)).stroke


def test_the_narrowest_rectangle_can_still_be_seen(drawn, light):
    image = drawn(Rect(Box(10.1, 10, 0.01, 10), Ink(Role.INK)))
    assert row(image, 15).count(colour(light, Role.INK)) == 1


def test_a_filled_dot_and_a_hollow_one_are_as_large(drawn, light):
    filled, hollow = (drawn(Dot(20, 20, 5, Ink(role, 0)), scale=2) for role in (Role.GLYPH_SOLID, Role.GLYPH_HOLLOW))
    extents = [[x for x, pixel in enumerate(row(image, 40)) if pixel != WHITE] for image in (filled, hollow)]
    assert (extents[0][0], extents[0][-1]) == (extents[1][0], extents[1][-1]) == (30, 49)
    assert hollow.pixelColor(40, 40).name() == colour(light, Role.CANVAS)
    assert filled.pixelColor(40, 40).name() == colour(light, Role.GLYPH_SOLID, 0)


def test_a_polygon_is_filled_and_a_polyline_is_not(drawn, light):
    corners = ((10.0, 10.0), (30.0, 10.0), (30.0, 30.0), (10.0, 30.0))
    assert drawn(Path(corners, Ink(Role.INK), closed=True)).pixelColor(20, 20).name() == colour(light, Role.INK)
    assert drawn(Path(corners, Ink(Role.INK_LINE))).pixelColor(20, 20).name() == WHITE


def test_a_dashed_outline_has_gaps(drawn):
    image = drawn(Rect(Box(5, 5, 50, 20), Ink(Role.GLYPH_DASHED, 0)))
    top = row(image, 5)[5:55]
    assert WHITE in top
    assert top.count(WHITE) < len(top)
    assert image.pixelColor(30, 15).name() == WHITE


def test_a_dashed_line_has_gaps(drawn, light):
    pixels = row(drawn(Line(5, 20, 55, 20, Ink(Role.GLYPH_DASHED, 0))), 20)[5:55]
    assert pixels[:5] == [colour(light, Role.GLYPH_DASHED, 0)] * 3 + [WHITE] * 2


def test_nothing_is_drawn_outside_of_a_groups_clip(drawn, light):
    image = drawn(Rect(Box(0, 0, 60, 40), Ink(Role.INK)), clip=Box(10, 10, 20, 10))
    assert row(image, 15).count(colour(light, Role.INK)) == 20
    assert column(image, 15).count(colour(light, Role.INK)) == 10


def test_a_clip_within_a_clip_does_not_reach_beyond_it(drawn, light):
    inner = Group("inner", "", (Rect(Box(0, 0, 60, 40), Ink(Role.INK)),), clip=Box(20, 0, 40, 40))
    image = drawn(inner, clip=Box(10, 10, 20, 10))
    assert [x for x, pixel in enumerate(row(image, 15)) if pixel != WHITE] == list(range(20, 30))


def test_a_group_moves_its_parts_and_not_its_clip(drawn, light):
    square = Rect(Box(0, 0, 10, 10), Ink(Role.INK))
    image = drawn(Group("moved", "", (square,), clip=Box(0, 0, 25, 40), dx=20, dy=5))
    assert [x for x, pixel in enumerate(row(image, 10)) if pixel != WHITE] == list(range(20, 25))
    assert [y for y, pixel in enumerate(column(image, 22)) if pixel != WHITE] == list(range(5, 15))


def test_a_clip_and_a_move_end_with_their_group(drawn, light):
    clipped = Group("clipped", "", (), clip=Box(0, 0, 1, 1), dx=30)
    image = drawn(clipped, Rect(Box(10, 10, 10, 10), Ink(Role.INK)))
    assert row(image, 15).count(colour(light, Role.INK)) == 10


@pytest.mark.parametrize("scale", SCALES)
def test_columns_stand_side_by_side_without_seams(drawn, light, scale):
    edges = np.linspace(3.3, 57.1, 17)
    strip = Columns(edges, np.full(16, 35.0), np.full(16, 10.2), Ink(Role.STRIP_KNOWN, 2))
    pixels = row(drawn(strip, scale=scale), 20 * scale)
    first, last = round(3.3 * scale), round(57.1 * scale)
    assert set(pixels[first:last]) == {colour(light, Role.STRIP_KNOWN, 2)}
    assert set(pixels[:first] + pixels[last:]) == {WHITE}


def test_a_column_of_any_height_is_a_pixel_high_and_one_without_is_left_out():
    columns = Columns(np.arange(4.0) * 3, np.full(3, 30.0), np.array([29.99, 30.0, 20.0]), Ink(Role.STRIP_KNOWN))
    first, second = column_rects(columns, PixelGrid(1, 1, 0, 0))
    assert first.tolist() == [0, 29, 3, 1]
    assert second.tolist() == [6, 20, 3, 10]


def test_ten_thousand_columns_are_one_call(fonts, light):
    calls = []

    class Counted(QPainter):
        def drawRects(self, _first, count):
            calls.append(count)

    count = 10_000
    strip = Columns(np.arange(count + 1.0), np.full(count, 30.0), np.full(count, 10.0), Ink(Role.STRIP_KNOWN))
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    painter = Counted(image)
    paint_group(painter, Group("strip", "", (strip,)), light, fonts)
    painter.end()
    assert calls == [count]


@pytest.mark.parametrize("words", ["Lost", "خسائر"])
@pytest.mark.parametrize("align", Align)
def test_a_text_is_on_the_side_that_its_alignment_says(drawn, fonts, align, words):
    image = drawn(text(words, 30, 25, Font.SMALL, Role.TEXT, fonts.text_width, align), scale=3)
    inked = [x / 3 for x in range(image.width()) if set(column(image, x)) != {WHITE}]
    left = 30 - align.value * fonts.text_width(words, Font.SMALL)
    assert inked[0] == pytest.approx(left, abs=2)
    assert inked[-1] == pytest.approx(left + fonts.text_width(words, Font.SMALL), abs=2)


def test_a_text_stands_on_its_baseline(drawn, fonts):
    image = drawn(text("HEN", 5, 25, Font.LABEL_STRONG, Role.TEXT, fonts.text_width), scale=2)
    inked = [y for y in range(image.height()) if QColor("#1b2230").name() in row(image, y)]
    assert inked[-1] == 25 * 2 - 1


def test_text_has_no_colour_fringes(drawn, fonts):
    image = drawn(text("Will", 5, 25, Font.LABEL, Role.TEXT, fonts.text_width))
    tints = {pixel for y in range(40) for pixel in row(image, y)}
    ink = np.array(QColor("#1b2230").getRgb()[:3])
    for tint in tints:
        shares = (255 - np.array(QColor(tint).getRgb()[:3])) / (255 - ink)
        assert np.ptp(shares) < 0.06


def test_painting_leaves_the_painter_as_it_was(fonts, light):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3, 4)
    before = (painter.transform(), painter.pen(), painter.brush(), painter.renderHints(), painter.hasClipping())
    parts = Group("group", "", one_of_each(), Box(0, 0, 10, 10), 5, 5)
    paint_scene(painter, Scene(60, 40, "", (parts,)), light, fonts)
    paint_group(painter, parts, light, fonts)
    after = (painter.transform(), painter.pen(), painter.brush(), painter.renderHints(), painter.hasClipping())
    painter.end()
    assert before == after


def test_a_thousand_repaints_lose_no_reference_to_none(fonts, light):
    """PySide6 6.12.0 takes one with every void call, and Python 3.11 aborts when none is left."""
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    scene = Scene(60, 40, "", (Group("group", "", one_of_each(), Box(0, 0, 50, 30), 1, 1),))
    painter = QPainter(image)
    paint_scene(painter, scene, light, fonts)
    before = sys.getrefcount(None)
    for _ in range(1000):
        paint_scene(painter, scene, light, fonts)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert abs(lost) < 100
