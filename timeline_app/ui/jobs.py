"""Work off the GUI thread: a pure function runs in a thread or a process of its own and its result comes back."""

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.ui.work_apart import work


class Job(QObject):
    """One piece of work at a time: starting another drops the result of the one before.

    Attributes:
        done: the result.
        failed: the exception that the function raised, or that its process ended without a result.
    """

    done = Signal(object)
    failed = Signal(object)
    _arrived = Signal(int, bool, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._process: multiprocessing.process.BaseProcess | None = None
        self.running = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Run a function in a thread; for work that leaves Python's lock alone."""
        self.cancel()
        self._start(lambda: function(*arguments))

    def run_apart(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Run a function of a module in a process of its own; for work that holds Python's lock.

        The process imports no Qt. Its end, even by a crash, comes as `failed`.
        """
        context = multiprocessing.get_context("spawn")
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(sending, function, arguments), daemon=True)
        self.cancel()
        self._process = process
        self._start(lambda: _received(process, receiving, sending, lambda: self._process is process))

    def cancel(self) -> None:
        """Drop what is under way; a process of its own is ended."""
        self._generation += 1
        self.running = False
        if self._process is not None and self._process.pid is not None and self._process.is_alive():
            self._process.terminate()
        self._process = None

    def _start(self, work: Callable[[], Any]) -> None:
        self.running = True
        generation = self._generation
        threading.Thread(target=self._carry_out, args=(generation, work), daemon=True).start()

    def _carry_out(self, generation: int, work: Callable[[], Any]) -> None:
        try:
            success, result = True, work()
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told to whoever asked for the work
            success, result = False, error
        try:
            self._arrived.emit(generation, success, result)
        except RuntimeError:  # the window was closed meanwhile: PySide6 has deleted this object
            return

    def _deliver(self, generation: int, success: bool, result: object) -> None:
        if generation != self._generation:
            return
        self.running = False
        self._process = None
        (self.done if success else self.failed).emit(result)


def _received(process: Any, receiving: Connection, sending: Connection, wanted: Callable[[], bool]) -> Any:
    """Start a process and wait for what it sends; one that nobody wants any more is ended."""
    process.start()
    sending.close()
    if not wanted():  # it had no id yet when it was cancelled
        process.terminate()
    try:
        success, result = receiving.recv()
    except EOFError:
        process.join()
        raise RuntimeError(f"the process that read it ended without a result (code {process.exitcode})") from None
    process.join()
    if success:
        return result
    raise result
