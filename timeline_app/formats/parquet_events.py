"""Parquet files: a table with one event a row."""

from pathlib import Path

import pyarrow as pa

from timeline_app.formats.reading import Reading
from timeline_app.formats.table_events import read_table


def read_path(path: Path, file: str) -> Reading:
    """The events in a file; `file` is its name in problems."""
    return read_table(lambda: _table(path), "Parquet", file)


def _table(path: Path) -> pa.Table:
    """All of a file, in memory of its own; raises what Arrow raises."""
    from pyarrow import parquet  # slow to import

    with parquet.ParquetFile(str(path), memory_map=False) as source:
        return source.read()
