"""What the window says at the moment, as somebody in front of it would read it."""

from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QToolButton, QWidget

from timeline_app.layout.scene import Scene
from timeline_app.layout.view import Item
from timeline_app.ui.main_window import MainWindow


def label(widget: QWidget, name: str) -> QLabel:
    """A label by its name."""
    return widget.findChild(QLabel, name)


def status_words(window: MainWindow) -> str:
    """All that is to be read in the line at the bottom, from left to right."""
    shown = [part for part in window.status.findChildren(QLabel) if part.isVisible() and part.text()]
    words = [part.text() for part in sorted(shown, key=lambda part: part.x())]
    return " | ".join([*words, window.status.currentMessage()])


def button(widget: QWidget, words: str) -> QPushButton | QToolButton:
    """The button with these words."""
    buttons = [*widget.findChildren(QPushButton), *widget.findChildren(QToolButton)]
    (found,) = (one for one in buttons if one.text().replace("&", "") == words)
    return found


def heading(widget: QWidget) -> str:
    """The heading above a list."""
    return widget.findChild(QLabel).text()


def listed(widget: QWidget) -> list[str]:
    """The lines of a list that is shown."""
    if not widget.isVisible():
        return []
    entries = widget.findChild(QListWidget)
    return [entries.item(row).text() for row in range(entries.count())]


def words_of(scene: Scene) -> list[str]:
    """All texts of a Scene."""
    return [text.text for text in scene.texts()]


def items_of(scene: Scene) -> list[str]:
    """The ids of all events and estimates that can be picked in a Scene."""
    return sorted(group.id for group in scene.walk() if group.area and group.kind in ("event", "estimate"))


def hit_items(window: MainWindow) -> frozenset[Item]:
    """What the search marks."""
    hits = window.state.view.hits
    events = (Item("event", row) for row in hits.events.tolist())
    return frozenset((*events, *(Item("estimate", row) for row in hits.estimates.tolist())))
