"""The search bar: finds events and estimates by words and by time, marks them, and lists them to go through."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import NO_HITS, Hits, Item, TableName
from timeline_app.layout.wording import item_title
from timeline_app.model.arrays import Indices
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline
from timeline_app.ui.jobs import Job

_PAUSE_MS = 80
_MOST_LISTED = 500
_HOW_TO_SEARCH = (
    "Words find what holds all of them.\n"
    "before:2022-09, after:2023-01-15, during:2022 and overlaps:2022-02/2022-03 find by date.\n"
    'Words that belong together stand in quotation marks: "mass grave", before:"Feb 2023".'
)


@dataclass(frozen=True, slots=True)
class FoundItems:
    """What a search found: events in time order, then estimates.

    Attributes:
        certain: what is known to be what was asked for.
        possible: of what it can't be known, since its date is too vague.
        fault: why the search can't be understood, or "".
    """

    certain: tuple[Item, ...] = ()
    possible: tuple[Item, ...] = ()
    fault: str = ""


def find_items(timeline: Timeline, text: str) -> FoundItems:
    """What holds the words and stands in the relations that were typed, see `Query.of`."""
    from timeline_app.model.search import Query, QueryError, find_estimates, find_events  # not needed to start

    try:
        query = Query.of(text, timeline.time_zone)
    except QueryError as error:
        return FoundItems(fault=str(error))
    events, estimates = find_events(timeline, query), find_estimates(timeline, query)
    return FoundItems(
        _items("event", events.certain) + _items("estimate", estimates.certain),
        _items("event", events.possible) + _items("estimate", estimates.possible),
    )


def _items(table: TableName, rows: Indices) -> tuple[Item, ...]:
    return tuple(Item(table, row) for row in rows.tolist())


def _count_words(found: FoundItems, numbers: NumberFormat) -> str:
    """How many there are, or what is wrong with the search."""
    certain, possible = numbers(len(found.certain)), numbers(len(found.possible))
    if found.fault or not (found.certain or found.possible):
        return found.fault or "nothing found"
    if not found.certain:
        return f"nothing found for certain, {possible} may be"
    return f"{certain} found, {possible} more may be" if found.possible else f"{certain} found"


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

    def show_items(self, heading: str, items: tuple[Item, ...], title: Callable[[Item], str]) -> None:
        """List items, as many as one can look through."""
        more = f", the first {_MOST_LISTED:,} listed" if len(items) > _MOST_LISTED else ""
        self._heading.setText(heading + more)
        self._list.clear()
        for item in items[:_MOST_LISTED]:
            entry = QListWidgetItem(title(item))
            entry.setData(Qt.ItemDataRole.UserRole, item)
            entry.setToolTip(entry.text())
            self._list.addItem(entry)
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
        self.chosen.emit(Item(*entry.data(Qt.ItemDataRole.UserRole)))


class SearchBar(QLineEdit):
    """The field that words are typed into.

    Attributes:
        found: what the words find; empty where nothing is searched.
        chosen: one of those was gone to.
    """

    found = Signal(object)
    chosen = Signal(object)

    def __init__(self, numbers: NumberFormat, window: QWidget) -> None:
        super().__init__(window)
        self._numbers = numbers
        self._index: TimelineIndex | None = None
        self._awaited = False
        self.results = ItemList(window)
        self.results.chosen.connect(self.chosen)
        self.setPlaceholderText("Search events, estimates, sources   /")
        self.setAccessibleName("Search events, estimates and sources")
        self.setToolTip(_HOW_TO_SEARCH)
        self.setAccessibleDescription(_HOW_TO_SEARCH)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(140)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._job = Job(self)
        self._job.done.connect(self._show)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._go_on)
        window.installEventFilter(self)

    def set_index(self, index: TimelineIndex) -> None:
        """Search in another timeline from now on; the words stay."""
        self._index = index
        self._job.cancel()
        self.results.hide()
        self._pause.start()

    def list_items(self, heading: str, items: tuple[Item, ...]) -> None:
        """List some items without a search."""
        self._show_list(heading, items)

    def close_list(self) -> bool:
        """Put the list and the words away; whether there was anything to put away."""
        shown = self.results.isVisible() or bool(self.text())
        self.results.hide()
        self.clear()
        return shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go through the list."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self.results.step(step)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window; a text may be dropped here."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list below the field when the window is resized."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return bool(super().eventFilter(watched, event))

    def _wait(self) -> None:
        """Search when nothing more is typed for a moment."""
        self._awaited = False
        self._pause.start()

    def _go_on(self) -> None:
        """Choose the next of what the words find; where that isn't known yet, as soon as it is."""
        if self._pause.isActive() or self._job.running:
            self._awaited = True
            self._search()
        else:
            self.results.step(1)

    def _search(self) -> None:
        self._pause.stop()
        words = self.text().strip()
        if self._index is None:
            return
        if not words:
            self._job.cancel()
            self.results.hide()
            self.found.emit(NO_HITS)
            return
        self._job.run(find_items, self._index.timeline, words)

    def _show(self, found: FoundItems) -> None:
        self._show_list(_count_words(found, self._numbers), found.certain, found.possible)
        self.found.emit(Hits.of(found.certain))
        if self._awaited:
            self._awaited = False
            self.results.step(1)

    def _show_list(self, heading: str, items: tuple[Item, ...], possible: tuple[Item, ...] = ()) -> None:
        if self._index is None:
            return
        index, unsure = self._index, frozenset(possible[:_MOST_LISTED])
        self.results.show_items(
            heading,
            items + possible,
            lambda item: ("may be: " if item in unsure else "") + item_title(index, item, self._numbers),
        )
        self._place()

    def _place(self) -> None:
        window = self.window()
        corner = self.mapTo(window, QPoint(self.width(), self.height() + 4))
        width = min(max(self.width(), 380), window.width() - 24)
        height = min(self.results.height_wanted(width), window.height() // 2)
        self.results.setGeometry(corner.x() - width, corner.y(), width, height)
