"""Arrow's own files, those of Feather 2 too, and its streams: a table with one event a row."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from timeline_app.formats.reading import Reading
from timeline_app.formats.request import PLAIN, Request
from timeline_app.formats.tables.table_blocks import table_of_blocks
from timeline_app.formats.tables.table_events import preview_of, read_table
from timeline_app.formats.tables.table_preview import TablePreview

_MAGIC = b"ARROW1"


def read_path(path: Path, file: str, request: Request = PLAIN) -> Reading:
    """The events in a file; `file` is its name in problems, and `request` is what is asked for."""
    return read_table(lambda: _table(path, request.rows_of(file)), "Arrow", file, request)


def _table(path: Path, tell: Callable[[int, int], None]) -> pa.Table:
    """All of a file, block by block, in memory of its own; raises what Arrow raises."""
    with pa.OSFile(str(path)) as source:  # not mapped: a file that is cut short meanwhile would kill the program
        is_file = source.read(len(_MAGIC)) == _MAGIC
        source.seek(0)
        if not is_file:
            with ipc.open_stream(source) as stream:
                return table_of_blocks(stream, lambda rows: tell(rows, 0))
        with ipc.open_file(source) as reader:
            return table_of_blocks(_Batches(reader), lambda rows: tell(rows, 0))


def preview(path: Path, file: str) -> TablePreview:
    """The first rows of a file; raises what Arrow raises."""
    with pa.OSFile(str(path)) as source:
        is_file = source.read(len(_MAGIC)) == _MAGIC
        source.seek(0)
        reader = _Batches(ipc.open_file(source)) if is_file else ipc.open_stream(source)
        return preview_of(reader, reader.schema.names, file)


class _Batches:
    """The blocks of a file, which can be read in any order, in theirs."""

    def __init__(self, reader: pa.RecordBatchFileReader) -> None:
        self.schema = reader.schema
        self._reader = reader

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return map(self._reader.get_batch, range(self._reader.num_record_batches))
