"""The window stays alive while very many events are opened.

How long a pass of the event loop takes by the clock is left to a benchmark, `alive.py`: on a busy machine it says
little. What holds anywhere: which thread or process works, and how much processor time the GUI thread has spent from
one pass to the next, in which waiting for Python's lock or for a processor doesn't count.
"""

import time
from collections.abc import Callable
from itertools import pairwise
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer

from tests.benchmarks.alive import write_native
from tests.benchmarks.make_events import make, write
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.native import native

WAIT_MS = 60_000  # for a process of its own, on a busy machine
MOST_WORK = 0.05  # seconds; 0.02 were measured
FEWEST_PASSES = 10  # some hundred were counted


class Pulse:
    """Notes the passes of the event loop, and which thread calls what."""

    def __init__(self, window, qtbot) -> None:
        self._window, self._qtbot = window, qtbot
        self.threads: dict[str, Thread] = {}
        self.passes: dict[str, int] = {}
        self._worked: list[float] = []
        self._timer = QTimer(window, interval=2)
        self._timer.timeout.connect(self._note)

    @property
    def most_work(self) -> float:
        """The most processor time that the GUI thread spent from one pass to the next, seconds."""
        return max(later - one for one, later in pairwise(self._worked))

    def noted(self, name: str, function: Callable) -> Callable:
        """The same function, of which it is noted which thread calls it, and how many passes there were meanwhile."""

        def called(*arguments):
            self.threads[name], before = current_thread(), len(self._worked)
            result = function(*arguments)
            self.passes[name] = len(self._worked) - before
            return result

        return called

    def open(self, path) -> None:
        """Open a file in the window, and wait for its picture."""
        self._note()
        self._timer.start()
        window = self._window
        with self._qtbot.waitSignal(
            window.canvas.drawn, timeout=WAIT_MS, check_params_cb=lambda *_: window.state.paths == (str(path),)
        ):
            window.open_files([str(path)])
        self._timer.stop()
        self._note()

    def _note(self) -> None:
        self._worked.append(time.thread_time())


@pytest.fixture
def pulse(window, qtbot, monkeypatch):
    found = Pulse(window, qtbot)
    window.files.loader._prepare = found.noted("index", window.files.loader._prepare)
    for module, name in ((csv_events, "read_by_arrays"), (csv_events, "read"), (native, "read")):
        monkeypatch.setattr(module, name, found.noted(f"{module.__name__}.{name}", getattr(module, name)))
    return found


def test_the_window_lives_while_a_million_rows_are_read(window, pulse, tmp_path):
    write(make(1_000_000, wide=False), tmp_path / "million.csv")
    pulse.open(tmp_path / "million.csv")
    assert len(window.state.timeline.events) == 1_000_000
    assert set(pulse.threads) == {"timeline_app.formats.csv_files.csv_events.read_by_arrays", "index"}
    assert main_thread() not in pulse.threads.values()
    assert min(pulse.passes.values()) >= FEWEST_PASSES
    assert pulse.most_work < MOST_WORK


def test_the_window_lives_while_a_native_file_of_twenty_megabytes_is_read_elsewhere(window, pulse, tmp_path):
    write(make(100_000, wide=True), tmp_path / "events.csv")
    events = write_native(tmp_path / "events.csv", tmp_path / "events.timeline.json", 20_000_000)
    pulse.open(tmp_path / "events.timeline.json")
    assert len(window.state.timeline.events) == events
    assert set(pulse.threads) == {"index"}
    assert pulse.threads["index"] is not main_thread()
    assert pulse.most_work < MOST_WORK
