"""The dialog that asks what the columns of a table are: the timeline below is drawn anew with every choice."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.table_preview import MOST_COLUMNS, TablePreview
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.theme import Theme
from timeline_app.ui.canvas import CanvasView

_NONE = "–"
_ROLES: Mapping[str, Mapping[str, str]] = {
    "": {
        "when": "&Date, or beginning",
        "end": "&End",
        "title": "&Title",
        "lane": "&Lane",
        "summary": "&Summary",
        "source": "S&ource",
    },
    "Counted in each event": {
        "killed": "&Killed",
        "killed low": "Killed, at least",
        "killed high": "Killed, at most",
        "wounded": "&Wounded",
        "missing": "&Missing",
        "captured": "&Captured",
        "casualties": "C&asualties",
        "publisher": "Who says &so",
    },
    "Dates in several columns": {
        "year": "&Year",
        "month": "Month",
        "day": "Day",
        "end year": "Year of the end",
        "end month": "Month of the end",
        "end day": "Day of the end",
        "time": "Time of day",
        "end time": "Time of the end",
    },
}
"""What is asked for, by heading, with its words."""
_ORDERS: Mapping[str, bool | None] = {
    "as the dates tell": None,
    "5 June: day, month, year": True,
    "May 6: month, day, year": False,
}
_OF_PRESET = ("when", "title")
"""What a known data set has no single column for."""
_MOST_SHOWN = 50
_LONGEST_NAME = 40
_LETTERS = 14
"""How many of a name are to be read in a choice."""
_WIDEST = 240
"""A column of the first rows, pixels."""
_AROUND = 40
"""What a window's frame, and the desktop around it, may need."""


class _Choice(QComboBox):
    """A choice that the wheel passes over: it scrolls what is around, and changes nothing by chance."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See QWidget."""
        event.ignore()


class ColumnsDialog(QDialog):
    """Asks what the columns are; `mapping` is the answer."""

    def __init__(
        self,
        preview: TablePreview,
        known: tuple[ColumnMapping, ...],
        look: tuple[Fonts, Theme],
        numbers: NumberFormat,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Columns of {preview.name}")
        self._preview, self._numbers = preview, numbers
        self._guessed, header = preview.header(), preview.header(known)
        roles = [role for roles in _ROLES.values() for role in roles]
        places = header.columns if header.is_recognised else {**preview.suggested(), **header.columns}
        self._choices = {role: self._choice(role, places.get(role)) for role in roles}
        self._order = _Choice()
        self._order.addItems(list(_ORDERS))
        self._order.setCurrentIndex(list(_ORDERS.values()).index(header.day_first))
        self._rows = _rows_of(preview)
        self._index = TimelineIndex.of(Timeline.empty())
        self._canvas = CanvasView(*look, self._index, self._view())
        self._canvas.window_wanted.connect(lambda window: self._canvas.set_view(self._index, self._view(window)))
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._build()
        for choice in (*self._choices.values(), self._order):
            choice.currentIndexChanged.connect(self._show)
        self._show()
        room = self.screen().availableSize()
        self.resize(min(1080, room.width() - _AROUND), min(680, room.height() - 2 * _AROUND))

    def _choice(self, role: str, column: int | None) -> "_Choice":
        box = _Choice()
        preset = self._guessed.preset
        box.addItem(f"as in {preset.name}" if preset and role in _OF_PRESET else _NONE, "")
        for number, name in enumerate(self._preview.names[:MOST_COLUMNS], 1):
            box.addItem(name[:_LONGEST_NAME] or f"column {number}", name)
        box.setCurrentIndex(0 if column is None or column >= MOST_COLUMNS else column + 1)
        return box

    def _build(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        for widget in (self._rows, self._canvas):
            right.addWidget(widget)
        right.setSizes([200, 400])
        body = QHBoxLayout()
        body.addWidget(self._form())
        body.addWidget(right, 1)
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self._accept = buttons.addButton("Use these columns", QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(QLabel("Say what the columns are: the first rows are drawn below as they will be read."))
        box.addLayout(body, 1)
        box.addWidget(self._told)
        box.addWidget(buttons)

    def _form(self) -> QScrollArea:
        content = QWidget()
        form = QFormLayout(content)
        for heading, roles in _ROLES.items():
            if heading:
                form.addRow(QLabel(f"<b>{heading}</b>"))
            for role, words in roles.items():
                form.addRow(words, self._choices[role])
            if not heading:
                form.addRow("05/06/2023 &is", self._order)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(content.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        return area

    @property
    def mapping(self) -> ColumnMapping:
        """What was chosen otherwise than the names of the columns say, for tables with this header."""
        guessed = {role: self._guessed.spelled(role) for role in self._choices if role in self._guessed.columns}
        chosen = {role: str(choice.currentData()) for role, choice in self._choices.items()}
        columns = tuple((role, name) for role, name in chosen.items() if name != guessed.get(role, ""))
        return ColumnMapping(columns, _ORDERS[self._order.currentText()], self._preview.names)

    def _show(self) -> None:
        """Draw the first rows as they are read now."""
        reading = self._preview.reading(self.mapping)
        self._index = TimelineIndex.of(reading.timeline or Timeline.empty())
        self._canvas.set_view(self._index, self._view())
        self._told.setText(self._words(reading))
        self._rows.setHorizontalHeaderLabels(self._headings())
        self._rows.resizeColumnsToContents()
        self._accept.setEnabled(self._preview.header((self.mapping,)).is_recognised)

    def _view(self, window: TimeWindow | None = None) -> View:
        whole = self._index.whole
        return View(window or whole, 1.0, 1.0, self._index.timeline.latest_known, numbers=self._numbers)

    def _headings(self) -> list[str]:
        """The names of the columns, and below what each is taken for."""
        words = {role: words.replace("&", "") for roles in _ROLES.values() for role, words in roles.items()}
        words["when"] = "Date"
        taken = {choice.currentIndex(): words[role] for role, choice in self._choices.items()}
        names = enumerate(self._preview.names[:MOST_COLUMNS], 1)
        return [f"{name[:_LONGEST_NAME] or f'column {n}'}\n{taken.get(n, 'further field')}" for n, name in names]

    def _words(self, reading: Reading) -> str:
        """How much of the first rows is understood, and the first thing that isn't."""
        count = len(self._preview.rows)
        dated = len(self._index.timeline.events) - self._index.timeline.events.undated
        words = f"Of the first {self._numbers(count)} rows {self._numbers(dated)} have a date that can be read."
        first = next((problem for problem in reading.problems if problem.line), None)
        return f"{words}\nLine {first.line}: {first.what}" if first else words


def _rows_of(preview: TablePreview) -> QTableWidget:
    """The first rows as they stand in the file."""
    rows = preview.rows[:_MOST_SHOWN]
    table = QTableWidget(len(rows), min(len(preview.names), MOST_COLUMNS))
    table.setVerticalHeaderLabels([str(line) for line in preview.lines[:_MOST_SHOWN]])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(cell[: 5 * _LONGEST_NAME]))
    table.horizontalHeader().setMaximumSectionSize(_WIDEST)
    table.setAccessibleName("The first rows of the table")
    return table
