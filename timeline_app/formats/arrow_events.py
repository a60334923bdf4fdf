"""Arrow's own files, those of Feather 2 too, and its streams: a table with one event a row."""

from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from timeline_app.formats.reading import Reading
from timeline_app.formats.table_events import read_table

_MAGIC = b"ARROW1"


def read_path(path: Path, file: str) -> Reading:
    """The events in a file; `file` is its name in problems."""
    return read_table(lambda: _table(path), "Arrow", file)


def _table(path: Path) -> pa.Table:
    """All of a file, in memory of its own; raises what Arrow raises."""
    with pa.OSFile(str(path)) as source:  # not mapped: a file that is cut short meanwhile would kill the program
        is_file = source.read(len(_MAGIC)) == _MAGIC
        source.seek(0)
        with (ipc.open_file if is_file else ipc.open_stream)(source) as reader:
            return reader.read_all()
