"""Publishers that a file doesn't name and its own name suggests; beside files that name theirs, who may be meant."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from timeline_app.model.records import Publisher

INFERRED: Mapping[str, Any] = {"title_basis": "inferred", "title_note": "from the name of the file"}
"""What the record of such a publisher holds beside its title."""
_OF_SERIES = frozenset(
    "count counts cumulative daily data dataset figure figures history monthly number numbers running series "
    "statistics stats table time timeline total totals weekly".split()
)
"""Words in the name of a file that say what it is, and not whose."""
_WORD = re.compile(r"[^\W_]+")


def suggested_publisher(name: str, figures: Iterable[str]) -> str:
    """Who may give the figures in a file: its name without the words that say what it holds.

    Args:
        name: of the file, without its extension.
        figures: the names of the figures in it.
    """
    left_out = _OF_SERIES | {word for figure in figures for word in _words(figure)}
    kept = [word for word in _WORD.findall(name) if word.casefold() not in left_out]
    title = " ".join(kept or _WORD.findall(name)) or name
    return title[:1].upper() + title[1:]


def is_inferred(publisher: Publisher) -> bool:
    """Whether a publisher is no more than a guess."""
    return bool(publisher.extra.get("title_basis") == INFERRED["title_basis"])


def meant_publisher(publisher: Publisher, known: Iterable[Publisher]) -> Publisher:
    """The one of those that files name who is called like a guessed one; itself where none or several are."""
    if not is_inferred(publisher):
        return publisher
    words = _words(publisher.title)
    found = {one.id: one for one in known if not is_inferred(one) and words in (_words(one.title), _words(one.short))}
    return next(iter(found.values())) if len(found) == 1 else publisher


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
