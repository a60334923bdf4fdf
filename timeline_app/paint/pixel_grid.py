"""Where the pixels of a device are, so that edges and hairlines fall on them at any scale."""

from dataclasses import dataclass
from math import floor

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from timeline_app.layout.scene import Box, Points


@dataclass(frozen=True, slots=True)
class PixelGrid:
    """How a painter's coordinates, in device-independent pixels, lie on the device's pixels.

    Attributes:
        scale_x, scale_y: device pixels to a device-independent one, greater than 0.
        left, top: device pixels from the device's corner to the painter's (0, 0).
    """

    scale_x: float
    scale_y: float
    left: float
    top: float

    @classmethod
    def of(cls, painter: QPainter) -> "PixelGrid":
        """The grid under a painter as it stands; a turned or sheared one has none to fall on."""
        device = painter.deviceTransform()
        return cls(device.m11(), device.m22(), device.dx(), device.dy())

    def x(self, x: float) -> float:
        """The edge between device pixels that is nearest to x."""
        return (floor(x * self.scale_x + self.left + 0.5) - self.left) / self.scale_x

    def y(self, y: float) -> float:
        """The edge between device pixels that is nearest to y."""
        return (floor(y * self.scale_y + self.top + 0.5) - self.top) / self.scale_y

    def width(self, width: float) -> float:
        """The width of a line in whole device pixels, at least one, given in device-independent ones."""
        return max(1, floor(width * self.scale_x + 0.5)) / self.scale_x

    def rect(self, box: Box) -> QRectF:
        """A box with its edges between device pixels; one with any extent is at least a pixel wide and high."""
        left, top = self.x(box.x), self.y(box.y)
        width = max(self.x(box.right) - left, 1 / self.scale_x if box.width else 0.0)
        height = max(self.y(box.bottom) - top, 1 / self.scale_y if box.height else 0.0)
        return QRectF(left, top, width, height)

    def xs(self, xs: Points) -> Points:
        """`x` of many."""
        return (np.floor(xs * self.scale_x + self.left + 0.5) - self.left) / self.scale_x

    def ys(self, ys: Points) -> Points:
        """`y` of many."""
        return (np.floor(ys * self.scale_y + self.top + 0.5) - self.top) / self.scale_y
