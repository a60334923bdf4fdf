"""Finding events and estimates by words, in titles, summaries, dates, publishers and sources, and by their time."""

import json
import re
from collections.abc import Set
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from timeline_app.model.arrays import Indices, Mask
from timeline_app.model.edtf import AllOf, EdtfError, Expression, OneOf
from timeline_app.model.edtf.parsing import parse_meant
from timeline_app.model.records import Estimate, Event, SourceRef
from timeline_app.model.relations import Answer, Answers, TimeRelation, after, before, during, overlaps
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Bounds, Kind, When, when_of

TIME_RELATIONS = {"before": before, "after": after, "during": during, "overlaps": overlaps}
"""What may stand before a date in a search, as in "before:2022-09"."""

_PART = re.compile(r"""(?:"[^"]*"|“[^”]*”|(?<=:)\[[^]]*\]|(?<=:)\{[^}]*\}|\S)+""")
_QUOTED = re.compile(r"""["“]([^"“”]*)["”]""")
_IN_QUOTES = 'put a date of several words in quotation marks, like before:"Feb 2023"'


class QueryError(ValueError):
    """A date in a search that can't be read; says so in words for a user."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        words: to be held, all of them, in any case.
        times: relations that must hold, each to a stretch of time, one row.
    """

    words: tuple[str, ...]
    times: tuple[tuple[TimeRelation, TimeColumns], ...] = ()

    @classmethod
    def of(cls, text: str, zone: str = "UTC") -> "Query":
        """The query that somebody typed: words, and relations to dates like "before:2022-09".

        Args:
            text: parts with blanks between them; what stands in quotation marks, and a set of dates, is one part.
            zone: IANA name of the time zone that the dates are meant in.

        Raises:
            QueryError: a date can't be read.
        """
        parts = [_QUOTED.sub(r"\1", part) for part in _PART.findall(text)]
        times = tuple(_time_asked(part, zone) for part in parts if _asks(part))
        return cls(tuple(part for part in parts if part and not _asks(part)), times)


@dataclass(frozen=True)
class Found:
    """Rows that were found.

    Attributes:
        certain: of which all holds that is asked for.
        possible: of which it can't be known whether it does.
    """

    certain: Indices
    possible: Indices


def find_events(timeline: Timeline, query: Query) -> Found:
    """Rows of events in time order; those without a date come last, and are found by words alone."""
    held = np.ones(len(timeline.events), dtype=bool)
    for word in query.words:
        held &= _holding(timeline, word)
    times = timeline.events.times
    return _found(query, times, held, np.concatenate([times.order, np.flatnonzero(~times.dated)]))


def find_estimates(timeline: Timeline, query: Query) -> Found:
    """Rows of estimates in the file's order."""
    wanted = [word.casefold() for word in query.words]
    texts = (_estimate_text(timeline, estimate).casefold() for estimate in timeline.estimates.records)
    held = np.array([all(word in text for word in wanted) for text in texts], dtype=bool)
    return _found(query, timeline.estimates.times, held, np.arange(len(held)))


def _found(query: Query, times: TimeColumns, held: Mask, order: Indices) -> Found:
    """What is found among the rows that hold the words."""
    answers: Answers = np.full(len(times), Answer.YES, np.uint8)
    for relation, stretch in query.times:
        answers = np.minimum(answers, relation.of_all(times, stretch))
    answers = np.where(held, answers, np.uint8(Answer.NO))[order]
    return Found(order[answers == Answer.YES], order[answers == Answer.UNKNOWN])


# Dates that are asked for


def _asks(part: str) -> bool:
    """Whether a part of a search is a relation to a date."""
    name, colon, _ = part.partition(":")
    return bool(colon) and name.lower() in TIME_RELATIONS


def _time_asked(part: str, zone: str) -> tuple[TimeRelation, TimeColumns]:
    name, _, date = part.partition(":")
    try:
        stretch = TimeColumns.of([_stretch(when_of(_each(parse_meant(date)), zone))])
    except EdtfError as error:
        hint = _IN_QUOTES if date.isalpha() else error.hint
        raise QueryError(f"{part}: {error.what}" + (f" ({hint})" if hint else "")) from None
    if not stretch.dated[0]:
        raise QueryError(f"{part}: no digit of the year is known")
    return TIME_RELATIONS[name.lower()], stretch


def _each(asked: Expression) -> Expression:
    """Several dates, one of which is meant, as each of them: the time between is not asked for."""
    return AllOf(asked.members) if isinstance(asked, OneOf) and len(asked.members) > 1 else asked


def _stretch(when: When) -> When:
    """All the time from the beginning of a date to its end: who asks for 2022 means the year, not a moment in it."""
    start, end = when.start.earliest, when.end.latest
    kind = Kind.SET if when.members else Kind.SPAN
    members = tuple(map(_stretch, when.members))
    return replace(when, start=Bounds(start, start), end=Bounds(end, end), kind=kind, members=members)


# Words


def _holding(timeline: Timeline, word: str) -> Mask:
    """Which events hold a word: in a text of theirs, or in the title of a source that they name."""
    events = timeline.events
    found = np.zeros(len(events), dtype=bool)
    for column in (events.titles, events.summaries, events.stated, *events.fields.values()):
        found |= _matches(column, word)
    found |= _matches(events.when_texts, word) & ~events.times.dated  # of a date that is read, the digits say nothing
    sources = _sources_holding(timeline, word)
    maybe = _matches(events.details, word)
    for source in sources:
        maybe |= _matches(events.details, json.dumps(source, ensure_ascii=False), ignore_case=False)
    for row in np.flatnonzero(maybe & ~found):  # the text of a record has its keys in it, too
        found[row] = _record_holds(timeline.event(int(row)), word.casefold(), sources)
    return found


def _matches(column: pa.Array, text: str, *, ignore_case: bool = True) -> Mask:
    """Which texts of a column hold another."""
    import pyarrow.compute as pc  # slow to import, and needed only here

    if pa.types.is_null(column.type):
        return np.zeros(len(column), dtype=bool)
    found: Mask = (
        pc.match_substring(column, text, ignore_case=ignore_case).fill_null(False).to_numpy(zero_copy_only=False)
    )
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
