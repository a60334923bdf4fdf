"""A comparison over several pages: all of it is there once, and nothing is cut through."""

import pytest

from timeline_app.export.composing.appendix import slices
from timeline_app.layout.scene import Box, Font, Group, Ink, Line, Role, Scene, text


@pytest.fixture
def tall(fonts) -> Scene:
    """Thirty rows of two lines, 40 pixels each."""
    rows = []
    for number in range(30):
        lines = [
            text(f"{number} {which}", 0, 14 + 15 * which, Font.SMALL, Role.TEXT, fonts.text_width) for which in (0, 1)
        ]
        rows.append(Group(f"estimate:{number}", "", tuple(lines), dy=40 * number, area=Box(0, 0, 200, 36)))
    grid = Group("grid", "", (Line(100, 0, 100, 1200, Ink(Role.GRID)),))
    return Scene(200, 1200, "Comparison", (grid, *rows))


@pytest.mark.parametrize("height", [60, 100, 333, 1199, 1200, 5000])
def test_no_row_is_cut_and_each_is_on_one_page(tall, height):
    shown, top = [], 0.0
    for group, high in slices(tall, height):
        assert high <= height
        bottom = top + high
        inside = [number for number in range(30) if top <= 40 * number and 40 * number + 36 <= bottom]
        touched = [number for number in range(30) if 40 * number < bottom and top < 40 * number + 36]
        assert inside == touched
        (inner,) = group.parts
        assert inner.dy == -top
        assert group.clip == Box(0, 0, 200, high)
        shown += inside
        top = bottom
    assert shown == list(range(30))
    assert top == tall.height


def test_a_row_that_is_higher_than_the_page_is_cut_all_the_same(tall):
    assert sum(high for _, high in slices(tall, 20)) == tall.height
