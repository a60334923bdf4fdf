"""What each command of the command line does: check, info, convert, export."""

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app import atomic
from timeline_app.cli import exit_codes, values
from timeline_app.formats import registry, summary
from timeline_app.formats.problems import Problem, Severity, count_of, visible
from timeline_app.formats.reading import Reading, TooMuchError, Written
from timeline_app.formats.request import Request
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.model.zones import Zone

if TYPE_CHECKING:
    from timeline_app.export.picture import Limits, PictureOptions

_SHOWN_PROBLEMS = 20


def check(options: argparse.Namespace) -> int:
    """List what is wrong with files."""
    reading = registry.read_files(options.files, _request(options))
    notes = _figure_notes(reading.timeline) if options.figures and reading.timeline else ()
    listed = (*reading.problems, *notes)
    if options.json:
        _print_json([problem.as_dict() for problem in listed])
    else:
        _print(f"{problem}\n" for problem in listed)
    if not reading.problems:
        _say("no problems")
    if options.figures and not notes:
        _say("nothing differs among the figures")
    return _exit_code(reading)


def _figure_notes(timeline: Timeline) -> tuple[Problem, ...]:
    """What differs among the figures, each note at the line of the figure that it is about first."""
    from timeline_app.formats.figure_notes import placed_notes

    return placed_notes(timeline)


def info(options: argparse.Namespace) -> int:
    """Count what is in files."""
    reading = _told_reading(options)
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    counts = summary.summary_of(reading.timeline, reading.problems)
    if options.json:
        _print_json(counts)
    else:
        _print([summary.summary_words(reading.timeline.title, counts), "\n"])
    return _exit_code(reading)


def convert(options: argparse.Namespace) -> int:
    """Write files in another format."""
    try:
        write = registry.writer_for(options.output)
    except registry.UnknownFormatError as error:
        raise values.UsageError(str(error)) from None
    return _read_and_write(options, lambda timeline: write(timeline, Path(options.output)))


def export(options: argparse.Namespace) -> int:
    """Write a picture of files."""
    kind = values.picture_kind(options.output)
    if kind == "png":
        _require_drawable(options)
    return _read_and_write(options, lambda timeline: _picture(timeline, options, kind))


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "info": info,
    "convert": convert,
    "export": export,
}


# Pictures


def _require_drawable(options: argparse.Namespace) -> None:
    """Refuse a PNG that is too large, before anything is read."""
    from timeline_app.export.raster import MOST_PIXELS, MOST_PIXELS_A_SIDE

    width, height = (round(side * options.scale) for side in options.size)
    if width * height > MOST_PIXELS or max(width, height) > MOST_PIXELS_A_SIDE:
        what = f"the picture would have {width:,} × {height:,} pixels"
        most = f"it may have {MOST_PIXELS // 10**6} million, and {MOST_PIXELS_A_SIDE:,} a side"
        raise values.UsageError(f"{what}; {most}: choose a smaller --size or --scale")


def _picture(timeline: Timeline, options: argparse.Namespace, kind: str) -> Written:
    from timeline_app.export.picture import render

    asked = _picture_options(timeline, options)
    try:
        return Written(render(timeline, asked, kind))
    except ValueError as error:  # what can't be drawn, in words
        raise values.UsageError(_beyond_words(timeline, options, asked.window) or str(error)) from error


def _beyond_words(timeline: Timeline, options: argparse.Namespace, window: "Limits | None") -> str:
    """Where the one end that was given lies beyond all that is dated, that in words; or ""."""
    start, end = window or (None, None)
    if timeline.extent is None:
        return ""
    first, last = timeline.extent
    if start is not None and end is None and start >= last:
        where = f"after the timeline's end, {summary.last_day_before(last)}"
        return f"--from {options.start} lies {where}: choose an earlier date, or give --to as well"
    if end is not None and start is None and end <= first:
        where = f"before the timeline's beginning, {summary.day_at(first)}"
        return f"--to {options.end} lies {where}: choose a later date, or give --from as well"
    return ""


def _picture_options(timeline: Timeline, options: argparse.Namespace) -> "PictureOptions":
    from timeline_app.export.picture import PictureOptions

    width, height = options.size
    zone = options.zone or timeline.time_zone
    return PictureOptions(
        window=_window(zone, options),
        as_of=_limit("--as-of", options.as_of, zone),
        width=width,
        height=height,
        scale=options.scale,
        theme=options.theme,
        panel=options.panel,
        title=options.title,
        zone=Zone(zone),
    )


def _window(zone: str, options: argparse.Namespace) -> "Limits | None":
    start = _beginning("--from", options.start, zone)
    end = _limit("--to", options.end, zone)
    if start is not None and end is not None and start >= end:
        raise values.UsageError(f"--from {options.start} is not before --to {options.end}")
    return None if start is None and end is None else (start, end)


def _beginning(option: str, text: str | None, zone: str) -> float | None:
    return None if text is None else _finite(option, text, When.from_edtf(text, zone).earliest)


def _limit(option: str, text: str | None, zone: str) -> float | None:
    """An upper limit is the exclusive end of its date."""
    return None if text is None else _finite(option, text, When.from_edtf(text, zone).latest)


def _finite(option: str, text: str, seconds: float) -> float:
    if not math.isfinite(seconds):
        raise values.UsageError(f"{option} {text} is open where the picture needs a date")
    return seconds


# Reading and writing


def _read_and_write(options: argparse.Namespace, product: Callable[[Timeline], Written]) -> int:
    """Read files and write what is made of them; whether it can be written is known before the work."""
    output, force = options.output, options.force
    if not _could_write(output, lambda: atomic.require_writable(output, replace=force)):
        return exit_codes.CANT_WRITE
    reading = _told_reading(options)
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    try:
        written = product(reading.timeline)
    except TooMuchError as error:
        _say(f"can't write {output}: {error}")
        return exit_codes.CANT_WRITE
    if not _all_written(output, written, replace=force):
        return exit_codes.CANT_WRITE
    _tell((*written.problems(output), *_left_behind(output, written)))
    return _exit_code(reading)


def _left_behind(output: str, written: Written) -> Iterable[Problem]:
    """A warning for each file that is there from before, and would be read as a part of what was written."""
    for file in (Path(output).with_name(name) for name in written.joined):
        if file.exists():
            what = f"it is older, and no part of {output}, but opened together they are read as one timeline"
            yield Problem(
                Severity.WARNING, os.fspath(file), None, None, None, what, "delete it, or give it another name"
            )


def _all_written(output: str, written: Written, *, replace: bool) -> bool:
    """Write a file and those beside it: all of them, or none that replaces what is there."""
    files = {os.fspath(Path(output).with_name(name)): data for name, data in written.beside.items()}
    files[output] = written.data
    try:
        atomic.write_all(files, replace=replace)
    except OSError as error:
        _say(f"can't write {error.filename or output}: {fault_words(error)}")
        return False
    for file in files:
        _say(f"wrote {file}")
    return True


def _could_write(output: str, action: Callable[[], None]) -> bool:
    try:
        action()
    except OSError as error:
        _say(f"can't write {output}: {fault_words(error)}")
        return False
    return True


def fault_words(error: OSError) -> str:
    """Why a file can't be written."""
    if isinstance(error, FileExistsError):
        return f"{error.strerror}; --force replaces it"
    return "there is no such folder" if isinstance(error, FileNotFoundError) else error.strerror or str(error)


def _told_reading(options: argparse.Namespace) -> Reading:
    reading = registry.read_files(options.files, _request(options))
    _tell(reading.problems)
    return reading


def _request(options: argparse.Namespace) -> Request:
    return Request(values.mappings(options))


def _exit_code(reading: Reading) -> int:
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    return exit_codes.ERRORS if count_of(reading.problems, Severity.ERROR) else exit_codes.FINE


# Words


def _tell(problems: Sequence[Problem]) -> None:
    """The first problems on standard error; `check` lists them all."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        _say(str(problem))
    if len(problems) > _SHOWN_PROBLEMS:
        _say(f"and {len(problems) - _SHOWN_PROBLEMS:,} more; “timeline-app check” lists them all")


def _say(words: str) -> None:
    print(visible(words), file=sys.stderr)


def _print_json(value: object) -> None:
    """JSON in ASCII: whatever the terminal's encoding, and whatever bytes are in a name of a file."""
    _print([json.dumps(value, indent=2), "\n"])


def _print(texts: Iterable[str]) -> None:
    """Write a result to standard output, at once, so that a full disk is noticed."""
    try:
        sys.stdout.writelines(texts)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise values.OutputError(f"can't write the result: {error.strerror}") from error
