"""The bar across the top: open, export, zoom, the timeline's title, search."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline
from timeline_app.ui.elided_label import ElidedLabel
from timeline_app.ui.search_bar import SearchBar

_BUTTONS = (("open", "Open"), ("export", "Export"), ("zoom-out", "−"), ("fit", "Fit"), ("zoom-in", "+"))


class HeaderBar(QWidget):
    """The bar."""

    def __init__(self, actions: Mapping[str, QAction], search: SearchBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._subtitle = _title("timelineTitle"), _title("timelineSubtitle")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(6)
        for name, words in _BUTTONS:
            row.addWidget(_button(actions[name], words))
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        row.addLayout(titles, 3)
        search.setMaximumWidth(320)
        row.addWidget(search, 2)

    def show_title(self, title: str, subtitle: str) -> None:
        """Say what is open."""
        self._title.show_text(title)
        self._subtitle.show_text(subtitle)


def subtitle(timeline: Timeline, number: NumberFormat) -> str:
    """How much is in a timeline: "4 events · 6 estimates · 8 sources"."""
    counts = ((len(timeline.events), "event"), (len(timeline.estimates), "estimate"), (len(timeline.sources), "source"))
    return " · ".join(f"{number(count)} {name}{'' if count == 1 else 's'}" for count, name in counts if count)


def _title(name: str) -> ElidedLabel:
    label = ElidedLabel(40)
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label


def _button(action: QAction, words: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setText(words)
    button.setAccessibleName(action.text().replace("&", ""))
    button.setToolTip(f"{action.text().replace('&', '').rstrip('…')} ({action.shortcut().toString()})")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
