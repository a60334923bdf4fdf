"""The line at the bottom: the file, how many events are where, problems, work under way."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStatusBar, QWidget

from timeline_app.ui.elided_label import ElidedLabel

_SAID_MS = 8000
_FOLLOW_MS = 30_000
_PLACE_MS = 60_000
"""Long enough to select a path and copy it."""


class StatusLine(QStatusBar):
    """The line.

    Attributes:
        cancelled: the work under way is to be stopped.
        problems_wanted: the number of problems was clicked.
    """

    cancelled = Signal()
    problems_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._files, self._counts, self._note = ElidedLabel(60), ElidedLabel(420), ElidedLabel(40)
        self._zone = QLabel("UTC")
        self._zone.setObjectName("zone")
        self._problems = QPushButton("no problems")
        self._problems.setObjectName("problems")
        self._problems.setFlat(True)
        self._problems.clicked.connect(self.problems_wanted)
        self._work, self._cancel = QLabel(), QPushButton("Cancel")
        self._cancel.clicked.connect(self.cancelled)
        self._place = QLineEdit(readOnly=True, frame=False)  # no label: of these, Ctrl+C is the window's
        self._place.setObjectName("place")
        self._place.setAccessibleName("Where the file is")
        self._told = QTimer(self, singleShot=True, interval=_PLACE_MS)
        self._told.timeout.connect(self._end_place)
        for widget in (self._files, self._counts, self._problems, self._work, self._cancel):
            self.addWidget(widget)
        self._follow = QPushButton()
        self._follow.setObjectName("follow")
        self._follow.setFlat(True)
        self._follow.clicked.connect(self._follow_on)
        self._then: Callable[[], object] = self._follow.hide
        self._said = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._said.timeout.connect(self._follow.hide)
        for widget in (self._follow, self._note, self._zone):
            self.addPermanentWidget(widget)
        self._follow.hide()
        self.addWidget(self._place, 1)
        self._end_place()
        self.show_work("")

    def show_files(self, name: str, whole: str) -> None:
        """Name the open files."""
        self._files.show_text(name, whole)

    def show_counts(self, words: str, problems: str) -> None:
        """Say how many events are where, and how many problems there are."""
        self._counts.show_text(words)
        self._problems.setText(problems)

    def show_note(self, words: str) -> None:
        """Say what the strips count, or how to move."""
        self._note.show_text(words)

    def show_zone(self, words: str, whole: str) -> None:
        """Say whose clocks tell the times, briefly and whole."""
        self._zone.setText(words)
        self._zone.setToolTip(whole)

    def show_work(self, words: str) -> None:
        """Say what is under way, with a way to stop it; nothing for no work."""
        if words:
            self._end_place()
            self._follow.hide()
            self.clearMessage()  # it hides what stands in the line, and would be written over
        self._work.setText(words)
        self._work.setVisible(bool(words))
        self._cancel.setVisible(words.startswith(("Reading", "Filtering", "Exporting")))

    def show_place(self, words: str) -> None:
        """Say where a file is, in the place of all else, so that its path can be selected and copied."""
        self.clearMessage()
        self._place.setText(words)
        self._place.setCursorPosition(0)
        self._place.setToolTip(words)
        self._show_place(True)
        self._told.start()

    def _end_place(self) -> None:
        self._told.stop()
        self._show_place(False)

    def _show_place(self, shown: bool) -> None:
        self._place.setVisible(shown)
        for widget in (self._files, self._counts):
            widget.setVisible(not shown)

    def say(self, words: str, follow: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say what was done, for a while; and what can be done with it, a little longer, on a button."""
        self._end_place()
        self._say_anew(words)
        self._follow.setVisible(follow is not None)
        if follow:
            self._follow.setText(follow[0])
            self._then = follow[1]
            self._said.start()

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget; Qt doesn't hide behind a message what was not yet to be seen."""
        super().showEvent(event)
        self._say_anew(self.currentMessage())

    def _say_anew(self, words: str) -> None:
        """Show a message; Qt passes over one that it shows already, and leaves uncovered what it should stand over."""
        self.clearMessage()
        self.showMessage(words, _SAID_MS)

    def _follow_on(self) -> None:
        self._then()
