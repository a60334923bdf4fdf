"""Finding events and estimates by words, in titles, summaries, dates, publishers and sources."""

import json
from collections.abc import Set

import numpy as np
import pyarrow as pa

from timeline_app.model.records import Estimate, Event, SourceRef
from timeline_app.model.table import Indices, Mask
from timeline_app.model.timeline import Timeline


def find_events(timeline: Timeline, words: str) -> Indices:
    """Rows of the events that hold every word, in any case, in time order; those without a date come last."""
    found = np.ones(len(timeline.events), dtype=bool)
    for word in words.split():
        found &= _holding(timeline, word)
    order = timeline.events.times.order
    undated = np.flatnonzero(found & ~timeline.events.times.dated)
    return np.concatenate([order[found[order]], undated])


def find_estimates(timeline: Timeline, words: str) -> tuple[int, ...]:
    """Rows of the estimates that hold every word, in any case."""
    wanted = words.casefold().split()
    texts = (_estimate_text(timeline, estimate).casefold() for estimate in timeline.estimates.records)
    return tuple(row for row, text in enumerate(texts) if all(word in text for word in wanted))


def _holding(timeline: Timeline, word: str) -> Mask:
    """Which events hold a word: in a text of theirs, or in the title of a source that they name."""
    import pyarrow.compute as pc  # slow to import, and needed only here

    events = timeline.events
    found = np.zeros(len(events), dtype=bool)
    for column in (events.titles, events.summaries, events.stated):
        found |= _matches(pc.match_substring(column, word, ignore_case=True))
    unread = _matches(pc.match_substring(events.when_texts, word, ignore_case=True))
    found |= unread & ~events.times.dated  # of a date that is read, the digits say nothing
    sources = _sources_holding(timeline, word)
    maybe = _matches(pc.match_substring(events.details, word, ignore_case=True))
    for source in sources:
        maybe |= _matches(pc.match_substring(events.details, json.dumps(source, ensure_ascii=False)))
    for row in np.flatnonzero(maybe & ~found):  # the text of a record has its keys in it, too
        found[row] = _record_holds(timeline.event(int(row)), word.casefold(), sources)
    return found


def _matches(column: pa.BooleanArray) -> Mask:
    found: Mask = column.fill_null(False).to_numpy(zero_copy_only=False)
    return found


def _record_holds(event: Event, word: str, sources: Set[str]) -> bool:
    """Whether what an event says beside its title and summary holds a word, or one of its sources does."""
    if any(ref.id in sources for ref in event.sources):
        return True
    told = [event.when.basis_note if event.when else "", *map(str, event.fields.values())]
    told += [f"{ref.locator} {ref.quote}" for ref in event.sources]
    return any(word in text.casefold() for text in told)


def _sources_holding(timeline: Timeline, word: str) -> Set[str]:
    """Ids of the sources whose title or publisher holds a word."""
    wanted = word.casefold()
    titles = ((source.id, f"{source.title} {timeline.publisher_of(source)}") for source in timeline.sources)
    return {source for source, title in titles if wanted in title.casefold()}


def _estimate_text(timeline: Timeline, estimate: Estimate) -> str:
    publisher = timeline.publisher(estimate.publisher)
    figure = f"{estimate.quantity.words()} {estimate.stated} {estimate.measure} {estimate.measure_stated}"
    sources = " ".join(_source_title(timeline, ref) for ref in estimate.sources)
    return f"{figure} {publisher.title} {publisher.short} {estimate.subject} {estimate.note} {sources}"


def _source_title(timeline: Timeline, ref: SourceRef) -> str:
    return timeline.source(ref.id).title
