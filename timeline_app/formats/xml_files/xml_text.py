"""The text of an XML file, in the encoding that it declares."""

import re

from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.encodings import legacy_encoding
from timeline_app.formats.problems import Severity
from timeline_app.formats.text import Decoded, decoded, line_and_column
from timeline_app.formats.text_problems import encoding_name

_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']""")
_LEGACY = re.compile(
    r"iso[-_]?8859[-_]\d+|latin[-_]?\d+|windows[-_]125\d|cp\d+|(?:us-)?ascii|koi8[-_][rut]|mac[-_]?\w+"
    r"|gb\w+|big5\w*|euc[-_]\w+|shift_?jis\w*|s_?jis\w*|tis-?620",
    re.IGNORECASE | re.ASCII,
)
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def checked_text(data: bytes, notes: LineNotes) -> str:
    """The text of a file, with a note where its bytes don't fit its encoding, or are no characters of XML."""
    found = _decoded(data)
    if found.fault is not None:
        what = f"the file holds bytes that its encoding doesn't have; it is read as {encoding_name(found.encoding)}"
        notes(Severity.ERROR, line_and_column(found.text, found.fault)[0], what, "save the file as UTF-8")
    if wrong := _NO_CHARACTERS.search(found.text):
        what = "the file holds control characters, which XML doesn't allow; they are shown as “\ufffd”"
        notes(Severity.ERROR, line_and_column(found.text, wrong.start())[0], what, "")
    return _NO_CHARACTERS.sub("\ufffd", found.text)


def _decoded(data: bytes) -> Decoded:
    """The text by a byte order mark or the declaration; else as UTF-8, or in a likely older encoding."""
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii") if declared else ""
    if not _LEGACY.fullmatch(encoding):
        return decoded(data, legacy_encoding)
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        return decoded(data, legacy_encoding)
    except UnicodeDecodeError as error:
        fault = len(data[: error.start].decode(encoding, "replace"))
        return Decoded(data.decode(encoding, "replace"), encoding, fault)
