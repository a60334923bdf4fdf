"""Moving the time cursor by itself, so that one sees what was known when."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from timeline_app.layout.steps import Step, Unit
from timeline_app.model import calendar
from timeline_app.ui.state import State

SPEEDS: Mapping[str, float] = {
    "1 hour a second": calendar.HOUR,
    "1 day a second": calendar.DAY,
    "1 week a second": 7 * calendar.DAY,
    "1 month a second": calendar.YEAR / 12,
    "1 year a second": calendar.YEAR,
    "10 years a second": 10 * calendar.YEAR,
}
"""How fast the cursor can go, seconds of the timeline in a second."""
_FIRST = "1 month a second"
_TICK_MS = 40
_MOST_MS = 250
"""A frame that took longer moves the cursor no further than one that took so long: nothing is jumped over."""


class Player(QObject):
    """Moves the cursor from where it is to the end of the timeline; from the end it begins anew.

    Attributes:
        told: whether it is moving.
        speed_told: how fast it goes, one of `SPEEDS`.
    """

    told = Signal(bool)
    speed_told = Signal(str)

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self._state = state
        self.speed = _FIRST
        self._time = math.nan
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(lambda: self.advance(min(self._clock.restart(), _MOST_MS) / 1000))
        state.document_changed.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether the cursor is moving."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Set off, or stop."""
        extent = self._state.timeline.extent
        if self.running or extent is None:
            self.stop()
            return
        self._time = self._state.view.as_of
        if not extent[0] <= self._time < self._end:
            self._go_to(math.nextafter(extent[0], math.inf))  # the first day at its close
        self._clock.start()
        self._timer.start()
        self.told.emit(True)

    def stop(self) -> None:
        """Stay where it is."""
        self._timer.stop()
        self.told.emit(False)

    def go_at(self, speed: str) -> None:
        """Go at another speed, one of `SPEEDS`."""
        self.speed = speed
        self.speed_told.emit(speed)

    def change_speed(self, step: int) -> None:
        """Go faster (1) or more slowly (-1)."""
        names = list(SPEEDS)
        self.go_at(names[min(max(names.index(self.speed) + step, 0), len(names) - 1)])

    def advance(self, seconds: float) -> None:
        """Go on by what so many seconds make; to the end of a day, where the speed is days and more."""
        if self._state.view.as_of != self._snapped(self._time):  # somebody has moved it
            self._time = self._state.view.as_of
        self._go_to(min(self._time + seconds * SPEEDS[self.speed], self._end))
        if self._time >= self._end:
            self.stop()

    def _go_to(self, time: float) -> None:
        self._time = time
        as_of = self._snapped(time)
        self._state.move_cursor(as_of)
        window = self._state.view.window
        if not window.start <= as_of <= window.end:
            self._state.show_window(window.centred(as_of))

    @property
    def _end(self) -> float:
        """Where the timeline ends, or the last day on which something becomes known."""
        extent = self._state.timeline.extent
        return max(extent[1] if extent else -math.inf, self._state.timeline.latest_known)

    def _snapped(self, time: float) -> float:
        """What a cursor that is on its way names: the end of a day or of a minute, or the very end."""
        unit = Unit.MINUTE if SPEEDS[self.speed] < calendar.DAY else Unit.DAY
        if not math.isfinite(time) or time >= self._end:
            return min(self._end, time)
        start, end = Step(1, unit).around(time, self._state.view.zone)
        return start if time == start else end
