"""Joins tables of events, estimates and sources that belong together: sheets of a workbook, files beside each other."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.tables.event_details import Details
from timeline_app.model.ids import Ids
from timeline_app.model.records import Estimate, Source
from timeline_app.model.table import EstimateTable
from timeline_app.model.timeline import Timeline

_ESTIMATE_IDS = "estimate ids"
"""The place of a problem with ids that may lead to another table."""
_MOST_NAMED = 5


class Tables(NamedTuple):
    """What was read of tables that belong together; None where there is none of a kind."""

    events: Reading | None = None
    estimates: Reading | None = None
    sources: Reading | None = None


def together(tables: Tables, file: str) -> Reading:
    """One timeline of tables whose ids lead to each other; `file` is the name of the whole in problems."""
    readings = [reading for reading in tables if reading]
    told = [problem for reading in readings for problem in reading.problems if problem.path != _ESTIMATE_IDS]
    doubtful = tuple(name for reading in readings for name in reading.doubtful)
    found = [reading.timeline for reading in readings if reading.timeline]
    if not found:
        return Reading(None, tuple(told), doubtful)
    listed = tables.sources.timeline.sources if tables.sources and tables.sources.timeline else ()
    whole = _joined(found, listed)
    missing = _unlisted_sources(whole, listed, file)
    return Reading(whole, (*told, *unknown_estimates(whole, file), *missing), doubtful)


def unknown_estimates(timeline: Timeline, file: str, hint: str = "") -> Iterable[Problem]:
    """A warning where events name estimates that aren't there."""
    known = {record.id for record in timeline.estimates.records}
    records = Details(timeline.events.details).records
    named = dict.fromkeys(wanted for record in records for wanted in record.get("estimates", ()))
    lost = [wanted for wanted in named if wanted not in known]
    if lost:
        what = f"events name estimates that aren't there: {_first_of(lost)}"
        yield Problem(Severity.WARNING, file, None, None, _ESTIMATE_IDS, clipped(what), hint)


def _unlisted_sources(timeline: Timeline, listed: Sequence[Source], file: str) -> Iterable[Problem]:
    """A warning where there is a table of sources, and of others no more is known than their ids."""
    known = {source.id for source in listed}
    lost = [one.id for one in timeline.sources if one.id not in known and one == Source(one.id, one.id)]
    if listed and lost:
        what = f"the table of sources doesn't list all that are named: {_first_of(lost)}"
        yield Problem(Severity.WARNING, file, None, None, "source ids", clipped(what), "they are called by their ids")


def _first_of(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
    return ", ".join(map(quoted, ids[:_MOST_NAMED])) + more


def _joined(parts: Sequence[Timeline], listed: Sequence[Source]) -> Timeline:
    """The first timeline with the estimates of all; sources that are listed say more than the words of others."""
    sources = {source.id: source for source in listed}
    estimates: list[Estimate] = []
    for part in parts:
        renamed = _taken(part.sources, sources, {source.id for source in listed})
        estimates += [_of_whole(record, renamed, parts[0].time_zone) for record in part.estimates.records]
    return replace(
        parts[0],
        publishers=tuple({one.id: one for part in parts for one in part.publishers}.values()),
        sources=tuple(sources.values()),
        estimates=EstimateTable.of(estimates),
        origins=tuple(origin for part in parts for origin in part.origins),
    )


def _taken(given: Sequence[Source], sources: dict[str, Source], listed: Set[str]) -> dict[str, str]:
    """Take in sources; the new ids of those that are called like another one that is not listed."""
    ids, renamed = Ids(sources), dict[str, str]()
    for source in given:
        if source.id not in listed and sources.setdefault(source.id, source) != source:
            renamed[source.id] = ids.free(source.id)
            sources[renamed[source.id]] = replace(source, id=renamed[source.id])
    return renamed


def _of_whole(record: Estimate, renamed: Mapping[str, str], zone: str) -> Estimate:
    """An estimate in a timeline with that time zone, whose sources may be called otherwise."""
    refs = tuple(replace(ref, id=renamed.get(ref.id, ref.id)) for ref in record.sources)
    own = record.zone or "UTC"
    return replace(record, sources=refs, zone="" if own == zone else own)
