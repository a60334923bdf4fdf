"""The estimates panel: the comparison as of the time cursor, in a scroll area."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip

from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.pointing import item_at
from timeline_app.layout.scene import Scene
from timeline_app.layout.view import Item, View
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.theme import Theme
from timeline_app.ui.scene_sheet import SceneSheet

LEAST_WIDTH = 260
_LEAST_DRAWN = 240
"""The same without a scroll bar."""


class _Sheet(SceneSheet):
    """The drawn comparison, whose estimates can be picked."""

    picked = Signal(object)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the estimate under the pointer."""
        item, _ = item_at(self.scene, event.position().x(), event.position().y())
        self.picked.emit(item)

    def event(self, event: QEvent) -> bool:
        """Show the whole of an estimate as a tooltip."""
        if isinstance(event, QHelpEvent):
            _, title = item_at(self.scene, event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), title, self)
            return True
        return bool(super().event(event))


class EstimatesPanel(QScrollArea):
    """The comparison.

    Attributes:
        picked: the estimate under a click, or None.
    """

    picked = Signal(object)

    def __init__(self, fonts: Fonts, theme: Theme, index: TimelineIndex, view: View) -> None:
        super().__init__()
        self._fonts, self._index, self._view = fonts, index, view
        self._drawn_for: tuple[object, ...] = ()
        self._sheet = _Sheet(fonts, theme)
        self._sheet.picked.connect(self.picked)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAccessibleName("Estimates panel")

    @property
    def scene(self) -> Scene:
        """The drawn comparison."""
        return self._sheet.scene

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._sheet.theme = theme
        self._sheet.update()

    def set_view(self, index: TimelineIndex, view: View) -> None:
        """Compare the estimates of a timeline as of a view's cursor."""
        self._index, self._view = index, view
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._lay_out()
        self._reveal(self._view.selected)

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget; what changed while it was hidden is laid out now."""
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Draw anew what has changed; on the window of time only sums of what is in view depend."""
        if not self.isVisible():
            return
        index, view = self._index, self._view
        width = max(self.viewport().width(), _LEAST_DRAWN)
        summed = (view.counted, view.window, view.lanes) if view.counted else ()
        wanted = (index, view.as_of, view.zone, view.selected, view.sort, view.log, width, *summed)
        if wanted != self._drawn_for:
            self._drawn_for = wanted
            self._sheet.show_scene(draw_comparison(index, view, float(width), self._fonts.text_width))
            self._reveal(view.selected)

    def _reveal(self, selected: Item | None) -> None:
        """Scroll to the selected estimate."""
        group = self.scene.group(selected.group_id) if selected else None
        if group and group.area:
            self.ensureVisible(0, round(group.area.middle), 0, round(group.area.height / 2) + 8)
