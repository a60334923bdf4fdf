"""Zooming that takes a moment, so that the eye can follow; every frame on the way is as exact as any."""

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from timeline_app.layout.window import TimeWindow

DURATION_MS = 120
"""How long a notch of the wheel takes; 0 does without."""
_TICK_MS = 8


@dataclass(frozen=True, slots=True)
class _Way:
    """From one window of time to another about a time that stays where it is.

    Attributes:
        start, goal: the windows.
        about: seconds.
        share: where that is on screen, 0 to 1.
        pixels: how wide the windows are drawn.
    """

    start: TimeWindow
    goal: TimeWindow
    about: float
    share: float
    pixels: float

    def at(self, progress: float) -> TimeWindow:
        """The window after so much of the way, 0 to 1: fast at first, then slower."""
        if progress >= 1:
            return self.goal
        eased = 1 - (1 - progress) ** 3
        factor = (self.goal.duration / self.start.duration) ** eased
        return self.start.zoomed(factor, self.about, self.share, self.pixels)


class Glide(QObject):
    """Moves a window of time to where it is to be; another goal, or anything else that moves it, interrupts.

    Attributes:
        moved: the window of the next frame.
    """

    moved = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._way: _Way | None = None
        self._shown: TimeWindow | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def goal(self) -> TimeWindow | None:
        """Where it is going, or None where it rests."""
        return self._way.goal if self._way else None

    def zoom(self, start: TimeWindow, goal: TimeWindow, about: float, share: float, pixels: float) -> None:
        """Go from one window to another about a time that is at a share of a width in pixels."""
        self._way, self._shown = _Way(start, goal, about, share, pixels), start
        self._clock.start()
        if DURATION_MS > 0:
            self._timer.start()
        else:
            self._go_on()

    def see(self, shown: TimeWindow) -> None:
        """Stop if the window that is shown was moved by something else."""
        if shown != self._shown:
            self.stop()

    def stop(self) -> None:
        """Stay where it is."""
        self._way = None
        self._timer.stop()

    def _go_on(self) -> None:
        if self._way is None:
            return
        progress = self._clock.elapsed() / DURATION_MS if DURATION_MS > 0 else 1.0
        self._shown = self._way.at(progress)
        if progress >= 1:
            self.stop()
        self.moved.emit(self._shown)
