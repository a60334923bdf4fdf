"""Reads an EDTF text, and for one that is no date says what may be meant."""

from timeline_app.model.edtf.expressions import Expression
from timeline_app.model.edtf.reading import EdtfError, read


def parse(text: str) -> Expression:
    """Read one EDTF text.

    Raises:
        EdtfError: the text is no date that we read; names the faulty character, and a hint says what would be right.
    """
    try:
        return read(text)
    except EdtfError as error:
        from timeline_app.model.edtf.hints import hint  # only a text that is no date pays for its patterns

        raise EdtfError(error.what, error.position, hint(text.strip()) or error.hint) from None
