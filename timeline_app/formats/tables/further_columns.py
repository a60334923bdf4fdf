"""Columns of events that few tables have: ids, the source's words, how a date is known, importance, zones, links."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from timeline_app.formats.csv_files.csv_cells import stripped_all
from timeline_app.formats.problems import Severity, quoted
from timeline_app.formats.tables.cited_sources import Cited, ids_in
from timeline_app.formats.tables.column_names import FURTHER, plain
from timeline_app.formats.tables.row_faults import RowFaults
from timeline_app.model.arrays import Floats, Indices, constant, frozen
from timeline_app.model.ids import Ids
from timeline_app.model.records import Source, SourceRef
from timeline_app.model.table import details_of, made_id
from timeline_app.model.when import Basis
from timeline_app.model.zones import is_zone

_IMPORTANCE = 0.5
_DETAILS = ("source", "source ids", "basis", "basis note", "zone", "estimate ids")
"""The columns of which the details of an event are made."""


class Further(NamedTuple):
    """What such columns say, each of shape (events,).

    Attributes:
        ids: null for an event that is called by its row; of type null where all are.
        stated: the date in the source's words, or None where no column says it.
        zones: of single events; empty where all have the same.
        zone: that all have.
        importance: 0 to 1.
        sources: that events name, in the order of their first use.
        details: see `table.details_of`.
        faults: what is wrong.
    """

    ids: pa.Array
    stated: pa.Array | None
    zones: list[str]
    zone: str
    importance: Floats
    sources: tuple[Source, ...]
    details: pa.Array
    faults: tuple[RowFaults, ...]


def further_of(columns: dict[str, pa.Array], rows: int) -> Further:
    """What these columns say of events; they, and the sources, are taken out of the columns of a table.

    A column that only happens to be called so stays there: importances that are no numbers from 0 to 1, zones that
    nobody knows, and other words for how a date is known.
    """
    found = _taken(columns)
    ids, faults = _ids(found.pop("id", None), rows)
    zone = _shared(found.get("zone"))
    if zone:
        del found["zone"]
    importance = found.pop("importance", None)
    stated = found.pop("stated", None)
    zones = [text or "UTC" for text in found["zone"].to_pylist()] if "zone" in found else []
    cited, details = _details(found, rows)
    numbers = constant(_IMPORTANCE, rows) if importance is None else _importances(importance)
    return Further(ids, stated, zones, zone or "UTC", numbers, tuple(cited.sources.values()), details, faults)


def _taken(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The columns of these names in which something stands, all of which they can hold."""
    found: dict[str, pa.Array] = {}
    for given in list(columns):
        name = plain(given)
        if name not in (*FURTHER, "source") or name in found:
            continue
        if pa.types.is_null(columns[given].type):
            del columns[given]
            continue
        cells = stripped_all(columns[given].fill_null(""))
        if all(map(_FITTING[name], cells.unique().to_pylist())) if name in _FITTING else True:
            found[name] = cells
            del columns[given]
    return found


def _is_importance(text: str) -> bool:
    try:
        return not text or 0 <= float(text) <= 1
    except ValueError:
        return False


_FITTING: Mapping[str, Callable[[str], bool]] = {
    "importance": _is_importance,
    "zone": lambda text: not text or is_zone(text),
    "basis": lambda text: not text or text in list(Basis),
}


def _shared(column: pa.Array | None) -> str:
    """The text that all rows have, or ""."""
    distinct = [] if column is None else column.unique().to_pylist()
    return distinct[0] if len(distinct) == 1 else ""


def _importances(column: pa.Array) -> Floats:
    encoded = column.dictionary_encode()
    values = [float(text) if text else _IMPORTANCE for text in encoded.dictionary.to_pylist()]
    return frozen(np.array(values, np.float64)[encoded.indices.to_numpy()])


# Ids


def _ids(column: pa.Array | None, rows: int) -> tuple[pa.Array, tuple[RowFaults, ...]]:
    """The ids of events; those that others have already get a suffix, and are named."""
    if column is None:
        return pa.nulls(rows), ()
    import pyarrow.compute as pc  # slow to import

    if pc.count_distinct(column).as_py() == rows and not pc.any(pc.equal(column, "")).as_py():
        return column, ()
    given = column.to_pylist()
    free = Ids()
    taken = [free.free(text) if text else "" for text in given]
    found = [name or free.free(made_id(row)) for row, name in enumerate(taken)]
    clashing = [row for row, text in enumerate(given) if text and found[row] != text]

    def words(position: int) -> tuple[str, str]:
        row = clashing[position]
        return f"the id {quoted(given[row])} is taken by another event", f"here it is called {quoted(found[row])}"

    fault = RowFaults(Severity.ERROR, "id", np.array(clashing, np.int64), words)
    return pa.array(found, pa.large_string()), (fault,)


# Details


def _details(columns: Mapping[str, pa.Array], rows: int) -> tuple[Cited, pa.Array]:
    """The sources that events name, and the details of each; made once for all events that have the same."""
    cited = Cited()
    present = {name: columns[name] for name in _DETAILS if name in columns}
    if not present:
        return cited, pa.nulls(rows)
    encoded = {name: column.dictionary_encode() for name, column in present.items()}
    words = {name: column.dictionary.to_pylist() for name, column in encoded.items()}
    first, places = _distinct([column.indices.to_numpy() for column in encoded.values()])
    codes = {name: column.indices.to_numpy()[first].tolist() for name, column in encoded.items()}
    records = [{name: words[name][codes[name][number]] for name in present} for number in range(len(first))]
    texts = [_details_text(record, cited) for record in records]
    if not any(texts):
        return cited, pa.nulls(rows)
    return cited, pa.array(texts, pa.large_string()).take(pa.array(places))


def _details_text(record: Mapping[str, str], cited: Cited) -> str | None:
    sources: Sequence[SourceRef] = cited.refs(record.get("source", ""), record.get("source ids", ""))
    return details_of(
        basis=Basis(record.get("basis") or Basis.STATED),
        basis_note=record.get("basis note", ""),
        fields={},
        sources=sources,
        estimates=ids_in(record.get("estimate ids", "")),
        zone=record.get("zone", ""),
        extra={},
    )


def _distinct(codes: Sequence[Indices]) -> tuple[Indices, Indices]:
    """The first row of each combination of codes, in the order of these rows, and which combination each row has."""
    whole = codes[0].astype(np.int64)
    for more in codes[1:]:
        _, whole = np.unique(whole * (int(more.max(initial=0)) + 1) + more, return_inverse=True)
    _, first, places = np.unique(whole, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return first[order], rank[places]
