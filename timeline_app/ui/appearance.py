"""Light or dark: as the system has it, or as was chosen."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from timeline_app.paint.theme import Theme, theme
from timeline_app.ui import settings

CHOICES = ("system", "light", "dark")


class Appearance(QObject):
    """The theme of the window.

    Attributes:
        changed: the theme from now on.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._tell)

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        chosen = settings.THEME.read()
        if chosen in ("light", "dark"):
            return theme(chosen)
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return theme("dark" if dark else "light")

    def choose(self, name: str) -> None:
        """Use "light" or "dark" from now on, or follow the "system"."""
        settings.THEME.write(name)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.theme)
