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
_WHOLE = r"^\s*(\d+)(?:\.0+)?\s*$"
"""A code; what keeps whole numbers with gaps as floats writes 1.0."""

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
    codes, unread = _codes(preset, by_name.get(preset.dates[-1]), rows)
    joined = _joined([*(cells.texts for cells in found), codes])
    encoded = joined.dictionary_encode()
    dates = [preset.date(text.split(_SEPARATOR)) for text in encoded.dictionary.to_pylist()]
    texts = pa.array(dates, pa.large_string()).take(pa.array(encoded.indices))
    notes = tuple(dict.fromkeys(note for cells in found for note in cells.notes))
    doubtful = any(cells.doubtful for cells in found)
    told = (*notes, preset.note, *_uncoded(header, texts, codes, unread))
    return Cells(texts, pa.nulls(rows), told, doubtful, unread_codes=unread)


def code_name(header: EventHeader) -> str:
    """What the column of the codes of precision is called in the file."""
    assert header.preset is not None
    return next((name for name in header.names if plain(name) == header.preset.dates[-1]), "")


def _codes(preset: Preset, column: pa.Array | None, rows: int) -> tuple[pa.Array, pa.Array | None]:
    """The codes of precision, "" where none is known, and those that are none, "" elsewhere; None where all are."""
    import pyarrow.compute as pc  # slow to import

    cells = pc.replace_substring_regex(pc.utf8_trim_whitespace(_texts(column, rows)), _WHOLE, r"\1")
    known = pc.is_in(cells, pa.array(["", *preset.codes], pa.large_string()))
    nothing = pa.scalar("", pa.large_string())
    unread = None if pc.all(known).as_py() in (True, None) else pc.if_else(known, nothing, cells)
    return pc.if_else(known, cells, nothing), unread


def _uncoded(header: EventHeader, dates: pa.Array, codes: pa.Array, unread: pa.Array | None) -> Sequence[str]:
    """That some rows have a date and no code, in a sentence."""
    import pyarrow.compute as pc  # slow to import

    without = pc.and_(pc.equal(codes, ""), pc.not_equal(dates, ""))
    count = pc.sum(without if unread is None else pc.and_(without, pc.equal(unread, ""))).as_py()
    if not count:
        return ()
    rows = "1 row has a date" if count == 1 else f"{count:,} rows have a date"
    return (f"{rows} without a {code_name(header)}: how exact is not known, so it is shown as approximate",)


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
    texts = text_column(
        words.get(text.removesuffix(".0"), text) if text else text for text in encoded.dictionary.to_pylist()
    )
    return texts.take(pa.array(encoded.indices))
