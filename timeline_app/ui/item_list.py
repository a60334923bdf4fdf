"""The list below the search bar: events and estimates to go through."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from timeline_app.layout.view import Item

_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class _Entry(QListWidgetItem):
    """A line of the list, whose words are made when somebody looks at it.

    Attributes:
        item: what it stands for.
    """

    def __init__(self, item: Item, title: Callable[[Item], str]) -> None:
        super().__init__()
        self.item = item
        self._title = title
        self._words: str | None = None

    def data(self, role: int) -> object:
        """The words, for the roles in which they are asked for."""
        if role not in _WORDS:
            return super().data(role)
        if self._words is None:
            self._words = self._title(self.item)
        return self._words


class ItemList(QFrame):
    """A list of items below the search bar.

    Attributes:
        chosen: an item was clicked or entered.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("itemList")
        self._heading = QLabel(self)
        self._heading.setWordWrap(True)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Found")
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the date is at the end
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self._heading)
        box.addWidget(self._list)
        self.hide()

    @property
    def current(self) -> Item | None:
        """What was gone to last."""
        entry = self._list.currentItem()
        return entry.item if isinstance(entry, _Entry) else None

    @property
    def filled(self) -> bool:
        """Whether anything is listed."""
        return self._list.count() > 0

    def set_heading(self, heading: str) -> None:
        """Say something else above the list."""
        self._heading.setText(heading)

    def show_items(
        self, heading: str, items: Sequence[Item], title: Callable[[Item], str], current: Item | None = None
    ) -> None:
        """List items under a heading; the next step goes on from the current one, if that is listed."""
        self._heading.setText(heading)
        self._list.clear()
        for item in items:
            self._list.addItem(_Entry(item, title))
        if current in items:
            self._list.setCurrentRow(items.index(current))
        self._list.setVisible(bool(items))
        self.show()
        self.raise_()

    def height_wanted(self, width: int) -> int:
        """Pixels that show all that is listed, in so many across."""
        rows = self._list.count() * max(self._list.sizeHintForRow(0), 0)
        return 16 + self._heading.heightForWidth(width - 16) + (rows + 28 if rows else 8)

    def step(self, direction: int) -> None:
        """Choose the next (1) or previous (-1) of the list, round and round."""
        if self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + direction) % self._list.count())
            self._choose(self._list.currentItem())

    def _choose(self, entry: QListWidgetItem) -> None:
        if isinstance(entry, _Entry):
            self.chosen.emit(entry.item)
