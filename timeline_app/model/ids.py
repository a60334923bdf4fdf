"""Finds ids that nobody has yet: for records without one, and for those that share one."""

import re
from collections import defaultdict
from collections.abc import Iterable

_LONGEST = 48


class Ids:
    """The ids in use in one kind of record."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: defaultdict[str, int] = defaultdict(lambda: 2)

    def free(self, wanted: str) -> str:
        """The wanted id, or where it is taken the first free one of `wanted-2`, `wanted-3` …; taken from now on."""
        found = wanted
        while found in self._taken:
            found = f"{wanted}-{self._next[wanted]}"
            self._next[wanted] += 1
        self._taken.add(found)
        return found


def id_of(words: str, otherwise: str) -> str:
    """An id made of words: "Official statements" is `official-statements`; `otherwise` where no letter is in them."""
    return re.sub(r"\W+", "-", words.lower())[:_LONGEST].strip("-") or otherwise
