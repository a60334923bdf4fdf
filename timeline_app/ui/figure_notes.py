"""What a check of the figures found: notes, each of which leads to its estimate or event."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from timeline_app.layout.view import Item
from timeline_app.model.checks import Note

_SIZE = (720, 480)
_MOST_LISTED = 2000
_ABOUT = (
    "These are notes and not errors: what differs, or may need a second look. A figure that was corrected, or counted "
    "anew, is right both times."
)


class FigureNotes(QDialog):
    """The list.

    Attributes:
        item_wanted: the estimate or event of a note that was chosen.
    """

    item_wanted = Signal(object)

    def __init__(self, parent: QWidget, notes: Sequence[Note]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check of the figures")
        count = f"{len(notes):,} note{'' if len(notes) == 1 else 's'}" if notes else "Nothing differs"
        about = QLabel(f"<b>{count}.</b> {_ABOUT}")
        about.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName("Notes")
        self._list.setWordWrap(True)
        for note in notes[:_MOST_LISTED]:
            entry = QListWidgetItem(note.words)
            entry.setData(Qt.ItemDataRole.UserRole, Item(note.table, note.rows[0]))
            self._list.addItem(entry)
        if len(notes) > _MOST_LISTED:
            self._list.addItem(f"and {len(notes) - _MOST_LISTED:,} more; timeline-app check --figures lists them all")
        self._list.itemClicked.connect(self._go_to)
        self._list.itemActivated.connect(self._go_to)
        buttons = QDialogButtonBox()
        buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (about, self._list, buttons):
            box.addWidget(widget)
        self.resize(*_SIZE)

    def _go_to(self, entry: QListWidgetItem) -> None:
        item = entry.data(Qt.ItemDataRole.UserRole)
        if item is not None:
            self.item_wanted.emit(Item(*item))
