"""Work off the GUI thread: a pure function runs in a thread or a process of its own and its result comes back."""

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.ui.work_apart import Message, read_parts, with_teller, work

_Function = Callable[..., Any]
_Then = Callable[[Any], Any]


def _as_it_is(result: Any) -> Any:
    return result


class DroppedError(Exception):
    """Nobody wants the result of some work any more."""


class Job(QObject):
    """One piece of work at a time: starting another drops the result of the one before.

    Where `Tell.HERE` stands among the arguments of a function, it gets what it may tell its progress.

    Attributes:
        told: how far the work is, as it says.
        done: the result.
        failed: the exception that the function raised, or that its process ended without a result.
    """

    told = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    _heard = Signal(int, object)
    _arrived = Signal(int, bool, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self.running = False
        self._heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, function: _Function, *arguments: Any, then: _Then = _as_it_is) -> None:
        """Run a function in a thread; for work that leaves Python's lock alone.

        What `then` makes of its result, in the thread and only if it is still wanted, is what comes back.
        """
        self.cancel()
        tell = self._teller()
        self._start(lambda: function(*with_teller(arguments, tell)), then)

    def run_in_turn(self, function: _Function, *arguments: Any, then: _Then = _as_it_is) -> None:
        """The same, as soon as what was run so before has ended, if it is still wanted by then.

        What runs in a thread goes on when it is dropped, to where it tells its progress; two might fill the memory.
        """
        self.cancel()
        tell = self._teller()

        def work() -> Any:
            with self._turn:
                tell(None)
                result = function(*with_teller(arguments, tell))
                tell(None)
                return then(result)

        self._start(work, _as_it_is)

    def run_apart(self, function: _Function, *arguments: Any, then: _Then = _as_it_is) -> None:
        """Run a function of a module in a process of its own; for work that holds Python's lock.

        The process imports no Qt. Its end, even by a crash, comes as `failed`. `then` works in a thread of this one.
        """
        self.cancel()
        apart = _Apart(function, arguments, self._teller())
        self._process = apart.process
        self._start(lambda: apart.result(lambda: self._process is apart.process), then)

    def cancel(self) -> None:
        """Drop what is under way; a process of its own is ended."""
        self._generation += 1
        self.running = False
        if self._process is not None and self._process.pid is not None and self._process.is_alive():
            self._process.terminate()
        self._process = None

    def _teller(self) -> Callable[[object], None]:
        """What work of now is to tell its progress; raises `DroppedError` once nobody wants it any more."""
        generation = self._generation

        def tell(value: object) -> None:
            if generation != self._generation:
                raise DroppedError
            if value is not None:
                self._heard.emit(generation, value)

        return tell

    def _pass_on(self, generation: int, value: object) -> None:
        if generation == self._generation:
            self.told.emit(value)

    def _start(self, work: Callable[[], Any], then: _Then) -> None:
        self.running = True
        generation = self._generation
        threading.Thread(target=self._carry_out, args=(generation, work, then), daemon=True).start()

    def _carry_out(self, generation: int, work: Callable[[], Any], then: _Then) -> None:
        try:
            success, result = True, work()
            if generation != self._generation:
                return
            result = then(result)
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


def _leave_interrupts_to_others() -> None:
    """Let a process that this thread starts hear no Ctrl-C: while it begins, it would say where it was interrupted."""
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


class _Apart:
    """A function in a process of its own, which hands its result back in a file that has no name by then."""

    def __init__(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], tell: Callable[[object], None]
    ) -> None:
        self._tell = tell
        context = multiprocessing.get_context("spawn")
        handle, name = tempfile.mkstemp(prefix="timeline-app-result-")
        self._file: BinaryIO = os.fdopen(handle, "rb")
        self._path = Path(name)
        self._receiving, self._sending = context.Pipe(duplex=False)
        self.process = context.Process(target=work, args=(self._sending, self._path, function, arguments), daemon=True)

    def result(self, wanted: Callable[[], bool]) -> Any:
        """Start the process and wait for its result; one that nobody wants any more is ended."""
        try:
            with self._file:
                return self._received(wanted)
        finally:
            self._unlink()

    def _received(self, wanted: Callable[[], bool]) -> Any:
        _leave_interrupts_to_others()
        self.process.start()
        self._sending.close()
        if not wanted():  # it had no id yet when it was cancelled
            self.process.terminate()
        message, result = self._last_message()
        self.process.join()
        if message is Message.FAILED:
            raise RuntimeError(result)
        return read_parts(self._file, result)

    def _last_message(self) -> tuple[Message, Any]:
        """What the process sends when it has finished; what it sends before is passed on."""
        receiving: Connection = self._receiving
        try:
            while True:
                message, value = receiving.recv()
                if message in (Message.DONE, Message.FAILED):
                    return message, value
                if message is Message.BEGUN:
                    self._unlink()
                else:
                    self._tell(value)
        except EOFError:
            self.process.join()
            code = self.process.exitcode
            raise RuntimeError(f"the process that read it ended without a result (code {code})") from None

    def _unlink(self) -> None:
        with suppress(OSError):  # done already; or on Windows, where a file that is open has to wait
            self._path.unlink()
