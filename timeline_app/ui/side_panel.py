"""The side of the window: the comparison of estimates above, the card of what is selected below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from timeline_app.ui.detail_panel import DetailPanel
from timeline_app.ui.estimates_panel import EstimatesPanel

_COMPARISON_SHARE = 0.6


class SidePanel(QSplitter):
    """Each part is there while it has something to say."""

    def __init__(self, estimates: EstimatesPanel, details: DetailPanel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._estimates, self._details = estimates, details
        self._parts = (True, False)
        self._wanted = True
        self.addWidget(estimates)
        self.addWidget(details)
        details.hide()

    def toggle_comparison(self) -> None:
        """Show the comparison, or put it away."""
        self._wanted = not self._wanted

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
        for widget, shown in zip((self._estimates, self._details), parts, strict=True):
            widget.setVisible(shown)
        self.setVisible(any(parts))
        self.setSizes([round(self.height() * _COMPARISON_SHARE), round(self.height() * (1 - _COMPARISON_SHARE))])
