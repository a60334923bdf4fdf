"""Parts of a Scene as items of a pyqtgraph view."""

from collections.abc import Iterable

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from timeline_app.layout.scene import Group, Scene
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.scene_painter import paint_group
from timeline_app.paint.theme import Theme


class ScenePart:
    """Some groups of a Scene, with what they are drawn with."""

    def __init__(self, *group_ids: str) -> None:
        self._ids = group_ids
        self._groups: tuple[Group, ...] = ()
        self._look: tuple[Theme, Fonts] | None = None

    def take(self, scene: Scene, theme: Theme, fonts: Fonts) -> None:
        """Draw this Scene from now on."""
        self._groups = tuple(group for group in scene.groups if group.id in self._ids)
        self._look = (theme, fonts)

    def paint(self, painter: QPainter) -> None:
        """Draw the groups in the Scene's coordinates."""
        if self._look is None:
            return
        painter.save()
        for group in self._groups:
            paint_group(painter, group, *self._look)
        painter.restore()


class SceneObject(pg.GraphicsObject):
    """Groups of a Scene inside a view box whose range is the Scene's own coordinates."""

    def __init__(self, *group_ids: str) -> None:
        super().__init__()
        self.part = ScenePart(*group_ids)
        self._bounds = QRectF()

    def cover(self, bounds: QRectF) -> None:
        """Take up a rectangle of the Scene."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return self._bounds

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        self.part.paint(painter)


class SceneAxis(pg.AxisItem):
    """Groups of a Scene as an axis beside a view box: pyqtgraph places it, the Scene says what it shows.

    pyqtgraph's own ticks end at the years 1 and 9900 (0.14, DateAxisItem); these come from `layout.ticks`.
    """

    def __init__(self, orientation: str, *group_ids: str) -> None:
        super().__init__(orientation)
        self.part = ScenePart(*group_ids)
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return QRectF(self.rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        origin = self.mapToScene(QPointF(0, 0))
        painter.translate(-origin)
        self.part.paint(painter)


def cover_with(items: Iterable[SceneAxis | SceneObject], scene: Scene, theme: Theme, fonts: Fonts) -> None:
    """Let some items draw their parts of a Scene at the next repaint of all: asking for it here would repaint twice."""
    for item in items:
        item.part.take(scene, theme, fonts)
