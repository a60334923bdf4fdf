"""Texts joined to a list, as a sentence has it: "1667, 1668 or 1670"."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline_app.translation import Message


class Joint(NamedTuple):
    """How the last text of a list is joined to the others; `apart` where the texts have commas of their own."""

    last: Message
    apart: Message


EITHER = Joint(Message("{list} or {last}"), Message("{list}; or {last}"))
BOTH = Joint(Message("{list} and {last}"), Message("{list}; and {last}"))
_NEXT = Message("{list}, {next}")
_NEXT_APART = Message("{list}; {next}")


def list_words(texts: Sequence[str], joint: Joint, *, apart: bool = False) -> str:
    """One text or more as a list."""
    words = texts[0]
    for text in texts[1:-1]:
        words = (_NEXT_APART if apart else _NEXT)(list=words, next=text)
    return (joint.apart if apart else joint.last)(list=words, last=texts[-1]) if len(texts) > 1 else words
