"""The stretch of time on screen, and where a time lies on it."""

import math
from dataclasses import dataclass

import numpy as np

from timeline_app.model import calendar
from timeline_app.model.table import Floats

BIG_BANG = -13.8e9 * calendar.YEAR
_EARLIEST = BIG_BANG * 1.05
_LATEST = -_EARLIEST
_NARROWEST = 1e-3
_WIDEST = _LATEST - _EARLIEST
_PIXELS = 4096  # the widest screen that the narrowest window is reckoned for


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """The stretch of time on screen.

    Attributes:
        start, end: seconds since 1970-01-01T00:00Z, start < end.
    """

    start: float
    end: float

    @property
    def duration(self) -> float:
        """Seconds from start to end."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """The time half way."""
        return self.start + self.duration / 2

    def zoomed(self, factor: float, about: float) -> "TimeWindow":
        """The window `factor` times as wide, with the time `about` where it was on screen, within sensible ends."""
        narrowest = max(_NARROWEST, 2 * _PIXELS * math.ulp(max(abs(self.start), abs(self.end))))
        duration = min(max(self.duration * factor, narrowest), _WIDEST)
        before = (about - self.start) / self.duration
        return TimeWindow(about - before * duration, about + (1 - before) * duration)._inside()

    def panned(self, share: float) -> "TimeWindow":
        """The window moved by a share of its duration; positive goes later."""
        return TimeWindow(self.start + share * self.duration, self.end + share * self.duration)._inside()

    def centred(self, time: float) -> "TimeWindow":
        """The window, as wide as it is, with a time in its middle."""
        return TimeWindow(time - self.duration / 2, time + self.duration / 2)._inside()

    def padded(self, left: float, right: float) -> "TimeWindow":
        """The window with room on both sides, as shares of its duration."""
        return TimeWindow(self.start - left * self.duration, self.end + right * self.duration)

    def contains(self, time: float) -> bool:
        """Whether a time is in the window."""
        return self.start <= time < self.end

    def time_at(self, x: float, width: float) -> float:
        """The time under a pixel, x from 0 to `width`."""
        return self.start + x / width * self.duration

    def x_of(self, time: float, width: float) -> float:
        """The pixel of a time; far outside for times that are, never infinite."""
        return float(self.xs_of(np.array([time]), width)[0])

    def xs_of(self, times: Floats, width: float) -> Floats:
        """The pixels of times, clipped to a few screens on either side; NaN stays NaN.

        Args:
            times: shape (n,), seconds, ±inf allowed.
            width: pixels from start to end.
        """
        return np.clip((times - self.start) / self.duration * width, -4 * width, 5 * width)

    def _inside(self) -> "TimeWindow":
        """The window moved so that it doesn't leave the time that there is."""
        shift = max(0.0, _EARLIEST - self.start) - max(0.0, self.end - _LATEST)
        return TimeWindow(self.start + shift, self.end + shift) if shift else self


def fitting(extent: tuple[float, float] | None, left: float = 0.08, right: float = 0.1) -> TimeWindow:
    """The window that shows an extent with room around it; a year about 1970 where there is nothing to show."""
    start, end = extent or (0.0, calendar.YEAR)
    if end - start < calendar.DAY:
        start, end = start - calendar.DAY / 2, end + calendar.DAY / 2
    return TimeWindow(start, end).padded(left, right)
