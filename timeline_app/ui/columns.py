"""What is known of the columns of tables: said on the command line, or answered in the dialog and remembered."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.formats.registry import preview_of
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.table_preview import TablePreview
from timeline_app.model.quantity import NumberFormat
from timeline_app.paint.fonts import Fonts
from timeline_app.ui import settings
from timeline_app.ui.appearance import Appearance
from timeline_app.ui.jobs import Job
from timeline_app.ui.read_ahead import size_of

_MOST_REMEMBERED = 200
_IN_THREAD = 1_000_000
"""A preview of so many bytes never holds Python's lock for long."""


class Columns(QObject):
    """Asks what columns are, and knows what was answered.

    Attributes:
        answered: somebody has said what the columns of a table are.
        refused: why nothing can be asked, in words.
        said: what was said on the command line.
    """

    answered = Signal()
    refused = Signal(str)

    def __init__(self, window: QWidget, fonts: Fonts, appearance: Appearance, numbers: NumberFormat) -> None:
        super().__init__(window)
        self._window, self._fonts, self._appearance, self._numbers = window, fonts, appearance, numbers
        self.said: tuple[ColumnMapping, ...] = ()
        self._file = ""
        self._job = Job(self)
        self._job.done.connect(self._show)
        self._job.failed.connect(lambda error: self._show(None))

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """What is known, what counts first first."""
        return (*self.said, *remembered())

    def ask(self, file: str) -> None:
        """Ask what the columns of a table are, as soon as its first rows are read."""
        self._file = file
        run = self._job.run if size_of(file) <= _IN_THREAD else self._job.run_apart
        run(preview_of, file)

    def _show(self, preview: TablePreview | None) -> None:
        if preview is None or not preview.names:
            self.refused.emit(f"{Path(self._file).name} is no table: it has no columns to choose")
            return
        from timeline_app.ui.columns_dialog import ColumnsDialog  # most files are never asked about

        look = (self._fonts, self._appearance.theme)
        dialog = ColumnsDialog(preview, self.mappings, look, self._numbers, self._window)
        dialog.accepted.connect(lambda: self._remember(dialog.mapping))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remember(self, mapping: ColumnMapping) -> None:
        others = [known for known in remembered() if sorted(known.header) != sorted(mapping.header)]
        texts = [json.dumps(known.as_json()) for known in (mapping, *others)]
        settings.COLUMNS.write(texts[:_MOST_REMEMBERED])
        self.answered.emit()


def remembered() -> tuple[ColumnMapping, ...]:
    """What was answered before, the latest first; what can't be read any more is forgotten."""
    return tuple(mapping for text in settings.COLUMNS.read() if (mapping := _mapping(text)))


def _mapping(text: str) -> ColumnMapping | None:
    try:
        return ColumnMapping.from_json(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
