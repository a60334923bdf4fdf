"""The preview of the export dialog: the picture as it will be, drawn off the GUI thread, and how large its file is."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from timeline_app.export.document import Document
from timeline_app.export.kinds import PictureError
from timeline_app.export.picture import PictureOptions, document_of, remarks_of
from timeline_app.export.writing.estimating import estimated_bytes, size_words
from timeline_app.export.writing.raster import image_of
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Items
from timeline_app.model.timeline import Timeline
from timeline_app.paint.fonts import export_fonts
from timeline_app.paint.theme import theme
from timeline_app.ui.jobs import Job
from timeline_app.ui.picture_faults import words_of_failure

_WAIT_MS = 120
_LEAST = QSize(220, 160)
_AROUND = 28
"""Around the picture, device-independent pixels."""
_LEAST_SCALE = 0.01


@dataclass(frozen=True)
class _Wish:
    """What is to be drawn.

    Attributes:
        kind: of the file.
        page: which page, from 0.
        room: of the preview, pixels of the screen.
        ratio: those to a device-independent pixel.
    """

    options: PictureOptions
    kind: str
    page: int
    room: QSize
    ratio: float


@dataclass(frozen=True)
class _Drawn:
    """What was drawn.

    Attributes:
        pages: how many there are.
        words: how large the file will be.
        remarks: what else is to be said.
    """

    image: QImage
    page: int
    pages: int
    words: str
    remarks: tuple[str, ...]


class ExportPreview(QWidget):
    """Shows one page at a time.

    Attributes:
        drawn: the picture stands there; whether it could be drawn.
    """

    drawn = Signal(bool)

    def __init__(self, timeline: Timeline, kept: Items | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = _Artist(timeline, kept).draw
        self._wish: _Wish | None = None
        self._options: PictureOptions | None = None
        self._kind, self._page = "png", 0
        self._job = Job(self)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._fail)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._start)
        self._picture, self._words, self._remarks = QLabel(), QLabel(), QLabel()
        self._build()

    def _build(self) -> None:
        self._picture.setObjectName("export-preview")
        self._picture.setAccessibleName("Preview of the picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumSize(_LEAST)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._words.setObjectName("export-size")
        self._remarks.setWordWrap(True)
        self._back, self._on = QPushButton("<"), QPushButton(">")
        self._number = QLabel()
        for button, name, by in ((self._back, "Page before", -1), (self._on, "Next page", 1)):
            button.setAccessibleName(name)
            button.setAutoDefault(False)  # or Return would turn the page, not export
            button.setToolTip(name)
            button.clicked.connect(partial(self._turn, by))
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        for widget in (self._back, self._number, self._on):
            line.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._picture, 1)
        box.addLayout(line)
        box.addWidget(self._remarks)
        self._show_pages(0, 1)

    def show_options(self, options: PictureOptions, kind: str) -> None:
        """Draw another picture, soon."""
        self._options, self._kind, self._page = options, kind, 0
        self._wait.start()

    def refuse(self, words: str) -> None:
        """Say why there can be no picture."""
        self._options = None
        self._wait.stop()
        self._job.cancel()
        self._fail(PictureError(words))

    def stop(self) -> None:
        """Draw no more."""
        self._wait.stop()
        self._job.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it in the new size."""
        super().resizeEvent(event)
        if self._options:
            self._wait.start()

    def _turn(self, by: int) -> None:
        self._page += by
        self._start()

    def _start(self) -> None:
        if self._options is None:
            return
        ratio = self.devicePixelRatioF()
        wish = _Wish(self._options, self._kind, self._page, self._picture.size() * ratio, ratio)
        self._words.setText("Drawing …")
        self._job.run_in_turn(self._draw, wish)

    def _show(self, drawn: _Drawn) -> None:
        self._picture.setPixmap(QPixmap.fromImage(drawn.image))
        self._words.setText(drawn.words)
        self._remarks.setText("\n".join(f"{words[0].upper()}{words[1:]}." for words in drawn.remarks))
        self._page = drawn.page
        self._show_pages(drawn.page, drawn.pages)
        self.drawn.emit(True)

    def _show_pages(self, page: int, pages: int) -> None:
        for widget in (self._back, self._number, self._on):
            widget.setVisible(pages > 1)
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < pages)
        self._number.setText(f"{page + 1} of {pages}")

    def _fail(self, error: Exception) -> None:
        self._picture.clear()
        self._words.setText("")
        self._remarks.setText(words_of_failure(error))
        self._show_pages(0, 1)
        self.drawn.emit(False)


class _Artist:
    """Draws previews, in one thread after the other, of an index of its own.

    The index of the window keeps what each frame needs, in the window's thread; this one is made when it is needed.
    """

    def __init__(self, timeline: Timeline, kept: Items | None) -> None:
        self._timeline, self._kept = timeline, kept
        self._index: TimelineIndex | None = None
        self._last: tuple[PictureOptions, Document] | None = None

    def draw(self, wish: _Wish) -> _Drawn:
        """Draw a page and estimate the file."""
        document = self._document(wish.options)
        page = min(wish.page, len(document.pages) - 1)
        scene = document.pages[page].scene
        room = wish.room - QSize(_AROUND, _AROUND) * wish.ratio
        scale = max(min(room.width() / scene.width, room.height() / scene.height), _LEAST_SCALE)
        look = theme(wish.options.theme)
        clear = wish.options.transparent
        image = image_of(scene, look.groundless if clear else look, export_fonts(), scale, transparent=clear)
        size = estimated_bytes(document, wish.options, wish.kind, image)
        words = size_words(document, wish.options, wish.kind, size)
        remarks = remarks_of(document, wish.options.sheet, export_fonts())
        image.setDevicePixelRatio(wish.ratio)
        return _Drawn(image, page, len(document.pages), words, remarks)

    def _document(self, options: PictureOptions) -> Document:
        if self._last is None or self._last[0] != options:
            self._index = self._index or TimelineIndex.of(self._timeline, self._kept)
            self._last = (options, document_of(self._index, options, export_fonts().text_width))
        return self._last[1]
