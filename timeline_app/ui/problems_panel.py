"""The problems list: what is wrong with the files that were opened, and where."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from timeline_app.formats.problems import Problem, Severity
from timeline_app.layout.view import Item, item_named
from timeline_app.model.origins import Origin

_MOST_LISTED = 1000
_ITEM, _FILE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
"""What an entry leads to: an event or estimate, and a file."""


_ROW = re.compile(r"(event|estimate)s\[(\d+)\]")


class ProblemsPanel(QWidget):
    """The list; hidden while there is nothing in it.

    Attributes:
        item_wanted: the event or estimate of a problem that was chosen.
        file_wanted: the file of a problem is to be shown.
        columns_wanted: what the columns of a table are is to be asked.
    """

    item_wanted = Signal(object)
    file_wanted = Signal(str)
    columns_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._close = QToolButton(self)
        self._close.setText("Close")
        self._close.clicked.connect(self.hide)
        self._show = QToolButton(self)
        self._show.setText("Show in file")
        self._show.setToolTip("Open the folder with the file of the chosen problem")
        self._show.setEnabled(False)
        self._show.clicked.connect(self._show_file)
        self._doubtful = tuple[str, ...]()
        self._ask = QToolButton(self)
        self._ask.setText("Choose columns…")
        self._ask.setToolTip("Say what the columns of the table are")
        self._ask.clicked.connect(lambda: self.columns_wanted.emit(self._doubtful[0]))
        self._ask.hide()
        self._list = QListWidget(self)
        self._list.setAccessibleName("Problems")
        self._list.setWordWrap(True)
        self._list.itemClicked.connect(self._jump)
        self._list.itemActivated.connect(self._jump)
        self._list.currentRowChanged.connect(lambda row: self._show.setEnabled(row >= 0))
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._ask)
        head.addWidget(self._show)
        head.addWidget(self._close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 8, 8)
        box.addLayout(head)
        box.addWidget(self._list)
        self.setMaximumHeight(170)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], heading: str, origins: Sequence[Origin]) -> None:
        """List problems under a heading, or hide where there are none; `origins`: the files that are shown."""
        self._heading.setText(heading)
        self._list.clear()
        for problem, item in islice(zip(problems, items_of(problems, origins), strict=True), _MOST_LISTED):
            entry = QListWidgetItem(str(problem))
            entry.setToolTip(str(problem))
            entry.setData(_ITEM, item)
            entry.setData(_FILE, problem.file)
            self._list.addItem(entry)
        if len(problems) > _MOST_LISTED:
            self._list.addItem(f"and {len(problems) - _MOST_LISTED:,} more: “timeline-app check” lists them all")
        self.setVisible(bool(problems))

    def offer_columns(self, doubtful: tuple[str, ...]) -> None:
        """Offer to say what the columns of some tables are; the first is asked about first."""
        self._doubtful = doubtful
        self._ask.setVisible(bool(doubtful))

    def _jump(self, entry: QListWidgetItem) -> None:
        item = entry.data(_ITEM)
        if item:
            self.item_wanted.emit(Item(*item))

    def _show_file(self) -> None:
        entry = self._list.currentItem()
        file = entry.data(_FILE)
        if file:
            self.file_wanted.emit(file)


def items_of(problems: Sequence[Problem], origins: Sequence[Origin]) -> list[Item | None]:
    """The event or estimate that each problem is about, by its place in its file, or None.

    The place of a record in a file is its row in the timeline behind those of the files before; but not where a record
    of the file was left out: that is an error of the record itself.
    """
    gaps = {
        problem.file
        for problem in problems
        if problem.severity is Severity.ERROR and _ROW.fullmatch(problem.path or "")
    }
    first = _first_rows(origins)
    return [None if problem.file in gaps else _item_of(problem, first) for problem in problems]


def _item_of(problem: Problem, first: Mapping[tuple[str, str], int]) -> Item | None:
    match = _ROW.match(problem.path or "")
    row = first.get((problem.file, match[1])) if match else None
    return item_named(match[1], row + int(match[2])) if match and row is not None else None


def _first_rows(origins: Sequence[Origin]) -> Mapping[tuple[str, str], int]:
    """The rows of the first event and the first estimate of each file."""
    found, events, estimates = {}, 0, 0
    for origin in origins:
        found[origin.file, "event"], found[origin.file, "estimate"] = events, estimates
        events, estimates = events + origin.events, estimates + origin.estimates
    return found


def problem_words(problems: Sequence[Problem]) -> str:
    """How many problems there are: "no problems", "1 problem", "12 problems"."""
    if not problems:
        return "no problems"
    return f"{len(problems):,} problem{'s' if len(problems) > 1 else ''}"
