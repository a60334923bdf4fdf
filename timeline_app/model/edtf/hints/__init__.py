"""Guesses what date a person meant who didn't write EDTF: an offer in words, never a correction made in silence."""

from timeline_app.model.edtf.hints.advice import ADVICE
from timeline_app.model.edtf.hints.dates import DATES, expression_of
from timeline_app.model.edtf.hints.forms import first_meaning
from timeline_app.model.edtf.hints.times import TIMES

_LONGEST = 60
_DASHES = dict.fromkeys(map(ord, "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}–—−"), "-")

_AROUND = " \t\r\n\"'“”‘’.,;"


def hint(text: str) -> str:
    """What the writer of a text may have meant, as a question or advice; "" where nothing can be guessed."""
    plain = " ".join(text.lower().translate(_DASHES).strip(_AROUND).split())
    if len(plain) > _LONGEST:
        return ""
    meant = first_meaning((*DATES, *TIMES), plain)
    expression = expression_of(meant) if meant != text else None
    if expression is None:
        return "" if meant else first_meaning(ADVICE, plain)
    question = f"did you mean {expression}?"
    return question if not question.endswith("??") else f"write {expression} if that is meant"
