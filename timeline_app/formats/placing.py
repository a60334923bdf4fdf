"""Names the file that a reading comes from, and finds the line of a record in a file whose values have none."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from timeline_app.formats.json_files.json_positions import lines_and_columns, offsets
from timeline_app.formats.reading import Reading
from timeline_app.formats.text import decoded
from timeline_app.model.origins import Origin, Place, Stamp
from timeline_app.model.origins import Path as Way


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
    return lines_of((place,))[0]


def lines_of(places: Sequence[Place]) -> list[int | None]:
    """The same of several; each file is looked through once."""
    ways: dict[tuple[str, Stamp | None], list[Way]] = {}
    for place in places:
        if place.path is not None:
            ways.setdefault((place.file, place.stamp), []).append(place.path)
    found = {of: _lines_in(*of, paths) for of, paths in ways.items()}
    return [place.line if place.path is None else found[place.file, place.stamp].get(place.path) for place in places]


def _lines_in(file: str, stamp: Stamp | None, paths: Sequence[Way]) -> Mapping[Way, int]:
    """The lines of the records at the ends of some ways; none where the file is another."""
    try:
        with Path(file).open("rb") as stream:
            if stamp_of(os.fstat(stream.fileno())) != stamp:
                return {}
            text = decoded(stream.read()).text
    except OSError:
        return {}
    places = offsets(text, tuple(paths))
    lines = lines_and_columns(text, tuple(places.values()))
    return {path: lines[offset][0] for path, offset in places.items()}
