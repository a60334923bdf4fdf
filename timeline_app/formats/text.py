"""Turns the bytes of a text file into text, and says which encoding was found."""

import codecs
from dataclasses import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: without a byte order mark; what can't be decoded is U+FFFD.
        encoding: that of the bytes, as Python names it.
        fault: index in `text` of the first character that the encoding doesn't have, or None.
    """

    text: str
    encoding: str
    fault: int | None = None


def decoded(data: bytes, fallback: str = "utf-8") -> Decoded:
    """The text of some bytes: by their byte order mark, as UTF-8, or else in the fallback encoding."""
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        return Decoded(body.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        fault = len(body[: error.start].decode(encoding, "replace"))
    used = encoding if mark else fallback
    return Decoded(body.decode(used, "replace"), used, fault)


def head_text(head: bytes) -> str:
    """The text at the beginning of a file, whose last character may be cut."""
    mark, encoding = next((pair for pair in _MARKS if head.startswith(pair[0])), (b"", "utf-8"))
    return head[len(mark) :].decode(encoding, "ignore" if mark else "replace")


def is_binary(head: bytes) -> bool:
    """Whether these bytes can't be text: more than one in twenty is a control character."""
    marked = any(head.startswith(mark) for mark, _ in _MARKS)
    letters = head_text(head).encode("latin-1", "replace") if marked else head
    controls = len(letters) - len(letters.translate(None, _CONTROLS))
    return controls > 1 + len(letters) * 0.05


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a place in a text, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
