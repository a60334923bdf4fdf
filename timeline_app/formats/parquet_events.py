"""Parquet files: a table with one event a row."""

from pathlib import Path

import pyarrow as pa


def table(path: Path) -> pa.Table:
    """All of a file, in memory of its own; raises what Arrow raises."""
    from pyarrow import parquet  # slow to import

    with parquet.ParquetFile(str(path), memory_map=False) as source:
        return source.read()
