"""EDTF's "~" and "?" in words, for a whole date or for its parts."""

from timeline_app.model.edtf import Marks, Qualifier
from timeline_app.model.edtf.dates import PLAIN
from timeline_app.model.words.lists import BOTH, list_words
from timeline_app.translation import Message

_APPROXIMATE, _UNCERTAIN, _EITHER_WAY = Qualifier(True, False), Qualifier(False, True), Qualifier(True, True)
_NAMED = {
    _APPROXIMATE: Message("about {date}"),
    _UNCERTAIN: Message("{date}, uncertain"),
    _EITHER_WAY: Message("about {date}, uncertain"),
}
_TOLD = {
    _APPROXIMATE: Message("{date}, approximate"),
    _UNCERTAIN: Message("{date}, uncertain"),
    _EITHER_WAY: Message("{date}, approximate and uncertain"),
}
_OF_PARTS = {
    _APPROXIMATE: Message("{date}, {parts} approximate"),
    _UNCERTAIN: Message("{date}, {parts} uncertain"),
    _EITHER_WAY: Message("{date}, {parts} approximate and uncertain"),
}
YEAR, MONTH, DAY = (
    Message("year", "part of a date"),
    Message("month", "part of a date"),
    Message("day", "part of a date"),
)


def marked(words: str, marks: Marks, parts: tuple[Message, ...], *, named: bool) -> str:
    """A date with what is approximate or uncertain of it.

    Args:
        words: the date.
        marks: of its parts.
        parts: what its parts are called; as many as were given.
        named: whether the words are a name that "about" can stand before.
    """
    given = marks[: len(parts)]
    if len(set(given)) == 1:
        return words if given[0] == PLAIN else (_NAMED if named else _TOLD)[given[0]](date=words)
    for mark in dict.fromkeys(given):
        if mark != PLAIN:
            alike = [part() for part, own in zip(parts, given, strict=True) if own == mark]
            words = _OF_PARTS[mark](date=words, parts=list_words(alike, BOTH))
    return words
