"""How long a frame takes while a window full of events is zoomed and panned, and how much memory the events take.

    python tests/benchmarks/frames.py [--events N ...] [--size WxH ...] [--frames 2000] [--series N]
        [--figures] [--json] [--profile]

For each number of events, in a process of its own: `make_events.py` makes a file, the real window opens it, and wheel
and mouse events sent to the canvas zoom from the whole timeline down to single events and back, and drag and pan at
three zooms, about one place after another, until enough frames are timed. The platform is "offscreen" unless
QT_QPA_PLATFORM says otherwise. The starter timeline's estimates are put beside the events, so that the panel is shown
and the time cursor drawn.

A frame is timed from the start of the handling of the input event (sent straight to the canvas), or of the pass of the
event loop in which a timer ticks, that changes the view, to the end of the window's last repaint before the view
changes again or nothing is left to do. In it are: the event handler, the change of state with all that listens to it
(counts, status line, panels), layout, posted events between repaints, and the painting into the window's backing store
of canvas with axis, lane headers, labels and cursor, and of minimap, status line and panel where they changed; also a
second repaint of the same view where there is one, waiting within a frame, and Python's collection of garbage when it
falls into one. Not in it: the way from the hardware to the event, and from the backing store to a screen. Each frame of
an animation is a frame of its own. One input comes at a time, when the window is at rest: should two inputs or ticks
end in one repaint all the same, that is one frame from the first of them, counted in `merged`. Repaints of the canvas
that no change of the view caused are frames, too, counted in `late`. Frames of the jumps to where a zoom or a pan
begins are in `show_max_ms` and the sums alone.

Check: frames_s is the sum of all frames, idle_s of waiting for timers between frames, wall_s the whole way by the
clock. What is left, rest_s, is spent on inputs that change nothing, timers and the passes that find nothing to do.

Memory: `bytes_per_event` is the process's resident size after opening and collecting garbage, less that with the
starter timeline alone, less the bytes of all Arrow columns of the event table. `array_bytes_per_event` is the sum of
all NumPy arrays within reach of the timeline then; `driven_bytes_per_event` the same at the end. `peak_mb` is the
process's greatest resident size before anything else is measured, `reader_peak_mb` that of the process that read the
file for it.

With --series so many figures of one publisher are put beside the events, one for each day from 2020-01-01 on, in a lane
of their own; they are numbers that a generator drew, and say nothing of anybody.

With --figures each event carries a low, a best and a high number that a generator drew, and all lanes sum them up; what
that needs is in the memory, and not in `open_s`.

With --profile the same way is gone again on the file opened anew, with a profiler over the steps of the 20 slowest
frames; of the one that is slowest then, the 25 functions with the most time are printed to standard error.
"""

import argparse
import cProfile
import gc
import json
import math
import os
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the process that starts the others stays small: its size would count as the least of theirs
    from driving import Step
    from frame_watch import Frame, FrameWatch

    from timeline_app.model.table import EventTable
    from timeline_app.model.timeline import Timeline

Row = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
SIZE, LARGE = "1600x900", "3840x2160"
CASES = ((1000, SIZE), (10_000, SIZE), (100_000, SIZE), (1_000_000, SIZE), (10_000_000, SIZE), (1_000_000, LARGE))
_MOST_CSV = 1_000_000
_LEAST_PLACES = 2
_PROFILED = 20
_SHOWN = 25
_READS_ARROW = """
from timeline_app.formats.registry import FORMATS
print(any(".arrow" in one.extensions for one in FORMATS))
"""


# One number of events, in a process of its own


def measure(path: Path, events: int, size: str, frames: int, series: int, *, figures: bool, profiled: bool) -> Row:
    """Open a file, go the way, and say how long the frames took."""
    from driving import add_estimates, open_file, share_of_notch, sum_up, way
    from footprint import array_bytes, resident, text_bytes
    from frame_watch import FrameWatch
    from PySide6.QtCore import qInstallMessageHandler

    from timeline_app.resources import STARTER, seed
    from timeline_app.ui.app import open_window

    qInstallMessageHandler(_print_message)
    _, window = open_window([str(seed(STARTER))])
    window.resize(*map(int, size.split("x")))
    watch = FrameWatch(window)
    watch.settle()
    add_estimates(window, _with_series(window.state.timeline, series), figures=figures)
    gc.collect()
    bare = resident()
    opening = open_file(window, watch, path, events)
    gc.collect()
    if figures:
        sum_up(window, watch)
        gc.collect()
    beyond = resident() - bare - text_bytes(opening.timeline.events)
    arrays = array_bytes(window.state.index)
    notch = share_of_notch(window, watch)
    watch.forget()
    steps = _drive(way(window, events, notch), watch, frames)
    row: Row = {"events": events, "size": size, **_times(watch.frames, steps)}
    row["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    row["reader_peak_mb"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    row["bytes_per_event"] = round(beyond / events, 1)
    row["array_bytes_per_event"] = round(arrays / events, 1)
    row["driven_bytes_per_event"] = round(array_bytes(window.state.index) / events, 1)
    row["open_s"] = round(opening.seconds, 3)
    row |= _seen(watch.frames, opening.timeline.events) | _sums(watch)
    if profiled:
        slowest = _slowest_steps(watch.frames, steps)
        open_file(window, watch, path, events)  # nothing is kept from the first time
        if figures:
            sum_up(window, watch)
        share_of_notch(window, watch)
        _profile(way(window, events, notch), watch, slowest)
    return row


def _print_message(_kind: object, _context: object, words: str) -> None:
    """Print what Qt warns of, but for what its platform without a screen can't do."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def _drive(way: "Iterator[Step]", watch: "FrameWatch", frames: int) -> "list[Step]":
    """Go the way until enough frames are timed and the place is done with; the steps that were gone."""
    gone: list[Step] = []
    for step in way:
        if step.place >= _LEAST_PLACES and step.place > gone[-1].place and len(watch.frames) >= frames:
            break
        gone.append(step)
        watch.step(step.act)
    return gone


def _times(frames: "Sequence[Frame]", steps: "Sequence[Step]") -> Row:
    """What the frames took; of those of the jumps only the longest."""
    jumps = [frame.ms for frame in frames if steps[frame.step - 1].kind == "show"]
    timed = _timed(frames, steps)
    ordered = sorted(frame.ms for frame in timed)
    slowest = max(timed, key=lambda frame: frame.ms)
    row: Row = {"frames": len(ordered)}
    for name, share in (("median_ms", 0.5), ("p95_ms", 0.95), ("p99_ms", 0.99), ("max_ms", 1.0)):
        row[name] = round(ordered[min(math.ceil(share * len(ordered)), len(ordered)) - 1], 2)
    row["max_at"] = f"{steps[slowest.step - 1].kind} {slowest.step}"
    for kind in ("zoom", "drag", "pan"):
        found = [frame.ms for frame in timed if steps[frame.step - 1].kind == kind]
        row[f"{kind}_ms"] = round(statistics.median(found), 2)
    row["repaints_per_frame"] = round(statistics.mean(frame.repaints for frame in timed), 2)
    row["show_max_ms"] = round(max(jumps), 2)
    return row


def _timed(frames: "Sequence[Frame]", steps: "Sequence[Step]") -> "list[Frame]":
    """The frames of all but the jumps."""
    return [frame for frame in frames if steps[frame.step - 1].kind != "show"]


def _seen(frames: "Sequence[Frame]", events: "EventTable") -> Row:
    """Whether single events were reached: frames with a lane of glyphs, such lanes at most and of how many, events."""
    narrowest = min((frame.window for frame in frames), key=lambda window: window.duration)
    times = events.times
    return {
        "glyph_frames": sum(frame.glyph_lanes > 0 for frame in frames),
        "glyph_lanes_share": round(
            sum(frame.glyph_lanes for frame in frames) / sum(frame.lanes for frame in frames), 2
        ),
        "most_glyph_lanes": max(frame.glyph_lanes for frame in frames),
        "lanes": frames[-1].lanes,
        "fewest_in_view": int(((times.lo < narrowest.end) & (times.hi > narrowest.start)).sum()),
    }


def _sums(watch: "FrameWatch") -> Row:
    """The check that nothing is left out."""
    spent = sum(frame.ms for frame in watch.frames) / 1000
    sums = {"wall_s": watch.wall, "frames_s": spent, "idle_s": watch.idle, "rest_s": watch.wall - spent - watch.idle}
    return {name: round(value, 2) for name, value in sums.items()} | {"merged": watch.merged, "late": watch.late}


# Profile


def _slowest_steps(frames: "Sequence[Frame]", steps: "Sequence[Step]") -> list[int]:
    """The numbers of the steps with the slowest frames, the slowest first."""
    ordered = sorted(_timed(frames, steps), key=lambda frame: frame.ms, reverse=True)
    return list(dict.fromkeys(frame.step for frame in ordered))[:_PROFILED]


def _profile(way: "Iterator[Step]", watch: "FrameWatch", numbers: Sequence[int]) -> None:
    """Go the same way with a profiler over some steps, and print what the slowest of them then spent its time on.

    What was slow by chance the first time, or because the machine was busy, is not slow again.
    """
    watch.forget()
    profiles: dict[int, cProfile.Profile] = {}
    for number, step in enumerate(islice(way, max(numbers)), 1):
        with profiles.setdefault(number, cProfile.Profile()) if number in numbers else nullcontext():
            watch.step(step.act)
    slowest = max((frame for frame in watch.frames if frame.step in profiles), key=lambda frame: frame.ms)
    print(f"step {slowest.step}, a frame of {slowest.ms:.1f} ms under the profiler:", file=sys.stderr)
    pstats.Stats(profiles[slowest.step], stream=sys.stderr).sort_stats("cumulative").print_stats(_SHOWN)


# All of them


def run(events: int, size: str, options: argparse.Namespace, folder: Path, suffix: str) -> Row:
    """Make a file and measure it in processes of their own."""
    path = folder / f"{events}{suffix}"
    if not path.exists():
        for old in folder.glob("*.*"):
            old.unlink()
        subprocess.run(
            [sys.executable, str(ROOT / "tests/benchmarks/make_events.py"), str(events), str(path)], check=True
        )
    command = [sys.executable, __file__, "--events", str(events), "--size", size, "--frames", str(options.frames)]
    command += ["--series", str(options.series), "--file", str(path), *(["--profile"] if options.profile else [])]
    command += ["--figures"] if options.figures else []
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": str(folder / "settings")}
    process = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    row: Row = json.loads(process.stdout.splitlines()[-1])
    return row


def _reads_arrow() -> bool:
    process = subprocess.run([sys.executable, "-c", _READS_ARROW], check=True, cwd=ROOT, capture_output=True, text=True)
    return process.stdout.strip() == "True"


def _with_series(timeline: "Timeline", figures: int) -> "Timeline":
    """A timeline with so many figures more, one for each day: a running total of its own measure."""
    import numpy as np

    from timeline_app.model import calendar
    from timeline_app.model.quantity import Quantity
    from timeline_app.model.records import Estimate
    from timeline_app.model.table import EstimateTable
    from timeline_app.model.when import When

    totals = np.cumsum(np.random.default_rng(7).integers(100, 900, figures)).tolist()
    first, publisher = calendar.day_number(2020), timeline.publishers[0].id
    dates = ["{:04d}-{:02d}-{:02d}".format(*calendar.date_of_day(first + day)) for day in range(figures)]
    series = [
        Estimate(f"series-{date}", "made-up", Quantity(best=float(total)), publisher, as_of=When.from_edtf(date))
        for date, total in zip(dates, totals, strict=True)
    ]
    return replace(timeline, estimates=EstimateTable.of([*timeline.estimates.records, *series]))


def _print_table(rows: Sequence[Row]) -> None:
    """A line for each measure, a column for each number of events: there are more measures than cases."""
    for name in rows[0] if rows else ():
        print(f"{name:<24}" + "".join(f"{row[name]!s:>14}" for row in rows))


def main() -> None:
    """Measure all cases and print them."""
    parser = argparse.ArgumentParser(description="The time of a frame.")
    parser.add_argument("--events", type=int, nargs="+", default=[])
    parser.add_argument("--size", nargs="+", default=[], metavar="WxH")
    parser.add_argument("--frames", type=int, default=2000, help="time at least so many")
    parser.add_argument("--series", type=int, default=0, help="figures of one publisher in a lane of their own")
    parser.add_argument("--figures", action="store_true", help="events carry numbers, and lanes sum them up")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--profile", action="store_true", help="profile the slowest frames, to standard error")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.file:
        asked = (options.file, options.events[0], options.size[0], options.frames, options.series)
        print(json.dumps(measure(*asked, figures=options.figures, profiled=options.profile)))
        return
    asked = [(events, size) for events in options.events or [1_000_000] for size in options.size or [SIZE]]
    suffix, rows = ".arrow" if _reads_arrow() else ".csv", []
    with tempfile.TemporaryDirectory() as folder:
        for events, size in asked if options.events or options.size else CASES:
            if suffix == ".csv" and events > _MOST_CSV:
                print(f"{events} events are left out: the program doesn't read Arrow files", file=sys.stderr)
                continue
            rows.append(run(events, size, options, Path(folder), suffix))
            if options.json:
                print(json.dumps(rows[-1]), flush=True)
    if not options.json:
        _print_table(rows)


if __name__ == "__main__":
    main()
