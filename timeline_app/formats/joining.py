"""Joins what was read of several files to one timeline, and says what of them has no place in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline_app.formats.csv_files.siblings import with_siblings
from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.formats.reading import Reading
from timeline_app.model.inferred_publishers import is_inferred, meant_publisher
from timeline_app.model.merge import merged
from timeline_app.model.records import Extra, Publisher
from timeline_app.model.timeline import Timeline

_HINT = "open the file by itself to see it"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read of one file.

    Attributes:
        name: of the file, as the user named it.
        reading: what came of it.
    """

    name: str
    reading: Reading


def joined(files: Sequence[ReadFile], title: str = "") -> Reading:
    """One timeline of all that was read, called `title` if given; what is left out of it is a warning."""
    readings = with_siblings({file.name: file.reading for file in files})
    files = [ReadFile(name, reading) for name, reading in readings.items()]
    problems = [problem for file in files for problem in file.reading.problems]
    doubtful = tuple(name for file in files for name in file.reading.doubtful)
    found = [(file.name, file.reading.timeline) for file in files if file.reading.timeline]
    if not found:
        return Reading(None, tuple(problems), doubtful)
    whole = merged([timeline for _, timeline in found])
    if len(found) > 1:
        first_title = next((timeline.title for _, timeline in found if timeline.title), "")
        known = [publisher for _, timeline in found for publisher in timeline.publishers]
        for name, timeline in found:
            problems += _taken_for(name, timeline, known)
            problems += _left_out(name, timeline, whole, title or first_title)
        whole = replace(whole, title=title or whole.title)
    return Reading(whole, tuple(problems), doubtful)


def _taken_for(file: str, timeline: Timeline, known: Sequence[Publisher]) -> Iterable[Problem]:
    """Whom a publisher is taken for of whom a file gives a name alone, or that only the file's name suggests."""
    for publisher in timeline.publishers:
        meant = meant_publisher(publisher, known)
        if meant is publisher or meant.title == publisher.title:
            continue
        what = f"{quoted(publisher.title)} is taken to be {quoted(meant.title)}, whose short name that is"
        if is_inferred(publisher):
            what = f"the file doesn't say who gives its figures: by its name, {quoted(meant.name)} is taken to be meant"
        yield Problem(Severity.WARNING, file, None, None, None, clipped(what), "if not, open it by itself")


def _left_out(file: str, timeline: Timeline, whole: Timeline, title: str) -> Iterable[Problem]:
    for what in (*_lost_of_head(file, timeline, whole, title), *_lost_of_lanes(timeline, whole)):
        sentence = f"joined with other files, it is shown without {what}"
        yield Problem(Severity.WARNING, file, None, None, None, clipped(sentence), _HINT)


def _lost_of_head(file: str, timeline: Timeline, whole: Timeline, title: str) -> Iterable[str]:
    path = Path(file)
    if timeline.title not in ("", title, path.stem) and timeline.title != path.resolve().name:
        yield f"its title {quoted(timeline.title)}"
    if timeline.reference_date and not whole.reference_date:
        yield f"its reference date {quoted(timeline.reference_date)}, which others don't share"
    elif timeline.reference_date and _reference_told(timeline) != _reference_told(whole):
        yield "what it says of how the reference date is known"
    if lost := _lost_keys(timeline.extra, whole.extra):
        yield f"its {lost}"


def _reference_told(timeline: Timeline) -> tuple[str, str]:
    return timeline.reference_date_basis, timeline.reference_date_note


def _lost_of_lanes(timeline: Timeline, whole: Timeline) -> Iterable[str]:
    kept = {lane.title: lane.extra for lane in whole.lanes}
    for lane in timeline.lanes:
        if lost := _lost_keys(lane.extra, kept[lane.title]):
            yield f"the {lost} of its lane {quoted(lane.title)}"


def _lost_keys(extra: Extra, kept: Extra) -> str:
    """The keys whose values are not kept: "keys “a”, “b”"; or ""."""
    lost = [quoted(key) for key, value in extra.items() if key not in kept or repr(kept[key]) != repr(value)]
    return f"{'key' if len(lost) == 1 else 'keys'} {', '.join(lost)}" if lost else ""
