"""The figures that events of a table count themselves, in columns like “killed”, “killed low” and “killed high”."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from timeline_app.formats.problems import Severity, quoted, short_numbers
from timeline_app.formats.tables.row_faults import RowFaults
from timeline_app.formats.written_quantity import QuantityError, figure_text, quantity_written
from timeline_app.model.arrays import Floats, Indices, frozen
from timeline_app.model.figures import FigureColumns
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import MEASURES, Figure

_BOUNDS = (" low", "", " high")
"""What stands behind the name of a measure in the names of its columns."""
_NO_KIND = ("", "", "")


class FoundFigures(NamedTuple):
    """What was found in a table, and what is wrong with it."""

    figures: tuple[FigureColumns, ...]
    faults: tuple[RowFaults, ...]


def figures_of(
    columns: dict[str, pa.Array], spelled: Callable[[str], str], publishers: Sequence[str], said_by: Indices
) -> FoundFigures:
    """The figures in the columns of a table, which are taken out of it.

    Args:
        columns: texts, by the names that we have for them.
        spelled: says what such a column is called in the file.
        publishers: ids of who says them; "" is nobody in particular.
        said_by: for each row, who of these does.
    """
    figures: list[FigureColumns] = []
    faults: list[RowFaults] = []
    for measure in MEASURES:
        names = [measure + bound for bound in _BOUNDS]
        found = {name: _cells(columns.pop(name), name, spelled(name)) for name in names if name in columns}
        if found:
            stated = spelled(measure if measure in found else next(iter(found)))
            cells = [found[name].figures if name in found else None for name in names]
            whole = _figures((measure, "", "" if stated.lower() == measure else stated), *cells)
            figures += _by_publisher(whole, publishers, said_by)
            faults += [fault for one in found.values() for fault in one.faults]
    return FoundFigures(tuple(figures), tuple(faults))


def _by_publisher(whole: FigureColumns, publishers: Sequence[str], said_by: Indices) -> Iterable[FigureColumns]:
    """The figures of each publisher by itself; of all of them where there is but one."""
    if len(publishers) < 2:
        return [replace(whole, publisher=publishers[0] if publishers else "")]
    return [replace(whole.only(said_by == place), publisher=one) for place, one in enumerate(publishers)]


def _figures(
    kind: tuple[str, str, str], low: FigureColumns | None, best: FigureColumns | None, high: FigureColumns | None
) -> FigureColumns:
    """Figures of up to three columns; what stands in a column for the low or high bound comes before all else."""
    main = best or low or high
    assert main is not None
    if low is None and high is None:
        return FigureColumns(*kind, *main.columns)
    nothing = np.full(len(main.best), np.nan)
    bounds = (
        _first(_number(low) if low else nothing, best.low if best else nothing),
        best.best if best else nothing,
        _first(_number(high) if high else nothing, best.high if best else nothing),
    )
    numbers = FigureColumns.of_numbers(kind, *bounds)
    return replace(numbers, approximate=main.approximate, stated=main.stated)


class _Cells(NamedTuple):
    """A column of figures, and the rows in which none can be read."""

    figures: FigureColumns
    faults: tuple[RowFaults, ...] = ()


def _cells(column: pa.Array, name: str, spelled: str) -> _Cells:
    numbers = _plain_numbers(column)
    if numbers is not None:
        nothing = np.broadcast_to(np.float64(np.nan), (len(column),))
        return _Cells(FigureColumns.of_numbers(_NO_KIND, nothing, numbers, nothing))
    encoded = column.cast(pa.large_string()).fill_null("").dictionary_encode()
    distinct: list[str] = encoded.dictionary.to_pylist()
    read = {text: _read(text.strip()) for text in distinct}
    errors = {text: found for text, found in read.items() if isinstance(found, QuantityError)}
    figures = [_figure(text.strip(), found) for text, found in read.items()]
    places = encoded.indices.to_numpy()
    columns = FigureColumns.of(_NO_KIND, figures).taken(places)
    faulty = np.array([text in errors for text in distinct], np.bool_)
    rows = np.flatnonzero(faulty[places])

    def words(position: int) -> tuple[str, str]:
        error = errors[distinct[places[rows[position]]]]
        return f"the figure in the column {quoted(spelled)} can't be read: {error.what}", error.hint

    return _Cells(columns, (RowFaults(Severity.ERROR, name, rows, words),) if len(rows) else ())


def _plain_numbers(column: pa.Array) -> Floats | None:
    """The numbers in a column in which nothing but plain ones stands, NaN where nothing does; else None."""
    if pa.types.is_null(column.type):
        return np.full(len(column), np.nan)
    import pyarrow.compute as pc  # slow to import

    try:
        found = pc.if_else(pc.equal(column, ""), None, column).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    numbers: Floats = found.to_numpy(zero_copy_only=False)
    plain = np.count_nonzero(np.isfinite(numbers) & (numbers >= 0))
    return frozen(numbers) if plain + found.null_count == len(numbers) else None


def _read(text: str) -> Quantity | QuantityError:
    try:
        quantity = quantity_written(text)
    except QuantityError as error:
        return error
    faults = quantity.faults()
    return QuantityError(short_numbers(faults[0])) if faults else quantity


def _figure(text: str, found: Quantity | QuantityError) -> Figure | None:
    """The figure of a cell; its words are kept where they are more than a number."""
    if not text:
        return None
    quantity = Quantity() if isinstance(found, QuantityError) else found
    bare = quantity == Quantity(best=quantity.best) and quantity.best is not None and text == figure_text(quantity.best)
    return Figure("", quantity, stated="" if bare or text == quantity.words() else text)


def _number(figures: FigureColumns) -> Floats:
    """The one number of each cell."""
    return _first(figures.best, figures.high, figures.low)


def _first(found: Floats, *others: Floats) -> Floats:
    """What stands in the first column that has a number, row by row."""
    for column in others:
        found = np.where(np.isnan(found), column, found)
    return frozen(found)
