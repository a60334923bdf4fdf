"""Ctrl-C ends the program: while Qt's loop runs, Python hears of a signal only when something wakes it."""

import signal
import socket

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

EXIT_CODE = 130
"""What the program ends with, as a shell expects after an interrupt."""


class Interrupt(QObject):
    """Wakes Python when a signal arrives, and ends the application on an interrupt; for as long as it lives."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(self._writing.fileno())
        signal.signal(signal.SIGINT, lambda _number, _frame: application.exit(EXIT_CODE))

    def _wake(self) -> None:
        """Empty the socket; that Python code runs at all lets the signal's handler run."""
        self._reading.recv(4096)
