"""What each command of the command line does: check, info, convert, export."""

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from timeline_app.cli import exit_codes, files, values
from timeline_app.cli.exporting import export
from timeline_app.cli.telling import print_json, print_texts, say, tell
from timeline_app.formats import registry, summary
from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import TooMuchError, Written
from timeline_app.model.timeline import Timeline


def check(options: argparse.Namespace) -> int:
    """List what is wrong with files."""
    reading = files.read(options)
    notes = _figure_notes(reading.timeline) if options.figures and reading.timeline else ()
    listed = (*reading.problems, *notes)
    if options.json:
        print_json([problem.as_dict() for problem in listed])
    else:
        print_texts(f"{problem}\n" for problem in listed)
    if not reading.problems:
        say("no problems")
    if options.figures and not notes:
        say("nothing differs among the figures")
    return files.exit_code(reading)


def _figure_notes(timeline: Timeline) -> tuple[Problem, ...]:
    """What differs among the figures, each note at the line of the figure that it is about first."""
    from timeline_app.formats.figure_notes import placed_notes

    return placed_notes(timeline)


def info(options: argparse.Namespace) -> int:
    """Count what is in files."""
    reading = files.told_reading(options)
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    counts = summary.summary_of(reading.timeline, reading.problems)
    if options.json:
        print_json(counts)
    else:
        print_texts([summary.summary_words(reading.timeline.title, counts), "\n"])
    return files.exit_code(reading)


def convert(options: argparse.Namespace) -> int:
    """Write files in another format; whether the file can be written is known before the work."""
    output = options.output
    try:
        write = registry.writer_for(output)
    except registry.UnknownFormatError as error:
        raise values.UsageError(str(error)) from None
    if not files.is_writable(output, replace=options.force):
        return exit_codes.CANT_WRITE
    reading = files.told_reading(options)
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    try:
        written = write(reading.timeline, Path(output))
    except TooMuchError as error:
        say(f"can't write {output}: {error}")
        return exit_codes.CANT_WRITE
    if not files.all_written(_files_of(output, written), replace=options.force):
        return exit_codes.CANT_WRITE
    tell((*written.problems(output), *_left_behind(output, written)))
    return files.exit_code(reading)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "info": info,
    "convert": convert,
    "export": export,
}


def _files_of(output: str, written: Written) -> dict[str, bytes]:
    """A file and those beside it."""
    beside = {os.fspath(Path(output).with_name(name)): data for name, data in written.beside.items()}
    return {**beside, output: written.data}


def _left_behind(output: str, written: Written) -> Iterable[Problem]:
    """A warning for each file that is there from before, and would be read as a part of what was written."""
    for file in (Path(output).with_name(name) for name in written.joined):
        if file.exists():
            what = f"it is older, and no part of {output}, but opened together they are read as one timeline"
            yield Problem(
                Severity.WARNING, os.fspath(file), None, None, None, what, "delete it, or give it another name"
            )
