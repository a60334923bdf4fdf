"""Names the file that a reading comes from, and finds the line of a record in a file whose values have none."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from timeline_app.formats.json_files.json_positions import lines_and_columns, offsets
from timeline_app.formats.reading import Reading
from timeline_app.formats.text import decoded
from timeline_app.model.origins import Origin, Place, Stamp


def placed(reading: Reading, file: str, status: os.stat_result) -> Reading:
    """A reading whose records know their file, as it was found when it was opened."""
    timeline = reading.timeline
    if timeline is None:
        return reading
    known = timeline.origins or (Origin("", len(timeline.events), len(timeline.estimates)),)
    origins = tuple(_placed(origin, file, stamp_of(status)) for origin in known)
    return replace(reading, timeline=replace(timeline, origins=origins))


def _placed(origin: Origin, file: str, stamp: Stamp) -> Origin:
    """An origin that has no name yet, or this one."""
    return replace(origin, file=file, stamp=stamp) if origin.file in ("", file) else origin


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells this state of a file from another."""
    return Stamp(status.st_size, status.st_mtime_ns)


def stamps_of(files: Iterable[str]) -> Mapping[str, Stamp]:
    """The states of some files, and of those in them that are folders; what isn't there has none."""
    found: dict[str, Stamp] = {}
    for file in files:
        found |= _stamps_in(file)
    return found


def _stamps_in(file: str) -> Mapping[str, Stamp]:
    try:
        if Path(file).is_dir():
            with os.scandir(file) as entries:
                # `stat` of an entry is not followed by Windows through a link, and costs a call elsewhere
                inside = [entry.path for entry in entries if not entry.name.startswith(".")]
            return {path: stamp_of(Path(path).stat()) for path in inside if Path(path).is_file()}
        return {file: stamp_of(Path(file).stat())}
    except (OSError, ValueError):  # gone meanwhile: whoever reads it says so
        return {}


def line_of(place: Place) -> int | None:
    """The line of a record of whom only the way to it is known; None where the file has changed since it was read."""
    if place.path is None:
        return place.line
    try:
        with Path(place.file).open("rb") as stream:
            if stamp_of(os.fstat(stream.fileno())) != place.stamp:
                return None
            text = decoded(stream.read()).text
    except OSError:
        return None
    offset = offsets(text, (place.path,))[place.path]
    return lines_and_columns(text, (offset,))[offset][0]
