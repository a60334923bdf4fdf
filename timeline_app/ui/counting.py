"""Whether lanes show the number of events or the sum of a figure that these carry; prepared off the GUI thread."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.sums.words import kind_words
from timeline_app.layout.view import FigureKind
from timeline_app.ui.jobs import Job
from timeline_app.ui.state import State

_AT_ONCE = 20_000
"""The figures of so many events are summed up in a few milliseconds."""


class Counting(QObject):
    """The choice.

    Attributes:
        menu: from which it is made.
        progressed: what is going on, in words; "" when it is over.
        failed: why it couldn't be done, in words.
    """

    progressed = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget, state: State) -> None:
        super().__init__(window)
        self._state = state
        self.menu = QMenu("Lanes sho&w", window)
        self.menu.aboutToShow.connect(self._fill)
        self._wanted: FigureKind | None = None
        self._job = Job(self)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._report)
        state.document_changed.connect(self.cancel)

    def choose(self, kind: FigureKind | None) -> None:
        """Have lanes sum up a figure of their events, or count events for None."""
        self.cancel()
        self._wanted = kind
        if kind is None or len(self._state.timeline.events) <= _AT_ONCE:
            self._state.count_by(kind)
            return
        self.progressed.emit("Summing up …")
        self._job.run(_prepared, self._state.index, kind)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._job.running:
            self._job.cancel()
            self.progressed.emit("")

    def _show(self, _index: TimelineIndex) -> None:
        self.progressed.emit("")
        self._state.count_by(self._wanted)

    def _report(self, error: Exception) -> None:
        self.progressed.emit("")
        self.failed.emit(f"Summing up failed: {error}")

    def _fill(self) -> None:
        self.menu.clear()
        group = QActionGroup(self.menu)
        timeline = self._state.timeline
        kinds = [None, *(one.kind for one in timeline.events.figures)]
        for kind in kinds:
            words = f"Sum of: {kind_words(timeline, kind)}" if kind else "Number of events"
            action = self.menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(kind == self._state.view.counted)
            action.triggered.connect(partial(self._choose, kind))
            group.addAction(action)
        if len(kinds) == 1:
            self.menu.addAction("Events here carry no figures of their own").setEnabled(False)

    def _choose(self, kind: FigureKind | None, _checked: bool = False) -> None:
        self.choose(kind)


def _prepared(index: TimelineIndex, kind: FigureKind) -> TimelineIndex:
    """An index that has summed up a figure in all its lanes."""
    index.figure_indexes(kind)
    return index
