"""The state of the window, in one place: the open timeline, the stretch of time, the selection, the cursor."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item, TableName, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline

_SETTLED_MS = 400
"""A stretch of time is one to come back to when it has been on screen for so long."""
_FRAME_SHARE = 0.5
_REVEAL_MARGIN = 0.06


class State(QObject):
    """What the window shows. Widgets read it and are told when it changes; only its methods change it.

    Attributes:
        document_changed: another timeline is open.
        view_changed: the window of time, the selection, the cursor or the hits have changed.
        index: the open timeline, prepared for layout.
        view: what is shown of it; its size is the canvas's to fill in.
        paths: the files that it was read from.
    """

    document_changed = Signal()
    view_changed = Signal()

    index: TimelineIndex
    view: View
    paths: tuple[str, ...]

    def __init__(self, numbers: NumberFormat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._visited: list[TimeWindow] = []
        self._place = -1
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._remember)
        self._set(Timeline.empty(), ())

    @property
    def timeline(self) -> Timeline:
        """The open timeline."""
        return self.index.timeline

    def open(self, timeline: Timeline, paths: tuple[str, ...]) -> None:
        """Show another timeline, whole."""
        self._set(timeline, paths)
        self.document_changed.emit()
        self.view_changed.emit()

    def _set(self, timeline: Timeline, paths: tuple[str, ...]) -> None:
        self.index, self.paths = TimelineIndex(timeline), paths
        self.view = View(self.index.whole, 1.0, 1.0, timeline.latest_known, numbers=self._numbers)
        self._visited, self._place = [self.view.window], 0

    def show_window(self, window: TimeWindow) -> None:
        """Show another stretch of time, within what can be drawn."""
        self._change(replace(self.view, window=window.zoomed(1.0, window.middle)))
        self._settling.start()

    def zoom(self, factor: float) -> None:
        """Zoom about the middle; a factor below 1 goes in."""
        self.show_window(self.view.window.zoomed(factor, self.view.window.middle))

    def pan(self, share: float) -> None:
        """Move by a share of the window; positive goes later."""
        self.show_window(self.view.window.panned(share))

    def fit(self) -> None:
        """Show the whole timeline."""
        self._change(replace(self.view, window=self.index.whole, scroll=0.0))
        self._settling.start()

    def scroll_to(self, scroll: float) -> None:
        """Scroll the lanes, pixels from the top."""
        self._change(replace(self.view, scroll=max(0.0, scroll)))

    def move_cursor(self, as_of: float) -> None:
        """Set the time cursor, the exclusive end of a date."""
        self._change(replace(self.view, as_of=as_of))

    def select(self, item: Item | None) -> None:
        """Look at an event or estimate, or at none."""
        self._change(replace(self.view, selected=item))

    def show_hits(self, hits: frozenset[Item]) -> None:
        """Mark what a search found."""
        self._change(replace(self.view, hits=hits))

    def frame(self, item: Item) -> None:
        """Select an item and show its dates with room around; one without a date is only selected."""
        extent = self._extent(item)
        if extent:
            start, end = extent
            least = max(end - start, self.view.window.duration / 1000)
            middle = (start + end) / 2
            self.show_window(TimeWindow(middle - least, middle + least).padded(_FRAME_SHARE, _FRAME_SHARE))
        self.select(item)

    def reveal(self, item: Item) -> None:
        """Select an item and, where its dates are out of view, move there without zooming."""
        extent = self._extent(item)
        inner = self.view.window.padded(-_REVEAL_MARGIN, -_REVEAL_MARGIN)
        if extent and not (extent[0] < inner.end and inner.start < extent[1]):
            self.show_window(self.view.window.centred((extent[0] + extent[1]) / 2))
        self.select(item)

    def step(self, table: TableName, direction: int) -> None:
        """Go to the next (1) or previous (-1) event or estimate in time order."""
        times = self.timeline.events.times if table == "event" else self.timeline.estimates.times
        selected, order = self.view.selected, times.order
        if not len(order):
            return
        places = np.flatnonzero(order == selected.row) if selected and selected.table == table else order[:0]
        place = int(places[0]) + direction if len(places) else (0 if direction > 0 else len(order) - 1)
        self.reveal(Item(table, int(order[min(max(place, 0), len(order) - 1)])))

    def go_to_end(self, *, first: bool) -> None:
        """Go to the first or the last event."""
        order = self.timeline.events.times.order
        if len(order):
            self.reveal(Item("event", int(order[0 if first else -1])))

    def visit(self, step: int) -> None:
        """Go back (-1) or forward (1) through the stretches of time that were looked at."""
        if self._settling.isActive():
            self._settling.stop()
            self._remember()
        place = self._place + step
        if 0 <= place < len(self._visited):
            self._place = place
            self._change(replace(self.view, window=self._visited[place]))

    def _remember(self) -> None:
        if self.view.window != self._visited[self._place]:
            self._visited = [*self._visited[: self._place + 1][-100:], self.view.window]
            self._place = len(self._visited) - 1

    def _extent(self, item: Item) -> tuple[float, float] | None:
        if item.table == "event":
            when = self.index.event(item.row).when
        else:
            when = self.timeline.estimates.records[item.row].date
        bounds = when.finite_bounds if when else ()
        return (bounds[0], bounds[-1]) if bounds else None

    def _change(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self.view_changed.emit()
