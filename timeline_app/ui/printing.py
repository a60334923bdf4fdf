"""Printing what the window shows: laid out for the printer's paper, drawn off the GUI thread."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from timeline_app.export.composing.sheets import PIXELS_AN_INCH, paper
from timeline_app.export.document import Document
from timeline_app.export.picture import PictureOptions, document_of
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.paint.fonts import export_fonts
from timeline_app.paint.scene_painter import paint_scene, painting
from timeline_app.paint.theme import theme
from timeline_app.ui.jobs import Job
from timeline_app.ui.picture_faults import words_of_failure

_THEME = "print"


class Printing(QObject):
    """Prints one timeline at a time.

    Attributes:
        started: what is being done, in words.
        finished: what was done, in words.
        failed: why it couldn't be done, in words.
    """

    started = Signal(str)
    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._job = Job(self)
        self._job.done.connect(lambda _nothing: self.finished.emit("Printed"))
        self._job.failed.connect(lambda error: self.failed.emit(words_of_failure(error)))

    @property
    def running(self) -> bool:
        """Whether something is being printed."""
        return self._job.running

    def ask(self, index: TimelineIndex, shown: PictureOptions) -> None:
        """Ask for a printer and its paper, and print what the window shows."""
        if self.running:
            self.failed.emit("A picture is still being printed. Print again when it is done.")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setFullPage(True)
        printer.setDocName(index.timeline.title or "Timeline")
        dialog = QPrintDialog(printer, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.started.emit("Printing …")
            self._job.run(print_timeline, index, shown, printer)


def print_timeline(index: TimelineIndex, shown: PictureOptions, printer: QPrinter) -> None:
    """Print a picture on a page of the printer's paper.

    Raises:
        OSError: the printer takes nothing.
    """
    layout = printer.pageLayout()
    size = layout.fullRect(QPageLayout.Unit.Millimeter)
    options = replace(shown, sheet=paper(size.width(), size.height()), theme=_THEME)
    own = TimelineIndex.of(index.timeline, index.kept)
    document = document_of(own, options, export_fonts().text_width)
    _print(document, printer)


def _print(document: Document, printer: QPrinter) -> None:
    (page,) = document.pages
    scale = page.scale * printer.resolution() / PIXELS_AN_INCH
    with painting(printer) as painter:
        painter.scale(scale, scale)
        paint_scene(painter, page.scene, theme(_THEME), export_fonts())
