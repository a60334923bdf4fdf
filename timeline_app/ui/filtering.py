"""Showing only what was found: the index of these events is made off the GUI thread where there are many."""

from PySide6.QtCore import QObject, Signal

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import FigureKind, Items
from timeline_app.layout.window import TimeWindow
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import Zone
from timeline_app.ui.brush import search_text
from timeline_app.ui.item_search import kept_of
from timeline_app.ui.jobs import Job
from timeline_app.ui.search_bar import SearchBar
from timeline_app.ui.state import State

_AT_ONCE = 20_000
"""The index of so many events takes a few milliseconds."""


class Filtering(QObject):
    """The filter, which is either off or keeps what one search has found for certain.

    Attributes:
        progressed: what is going on, in words; "" when it is over.
        refused: why there is nothing to filter to, in words.
        told: whether the filter is on, or on its way.
    """

    progressed = Signal(str)
    refused = Signal(str)
    told = Signal(bool)

    def __init__(self, state: State, search: SearchBar) -> None:
        super().__init__(state)
        self._state, self._search = state, search
        self._words, self._awaited = "", False
        self._job = Job(self)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._report)
        search.found.connect(self._go_on)
        state.document_changed.connect(self.cancel)
        state.view_changed.connect(self._tell)

    def toggle(self) -> None:
        """Show only what was found, as soon as the search is over; if that is so or on its way, everything again."""
        if not self.end():
            self._awaited = self._search.searching
            if not self._awaited:
                self._keep(self._state.view.hits)
        self._tell()

    def keep_range(self, stretch: TimeWindow) -> None:
        """Show only what touches a stretch of time, by a search that can be seen and changed."""
        self.end()
        self._search.ask(search_text(stretch, Zone(self._state.timeline.time_zone)))
        self.toggle()

    def end(self) -> bool:
        """Show everything; whether there was anything to end."""
        shown = self.cancel() or bool(self._state.filter)
        self._state.end_filter()
        return shown

    def cancel(self) -> bool:
        """Stop what is under way; whether anything was."""
        running, self._awaited = self._job.running or self._awaited, False
        if self._job.running:
            self._job.cancel()
            self.progressed.emit("")
        self._tell()
        return running

    def _go_on(self, hits: Items | None) -> None:
        if self._awaited and hits is not None:
            self._awaited = False
            self._keep(hits)

    def _keep(self, hits: Items) -> None:
        timeline, self._words = self._state.timeline, self._search.text().strip()
        kept = kept_of(hits, self._words, timeline)
        if kept is None:
            found = "no event was found for certain" if self._words else "there is no search"
            self.refused.emit(f"Nothing to show alone: {found}")
            self._tell()
        elif len(timeline.events) <= _AT_ONCE:
            self._show(TimelineIndex.of(timeline, kept))
        else:
            self.progressed.emit("Filtering …")
            self._job.run(_kept, timeline, kept, self._state.view.counted)

    def _show(self, index: TimelineIndex) -> None:
        self.progressed.emit("")
        self._state.filter_to(index, self._words)

    def _report(self, error: Exception) -> None:
        self.progressed.emit("")
        self.refused.emit(f"Filtering failed: {error}")
        self._tell()

    def _tell(self) -> None:
        self.told.emit(bool(self._state.filter) or self._job.running or self._awaited)


def _kept(timeline: Timeline, kept: Items, counted: FigureKind | None) -> TimelineIndex:
    """The index of what is kept, with the figure that lanes sum up."""
    index = TimelineIndex.of(timeline, kept)
    if counted:
        index.figure_indexes(counted)
    return index
