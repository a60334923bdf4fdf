"""Takes the blocks of a large table one by one, so that somebody can be told how far it is, and have it end."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import pyarrow as pa


class Blocks(Protocol):
    """What gives a table block by block."""

    @property
    def schema(self) -> pa.Schema:
        """The columns of all blocks."""

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """The blocks in their order."""


def table_of_blocks(blocks: Blocks, tell: Callable[[int], None]) -> pa.Table:
    """The table of some blocks; `tell` is told after each how many rows there have been, and may raise."""
    return pa.Table.from_batches(_told(blocks, tell), blocks.schema)


def _told(blocks: Iterable[pa.RecordBatch], tell: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
    rows = 0
    for block in blocks:
        rows += block.num_rows
        tell(rows)
        yield block
