"""Lays tables out as CSV text, by columns: quotation marks where a cell needs them, and no cell that is a formula."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from timeline_app.formats.csv_files.csv_guard import guarded
from timeline_app.formats.csv_files.siblings import sibling
from timeline_app.formats.reading import Written
from timeline_app.formats.tables.table_losses import losses_of
from timeline_app.formats.tables.table_writing import Columns, estimate_columns, event_columns, source_columns
from timeline_app.model.timeline import Timeline

_DELIMITER_OF = {".tsv": "\t"}
_LINE_END = "\r\n"
_FORMULA = r"\A'*[=+\-@\t\r]"
_NUMBER = r"\A[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?%?\z"
"""What `csv_guard` looks for, as Arrow's regular expressions have it."""


def write(timeline: Timeline, path: Path) -> Written:
    """The events of a timeline as CSV, and its estimates and sources in files beside it."""
    delimiter = _DELIMITER_OF.get(path.suffix.lower(), ",")
    columns = {"estimates": estimate_columns(timeline), "sources": source_columns(timeline)}
    beside = {sibling(path, name).name: csv_bytes(table, delimiter) for name, table in columns.items() if table}
    joined = tuple(sibling(path, name).name for name, table in columns.items() if not table)
    data = csv_bytes(event_columns(timeline), delimiter, {"when": pa.array(timeline.events.times.dated)})
    return Written(data, losses_of(timeline, "CSV", path.stem), beside, joined)


def csv_bytes(columns: Columns, delimiter: str, dates: Mapping[str, pa.Array] | None = None) -> bytes:
    """A table as CSV; UTF-8 with a byte order mark where a spreadsheet would guess wrong without.

    Args:
        columns: texts by their names.
        delimiter: what stands between cells.
        dates: for columns of dates, in which rows there is one: a minus sign before it belongs to its year.
    """
    import pyarrow.compute as pc  # slow to import

    safe = dates or {}
    cells = [_quoted(_guarded(column, safe.get(name)), delimiter) for name, column in columns.items()]
    header = _quoted(pa.array([guarded(name) for name in columns], pa.large_string()), delimiter).to_pylist()
    end = pa.scalar("", pa.large_string())
    rows = pc.binary_join_element_wise(*cells, pa.scalar(delimiter, pa.large_string()))
    ended = pc.binary_join_element_wise(rows, end, pa.scalar(_LINE_END, pa.large_string()))
    body = delimiter.join(header).encode("utf-8") + _LINE_END.encode() + _bytes_of(ended)
    return body if body.isascii() else b"\xef\xbb\xbf" + body


def _guarded(column: pa.Array, dated: pa.Array | None) -> pa.Array:
    """The cells as `csv_guard.guarded` makes them, but for those that are dates."""
    import pyarrow.compute as pc  # slow to import

    cells = column.cast(pa.large_string()).fill_null("")
    risky = pc.and_not(pc.match_substring_regex(cells, _FORMULA), pc.match_substring_regex(cells, _NUMBER))
    if dated is not None:
        risky = pc.and_not(risky, dated)
    return pc.if_else(risky, pc.binary_replace_slice(cells, 0, 0, "'"), cells) if pc.any(risky).as_py() else cells


def _quoted(cells: pa.Array, delimiter: str) -> pa.Array:
    """The cells in quotation marks where there is a delimiter, a quotation mark or the end of a line in them."""
    import pyarrow.compute as pc  # slow to import

    special = pc.match_substring_regex(cells, f'["\r\n{delimiter}]')
    if not pc.any(special).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    mark = pa.scalar('"', pa.large_string())
    inside = pc.binary_join_element_wise(mark, doubled, mark, pa.scalar("", pa.large_string()))
    return pc.if_else(special, inside, cells)


def _bytes_of(column: pa.Array) -> bytes:
    """All texts of a column, one behind the other."""
    from timeline_app.model.letters import letters_of, limits_of

    limits = limits_of(column)
    found: bytes = letters_of(column)[limits[0] : limits[-1]].tobytes() if len(column) else b""
    return found
