"""The side of the window: the comparison of estimates above, the card of what is selected below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from timeline_app.ui.detail_panel import DetailPanel
from timeline_app.ui.estimates_panel import EstimatesPanel

_COMPARISON_SHARE = 0.6
_OWN_SIZE = (460, 760)


class SidePanel(QSplitter):
    """Each part is there while it has something to say; the comparison can have a window of its own.

    Attributes:
        detached: whether the comparison is in its own window.
    """

    detached = Signal(bool)

    def __init__(
        self, bar: QWidget, estimates: EstimatesPanel, details: DetailPanel, keys: Sequence[QAction] = ()
    ) -> None:
        """The parts; `keys` are commands whose keys hold in the window of the comparison, too."""
        super().__init__(Qt.Orientation.Vertical)
        self._keys = tuple(keys)
        self._comparison = _column(bar, estimates)
        self._details = details
        self._parts = (True, False)
        self._wanted = True
        self._own: _OwnWindow | None = None
        self.addWidget(self._comparison)
        self.addWidget(details)
        details.hide()

    def toggle_comparison(self) -> None:
        """Show the comparison, or put it away."""
        if not self.attach():
            self._wanted = not self._wanted

    def attach(self) -> bool:
        """Take the comparison back, if it has a window of its own; whether it had."""
        return self._own is not None and self._own.close()

    def toggle_detached(self) -> None:
        """Give the comparison a window of its own, or take it back."""
        if self.attach():
            return
        self._own = _OwnWindow(self._comparison, self.window())
        self._own.addActions(self._keys)
        self._own.closed.connect(self._take_back)
        self._comparison.show()
        self._own.show()
        self.setVisible(self._parts[1])
        self.detached.emit(True)

    def arrange(self, *, compared: bool, detailed: bool) -> None:
        """Show what there is; the card takes its share of the height.

        Args:
            compared: whether there are estimates to compare.
            detailed: whether something is selected.
        """
        parts = (compared and self._wanted, detailed)
        if parts == self._parts:
            return
        self._parts = parts
        for widget, shown in zip((self._comparison, self._details), parts, strict=True):
            widget.setVisible(shown)
        self._show_parts()

    def _show_parts(self) -> None:
        here = (self._parts[0] and self._own is None, self._parts[1])
        self.setVisible(any(here))
        self.setSizes([round(self.height() * _COMPARISON_SHARE), round(self.height() * (1 - _COMPARISON_SHARE))])

    def _take_back(self) -> None:
        self._own = None
        self.insertWidget(0, self._comparison)
        self._comparison.setVisible(self._parts[0])
        self._show_parts()
        self.detached.emit(False)


class _OwnWindow(QWidget):
    """A window that holds the comparison until it is closed.

    Attributes:
        closed: it is no longer needed.
    """

    closed = Signal()

    def __init__(self, comparison: QWidget, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("ownWindow")
        self.setWindowTitle("Casualty estimates – Timeline")
        _fill(self, comparison)
        self.resize(*_OWN_SIZE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the comparison back."""
        self.closed.emit()
        super().closeEvent(event)


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    column.setObjectName("comparison")
    column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    _fill(column, *widgets)
    return column


def _fill(parent: QWidget, *widgets: QWidget) -> None:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
