"""Writes the events of a timeline as a Parquet file: columns of text."""

from pathlib import Path

import pyarrow as pa

from timeline_app.formats.reading import Written
from timeline_app.formats.tables.table_losses import losses_of
from timeline_app.formats.tables.table_writing import event_columns
from timeline_app.model.timeline import Timeline


def write(timeline: Timeline, path: Path) -> Written:
    """The events of a timeline as columns of text; of sources there are words only, of estimates nothing."""
    from pyarrow import parquet  # slow to import

    columns = {name: column for name, column in event_columns(timeline).items() if name not in _LINKS}
    table = pa.table({name: column.cast(pa.large_string()) for name, column in columns.items()})
    output = pa.BufferOutputStream()
    parquet.write_table(table, output)
    return Written(output.getvalue().to_pybytes(), losses_of(timeline, "Parquet", path.stem, alone=True))


_LINKS = ("estimate ids",)
"""Columns that would lead to tables that aren't there."""
