"""What is wrong with the bytes of a text file: another encoding than UTF-8, NUL characters."""

from collections.abc import Iterator

from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.text import Decoded, line_and_column

_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}


def text_problems(found: Decoded, file: str) -> Iterator[Problem]:
    """Warnings that name the encoding, where it is not the one that was expected, and count NUL characters."""
    if found.fault is not None:
        name = _NAMES.get(found.encoding, found.encoding.upper())
        what, hint = f"the file is not UTF-8; it is read as {name}", "save it as UTF-8 if letters look wrong"
        yield Problem(Severity.WARNING, file, *_place(found, found.fault), None, what, hint)
    if (count := found.text.count("\0")) > 0:
        what = f"the file holds {count} NUL {'character' if count == 1 else 'characters'}, shown as “\ufffd”"
        yield Problem(Severity.WARNING, file, *_place(found, found.text.index("\0")), None, what)


def _place(found: Decoded, offset: int) -> tuple[int, int]:
    return line_and_column(found.text, min(offset, len(found.text)))
