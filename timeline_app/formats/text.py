"""Turns the bytes of a text file into text, and says which encoding was found."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from timeline_app.formats.encodings import legacy_encoding, wide_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: without a byte order mark; what can't be decoded is U+FFFD.
        encoding: that of the bytes, as Python names it.
        fault: index in `text` of the first character that is not UTF-8, or not of the encoding that the mark names;
            None where there is none.
        is_guess: whether nothing but the bytes themselves speaks for the encoding.
    """

    text: str
    encoding: str
    fault: int | None = None
    is_guess: bool = False


def decoded(data: bytes, legacy: Callable[[bytes], str] | None = None) -> Decoded:
    """The text of some bytes: by their byte order mark, as UTF-8, UTF-16 or UTF-32, or in an older encoding.

    Args:
        data: the whole file.
        legacy: what guesses the encoding of bytes that are not UTF-8; without it they are UTF-8 with faults.
    """
    size, marked = _marked(data)
    if not marked and (wide := wide_encoding(data)):
        return Decoded(data.decode(wide, "replace"), wide, 0, True)
    encoding = marked or "utf-8"
    body = data[size:]
    try:
        return Decoded(body.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        used = encoding if marked or legacy is None else legacy(body)
        fault = len(body[: error.start].decode(used, "replace"))
    return Decoded(body.decode(used, "replace"), used, fault, used != encoding)


def _marked(data: bytes) -> tuple[int, str]:
    """How many bytes the byte order mark has, and which encoding it names; 0 and "" without one."""
    return next(((len(mark), encoding) for mark, encoding in _MARKS if data.startswith(mark)), (0, ""))


def head_text(head: bytes) -> str:
    """The text at the beginning of a file, whose last character may be cut."""
    size, _ = _marked(head)
    decoder = codecs.getincrementaldecoder(_head_encoding(head))("replace")
    return decoder.decode(head[size:])


@lru_cache(maxsize=4)  # each format asks for the same one
def _head_encoding(head: bytes) -> str:
    size, marked = _marked(head)
    if encoding := marked or wide_encoding(head):
        return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head[size:])
    except UnicodeDecodeError:
        return legacy_encoding(head)
    return "utf-8"


def is_binary(head: bytes) -> bool:
    """Whether these bytes can't be text: more than one in twenty is a control character."""
    is_wide = _head_encoding(head).startswith(("utf-16", "utf-32"))
    letters = head_text(head).encode("latin-1", "replace") if is_wide else head
    controls = len(letters) - len(letters.translate(None, _CONTROLS))
    return controls > 1 + len(letters) * 0.05


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a place in a text, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
