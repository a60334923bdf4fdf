"""A line of text that never asks for more room than there is."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel

_SPARE = 2
"""Pixels beyond the measured width, so that rounding cuts nothing."""
_STEP = 40
"""The room that is asked for is a multiple, pixels: another number in a text doesn't move what stands beside it."""


class ElidedLabel(QLabel):
    """A label that is cut with "…" where it has no room; its tooltip has it whole."""

    def __init__(self, least: int) -> None:
        """A label without a text.

        Args:
            least: pixels that it keeps of a text that is longer.
        """
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._least = least
        self._whole, self._wide = "", 0

    def show_text(self, words: str, tooltip: str = "") -> None:
        """Say this; the tooltip says it too, or something else."""
        if (words, tooltip or words) == (self._whole, self.toolTip()):
            return
        self._whole = words
        self._measure()
        self.setToolTip(tooltip or words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """See QWidget."""
        padding = self.width() - self.contentsRect().width()
        return QSize(self._wide + padding, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(min(self._least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget; in another font a text is of another width."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._whole)
        self._wide = -(-(wide + _SPARE) // _STEP) * _STEP if wide else 0

    def _cut(self) -> None:
        room = max(self.contentsRect().width(), 0)
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
