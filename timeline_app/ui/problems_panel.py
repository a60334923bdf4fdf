"""The problems list: what is wrong with the files that were opened, and where."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from timeline_app.formats.problems import Problem, Severity
from timeline_app.layout.view import Item, item_named

_MOST_LISTED = 1000


_ROW = re.compile(r"(event|estimate)s\[(\d+)\]")


class ProblemsPanel(QWidget):
    """The list; hidden while there is nothing in it.

    Attributes:
        item_wanted: the event or estimate of a problem that was chosen.
    """

    item_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._close = QToolButton(self)
        self._close.setText("Close")
        self._close.clicked.connect(self.hide)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Problems")
        self._list.setWordWrap(True)
        self._list.itemClicked.connect(self._jump)
        self._list.itemActivated.connect(self._jump)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 8, 8)
        box.addLayout(head)
        box.addWidget(self._list)
        self.setMaximumHeight(170)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], heading: str) -> None:
        """List problems under a heading, or hide where there are none."""
        self._heading.setText(heading)
        self._list.clear()
        trusted = places_are_rows(problems)
        for problem in problems[:_MOST_LISTED]:
            entry = QListWidgetItem(str(problem))
            entry.setToolTip(str(problem))
            entry.setData(Qt.ItemDataRole.UserRole, item_of_problem(problem) if trusted else None)
            self._list.addItem(entry)
        if len(problems) > _MOST_LISTED:
            self._list.addItem(f"and {len(problems) - _MOST_LISTED:,} more: “timeline-app check” lists them all")
        self.setVisible(bool(problems))

    def _jump(self, entry: QListWidgetItem) -> None:
        item = entry.data(Qt.ItemDataRole.UserRole)
        if item:
            self.item_wanted.emit(Item(*item))


def places_are_rows(problems: Sequence[Problem]) -> bool:
    """Whether the place of a record in its file is its row in the timeline.

    It isn't where several files were joined, or where a record was left out: that is an error of the record itself.
    """
    if any(problem.file != problems[0].file for problem in problems):
        return False
    return not any(problem.severity is Severity.ERROR and _ROW.fullmatch(problem.path or "") for problem in problems)


def item_of_problem(problem: Problem) -> Item | None:
    """The event or estimate that a problem is about, by its place in the file."""
    match = _ROW.match(problem.path or "")
    return item_named(match[1], int(match[2])) if match else None


def problem_words(problems: Sequence[Problem]) -> str:
    """How many problems there are: "no problems", "1 problem", "12 problems"."""
    if not problems:
        return "no problems"
    return f"{len(problems):,} problem{'s' if len(problems) > 1 else ''}"
