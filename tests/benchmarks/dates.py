"""How long it takes to read dates: one text at a time against python-edtf, a million at once against a bare cast.

    python tests/benchmarks/dates.py [--rounds 7] [--rows 1000000] [--json]

One text: the parser alone and the whole time of a text, and python-edtf's parser where it reads the text. The readers
take turns in each round. A round repeats each text, for neither parser keeps a result from one time to the next: ours
has no cache, and python-edtf's empties its own before each text. Ratios are to ours in the same round.

A column: 90 % days, 8 % months and years, 2 % other dates of several kinds, the same rows on each run. They are read
into columns of bounds; Arrow's cast of as many texts of plain days to timestamps is the unit. They take turns, too. A
first round of everything warms up and is not counted.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from random import Random
from typing import Any

import pyarrow as pa
from edtf import parse_edtf

from timeline_app.model import zones
from timeline_app.model.date_columns import read_dates
from timeline_app.model.edtf import parse
from timeline_app.model.when import When

Row = dict[str, Any]

TEXTS = {
    0: """2022-09-21 2022-09 2022 -0043-03-15 2022-09-21T14:05:01Z 2022-09-21T14:05:01+05:30 2004-02-01/2005-02-08""",
    1: """1984~ 2004-06? 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 2001-21 Y170000002 -1985
        2022-02-24/.. /2006 1984~/2004-06?""",
    2: """Y-17E7 1950S2 2001-34 2004-06~-11 ?2004-06-~11 156X-12-25 15XX-12-XX 1XXX-XX 2004-1X
        [1667,1668,1670..1672] [..1760-12-03] [1760-12..] {1960,1961-12} {2020..2021} 2004-06-XX/2004-07-03""",
}
"""A spread of texts of each level of EDTF."""
OURS = {"parse": parse, "When.from_edtf": When.from_edtf}
TIMES_OURS, TIMES_THEIRS = 200, 3
AIM_US = 20
EXOTIC = """{0}-{1:02}~ {0}? {0}-{1:02}-{2:02}/.. {0}-{1:02}-01/{0}-{1:02}-{2:02} {0}-2{3} [{0}-{1:02}-{2:02}..]
    {0}-{1:02}-XX {{{0}-{1:02}-{2:02},{0}-12-31}} {0}-{1:02}-{2:02}T{1:02}:{2:02} {2}.{1}.{0}"""
"""Forms of the dates that are no plain ones: of year, month, day and season; the last is no EDTF."""


def per_text(read: Callable[[str], object], text: str, times: int) -> float:
    """Seconds that one reading takes."""
    start = time.perf_counter()
    for _ in range(times):
        read(text)
    return (time.perf_counter() - start) / times


def readable(text: str) -> bool:
    """Whether python-edtf reads a text."""
    try:
        with redirect_stdout(StringIO()):  # it prints what it stumbles over
            parse_edtf(text)
    except Exception:  # noqa: BLE001 - it refuses some texts by exceptions that are faults of its own
        return False
    return True


def text_rows(rounds: int) -> Iterator[Row]:
    """Microseconds for each text and reader, medians of the rounds; at last the medians and extremes of all texts."""
    rows = [text_row(level, text, rounds) for level, texts in TEXTS.items() for text in texts.split()]
    yield from rows
    for name in ("parse_us", "When.from_edtf_us", "ratio"):
        found = [row[name] for row in rows if name in row]
        over = sum(value > AIM_US for value in found) if name == "parse_us" else None
        row: Row = {"all texts": name, "texts": len(found), "median": statistics.median(found)}
        yield row | {"min": min(found), "max": max(found)} | ({} if over is None else {f"over {AIM_US}": over})


def text_row(level: int, text: str, rounds: int) -> Row:
    """Microseconds for each reader of one text."""
    readers = {**OURS, **({"python-edtf": parse_edtf} if readable(text) else {})}
    found: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds + 1):
        for name, read in readers.items():
            found[name].append(per_text(read, text, TIMES_THEIRS if read is parse_edtf else TIMES_OURS))
    row: Row = {"level": level, "text": text}
    row |= {f"{name}_us": round(statistics.median(times[1:]) * 1e6, 1) for name, times in found.items()}
    if "python-edtf" in found:
        pairs = zip(found["python-edtf"][1:], found["parse"][1:], strict=True)
        row["ratio"] = round(statistics.median(their / our for their, our in pairs))
    return row


def columns(rows: int) -> tuple[pa.LargeStringArray, pa.LargeStringArray]:
    """Texts of plain days, and the same with a tenth of them in other forms."""
    random = Random(7)
    dates = [(random.randint(1900, 2023), random.randint(1, 12), random.randint(1, 28)) for _ in range(rows)]
    days = [f"{year}-{month:02}-{day:02}" for year, month, day in dates]
    mixed = [_mixed(day, *date, random) for day, date in zip(days, dates, strict=True)]
    return pa.array(days, pa.large_string()), pa.array(mixed, pa.large_string())


def _mixed(text: str, year: int, month: int, day: int, random: Random) -> str:
    kind = random.random()
    if kind < 0.9:
        return text
    if kind < 0.98:
        return text[: random.choice((4, 7))]
    return random.choice(EXOTIC.split()).format(year, month, day, random.randint(1, 4))


def column_rows(rows: int, rounds: int) -> Iterator[Row]:
    """Milliseconds for a whole column and reader, medians of the rounds, and the multiple of the bare cast."""
    days, mixed = columns(rows)
    readers: dict[str, Callable[[], object]] = {
        "bare Arrow cast of days": lambda: days.cast(pa.timestamp("s")),
        "columns of days": lambda: read_dates(days),
        "columns of mixed dates": lambda: read_dates(mixed),
        "columns of days by the clocks of Kyiv": lambda: _read_in_zone(days),
    }
    found: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds + 1):
        for name, read in readers.items():
            start = time.perf_counter()
            read()
            found[name].append(time.perf_counter() - start)
    exotic = len(set(mixed.to_pylist()) - set(days.to_pylist()))
    yield {"column": "mixed dates", "rows": rows, "distinct texts that are no days": exotic}
    unit = found["bare Arrow cast of days"]
    for name, times in found.items():
        ratio = statistics.median(own / bare for own, bare in zip(times[1:], unit[1:], strict=True))
        median = round(statistics.median(times[1:]) * 1e3, 1)
        yield {"column": name, "rows": rows, "median_ms": median, "ratio": round(ratio, 2)}


def _read_in_zone(texts: pa.LargeStringArray) -> None:
    """Without the offsets that are kept from the round before."""
    zones._wall_offset.cache_clear()
    read_dates(texts, "Europe/Kyiv")


def main() -> None:
    """Measure both and print a line for each result."""
    parser = argparse.ArgumentParser(description="The time to read dates.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for row in (*text_rows(options.rounds), *column_rows(options.rows, options.rounds)):
        print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
