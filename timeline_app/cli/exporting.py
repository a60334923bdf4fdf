"""The command that writes pictures: its options, what they ask for, and the files."""

import argparse
import math
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app import translation
from timeline_app.cli import exit_codes, files, values
from timeline_app.cli.telling import ProgressLine, print_bytes, say
from timeline_app.export.kinds import KINDS, PictureError
from timeline_app.formats import summary
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.model.zones import Zone

if TYPE_CHECKING:
    from timeline_app.export.composing.sheets import Sheet
    from timeline_app.export.picture import Limits, Picture, PictureOptions
    from timeline_app.layout.view import FigureKind

_STANDARD_OUTPUT = "-"
_MEASURE, _STATED = 0, 2
"""Where in the kind of a figure stand its measure and the file's word for it."""


def export(options: argparse.Namespace) -> int:
    """Write pictures of files: all of them, or none."""
    outputs = {output: _kind(output, options) for output in options.output}
    _require_possible(outputs, options)
    if options.lang:
        translation.speak(options.lang)
    if not all(output == _STANDARD_OUTPUT or files.is_writable(output, replace=options.force) for output in outputs):
        return exit_codes.CANT_WRITE
    reading = files.told_reading(options)
    if reading.timeline is None:
        return exit_codes.NOTHING_READ
    pictures = _pictures(reading.timeline, options, outputs)
    written = {output: picture.data for output, picture in pictures.items() if output != _STANDARD_OUTPUT}
    if not files.all_written(written, replace=options.force):
        return exit_codes.CANT_WRITE
    for remark in dict.fromkeys(remark for picture in pictures.values() for remark in picture.remarks):
        say(f"warning: {remark}")
    if _STANDARD_OUTPUT in pictures:
        print_bytes(pictures[_STANDARD_OUTPUT].data)
    return files.exit_code(reading)


def _kind(output: str, options: argparse.Namespace) -> str:
    """The kind of a picture: as it was named, or else by the ending of its file."""
    return options.format or values.picture_kind(output)


def _require_possible(outputs: dict[str, str], options: argparse.Namespace) -> None:
    """Refuse what contradicts itself or would be too large, before anything is read."""
    from timeline_app.export.composing.sheets import PIXELS_AN_INCH

    sheet = _sheet(options)
    if options.pages is not None and options.wide is not None:
        raise values.UsageError("--pages and --wide can't be had together")
    for output, kind in outputs.items():
        if options.pages is not None and not KINDS[kind].pages:
            raise values.UsageError(
                f"{output} can't have several pages: name a .pdf, or give --wide instead of --pages"
            )
        if options.transparent and not KINDS[kind].clear:
            clear = ", ".join(name for name, one in KINDS.items() if one.clear)
            raise values.UsageError(f"{output} can't be transparent; these can: {clear}")
        if output == _STANDARD_OUTPUT and sys.stdout is None:
            raise values.OutputError("can't write the result: standard output is closed")
        if output == _STANDARD_OUTPUT and sys.stdout.isatty() and kind not in ("svg", "html"):
            raise values.UsageError("standard output is a terminal: send it to a file or a program")
        if KINDS[kind].raster and options.wide is None:
            scale = sheet.dpi / PIXELS_AN_INCH
            _require_drawable(kind, sheet.width * scale, (sheet.height or sheet.width) * scale)


def _require_drawable(kind: str, width: float, height: float) -> None:
    from timeline_app.export.writing.limits import too_large_words

    words = too_large_words(kind, round(width), round(height))
    if words:
        raise values.UsageError(f"{words}: choose a smaller --size, --scale or --dpi")


def _pictures(timeline: Timeline, options: argparse.Namespace, outputs: dict[str, str]) -> "dict[str, Picture]":
    from timeline_app.export import picture
    from timeline_app.layout.lanes import TimelineIndex

    asked, line = _picture_options(timeline, options), ProgressLine()
    index = TimelineIndex.of(timeline)
    try:
        return {
            output: picture.picture_of(index, asked, kind, _teller(line, output)) for output, kind in outputs.items()
        }
    except PictureError as error:
        raise values.UsageError(_beyond_words(timeline, options, asked.window) or str(error)) from error
    except MemoryError:
        raise values.UsageError("there is not enough memory for a picture of this size: choose a smaller one") from None
    finally:
        line.end()


def _teller(line: ProgressLine, output: str) -> Callable[[float], None]:
    name = "the picture" if output == _STANDARD_OUTPUT else output
    return lambda share: line.show(f"drawing {name} {share:.0%}")


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
    from timeline_app.export.picture import PictureOptions, Shape

    shapes = ((options.wide, Shape.WIDE), (options.pages, Shape.PAGES), (1, Shape.PAGE))
    count, shape = next((count, shape) for count, shape in shapes if count is not None)
    zone = options.zone or timeline.time_zone
    return PictureOptions(
        window=_window(zone, options),
        as_of=_limit("--as-of", options.as_of, zone),
        sheet=_sheet(options),
        shape=shape,
        count=count,
        theme=options.theme,
        transparent=options.transparent,
        quality=options.quality,
        panel=options.panel,
        title=options.title,
        subtitle=options.subtitle,
        credit=options.credit,
        language=translation.spoken(),
        zone=Zone(zone),
        counted=_counted(timeline, options.sum),
    )


def _counted(timeline: Timeline, measure: str | None) -> "FigureKind | None":
    """The first figure of events that counts a measure, or that the file calls so; None where none is wanted."""
    if measure is None:
        return None
    kinds = [figure.kind for figure in timeline.events.figures]
    for number in (_MEASURE, _STATED):
        for kind in kinds:
            if kind[number].casefold() == measure.casefold():
                return kind
    named = ", ".join(dict.fromkeys(kind[_MEASURE] for kind in kinds))
    there = f"these are counted: {named}" if named else "they carry no figures of their own"
    raise values.UsageError(f"--sum {measure}: no event counts that; {there}")


def _sheet(options: argparse.Namespace) -> "Sheet":
    """The sheet that was named or measured, in the resolution that was asked for."""
    from timeline_app.export.composing.sheets import PIXELS_AN_INCH, PRESETS

    sheet = options.size or PRESETS[options.preset].sheet
    dpi = options.dpi or (options.scale and options.scale * PIXELS_AN_INCH)
    return replace(sheet, dpi=dpi) if dpi else sheet


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
