"""Guesses what date a person meant who didn't write EDTF: an offer in words, never a correction made in silence."""

import unicodedata
from typing import NamedTuple

from timeline_app.model.edtf.faults import EdtfError
from timeline_app.model.edtf.hints.advice import ADVICE, has_either_order, lacks_year
from timeline_app.model.edtf.hints.dates import DATES, expression_of
from timeline_app.model.edtf.hints.days import length_of_month, missing_day
from timeline_app.model.edtf.hints.forms import first_meaning
from timeline_app.model.edtf.hints.languages import in_english
from timeline_app.model.edtf.hints.times import TIMES

_LONGEST = 60
_DASHES = dict.fromkeys(map(ord, "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}–—−"), "-")
_AROUND = " \t\r\n\"'“”‘’.,;"


class Hint(NamedTuple):
    """What is said to the writer of a text that is no date.

    Attributes:
        words: a question or advice; "" where nothing can be guessed.
        meant: the EDTF that was meant where there is no doubt of it, or "".
    """

    words: str = ""
    meant: str = ""


def hint(text: str) -> Hint:
    """What the writer of a text may have meant."""
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return Hint()
    meant = first_meaning((*DATES, *TIMES), plain)
    expression = expression_of(meant) if meant != text else None
    if expression is None:
        return Hint("" if meant else first_meaning(ADVICE, plain))
    return Hint(f"did you mean “{expression}”?", str(expression))


def explained(text: str, fault: EdtfError) -> EdtfError:
    """The fault of a text with a hint, and with a better reason where its day is one that the calendar lacks."""
    words, meant = hint(text.strip())
    what, day = missing_day(_plain(text))
    if not meant and has_either_order(_plain(text)):
        return EdtfError(f"“{text.strip()}” may mean two days", 0, words)
    if not meant and lacks_year(_plain(text)):
        return EdtfError("the year is missing", 0, words)
    if what and not meant:
        return EdtfError(what, max(text.find(day), 0), length_of_month(_plain(text)))
    return EdtfError(fault.what, fault.position, words or fault.hint, meant if words else fault.meant)


def _plain(text: str) -> str:
    """Small letters, plain hyphens and blanks, English months, the digits 0 to 9 for those of any script."""
    digits = "".join(str(unicodedata.decimal(character, character)) for character in text[: 4 * _LONGEST])
    plain = in_english(digits.lower().translate(_DASHES))
    inner = plain.strip(_AROUND)
    # beside a range, two dots at an end are an open one and not punctuation
    return " ".join((plain.strip(_AROUND.replace(".", "")) if ".." in inner else inner).split())
