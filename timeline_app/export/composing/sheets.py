"""What a picture is laid out on: how large it is, and how large its letters are at least; sheets by purpose."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from timeline_app.export.kinds import PictureError
from timeline_app.layout.scene import Font

PIXELS_AN_INCH = 96.0
"""Device-independent pixels."""
PAPER_DPI = 300.0
LEAST_ON_PAPER = 8.0
"""6 points: no letter on paper is smaller, 1/96 inch."""
LEAST_ON_SCREENS = 9.0
"""No letter on a screen is smaller, device-independent pixels."""
UNITS: Mapping[str, float] = {
    "px": 1.0,
    "mm": PIXELS_AN_INCH / 25.4,
    "cm": PIXELS_AN_INCH / 2.54,
    "in": PIXELS_AN_INCH,
}
"""Units of length, in device-independent pixels."""
_LEAST_SIDE, _MOST_SIDE = 200.0, 20_000.0
_SMALLEST_FACE = min(font.value.size for font in Font)
_STEP, _MOST_STEPS = 1.08, 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a page and of what is written on it.

    Attributes:
        width: 1/96 inch.
        height: the same, or None for as high as the contents need.
        letters: how many times as large as in the window letters are where there is room for all.
        least: how large the smallest letters are at least, 1/96 inch.
        dpi: pixels of a picture to an inch.
        grows: whether it gets higher where its contents need more room, instead of leaving anything out.
    """

    width: float
    height: float | None
    letters: float = 1.0
    least: float = LEAST_ON_SCREENS
    dpi: float = PIXELS_AN_INCH
    grows: bool = False

    @property
    def upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.height is None or self.height > self.width

    @property
    def scales(self) -> tuple[float, ...]:
        """By how much the picture may be drawn larger than in the window, from the wish down to the least."""
        least = min(self.letters, self.least / _SMALLEST_FACE)
        steps = min(max(0, round(math.log(self.letters / least, _STEP))), _MOST_STEPS)
        return *(self.letters * (least / self.letters) ** (step / steps) for step in range(steps)), least

    def times(self, count: float) -> "Sheet":
        """So many sheets side by side as one."""
        return replace(self, width=self.width * count)


def paper(width: float, height: float | None, letters: float = 1.0) -> Sheet:
    """A sheet of paper, by its sides in millimetres."""
    high = None if height is None else _of_millimetres(height)
    return Sheet(_of_millimetres(width), high, letters, LEAST_ON_PAPER, PAPER_DPI)


def screen(
    width: int, height: int, *, letters: float = 1.0, least: float = LEAST_ON_SCREENS, scale: float = 1
) -> Sheet:
    """A picture for screens, by its sides in its own pixels, of which `scale` are one in the window."""
    return Sheet(width / scale, height / scale, letters, least, PIXELS_AN_INCH * scale)


def measured(width: float, height: float | None, unit: str) -> Sheet:
    """A sheet by its sides in a unit of `UNITS`; without a height as high as what is on it.

    Raises:
        PictureError: a side is too short or too long; says so in words.
    """
    pixels = UNITS[unit]
    for side in (width, width if height is None else height):
        if not _LEAST_SIDE <= side * pixels <= _MOST_SIDE:
            raise PictureError(f"each side is from {_LEAST_SIDE / pixels:,.0f} to {_MOST_SIDE / pixels:,.0f} {unit}")
    high = None if height is None else height * pixels
    if unit == "px":
        return Sheet(width, high)
    return Sheet(width * pixels, high, least=LEAST_ON_PAPER, dpi=PAPER_DPI)


def _of_millimetres(length: float) -> float:
    return length * UNITS["mm"]


@dataclass(frozen=True, slots=True)
class Preset:
    """A sheet for a purpose, and what it is for in words."""

    title: str
    sheet: Sheet


WINDOW = replace(screen(1440, 900), grows=True)
"""What a picture is laid out on where nobody says otherwise."""
PRESETS: Mapping[str, Preset] = {
    "window": Preset("Window, 1440 × 900, higher if need be", WINDOW),
    "slide": Preset("Slide 16:9, 1920 × 1080 pixels", screen(1920, 1080, letters=1.2, scale=1.5)),
    "social": Preset("Social card, 1200 × 630 pixels", screen(1200, 630, letters=1.2, scale=1.25)),
    "a4": Preset("A4 upright", paper(210, 297)),
    "a4-landscape": Preset("A4 landscape", paper(297, 210)),
    "letter": Preset("US Letter upright", paper(215.9, 279.4)),
    "letter-landscape": Preset("US Letter landscape", paper(279.4, 215.9)),
    "column": Preset("Newspaper column, 86 mm wide", paper(86, None, 0.75)),
    "column-2": Preset("Two newspaper columns, 178 mm wide", paper(178, None)),
    "poster": Preset("Poster, A0 landscape", paper(1189, 841, 2.4)),
}
"""The sheets that have names."""
