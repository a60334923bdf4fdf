"""The search bar: finds events and estimates by words and by time, marks them, and lists them to go through."""

from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import NO_ITEMS, Item, Items
from timeline_app.layout.wording import item_title
from timeline_app.model.quantity import NumberFormat
from timeline_app.ui.item_list import ItemList
from timeline_app.ui.item_search import MOST_LISTED, FoundItems, find_items
from timeline_app.ui.jobs import Job

_PAUSE_MS = 0
_NOTHING: Mapping[int, str] = {}
_HOW_TO_SEARCH = (
    "Words find what holds all of them.\n"
    "before:2022-09, after:2023-01-15, during:2022 and overlaps:2022-02/2022-03 find by date;\n"
    "touches:2022-02/2022-03 finds what may have been then, too, as Ctrl and dragging on the timeline does.\n"
    'place:Kyiv and "actor 1":army find in a further column or field, by its name.\n'
    'Words that belong together stand in quotation marks: "mass grave", before:"Feb 2023".'
)


def _count_words(found: FoundItems, numbers: NumberFormat) -> str:
    """How many there are, or what is wrong with the search."""
    certain, possible = numbers(found.certain), numbers(found.possible)
    if found.hits is None:
        return f"{certain} found so far" if found.certain else "searching …"
    if found.fault or not (found.certain or found.possible):
        return found.fault or "nothing found"
    if not found.certain:
        return f"nothing found for certain, {possible} may be"
    return f"{certain} found, {possible} more may be" if found.possible else f"{certain} found"


def _listed_words(count: int) -> str:
    """That not all of so many are listed, or ""."""
    return f", the first {MOST_LISTED:,} listed" if count > MOST_LISTED else ""


class SearchBar(QLineEdit):
    """The field that words are typed into.

    Attributes:
        found: what the words find; empty where nothing is searched.
        chosen: one of those was gone to.
    """

    found = Signal(object)
    chosen = Signal(object)
    _found_so_far = Signal(int, object)

    def __init__(self, numbers: NumberFormat, window: QWidget) -> None:
        super().__init__(window)
        self._numbers = numbers
        self._index: TimelineIndex | None = None
        self._awaited = False
        self._generation = 0
        self._partly_shown = self._quiet = False
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
        self._found_so_far.connect(self._show_part, Qt.ConnectionType.QueuedConnection)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._go_on)
        window.installEventFilter(self)

    @property
    def searching(self) -> bool:
        """Whether it isn't known yet what the words find."""
        return self._pause.isActive() or self._job.running

    def set_index(self, index: TimelineIndex) -> None:
        """Search in another timeline from now on; the words stay, and their list if it is shown."""
        self._index, self._quiet = index, self._quiet or not self.results.isVisible()
        self._stop()
        self.results.hide()
        self._pause.start()

    def ask(self, words: str) -> None:
        """Search for some words without listing what they find."""
        self.setText(words)
        self._quiet = True

    def list_items(self, heading: str, items: Items, told: Mapping[int, str] | None = None) -> None:
        """List some items without a search, the first of them where there are very many.

        Args:
            heading: stands above.
            items: which.
            told: what stands before the title of an event, by its row.
        """
        self._quiet = False
        self._show_list(heading + _listed_words(len(items)), tuple(islice(items, MOST_LISTED)), told=told or {})

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
        """Search when the keys that were pressed have all been taken in."""
        self._awaited = self._quiet = False
        self._stop()
        self._pause.start()

    def _stop(self) -> None:
        """End the search that is under way."""
        self._generation += 1
        self._partly_shown = False
        self._job.cancel()

    def _go_on(self) -> None:
        """Choose the next of what the words find; where that isn't known yet, as soon as it is."""
        self._awaited = self.searching
        if self._pause.isActive():
            self._search()
        elif not self._awaited:
            self.results.step(1)

    def _search(self) -> None:
        self._pause.stop()
        self._stop()
        words, generation = self.text().strip(), self._generation
        if self._index is None:
            return
        if not words:
            self.results.hide()
            self.found.emit(NO_ITEMS)
            return
        self._job.run(
            find_items,
            self._index.timeline,
            words,
            lambda: generation == self._generation,
            lambda found: self._found_so_far.emit(generation, found),
        )

    def _show_part(self, generation: int, found: FoundItems) -> None:
        """Show what is found so far: how many as often as it is told, the first of them once."""
        if generation != self._generation:
            return
        if self._partly_shown and self.results.filled:
            self.results.set_heading(_count_words(found, self._numbers))
        else:
            self._show_found(found)
        self._partly_shown = True

    def _show(self, found: FoundItems) -> None:
        self._show_found(found)
        self.found.emit(found.hits)
        if self._awaited:
            self._awaited = False
            self.results.step(1)

    def _show_found(self, found: FoundItems) -> None:
        heading = _count_words(found, self._numbers)
        if found.hits is not None:
            heading += _listed_words(found.certain + found.possible)
        self._show_list(heading, found.listed, found.unsure)

    def _show_list(
        self,
        heading: str,
        items: tuple[Item, ...],
        possible: tuple[Item, ...] = (),
        told: Mapping[int, str] = _NOTHING,
    ) -> None:
        if self._index is None:
            return
        index = self._index
        before = dict.fromkeys(possible, "may be: ") | {Item("event", row): words for row, words in told.items()}
        self.results.show_items(
            heading,
            items + possible,
            lambda item: before.get(item, "") + item_title(index, item, self._numbers),
            self.results.current if self._partly_shown else None,
        )
        self.results.setVisible(not self._quiet)
        self._place()

    def _place(self) -> None:
        window = self.window()
        corner = self.mapTo(window, QPoint(self.width(), self.height() + 4))
        width = min(max(self.width(), 380), window.width() - 24)
        height = min(self.results.height_wanted(width), window.height() // 2)
        self.results.setGeometry(corner.x() - width, corner.y(), width, height)
