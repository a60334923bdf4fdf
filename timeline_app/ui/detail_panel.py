"""The detail card: everything that is known of the selected event or estimate, in words."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFrame, QMessageBox, QTextBrowser

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.pointing import item_of
from timeline_app.layout.view import View
from timeline_app.paint.theme import Theme
from timeline_app.ui.record_lines import RecordLines

if TYPE_CHECKING:
    from timeline_app.layout.card import Card, Entry, Section

_FILE = "show-file"
"""Scheme of the links that show a file; no link of a card's own texts has it."""
_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded


class DetailPanel(QTextBrowser):
    """The card.

    Attributes:
        item_wanted: another event or estimate, by a click on its name.
        file_wanted: a file is to be shown in its folder.
    """

    item_wanted = Signal(object)
    file_wanted = Signal(str)

    def __init__(self, theme: Theme, index: TimelineIndex, view: View) -> None:
        super().__init__()
        self._theme, self._index, self._view = theme, index, view
        self._written_for: tuple[object, ...] = ()
        self._lines = RecordLines(self)
        self._lines.found.connect(self._write)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(18)
        self.anchorClicked.connect(self._follow)
        self.setAccessibleName("Details")

    def set_theme(self, theme: Theme) -> None:
        """Write in the colours of a theme."""
        self._theme = theme
        self._written_for = ()
        self._write()

    def set_view(self, index: TimelineIndex, view: View) -> None:
        """Show what is known of a view's selection."""
        self._index, self._view = index, view
        self._write()

    def _write(self) -> None:
        index, view = self._index, self._view
        if view.selected is None:
            self._written_for = ()
            self.clear()
            return
        from timeline_app.layout.card import card_of, place_of  # nothing is selected when the program starts

        line = self._lines.line(place_of(index.timeline, view.selected))
        seen = (index, view.selected, view.zone, self._theme)
        compared = view.as_of if view.selected.table == "estimate" else None  # with what was current then
        if (*seen, line, compared) == self._written_for:
            return
        place = self.verticalScrollBar().value() if seen == self._written_for[:-2] else 0
        self._written_for = (*seen, line, compared)
        colours = self._theme.colours
        self.setHtml(card_html(card_of(index, view.selected, view, line), colours["text_muted"], colours["text"]))
        self.verticalScrollBar().setValue(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top: Qt has scrolled a text that was written while there was no room for it."""
        super().showEvent(event)
        self.verticalScrollBar().setValue(0)

    def _follow(self, url: QUrl) -> None:
        item = item_of(url.toString())
        if url.scheme() == _FILE:
            self.file_wanted.emit(QUrl.fromPercentEncoding(url.path(_ENCODED).encode()))
        elif item is not None:
            self.item_wanted.emit(item)
        elif url.scheme() in ("http", "https") and self._confirmed(url):
            QDesktopServices.openUrl(url)

    def _confirmed(self, url: QUrl) -> bool:
        """Whether an address, shown in full, may be opened."""
        words = f"Open this address in your browser?\n\n{url.toDisplayString()}"
        return QMessageBox.question(self, "Open address", words) is QMessageBox.StandardButton.Yes


def card_html(card: "Card", muted: str, link: str) -> str:
    """A card as the HTML that Qt's text browser shows; everything from a file is escaped."""
    date = escape(card.date) + (f" &nbsp;<i style='color:{muted}'>“{escape(card.stated)}”</i>" if card.stated else "")
    parts = [f"<p style='font-size:15px; font-weight:600; margin:0 0 4px 0'>{escape(card.title)}</p>"]
    parts.append(f"<p style='margin:0 0 8px 0'>{date}</p>")
    parts += [f"<p style='margin:0 0 8px 0'>{escape(paragraph)}</p>" for paragraph in card.summary.splitlines()]
    parts += [_section_html(section, muted, link) for section in card.sections]
    return "".join(parts)


def _section_html(section: "Section", muted: str, link: str) -> str:
    entries = "".join(
        f"<p style='color:{muted}; margin:0 0 3px 0'>{_entry_html(entry, link)}</p>" for entry in section.entries
    )
    heading = f"<p style='font-weight:600; margin:8px 0 3px 0'>{escape(section.heading)}</p>"
    return heading + entries


def _entry_html(entry: "Entry", link: str) -> str:
    words, title = escape(entry.words), ""
    target = entry.item.group_id if entry.item else entry.url if _is_web(entry.url) else ""
    if entry.file:
        target, title = f"{_FILE}:{quote(entry.file)}", f" title='{escape(str(Path(entry.file).absolute()))}'"
    style = f"style='color:{link}; text-decoration:underline'"
    return f"<a {style} href='{escape(target)}'{title}>{words}</a>" if target else words


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
