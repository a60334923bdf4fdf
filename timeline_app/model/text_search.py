"""Which texts of a column hold a word, in any case: quick enough for a million of them while somebody types."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Bytes, Indices, Mask
from timeline_app.model.letters import letters_of, limits_of

_LOOKALIKES = {"k": "\u212a".encode(), "s": "\u017f".encode()}
"""Letters beyond ASCII whose other case is a letter of ASCII: the sign for kelvin, and the long s."""
_LEAST = 2
"""What is shorter is found early in most texts, so that Arrow is quicker."""
_LAST_OF_ASCII = 127
_CASE = np.uint8(ord("a") - ord("A"))
"""The bit that a small letter of ASCII has and its capital lacks."""


def rows_holding(column: pa.Array, rows: Indices, word: str) -> Mask:
    """Which of some rows hold a word.

    Args:
        column: text, or of type null.
        rows: ascending.
        word: not empty, in any case.

    Returns:
        shape (rows,).
    """
    if pa.types.is_null(column.type) or not len(rows):
        return np.zeros(len(rows), dtype=bool)
    first, limit = int(rows[0]), int(rows[-1]) + 1
    if 2 * len(rows) > limit - first:  # to look at all between them is quicker than to copy them
        return holding(column.slice(first, limit - first), word)[rows - first]
    return holding(column.take(pa.array(rows)), word)


def holding(texts: pa.Array, word: str) -> Mask:
    """Which texts hold a word in any case: as Arrow's `match_substring` finds, in a third of its time.

    Args:
        texts: null holds nothing.
        word: not empty.
    """
    return _plain_holding(texts, word) if word.isascii() and len(word) >= _LEAST else _any_holding(texts, word)


def _any_holding(texts: pa.Array, word: str) -> Mask:
    import pyarrow.compute as pc  # slow to import, and needed only here

    matches = pc.match_substring(texts, word, ignore_case=True).fill_null(False)
    found: Mask = matches.to_numpy(zero_copy_only=False)
    return found


def _plain_holding(texts: pa.Array, word: str) -> Mask:
    """The same for a word of ASCII: its bytes are looked for in all texts at once."""
    letters, word = Letters.of(texts.cast(pa.large_string())), word.lower()
    found = letters.holding(word.encode())
    alike = [letters.holding(sign) for letter, sign in _LOOKALIKES.items() if letter in word and letters.beyond_ascii]
    if alike and len(unsure := np.flatnonzero(np.logical_or.reduce(alike))):
        found[unsure] = _any_holding(texts.take(pa.array(unsure)), word)
    if texts.null_count:
        found &= texts.is_valid().to_numpy(zero_copy_only=False)
    return found


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of some texts, one text right behind the other.

    Attributes:
        ends: where each text ends, shape (texts,).
        data: UTF-8.
    """

    ends: Indices
    data: Bytes

    @classmethod
    def of(cls, texts: pa.Array) -> "Letters":
        """The letters of a column of type `large_string`; nothing is copied."""
        limits = limits_of(texts)
        return cls(limits[1:] - limits[0], letters_of(texts)[limits[0] : limits[-1]])

    @property
    def beyond_ascii(self) -> bool:
        """Whether any letter is not of ASCII."""
        return bool(self.data.max(initial=0) > _LAST_OF_ASCII)

    def holding(self, wanted: bytes) -> Mask:
        """Which texts hold some bytes, two at least; a small letter of ASCII stands for the capital, too."""
        places = self._places(wanted)
        texts = np.searchsorted(self.ends, places, "right")
        found = np.zeros(len(self.ends), dtype=bool)
        inside = places + len(wanted) <= self.ends[texts]  # and not one text's end with the next one's beginning
        found[texts[inside]] = True
        return found

    def _places(self, wanted: bytes) -> Indices:
        """Where some bytes begin: two of them are looked for everywhere, the others only behind those."""
        room = len(self.data) - len(wanted) + 1
        if room <= 0:
            return np.empty(0, dtype=np.int64)
        places = np.flatnonzero(_same(self.data[:room], wanted[0]) & _same(self.data[1 : room + 1], wanted[1]))
        for behind, byte in enumerate(wanted[2:], 2):
            places = places[_same(self.data[places + behind], byte)]
        return places


def _same(data: Bytes, byte: int) -> Mask:
    """Which bytes are one in either case."""
    return np.equal(data | _CASE if ord("a") <= byte <= ord("z") else data, byte)
