"""How long the program takes from the start of its process to the first complete picture of a file.

    python tests/benchmarks/open.py FILE [--runs 5] [--json]

Against it: the same with the starter timeline ("start"), and a bare read of the same file by PyArrow in a process of
its own ("read"), timed without the start of that process: CSV with all columns as text, Parquet and Arrow files as they
are. Every run is a process of its own; the kinds take turns, so that a busy machine slows all of them. Ratios are of
medians: for CSV the file's to start and read together, for Parquet and Arrow files to the start alone.

The program is run by its command line's entry point, offscreen unless QT_QPA_PLATFORM says otherwise. The picture is
complete when canvas, minimap and estimates panel, those of them that are visible, have ended a paint event since the
timeline was shown, it holds all of the file's events, and no job is running.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys, time
from timeline_app import cli
from timeline_app.ui import app

rows, files = int(sys.argv[1]), sys.argv[2:]
open_window = app.open_window

def watched(paths, mappings=()):
    application, window = open_window(paths, mappings)
    from PySide6.QtCore import QEvent, QObject, QTimer
    from timeline_app.ui.jobs import Job

    class Watch(QObject):
        widgets = {window.canvas.viewport(), window.minimap.viewport(), window.estimates.widget()}
        painted = set()

        def eventFilter(self, widget, event):
            if event.type() == QEvent.Type.Paint and widget in self.widgets:
                self.painted.add(widget)
                QTimer.singleShot(0, self.tell)
            return False

        def tell(self):
            if self.is_complete():
                print(time.perf_counter(), flush=True)
                application.exit()

        def is_complete(self):
            shown = all(widget.isVisible() for widget in (window.canvas, window.minimap))
            left = any(widget.isVisible() for widget in self.widgets - self.painted)
            busy = any(job.running for job in window.findChildren(Job))
            return shown and not left and not busy and len(window.state.timeline.events) == rows

        def check(self, paths, reading):
            if reading.timeline is None or len(reading.timeline.events) != rows:
                print("; ".join(map(str, reading.problems[:3])) or "events are missing", file=sys.stderr)
                application.exit(1)
            else:
                QTimer.singleShot(0, self.tell)

    window.watch = Watch()
    window.state.document_changed.connect(Watch.painted.clear)
    window.files.loader.finished.connect(window.watch.check)
    for widget in Watch.widgets:
        widget.installEventFilter(window.watch)
    return application, window

app.open_window = watched
sys.argv = ["timeline-app", *files]
sys.exit(cli.main())
"""

READ = """
import sys, time
import pyarrow as pa
from pyarrow import csv, ipc, parquet

def read(path):
    if path.endswith(".parquet"):
        return parquet.read_table(path)
    if path.endswith(".arrow"):
        return ipc.open_file(path).read_all()
    with open(path, "rb") as stream:
        names = stream.readline().decode("utf-8-sig").strip().replace('"', "").split(",")
    return csv.read_csv(path, convert_options=csv.ConvertOptions(column_types={name: pa.string() for name in names}))

start = time.perf_counter()
table = read(sys.argv[1])
print(table.num_rows, time.perf_counter() - start)
"""

STARTER_EVENTS = "4"


def printed(code: str, environment: dict[str, str], *arguments: str) -> tuple[float, list[str]]:
    """When a process was started that runs some code, and the words of the last line that it prints."""
    start = time.perf_counter()
    command = [sys.executable, "-c", code, *arguments]
    process = subprocess.run(command, check=False, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    if process.returncode:
        raise SystemExit(f"a process ended with code {process.returncode}")
    return start, process.stdout.splitlines()[-1].split()


def picture_seconds(environment: dict[str, str], rows: str, *files: str) -> float:
    """From before the process is made to the complete picture; the clock is the machine's own."""
    start, (end,) = printed(PROGRAM, environment, rows, *files)
    return float(end) - start


def round_of_all(file: str, environment: dict[str, str]) -> dict[str, float]:
    """Seconds of each kind, once."""
    _, (rows, read) = printed(READ, environment, file)
    start = picture_seconds(environment, STARTER_EVENTS)
    return {"start": start, "read": float(read), "file": picture_seconds(environment, rows, file)}


def main() -> None:
    """Run all kinds in turn and print their medians and the ratio."""
    parser = argparse.ArgumentParser(description="The time to the first complete picture of a file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    file = str(options.file.resolve())
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": home}
        rounds = [round_of_all(file, environment) for _ in range(options.runs + 1)][1:]  # the first warms the caches
    medians = {kind: statistics.median(one[kind] for one in rounds) for kind in ("start", "read", "file")}
    unit = medians["start"] + (medians["read"] if options.file.suffix in (".csv", ".tsv") else 0.0)
    row = {f"{kind}_s": round(seconds, 3) for kind, seconds in medians.items()}
    row |= {"file": options.file.name, "runs": options.runs, "ratio": round(medians["file"] / unit, 2)}
    row |= {
        "min_s": round(min(one["file"] for one in rounds), 3),
        "max_s": round(max(one["file"] for one in rounds), 3),
    }
    print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
