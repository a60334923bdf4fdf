"""EDTF's "~" and "?" in words, for a whole date or for its parts."""

from timeline_app.model.edtf import Marks, Qualifier
from timeline_app.model.edtf.dates import PLAIN
from timeline_app.model.words.lists import BOTH, list_words
from timeline_app.translation import Message

_APPROXIMATE, _UNCERTAIN, _EITHER_WAY = Qualifier(True, False), Qualifier(False, True), Qualifier(True, True)
_ABOUT = Message("about {date}")
_REMARKS = {
    _APPROXIMATE: Message("approximate", "a date"),
    _UNCERTAIN: Message("uncertain", "a date"),
    _EITHER_WAY: Message("approximate and uncertain", "a date"),
}
_REMARKS_ON_PARTS = {
    _APPROXIMATE: Message("{parts} approximate"),
    _UNCERTAIN: Message("{parts} uncertain"),
    _EITHER_WAY: Message("{parts} approximate and uncertain"),
}
_NEXT_REMARK = Message("{remarks}, {next}")
_REMARKED = Message("{date}, {remark}")
_BRACKETED = Message("{date} ({remark})")
YEAR, MONTH, DAY = (
    Message("year", "part of a date"),
    Message("month", "part of a date"),
    Message("day", "part of a date"),
)


def marked(words: str, marks: Marks, parts: tuple[Message, ...], *, named: bool, bracketed: bool) -> str:
    """A date with what is approximate or uncertain of it.

    Args:
        words: the date.
        marks: of its parts.
        parts: what its parts are called; as many as were given.
        named: whether the words are a name that "about" can stand before.
        bracketed: whether a remark stands in brackets, for other words follow or go before that it doesn't hold for.
    """
    given = marks[: len(parts)]
    if len(set(given)) > 1:
        return _remarked(words, _on_parts(given, parts), bracketed)
    mark = given[0]
    if named and mark.approximate:
        words, mark = _ABOUT(date=words), Qualifier(False, mark.uncertain)
    return words if mark == PLAIN else _remarked(words, _REMARKS[mark](), bracketed)


def _remarked(words: str, remark: str, bracketed: bool) -> str:
    return (_BRACKETED if bracketed else _REMARKED)(date=words, remark=remark)


def _on_parts(given: tuple[Qualifier, ...], parts: tuple[Message, ...]) -> str:
    """Each remark once, with the parts that it holds for."""
    remarks = ""
    for mark in dict.fromkeys(given):
        if mark != PLAIN:
            alike = [part() for part, own in zip(parts, given, strict=True) if own == mark]
            remark = _REMARKS_ON_PARTS[mark](parts=list_words(alike, BOTH))
            remarks = _NEXT_REMARK(remarks=remarks, next=remark) if remarks else remark
    return remarks
