"""The stretch of time on screen, and where a time lies on it."""

import math
from dataclasses import dataclass

import numpy as np

from timeline_app.model import calendar
from timeline_app.model.arrays import Floats

BIG_BANG = -13.8e9 * calendar.YEAR
_EARLIEST = BIG_BANG * 1.05
_LATEST = -_EARLIEST
_NARROWEST = 1e-3
_WIDEST = _LATEST - _EARLIEST
_PIXELS = 4096.0  # a wide screen; the narrowest window is reckoned for it where nobody says how wide theirs is


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

    def zoomed(self, factor: float, about: float, share: float | None = None, pixels: float = _PIXELS) -> "TimeWindow":
        """The window `factor` times as wide, with the time `about` where it was on screen, within sensible ends.

        It stays there to half a pixel, however often the window is zoomed about the same time at the same share. Only
        at the ends of time the window moves, or it would leave them: then `about` is still in view, nearer to that end.

        Args:
            factor: below 1 goes in; never past the narrowest window nor the widest.
            about: seconds.
            share: where `about` is on screen, 0 to 1; reckoned from the window, and so as good as floats are, if None.
            pixels: the width that it is drawn with, each of which is to have two floats of its own at least.
        """
        if share is None:
            share = (about - self.start) / self.duration
        wanted = _around(about, share, min(self.duration * factor, _WIDEST))
        narrowest = wanted._narrowest(pixels)
        if wanted.duration < narrowest:
            wanted = _around(about, share, narrowest + 2 * wanted._finest)  # not narrower when its ends are rounded
        return wanted._inside()

    def limited(self, pixels: float = _PIXELS) -> "TimeWindow":
        """The window itself, or the nearest that isn't too narrow or too wide for so many pixels and lies in time."""
        if self._narrowest(pixels) <= self.duration <= _WIDEST:
            return self._inside()
        return self.zoomed(1.0, self.middle, 0.5, pixels)

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
        return min(max((time - self.start) / self.duration * width, -4 * width), 5 * width)

    def xs_of(self, times: Floats, width: float) -> Floats:
        """The pixels of times, clipped to a few screens on either side; NaN stays NaN.

        Args:
            times: shape (n,), seconds, ±inf allowed.
            width: pixels from start to end.
        """
        return np.clip((times - self.start) / self.duration * width, -4 * width, 5 * width)

    def _narrowest(self, pixels: float) -> float:
        """The duration of the narrowest window here: a millisecond, or two steps between floats a pixel."""
        return max(_NARROWEST, 2 * pixels * self._finest)

    @property
    def _finest(self) -> float:
        """The largest step between floats in the window, seconds."""
        return math.ulp(max(abs(self.start), abs(self.end)))

    def _inside(self) -> "TimeWindow":
        """The window moved so that it doesn't leave the time that there is."""
        if self.start < _EARLIEST:
            return TimeWindow(_EARLIEST, min(_EARLIEST + self.duration, _LATEST))
        if self.end > _LATEST:
            return TimeWindow(max(_LATEST - self.duration, _EARLIEST), _LATEST)
        return self


def _around(time: float, share: float, duration: float) -> TimeWindow:
    """The window of a duration with a time at a share of it."""
    return TimeWindow(time - share * duration, time + (1 - share) * duration)


def fitting(extent: tuple[float, float] | None, left: float = 0.08, right: float = 0.1) -> TimeWindow:
    """The window that shows an extent with room around it; a year about 1970 where there is nothing to show."""
    start, end = extent or (0.0, calendar.YEAR)
    if end - start < calendar.DAY:
        start, end = start - calendar.DAY / 2, end + calendar.DAY / 2
    return TimeWindow(start, end).padded(left, right)
