"""What the program remembers from one time to the next, declared once with its default."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

Value = TypeVar("Value")

ORGANISATION = "timeline-app"
_MOST_RECENT = 10
_BOOLS = {"true": True, "false": False}


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One remembered value.

    Attributes:
        key: its name in the settings file.
        default: what holds until it is set.
    """

    key: str
    default: Value

    def read(self) -> Value:
        """The remembered value, or the default."""
        value = _store().value(self.key, self.default)
        if isinstance(self.default, list) and isinstance(value, str):
            value = [value]  # QSettings writes a list of one as a plain text
        if isinstance(self.default, bool) and value in _BOOLS:
            value = _BOOLS[value]  # and what is read from a file is text
        return value if isinstance(value, type(self.default)) else self.default

    def write(self, value: Value) -> None:
        """Remember a value."""
        _store().setValue(self.key, value)


THEME = Setting("theme", "system")
"""`system`, `light` or `dark`."""
GEOMETRY = Setting("geometry", QByteArray())
"""Size and place of the window."""
_NO_FILES: list[str] = []
RECENT = Setting("recent", _NO_FILES)
"""Files opened lately, the latest first."""
_NO_COLUMNS: list[str] = []
COLUMNS = Setting("columns", _NO_COLUMNS)
"""What was said of the columns of tables, each as JSON, the latest first."""
EXPORT_FOLDER = Setting("export-folder", "")
"""Where the last picture went."""
EXPORT_KIND = Setting("export-kind", "png")
"""The kind of the last picture."""
_NO_CHOICES: list[str] = []
EXPORT_CHOICES = Setting("export-choices", _NO_CHOICES)
"""What was chosen for each kind of picture, each as JSON."""
TIMES = Setting("times", "file")
"""Whose clocks tell the times: those of the `file`, of `utc`, or of the place `here`."""
WEEKS = Setting("weeks", False)
"""Whether the axis counts weeks."""


def remember_file(path: str) -> None:
    """Put a file at the head of the recent ones."""
    RECENT.write([path, *(other for other in RECENT.read() if other != path)][:_MOST_RECENT])


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, ORGANISATION)
