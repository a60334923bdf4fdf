"""Markdown with YAML front matter: one event, whose keys stand between two lines "---" and whose text follows."""

import re
from pathlib import Path
from typing import NamedTuple

from timeline_app.formats.collecting import Collected, LineNotes
from timeline_app.formats.html_text import plain_text
from timeline_app.formats.markdown.front_matter import add_record
from timeline_app.formats.markdown.yaml_text import YamlError, record_of
from timeline_app.formats.problems import file_error, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.text import decoded, line_and_column

_FENCE = re.compile(r"---[ \t]*\n")
_LAST_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"#{1,6}[ \t](?P<words>[^\n]*)")
_BLOCKS = 8
"""How many blocks of a text are looked at for its first paragraph."""
_LONGEST_MARKED = 20_000
"""Marks are taken out of paragraphs up to this many characters; no person writes a longer one."""
_MARKS = (
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"!\[([^\[\]]{0,400})\]\([^()]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,400})\]\((https?://[^()\s]{1,2000})(?: [^()]{0,400})?\)"), r"\1 (\2)"),
    (re.compile(r"\[([^\[\]]{1,400})\]\([^()]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_`])(?=\S)([^\n]{1,400}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
)
_FORM = "put its keys between two lines ---, the first of which begins the file"


class _Parts(NamedTuple):
    """A file's front matter and the text behind it; `is_closed`: whether a line "---" stands between them."""

    front: str
    body: str
    is_closed: bool


def read(data: bytes, file: str) -> Reading:
    """The event in a Markdown file; where its front matter can't be read, all of it is a field of the event.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
    """
    source = decoded(data)
    text = source.text.replace("\r\n", "\n")
    notes, name = LineNotes(file), Path(file).stem
    parts = _parts(text)
    if parts is None:
        return Reading(None, (file_error(file, "the Markdown has no front matter, so no event is in it", _FORM),))
    found: Collected[int | None] = Collected(name, notes)
    if source.fault is not None:
        line = line_and_column(source.text, source.fault)[0]
        what = f"this is not a character in {source.encoding.upper()}; it is shown as “\ufffd”"
        found.error(line, what, "save the file as UTF-8")
    if not parts.is_closed:
        found.error(1, "the front matter is not closed: all of the file is read as it", "end it with a line ---")
    _add(found, parts, name)
    return Reading(found.timeline(), notes.problems)


def _parts(text: str) -> _Parts | None:
    first = _FENCE.match(text)
    if not first:
        return None
    last = _LAST_FENCE.search(text, first.end())
    if last is None:
        return _Parts(text[first.end() :], "", False)
    return _Parts(text[first.end() : last.start()], text[last.end() :], True)


def _add(found: Collected[int | None], parts: _Parts, name: str) -> None:
    try:
        record, lines, twice = record_of(parts.front)
    except YamlError as fault:
        found.error(fault.line + 1, f"the front matter can't be read: {fault.what}", fault.hint)
        record, lines, twice = {"title": name, "front matter": parts.front}, {}, []
    for line, key in twice:
        found.error(line + 1, f"this key is there twice; its value is kept as {quoted(key)}")

    def place_of(*keys: str | int) -> int:
        known = next((keys[:end] for end in range(len(keys), -1, -1) if keys[:end] in lines), None)
        return 1 if known is None else lines[known] + 1

    heading, summary = _heading_and_summary(parts.body)
    add_record(found, record, place_of, title=heading, summary=summary, body=parts.body)


def _heading_and_summary(body: str) -> tuple[str, str]:
    """The first heading and the first paragraph of a text, plain."""
    heading = ""
    for block in _PARAGRAPHS.split(body.strip(), maxsplit=_BLOCKS)[:_BLOCKS]:
        first = _HEADING.match(block)
        heading = heading or (_plain(first["words"].rstrip(" \t#")) if first else "")
        if words := _plain(block[first.end() :] if first else block):
            return heading, words
    return heading, ""


def _plain(paragraph: str) -> str:
    """A paragraph without marks, on one line; the address of a link stands behind its words in brackets."""
    if len(paragraph) <= _LONGEST_MARKED:
        for mark, plain in _MARKS:
            paragraph = mark.sub(plain, paragraph)
        paragraph = plain_text(paragraph)
    return " ".join(paragraph.split())
