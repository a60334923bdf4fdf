"""Drives the real window by real events: opens files in it, zooms and pans."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np
from frame_watch import FrameWatch
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.model.figures import FigureColumns
from timeline_app.model.table import EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.ui.jobs import Job
from timeline_app.ui.main_window import MainWindow

STEPS = 40
_ZOOM_NOTCH, _PAN_NOTCH = 120, 60
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Opening(NamedTuple):
    """How a file came into the window: seconds to the first complete picture, and what is open now."""

    seconds: float
    timeline: Timeline


def add_estimates(window: MainWindow, other: Timeline, *, figures: bool) -> None:
    """Put the estimates of another timeline beside the events of each that is opened from now on.

    With `figures` each event gets low, best and high numbers of its own that a generator drew, and says so.
    """

    def prepared(timeline: Timeline) -> TimelineIndex:
        people, sources = (*timeline.publishers, *other.publishers), (*timeline.sources, *other.sources)
        events = with_figures(timeline.events) if figures else timeline.events
        return TimelineIndex.of(
            replace(timeline, events=events, estimates=other.estimates, publishers=people, sources=sources)
        )

    window.files.loader._prepare = prepared


def with_figures(events: EventTable) -> EventTable:
    """The events with numbers like those of UCDP GED: small ones, mostly, with bounds around them."""
    random = np.random.default_rng(11)
    best = random.geometric(0.2, len(events)) - 1.0
    below, above = (random.integers(0, 6, len(events)) for _ in range(2))
    kind = ("made-up", "", "")
    return replace(events, figures=(FigureColumns.of_numbers(kind, np.maximum(best - below, 0), best, best + above),))


def sum_up(window: MainWindow, watch: FrameWatch) -> None:
    """Have all lanes sum up the figures of their events."""
    kind = window.state.timeline.events.figures[0].kind
    window._counting.choose(kind)
    while window.state.view.counted != kind:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        time.sleep(0.001)
    watch.settle()


def open_file(window: MainWindow, watch: FrameWatch, path: Path, rows: int) -> Opening:
    """Open a file and wait until all of it is there and painted.

    Raises:
        RuntimeError: it can't be read.
    """
    begun = len(watch.frames)
    before = window.state.timeline
    start = time.perf_counter()
    window.open_files([str(path)])
    while window.state.timeline is before or any(job.running for job in window.findChildren(Job)):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if window.state.timeline is before and not window.files.loader.running:
            raise RuntimeError(f"{path.name} can't be opened: {window.files.problems[0].what}")
        time.sleep(0.001)
    watch.settle()
    assert len(window.state.timeline.events) == rows, f"{len(window.state.timeline.events)} events of {rows} are there"
    assert len(watch.frames) > begun
    return Opening(watch.frames[-1].end - start, window.state.timeline)


# The way through the timeline


class Step(NamedTuple):
    """One thing that is done to the window.

    Attributes:
        kind: in a word.
        act: does it.
        place: the number of the place that the way is at.
    """

    kind: str
    act: Callable[[], object]
    place: int


def share_of_notch(window: MainWindow, watch: FrameWatch) -> float:
    """How wide the window of time is after a notch of the wheel, of what it was."""
    before = window.state.view.window
    watch.step(_wheel(window, QPointF(window.canvas.viewport().rect().center()), _ZOOM_NOTCH))
    after = window.state.view.window
    return after.duration / before.duration


def way(window: MainWindow, events: int, share_of_notch: float) -> Iterator[Step]:
    """Endless steps about one place after another, the same on each run; those of kind "show" are jumps between them.

    `share_of_notch` says how wide the window of time is after a notch of the wheel, of what it was.

    At each place: 40 steps of the wheel from the whole down to 30 / `events` of it and 40 back; then, at a quarter of
    the whole, in the middle and at the deepest, a drag of 40 moves and 40 steps of the wheel with shift.
    """
    random, canvas, whole = np.random.default_rng(7), window.canvas, window.state.index.whole
    depth = 30 / events
    notches = math.log(depth) / math.log(share_of_notch) / STEPS
    for place in count():
        share, height = random.uniform(0.3, 0.7, 2)
        plot = canvas.drawing.plot
        point = QPointF(round(plot.x + share * plot.width), round(plot.y + height * plot.height))
        time_there = whole.time_at(share, 1.0)
        yield Step("show", lambda: window.state.show_window(whole), place)
        for turn in (round(_ZOOM_NOTCH * notches), -round(_ZOOM_NOTCH * notches)):
            yield from repeat(Step("zoom", _wheel(window, point, turn), place), STEPS)
        for part in (1 / 4, math.sqrt(depth / 4), depth):
            there = whole.zoomed(part, whole.middle).centred(time_there)
            yield Step("show", lambda there=there: window.state.show_window(there), place)
            yield from (Step("drag", act, place) for act in _drag(window, point.y(), 1 if share < 0.5 else -1))
            turn = -_PAN_NOTCH if share < 0.5 else _PAN_NOTCH  # to where more events are
            yield from repeat(Step("pan", _wheel(window, point, turn, Qt.KeyboardModifier.ShiftModifier), place), STEPS)


def _wheel(
    window: MainWindow, place: QPointF, turn: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> Callable[[], object]:
    target = window.canvas.viewport()
    where = (place, QPointF(target.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, turn))
    how = (_NONE, modifiers, Qt.ScrollPhase.NoScrollPhase, False, Qt.MouseEventSource.MouseEventNotSynthesized)
    return lambda: QApplication.sendEvent(target, QWheelEvent(*where, *how))


def _drag(window: MainWindow, y: float, direction: int) -> Iterator[Callable[[], object]]:
    """Press, 40 moves over four fifths of the plot, let go."""
    plot = window.canvas.drawing.plot
    xs = np.linspace(0.9, 0.1, STEPS + 1)[::direction] * plot.width + plot.x
    yield _mouse(window, QEvent.Type.MouseButtonPress, QPointF(xs[0], y), _LEFT, _LEFT)
    yield from (_mouse(window, QEvent.Type.MouseMove, QPointF(x, y), _NONE, _LEFT) for x in xs[1:].tolist())
    yield _mouse(window, QEvent.Type.MouseButtonRelease, QPointF(xs[-1], y), _LEFT, _NONE)


def _mouse(
    window: MainWindow, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton, buttons: Qt.MouseButton
) -> Callable[[], object]:
    target = window.canvas.viewport()
    where = (place, QPointF(target.mapToGlobal(place.toPoint())))
    return lambda: QApplication.sendEvent(
        target, QMouseEvent(kind, *where, button, buttons, Qt.KeyboardModifier.NoModifier)
    )
