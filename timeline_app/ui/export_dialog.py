"""The export dialog: which part of the timeline, on what, in which colours, into which kind of file; with a preview."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from timeline_app.export.composing.cuts import MOST_CHOSEN
from timeline_app.export.composing.sheets import PRESETS, UNITS
from timeline_app.export.picture import KINDS, Limits, PictureOptions, Shape
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.model.edtf import EdtfError
from timeline_app.paint.theme import THEMES
from timeline_app.ui import settings
from timeline_app.ui.export_choices import OWN_SIZE, ExportChoices, remember, remembered
from timeline_app.ui.export_preview import ExportPreview
from timeline_app.ui.go_to import read_date

_WHOLE, _SHOWN, _RANGE = range(3)
_PARTS = ("The whole timeline", "What the window shows", "A range of time")
_SHAPES: Mapping[Shape, str] = {
    Shape.PAGE: "One page",
    Shape.WIDE: "One wide image",
    Shape.PAGES: "Pages that go on",
}
_AROUND = 40
"""What a window's frame, and the desktop around it, may need, pixels."""
_SIZE = (1180, 720)


class ExportDialog(QDialog):
    """Asks how a picture of what the window shows is to be made; `options` and `kind` are the answers."""

    def __init__(self, index: TimelineIndex, shown: PictureOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export picture")
        self._shown, self._zone = shown, shown.zone
        self._has_estimates = len(index.timeline.estimates) > 0
        self._kind = _choice([one.title for one in KINDS.values()])
        self._part = _choice(list(_PARTS))
        self._from, self._to = QLineEdit(), QLineEdit()
        self._shape = _choice(list(_SHAPES.values()))
        self._count = QSpinBox(minimum=0, maximum=MOST_CHOSEN)
        self._count.setSpecialValueText("as labels need")
        self._preset = _choice([*(one.title for one in PRESETS.values()), "Own size"])
        self._width, self._height = _side("Width"), _side("Height", "as needed")
        self._unit = _choice(list(UNITS))
        self._dpi = QSpinBox(minimum=24, maximum=1200, suffix=" dpi")
        self._theme = _choice([name.capitalize() for name in THEMES])
        self._title, self._subtitle, self._credit = QLineEdit(index.timeline.title), QLineEdit(), QLineEdit()
        self._panel, self._clear = QCheckBox("&Estimates compared"), QCheckBox("Transparent &ground")
        self._preview = ExportPreview(index.timeline, index.kept)
        self._build()
        self._kind.setCurrentIndex(max(list(KINDS).index(settings.EXPORT_KIND.read()), 0))
        self._take_kind()
        self._connect()
        self._show()
        self._kind.setFocus()
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - _AROUND), min(_SIZE[1], room.height() - 2 * _AROUND))

    # Building

    def _build(self) -> None:
        body = QHBoxLayout()
        body.addWidget(self._form())
        body.addWidget(self._preview, 1)
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self._accept = buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(body, 1)
        box.addWidget(buttons)

    def _form(self) -> QScrollArea:
        content = QWidget()
        form = QFormLayout(content)
        self._range = _line(self._from, QLabel("to"), self._to)
        self._sheets = _line(self._shape, self._count)
        self._sides = _line(self._width, QLabel("×"), self._height, self._unit)
        for edit, words in ((self._from, "From, like 2022-09"), (self._to, "To, like Feb 2023")):
            edit.setPlaceholderText(words)
            edit.setAccessibleName(words)
        self._count.setAccessibleName("How many sheets")
        self._unit.setAccessibleName("Unit of width and height")
        self._title.setCursorPosition(0)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("&Kind of file", self._kind),
            ("&Show", self._part),
            ("", self._range),
            ("", QLabel("Lanes and filter as in the window")),
            ("&Size", self._preset),
            ("", self._sides),
            ("&Resolution", self._dpi),
            ("&Layout", self._sheets),
            ("&Colours", self._theme),
            ("", self._clear),
            ("", self._panel),
            ("&Title", self._title),
            ("S&ubtitle", self._subtitle),
            ("Cre&dit", self._credit),
        )
        for words, row in rows:
            if isinstance(row, QLabel) and not self._shown.rearranged:
                continue
            form.addRow(words, row)
        self._form_rows = form
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(content.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        return area

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._take_kind)
        self._preset.currentIndexChanged.connect(self._take_preset)
        for box in (self._kind, self._part, self._shape, self._preset, self._unit, self._theme):
            box.currentIndexChanged.connect(self._show)
        for spin in (self._width, self._height, self._dpi, self._count):
            spin.valueChanged.connect(self._show)
        for check in (self._panel, self._clear):
            check.toggled.connect(self._show)
        for edit in (self._from, self._to, self._title, self._subtitle, self._credit):
            edit.textChanged.connect(self._show)
        self._preview.drawn.connect(self._accept.setEnabled)
        self.finished.connect(self._preview.stop)

    # Answers

    @property
    def kind(self) -> str:
        """The ending of the file."""
        return list(KINDS)[self._kind.currentIndex()]

    @property
    def options(self) -> PictureOptions:
        """What the picture is to show.

        Raises:
            ValueError: something that was typed can't be; says what, in words.
        """
        options = self.choices.options(self._shown)
        return replace(
            options,
            window=self._window,
            panel=options.panel and self._has_estimates,
            title=self._title.text().strip() or None,
            subtitle=self._subtitle.text().strip(),
        )

    @property
    def choices(self) -> ExportChoices:
        """What is remembered of it for the next picture of the kind."""
        return ExportChoices(
            preset=(*PRESETS, OWN_SIZE)[self._preset.currentIndex()],
            width=self._width.value(),
            height=self._height.value(),
            unit=self._unit.currentText(),
            dpi=float(self._dpi.value()),
            shape=list(_SHAPES)[self._shape.currentIndex()].value,
            count=self._count.value(),
            theme=THEMES[self._theme.currentIndex()],
            transparent=self._clear.isChecked() and KINDS[self.kind].clear,
            panel=self._panel.isChecked(),
            credit=self._credit.text(),
        )

    def accept(self) -> None:
        """Remember what was chosen, and close."""
        remember(self.kind, self.choices)
        super().accept()

    @property
    def _window(self) -> Limits | None:
        """The stretch of time that is asked for."""
        if self._part.currentIndex() != _RANGE:
            return self._shown.window if self._part.currentIndex() == _SHOWN else None
        start, end = self._end(self._from, last=False), self._end(self._to, last=True)
        if start is not None and end is not None and start >= end:
            raise ValueError("The range ends before it begins.")
        return start, end

    def _end(self, edit: QLineEdit, *, last: bool) -> float | None:
        words = edit.text().strip()
        if not words:
            return None
        try:
            date = read_date(words, self._zone) if self._zone else read_date(words)
        except EdtfError as error:
            raise ValueError(f"{error.what}. {error.hint}".strip()) from error
        bounds = date.finite_bounds
        return bounds[-1] if last else bounds[0]

    # Choices to widgets

    def _take_kind(self) -> None:
        """Show what was chosen for the last picture of the kind."""
        chosen = remembered(self.kind)
        self._preset.setCurrentIndex([*PRESETS, OWN_SIZE].index(chosen.preset))
        self._width.setValue(chosen.width)
        self._height.setValue(chosen.height)
        self._unit.setCurrentText(chosen.unit)
        self._dpi.setValue(round(chosen.dpi))
        self._shape.setCurrentIndex([shape.value for shape in _SHAPES].index(chosen.shape))
        self._count.setValue(chosen.count)
        self._theme.setCurrentIndex(THEMES.index(chosen.theme))
        self._clear.setChecked(chosen.transparent)
        self._panel.setChecked(chosen.panel and self._has_estimates)
        if chosen.credit and not self._credit.text():
            self._credit.setText(chosen.credit)

    def _take_preset(self) -> None:
        """A sheet comes with its resolution; that of the window is drawn twice as fine."""
        position = self._preset.currentIndex()
        if position < len(PRESETS):
            name = list(PRESETS)[position]
            self._dpi.setValue(round(PRESETS[name].sheet.dpi * (2 if name == "window" else 1)))

    def _show(self) -> None:
        """Enable what goes with what is chosen, and draw it."""
        kind = KINDS[self.kind]
        pages = self._shape.currentIndex() != list(_SHAPES).index(Shape.PAGE)
        self._form_rows.setRowVisible(self._range, self._part.currentIndex() == _RANGE)
        self._form_rows.setRowVisible(self._sides, self._preset.currentIndex() == len(PRESETS))
        self._dpi.setEnabled(kind.raster)
        self._clear.setEnabled(kind.clear)
        self._count.setEnabled(pages)
        self._panel.setEnabled(self._has_estimates)
        try:
            options = self.options
        except ValueError as error:
            self._preview.refuse(str(error))
            return
        self._preview.show_options(options, self.kind)


def _choice(words: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(words)
    return box


def _side(name: str, nothing: str = "") -> QDoubleSpinBox:
    box = QDoubleSpinBox(minimum=0.0, maximum=20_000.0, decimals=1)
    box.setSpecialValueText(nothing)
    box.setAccessibleName(name)
    return box


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return line
