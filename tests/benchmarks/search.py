"""How soon words find something in very many events: what somebody waits for who types into the search field.

    python tests/benchmarks/search.py [--events 1000000] [--word soldiers ...] [--runs 3] [--json]

The events have titles of seven words and lie in the real window, opened as the program opens it, offscreen unless
QT_QPA_PLATFORM says otherwise. Without `--word` there are three: one that each sixth title holds, one that a title in
ten thousand holds, and one that none does, of which the empty list is the first result. A word is typed key by key,
each when what the one before it finds is complete. For each key, medians over the runs: ms from the key to the first
results painted in the list and to the complete result, and the longest gap between two turns of the event loop
meanwhile, which a timer of 5 ms measures. `--quick` types on without waiting, as a hand does.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="timeline-app-benchmark-")

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.model.records import Event, Lane
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.resources import STARTER, seed
from timeline_app.ui.app import open_window
from timeline_app.ui.main_window import MainWindow

WORDS = """soldiers protest regiment village shelling reported mobilised commander refuses orders front brigade kherson
convoy artillery drone strike hospital evacuated bridge destroyed northern border checkpoint minister statement denies
losses killed wounded captured prisoners exchange grain corridor port ship missile warehouse depot attack night"""
RARE, RARENESS = "quarantine", 10_000
"""A word, and of how many titles one holds it."""
DAY, DAYS = 86400, 3650
TIMER_MS = 5
LONGEST_WAIT_MS = 60_000


def timeline_of(count: int) -> Timeline:
    """Events of one day each, with titles of seven words, in four lanes."""
    random = np.random.default_rng(7)
    words = pa.array(WORDS.split(), pa.large_string())
    titles = [words.take(pa.array(random.integers(0, len(words), count))) for _ in range(7)]
    rare = pa.array(np.arange(count) % RARENESS == RARENESS // 2)
    titles[3] = pc.if_else(rare, pa.scalar(RARE, pa.large_string()), titles[3])
    starts = random.integers(0, DAYS, count) * float(DAY)
    lanes = tuple(Lane(str(number), f"Lane {number}") for number in range(4))
    table = EventTable.of([Event("", "0", When.from_edtf("2022-01-01"), "", "2022-01-01")], lanes)
    like = table.times.taken(np.zeros(count, np.int64))
    bounds = (starts, starts + DAY, starts, starts + DAY)
    codes = (like.kind, like.start_precision, like.end_precision, like.flags)
    events = replace(
        table,
        times=TimeColumns.of_arrays((*bounds, *codes)),
        lane=random.integers(0, 4, count).astype(np.uint8),
        importance=np.broadcast_to(0.5, count),
        ids=pa.nulls(count, pa.large_string()),
        titles=_joined(titles),
        when_texts=pa.array(np.datetime_as_string(starts.astype("datetime64[s]"), "D"), pa.large_string()),
        **dict.fromkeys(("summaries", "stated", "details"), pa.nulls(count)),
    )
    return Timeline("Many", lanes, (), (), events, EstimateTable.of(()))


def _joined(columns: list[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*columns, pa.scalar(" ", pa.large_string()))


class Watch(QObject):
    """Notes when the list is painted, when a search is complete, and how long the event loop stood still."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._list = window.search.results.findChild(QListWidget)
        self._list.viewport().installEventFilter(self)
        self._list.model().rowsInserted.connect(self._fill)
        window.search.found.connect(self._complete)
        self._timer = QTimer(self, interval=TIMER_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        """Begin with a key."""
        self.start = self._last = time.perf_counter()
        self._filled = False
        self.first = self.complete = float("nan")
        self.gap = 0.0

    @property
    def done(self) -> bool:
        """Whether the result is complete, and painted where there is any."""
        return self.complete == self.complete and (self.first == self.first or not self._filled)

    def figures(self) -> dict[str, float]:
        """What was measured since the key, ms."""
        self._tick()
        found = {"first_ms": self.first - self.start, "complete_ms": self.complete - self.start, "gap_ms": self.gap}
        return {name: value * 1e3 for name, value in found.items()}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The first paint of a list that was filled since the key."""
        if event.type() == QEvent.Type.Paint and self._filled and self.first != self.first:
            QTimer.singleShot(0, self._paint)
        return False

    def _paint(self) -> None:
        if self.first != self.first:
            self.first = time.perf_counter()

    def _fill(self) -> None:
        self._filled = True

    def _complete(self) -> None:
        self.complete = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gap, self._last = max(self.gap, now - self._last), now


def typed(window: MainWindow, watch: Watch, word: str) -> list[dict[str, float]]:
    """What each key of a word takes."""
    _settle(window, watch)
    found = []
    for letter in word:
        watch.begin()
        QTest.keyClick(window.search, letter)
        _wait_until(lambda: watch.done)
        found.append(watch.figures())
        _wait(100)
    return found


def typed_quickly(window: MainWindow, watch: Watch, word: str, pause_ms: int) -> dict[str, float]:
    """What the last key of a word takes that is typed without waiting; the gap is that of all keys."""
    _settle(window, watch)
    gap = 0.0
    for letter in word:
        gap = max(gap, watch.gap)
        watch.begin()
        QTest.keyClick(window.search, letter)
        if letter is not word[-1]:
            _wait(pause_ms)
    _wait_until(lambda: watch.done)
    figures = watch.figures()
    return figures | {"gap_ms": max(figures["gap_ms"], gap * 1e3)}


def _settle(window: MainWindow, watch: Watch) -> None:
    """Empty the field."""
    window.search.clear()
    _wait(500)
    watch.begin()


def _wait(milliseconds: int) -> None:
    """Let the event loop run; QTest's own waiting sleeps in steps of 10 ms."""
    end = time.perf_counter() + milliseconds / 1e3
    _wait_until(lambda: time.perf_counter() >= end)


def _wait_until(met: Callable[[], bool]) -> None:
    end = time.perf_counter() + LONGEST_WAIT_MS / 1e3
    while not met() and time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)


def measured(window: MainWindow, watch: Watch, word: str, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Medians for each key of a word, or for the last one if it is typed quickly."""
    if options.quick is None:
        runs = [typed(window, watch, word) for _ in range(options.runs)]
    else:
        runs = [[typed_quickly(window, watch, word, options.quick)] for _ in range(options.runs)]
    parts = [word[: end + 1] for end in range(len(word))] if options.quick is None else [word]
    for part, keys in zip(parts, zip(*runs, strict=True), strict=True):
        medians = {name: round(statistics.median(key[name] for key in keys), 1) for name in keys[0]}
        yield {"events": options.events, "typed": part, "runs": options.runs, **medians}


def main() -> None:
    """Type the words some times and print medians."""
    parser = argparse.ArgumentParser(description="The time from a key in the search field to what it finds.")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--word", nargs="+", default=["soldiers", RARE, "xylophone"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", type=int, metavar="MS", help="wait only so long from key to key")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    _, window = open_window([str(seed(STARTER))])
    window.resize(1440, 900)
    _wait(500)
    window.state.open(TimelineIndex.of(timeline_of(options.events)), ())
    _wait(1000)
    watch = Watch(window)
    typed(window, watch, WORDS[:1])  # what is imported when it is needed is there from now on
    for word in options.word:
        for row in measured(window, watch, word, options):
            print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))
    window.close()


if __name__ == "__main__":
    main()
