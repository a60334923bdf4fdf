"""Hypothesis strategies for whole timelines, and what makes two of them the same."""

from dataclasses import fields

import numpy as np
from hypothesis import strategies as st

from tests.model.dates import expressions
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Estimate, Event, Figure, Lane, Publisher, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, when_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = texts.filter(str.strip)
ids = st.lists(names, max_size=4, unique=True)
numbers = st.none() | st.integers(0, 10**9).map(float) | st.floats(0, allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=4,
)
extras = st.just({}) | st.dictionaries(texts.map(lambda text: f"x-{text}"), values, max_size=2)
source_refs = st.lists(st.builds(SourceRef, names, texts, texts, texts, extras), max_size=2).map(tuple)
quantities = st.builds(Quantity, numbers, numbers, numbers, st.sampled_from(Relation), st.booleans())


def _says_something(figure: Figure) -> bool:
    """Whether there is a number or a word: without either it is no figure."""
    return bool(figure.stated) or any(bound is not None for bound in _bounds(figure.quantity))


def _bounds(quantity: Quantity) -> tuple:
    return quantity.low, quantity.best, quantity.high


zones = st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York"])


figures = st.lists(
    st.builds(Figure, names, quantities, texts, texts, texts).filter(_says_something),
    max_size=2,
    unique_by=lambda figure: (figure.measure, figure.publisher, figure.measure_stated),
).map(tuple)


@st.composite
def whens(draw: st.DrawFn, zone: str):
    """Times with the source's words, or none."""
    if draw(st.booleans()):
        return None
    return when_of(draw(expressions), zone).told(draw(texts), draw(st.sampled_from(Basis)), draw(texts))


@st.composite
def events(draw: st.DrawFn, event_id: str, lanes: list[str], zone: str):
    """Events in one of the lanes."""
    own_zone = draw(st.just("") | zones)
    when = draw(whens(own_zone or zone))
    return Event(
        id=event_id,
        lane=draw(st.sampled_from(lanes)),
        when=when,
        title=draw(names),
        when_text=when.edtf if when else "",
        summary=draw(texts),
        importance=draw(st.integers(0, 1000)) / 1000,
        fields=draw(st.dictionaries(texts, values, max_size=2)),
        sources=draw(source_refs),
        estimates=draw(st.lists(names, max_size=2).map(tuple)),
        zone=own_zone,
        extra=draw(extras),
        figures=draw(figures),
    )


@st.composite
def estimates(draw: st.DrawFn, estimate_id: str, zone: str):
    """Estimates of any kind."""
    own_zone = draw(st.just("") | zones)
    return Estimate(
        id=estimate_id,
        measure=draw(names),
        quantity=draw(quantities),
        publisher=draw(texts),
        measure_stated=draw(texts),
        stated=draw(texts),
        subject=draw(texts),
        as_of=draw(whens(own_zone or zone)),
        published=draw(whens(own_zone or zone)),
        since=draw(st.just("") | expressions.map(str)),
        since_stated=draw(texts),
        per=draw(texts),
        part_of=draw(texts),
        supersedes=draw(texts),
        zone=own_zone,
        sources=draw(source_refs),
        note=draw(texts),
        extra=draw(extras),
    )


@st.composite
def timelines(draw: st.DrawFn):
    """Timelines with a few records of each kind."""
    zone = draw(zones)
    lanes = tuple(Lane(lane_id, draw(names), draw(extras)) for lane_id in draw(ids.filter(bool)))
    lane_ids = [lane.id for lane in lanes]
    publishers = tuple(Publisher(one, draw(names), draw(texts), draw(extras)) for one in draw(ids))
    bases = st.sampled_from(Basis)
    dates = st.just("") | expressions.map(str)
    sources = tuple(
        Source(
            one, draw(names), draw(texts), draw(dates), draw(bases), draw(texts), draw(texts), draw(texts), draw(extras)
        )
        for one in draw(ids)
    )
    return Timeline(
        title=draw(texts),
        lanes=lanes,
        publishers=publishers,
        sources=sources,
        events=EventTable.of([draw(events(one, lane_ids, zone)) for one in draw(ids)], lanes),
        estimates=EstimateTable.of([draw(estimates(one, zone)) for one in draw(ids)]),
        time_zone=zone,
        reference_date=draw(dates),
        reference_date_basis=draw(bases),
        reference_date_note=draw(texts),
        extra=draw(extras),
    )


def events_of(timeline: Timeline) -> list[Event]:
    """All events as records."""
    return [timeline.event(row) for row in range(len(timeline.events))]


def content(timeline: Timeline) -> tuple:
    """What two timelines have in common if they are the same."""
    apart = ("events", "estimates", "origins")
    rest = [getattr(timeline, field.name) for field in fields(Timeline) if field.name not in apart]
    return events_of(timeline), timeline.estimates.records, rest


def same_times(one: TimeColumns, other: TimeColumns) -> bool:
    """Whether the columns are equal, unknown bounds and the members of sets included."""
    names = [field.name for field in fields(TimeColumns) if field.name != "members"]
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return _same_members(one, other) and all(
        np.array_equal(left.astype(float), right.astype(float), equal_nan=True) for left, right in pairs
    )


def _same_members(one: TimeColumns, other: TimeColumns) -> bool:
    if one.members is None or other.members is None:
        return one.members is other.members
    same_rows = np.array_equal(one.members.rows, other.members.rows)
    return same_rows and same_times(one.members.times, other.members.times)
