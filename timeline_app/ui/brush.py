"""Brushing a stretch of time on the canvas: what touches it is searched for, and alone is shown."""

import math

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QRubberBand, QWidget

from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.edtf import Clock, Date
from timeline_app.model.zones import Zone

_LEAST = 4
"""A narrower stretch was none, pixels."""
_BY_YEARS, _BY_DAYS = 1000 * calendar.YEAR, 2 * calendar.DAY
"""Stretches longer than these are told in years, or in days."""


class Brush(QObject):
    """A band over the canvas that follows the mouse.

    Attributes:
        drawn: where it begins and ends, pixels of the canvas.
    """

    drawn = Signal(float, float)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, canvas)
        self._top = self._bottom = 0
        self._from: int | None = None

    @property
    def held(self) -> bool:
        """Whether a band is being drawn."""
        return self._from is not None

    def begin(self, x: float, top: float, bottom: float) -> None:
        """Take hold at a place, of a band so high."""
        self._from, self._top, self._bottom = round(x), round(top), round(bottom)
        self.go_to(x)
        self._band.show()

    def go_to(self, x: float) -> None:
        """Draw the band as far as a place."""
        if self._from is not None:
            left, right = sorted((self._from, round(x)))
            self._band.setGeometry(QRect(QPoint(left, self._top), QSize(right - left + 1, self._bottom - self._top)))

    def end(self) -> None:
        """Let go; a band of some width is told."""
        band, self._from = self._band.geometry(), None
        self._band.hide()
        if band.width() > _LEAST:
            self.drawn.emit(float(band.left()), float(band.right() + 1))


def search_text(stretch: TimeWindow, zone: Zone) -> str:
    """The search for what touches a stretch of time, by the clocks of a zone: "touches:2022-09-03/2022-10-11"."""
    last = math.nextafter(stretch.end, -math.inf)
    start, end = (_date(zone.wall_of(time), stretch.duration) for time in (stretch.start, last))
    return f"touches:{start}" if start == end else f"touches:{start}/{end}"


def _date(wall: float, duration: float) -> Date:
    """The year, the day or the second in which a time lies."""
    civil = calendar.civil_at(wall)
    if duration > _BY_YEARS or abs(civil.year) > 9999:
        return Date(civil.year)
    if duration > _BY_DAYS:
        return Date(civil.year, civil.month, civil.day)
    return Date(civil.year, civil.month, civil.day, Clock(civil.hour, civil.minute, math.floor(civil.second)))
