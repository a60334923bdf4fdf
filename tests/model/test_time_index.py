import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.test_bins import falls_inside, may_touch
from tests.layout.timelines import DAY_ZERO, MOST_DAYS, day_text, edtf_texts
from timeline_app.model import calendar, time_index
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import Chain, Spans, TimeIndex, place_of
from timeline_app.model.when import When

FIRST = DAY_ZERO * calendar.DAY


def made_text(random: np.random.Generator) -> str:
    """A date like those in large tables: to the second, day, month or year, in doubt or not, and spans."""
    day, later = sorted(random.integers(0, MOST_DAYS, 2).tolist())
    forms = (
        lambda: f"{day_text(day)}T{random.integers(24):02d}:{random.integers(60):02d}:{random.integers(60):02d}Z",
        lambda: day_text(day),
        lambda: day_text(day) + "~",
        lambda: day_text(day)[:7],
        lambda: day_text(day)[:4] + "?",
        lambda: f"[{day_text(day)}..{day_text(later)}]",  # ranges to the day, which lie inside each other
        lambda: f"{day_text(day)}/{day_text(later)}",
        lambda: f"{day_text(day)}/..",
        lambda: f"{{{day_text(day)},{day_text(later)}}}",
    )
    return forms[random.choice(len(forms), p=[0.3, 0.2, 0.05, 0.1, 0.05, 0.15, 0.1, 0.02, 0.03])]()


def large_table(seed: int, size: int) -> list[When]:
    random = np.random.default_rng(seed)
    return [When.from_edtf(made_text(random)) for _ in range(size)]


small_tables = st.lists(edtf_texts.map(When.from_edtf), max_size=25)
tables = small_tables | st.builds(large_table, st.integers(0, 100), st.integers(150, 700))


@pytest.fixture(autouse=True, params=[2, time_index._LEAST_CHAIN], ids=["short chains", "usual chains"])
def least_chain(request, monkeypatch):
    """Chains of few events, too, so that small tables have some."""
    monkeypatch.setattr(time_index, "_LEAST_CHAIN", request.param)


def indexed(whens) -> tuple[TimeColumns, TimeIndex]:
    times = TimeColumns.of(whens)
    return times, TimeIndex.of(times, np.flatnonzero(times.dated))


def brute_order(whens) -> list[int]:
    return sorted(range(len(whens)), key=lambda row: (whens[row].earliest, whens[row].latest, row))


def edges_from(start: int, gaps: list[int]):
    """Ascending edges at full hours."""
    return FIRST + np.cumsum([start, *gaps], dtype=np.float64) * calendar.HOUR


edges = st.builds(
    edges_from,
    st.integers(-1000, 24 * MOST_DAYS),
    st.lists(st.integers(1, 30) | st.sampled_from([24, 24 * 30, 24 * 366]), min_size=1, max_size=12),
)
hours = st.integers(-24, 24 * (MOST_DAYS + 30)).map(lambda hour: FIRST + hour * calendar.HOUR)
stretches = st.tuples(hours, hours).map(lambda pair: (min(pair), max(pair) + 1.0))


@settings(max_examples=40)
@given(tables, edges)
def test_bins_between_any_edges_are_counted_like_one_by_one(whens, edges):
    _, index = indexed(whens)
    bins = list(pairwise(edges.tolist()))
    known, active = index.tally(edges)
    assert known.tolist() == [sum(falls_inside(when, *bin_) for when in whens) for bin_ in bins]
    assert active.tolist() == [sum(may_touch(when, *bin_) for when in whens) for bin_ in bins]


@settings(max_examples=40)
@given(tables, stretches)
def test_each_event_is_before_a_stretch_of_time_in_it_or_after_it(whens, stretch):
    start, end = stretch
    _, index = indexed(whens)
    assert index.size == len(whens)
    assert index.before(start) == sum(when.latest <= start for when in whens)
    assert index.after(end) == sum(when.earliest >= end for when in whens)
    assert index.count(start, end) == sum(when.earliest < end and when.latest > start for when in whens)


@settings(max_examples=40)
@given(tables, stretches | st.just((-math.inf, math.inf)))
def test_what_touches_a_stretch_of_time_is_listed_in_order(whens, stretch):
    start, end = stretch
    times, index = indexed(whens)
    touching = [row for row in brute_order(whens) if whens[row].earliest < end and whens[row].latest > start]
    assert index.touching(times, start, end).tolist() == touching


@settings(max_examples=15)
@given(small_tables | st.builds(large_table, st.integers(0, 100), st.integers(70, 150)))
def test_a_walk_visits_each_event_once_in_order_and_back(whens):
    times, index = indexed(whens)
    assert times.order.tolist() == brute_order(whens)
    assert walked(index, times) == brute_order(whens)
    assert walked(index, times, back=True) == brute_order(whens)[::-1]


def walked(index: TimeIndex, times: TimeColumns, *, back: bool = False) -> list[int]:
    """The rows from one end to the other."""
    place, rows = index.first(times, last=back), []
    while place is not None:
        assert place == place_of(times, place.row)
        rows.append(place.row)
        place = index.next_to(times, place, back=back)
    return rows


@given(st.lists(edtf_texts.map(When.from_edtf), min_size=1, max_size=25), st.data())
def test_a_place_that_is_not_in_an_index_has_neighbours_there(whens, data):
    times = TimeColumns.of(whens)
    chosen = sorted(data.draw(st.sets(st.integers(0, len(whens) - 1))))
    index = TimeIndex.of(times, np.array(chosen, np.int64))
    row = data.draw(st.integers(0, len(whens) - 1))
    order = brute_order(whens)
    behind = [one for one in order[order.index(row) + 1 :] if one in chosen]
    before = [one for one in order[: order.index(row)] if one in chosen]
    next_, last = (index.next_to(times, place_of(times, row), back=back) for back in (False, True))
    assert (next_ and next_.row) == (behind[0] if behind else None)
    assert (last and last.row) == (before[-1] if before else None)


def test_a_large_table_has_chains_and_spans_and_sets():
    _, index = indexed(large_table(1, 2000))
    chains = [group for group in index.groups if isinstance(group, Chain)]
    spans = [group for group in index.groups if isinstance(group, Spans)]
    assert len({chain.certain for chain in chains}) == 2
    assert [spans_.sets is not None for spans_ in spans] == [False, True]
    assert sum(len(group.rows) for group in index.groups) == 2000
    for chain in chains:
        assert (np.diff(chain.lo.values) >= 0).all()
        assert (np.diff(chain.hi.values) >= 0).all()


def test_an_empty_index_holds_nothing():
    times, index = indexed([])
    edges = np.array([0.0, 1.0, 2.0])
    assert (index.size, index.before(0), index.after(0), index.count(0, 1)) == (0, 0, 0, 0)
    assert [counts.tolist() for counts in index.tally(edges)] == [[0, 0], [0, 0]]
    assert index.touching(times, -math.inf, math.inf).tolist() == []
    assert index.first(times) is index.first(times, last=True) is None


@pytest.mark.parametrize("count", [1, 100])
def test_an_instant_too_short_for_floats_is_in_one_bin(count):
    midnight = When.from_edtf("9999-01-02T00:00:00.000000Z")
    _, index = indexed([midnight] * count)
    edges = midnight.earliest + np.arange(-1, 3) * calendar.DAY
    assert [counts.tolist() for counts in index.tally(edges)] == [[0, count, 0], [0, count, 0]]


def test_a_date_without_a_known_digit_takes_none_of_the_other_dates_of_its_set():
    _, index = indexed([When.from_edtf("{XXXX,2020-01-02}")])
    edges = FIRST + np.arange(4) * calendar.DAY
    assert [counts.tolist() for counts in index.tally(edges)] == [[0, 1, 0], [0, 1, 0]]
