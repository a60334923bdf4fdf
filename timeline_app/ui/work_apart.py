"""What a process of its own runs: a function, its result sent back. Imports no Qt, and so nor does the process."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


def work(sending: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Run a function and send (True, its result), or (False, the exception in words)."""
    try:
        message = (True, function(*arguments))
    except Exception as error:  # noqa: BLE001 - raised again where the result is awaited
        message = (False, RuntimeError(f"{type(error).__name__}: {error}"))
    sending.send(message)
    sending.close()
