"""The bar across the top: open, export, zoom, the timeline's title, search."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from timeline_app.ui.search_bar import SearchBar

_BUTTONS = (("open", "Open"), ("export", "Export"), ("zoom-out", "−"), ("fit", "Fit"), ("zoom-in", "+"))


class _Elided(QLabel):
    """A label that is cut with "…" where it has no room; its tooltip has it whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def show_text(self, words: str) -> None:
        """Say this."""
        self._whole = words
        self.setToolTip(words)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width() - 4, 0)))


class HeaderBar(QWidget):
    """The bar."""

    def __init__(self, actions: Mapping[str, QAction], search: SearchBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._subtitle = _Elided("timelineTitle"), _Elided("timelineSubtitle")
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


def _button(action: QAction, words: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setText(words)
    button.setAccessibleName(action.text().replace("&", ""))
    button.setToolTip(f"{action.text().replace('&', '').rstrip('…')} ({action.shortcut().toString()})")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
