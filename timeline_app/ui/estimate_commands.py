"""What can be done with the estimates: their order, copying and exporting the comparison, checking the figures."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from timeline_app.layout.view import Item, Sort
from timeline_app.ui.help import show_help
from timeline_app.ui.jobs import Job
from timeline_app.ui.record_lines import lines_at_once
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine

if TYPE_CHECKING:
    from timeline_app.model.checks import Note

_SORTS: Mapping[Sort, str] = {
    Sort.VALUE: "By &value",
    Sort.PUBLISHER: "By &publisher",
    Sort.DATE: "By &date, latest first",
}
_NO_SUM = (
    "Figures are never added up or averaged here.\n\n"
    "Groups count different things: someone who is wounded is a casualty and not killed, and someone who is missing "
    "may be either. Publishers of one group often count the same people, so that a sum would count them twice; and the "
    "middle between two parties to a war is no third count, but a number that nobody has said.\n\n"
    "What can be compared is listed in the card of a figure: how it differs from others of the same measure, and what "
    "was added since the publisher's last figure."
)


class EstimateCommands(QObject):
    """The commands of the menu Estimates that need more than the state."""

    def __init__(self, window: QWidget, state: State, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._state, self._status = window, state, status
        self.sorts = QMenu("&Sort", window)
        self._job = Job(self)
        self._job.done.connect(self._show_notes)
        self._job.failed.connect(self._report)
        self._entries = self._listed()

    @property
    def methods(self) -> Mapping[str, Callable[[], object]]:
        """What to do, by the command's name."""
        state = self._state
        return {
            "log": lambda: state.show_log(not state.view.log),
            "differences": lambda: state.show_differences(not state.view.differences),
            "copy-table": lambda: None,  # a menu of its own
            "check-figures": self.check,
            "no-sum": self.explain_sums,
            "measures": lambda: show_help(self._window, "measures"),
        }

    def mark(self, actions: Mapping[str, QAction]) -> None:
        """Check what holds in the view."""
        view = self._state.view
        actions["log"].setChecked(view.log)
        actions["differences"].setChecked(view.differences)
        self._entries[view.sort].setChecked(True)

    def copy_menu(self, action: QAction) -> None:
        """Have a command offer the ways in which the table can be copied."""
        from timeline_app.export.comparison_table import KINDS

        menu = QMenu(self._window)
        for kind in KINDS:
            menu.addAction(kind).triggered.connect(lambda _checked=False, kind=kind: self.copy(kind))
        action.setMenu(menu)

    def copy(self, kind: str) -> None:
        """Put the comparison on the clipboard as text."""
        from timeline_app.export.comparison_table import comparison_text

        table = comparison_text(self._state.index, self._state.view, kind, lines_at_once)
        QGuiApplication.clipboard().setText(table)
        self._status.say(f"Copied the estimates as {kind}, with their sources")

    def check(self) -> None:
        """List what differs among the figures."""
        from timeline_app.model.checks import notes_of

        self._status.show_work("Checking the figures …")
        self._job.run(notes_of, self._state.timeline, self._state.view.numbers)

    def _show_notes(self, notes: "Sequence[Note]") -> None:
        from timeline_app.ui.figure_notes import FigureNotes

        self._status.show_work("")
        dialog = FigureNotes(self._window, notes)
        dialog.item_wanted.connect(self._reveal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _reveal(self, item: Item) -> None:
        timeline = self._state.timeline
        if item.row < len(timeline.events if item.table == "event" else timeline.estimates):
            self._state.reveal(item)

    def _report(self, error: Exception) -> None:
        self._status.show_work("")
        self._status.say(f"Checking failed: {error}")

    def explain_sums(self) -> None:
        """Say why nothing is added up."""
        QMessageBox.information(self._window, "Adding up and averaging", _NO_SUM)

    def _listed(self) -> dict[Sort, QAction]:
        group, entries = QActionGroup(self), {}
        for sort, words in _SORTS.items():
            entries[sort] = self.sorts.addAction(words)
            entries[sort].setCheckable(True)
            entries[sort].triggered.connect(lambda _checked=False, sort=sort: self._state.sort_by(sort))
            group.addAction(entries[sort])
        return entries
