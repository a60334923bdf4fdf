"""What our TimelineJS files hold beside that program's keys, and the HTML that it has for texts."""

import html

from timeline_app.formats.json_files.json_objects import words_of_html
from timeline_app.formats.own_members import Told
from timeline_app.model.when import When

OWN = "timeline_app"
"""Key of what is said beside; see `own_members`."""
WHEN = "when_edtf"
"""Key of a date as EDTF, where parts can't say it."""
UNDATED = "timeline_app_undated"
"""Key of the slides without a date, with the `ROW` of each: the other program shows no timeline that has some."""
ROW = "row"


def html_of(text: str) -> str:
    """A text as HTML, no character of which is obeyed."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def told(texts: Told) -> Told:
    """What a reader makes of texts that are written so."""
    title, summary = (words_of_html(html_of(text)) for text in (texts.title, texts.summary))
    return Told(title, summary, texts.lane.strip())


def date_words(when: When | None, stated: str, *, is_parted: bool) -> str:
    """What is shown as a date: the source's words, or EDTF where parts alone would say too much; else ""."""
    return html_of(stated or ("" if is_parted or when is None else when.edtf))
