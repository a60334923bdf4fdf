"""Publishers of whom a file gives a name alone, or not even that; and who is meant, beside files that know more."""

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
    """The one of those that files know by more than a name who is called so; itself where none or several are.

    A guess means whoever has its words for a name. A name alone, as in a table, means whoever has just that for a title
    or a short name: else one ministry would be two that confirm each other.
    """
    others = [one for one in known if not is_inferred(one)]
    if not is_inferred(publisher):
        return _named(publisher, others)
    words = _words(publisher.title)
    called = (one for one in others if words in (_words(one.title), _words(one.short)))
    return _only((_named(one, others) for one in called), publisher)


def _named(publisher: Publisher, others: Iterable[Publisher]) -> Publisher:
    """Who is meant by a publisher of whom a file gives no more than a name."""
    if not _is_name_alone(publisher):
        return publisher
    called = (one for one in others if not _is_name_alone(one) and publisher.title in (one.title, one.short))
    return _only(called, publisher)


def _is_name_alone(publisher: Publisher) -> bool:
    return not publisher.short and not publisher.extra


def _only(found: Iterable[Publisher], otherwise: Publisher) -> Publisher:
    """The one that is found, if it is just one."""
    by_id = {one.id: one for one in found}
    return next(iter(by_id.values())) if len(by_id) == 1 else otherwise


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
