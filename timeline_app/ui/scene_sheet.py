"""A Scene as a widget."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from timeline_app.layout.scene import Scene
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.scene_painter import paint_scene
from timeline_app.paint.theme import Theme


class SceneSheet(QWidget):
    """Draws a Scene; as high as it is.

    Attributes:
        scene: what is drawn.
        theme: its colours.
    """

    def __init__(self, fonts: Fonts, theme: Theme) -> None:
        super().__init__()
        self._fonts = fonts
        self.theme = theme
        self.scene = Scene(0, 0, "", ())

    def show_scene(self, scene: Scene) -> None:
        """Draw this from now on, and say it to a screen reader."""
        self.scene = scene
        self.setAccessibleName(scene.title)
        self.setAccessibleDescription("; ".join(group.title for group in scene.walk() if group.kind in _SAID))
        self.setMinimumHeight(round(scene.height))
        self.update()

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(round(self.scene.width), round(self.scene.height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colours["panel"])
        paint_scene(painter, self.scene, self.theme, self._fonts)
        painter.end()


_SAID = ("estimate", "legend", "mark")
"""Groups whose titles say all that is drawn."""
