"""Dates as people write them: EDTF, or what can only mean one date, like "16 May 2025" or "Sept. 2022"."""

from functools import lru_cache
from typing import NamedTuple

from timeline_app.model import edtf
from timeline_app.model.edtf import EdtfError
from timeline_app.model.edtf.hints import explained
from timeline_app.model.when import When


class WrittenDate(NamedTuple):
    """A date that was read.

    Attributes:
        text: EDTF.
        stated: as it was written, where that is not EDTF; else "".
    """

    text: str
    stated: str = ""


@lru_cache(4096)
def written_date(text: str) -> WrittenDate:
    """The date that a text names.

    Raises:
        EdtfError: it is none, or may be one of several.
    """
    plain = text.strip()
    try:
        return WrittenDate(str(edtf.parse(plain)))
    except EdtfError as fault:
        found = explained(plain, fault)
        if not found.meant:
            raise found from None
        return WrittenDate(found.meant, plain)


def when_written(text: str, zone: str = "UTC") -> When:
    """The time that a text names, with the text where it is not EDTF.

    Raises:
        EdtfError: it names none, or may name one of several, or lies in a zone where it ends before it starts.
    """
    date = written_date(text)
    when = When.from_edtf(date.text, zone)
    return when.told(date.stated, when.basis, when.basis_note) if date.stated else when
