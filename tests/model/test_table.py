import math
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import same_times
from tests.model.dates import expressions
from timeline_app.model.edtf import Precision, parse
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Estimate, Event, Lane, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import End, TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When, when_of

LANES = (Lane("statements", "Official statements"), Lane("protests", "Protests"))

whens = st.none() | expressions.map(when_of)
columns = st.lists(whens, max_size=20).map(TimeColumns.of)
texts = st.text(max_size=8)
values = texts | st.integers() | st.booleans() | st.none() | st.lists(texts, max_size=2)
extras = st.dictionaries(texts, values, max_size=2)
references = st.builds(SourceRef, texts, texts, texts, texts, extras)


@st.composite
def events(draw: st.DrawFn) -> Event:
    when = draw(st.none() | st.builds(lambda when, *told: when.told(*told), whens.filter(bool), texts, BASES, texts))
    return Event(
        id=draw(texts),
        lane=draw(st.sampled_from(LANES)).id,
        when=when,
        title=draw(texts),
        when_text=when.edtf if when else draw(texts),
        summary=draw(texts),
        importance=draw(st.integers(0, 100)) / 100,
        fields=draw(extras),
        sources=tuple(draw(st.lists(references, max_size=2))),
        estimates=tuple(draw(st.lists(texts, max_size=2))),
        extra=draw(extras),
    )


BASES = st.sampled_from(Basis)


def same(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


@given(st.lists(whens, max_size=20))
def test_columns_hold_the_bounds_of_each_time(rows):
    found = TimeColumns.of(rows)
    assert len(found) == len(rows)
    for row, when in enumerate(rows):
        bounds = (*when.start, *when.end) if when else (math.nan,) * 4
        held = (found.start_earliest, found.start_latest, found.end_earliest, found.end_latest)
        assert all(same(column[row], bound) for column, bound in zip(held, bounds, strict=True))
        assert found.dated[row] == bool(when and when.finite_bounds)


@given(st.lists(whens, max_size=20))
def test_every_dated_row_touches_some_time(rows):
    found = TimeColumns.of(rows)
    for row, when in enumerate(rows):
        if not found.dated[row]:
            assert math.isnan(found.lo[row])
            assert math.isnan(found.hi[row])
        else:
            assert (found.lo[row], found.hi[row]) == (when.earliest, when.latest)
            assert found.lo[row] < found.hi[row]


@given(st.lists(whens, max_size=20))
def test_the_members_of_sets_stand_beside_their_row(rows):
    members = TimeColumns.of(rows).members
    expected = [(row, member) for row, when in enumerate(rows) if when for member in when.members]
    assert (members is None) == (expected == [])
    if members:
        assert list(members.rows) == [row for row, _ in expected]
        assert same_times(members.times, TimeColumns.of(member for _, member in expected))


@given(st.lists(st.lists(whens, max_size=5), min_size=1, max_size=4))
def test_columns_are_joined_row_by_row(parts):
    assert same_times(TimeColumns.joined(list(map(TimeColumns.of, parts))), TimeColumns.of(chain(*parts)))


@given(columns)
def test_the_order_is_total_and_stable(found):
    keys = [(found.lo[row], found.hi[row], row) for row in found.order]
    assert keys == sorted(keys)
    assert sorted(found.order) == list(np.flatnonzero(found.dated))


@given(st.lists(whens, max_size=20))
def test_the_extent_is_that_of_all_finite_bounds(rows):
    bounds = [bound for when in rows if when for bound in when.finite_bounds]
    assert TimeColumns.of(rows).extent() == ((min(bounds), max(bounds)) if bounds else None)


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (("2022-09", "2023-02-28"), ("2022-09", Precision.MONTH), ("2023-02-28", Precision.DAY)),
        (("2023-02-28", "2022", "2022-09"), ("2022", Precision.YEAR), ("2023-02-28", Precision.DAY)),
        (("2020-05/2023",), ("2020-05", Precision.MONTH), ("2023", Precision.YEAR)),
        (("2022-05-01/..", "2021"), ("2021", Precision.YEAR), ("2022-05-01", Precision.DAY)),
        (("2022-05-01T10:30Z",), ("2022-05-01T10:30Z", Precision.MINUTE), ("2022-05-01T10:30Z", Precision.MINUTE)),
    ],
)
def test_the_ends_are_the_least_and_greatest_bounds_with_how_closely_they_are_known(dates, first, last):
    found = TimeColumns.of([None, *map(When.from_edtf, dates)]).ends()
    start, end = (When.from_edtf(date) for date, _ in (first, last))
    assert found == (End(start.earliest, first[1], False), End(end.latest, last[1], True))


def test_what_has_no_date_has_no_ends():
    assert TimeColumns.of([None]).ends() is None
    assert TimeColumns.of([When.from_edtf("2022"), None]).ends() is not None


@given(columns)
def test_the_ends_lie_where_the_extent_does(found):
    ends = found.ends()
    assert found.extent() == (ends and (ends[0].bound, ends[1].bound))


@given(columns)
def test_columns_can_not_be_written_to(found):
    for column in (found.start_earliest, found.kind, found.lo, found.hi, found.order, found.dated):
        with pytest.raises(ValueError, match="read-only"):
            column[:] = 0


@given(st.lists(events(), max_size=5))
def test_a_record_comes_back_as_it_went_in(given_events):
    table = EventTable.of(given_events, LANES)
    assert len(table) == len(given_events)
    assert table.undated == sum(not (event.when and event.when.finite_bounds) for event in given_events)
    assert [str(table.record(row, LANES, "UTC")) for row in range(len(table))] == [str(event) for event in given_events]


def test_an_event_is_found_by_its_id():
    table = EventTable.of([Event(name, "protests", None, name) for name in "ab"], LANES)
    assert (table.row_of("b"), table.row_of("c")) == (1, None)


def test_an_event_in_a_lane_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        EventTable.of([Event("a", "elsewhere", None, "a")], LANES)


def test_estimates_stand_at_their_as_of_date_or_else_where_they_were_published():
    published, as_of = When.from_edtf("2023-02-28"), When.from_edtf("2023-02")
    table = EstimateTable.of(
        [
            Estimate("both", "killed", Quantity(), "a", as_of=as_of, published=published),
            Estimate("published", "killed", Quantity(), "a", published=published),
            Estimate("neither", "killed", Quantity(), "a"),
        ]
    )
    assert [record.date for record in table.records] == [as_of, published, None]
    assert list(table.times.dated) == [True, True, False]
    assert table.row_of("published") == 1
    assert table.row_of("other") is None


def timeline_of(**changes) -> Timeline:
    when = when_of(parse("2023-01"))
    events = EventTable.of([Event("a", "protests", when, "A", "2023-01", estimates=("count",))], LANES)
    estimates = EstimateTable.of([Estimate("count", "killed", Quantity(), "a", published=When.from_edtf("2022"))])
    return Timeline("T", LANES, (), (), events, estimates, **changes)


def test_a_timeline_extends_over_its_events_and_estimates():
    timeline = timeline_of()
    assert timeline.extent == (When.from_edtf("2022").earliest, When.from_edtf("2023-01").latest)
    assert timeline.latest_known == When.from_edtf("2023-01").latest
    assert Timeline.empty().extent is None


def test_everything_is_known_at_the_close_of_the_reference_date():
    assert timeline_of(reference_date="2023-02-28").latest_known == When.from_edtf("2023-02-28").latest


def test_an_estimate_knows_the_events_that_cite_it():
    assert timeline_of().citing_rows == {"count": (0,)}


def test_a_source_or_publisher_that_is_not_there_goes_by_its_id():
    assert timeline_of().source("article").title == "article"
    assert timeline_of().publisher("mod").name == "mod"


def test_a_timeline_ends_where_its_events_or_its_estimates_do():
    first, last = timeline_of().ends
    assert first == End(When.from_edtf("2022").earliest, Precision.YEAR, exclusive=False)
    assert last == End(When.from_edtf("2023-01").latest, Precision.MONTH, exclusive=True)
    assert Timeline.empty().ends is None


def relayed(*names: str) -> tuple[SourceRef, ...]:
    """A chain of sources, nearest first, each of which relays the next."""
    return (*(SourceRef(name, role="relay") for name in names[:-1]), SourceRef(names[-1], role="report"))


def relayed_timeline() -> Timeline:
    """An article and a blog that relay reports; the blog is itself given by the article."""
    refs = (("article", "report"), ("article", "blog", "report"), ("blog", "count", "report"), ("unlisted", "count"))
    events = [Event(str(row), "protests", None, "", sources=relayed(*names)) for row, names in enumerate(refs)]
    figure = Estimate("figure", "killed", Quantity(), "a", sources=relayed("article", "statement"))
    sources = tuple(Source(name, name.upper()) for name in ("report", "article", "blog", "count", "statement", "other"))
    return Timeline("T", LANES, (), sources, EventTable.of(events, LANES), EstimateTable.of([figure]))


def test_sources_are_numbered_from_one_in_the_files_order():
    timeline = relayed_timeline()
    assert [timeline.number_of(name) for name in ("report", "article", "other", "unlisted")] == [1, 2, 6, None]


def test_what_carries_a_source_is_the_nearest_source_of_each_record_that_gives_it():
    assert relayed_timeline().carriers == {"report": (2, 3), "count": (3,), "statement": (2,)}


def test_sources_without_a_part_stand_beside_each_other():
    sources = tuple(Source(name, name) for name in ("a", "b", "c"))
    event = Event("1", "protests", None, "", sources=tuple(map(SourceRef, ("a", "b", "c"))))
    timeline = Timeline("T", LANES, (), sources, EventTable.of([event], LANES), EstimateTable.of(()))
    assert timeline.carriers == {}


@given(st.lists(whens, min_size=1, max_size=12), st.data())
def test_rows_that_are_taken_are_those_of_their_times(found, data):
    rows = data.draw(st.lists(st.integers(0, len(found) - 1), max_size=12))
    taken = TimeColumns.of(found).taken(np.array(rows, dtype=np.int64))
    assert same_times(taken, TimeColumns.of([found[row] for row in rows]))
