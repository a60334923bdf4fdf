"""The minimap: the whole timeline in a strip, with a frame to drag and resize."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.minimap import HEIGHT, Minimap, Part, draw_background, with_frame
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.theme import Theme
from timeline_app.ui.scene_item import SceneObject

_LEAST_FRAME = 4.0


class _Grip(NamedTuple):
    """What the mouse holds while its button is down.

    Attributes:
        part: of the frame.
        x: where it was taken hold of, pixels.
        window: the stretch of time then.
        drawing: what was drawn then.
    """

    part: Part
    x: float
    window: TimeWindow
    drawing: Minimap

    def seconds(self, pixels: float) -> float:
        """How much time lies in some pixels of the minimap."""
        return pixels / self.drawing.track.width * self.drawing.window.duration

    def side(self, x: float, moved: float) -> float:
        """The time of a side of the frame after it was moved by some pixels."""
        track = self.drawing.track
        return self.drawing.window.time_at(x + moved - track.x, track.width)


def _move(grip: _Grip, moved: float) -> TimeWindow:
    return grip.window.panned(grip.seconds(moved) / grip.window.duration)


def _move_start(grip: _Grip, moved: float) -> TimeWindow:
    latest = grip.window.end - grip.seconds(_LEAST_FRAME)
    return TimeWindow(min(grip.side(grip.drawing.frame.x, moved), latest), grip.window.end)


def _move_end(grip: _Grip, moved: float) -> TimeWindow:
    earliest = grip.window.start + grip.seconds(_LEAST_FRAME)
    return TimeWindow(grip.window.start, max(grip.side(grip.drawing.frame.right, moved), earliest))


_DRAGS: Mapping[Part, Callable[[_Grip, float], TimeWindow]] = {"frame": _move, "start": _move_start, "end": _move_end}
_SHAPES: Mapping[Part, Qt.CursorShape] = {
    "frame": Qt.CursorShape.OpenHandCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
}


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
        self._grip: _Grip | None = None
        self._asked = (index, view.zone, view.lanes, view.width)
        self._background = draw_background(index, view, view.width, fonts.text_width)
        self.drawing = with_frame(self._background, view.window)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self._picture = SceneObject("ground", "whole", "overview", "outside", "frame")
        self._box.addItem(self._picture, ignoreBounds=True)
        self.setCentralItem(self._box)
        self.setFixedHeight(round(HEIGHT))
        self.viewport().setAutoFillBackground(False)  # all of it is painted anyway
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Whole timeline")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
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
        width = float(self.width())
        asked = (self._index, self._view.zone, self._view.lanes, width)
        if self._asked != asked:
            self._asked = asked
            self._background = draw_background(self._index, self._view, width, self._fonts.text_width)
        self.drawing = with_frame(self._background, self._view.window)
        whole = QRectF(0, 0, self.width(), self.height())
        if whole != self._picture.boundingRect():
            self._box.setRange(whole, padding=0, disableAutoRange=True)
        self._picture.part.take(self.drawing.scene, self._theme, self._fonts)
        self._picture.cover(whole)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame or of one of its sides."""
        part = self.drawing.part_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and part:
            self._grip = _Grip(part, event.position().x(), self._view.window, self.drawing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, or show what can be."""
        if self._grip:
            self.window_wanted.emit(_DRAGS[self._grip.part](self._grip, event.position().x() - self._grip.x))
        else:
            part = self.drawing.part_at(event.position().x())
            self.setCursor(_SHAPES[part] if part else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Move the frame to the pointer."""
        track = self.drawing.track
        time = self.drawing.window.time_at(event.position().x() - track.x, track.width)
        self.window_wanted.emit(self._view.window.centred(time))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the middle of the frame."""
        event.accept()
        self.wheeled.emit(event.angleDelta().y() / 120.0)
