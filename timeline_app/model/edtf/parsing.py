"""Reads an EDTF text, and for one that is no date says what may be meant."""

from timeline_app.model.edtf.expressions import Expression
from timeline_app.model.edtf.faults import EdtfError
from timeline_app.model.edtf.reading import read


def parse(text: str) -> Expression:
    """Read one EDTF text.

    Raises:
        EdtfError: the text is no date that we read; names the faulty character, and a hint says what would be right.
    """
    try:
        return read(text)
    except EdtfError as error:
        from timeline_app.model.edtf.hints import explained  # only a text that is no date pays for its patterns

        raise explained(text, error) from None


def parse_meant(text: str) -> Expression:
    """Read what somebody typed: EDTF, or words where there is no doubt which date they mean.

    Raises:
        EdtfError: the text is no date; its hint says what would be right.
    """
    try:
        return parse(text)
    except EdtfError as error:
        if not error.meant:
            raise
        return read(error.meant)
