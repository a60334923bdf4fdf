"""Words in one field of events: in a further column of the data set, or in what a record's own fields say."""

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Indices
from timeline_app.model.blocks import blocks
from timeline_app.model.table import EventTable
from timeline_app.model.text_search import rows_holding

_MOST_KEPT = 65_536
"""Of so many different texts it is kept what they hold."""


@dataclass(frozen=True)
class FieldSearch:
    """A word that is looked for in one field of events.

    Attributes:
        events: what is searched.
        name: of the field, in any case.
        word: in any case.
    """

    events: EventTable
    name: str
    word: str

    def among(self, rows: Indices) -> Indices:
        """Those of some rows, ascending, whose field holds the word."""
        left = rows
        for column in _columns_named(self.events, self.name):
            left = left[~rows_holding(column, left, self.word)]
        left = np.setdiff1d(left, _rows_detailing(self.events, left, self.name, self.word), assume_unique=True)
        return np.setdiff1d(rows, left, assume_unique=True)


def has_field(events: EventTable, name: str) -> bool:
    """Whether any event has a field of a name, in any case."""
    if not name:
        return False
    if _columns_named(events, name):
        return True
    return any(len(_rows_detailing(events, rows, name, "")) for rows in blocks(len(events)))


def _columns_named(events: EventTable, name: str) -> list[pa.Array]:
    wanted = name.casefold()
    return [column for found, column in events.fields.items() if found.casefold() == wanted]


def _rows_detailing(events: EventTable, rows: Indices, name: str, word: str) -> Indices:
    """Those of some rows in whose own fields one of a name holds a word; each text is read once."""
    found = rows[rows_holding(events.details, rows, _written(name))]
    if word:
        found = found[rows_holding(events.details, found, json.dumps(word, ensure_ascii=False)[1:-1])]
    if not len(found):
        return found
    texts = events.details.take(pa.array(found)).to_pylist()
    holds = lru_cache(_MOST_KEPT)(lambda text: _holds(text, name.casefold(), word.casefold()))
    held: Indices = found[np.array([holds(text) for text in texts], dtype=bool)]
    return held


def _written(name: str) -> str:
    """A name as it stands before the value of a field."""
    return f"{json.dumps(name, ensure_ascii=False)}:"


def _holds(text: str, name: str, word: str) -> bool:
    fields = json.loads(text).get("fields", {})
    return any(key.casefold() == name and word in str(value).casefold() for key, value in fields.items())
