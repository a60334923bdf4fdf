"""The minimap: the whole timeline in a strip, with a frame to drag and resize."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.minimap import HEIGHT, draw_minimap
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.theme import Theme
from timeline_app.ui.scene_item import SceneObject

_LEAST_FRAME = 4.0


class MinimapView(pg.GraphicsView):
    """The minimap.

    Attributes:
        window_wanted: the frame was moved or resized to this stretch of time.
        wheeled: the wheel was turned here; for the canvas to act on.
    """

    window_wanted = Signal(object)
    wheeled = Signal(float)

    def __init__(self, fonts: Fonts, theme: Theme, index: TimelineIndex, view: View) -> None:
        super().__init__(background=None)
        self._fonts, self._theme, self._index, self._view = fonts, theme, index, view
        self._stale = True
        self.drawing = draw_minimap(index, view, view.width, fonts.text_width)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self._picture = SceneObject("ground", "whole", "overview", "outside")
        self._frame = pg.LinearRegionItem(movable=True, swapMode="block")
        for moved in (self._frame.sigRegionChanged, self._frame.sigRegionChangeFinished):
            moved.connect(self._tell)  # the last step of a drag comes with the second alone (pyqtgraph 0.14)
        self._box.addItem(self._picture, ignoreBounds=True)
        self._box.addItem(self._frame, ignoreBounds=True)
        self.setCentralItem(self._box)
        self.setFixedHeight(round(HEIGHT))
        self.setAccessibleName("Whole timeline")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self._frame.setBrush(pg.mkBrush(None))
        self._frame.setHoverBrush(pg.mkBrush(None))
        for line in self._frame.lines:
            line.setPen(pg.mkPen(None))  # the Scene draws the frame
            line.setHoverPen(pg.mkPen(theme.colours["slate"], width=3))
        self._redraw()

    def set_view(self, index: TimelineIndex, view: View) -> None:
        """Show the whole of a timeline, and which part of it a view shows."""
        self._index, self._view = index, view
        self._redraw()

    def _redraw(self) -> None:
        self._stale = True
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget; lays out first what has changed."""
        if self._stale:
            self._lay_out()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._stale = True

    def _lay_out(self) -> None:
        self._stale = False
        self.drawing = draw_minimap(self._index, self._view, float(self.width()), self._fonts.text_width)
        whole = QRectF(0, 0, self.width(), self.height())
        self._box.setRange(whole, padding=0, disableAutoRange=True)
        self._picture.part.take(self.drawing.scene, self._theme, self._fonts)
        self._picture.cover(whole)
        self._frame.blockSignals(True)
        self._frame.setBounds((self.drawing.track.x, self.drawing.track.right))
        self._frame.setSpan(self.drawing.track.y / self.height(), self.drawing.track.bottom / self.height())
        self._frame.setRegion((self.drawing.frame.x, self.drawing.frame.right))
        self._frame.blockSignals(False)

    def _tell(self) -> None:
        """The frame was dragged: say which stretch of time it is on now."""
        left, right = self._frame.getRegion()
        track = self.drawing.track
        if right - left >= _LEAST_FRAME:
            times = [self.drawing.window.time_at(x - track.x, track.width) for x in (left, right)]
            self.window_wanted.emit(TimeWindow(*times))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Move the frame to the pointer."""
        track = self.drawing.track
        time = self.drawing.window.time_at(event.position().x() - track.x, track.width)
        self.window_wanted.emit(self._view.window.centred(time))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the middle of the frame."""
        event.accept()
        self.wheeled.emit(event.angleDelta().y() / 120.0)
