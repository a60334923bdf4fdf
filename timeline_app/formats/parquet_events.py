"""Parquet files: a table with one event a row."""

from pathlib import Path

import pyarrow as pa

from timeline_app.formats.reading import Reading
from timeline_app.formats.table_events import read_table


def read(path: Path, file: str) -> Reading:
    """The events in a Parquet file.

    Args:
        path: of the file.
        file: its name in problems; the timeline is called by it.
    """
    return read_table(lambda: _table(path), "Parquet", file)


def _table(path: Path) -> pa.Table:
    from pyarrow import parquet  # slow to import

    with parquet.ParquetFile(str(path), memory_map=False) as source:
        return source.read()
