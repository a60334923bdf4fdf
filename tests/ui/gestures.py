"""What a hand does to a widget: the wheel, the pointer over it, a drag, a drop of files; and where things are."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.ui.canvas import CanvasView

NOTCH = 120
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
_STEPS = 4


def place_of(canvas: CanvasView, group_id: str) -> QPoint:
    """A point in the middle of a group of the canvas."""
    drawing = canvas.drawing
    group = drawing.scene.group(group_id)
    assert group is not None, f"{group_id} is not on the canvas"
    assert group.area is not None, f"{group_id} can't be picked"
    inside_lanes = any(group in found.walk() for found in drawing.scene.groups if found.id == "lanes")
    moved = drawing.plot.y - drawing.scroll if inside_lanes else 0.0
    return QPoint(round(group.area.x + group.area.width / 2), round(group.area.middle + moved))


def free_place(canvas: CanvasView) -> QPoint:
    """A point of the plot where nothing is."""
    plot = canvas.drawing.plot
    return QPoint(round(plot.x + 20), round(plot.bottom - 10))


def click(widget: QWidget, place: QPoint) -> None:
    """Click a point of a view or a widget."""
    QTest.mouseClick(_target(widget), LEFT, NONE, place)


def double_click(widget: QWidget, place: QPoint) -> None:
    """Double click a point."""
    QTest.mouseDClick(_target(widget), LEFT, NONE, place)


def hover(widget: QWidget, place: QPoint) -> None:
    """Move the pointer there with no button down."""
    _move(_target(widget), QPointF(place), Qt.MouseButton.NoButton)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move in some steps, let go."""
    target = _target(widget)
    QTest.mousePress(target, LEFT, NONE, start)
    for step in range(1, _STEPS + 1):
        _move(target, QPointF(start) + QPointF(end - start) * (step / _STEPS), LEFT)
    QTest.mouseRelease(target, LEFT, NONE, end)


def wheel(
    widget: QWidget,
    place: QPoint,
    turn: QPoint,
    modifiers: Qt.KeyboardModifier = NONE,
    device: QPointingDevice | None = None,
    pixels: QPoint | None = None,
) -> None:
    """Turn the wheel: `turn` in eighths of a degree, or two fingers on a `device` by some `pixels`."""
    target = _target(widget)
    arguments = (
        QPointF(place),
        QPointF(target.mapToGlobal(place)),
        pixels or QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
        Qt.MouseEventSource.MouseEventNotSynthesized,
    )
    QApplication.sendEvent(target, QWheelEvent(*arguments, *((device,) if device else ())))


def pinch(widget: QWidget, place: QPoint, spread: float) -> None:
    """Spread two fingers by a share of their distance."""
    target = _target(widget)
    where = (QPointF(place), QPointF(place), QPointF(target.mapToGlobal(place)))
    gesture = Qt.NativeGestureType.ZoomNativeGesture
    QApplication.sendEvent(target, QNativeGestureEvent(gesture, touchpad(), 2, *where, spread, QPointF()))


def touchpad() -> QPointingDevice:
    """A touchpad, as Qt tells of it."""
    finger = QPointingDevice.PointerType.Finger
    return QPointingDevice(
        "pad", 7, QInputDevice.DeviceType.TouchPad, finger, QInputDevice.Capability.PixelScroll, 2, 2
    )


def drop(widget: QWidget, files: Iterable[Path], keys: Qt.KeyboardModifier = NONE) -> bool:
    """Carry files over the middle of a widget, as the system tells a window of it, and let go; whether it took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    mime.setText("\n".join(mime.text().splitlines()))  # file managers give the addresses as text, too
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    state = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, keys)
    enter, move, drop = QDragEnterEvent(place, *state), QDragMoveEvent(place, *state), QDropEvent(place, *state)
    taken = False
    for event in (enter, move, drop):
        event.setAccepted(taken)
        QApplication.sendEvent(window.windowHandle(), event)
        taken = event.isAccepted()
        if not taken:
            return False
    return True


def _target(widget: QWidget) -> QWidget:
    """What gets the events of the pointer: the viewport of a view."""
    return widget.viewport() if hasattr(widget, "viewport") else widget


def _move(target: QWidget, place: QPointF, buttons: Qt.MouseButton) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(target.mapToGlobal(place.toPoint())),
        Qt.MouseButton.NoButton,
        buttons,
        NONE,
    )
    QApplication.sendEvent(target, event)
