"""Lays a timeline out as tables of text, for whatever kind of file holds them: events, estimates and sources."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from timeline_app.formats.tables.cited_sources import BETWEEN, source_of_words, source_words
from timeline_app.formats.tables.column_names import CORE, FURTHER
from timeline_app.formats.tables.estimate_header import BOUNDS
from timeline_app.formats.tables.event_details import Details
from timeline_app.formats.tables.field_names import ESTIMATE_WORDS, EVENT_WORDS, SOURCE_WORDS, field_title
from timeline_app.formats.tables.figure_writing import figure_cells
from timeline_app.formats.written_quantity import figure_text
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.quantity import Relation
from timeline_app.model.records import Estimate, Source
from timeline_app.model.text_columns import text_column
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

Columns = Mapping[str, pa.Array]
"""Columns of text by their names, in their order; null or "" is nothing."""

_USUAL_IMPORTANCE = 0.5
_ALWAYS = ("id", "measure", "measure stated", *BOUNDS, "relation", "as of", "publisher")


# Events


def event_columns(timeline: Timeline) -> Columns:
    """The events of a timeline, one a row; made without looking at each."""
    events, details = timeline.events, Details(timeline.events.details)
    titles = pa.array([lane.title for lane in timeline.lanes], pa.large_string())
    core = {
        "when": events.when_texts,
        "title": events.titles,
        "lane": titles.take(pa.array(events.lane)) if len(titles) else pa.nulls(len(events)),
        "summary": events.summaries,
        "source": details.column(lambda record: _words_of_sources(record.get("sources", ()), timeline)),
    }
    assert tuple(core) == CORE
    further = {
        "id": _ids(timeline),
        "stated": events.stated,
        "basis": details.column(lambda record: record.get("basis", "")),
        "basis note": details.column(lambda record: record.get("basis_note", "")),
        "importance": _importance(events.importance),
        "zone": details.column(lambda record: record.get("zone", "") or _zone_to_tell(timeline)),
        "estimate ids": details.column(lambda record: BETWEEN.join(record.get("estimates", ()))),
        "source ids": details.column(_ids_of_sources) if needs_source_ids(timeline) else pa.nulls(len(events)),
    }
    figures = figure_cells(events.figures)
    fields = {field_title(name, EVENT_WORDS): column for name, column in _fields(timeline, details).items()}
    told = {name: further[name] for name in FURTHER if _says_anything(further[name])}
    return {**core, **told, **figures, **fields}


def _says_anything(column: pa.Array) -> bool:
    if pa.types.is_null(column.type) or column.null_count == len(column):
        return False
    import pyarrow.compute as pc  # slow to import

    return bool(pc.any(pc.greater(pc.binary_length(column), 0)).as_py())


def _zone_to_tell(timeline: Timeline) -> str:
    """The zone of a timeline, which its table has no other place for than beside each date."""
    return "" if timeline.time_zone == "UTC" else timeline.time_zone


def _ids(timeline: Timeline) -> pa.Array:
    """The ids of events; of type null where each is called by its row."""
    import pyarrow.compute as pc  # slow to import

    ids = timeline.events.ids
    rows = pa.array(np.arange(1, len(ids) + 1)).cast(pa.large_string())
    made = pc.binary_join_element_wise(pa.scalar("event", pa.large_string()), rows, pa.scalar("-", pa.large_string()))
    own = pc.coalesce(ids.cast(pa.large_string()), made)
    return pa.nulls(len(ids)) if own.equals(made) else own


def _importance(values: Any) -> pa.Array:
    distinct, places = np.unique(values, return_inverse=True)
    texts = ["" if value == _USUAL_IMPORTANCE else repr(value) for value in distinct.tolist()]
    return pa.array(texts, pa.large_string()).take(pa.array(places)) if any(texts) else pa.nulls(len(values))


def _fields(timeline: Timeline, details: Details) -> Columns:
    """The fields of events, those with columns of their own and those in details."""
    import pyarrow.compute as pc  # slow to import

    found = dict(timeline.events.fields)
    for name in dict.fromkeys(name for record in details.records for name in record.get("fields", ())):
        column = details.column(partial(_field_text, name))
        if name in found and not pa.types.is_null(column.type):
            column = pc.if_else(pc.equal(column, ""), found[name].cast(pa.large_string()).fill_null(""), column)
        found[name] = column if name not in found or not pa.types.is_null(column.type) else found[name]
    return found


def _field_text(name: str, record: Mapping[str, Any]) -> str:
    return cell_text(record.get("fields", {}).get(name))


def cell_text(value: object) -> str:
    """A value of a field in a cell: text as it is, anything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# Sources in cells


def _words_of_sources(refs: Sequence[Mapping[str, Any]], timeline: Timeline) -> str:
    return BETWEEN.join(source_words(timeline.source(ref["id"])) for ref in refs)


def _ids_of_sources(record: Mapping[str, Any]) -> str:
    return BETWEEN.join(ref["id"] for ref in record.get("sources", ()))


def needs_source_ids(timeline: Timeline) -> bool:
    """Whether the words of sources don't tell all of them: then they are named by ids, and listed in a table."""
    details = Details(timeline.events.details).records
    lists = [[ref["id"] for ref in record.get("sources", ())] for record in details]
    lists += [[ref.id for ref in record.sources] for record in timeline.estimates.records]
    cited = dict.fromkeys(source_id for ids in lists for source_id in ids)
    if any(len(ids) > 1 for ids in lists) or len(cited) != len(timeline.sources):
        return bool(timeline.sources or cited)
    ids = Ids()
    again = [_source_of(source_words(timeline.source(source_id)), ids) for source_id in cited]
    return again != [timeline.source(source_id) for source_id in cited]


def _source_of(words: str, ids: Ids) -> Source:
    """The source that a reader makes of words alone."""
    title, url = source_of_words(words)
    return Source(ids.free(id_of(words, "source")), title, url=url)


# Estimates and sources


def estimate_columns(timeline: Timeline) -> Columns:
    """The estimates of a timeline, one a row; none where there are no estimates."""
    ids = needs_source_ids(timeline)
    rows = [_estimate_cells(record, timeline, with_ids=ids) for record in timeline.estimates.records]
    return _table(rows, _ALWAYS) if rows else {}


def _estimate_cells(record: Estimate, timeline: Timeline, *, with_ids: bool) -> dict[str, str]:
    quantity = record.quantity
    sources = [timeline.source(ref.id) for ref in record.sources]
    bounds = {"low": quantity.low, "best": quantity.best, "high": quantity.high}
    cells = {
        "id": record.id,
        "measure": record.measure,
        "measure stated": record.measure_stated,
        **{name: "" if value is None else figure_text(value) for name, value in bounds.items()},
        "relation": "" if quantity.relation is Relation.UNQUALIFIED else quantity.relation.value,
        "approximate": "true" if quantity.approximate else "",
        "stated": record.stated,
        "subject": record.subject,
        **_date_cells("as of", record.as_of),
        **_date_cells("published", record.published),
        "since": record.since,
        "since stated": record.since_stated,
        "per": record.per,
        "zone": record.zone or _zone_to_tell(timeline),
        "publisher": timeline.publisher(record.publisher).title if record.publisher else "",
        "source": BETWEEN.join(map(source_words, sources)),
        "source ids": BETWEEN.join(ref.id for ref in record.sources) if with_ids else "",
        "note": record.note,
        "part of": record.part_of,
        "supersedes": record.supersedes,
    }
    return cells | {field_title(name, ESTIMATE_WORDS): cell_text(value) for name, value in record.extra.items()}


def _date_cells(name: str, when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    basis = "" if when.basis is Basis.STATED else when.basis.value
    return {
        name: when.edtf,
        f"{name} stated": when.stated,
        f"{name} basis": basis,
        f"{name} basis note": when.basis_note,
    }


def source_columns(timeline: Timeline) -> Columns:
    """The sources of a timeline, one a row; none where the words beside events and estimates tell all of them."""
    if not needs_source_ids(timeline):
        return {}
    return _table([_source_cells(source, timeline) for source in timeline.sources], ("id", "title"))


def _source_cells(source: Source, timeline: Timeline) -> dict[str, str]:
    cells = {
        "id": source.id,
        "title": source.title,
        "publisher": timeline.publisher_of(source),
        "date": source.date,
        "date basis": "" if source.date_basis is Basis.STATED else source.date_basis.value,
        "date note": source.date_note,
        "url": source.url,
        "note": source.note,
    }
    return cells | {field_title(name, SOURCE_WORDS): cell_text(value) for name, value in source.extra.items()}


def _table(rows: Sequence[Mapping[str, str]], always: Sequence[str]) -> Columns:
    """The columns of some records: those that are always there, and others in which something stands."""
    names = dict.fromkeys(name for row in rows for name in row)
    filled = [name for name in names if name in always or any(row.get(name) for row in rows)]
    missing = [name for name in always if name not in names]
    return {name: text_column(row.get(name, "") for row in rows) for name in (*filled, *missing)}
