"""The canvas: the timeline in a pyqtgraph view box with its axis, and what mouse and wheel do there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.cursor import snapped
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.pointing import Target, TargetKind, tooltip_words, what_is_at
from timeline_app.layout.scene import Box
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.theme import Theme
from timeline_app.ui.brush import Brush
from timeline_app.ui.item_search import MOST_LISTED
from timeline_app.ui.motion import Glide
from timeline_app.ui.scene_item import SceneAxis, SceneObject, cover_with

ZOOM_OF_NOTCH = 0.8
"""How wide a window is after a notch of the wheel, of what it was."""
_NOTCH = 120.0
_PAN_OF_NOTCH = 0.1
_CLICK_DISTANCE = 4
_SLIP = 1.0
"""How far a time may be from the pointer and still be the one under it, pixels."""


class _Held(NamedTuple):
    """The time that the wheel zooms about, kept from notch to notch: read off the window anew, it would slip.

    Attributes:
        x: where it is on the plot, pixels.
        time: seconds.
    """

    x: float
    time: float


class _Grip(NamedTuple):
    """What the mouse holds while its button is down."""

    target: Target
    place: QPointF
    window: TimeWindow


@dataclass(frozen=True, slots=True)
class _Area:
    """What the mouse does on one kind of target.

    Attributes:
        shape: of the pointer over it.
        drag: what pulling it does, from the place where it was taken hold of.
        click: what a click on it does.
    """

    shape: Qt.CursorShape
    drag: Callable[["CanvasView", _Grip, QPointF], None]
    click: Callable[["CanvasView", Target], None]


class CanvasView(pg.GraphicsView):
    """The timeline.

    Attributes:
        window_wanted: another stretch of time.
        picked: the item under a click, or None for a click beside all.
        framed: the item under a double click.
        cursor_moved: the time cursor was dragged there.
        scroll_wanted: the lanes are to be scrolled so far.
        more_wanted: all undated items are to be listed.
        sum_wanted: the events of a sum are to be listed.
        lane_folded: the lane whose header was double clicked, by its id.
        lane_menu_wanted: the lane whose header was asked for a menu, by its id, and where on the screen.
        range_wanted: only what touches a stretch of time is to be shown.
        drawn: the picture has been laid out anew.
    """

    window_wanted = Signal(object)
    picked = Signal(object)
    framed = Signal(object)
    cursor_moved = Signal(float)
    scroll_wanted = Signal(float)
    more_wanted = Signal()
    sum_wanted = Signal(object)
    lane_folded = Signal(str)
    lane_menu_wanted = Signal(str, QPoint)
    range_wanted = Signal(object)
    drawn = Signal()

    def __init__(self, fonts: Fonts, theme: Theme, index: TimelineIndex, view: View) -> None:
        super().__init__(background=theme.colours["canvas"])
        self._fonts, self._theme, self._index, self._view = fonts, theme, index, view
        self._stale = True
        self._painted: tuple[TimelineIndex, frozenset[str]] = (index, frozenset())
        self._placed: tuple[Box, int] | None = None
        self._grip: _Grip | None = None
        self._held = _Held(0.0, 0.0)
        self._brush = Brush(self)
        self._brush.drawn.connect(self._want_range)
        self._glide = Glide(self)
        self._glide.moved.connect(self.window_wanted)
        self._drawing = draw_canvas(index, view, fonts.text_width)
        self._build()
        self.viewport().setAutoFillBackground(False)  # all of it is painted anyway
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 160)
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _build(self) -> None:
        """A view box with an axis above, lane headers to the left and the tray below."""
        self._axis = SceneAxis("top", "axis", "cursor-handle")
        self._headers = SceneAxis("left", "headers")
        self._tray = SceneAxis("bottom", "undated")
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self._lanes = SceneObject("lanes", "empty")
        self._box.addItem(self._lanes, ignoreBounds=True)
        grid = self._grid = pg.GraphicsLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for item, row, column, columns in (
            (self._axis, 0, 1, 1),
            (self._headers, 1, 0, 1),
            (self._box, 1, 1, 1),
            (self._tray, 2, 0, 2),
        ):
            grid.addItem(item, row, column, 1, columns)
        self.setCentralItem(grid)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.setBackground(theme.colours["canvas"])
        self._redraw()

    def set_view(self, index: TimelineIndex, view: View) -> None:
        """Show a timeline, or another view of it, at the next repaint."""
        self._index, self._view = index, view
        self._glide.see(view.window)
        self._redraw()

    @property
    def drawing(self) -> Canvas:
        """What is drawn, laid out anew where anything has changed since."""
        if self._stale:
            self._lay_out()
        return self._drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget; lays out once what has changed, however often it has."""
        self._painted = (self._index, self.drawing.strips)
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._stale = True

    def _redraw(self) -> None:
        self._stale = True
        self.viewport().update()

    def _lay_out(self) -> None:
        self._stale = False
        width, height = float(self.width()), float(self.height())
        strips = self._painted[1] if self._painted[0] is self._index else frozenset()
        self._view = replace(self._view, width=width, height=height, strips=strips)
        self._drawing = draw_canvas(self._index, self._view, self._fonts.text_width)
        self._place(self._drawing.plot)
        parts = (self._axis, self._headers, self._lanes, self._tray)
        cover_with(parts, self._drawing.scene, self._theme, self._fonts)
        self.drawn.emit()

    def _place(self, plot: Box) -> None:
        """Give the items the room that the drawing says; the view box's range is the Scene's own coordinates."""
        if (plot, self.height()) == self._placed:
            return
        self._placed = (plot, self.height())
        self._axis.setHeight(AXIS_HEIGHT)
        self._headers.setWidth(plot.x)
        self._tray.setHeight(max(self.height() - plot.bottom, 0.0))
        self._grid.layout.activate()  # or the items would be moved only after they have been painted
        bounds = QRectF(plot.x, plot.y, plot.width, plot.height)
        self._box.setRange(bounds, padding=0, disableAutoRange=True)
        self._lanes.cover(bounds)

    # Wheel and touch

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; sideways, on a touchpad or with shift pan; with alt scroll the lanes."""
        event.accept()
        turn = event.angleDelta()
        if event.device() is not None and event.device().type() is QInputDevice.DeviceType.TouchPad:
            self._pan_by(event.pixelDelta() if not event.pixelDelta().isNull() else turn / 4)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.scroll_wanted.emit(self.drawing.scroll - (turn.x() or turn.y()) / 2)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turn.y():
            self._pan(-(turn.y() or turn.x()) / _NOTCH * _PAN_OF_NOTCH)
        else:
            self._zoom_at(event.position(), ZOOM_OF_NOTCH ** (turn.y() / _NOTCH), gliding=abs(turn.y()) >= _NOTCH)

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch zooms about the fingers."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_at(event.position(), 1 / max(1 + event.value(), 0.1))
            return True
        return bool(super().viewportEvent(event))

    def _zoom_at(self, place: QPointF, factor: float, *, gliding: bool = False) -> None:
        """Zoom about a place, on from where a glide under way is going."""
        window, plot = self._view.window, self.drawing.plot
        x = place.x() - plot.x
        if x != self._held.x or abs(window.x_of(self._held.time, plot.width) - x) > _SLIP:
            self._held = _Held(x, window.time_at(x, plot.width))
        about = (self._held.time, x / plot.width, plot.width)
        goal = (self._glide.goal or window).zoomed(factor, *about)
        if gliding:
            self._glide.zoom(window, goal, *about)
        else:
            self.window_wanted.emit(goal)

    def _pan(self, share: float) -> None:
        self.window_wanted.emit(self._view.window.panned(share))

    def _pan_by(self, pixels: QPoint) -> None:
        if pixels.x():
            self._pan(-pixels.x() / self.drawing.plot.width)
        if pixels.y() and self.drawing.overflow:
            self.scroll_wanted.emit(self.drawing.scroll - pixels.y())

    def _want_range(self, left: float, right: float) -> None:
        window, plot = self._view.window, self.drawing.plot
        times = (window.time_at(x - plot.x, plot.width) for x in (left, right))
        self.range_wanted.emit(TimeWindow(*times))

    def _time_at(self, place: QPointF) -> float:
        plot = self.drawing.plot
        return self._view.window.time_at(place.x() - plot.x, plot.width)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        plot, place = self.drawing.plot, event.position()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and plot.contains(place.x(), place.y()):
            self._brush.begin(place.x(), plot.y, plot.bottom)
        else:
            self._grip = _Grip(self._target(event), event.position(), self._view.window)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, or say what is under the pointer."""
        if self._brush.held:
            self._brush.go_to(min(max(event.position().x(), self.drawing.plot.x), self.drawing.plot.right))
        elif self._grip is None:
            self._hover(event)
        elif (event.position() - self._grip.place).manhattanLength() > _CLICK_DISTANCE:
            _AREAS[self._grip.target.kind].drag(self, self._grip, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; without a drag it was a click."""
        if self._brush.held:
            self._brush.end()
            return
        grip, self._grip = self._grip, None
        self.unsetCursor()
        if grip is not None and (event.position() - grip.place).manhattanLength() <= _CLICK_DISTANCE:
            _AREAS[grip.target.kind].click(self, grip.target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Frame what is under the pointer; on a lane's header, collapse the lane or expand it."""
        target = self._target(event)
        if target.items:
            self.framed.emit(target.items[0])
        elif target.lane and event.button() is Qt.MouseButton.LeftButton:
            self.lane_folded.emit(target.lane)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """On a lane's header, ask for its menu; by the keyboard, for that of the lane at the top."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = QPoint(0, round(self.drawing.plot.y))
        else:
            place = event.pos()
        lane = what_is_at(self.drawing, self._view, place.x(), place.y()).lane
        if lane:
            self.lane_menu_wanted.emit(lane, self.mapToGlobal(place))

    def leaveEvent(self, _event: QEvent) -> None:
        """See QWidget."""
        QToolTip.hideText()

    def _target(self, event: QMouseEvent) -> Target:
        return what_is_at(self.drawing, self._view, event.position().x(), event.position().y())

    def _hover(self, event: QMouseEvent) -> None:
        target = self._target(event)
        self.setCursor(_AREAS[target.kind].shape)
        words = tooltip_words(self._index, target, self._view)
        if words:
            QToolTip.showText(event.globalPosition().toPoint() + QPoint(4, 8), words, self.viewport())
        else:
            QToolTip.hideText()

    def drag_time(self, grip: _Grip, place: QPointF) -> None:
        """Pan, so that the time that was taken hold of stays under the pointer."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        moved = place.x() - grip.place.x()
        self.window_wanted.emit(grip.window.panned(-moved / self.drawing.plot.width))

    def drag_cursor(self, _grip: _Grip, place: QPointF) -> None:
        """Move the time cursor to the end of the day, or of the hour, that is nearest."""
        self.cursor_moved.emit(
            snapped(self._time_at(place), self._view.window, self.drawing.plot.width, self._view.zone)
        )

    def click_item(self, target: Target) -> None:
        """Select the item, or nothing."""
        self.picked.emit(target.items[0] if target.items else None)

    def click_strip(self, target: Target) -> None:
        """Zoom to the bin; of a sum of not too many figures, list the events that they are of."""
        if target.sum and 0 < target.sum.events <= MOST_LISTED:
            self.sum_wanted.emit(target.sum)
        elif target.stretch is not None:
            self.window_wanted.emit(target.stretch.padded(1.0, 1.0))

    def click_more(self, _target: Target) -> None:
        """List what has no room in the tray."""
        self.more_wanted.emit()

    def drag_nothing(self, _grip: _Grip, _place: QPointF) -> None:
        """Leave all where it is."""

    def click_nothing(self, _target: Target) -> None:
        """Leave all as it is."""


_AREAS: Mapping[TargetKind, _Area] = {
    "cursor": _Area(Qt.CursorShape.SplitHCursor, CanvasView.drag_cursor, CanvasView.click_nothing),
    "item": _Area(Qt.CursorShape.PointingHandCursor, CanvasView.drag_time, CanvasView.click_item),
    "more": _Area(Qt.CursorShape.PointingHandCursor, CanvasView.drag_time, CanvasView.click_more),
    "header": _Area(Qt.CursorShape.ArrowCursor, CanvasView.drag_nothing, CanvasView.click_nothing),
    "strip": _Area(Qt.CursorShape.ArrowCursor, CanvasView.drag_time, CanvasView.click_strip),
    "ground": _Area(Qt.CursorShape.ArrowCursor, CanvasView.drag_time, CanvasView.click_item),
}
