"""What events hold beside their columns, as the table of events has it: JSON objects, many of them alike."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Indices


class Details:
    """What events hold beside their columns; each distinct one is looked at once.

    Attributes:
        records: the distinct ones.
        counts: how many events have each.
    """

    def __init__(self, column: pa.Array) -> None:
        self.rows = len(column)
        if pa.types.is_null(column.type):
            self.records: list[dict[str, Any]] = [{}]
            self._places: Indices = np.zeros(self.rows, np.int64)
        else:
            encoded = column.fill_null("{}").dictionary_encode()
            self.records = [json.loads(text) for text in encoded.dictionary.to_pylist()]
            self._places = encoded.indices.to_numpy().astype(np.int64)
        self.counts = np.bincount(self._places, minlength=len(self.records))

    def column(self, text_of: Callable[[dict[str, Any]], str]) -> pa.Array:
        """A text of each event's."""
        texts = list(map(text_of, self.records))
        if not any(texts):
            return pa.nulls(self.rows)
        return pa.array(texts, pa.large_string()).take(pa.array(self._places))

    def count(self, number: Callable[[dict[str, Any]], int]) -> int:
        """How many of something all events have together."""
        return int(
            sum(number(record) * times for record, times in zip(self.records, self.counts.tolist(), strict=True))
        )
