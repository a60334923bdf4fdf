"""Words in events: in a text of theirs, in what their records say besides, or in the title of a source they name."""

import json
from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Bytes, Indices, Mask
from timeline_app.model.table import EventTable
from timeline_app.model.text_search import Letters, holding, rows_holding
from timeline_app.model.timeline import Timeline

_MOST_SOURCES = 4
"""More of them are not looked for one by one."""
_MOST_KEPT = 65_536
"""Of so many different texts it is kept what they hold."""


@dataclass(frozen=True)
class WordSearch:
    """A word that is looked for in the events of a timeline.

    Attributes:
        timeline: what is searched.
        word: in any case.
    """

    timeline: Timeline
    word: str

    def among(self, rows: Indices) -> Indices:
        """Those of some rows, ascending, that hold the word."""
        left = rows
        for looks in (self._in_texts, self._in_dates, self._in_details):
            left = looks(left)
        return np.setdiff1d(rows, left, assume_unique=True)

    @property
    def _events(self) -> EventTable:
        return self.timeline.events

    def _in_texts(self, rows: Indices) -> Indices:
        """The rows that don't hold it in a column of text."""
        events = self._events
        for column in (events.titles, events.summaries, events.stated, *events.fields.values()):
            rows = rows[~rows_holding(column, rows, self.word)]
        return rows

    def _in_dates(self, rows: Indices) -> Indices:
        """The rows that don't hold it in a date that can't be read: of one that can, the digits say nothing."""
        held = rows_holding(self._events.when_texts, rows, self.word)
        held[held] = ~self._events.times.taken(rows[held]).dated
        return rows[~held]

    def _in_details(self, rows: Indices) -> Indices:
        """The rows whose details don't hold it: of those that may, each text is read once, however many have it."""
        details = self._events.details
        places = np.flatnonzero(self._may_hold(lambda word: rows_holding(details, rows, word), len(rows)))
        if not len(places):
            return rows
        texts = details.take(pa.array(rows[places])).cast(pa.large_string()).dictionary_encode()
        held = self._texts_holding(texts.dictionary)[texts.indices.to_numpy()]
        return np.delete(rows, places[held])

    def _texts_holding(self, texts: pa.Array) -> Mask:
        """Which of some details hold it."""
        held = holding(without_keys(texts), self._written) | self._naming_sources(
            lambda word: holding(texts, word), len(texts)
        )
        for place in np.flatnonzero(held).tolist():
            held[place] = self._reads(texts[place].as_py())
        return held

    def _may_hold(self, looks: Callable[[str], Mask], length: int) -> Mask:
        """Which of some details have the word anywhere, or the id of one of the sources."""
        return looks(self._written) | self._naming_sources(looks, length)

    def _naming_sources(self, looks: Callable[[str], Mask], length: int) -> Mask:
        """Which of some details may name one of the sources that hold the word."""
        found = np.zeros(length, dtype=bool)
        for text in _written_ids(self._sources) if len(self._sources) <= _MOST_SOURCES else ('"sources"',):
            found |= looks(text)
        return found

    @cached_property
    def _written(self) -> str:
        """The word as it stands in a text of JSON."""
        return json.dumps(self.word, ensure_ascii=False)[1:-1]

    @cached_property
    def _sources(self) -> Set[str]:
        """Ids of the sources whose title or publisher holds the word."""
        timeline, wanted = self.timeline, self.word.casefold()
        titles = ((source.id, f"{source.title} {timeline.publisher_of(source)}") for source in timeline.sources)
        return {source for source, title in titles if wanted in title.casefold()}

    @cached_property
    def _reads(self) -> Callable[[str], bool]:
        """Whether details hold the word, or one of their sources does."""
        wanted, sources = self.word.casefold(), self._sources

        def reads(text: str) -> bool:
            details = json.loads(text)
            refs = details.get("sources", ())
            if any(ref["id"] in sources for ref in refs):
                return True
            told = [details.get("basis_note", ""), *map(str, details.get("fields", {}).values())]
            told += [f"{ref.get('locator', '')} {ref.get('quote', '')}" for ref in refs]
            return any(wanted in words.casefold() for words in told)

        return lru_cache(_MOST_KEPT)(reads)


def _written_ids(sources: Set[str]) -> list[str]:
    return [json.dumps(source, ensure_ascii=False) for source in sources]


def without_keys(texts: pa.Array) -> pa.Array:
    """Objects of JSON as text in which the letters of all keys are 0, which no text of JSON holds.

    Args:
        texts: of type `large_string`, none of them null, with no blank between a key and its colon.
    """
    letters = Letters.of(texts)
    data = np.append(letters.data, np.uint8(0))
    quotes = _unescaped(data, np.flatnonzero(data == ord('"')))
    opening, closing = quotes[::2], quotes[1::2]
    keys = data[closing + 1] == ord(":")
    steps = np.zeros(len(data), dtype=np.int8)
    steps[opening[keys]], steps[closing[keys] + 1] = 1, -1
    data[np.cumsum(steps, dtype=np.int8) > 0] = 0
    limits = np.concatenate([[0], letters.ends])
    return pa.LargeStringArray.from_buffers(len(texts), pa.py_buffer(limits), pa.py_buffer(data))


def _unescaped(data: Bytes, quotes: Indices) -> Indices:
    """The quotation marks that begin or end a text: those behind an even number of backslashes."""
    escaped, before = np.zeros(len(quotes), dtype=bool), quotes - 1
    while (behind := data[before] == ord("\\")).any():
        escaped ^= behind
        before = before - behind
    return quotes[~escaped]
