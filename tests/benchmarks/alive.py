"""How long the event loop stands still while a file with very many events is opened in the window.

    python tests/benchmarks/alive.py [--rows 1000000] [--megabytes 100] [--json]

The files: a CSV with nine columns, and a native file of so many megabytes, whose records have as many. Both have the
events of `make_events.py`. The real window, offscreen unless QT_QPA_PLATFORM says otherwise, opens one after the other.
A timer of 1 ms notes the passes of the event loop from the call that opens a file to the first complete picture:

- gap_ms, median_ms: the longest time from one pass to the next, and their median;
- busy_ms: the longest time for which the GUI thread itself worked between two passes; what is left of gap_ms it waited
  for Python's lock, or for a processor;
- passes: how many there were.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_BATCH = 10_000
_FIELDS = ("place", "actor", "category", "note")


def write_native(table: Path, path: Path, size: int) -> int:
    """Write the first events of a CSV of nine columns as a native file of so many bytes; how many there are."""
    import pyarrow as pa
    from pyarrow import csv

    names = csv.open_csv(table).schema.names
    options = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    reader = csv.open_csv(table, convert_options=options)
    rows = (row for batch in reader for row in batch.to_pylist())
    lanes, sources = ([{"id": f"{kind} {n}", "title": f"{kind} {n}"} for n in range(1, 21)] for kind in _KINDS)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"format": "timeline/1", "lanes": {json.dumps(lanes)}, "sources": {json.dumps(sources)}')
        file.write(', "events": [\n')
        while file.tell() < size:
            batch = list(islice(rows, _BATCH))
            file.write(",\n" * (count > 0) + ",\n".join(_record(count + n, row) for n, row in enumerate(batch)))
            count += len(batch)
            assert batch, "there are too few events for a file of that size"
        file.write("\n]}\n")
    return count


_KINDS = ("Lane", "Source")


def _record(number: int, row: dict[str, str]) -> str:
    record = {"id": f"event-{number + 1}", "lane": row["lane"], "when": row["when"], "title": row["title"]}
    further = {name: row[name] for name in _FIELDS if row[name]}
    return json.dumps(record | {"summary": row["summary"], "sources": [row["source"]], "fields": further})


def measure(paths: dict[Path, int]) -> list[dict[str, Any]]:
    """Open some files, each with so many events, and say how long the event loop stood still."""
    from driving import open_file
    from frame_watch import FrameWatch
    from PySide6.QtCore import Qt, QTimer

    from timeline_app.resources import STARTER, seed
    from timeline_app.ui.app import open_window

    _, window = open_window([str(seed(STARTER))])
    watch = FrameWatch(window)
    watch.settle()
    passes: list[tuple[float, float]] = []
    timer = QTimer(window, interval=1, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: passes.append((time.perf_counter(), time.thread_time())))
    rows = []
    for path, events in paths.items():
        passes.clear()
        passes.append((time.perf_counter(), time.thread_time()))
        timer.start()
        opening = open_file(window, watch, path, events)
        timer.stop()
        passes.append((time.perf_counter(), time.thread_time()))
        gaps = [(later[0] - one[0], later[1] - one[1]) for one, later in pairwise(passes)]
        row = {"file": path.name, "events": events, "open_s": round(opening.seconds, 2), "passes": len(gaps)}
        row["gap_ms"], row["busy_ms"] = (round(max(column) * 1000, 1) for column in zip(*gaps, strict=True))
        rows.append(row | {"median_ms": round(statistics.median(gap for gap, _ in gaps) * 1000, 1)})
    return rows


def main() -> None:
    """Make the files, open them and print what was measured."""
    parser = argparse.ArgumentParser(description="How long the event loop stands still.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the CSV")
    parser.add_argument("--megabytes", type=int, default=100, help="of the native file")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = str(Path(folder) / "settings")
        table, native = Path(folder) / "events.csv", Path(folder) / "events.timeline.json"
        maker = ROOT / "tests/benchmarks/make_events.py"
        subprocess.run([sys.executable, str(maker), str(options.rows), str(table), "--wide"], check=True)
        events = write_native(table, native, options.megabytes * 1_000_000)
        for row in measure({table: options.rows, native: events}):
            print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
