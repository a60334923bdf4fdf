"""The export dialog: which part of the timeline, how large, in which colours, into which kind of file."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from timeline_app.export.picture import KINDS, PictureOptions
from timeline_app.paint.theme import THEMES

_SIZES = (("Window, 1440 × 900", 1440, 900), ("Slide, 1280 × 720", 1280, 720), ("Print, 1123 × 794", 1123, 794))

_BELOW_PART = 2
"""The row below that of what is shown."""


class ExportDialog(QDialog):
    """Asks how a picture of what the window shows is to be made; `options` and `kind` are the answers."""

    def __init__(
        self, shown: PictureOptions, title: str, *, has_estimates: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export picture")
        self._shown = shown
        self._kind = _choice(list(KINDS.values()))
        self._part = _choice(["The whole timeline", "What the window shows"])
        self._theme = _choice([name.capitalize() for name in THEMES])
        self._title = QLineEdit(title)
        self._title.setCursorPosition(0)
        self._panel = QCheckBox("Estimates panel")
        self._panel.setChecked(has_estimates)
        self._panel.setEnabled(has_estimates)
        self._width, self._height = _pixels(1440), _pixels(900)
        self._scale = QDoubleSpinBox(minimum=0.5, maximum=8, singleStep=0.5, value=2, decimals=1)
        self._preset = _choice([words for words, _, _ in _SIZES])
        self._preset.activated.connect(self._take_size)
        self._kind.currentIndexChanged.connect(lambda _index: self._scale.setEnabled(self.kind == "png"))
        self._build()

    def _build(self) -> None:
        form = QFormLayout()
        size = QHBoxLayout()
        for widget in (self._preset, self._width, QLabel("×"), self._height):
            size.addWidget(widget)
        for words, row in (
            ("&Kind of file", self._kind),
            ("&Show", self._part),
            ("&Title", self._title),
            ("Size", size),
            ("Scale of a &PNG", self._scale),
            ("&Colours", self._theme),
            ("", self._panel),
        ):
            form.addRow(words, row)
        if self._shown.rearranged:
            form.insertRow(_BELOW_PART, "", QLabel("Lanes and filter as in the window"))
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(buttons)

    @property
    def kind(self) -> str:
        """The ending of the file."""
        return list(KINDS)[self._kind.currentIndex()]

    @property
    def options(self) -> PictureOptions:
        """What the picture is to show."""
        return replace(
            self._shown,
            window=self._shown.window if self._part.currentIndex() == 1 else None,
            width=float(self._width.value()),
            height=float(self._height.value()),
            scale=self._scale.value(),
            theme=THEMES[self._theme.currentIndex()],
            panel=self._panel.isChecked(),
            title=self._title.text().strip() or None,
        )

    def _take_size(self, position: int) -> None:
        _, width, height = _SIZES[position]
        self._width.setValue(width)
        self._height.setValue(height)


def _choice(words: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(words)
    return box


def _pixels(value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(200, 20_000)
    box.setValue(value)
    return box
