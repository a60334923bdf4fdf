"""How long pictures of a file take, how much memory, and how large they are: `export.py FILE [--runs 3] [--json]`.

Against it: the time in which the program opens the same file in its window ("open", as open.py has it), in the same
run. Every run is a process of its own, by the command line's entry point, offscreen; the kinds take turns. Times are
from before the process is made to its end, medians; memory is the most that it has resident.
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

sys.path.insert(0, str(Path(__file__).resolve().parent))
opening = __import__("open")

KINDS = {
    "4K PNG": ("out.png", "--size", "3840x2160"),
    "A0 PNG, 300 dpi": ("out.png", "--preset", "poster"),
    "SVG": ("out.svg",),
    "PDF, A4": ("out.pdf", "--preset", "a4-landscape"),
    "PDF, pages": ("out.pdf", "--preset", "a4-landscape", "--pages", "auto"),
    "HTML": ("out.html",),
}
"""What is written, with its options."""


def exported(file: str, folder: str, environment: dict[str, str], output: str, *options: str) -> tuple[float, int, int]:
    """Seconds, most resident bytes and bytes of the file of one export."""
    path = Path(folder, output)
    command = [sys.executable, "-m", "timeline_app", "export", file, "-o", str(path), "--force", *options]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=opening.ROOT, env=environment, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise SystemExit(f"{output} {' '.join(options)}: ended with code {process.returncode}")
    return seconds, used.ru_maxrss * 1024, path.stat().st_size


def main() -> None:
    """Run all kinds in turn and print their medians."""
    parser = argparse.ArgumentParser(description="Time, memory and size of exported pictures.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    file = str(options.file.resolve())
    found: dict[str, list[tuple[float, int, int]]] = {kind: [] for kind in KINDS}
    opened = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": folder}
        _, (rows, _) = opening.printed(opening.READ, environment, file)
        for _ in range(options.runs):
            opened.append(opening.picture_seconds(environment, rows, file))
            for kind, (output, *more) in KINDS.items():
                found[kind].append(exported(file, folder, environment, output, *more))
    unit = statistics.median(opened)
    results = [{"kind": "open", "events": int(rows), "seconds": round(unit, 2), "runs": options.runs}]
    for kind, runs in found.items():
        seconds, memory, size = (statistics.median(one) for one in zip(*runs, strict=True))
        results.append(
            {
                "kind": kind,
                "seconds": round(seconds, 2),
                "times_open": round(seconds / unit, 2),
                "peak_mb": round(memory / 1e6),
                "file_kb": round(size / 1e3),
            }
        )
    for row in results:
        print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
