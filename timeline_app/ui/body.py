"""The arrangement of the window: the canvas and the minimap beside the panels, the bar above, the problems below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from timeline_app.ui.estimates_panel import LEAST_WIDTH

_PANEL_SHARE, _PANEL_MOST = 0.28, 400


class Body(QWidget):
    """All that is between the menus and the line at the bottom.

    Attributes:
        splitter: between the canvas and the panels.
    """

    def __init__(self, top: QWidget, left: tuple[QWidget, QWidget], side: QWidget, bottom: QWidget) -> None:
        super().__init__()
        self._width_chosen = False
        drawn = QWidget()
        column = _column(drawn)
        for number, widget in enumerate(left):
            column.addWidget(widget, int(number == 0))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(drawn)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._choose_width)
        column = _column(self)
        for widget in (top, self.splitter, bottom):
            column.addWidget(widget, int(widget is self.splitter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget; the side keeps its share until somebody moves the splitter."""
        super().resizeEvent(event)
        if not self._width_chosen:
            self._share_width()

    def _choose_width(self, _position: int, _handle: int) -> None:
        self._width_chosen = True

    def _share_width(self) -> None:
        panel = max(LEAST_WIDTH, min(_PANEL_MOST, round(self.width() * _PANEL_SHARE)))
        self.splitter.setSizes([max(self.width() - panel, 1), panel])


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
