"""What is wrong with the bytes of a text file: another encoding than UTF-8, NUL characters."""

from collections.abc import Iterator

from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.text import Decoded, line_and_column

_NAMES = {
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (Western European)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp866": "the Cyrillic of DOS",
    "iso8859_2": "ISO 8859-2 (Central European)",
    "koi8_u": "KOI8 (Cyrillic)",
    "mac_roman": "Mac Roman",
}
_NUL = b"\0"
_SHOWN = "\ufffd"


def encoding_name(encoding: str) -> str:
    """What people call an encoding."""
    return _NAMES.get(encoding, encoding.upper())


def text_problems(found: Decoded, file: str) -> Iterator[Problem]:
    """Warnings that name the encoding, where it is not the one that was expected, and count NUL characters."""
    if found.fault is not None:
        place = line_and_column(found.text, min(found.fault, len(found.text)))
        yield Problem(Severity.WARNING, file, *place, None, *_encoding_words(found))
    if (count := found.text.count("\0")) > 0:
        yield _of_nuls(count, file, *line_and_column(found.text, found.text.index("\0")))


def _encoding_words(found: Decoded) -> tuple[str, str]:
    name = encoding_name(found.encoding)
    if found.is_guess:
        hint = "if letters look wrong, open it in the program that it comes from and save it as UTF-8"
        return f"the file is not UTF-8; it looks like {name}", hint
    return f"the file holds bytes that are not {name}, shown as “{_SHOWN}”", "save it as UTF-8"


def nul_problems(data: bytes, file: str) -> Iterator[Problem]:
    """The same of the NUL characters in the bytes of a file in UTF-8."""
    if (count := data.count(_NUL)) > 0:
        place = data.index(_NUL)
        first = data.rfind(b"\n", 0, place) + 1
        column = len(data[first:place].decode("utf-8" if first else "utf-8-sig", "replace")) + 1
        yield _of_nuls(count, file, data.count(b"\n", 0, place) + 1, column)


def without_nuls(data: bytes) -> bytes:
    """Bytes in UTF-8 with NUL characters as they are shown."""
    return data.replace(_NUL, _SHOWN.encode())


def _of_nuls(count: int, file: str, line: int, column: int) -> Problem:
    what = f"the file holds {count:,} NUL {'character' if count == 1 else 'characters'}, shown as “{_SHOWN}”"
    return Problem(Severity.WARNING, file, line, column, None, what)
