"""Parquet files: a table with one event a row."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from timeline_app.formats.reading import Reading
from timeline_app.formats.request import PLAIN, Request
from timeline_app.formats.tables.table_events import preview_of, read_table
from timeline_app.formats.tables.table_preview import MOST_ROWS, TablePreview


def read_path(path: Path, file: str, request: Request = PLAIN) -> Reading:
    """The events in a file; `file` is its name in problems, and `request` is what is asked for."""
    return read_table(lambda: _table(path, request.rows_of(file)), "Parquet", file, request)


def _table(path: Path, tell: Callable[[int, int], None]) -> pa.Table:
    """All of a file, group by group of its rows, in memory of its own; raises what Arrow raises."""
    from pyarrow import parquet  # slow to import

    with parquet.ParquetFile(str(path), memory_map=False) as source:
        groups, rows = [], 0
        for number in range(source.num_row_groups):
            groups.append(source.read_row_group(number))
            rows += groups[-1].num_rows
            tell(rows, source.metadata.num_rows)
        return pa.concat_tables(groups) if groups else source.read()


def preview(path: Path, file: str) -> TablePreview:
    """The first rows of a file; raises what Arrow raises."""
    from pyarrow import parquet  # slow to import

    with parquet.ParquetFile(str(path), memory_map=False) as source:
        return preview_of(source.iter_batches(MOST_ROWS), source.schema_arrow.names, file)
