"""Makes of the columns of a known data set those of a table of events: titles, words for codes, dates."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from timeline_app.formats.dates.date_cells import Cells, written_cells
from timeline_app.formats.tables.column_names import plain
from timeline_app.formats.tables.event_header import EventHeader
from timeline_app.formats.tables.presets import Preset
from timeline_app.model.text_columns import text_column

_SEPARATOR = "\x1f"
_MIDNIGHT = r"^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$"
"""UCDP has days alone, and writes some of its releases so."""

Columns = Mapping[str, pa.Array]


def with_words(header: EventHeader, columns: dict[str, pa.Array], rows: int) -> None:
    """Put titles and words for codes among the columns of a known data set."""
    preset, named = header.preset, _roles_by_plain_name(header)
    if preset is None:
        return
    for name, words in preset.words.items():
        if named.get(name) in columns:
            columns[named[name]] = _worded(columns[named[name]], words)
    if "title" not in columns:
        columns["title"] = _titles(preset, _by_plain_name(header, columns), rows)


def preset_dates(header: EventHeader, columns: Mapping[str, pa.Array], rows: int) -> Cells:
    """The dates of a data set that has columns for them; these stay, since they are the data set's own."""
    preset, by_name = header.preset, _by_plain_name(header, columns)
    assert preset is not None
    found = [_day_cells(by_name.get(name), rows, header.day_first) for name in preset.dates[:-1]]
    precisions = _texts(by_name.get(preset.dates[-1]), rows)
    joined = _joined([*(cells.texts for cells in found), precisions])
    encoded = joined.dictionary_encode()
    dates = [preset.date(text.split(_SEPARATOR)) for text in encoded.dictionary.to_pylist()]
    texts = pa.array(dates, pa.large_string()).take(pa.array(encoded.indices))
    notes = tuple(dict.fromkeys(note for cells in found for note in cells.notes))
    return Cells(texts, pa.nulls(rows), (*notes, preset.note), any(cells.doubtful for cells in found))


def _roles_by_plain_name(header: EventHeader) -> Mapping[str, str]:
    """What we call a column, by its plain name in the file."""
    return {plain(header.names[index]): name for name, index in header.columns.items()}


def _by_plain_name(header: EventHeader, columns: Columns) -> Columns:
    """The columns by their plain names in the file."""
    return {plain_name: columns[name] for plain_name, name in _roles_by_plain_name(header).items() if name in columns}


def _day_cells(column: pa.Array | None, rows: int, day_first: bool | None) -> Cells:
    """Days as they are written, without the midnights behind some; their texts have no nulls."""
    import pyarrow.compute as pc  # slow to import

    days = pc.replace_substring_regex(_texts(column, rows), _MIDNIGHT, r"\1")
    cells = written_cells(days, day_first=day_first)
    return cells._replace(texts=_texts(cells.texts, rows))


def _texts(column: pa.Array | None, rows: int) -> pa.Array:
    """A column of type large_string without nulls."""
    if column is None:
        return pa.repeat(pa.scalar("", pa.large_string()), rows)
    return column.cast(pa.large_string()).fill_null("")


def _joined(columns: Sequence[pa.Array]) -> pa.Array:
    import pyarrow.compute as pc  # slow to import

    return pc.binary_join_element_wise(*columns, pa.scalar(_SEPARATOR, pa.large_string()))


def _titles(preset: Preset, by_name: Columns, rows: int) -> pa.Array:
    import pyarrow.compute as pc  # slow to import

    nothing = pa.scalar("", pa.large_string())
    titles = _texts(None, rows)
    for before, name in preset.title:
        cells = _texts(by_name.get(name), rows)
        leading = pc.if_else(
            pc.or_(pc.equal(cells, ""), pc.equal(titles, "")), nothing, pa.scalar(before, pa.large_string())
        )
        titles = pc.binary_join_element_wise(titles, leading, cells, nothing)
    return titles


def _worded(column: pa.Array, words: Mapping[str, str]) -> pa.Array:
    """The column with words for codes; a code that has none stays."""
    if pa.types.is_null(column.type):
        return column
    encoded = column.dictionary_encode()
    texts = text_column(words.get(text, text) if text else text for text in encoded.dictionary.to_pylist())
    return texts.take(pa.array(encoded.indices))
