"""What can be opened: all formats, how large a file of each may be, and which can be written."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from timeline_app.formats.known import format_lines


class FormatsDialog(QDialog):
    """A list of all formats."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("What can be opened")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for row, (name, extensions, words) in enumerate(format_lines()):
            for column, text in enumerate((f"<b>{name}</b>", extensions, words)):
                grid.addWidget(QLabel(text), row, column)
        more = QLabel("A folder opens as one timeline. On the command line, timeline-app convert writes other formats.")
        buttons = QDialogButtonBox()
        buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(grid)
        box.addWidget(more)
        box.addWidget(buttons)
