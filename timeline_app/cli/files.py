"""How the commands read files and write them, and the exit codes of that."""

import argparse
from collections.abc import Callable, Mapping

from timeline_app import atomic
from timeline_app.cli import exit_codes, values
from timeline_app.cli.telling import ProgressLine, say, tell
from timeline_app.formats import registry
from timeline_app.formats.problems import Severity, count_of
from timeline_app.formats.reading import Reading
from timeline_app.formats.request import Progress, Request


def read(options: argparse.Namespace) -> Reading:
    """What is in the files that were named."""
    line = ProgressLine()
    try:
        return registry.read_files(
            options.files, Request(values.mappings(options), lambda done: line.show(_words(done)))
        )
    finally:
        line.end()


def told_reading(options: argparse.Namespace) -> Reading:
    """The same, with its first problems told."""
    reading = read(options)
    tell(reading.problems)
    return reading


def _words(progress: Progress) -> str:
    share = f"{progress.done / progress.total:.0%}" if progress.total else ""
    return f"reading {progress.file} {share}"


def exit_code(reading: Reading) -> int:
    """The exit code of a reading whose result has been written."""
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    return exit_codes.ERRORS if count_of(reading.problems, Severity.ERROR) else exit_codes.FINE


def could_write(output: str, action: Callable[[], None]) -> bool:
    """Whether something can be done to a file; says why not."""
    try:
        action()
    except OSError as error:
        say(f"can't write {output}: {fault_words(error)}")
        return False
    return True


def is_writable(output: str, *, replace: bool) -> bool:
    """Whether a file will be able to be written; says why not."""
    return could_write(output, lambda: atomic.require_writable(output, replace=replace))


def all_written(files: Mapping[str, bytes], *, replace: bool) -> bool:
    """Write files: all of them, or none that replaces what is there; says which, or why not."""
    try:
        atomic.write_all(files, replace=replace)
    except OSError as error:
        say(f"can't write {error.filename or next(iter(files))}: {fault_words(error)}")
        return False
    for file in files:
        say(f"wrote {file}")
    return True


def fault_words(error: OSError) -> str:
    """Why a file can't be written."""
    if isinstance(error, FileExistsError):
        return f"{error.strerror}; --force replaces it"
    return "there is no such folder" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
