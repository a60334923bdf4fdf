"""What the marks mean: all signs of dates and figures, drawn as the canvas and the panel draw them."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from timeline_app.layout.legend import draw_legend
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.theme import Theme
from timeline_app.ui.scene_sheet import SceneSheet


class LegendDialog(QDialog):
    """The legend."""

    def __init__(self, fonts: Fonts, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("What the marks mean")
        sheet = SceneSheet(fonts, theme)
        sheet.show_scene(draw_legend(fonts.text_width))
        sheet.setFixedSize(sheet.sizeHint())
        buttons = QDialogButtonBox()
        buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(sheet)
        box.addWidget(buttons)
