"""What must come back of a timeline that was written for other programs, but for what the losses name."""

from timeline_app.model.records import Event
from timeline_app.model.timeline import Timeline


def kept(timeline: Timeline) -> tuple:
    """All that is neither a loss nor an id that the program makes itself."""
    events = [timeline.event(row) for row in range(len(timeline.events))]
    lanes = list(dict.fromkeys(lane.title for lane in timeline.lanes))
    return timeline.title, timeline.time_zone, lanes, dict(timeline.extra), [_event(one, timeline) for one in events]


def _event(event: Event, timeline: Timeline) -> tuple:
    (lane,) = (lane.title for lane in timeline.lanes if lane.id == event.lane)
    told = event.when and (event.when.edtf, event.when.stated, event.when.basis, event.when.basis_note)
    bounds = event.when and [str(bound) for bound in (*event.when.start, *event.when.end)]
    texts = (event.id, event.title, event.summary, event.when_text, event.zone, lane)
    return texts, told, bounds, event.importance, event.fields, event.extra, _sources(event, timeline)


def _sources(event: Event, timeline: Timeline) -> list[tuple]:
    found = ((timeline.source(ref.id), ref) for ref in event.sources)
    return [(one.title, one.url, ref.role, ref.locator, ref.quote) for one, ref in found]
