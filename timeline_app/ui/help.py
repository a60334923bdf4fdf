"""The help pages: Markdown of `resources/help`, shown in a window of their own."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from timeline_app.resources import resource

_SIZE = (760, 680)


class HelpDialog(QDialog):
    """One page."""

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent)
        text = resource("help", f"{page}.md").read_text("utf-8")
        self.setWindowTitle(text.partition("\n")[0].lstrip("# "))
        browser = QTextBrowser()
        browser.setAccessibleName("Help")
        browser.document().setDocumentMargin(18)
        browser.setMarkdown(text)
        buttons = QDialogButtonBox()
        buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(browser)
        box.addWidget(buttons)
        self.resize(*_SIZE)


def show_help(parent: QWidget, page: str) -> None:
    """Show a page by the name of its file."""
    dialog = HelpDialog(parent, page)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()
