"""Counts what a timeline holds, for those who want numbers and no window."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from timeline_app.formats.problems import Problem, Severity, count_of, visible
from timeline_app.model import calendar
from timeline_app.model.edtf import Date
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import Zone


def summary_of(timeline: Timeline, problems: Sequence[Problem]) -> dict[str, Any]:
    """The counts as a JSON object.

    Figures of single events count as estimates. `earliest` and `latest` are the days, EDTF, of the least and greatest
    finite bound of events, as the clocks of the timeline's zone show them; None without one.
    """
    ends, zone = timeline.events.times.ends(), Zone(timeline.time_zone)
    return {
        "events": len(timeline.events),
        "undated": timeline.events.undated,
        "estimates": len(timeline.estimates) + sum(int(one.given.sum()) for one in timeline.events.figures),
        "sources": len(timeline.sources),
        "lanes": _events_by_lane(timeline),
        "earliest": day_at(zone.wall_of(ends[0].time)) if ends else None,
        "latest": day_at(zone.wall_of(ends[1].time)) if ends else None,
        "errors": count_of(problems, Severity.ERROR),
        "warnings": count_of(problems, Severity.WARNING),
    }


def summary_words(title: str, counts: Mapping[str, Any]) -> str:
    """The counts for a person to read."""
    dates = f"{counts['earliest']} to {counts['latest']}" if counts["earliest"] else "no event has one"
    lines = [
        visible(title) or "(no title)",
        f"  events     {counts['events']:,} ({counts['undated']:,} undated)",
        f"  estimates  {counts['estimates']:,}",
        f"  sources    {counts['sources']:,}",
        f"  dates      {dates}",
        f"  problems   {_counted(counts['errors'], 'error')}, {_counted(counts['warnings'], 'warning')}",
        f"  lanes      {len(counts['lanes']):,}",
    ]
    return "\n".join(lines + [f"    {events:>8,}  {visible(lane)}" for lane, events in counts["lanes"].items()])


def day_at(seconds: float) -> str:
    """The day of a time, EDTF; the year where it has more than four digits, since EDTF has no days there."""
    civil = calendar.civil_at(seconds)
    return str(Date(civil.year) if abs(civil.year) > 9999 else Date(civil.year, civil.month, civil.day))


def last_day_before(seconds: float) -> str:
    """The last day before an exclusive end, EDTF."""
    return day_at(math.nextafter(seconds, -math.inf))


def _events_by_lane(timeline: Timeline) -> dict[str, int]:
    counts = np.bincount(timeline.events.lane, minlength=len(timeline.lanes))
    found: dict[str, int] = {}
    for lane, count in zip(timeline.lanes, counts, strict=True):
        found[lane.title] = found.get(lane.title, 0) + int(count)
    return found


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
