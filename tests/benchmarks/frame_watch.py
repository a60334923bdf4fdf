"""Times each frame of the window, whatever causes it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractAnimation, QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer

from timeline_app.layout.view import Mode
from timeline_app.layout.window import TimeWindow
from timeline_app.ui.main_window import MainWindow

_SHORTEST_REST = 100
"""A timer with a shorter interval is one of an animation, milliseconds."""
_PATIENCE = 60.0
_NAP = 0.0002


@dataclass
class Frame:
    """One picture of the window, from its cause to the end of its last repaint.

    Attributes:
        begin, end: seconds of `time.perf_counter`.
        step: the number of the step that caused it.
        window: the stretch of time.
        glyph_lanes, lanes: how many lanes are drawn event by event, and how many there are.
        repaints: how often the window was repainted for it.
        whole: whether canvas and minimap have been painted.
    """

    begin: float
    end: float
    step: int
    window: TimeWindow
    glyph_lanes: int = 0
    lanes: int = 0
    repaints: int = 0
    whole: bool = False

    @property
    def ms(self) -> float:
        """How long it took, milliseconds."""
        return (self.end - self.begin) * 1000


class FrameWatch(QObject):
    """Times the frames of a window.

    A frame begins where the handling of the input event, or of the pass of the event loop with the timer's tick, begins
    that changes the view. It ends with the last repaint of the window before the view changes again or nothing is left
    to do; each repaint paints all widgets that are to be, and canvas and minimap have to be among them.

    Attributes:
        frames: all that are over.
        wall, idle: seconds of all steps, and of waiting for a timer between frames in them.
        merged: inputs and ticks that changed the view before the frame of the one before was painted.
        late: repaints of the canvas without a change of the view, after a frame was over; counted as frames.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._canvas = window, window.canvas.viewport()
        self._unpainted = {self._canvas, window.minimap.viewport()}
        self._waited_for = frozenset(self._unpainted)
        self._open: Frame | None = None
        self._pass = self._cause = self._step = 0
        self._since = time.perf_counter()
        self._timers: list[QTimer | QAbstractAnimation] = []
        self._dispatcher = QAbstractEventDispatcher.instance()
        self.frames: list[Frame] = []
        self.wall = self.idle = 0.0
        self.merged = self.late = 0
        for widget in (window, *self._waited_for):
            widget.installEventFilter(self)
        window.state.view_changed.connect(self._change)

    def step(self, act: Callable[[], object]) -> None:
        """Do something to the window, and let it come to rest."""
        self._timers = [timer for timer in self._window.findChildren(QTimer) if timer.interval() <= _SHORTEST_REST]
        self._timers += self._window.findChildren(QAbstractAnimation)
        self._step += 1
        start = self._begin_pass()
        act()
        self.settle()
        self.wall += time.perf_counter() - start

    def forget(self) -> None:
        """Begin anew with no frames."""
        self.frames, self.wall, self.idle, self.merged, self.late, self._step = [], 0.0, 0.0, 0, 0, 0

    def settle(self) -> None:
        """Run the event loop until nothing is left to do: no event, no animation, no picture to be completed."""
        patience = time.perf_counter() + _PATIENCE
        while True:
            start = self._begin_pass()
            if self._dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
                continue
            self._close()
            if not self._open and not any(map(_is_running, self._timers)):
                return
            assert start < patience, "the window doesn't come to rest, or isn't painted completely"
            time.sleep(_NAP)
            if not self._open:
                self.idle += time.perf_counter() - start

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject; a repaint of the window is done here, so that its end is seen."""
        if event.type() == QEvent.Type.Paint:
            self._unpainted.discard(watched)
        elif watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            if self._open is None:
                self._unpainted = set(self._waited_for)
            self._window.event(event)
            self._note_repaint(time.perf_counter())
            return True
        return False

    def _begin_pass(self) -> float:
        self._pass += 1
        self._since = time.perf_counter()
        return self._since

    def _change(self) -> None:
        self._close()
        if self._open is None:
            self._open, self._cause = self._begin(), self._pass
        elif self._cause != self._pass:
            self.merged += 1
        self._unpainted = set(self._waited_for)

    def _begin(self) -> Frame:
        return Frame(self._since, self._since, self._step, self._window.state.view.window)

    def _note_repaint(self, end: float) -> None:
        if self._open is None and self._canvas not in self._unpainted:
            self._open, self.late = self._begin(), self.late + 1
        if self._open is not None:
            self._open.repaints += 1
            self._open.end, self._open.whole = end, self._open.whole or not self._unpainted
            bands = self._window.canvas.drawing.bands
            self._open.lanes, self._open.glyph_lanes = len(bands), sum(band.mode is Mode.GLYPHS for band in bands)
        self._since = end

    def _close(self) -> None:
        if self._open is not None and self._open.whole:
            self.frames.append(self._open)
            self._open = None


def _is_running(timer: QTimer | QAbstractAnimation) -> bool:
    if isinstance(timer, QTimer):
        return timer.isActive()
    return timer.state() == QAbstractAnimation.State.Running
