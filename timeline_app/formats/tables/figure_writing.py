"""The figures that events themselves count, as columns of a table: “killed”, “killed low” and “killed high”."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from timeline_app.formats.tables.column_names import guessed, plain
from timeline_app.formats.tables.figure_columns import figures_of
from timeline_app.formats.tables.spellings import FIGURES, SPELLINGS
from timeline_app.formats.written_quantity import QuantityError, figure_text, is_doubtful, quantity_written
from timeline_app.model.arrays import Floats
from timeline_app.model.figures import RELATIONS, FigureColumns
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Figure

FIGURE_TITLES = frozenset(
    word for measure in FIGURES for bound in ("", " low", " high") for word in SPELLINGS.get(measure + bound, ())
)
"""What columns of figures are called, in small letters."""

_PLAIN = RELATIONS.index(Relation.UNQUALIFIED)
_DIGITS = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII)


def figure_cells(figures: Sequence[FigureColumns]) -> dict[str, pa.Array]:
    """Columns by the names by which they are read again; of several kinds with one measure the first."""
    found: dict[str, pa.Array] = {}
    for measure, figure in _kept(figures).items():
        found |= _cells(measure, figure)
    return found


def _kept(figures: Sequence[FigureColumns]) -> Mapping[str, FigureColumns]:
    """The kind of figure that has the columns of each measure."""
    first = {one.measure: one for one in reversed(figures) if one.measure in FIGURES}
    return dict(reversed(first.items()))


def number_in(cell: str) -> float | None:
    """The number that is all that a cell says, where the same is read of a cell of numbers; else None."""
    if not _DIGITS.fullmatch(cell):
        return None
    value = float(cell)
    return None if is_doubtful(repr(value)) or figure_text(value) != cell else value


def _title(figure: FigureColumns) -> str:
    """The words of the data set, where these are read as this measure."""
    stated = figure.measure_stated
    return stated if plain(stated) in SPELLINGS[figure.measure] else figure.measure


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
    plain_words = not figure.approximate.any() and not _stated(figure).any()
    return plain_words and bool((figure.relation == _PLAIN).all()) and (has_bounds or not bounds.any())


def _stated(figure: FigureColumns) -> NDArray[np.object_]:
    """The words of each figure, "" where there are none."""
    if pa.types.is_null(figure.stated.type):
        return np.full(len(figure.best), "", object)
    return np.array([text or "" for text in figure.stated.to_pylist()], object)


def _texts(column: Floats) -> pa.Array:
    distinct, places = np.unique(column, return_inverse=True, equal_nan=True)
    texts = ["" if np.isnan(value) else figure_text(float(value)) for value in distinct]
    return pa.array(texts, pa.large_string()).take(pa.array(places))


def _words(figure: Figure | None) -> str:
    """A figure in one cell: as the file had it, unless only our words give its numbers."""
    if figure is None:
        return ""
    quantity = figure.quantity
    if figure.stated and (quantity == Quantity() or _gives(figure.stated, quantity)):
        return figure.stated
    is_number = quantity.best is not None and quantity == Quantity(best=quantity.best)
    return figure_text(quantity.best) if is_number and quantity.best is not None else quantity.words()


def _gives(text: str, quantity: Quantity) -> bool:
    try:
        return quantity_written(text) == quantity
    except QuantityError:
        return False


# What is lost


def lost_figures(figures: Sequence[FigureColumns]) -> int:
    """How many figures no column gives back as they were: those that are others when their cells are read again."""
    kept = _kept(figures)
    again = _read_again(figure_cells(figures))
    return sum(
        _unlike(one, again[one.measure]) if kept.get(one.measure) is one else int(one.given.sum()) for one in figures
    )


def _read_again(cells: Mapping[str, pa.Array]) -> Mapping[str, FigureColumns]:
    names = list(cells)
    called = {role: names[place] for role, place in guessed(names).items()}
    columns = {role: cells[name] for role, name in called.items()}
    nobody = np.zeros(len(next(iter(cells.values()), ())), np.int64)
    return {one.measure: one for one in figures_of(columns, called.__getitem__, (), nobody).figures}


def _unlike(figures: FigureColumns, again: FigureColumns) -> int:
    """How many figures are not what is read."""
    if figures.publisher or _measure_words(figures) != _measure_words(again):
        return int(figures.given.sum())
    numbers = ((getattr(figures, name), getattr(again, name)) for name in ("low", "best", "high"))
    changed = _stated(figures) != _stated(again)
    changed |= (figures.relation != again.relation) | (figures.approximate != again.approximate)
    for before, after in numbers:
        changed |= (before != after) & ~(np.isnan(before) & np.isnan(after))
    return int(np.count_nonzero(changed & figures.given))


def _measure_words(figures: FigureColumns) -> str:
    """What is counted, in the words of the data set; none but the measure's own where these are the same."""
    return "" if figures.measure_stated.lower() == figures.measure else figures.measure_stated
