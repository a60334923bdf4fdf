"""The problems list: what is wrong with the files that were opened, and where."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from timeline_app.formats.problems import Problem

_MOST_LISTED = 1000


class ProblemsPanel(QWidget):
    """The list; hidden while there is nothing in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._close = QToolButton(self)
        self._close.setText("Close")
        self._close.clicked.connect(self.hide)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Problems")
        self._list.setWordWrap(True)
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
        for problem in problems[:_MOST_LISTED]:
            entry = QListWidgetItem(str(problem))
            entry.setToolTip(str(problem))
            self._list.addItem(entry)
        if len(problems) > _MOST_LISTED:
            self._list.addItem(f"and {len(problems) - _MOST_LISTED:,} more: “timeline-app check” lists them all")
        self.setVisible(bool(problems))


def problem_words(problems: Sequence[Problem]) -> str:
    """How many problems there are: "no problems", "1 problem", "12 problems"."""
    if not problems:
        return "no problems"
    return f"{len(problems):,} problem{'s' if len(problems) > 1 else ''}"
