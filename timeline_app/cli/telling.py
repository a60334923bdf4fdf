"""What the commands say: results on standard output, everything else on standard error."""

import json
import sys
import time
from collections.abc import Iterable, Sequence

from timeline_app.cli import values
from timeline_app.formats.problems import Problem, visible

_SHOWN_PROBLEMS = 20
_BETWEEN_SECONDS = 0.1


def tell(problems: Sequence[Problem]) -> None:
    """The first problems on standard error; `check` lists them all."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        say(str(problem))
    if len(problems) > _SHOWN_PROBLEMS:
        say(f"and {len(problems) - _SHOWN_PROBLEMS:,} more; “timeline-app check” lists them all")


def say(words: str) -> None:
    """A line on standard error."""
    print(visible(words), file=sys.stderr)


def print_json(value: object) -> None:
    """JSON in ASCII: whatever the terminal's encoding, and whatever bytes are in a name of a file."""
    print_texts([json.dumps(value, indent=2), "\n"])


def print_texts(texts: Iterable[str]) -> None:
    """Write a result to standard output, at once, so that a full disk is noticed."""
    try:
        sys.stdout.writelines(texts)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise values.OutputError(f"can't write the result: {error.strerror}") from error


def print_bytes(data: bytes) -> None:
    """Write a file to standard output."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise values.OutputError(f"can't write the result: {error.strerror}") from error


class ProgressLine:
    """How far some work is, on the last line of a terminal; nowhere else, where nobody would see it change."""

    def __init__(self) -> None:
        self._shown = 0
        self._next = time.monotonic() + _BETWEEN_SECONDS
        self._wanted = sys.stderr.isatty()

    def show(self, words: str) -> None:
        """Show how far it is, unless that was just shown."""
        if self._wanted and time.monotonic() >= self._next:
            self._write(visible(words))
            self._next = time.monotonic() + _BETWEEN_SECONDS

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("")

    def _write(self, words: str) -> None:
        print(f"\r{words.ljust(self._shown)}", end="" if words else "\r", file=sys.stderr, flush=True)
        self._shown = len(words)
