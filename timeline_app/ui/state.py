"""The state of the window, in one place: the open timeline, the stretch of time, the selection, the cursor."""

from collections.abc import Mapping
from dataclasses import replace
from textwrap import shorten

import numpy as np
from PySide6.QtCore import QObject, QTimer, QTimeZone, Signal

from timeline_app.layout.cursor import day_later
from timeline_app.layout.lane_states import AS_IN_FILE, LaneStates
from timeline_app.layout.lanes import TimelineIndex, lane_ids
from timeline_app.layout.view import NO_ITEMS, FigureKind, Item, Items, Sort, TableName, View
from timeline_app.layout.window import TimeWindow
from timeline_app.layout.wording import item_title
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import UTC, Zone, is_zone
from timeline_app.ui.following import Followed

_SETTLED_MS = 400
"""A stretch of time is one to come back to when it has been on screen for so long."""
_PIXELS = 4096.0
"""How wide the window of time is taken to be until it is drawn."""
_FRAME_SHARE = 0.5
_REVEAL_MARGIN = 0.06
_LONGEST_TITLE = 50


_TIMES = ("file", "utc", "here")


class State(QObject):
    """What the window shows. Widgets read it and are told when it changes; only its methods change it.

    Attributes:
        document_changed: another timeline is open.
        view_changed: the window of time, the selection, the cursor or the hits have changed.
        index: the open timeline, prepared for layout.
        view: what is shown of it; its size is the canvas's to fill in.
        paths: the files that it was read from.
        filter: the words of the search whose finds alone are shown, or "".
        pixels: how wide the window of time is drawn, which says how narrow it may be.
        times: whose clocks tell the times, by name: see `zones`.
        note: what is to be said of the way to what is selected, or "".
    """

    document_changed = Signal()
    view_changed = Signal()

    index: TimelineIndex
    view: View
    paths: tuple[str, ...]
    filter: str
    note: str
    _placed: bool

    def __init__(self, numbers: NumberFormat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._visited: list[TimeWindow] = []
        self._place = -1
        self.pixels = _PIXELS
        self.times, self._weeks = "file", False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._remember)
        self.paths = ()
        self.view = View(TimeWindow(0.0, 1.0), 1.0, 1.0, 0.0)
        self._set(TimelineIndex.of(Timeline.empty()), ())

    @property
    def timeline(self) -> Timeline:
        """The open timeline."""
        return self.index.timeline

    @property
    def zones(self) -> Mapping[str, Zone]:
        """The zones that there are to choose from: that of the file, UTC, and that of this computer."""
        return {name: self._zone_named(name) for name in _TIMES}

    def _zone_named(self, times: str) -> Zone:
        """One of them; that of the computer takes Qt some milliseconds to find out."""
        return local_zone() if times == "here" else UTC if times == "utc" else Zone(self.timeline.time_zone)

    def open(self, index: TimelineIndex, paths: tuple[str, ...]) -> None:
        """Show another timeline, whole."""
        self._set(index, paths)
        self.document_changed.emit()
        self.view_changed.emit()

    def follow(self, followed: Followed, paths: tuple[str, ...]) -> None:
        """Show another state of the open files, or others of them; what is looked at stays, as far as it is there."""
        if not self._placed:
            self._set(followed.whole, paths)
        else:
            self.index, self._all, self.paths = followed.shown, followed.whole, paths
            self.filter = "" if followed.shown is followed.whole else self.filter
            zone = self._zone_named(self.times)
            kinds = [one.kind for one in self.timeline.events.figures]
            counted = self.view.counted if self.view.counted in kinds else None
            self.view = replace(self.view, selected=followed.selected, hits=NO_ITEMS, zone=zone, counted=counted)
            self.note = self._absence_note(self.view)
        self.document_changed.emit()
        self.view_changed.emit()

    def _set(self, index: TimelineIndex, paths: tuple[str, ...]) -> None:
        lanes = self.view.lanes if paths and paths == self.paths else AS_IN_FILE
        self.index, self.paths, self.filter, self._all = index, paths, "", index
        before, zone = self.view, self._zone_named(self.times)
        view = View(index.whole, 1.0, 1.0, index.timeline.latest_known, numbers=self._numbers, lanes=lanes)
        view = replace(view, zone=zone, weeks=self._weeks)
        self.view = replace(view, sort=before.sort, log=before.log, differences=before.differences)
        self._visited, self._place, self.note = [self.view.window], 0, ""
        self._placed = index.timeline.extent is not None  # or else there is nothing to come back to

    def filter_to(self, index: TimelineIndex, words: str) -> None:
        """Show only what some words have found, prepared as an index; all else stays as it is."""
        self.index, self.filter = index, words
        self.note = self._absence_note(self.view)
        self.view_changed.emit()

    def end_filter(self) -> None:
        """Show everything again."""
        if self.filter:
            self.filter_to(self._all, "")

    def arrange_lanes(self, lanes: LaneStates) -> None:
        """Put lanes in another order, collapse or hide some."""
        view = replace(self.view, lanes=lanes)
        self.note = self._absence_note(view)
        self._change(view)

    def move_lane(self, lane_id: str, step: int) -> None:
        """Move a lane one place down (1) or up (-1)."""
        seen = [lane.id for lane in self.index.lanes]
        self.arrange_lanes(self.view.lanes.moved(lane_id, step, lane_ids(self.timeline), seen))

    def show_times(self, times: str) -> None:
        """Tell the times by other clocks: those of the "file", of "utc" or of the place "here"."""
        self.times = times if times in _TIMES else "file"
        self._change(replace(self.view, zone=self._zone_named(self.times)))

    def show_weeks(self, shown: bool) -> None:
        """Count weeks on the axis, or sevenths of a month."""
        self._weeks = shown
        self._change(replace(self.view, weeks=shown))

    def sort_by(self, sort: Sort) -> None:
        """List the figures of each group of the comparison in another order."""
        self._change(replace(self.view, sort=sort))

    def show_log(self, shown: bool) -> None:
        """Compare on logarithmic scales, or on linear ones."""
        self._change(replace(self.view, log=shown))

    def show_differences(self, shown: bool) -> None:
        """Draw series as what was added from figure to figure, or as they were said."""
        self._change(replace(self.view, differences=shown))

    def count_by(self, counted: FigureKind | None) -> None:
        """Have strips sum up a kind of figure that events carry, or count events."""
        self._change(replace(self.view, counted=counted))

    def show_window(self, window: TimeWindow) -> None:
        """Show another stretch of time, within what can be drawn."""
        self._change(replace(self.view, window=window.limited(self.pixels)))
        self._settling.start()

    def zoom(self, factor: float) -> None:
        """Zoom about the middle; a factor below 1 goes in."""
        self.show_window(self.view.window.zoomed(factor, self.view.window.middle, 0.5, self.pixels))

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

    def move_cursor_by(self, days: int) -> None:
        """Move the time cursor by some days, to the same time of day."""
        self.move_cursor(day_later(self.view.as_of, days, self.view.zone))

    def select(self, item: Item | None, note: str = "") -> None:
        """Look at an event or estimate, or at none; a note may say how one came there."""
        view = replace(self.view, selected=item)
        self.note = self._absence_note(view) or note
        self._change(view)

    def show_hits(self, hits: Items) -> None:
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

    def reveal(self, item: Item, note: str = "") -> None:
        """Select an item and, where its dates are out of view, move there without zooming."""
        extent = self._extent(item)
        inner = self.view.window.padded(-_REVEAL_MARGIN, -_REVEAL_MARGIN)
        if extent and not (extent[0] < inner.end and inner.start < extent[1]):
            self.show_window(self.view.window.centred((extent[0] + extent[1]) / 2))
        self.select(item, note)

    def step(self, table: TableName, direction: int) -> None:
        """Go to the next (1) or previous (-1) event or estimate in time order."""
        selected = self.view.selected
        left = selected if selected and selected.table == table and self.index.is_dated(selected) else None
        hidden, back = self.view.lanes.hidden, direction < 0
        item = self.index.next_to(left, hidden, back=back) if left else self.index.end_of(table, hidden, last=back)
        if left is None and item is not None:
            self.reveal(item)
        elif left is not None:
            times = self.timeline.events.times if table == "event" else self.timeline.estimates.times
            self.reveal(item or left, self._order_note(times, left, item or left, direction))

    def _absence_note(self, view: View) -> str:
        """Why what is selected is not on the canvas, or ""."""
        item = view.selected
        if item is None:
            return ""
        if not self.index.keeps(item):
            return "The filter leaves this event out"
        return "This is in a lane that is hidden" if self.index.lane_of(item) in view.lanes.hidden else ""

    def _order_note(self, times: TimeColumns, left: Item, item: Item, direction: int) -> str:
        """That it can't be known whether an item came after another, or before where one steps back; or ""."""
        from timeline_app.model.relations import Answer, after, before  # not needed to start

        this, other = (times.taken(np.array([row])) for row in (item.row, left.row))
        relation = after if direction > 0 else before
        if item == left:
            return self.note
        if relation.of_all(this, other)[0] != Answer.UNKNOWN:
            return ""
        title = shorten(item_title(self.index, left, self._numbers, self.view.zone), _LONGEST_TITLE, placeholder="…")
        return f"Order against “{title}” can't be known: their dates overlap"

    def go_to_end(self, *, first: bool) -> None:
        """Go to the first or the last event."""
        item = self.index.end_of("event", self.view.lanes.hidden, last=not first)
        if item is not None:
            self.reveal(item)

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


def local_zone() -> Zone:
    """The zone that this computer is set to; UTC where that is not known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return Zone(name) if is_zone(name) else UTC
