"""Drawing a Scene with a QPainter: on the screen, into an image, onto a PDF's page."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintDevice, QPainter, QPen, QPolygonF
from shiboken6 import wrapInstance

from timeline_app.layout.scene import Columns, Dot, Group, Line, Path, Rect, Scene, Text, in_order
from timeline_app.model.arrays import Floats
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.pixel_grid import PixelGrid
from timeline_app.paint.theme import Style, Theme


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter on a device, which is ended whatever happens: a device that is taken down under one crashes.

    Raises:
        OSError: the device takes nothing.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("Nothing can be drawn on the device.")
    try:
        yield painter
    finally:
        painter.end()


def paint_scene(painter: QPainter, scene: Scene, theme: Theme, fonts: Fonts) -> None:
    """Draw a Scene with its top left corner at the painter's (0, 0); the painter is left as it was.

    The ground below the Scene is the caller's.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _paint_parts(_Hand(painter, PixelGrid.of(painter), theme, fonts), scene.groups)
    painter.restore()


def paint_group(painter: QPainter, group: Group, theme: Theme, fonts: Fonts) -> None:
    """Draw one group of a Scene, with what is in it; the painter is left as it was."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _paint_parts(_Hand(painter, PixelGrid.of(painter), theme, fonts), (group,))
    painter.restore()


def _paint_parts(hand: "_Hand", parts: tuple[Any, ...]) -> None:
    for part in parts:
        if isinstance(part, Group):
            _paint_group(hand, part)
        else:
            _DRAW[type(part)](hand, part)


def _paint_group(hand: "_Hand", group: Group) -> None:
    painter = hand.painter
    if group.clip is None and not (group.dx or group.dy):
        _paint_parts(hand, group.parts)
        return
    painter.save()
    if group.clip is not None:
        painter.setClipRect(hand.grid.rect(group.clip), Qt.ClipOperation.IntersectClip)
    painter.translate(group.dx, group.dy)
    _paint_parts(replace(hand, grid=PixelGrid.of(painter)), group.parts)
    painter.restore()


@dataclass(frozen=True, slots=True)
class _Hand:
    """What drawing a primitive takes."""

    painter: QPainter
    grid: PixelGrid
    theme: Theme
    fonts: Fonts

    def take(self, style: Style, width: float) -> float:
        """Set pen and brush to a style, its outline of some width.

        Returns:
            How far the outline's middle is inside of the shape's edge.
        """
        self.painter.setPen(_pen(style.stroke, width, style.dash))
        self.painter.setBrush(_brush(style.fill))
        return width / 2 if style.stroke else 0.0

    def draw_rect(self, rect: Rect) -> None:
        style = self.theme.style(rect.ink)
        inside = self.take(style, self.grid.width(style.width))
        area = _shrunk(self.grid.rect(rect.box), inside)
        if rect.radius:
            radius = max(0.0, rect.radius - inside)
            self.painter.drawRoundedRect(area, radius, radius)
        else:
            self.painter.drawRect(area)

    def draw_line(self, line: Line) -> None:
        style = self.theme.style(line.ink)
        width = self.grid.width(style.width)
        self.painter.setPen(_pen(style.line, width, style.dash))
        self.painter.drawLine(*self._ends(line, width / 2))

    def _ends(self, line: Line, half: float) -> tuple[QPointF, QPointF]:
        """The ends of a line, of an upright or level one so that its sides are edges of pixels."""
        if line.x1 == line.x2:
            x = self.grid.x(line.x1 - half) + half
            return QPointF(x, self.grid.y(line.y1)), QPointF(x, self.grid.y(line.y2))
        if line.y1 == line.y2:
            y = self.grid.y(line.y1 - half) + half
            return QPointF(self.grid.x(line.x1), y), QPointF(self.grid.x(line.x2), y)
        return QPointF(line.x1, line.y1), QPointF(line.x2, line.y2)

    def draw_dot(self, dot: Dot) -> None:
        style = self.theme.style(dot.ink)
        radius = dot.radius - self.take(style, style.width)
        self.painter.drawEllipse(QPointF(dot.x, dot.y), radius, radius)

    def draw_path(self, path: Path) -> None:
        style = self.theme.style(path.ink)
        corners = QPolygonF([QPointF(x, y) for x, y in path.points])
        if path.closed:
            self.take(style, style.width)
            self.painter.drawPolygon(corners)
        else:
            self.painter.setPen(_pen(style.line, style.width, style.dash))
            self.painter.drawPolyline(corners)

    def draw_text(self, text: Text) -> None:
        self.painter.setFont(self.fonts.qfont(text.font))
        self.painter.setPen(_pen(self.theme.style(text.ink).letters, 0.0, ()))
        self.painter.drawText(QPointF(text.box.x, self.grid.y(text.baseline)), in_order(text.text))

    def draw_columns(self, columns: Columns) -> None:
        rects = column_rects(columns, self.grid)
        if len(rects):
            style = self.theme.style(columns.ink)
            self.take(style, style.width)
            self.painter.drawRects(cast(QRectF, wrapInstance(rects.ctypes.data, QRectF)), len(rects))


def column_rects(columns: Columns, grid: PixelGrid) -> Floats:
    """The rectangles of a histogram on the pixels of a device; columns without height are left out.

    Neighbours share an edge; a column of any height is at least a pixel high, and any column a pixel wide.

    Returns:
        x, y, width and height, shape (rectangles, 4): as they lie in the memory of so many QRectF.
    """
    drawn = np.flatnonzero(columns.tops != columns.bottoms)
    rects = np.empty((len(drawn), 4))
    if not len(drawn):
        return rects
    edges, bottoms = grid.xs(columns.edges), grid.ys(columns.bottoms[drawn])
    lefts = edges[drawn]
    tops = np.minimum(grid.ys(columns.tops[drawn]), bottoms - 1 / grid.scale_y)
    rects[:, 0], rects[:, 1] = lefts, tops
    rects[:, 2] = np.maximum(edges[drawn + 1] - lefts, 1 / grid.scale_x)
    rects[:, 3] = bottoms - tops
    return rects


_DRAW: Mapping[type, Callable[[_Hand, Any], None]] = {
    Rect: _Hand.draw_rect,
    Line: _Hand.draw_line,
    Dot: _Hand.draw_dot,
    Path: _Hand.draw_path,
    Text: _Hand.draw_text,
    Columns: _Hand.draw_columns,
}


def _shrunk(rect: QRectF, inside: float) -> QRectF:
    """The rectangle on which a pen runs so that its line lies inside the edges."""
    return rect.adjusted(inside, inside, -inside, -inside)


@lru_cache(1024)
def _pen(colour: str | None, width: float, dash: tuple[float, ...]) -> QPen:
    if colour is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


@lru_cache(1024)
def _brush(colour: str | None) -> QBrush:
    return QBrush(Qt.BrushStyle.NoBrush) if colour is None else QBrush(QColor(colour))
