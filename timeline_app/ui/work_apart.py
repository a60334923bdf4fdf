"""What a process of its own runs: a function, its result handed back in a file. Imports no Qt, and so nor does it."""

import mmap
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from io import BytesIO
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

_SECONDS_BETWEEN = 0.1
_ALIGNMENT = 64
"""Bytes to which Arrow wants its buffers aligned."""


class Message(StrEnum):
    """What a process of its own sends, each with something: that it has begun, how far it is, how it ended."""

    BEGUN = "begun"
    TOLD = "told"
    DONE = "done"
    FAILED = "failed"


class Tell(Enum):
    """Stands among the arguments of a function for what it is to tell how far it is."""

    HERE = "here"


def with_teller(arguments: tuple[Any, ...], tell: Callable[[Any], None]) -> list[Any]:
    """The arguments with a function that tells, now and then, in the place for it."""
    return [_now_and_then(tell) if argument is Tell.HERE else argument for argument in arguments]


def _now_and_then(tell: Callable[[Any], None]) -> Callable[[Any], None]:
    last = time.monotonic()

    def told(value: Any) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN:
            last = time.monotonic()
            tell(value)

    return told


def work(sending: Connection, path: Path, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Run a function, write its result to a file and send the parts, or what went wrong in words.

    Sends a message first as soon as the file is open and its name is needed no more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal interrupts all; whoever waits for the result ends this
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        with path.open("r+b") as file:
            sending.send((Message.BEGUN, None))
            told = with_teller(arguments, lambda value: sending.send((Message.TOLD, value)))
            message: tuple[Message, object] = (Message.DONE, write_parts(function(*told), file))
    except Exception as error:  # noqa: BLE001 - raised again where the result is awaited
        message = (Message.FAILED, f"{type(error).__name__}: {error}")
    sending.send(message)
    sending.close()


def _end_with_parent() -> None:
    """End at once when the process that began this one has ended, by whatever: nobody wants the result any more."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def write_parts(value: object, file: BinaryIO) -> list[int]:
    """Write a value to a file, its arrays each in a part of its own; the lengths of the parts, in bytes."""
    arrays: list[pickle.PickleBuffer] = []
    stream = BytesIO()
    _Pickler(stream, protocol=5, buffer_callback=arrays.append).dump(value)
    parts = [stream.getbuffer(), *(array.raw() for array in arrays)]
    for part in parts:
        file.write(part)
        file.write(bytes(-len(part) % _ALIGNMENT))
    return [len(part) for part in parts]


def read_parts(file: BinaryIO, lengths: Sequence[int]) -> Any:
    """The value that was written to a file; its arrays are the bytes of the file, mapped and not copied.

    The file must be one that nobody else writes to: cut short, it would take the program with it.
    """
    whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    parts, first = [], 0
    for length in lengths:
        parts.append(whole[first : first + length])
        first += length + -length % _ALIGNMENT
    return pickle.loads(parts[0], buffers=parts[1:])


class _Pickler(pickle.Pickler):
    """Keeps arrays that hold one value throughout as small as they are."""

    def reducer_override(self, value: Any) -> Any:
        if type(value) is np.ndarray and value.ndim == 1 and value.strides == (0,) and len(value):
            return np.broadcast_to, (value[0], value.shape)
        return NotImplemented
