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
from timeline_app.export.composing.sheets import PAPER_DPI, PIXELS_AN_INCH, PRESETS, UNITS
from timeline_app.export.kinds import KINDS, PictureError
from timeline_app.export.picture import Limits, PictureOptions, Shape
from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.model.edtf import EdtfError
from timeline_app.model.zones import UTC
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
        self._has_estimates = len(index.timeline.estimates) > 0 or shown.counted is not None
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
        self._quality = QSpinBox(minimum=1, maximum=100)
        self._title, self._subtitle, self._credit = QLineEdit(index.timeline.title), QLineEdit(), QLineEdit()
        self._as_of = QLineEdit(placeholderText=_as_of_words(shown))
        self._panel, self._clear = QCheckBox("&Estimates compared"), QCheckBox("Transparent &ground")
        self._preview = ExportPreview(index.timeline, index.kept)
        self._build()
        last = settings.EXPORT_KIND.read()
        self._kind.setCurrentIndex(list(KINDS).index(last) if last in KINDS else 0)
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
        cancel = buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)  # or Return in a field would cancel once it had the focus
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
        for edit, example, words in ((self._from, "2022-09", "From"), (self._to, "Feb 2023", "To")):
            edit.setPlaceholderText(example)
            edit.setAccessibleName(words)
        self._count.setAccessibleName("How many sheets")
        self._unit.setAccessibleName("Unit of width and height")
        self._title.setCursorPosition(0)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("&Kind of file", self._kind),
            ("&Show", self._part),
            ("", self._range),
            ("", QLabel("Lanes and filter as in the window")),
            ("Si&ze", self._preset),
            ("", self._sides),
            ("&Resolution", self._dpi),
            ("Qua&lity", self._quality),
            ("La&yout", self._sheets),
            ("&Colours", self._theme),
            ("", self._clear),
            ("", self._panel),
            ("As &of", self._as_of),
            ("&Title", self._title),
            ("S&ubtitle", self._subtitle),
            ("Cre&dit", self._credit),
        )
        for words, row in rows:
            if isinstance(row, QLabel) and not self._shown.rearranged:
                continue
            form.addRow(words, row)
        layout = form.labelForField(self._sheets)
        if isinstance(layout, QLabel):
            layout.setBuddy(self._shape)
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
        self._unit.currentIndexChanged.connect(self._take_preset)
        for spin in (self._width, self._height, self._dpi, self._count, self._quality):
            spin.valueChanged.connect(self._show)
        for check in (self._panel, self._clear):
            check.toggled.connect(self._show)
        for edit in (self._from, self._to, self._as_of, self._title, self._subtitle, self._credit):
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
            PictureError: something that was typed can't be; says what, in words.
        """
        options = self.choices.options(self._shown)
        return replace(
            options,
            window=self._window,
            as_of=self._end(self._as_of, last=True) or self._shown.as_of,
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
            panel=self._panel.isChecked() if self._has_estimates else remembered(self.kind).panel,
            quality=self._quality.value(),
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
        if start is None and end is None:
            raise PictureError("Type where the range begins, or where it ends, like 2022-09 or Feb 2023.")
        if start is not None and end is not None and start >= end:
            raise PictureError("The range ends before it begins.")
        return start, end

    def _end(self, edit: QLineEdit, *, last: bool) -> float | None:
        words = edit.text().strip()
        if not words:
            return None
        try:
            date = read_date(words, self._zone) if self._zone else read_date(words)
        except EdtfError as error:
            raise PictureError(f"{error.what}. {error.hint}".strip()) from error
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
        self._quality.setValue(chosen.quality)
        if chosen.credit and not self._credit.text():
            self._credit.setText(chosen.credit)

    def _take_preset(self) -> None:
        """A sheet comes with its resolution; a size in pixels has just these."""
        position = self._preset.currentIndex()
        if position < len(PRESETS):
            self._dpi.setValue(round(list(PRESETS.values())[position].sheet.dpi))
        else:
            self._dpi.setValue(round(PIXELS_AN_INCH if self._unit.currentText() == "px" else PAPER_DPI))

    def _show(self) -> None:
        """Enable what goes with what is chosen, and draw it."""
        kind = KINDS[self.kind]
        pages = self._shape.currentIndex() != list(_SHAPES).index(Shape.PAGE)
        self._form_rows.setRowVisible(self._range, self._part.currentIndex() == _RANGE)
        self._form_rows.setRowVisible(self._sides, self._preset.currentIndex() == len(PRESETS))
        self._dpi.setEnabled(kind.raster)
        self._clear.setEnabled(kind.clear)
        self._count.setEnabled(pages)
        self._quality.setEnabled(kind.lossy)
        self._panel.setEnabled(self._has_estimates)
        self._as_of.setEnabled(self._panel.isChecked())
        try:
            options = self.options
        except PictureError as error:
            self._preview.refuse(str(error))
            return
        self._preview.show_options(options, self.kind)


def _as_of_words(shown: PictureOptions) -> str:
    """The date of the comparison where no other is typed."""
    return cursor_words(shown.as_of, shown.zone or UTC) if shown.as_of is not None else ""


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
