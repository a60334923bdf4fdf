"""Dates as people write them: EDTF, or what can only mean one date, like "16 May 2025" or "Sept. 2022"."""

from functools import lru_cache
from typing import NamedTuple

from timeline_app.model.edtf import EdtfError, Expression
from timeline_app.model.edtf.hints import explained
from timeline_app.model.edtf.reading import read
from timeline_app.model.when import When, when_of


class WrittenDate(NamedTuple):
    """A date that was read.

    Attributes:
        text: EDTF.
        stated: as it was written, where that is not EDTF; else "".
    """

    text: str
    stated: str = ""


class WrittenTime(NamedTuple):
    """The same as it was understood.

    Attributes:
        expression: what it means.
        stated: see `WrittenDate`.
    """

    expression: Expression
    stated: str = ""

    def when(self, zone: str) -> When:
        """The time in a zone.

        Raises:
            EdtfError: it ends there before it starts.
        """
        when = when_of(self.expression, zone)
        return when.told(self.stated, when.basis, when.basis_note) if self.stated else when


@lru_cache(4096)
def written_date(text: str) -> WrittenDate:
    """The date that a text names.

    Raises:
        EdtfError: it is none, or may be one of several.
    """
    found = written_time(text)
    return WrittenDate(str(found.expression), found.stated)


@lru_cache(4096)
def written_time(text: str) -> WrittenTime:
    """The same as it is understood; each text is read once.

    Raises:
        EdtfError: it is none, or may be one of several.
    """
    plain = text.strip()
    try:
        return WrittenTime(read(plain))
    except EdtfError as fault:
        found = explained(plain, fault)
        if not found.meant:
            raise found from None
        return WrittenTime(read(found.meant), plain)


def when_written(text: str, zone: str = "UTC") -> When:
    """The time that a text names, with the text where it is not EDTF.

    Raises:
        EdtfError: it names none, or may name one of several, or lies in a zone where it ends before it starts.
    """
    return written_time(text).when(zone)
