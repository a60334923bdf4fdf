"""Lays a timeline out as tables of text, for whatever kind of file holds them: events, estimates and sources."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from timeline_app.formats.cited_sources import BETWEEN, source_of_words, source_words
from timeline_app.formats.column_names import CORE, SPELLINGS, plain
from timeline_app.formats.estimate_header import BOUNDS, ESTIMATES, SOURCES
from timeline_app.formats.figure_writing import figure_cells
from timeline_app.formats.further_columns import FURTHER
from timeline_app.formats.written_quantity import figure_text
from timeline_app.model.arrays import Indices
from timeline_app.model.ids import Ids, id_of
from timeline_app.model.quantity import Relation
from timeline_app.model.records import Estimate, Source
from timeline_app.model.text_columns import text_column
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

FIELD_MARK = " (field)"
"""Behind the name of a field that is called like one of the columns that we know."""

Columns = Mapping[str, pa.Array]
"""Columns of text by their names, in their order; null or "" is nothing."""

_USUAL_IMPORTANCE = 0.5
_ALWAYS = ("id", "measure", "measure stated", *BOUNDS, "relation", "as of", "publisher")


def field_title(name: str, known: Iterable[str]) -> str:
    """The name of a column for a field; one that would be taken for one of ours says that it is a field."""
    bare = name
    while bare.endswith(FIELD_MARK):
        bare = bare.removesuffix(FIELD_MARK)
    return f"{name}{FIELD_MARK}" if plain(bare) in known else name


def field_name(title: str, known: Iterable[str]) -> str:
    """The name of the field of which `field_title` made the name of a column."""
    bare = title.removesuffix(FIELD_MARK)
    return bare if field_title(bare, known) == title else title


EVENT_WORDS = frozenset([*FURTHER, *(word for words in SPELLINGS.values() for word in words)])
"""What no field may be called in a table of events, in small letters."""
ESTIMATE_WORDS = frozenset(word for words in ESTIMATES.values() for word in words)
SOURCE_WORDS = frozenset(word for words in SOURCES.values() for word in words)


# Events


class Details:
    """What events hold beside their columns; each distinct one is looked at once.

    Attributes:
        records: the distinct ones.
        counts: how many events have each.
    """

    def __init__(self, column: pa.Array) -> None:
        self.rows = len(column)
        if pa.types.is_null(column.type):
            self.records: list[dict[str, Any]] = [{}]
            self._places: Indices = np.zeros(self.rows, np.int64)
        else:
            encoded = column.fill_null("{}").dictionary_encode()
            self.records = [json.loads(text) for text in encoded.dictionary.to_pylist()]
            self._places = encoded.indices.to_numpy().astype(np.int64)
        self.counts = np.bincount(self._places, minlength=len(self.records))

    def column(self, text_of: Callable[[dict[str, Any]], str]) -> pa.Array:
        """A text of each event's."""
        texts = list(map(text_of, self.records))
        if not any(texts):
            return pa.nulls(self.rows)
        return pa.array(texts, pa.large_string()).take(pa.array(self._places))

    def count(self, number: Callable[[dict[str, Any]], int]) -> int:
        """How many of something all events have together."""
        return int(
            sum(number(record) * times for record, times in zip(self.records, self.counts.tolist(), strict=True))
        )


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
