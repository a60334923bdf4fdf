"""Makes files of made-up events, the same on each run: `make_events.py N OUT.csv|.arrow|.parquet [--wide]`.

70 % of the events are moments, 30 % spans with log-normal lengths (median 10 minutes, sigma 1.5), in twelve lanes over
four years from 2020-01-01, in no order. Lanes 1 to 10 hold date-times to the second, lane 11 whole days, lane 12 a mix
of date-times, days, months and years, some of them approximate. Titles have seven words.
"""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv, ipc, parquet

Indices = NDArray[np.int64]

LANES = 12
_DAY_LANE, _MIXED_LANE = 10, 11
_FIRST, _DAYS, _LONGEST = np.datetime64("2020-01-01"), 1461, 180
"""The first day, how many days events begin on, and the most days that a span lasts."""
_DAY = 86400
_SPANS, _MEDIAN, _SIGMA = 0.3, 600.0, 1.5
_BLOCK = 1 << 19
_TITLE_WORDS = 7
_TEXT = """able acid aged air also arch area army atom aunt back ball band bank bark barn base bath bead beam bean bear
    bell belt bend bird blue boat body bold bolt bone book boot bowl box brick bus cabin cake calm camp cane card care
    cart case cash cave chain chalk city clay cliff clock cloud coal coast coat cold cook copper cord cork corn cotton
    cup dark dawn deep desk dish dock door dove draft drum dry dusk dust eagle early east edge elbow farm fast fence
    ferry field fig film fine fire fish flag flat flint flour flow fog fold foot fork frame fresh frost fruit gate
    glass goat gold grain grass gravel green grey grid hall hand harbour hat hay hazel heat hedge hill hinge honey hood
    hook horn house ice ink iron ivory jar joint keel key kite knot lake lamp land lane late leaf lemon lens level lid
    light lime line linen loaf lock long loom low map maple market mast meadow mile milk mill mint mist moon moss
    narrow needle nest net north note oak oat oil old olive open orange oven page paint pale palm paper path pear pine
    plain plank plum pond quiet rail rain reed rice ridge river road roof rope round salt sand seed silk silver
    slate slow small snow soft south spring stone straw table tall tide tin tower wall warm water west wheat wide"""
_WORDS = _TEXT.split()
_FORMS = ("D", "M", "Y")
"""The units of dates that aren't to the second, as NumPy names them."""
_SHARES = {"second": 0.4, "D": 0.2, "M": 0.15, "Y": 0.05, "D~": 0.1, "M~": 0.07, "Y~": 0.03}
"""How often each form of a date comes in the mixed lane; "~" is approximate."""


def make(rows: int, wide: bool) -> pa.Table:
    """A table of text with the columns when, title and lane; a wide one has six more."""
    random = np.random.default_rng(7)
    dates = _Dates()
    sizes = [min(_BLOCK, rows - first) for first in range(0, rows, _BLOCK)]
    return pa.concat_tables([_block(size, wide, random, dates) for size in sizes] or [_block(0, wide, random, dates)])


def write(table: pa.Table, path: Path) -> None:
    """Write a table in the format that the extension of a path stands for.

    Raises:
        ValueError: it stands for none.
    """
    if path.suffix == ".csv":
        with path.open("wb") as stream:
            stream.write((",".join(table.column_names) + "\n").encode())
            csv.write_csv(table, stream, csv.WriteOptions(include_header=False, quoting_style="none"))
    elif path.suffix == ".arrow":
        with ipc.new_file(path, table.schema) as writer:
            writer.write_table(table)
    elif path.suffix == ".parquet":
        parquet.write_table(table, path)
    else:
        raise ValueError(f"{path}: the name must end in .csv, .arrow or .parquet")


class _Dates:
    """Dates as text, looked up instead of being written one by one."""

    def __init__(self) -> None:
        days = _FIRST + np.arange(_DAYS + _LONGEST + 2)
        self._days, self._clock = _texts(days), _texts(np.arange(_DAY).astype("datetime64[s]"), 11)
        units = {unit: np.unique(days.astype(f"datetime64[{unit}]")) for unit in _FORMS}
        units = {unit: np.append(found, found[-1] + 1) for unit, found in units.items()}
        self._coarse = pa.concat_arrays([_texts(units[unit], mark=mark) for mark in ("", "~") for unit in _FORMS])
        self._offsets = np.concatenate([[0], np.cumsum([len(units[unit]) for _ in range(2) for unit in _FORMS])])
        self._numbers = {unit: (days.astype(f"datetime64[{unit}]") - units[unit][0]).astype(int) for unit in _FORMS}

    def exact(self, starts: Indices, ends: Indices, spans: NDArray[np.bool_]) -> pa.Array:
        """Date-times, or two with a slash, of seconds since the first day."""
        return _joined(self._at(starts), self._at(ends), spans)

    def coarse(self, form: Indices, starts: Indices, ends: Indices, spans: NDArray[np.bool_]) -> pa.Array:
        """Days, months and years by the number of their form; a span lasts one of its units at least."""
        numbers = np.stack([self._numbers[unit] for unit in _FORMS])
        unit = form % len(_FORMS)
        first, last = numbers[unit, starts // _DAY], numbers[unit, ends // _DAY]
        last = np.maximum(last, first + 1)
        offsets = self._offsets[form]
        return _joined(self._coarse.take(pa.array(offsets + first)), self._coarse.take(pa.array(offsets + last)), spans)

    def _at(self, seconds: Indices) -> pa.Array:
        days, clock = np.divmod(seconds, _DAY)
        return pc.binary_join_element_wise(self._days.take(pa.array(days)), self._clock.take(pa.array(clock)), "T")


def _texts(times: NDArray[np.datetime64], skip: int = 0, mark: str = "") -> pa.Array:
    return pa.array([text[skip:] + mark for text in np.datetime_as_string(times).tolist()])


def _joined(starts: pa.Array, ends: pa.Array, spans: NDArray[np.bool_]) -> pa.Array:
    ends = pc.if_else(pa.array(spans), ends, pa.scalar(None, pa.string()))
    return pc.binary_join_element_wise(starts, ends, "/", null_handling="skip")


def _block(rows: int, wide: bool, random: np.random.Generator, dates: _Dates) -> pa.Table:
    lanes = random.integers(LANES, size=rows)
    columns = {
        "when": _when(lanes, random, dates),
        "title": _title(rows, random),
        "lane": pa.array([f"Lane {lane + 1}" for lane in range(LANES)]).take(pa.array(lanes)),
    }
    if wide:
        words = pa.array(_WORDS)
        columns |= {
            "summary": _some(words, rows, 0.5, random),
            "source": _some(pa.array([f"Source {number + 1}" for number in range(20)]), rows, 1.0, random),
            "place": _some(words.slice(0, 50), rows, 0.9, random),
            "actor": _some(words.slice(50, 50), rows, 0.6, random),
            "category": _some(words.slice(100, 8), rows, 1.0, random),
            "note": _some(words, rows, 0.2, random),
        }
    return pa.table(columns)


def _when(lanes: Indices, random: np.random.Generator, dates: _Dates) -> pa.Array:
    starts, spans = random.integers(_DAYS * _DAY, size=len(lanes)), random.random(len(lanes)) < _SPANS
    lengths = np.clip(random.lognormal(np.log(_MEDIAN), _SIGMA, len(lanes)), 1, _LONGEST * _DAY).astype(np.int64)
    ends = starts + lengths
    mixed = random.choice(len(_SHARES), size=len(lanes), p=list(_SHARES.values())) - 1
    form = np.select([lanes == _DAY_LANE, lanes == _MIXED_LANE], [0, mixed], -1)
    exact, coarse = np.flatnonzero(form < 0), np.flatnonzero(form >= 0)
    texts = pa.concat_arrays(
        [
            dates.exact(starts[exact], ends[exact], spans[exact]),
            dates.coarse(form[coarse], starts[coarse], ends[coarse], spans[coarse]),
        ]
    )
    return texts.take(pa.array(np.argsort(np.concatenate([exact, coarse]), kind="stable")))


def _title(rows: int, random: np.random.Generator) -> pa.Array:
    words = pa.array(_WORDS)
    chosen = random.integers(len(_WORDS), size=(_TITLE_WORDS, rows))
    first, *others = (words.take(pa.array(numbers)) for numbers in chosen)
    return pc.binary_join_element_wise(pc.utf8_capitalize(first), *others, " ")


def _some(values: pa.Array, rows: int, share: float, random: np.random.Generator) -> pa.Array:
    """A column of some values, empty but for a share of the rows."""
    chosen = values.take(pa.array(random.integers(len(values), size=rows)))
    return pc.if_else(pa.array(random.random(rows) < share), chosen, "")


def main() -> None:
    """Make a file."""
    parser = argparse.ArgumentParser(description="A file of made-up events.")
    parser.add_argument("rows", type=int, metavar="N")
    parser.add_argument("path", type=Path, metavar="OUT.csv|.arrow|.parquet")
    parser.add_argument("--wide", action="store_true", help="nine columns instead of three")
    options = parser.parse_args()
    write(make(options.rows, options.wide), options.path)


if __name__ == "__main__":
    main()
