"""Finding events and estimates by words, in titles, summaries, dates, publishers and sources, and by their time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from timeline_app.model.arrays import Indices
from timeline_app.model.blocks import blocks
from timeline_app.model.edtf import AllOf, EdtfError, Expression, OneOf
from timeline_app.model.edtf.parsing import parse_meant
from timeline_app.model.event_words import WordSearch
from timeline_app.model.field_words import FieldSearch
from timeline_app.model.records import Estimate, SourceRef
from timeline_app.model.relations import Answer, TimeRelation, after, before, during, overlaps, touches
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Bounds, Kind, When, when_of

TIME_RELATIONS = {"before": before, "after": after, "during": during, "overlaps": overlaps, "touches": touches}
"""What may stand before a date in a search, as in "before:2022-09"."""

_PART = re.compile(r"""(?:"[^"]*"|“[^”]*”|(?<=:)\[[^]]*\]|(?<=:)\{[^}]*\}|\S)+""")
_QUOTED = re.compile(r"""["“]([^"“”]*)["”]""")
_FIELD = re.compile(r"""(?:["“](?P<quoted>[^"“”]+)["”]|(?P<plain>[^\s:"“”]+)):(?P<words>.+)""", re.DOTALL)
_NO_ROWS = np.empty(0, dtype=np.int64)
_IN_QUOTES = 'put a date of several words in quotation marks, like before:"Feb 2023"'


class QueryError(ValueError):
    """A date in a search that can't be read; says so in words for a user."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        words: to be held, all of them, in any case.
        times: relations that must hold, each to a stretch of time, one row.
        fields: names of fields, each with what it must hold, in any case.
    """

    words: tuple[str, ...]
    times: tuple[tuple[TimeRelation, TimeColumns], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str, zone: str = "UTC", is_field: Callable[[str], bool] = lambda _name: False) -> "Query":
        """The query that somebody typed: words, relations to dates like "before:2022-09", fields like "place:Kyiv".

        Args:
            text: parts with blanks between them; what stands in quotation marks, and a set of dates, is one part.
            zone: IANA name of the time zone that the dates are meant in.
            is_field: whether any event has a field of a name; what stands before a colon is a word otherwise.

        Raises:
            QueryError: a date can't be read.
        """
        times, fields, words = [], [], []
        for written in _PART.findall(text):
            part = _QUOTED.sub(r"\1", written)
            if _asks(part):
                times.append(_time_asked(part, zone))
            elif field := _field_asked(written, is_field):
                fields.append(field)
            elif part:
                words.append(part)
        return cls(tuple(words), tuple(times), tuple(fields))


@dataclass(frozen=True)
class Found:
    """Rows that were found, ascending.

    Attributes:
        certain: of which all holds that is asked for.
        possible: of which it can't be known whether it does.
    """

    certain: Indices
    possible: Indices


def search_events(timeline: Timeline, query: Query) -> Iterator[Found]:
    """The events that fit, found a block of events at a time; those without a date are found by words alone."""
    words = [WordSearch(timeline, word) for word in sorted(query.words, key=len, reverse=True)]  # the rarest first
    fields = [FieldSearch(timeline.events, name, word) for name, word in query.fields]
    for rows in blocks(len(timeline.events)):
        for field in fields:
            rows = field.among(rows)
        for word in words:
            rows = word.among(rows)
        yield _found(query, timeline.events.times, rows)


def find_estimates(timeline: Timeline, query: Query) -> Found:
    """The estimates that fit; they have no fields."""
    if query.fields:
        return Found(_NO_ROWS, _NO_ROWS)
    wanted = [word.casefold() for word in query.words]
    texts = (_estimate_text(timeline, estimate).casefold() for estimate in timeline.estimates.records)
    held = np.array([all(word in text for word in wanted) for text in texts], dtype=bool)
    return _found(query, timeline.estimates.times, np.flatnonzero(held))


def _found(query: Query, times: TimeColumns, rows: Indices) -> Found:
    """What is found among the rows that hold the words."""
    if not query.times:
        return Found(rows, _NO_ROWS)
    taken = times.taken(rows)
    answers = np.minimum.reduce([relation.of_all(taken, stretch) for relation, stretch in query.times])
    return Found(rows[answers == Answer.YES], rows[answers == Answer.UNKNOWN])


# Fields and dates that are asked for


def _field_asked(written: str, is_field: Callable[[str], bool]) -> tuple[str, str] | None:
    """The field that a part of a search names, and what it should hold; None where it is a word."""
    found = _FIELD.fullmatch(written)
    name = (found["quoted"] or found["plain"]) if found else ""
    words = _QUOTED.sub(r"\1", found["words"]) if found else ""
    return (name, words) if words and is_field(name) else None


def asks_for_dates(text: str) -> bool:
    """Whether a search that somebody typed has a relation to a date."""
    return any(_asks(part) for part in _PART.findall(text))


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


# Estimates


def _estimate_text(timeline: Timeline, estimate: Estimate) -> str:
    publisher = timeline.publisher(estimate.publisher)
    figure = f"{estimate.quantity.words()} {estimate.stated} {estimate.measure} {estimate.measure_stated}"
    sources = " ".join(_source_title(timeline, ref) for ref in estimate.sources)
    return f"{figure} {publisher.title} {publisher.short} {estimate.subject} {estimate.note} {sources}"


def _source_title(timeline: Timeline, ref: SourceRef) -> str:
    return timeline.source(ref.id).title
