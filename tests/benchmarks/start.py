"""How long the program takes from the start of its process to the first complete paint, against a bare import.

    python tests/benchmarks/start.py [--runs 10] [--json]

Every run is a process of its own; the kinds take turns, so that a busy machine slows all of them. The program is run
by its command line's entry point on the starter timeline, offscreen unless QT_QPA_PLATFORM says otherwise. It counts
as painted when canvas, minimap and estimates panel, all of them visible, have ended a paint event.
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

BARE = """
import PySide6.QtWidgets, pyqtgraph
import time; print(time.perf_counter())
"""

PROGRAM = """
import sys, time
from timeline_app import cli
from timeline_app.ui import app

open_window = app.open_window

def watched(files, mappings=()):
    application, window = open_window(files, mappings)
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        waited_for = {window.canvas.viewport(), window.minimap.viewport(), window.estimates.widget()}

        def eventFilter(self, widget, event):
            if event.type() == QEvent.Type.Paint and widget in self.waited_for:
                self.waited_for.discard(widget)
                if not self.waited_for:
                    QTimer.singleShot(0, self.tell)
            return False

        def tell(self):
            shown = (window.canvas, window.minimap, window.estimates)
            assert all(widget.isVisible() for widget in shown)
            assert len(window.state.timeline.events) == 4
            print(time.perf_counter(), flush=True)
            application.quit()

    window.watch = Watch()
    for widget in Watch.waited_for:
        widget.installEventFilter(window.watch)
    return application, window

app.open_window = watched
sys.argv = ["timeline-app"]
sys.exit(cli.main())
"""

VERSION = """
import sys, time
from timeline_app import cli
sys.argv = ["timeline-app", "--version"]
try:
    cli.main()
except SystemExit:
    pass
print(time.perf_counter())
"""

KINDS = {"bare import": BARE, "first complete paint": PROGRAM, "--version": VERSION}


def seconds(code: str, environment: dict[str, str]) -> float:
    """From before the process is made to the time that it prints last; the clock is the machine's own."""
    start = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    return float(process.stdout.split()[-1]) - start


def main() -> None:
    """Run all kinds in turn and print their medians."""
    parser = argparse.ArgumentParser(description="The time to the first complete paint.")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": home}
        for run in range(-1, options.runs):  # the first warms the disk's cache and is not counted
            for kind, code in KINDS.items():
                took = seconds(code, environment)
                if run >= 0:
                    found[kind].append(took)
    bare = statistics.median(found["bare import"])
    for kind, times in found.items():
        median = statistics.median(times)
        row = {"kind": kind, "runs": len(times), "median_ms": round(median * 1e3, 1), "ratio": round(median / bare, 2)}
        row |= {"min_ms": round(min(times) * 1e3, 1), "max_ms": round(max(times) * 1e3, 1)}
        print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
