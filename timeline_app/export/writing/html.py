"""Writing a page as one HTML file: the picture, and below it every event, the estimates and the sources as text.

It names no address that a browser would load, and can run nothing but its own script (Content Security Policy Level 3,
hashes). Without the script it is a plain document, in which each event of the picture leads to its text.
"""

import base64
import hashlib
from collections.abc import Iterator
from string import Template
from typing import TYPE_CHECKING

from timeline_app.export.document import Document, Output
from timeline_app.export.writing import records
from timeline_app.export.writing.svg import Drawing
from timeline_app.layout.pointing import item_of
from timeline_app.layout.scene import Group
from timeline_app.layout.view import Item
from timeline_app.paint.theme import Theme
from timeline_app.resources import resource

if TYPE_CHECKING:
    from timeline_app.paint.fonts import Fonts


def html(document: Document, theme: Theme, fonts: "Fonts", _output: Output) -> bytes:
    """The document's page as an HTML file."""
    return "\n".join(_lines(document, theme, fonts.family)).encode("utf-8", "replace")


def _lines(document: Document, theme: Theme, family: str) -> Iterator[str]:
    (page,) = document.pages
    shown = records.shown_items(document)
    told = frozenset(shown)
    drawing = Drawing(theme, family, document.description, document.language, lambda group: _link(group, told))
    style = Template(_part("document.css")).substitute(
        theme.colours, scheme="dark" if theme.name == "dark" else "light"
    )
    script = _part("document.js")
    yield "<!doctype html>"
    yield f'<html lang="{records.escaped(document.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield from _metadata(document)
    yield f"<title>{records.escaped(document.title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#list-of-events">To the events as text</a>'
    yield "<main>"
    yield f"<figure>{drawing.of(page)}</figure>"
    yield from records.sections(document, shown)
    yield "</main>"
    yield '<div id="card" class="record" role="tooltip" hidden></div>'
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"
    yield ""


def _metadata(document: Document) -> Iterator[str]:
    said = {
        "generator": "timeline-app",
        "description": document.description,
        "author": document.credit,
        "date": document.date,
    }
    for name, content in said.items():
        if content:
            yield f'<meta name="{name}" content="{records.escaped(content)}">'


def _link(group: Group, told: frozenset[Item]) -> str:
    """An event or a figure leads to what is said of it below, anything else to where it leads."""
    item = item_of(group.id)
    return f"#{records.name_of(item)}" if item in told and item else group.link


def _part(name: str) -> str:
    return resource("document", name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
