"""The areas of a series lane on the canvas: columns of pixels joined where they are alike, on one scale."""

from dataclasses import dataclass

import numpy as np

from timeline_app.layout.lanes import Band
from timeline_app.layout.scene import Box, Columns, Ink, Points
from timeline_app.layout.series.columns import Reach
from timeline_app.layout.series.lane import SeriesPicture
from timeline_app.model.arrays import Floats, Mask

TOP = 10.0
"""Above the top of the scale there is so much room in the lane, for the marks there, pixels."""
_BOTTOM = 4.0


@dataclass(frozen=True, slots=True)
class Upright:
    """The scale of a lane, upright.

    Attributes:
        bottom, top: the numbers at its ends.
        low, high: y of these.
    """

    bottom: float
    top: float
    low: float
    high: float

    @classmethod
    def of(cls, band: Band, picture: SeriesPicture) -> "Upright":
        """The scale of what is drawn in a lane, as high as the lane is."""
        low = band.top + band.height - _BOTTOM
        return cls(picture.bottom, picture.top, low, band.top + min(TOP, band.height / 3))

    def y(self, value: float) -> float:
        """The pixel of a number."""
        return self.low - (value - self.bottom) / (self.top - self.bottom) * (self.low - self.high)

    def ys(self, values: Floats) -> Points:
        """The pixels of numbers; what is infinite is at the bottom."""
        return np.asarray(self.y(np.where(np.isfinite(values), values, self.bottom)))  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Shape:
    """An area of one ink.

    Attributes:
        tops, bottoms: y of its edges in each column of pixels, the same where it has none; each shape (columns,).
    """

    tops: Points
    bottoms: Points
    ink: Ink

    @classmethod
    def between(cls, scale: Upright, low: Floats, high: Floats, drawn: Mask, ink: Ink, weight: float = 0.0) -> "Shape":
        """From one number to another, where it is drawn, and half of a line's weight more on each side."""
        middle = scale.ys(low)
        tops, bottoms = scale.ys(high) - weight / 2, middle + weight / 2
        return cls(np.where(drawn, tops, middle), np.where(drawn, bottoms, middle), ink)

    @classmethod
    def of(cls, scale: Upright, reach: Reach, ink: Ink, weight: float = 0.0) -> "Shape":
        """From the least to the greatest number of each column."""
        return cls.between(scale, reach.low, reach.high, reach.drawn, ink, weight)

    def aside(self, by: float, where: Mask) -> "Shape":
        """The strip beside its upper edge, or beside its lower one where `by` is negative, in some columns."""
        edge = self.tops if by > 0 else self.bottoms
        top, bottom = np.minimum(edge, edge - by), np.maximum(edge, edge - by)
        return Shape(top, np.where(where, bottom, top), self.ink)

    def columns(self, plot: Box) -> Columns | None:
        """The area as a primitive, or None where it has no part on the canvas."""
        drawn = self.tops != self.bottoms
        if not drawn.any():
            return None
        tops, bottoms = np.where(drawn, self.tops, 0.0), np.where(drawn, self.bottoms, 0.0)
        begins = np.flatnonzero(np.append(True, (np.diff(tops) != 0) | (np.diff(bottoms) != 0)))
        edges = plot.x + np.append(begins, len(tops)) * (plot.width / len(tops))
        return Columns(edges, bottoms[begins], tops[begins], self.ink)

    def touches(self, box: Box, plot: Box) -> bool:
        """Whether a part of it lies in a box."""
        pixel = plot.width / len(self.tops)
        first, limit = (int((x - plot.x) / pixel) for x in (box.x, box.right))
        here = slice(max(first, 0), max(limit + 1, 0))
        tops, bottoms = self.tops[here], self.bottoms[here]
        return bool(((tops != bottoms) & (tops < box.bottom) & (bottoms > box.y)).any())
