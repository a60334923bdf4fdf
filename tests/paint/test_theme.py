"""Themes: every role has colours, texts can be read, lanes can be told apart."""

import dataclasses
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from timeline_app.layout.scene import Ink, Role
from timeline_app.paint.theme import THEMES, mixed, style_sheet, theme

LEAST_TEXT_CONTRAST = 4.5
LEAST_MARK_CONTRAST = 3.0
LEAST_DIFFERENCE = 0.06
"""In Oklab, where 0.02 is about what can just be seen."""

COLOUR_VISION = {
    "all three cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""What becomes of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0)."""

TEXT_ON = [
    (Role.TEXT, Role.CANVAS),
    (Role.TEXT, Role.PAGE),
    (Role.TEXT, Role.PANEL),
    (Role.TEXT, Role.BAND),
    (Role.TEXT, Role.SHADE),
    (Role.TEXT_MUTED, Role.CANVAS),
    (Role.TEXT_MUTED, Role.PAGE),
    (Role.TEXT_MUTED, Role.PANEL),
    (Role.TEXT_MUTED, Role.BAND),
    (Role.TEXT_ACCENT, Role.PANEL),
    (Role.TEXT_ACCENT, Role.CANVAS),
    (Role.CURSOR_TEXT, Role.CURSOR_LABEL),
]


def linear(colour: str) -> np.ndarray:
    """A colour in linear RGB, by sRGB's curve."""
    value = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    darker, lighter = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Linear RGB in Oklab (Ottosson 2020)."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return lab @ np.cbrt(cones @ np.clip(rgb, 0, 1))


@pytest.mark.parametrize("name", THEMES)
def test_every_role_has_a_colour_in_every_lane_and_without_one(name):
    look = theme(name)
    for role in Role:
        for lane in range(-1, 12):
            style = look.style(Ink(role, lane))
            assert style.fill or style.stroke


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_its_ground(name, text, ground):
    look = theme(name)
    assert contrast(look.style(Ink(text)).letters, look.style(Ink(ground)).fill) >= LEAST_TEXT_CONTRAST


@pytest.mark.parametrize("name", THEMES)
def test_marks_stand_out_from_their_ground(name):
    look = theme(name)
    lanes = [look.style(Ink(Role.GLYPH_SOLID, lane)).fill for lane in range(-1, look.lane_colours)]
    assert min(contrast(lane, look.style(Ink(Role.CANVAS)).fill) for lane in lanes) >= LEAST_MARK_CONTRAST
    earlier = look.style(Ink(Role.INK_EARLIER)).fill
    assert contrast(earlier, look.style(Ink(Role.PANEL)).fill) >= LEAST_MARK_CONTRAST


@pytest.mark.parametrize("vision", COLOUR_VISION)
@pytest.mark.parametrize("name", THEMES)
def test_lanes_can_be_told_apart_with_any_colour_vision(name, vision):
    look = theme(name)
    lanes = [look.style(Ink(Role.GLYPH_SOLID, lane)).fill for lane in range(-1, look.lane_colours)]
    seen = [oklab(COLOUR_VISION[vision] @ linear(lane)) for lane in lanes]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("name", THEMES)
def test_what_is_known_what_may_be_and_the_ground_differ_in_grey(name):
    look = theme(name)
    for lane in range(-1, look.lane_colours):
        known, possible = (look.style(Ink(role, lane)).fill for role in (Role.STRIP_KNOWN, Role.STRIP_POSSIBLE))
        assert contrast(known, possible) >= 1.25
        assert contrast(possible, look.style(Ink(Role.CANVAS)).fill) >= 1.15


def test_lane_colours_come_round_again(light):
    assert light.style(Ink(Role.LANE_MARK, light.lane_colours)) == light.style(Ink(Role.LANE_MARK, 0))
    assert light.style(Ink(Role.LANE_MARK, 1)) != light.style(Ink(Role.LANE_MARK, 0))


def test_what_has_no_lane_is_slate(light):
    assert light.style(Ink(Role.GLYPH_SOLID)).fill == light.colours["slate"]


def test_a_hollow_glyph_shows_the_ground_within_its_ring(light):
    style = light.style(Ink(Role.GLYPH_HOLLOW, 0))
    assert style.fill == light.style(Ink(Role.CANVAS)).fill
    assert style.stroke == light.style(Ink(Role.GLYPH_SOLID, 0)).fill


def test_only_what_is_uncertain_is_dashed(light):
    assert [role for role in Role if light.style(Ink(role)).dash] == [Role.GLYPH_DASHED]


def test_a_tint_lies_between_its_colour_and_its_ground():
    assert mixed("#000000", "#ffffff", 0.0) == "#ffffff"
    assert mixed("#102030", "#ffffff", 1.0) == "#102030"
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_a_theme_is_read_once_and_cannot_be_changed(light):
    assert theme("light") is light
    with pytest.raises(dataclasses.FrozenInstanceError):
        light.name = "other"


def test_an_unknown_theme_is_refused_with_the_names_of_the_known_ones():
    with pytest.raises(ValueError, match="“sepia”; there are light, dark, print"):
        theme("sepia")


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_is_in_the_themes_colours(name):
    sheet = style_sheet(theme(name))
    assert "$" not in sheet
    assert theme(name).colours["page"] in sheet
    assert sheet.count("{") == sheet.count("}")


def test_qt_understands_the_style_sheet(qapp, qtbot, light):
    button = QPushButton("Open")
    qtbot.addWidget(button)
    button.setStyleSheet(style_sheet(light))
    button.resize(100, 40)
    assert button.grab().toImage().pixelColor(50, 5).name() == light.colours["page"]
