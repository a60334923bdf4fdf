"""The figures that events themselves count, as columns of a table: “killed”, “killed low” and “killed high”."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from timeline_app.formats.tables.column_names import SPELLINGS, plain
from timeline_app.formats.written_quantity import QuantityError, figure_text, quantity_written
from timeline_app.model.arrays import Floats
from timeline_app.model.figures import RELATIONS, FigureColumns
from timeline_app.model.quantity import Relation
from timeline_app.model.records import Figure

_PLAIN = RELATIONS.index(Relation.UNQUALIFIED)


def figure_cells(figures: Sequence[FigureColumns]) -> dict[str, pa.Array]:
    """Columns by the names by which they are read again; of several kinds with one measure the first."""
    kept = {one.measure: one for one in reversed(figures) if one.measure in SPELLINGS}
    found: dict[str, pa.Array] = {}
    for measure, figure in reversed(kept.items()):
        found |= _cells(measure, figure)
    return found


def lost_figures(figures: Sequence[FigureColumns]) -> int:
    """How many figures no column gives back as they were."""
    kept = {one.measure: one for one in reversed(figures) if one.measure in SPELLINGS}
    untold = sum(int(one.given.sum()) for one in figures if kept.get(one.measure) is not one)
    words = sum(int(one.given.sum()) for one in kept.values() if one.publisher or _title(one) != _stated(one))
    odd = sum(_odd(one) for one in kept.values() if not _is_plain(one))
    return untold + words + odd


def _title(figure: FigureColumns) -> str:
    """The words of the data set, where these are read as this measure."""
    stated = figure.measure_stated
    return stated if plain(stated) in SPELLINGS[figure.measure] else figure.measure


def _stated(figure: FigureColumns) -> str:
    return figure.measure_stated or figure.measure


def _cells(measure: str, figure: FigureColumns) -> Mapping[str, pa.Array]:
    if not _is_plain(figure):
        return {
            _title(figure): pa.array([_words(figure.figure(row)) for row in range(len(figure.best))], pa.large_string())
        }
    columns = {f"{measure} low": figure.low, _title(figure): figure.best, f"{measure} high": figure.high}
    return {name: _texts(column) for name, column in columns.items() if name in SPELLINGS or name == _title(figure)}


def _is_plain(figure: FigureColumns) -> bool:
    """Whether nothing is said of figures but their numbers, each of which has a column."""
    has_bounds = f"{figure.measure} low" in SPELLINGS
    bounds = np.isfinite(figure.low) | np.isfinite(figure.high)
    plain_words = pa.types.is_null(figure.stated.type) and not figure.approximate.any()
    return plain_words and bool((figure.relation == _PLAIN).all()) and (has_bounds or not bounds.any())


def _texts(column: Floats) -> pa.Array:
    distinct, places = np.unique(column, return_inverse=True, equal_nan=True)
    texts = ["" if np.isnan(value) else figure_text(float(value)) for value in distinct]
    return pa.array(texts, pa.large_string()).take(pa.array(places))


def _words(figure: Figure | None) -> str:
    """A figure in one cell: as the file had it, or in our words."""
    if figure is None:
        return ""
    return figure.stated if figure.stated and _read(figure.stated) else figure.quantity.words()


def _read(text: str) -> bool:
    try:
        quantity_written(text)
    except QuantityError:
        return False
    return True


def _odd(figures: FigureColumns) -> int:
    """How many figures are not what is read in their cells."""
    found = (figures.figure(row) for row in range(len(figures.best)))
    return sum(_is_odd(figure) for figure in found if figure)


def _is_odd(figure: Figure) -> bool:
    cell = _words(figure)
    if not _read(cell) or quantity_written(cell) != figure.quantity:
        return True
    return figure.stated != ("" if cell == figure.quantity.words() else cell)
