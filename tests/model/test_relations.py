"""Relations of imprecise times, against everything that two times may have been."""

import math
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import expressions
from timeline_app.model import blocks
from timeline_app.model.edtf import Precision, Qualifier
from timeline_app.model.relations import (
    Answer,
    TimeRelation,
    after,
    before,
    during,
    first_unordered,
    overlaps,
    touches,
)
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import UNKNOWN, Bounds, Kind, When, when_of

RELATIONS = {"before": before, "after": after, "overlaps": overlaps, "during": during}
INSTANTS = np.arange(-20, 48) / 4
"""A grid finer than the bounds of the times below, and wider: four instants in each unit."""
PLAIN = Qualifier()
marks = st.sampled_from([PLAIN, PLAIN, Qualifier(approximate=True), Qualifier(uncertain=True)])

whens = expressions.map(when_of)
named = st.sampled_from(list(RELATIONS))


def time(
    kind: Kind,
    start: Bounds,
    end: Bounds,
    members: tuple[When, ...] = (),
    start_mark: Qualifier = PLAIN,
    end_mark: Qualifier = PLAIN,
) -> When:
    return When(start, end, kind, Precision.DAY, Precision.DAY, start_mark, end_mark, "", members=members)


def bounds_of(least: int, limit: int):
    return st.tuples(st.integers(least, limit - 1), st.integers(1, 3)).map(
        lambda pair: Bounds(float(pair[0]), float(min(pair[0] + pair[1], limit)))
    )


@st.composite
def moments(draw: st.DrawFn) -> When:
    bounds = draw(bounds_of(0, 6))
    bounds = draw(
        st.sampled_from([bounds, bounds, Bounds(-math.inf, bounds.latest), Bounds(bounds.earliest, math.inf)])
    )
    return time(Kind.MOMENT, bounds, bounds, start_mark=draw(marks), end_mark=draw(marks))


@st.composite
def spans(draw: st.DrawFn) -> When:
    start, end = draw(
        st.tuples(bounds_of(0, 6), bounds_of(0, 6)).filter(lambda ends: ends[0].earliest < ends[1].latest)
    )
    no_start, no_end = Bounds(-math.inf, -math.inf), Bounds(math.inf, math.inf)
    ends = [(start, end)] * 3
    ends += [(no_start, end), (UNKNOWN, end), (start, no_end), (start, UNKNOWN)]
    return time(Kind.SPAN, *draw(st.sampled_from(ends)), start_mark=draw(marks), end_mark=draw(marks))


@st.composite
def sets(draw: st.DrawFn) -> When:
    members = sorted(draw(st.lists(moments() | spans(), min_size=1, max_size=3)), key=lambda when: when.earliest)
    return time(Kind.SET, members[0].start, max(members, key=lambda when: when.latest).end, tuple(members))


extents = moments() | spans()


def instants(bounds: Bounds):
    """What an end may be."""
    if bounds.unknown:
        return INSTANTS
    if math.isinf(bounds.earliest) and bounds.earliest == bounds.latest:
        return np.array([bounds.earliest])
    return INSTANTS[(bounds.earliest <= INSTANTS) & (bounds.latest > INSTANTS)]


def widened(bounds: Bounds, before: Qualifier, after: Qualifier) -> Bounds:
    """Bounds with room for doubt: as far again where they are approximate or uncertain."""
    width = bounds.latest - bounds.earliest
    if not math.isfinite(width):
        return bounds
    return Bounds(bounds.earliest - width * any(before), bounds.latest + width * any(after))


def realisations(when: When):
    """All starts and ends that a moment or span may have had, shape (2, found)."""
    first, last = when.start_qualifier, when.end_qualifier
    if when.kind is Kind.MOMENT:
        found = instants(widened(when.start, first, last))
        return np.stack([found, found])
    sides = (instants(widened(when.start, first, first)), instants(widened(when.end, last, last)))
    starts, ends = (side.ravel() for side in np.meshgrid(*sides))
    return np.stack([starts, ends])[:, starts <= ends]


HOLDS = {
    "before": lambda start, end, other_start, other_end: end < other_start,
    "after": lambda start, end, other_start, other_end: start > other_end,
    "overlaps": lambda start, end, other_start, other_end: (start <= other_end) & (other_start <= end),
    "during": lambda start, end, other_start, other_end: (other_start <= start) & (end <= other_end),
}


def answer_of(held) -> Answer:
    return Answer.YES if np.all(held) else Answer.UNKNOWN if np.any(held) else Answer.NO


def every_case(name: str, one: When, other: When):
    """Whether a relation holds, for every pair of realisations, shape (of one, of the other)."""
    ours, theirs = realisations(one), realisations(other)
    return HOLDS[name](ours[0][:, None], ours[1][:, None], theirs[0], theirs[1])


@given(named, extents, extents)
def test_an_answer_is_what_all_that_the_times_may_have_been_agree_on(name, one, other):
    assert RELATIONS[name](one, other) is answer_of(every_case(name, one, other))


def holds_of_sets(name: str, one, other) -> bool:
    """Whether a relation holds between sets, each a list of starts and ends."""
    held = [[bool(HOLDS[name](*member, *theirs)) for theirs in other] for member in one]
    if name == "overlaps":
        return any(map(any, held))
    return all(map(any if name == "during" else all, held))


@given(named, sets() | extents, sets() | extents, st.data())
def test_an_answer_for_sets_is_contradicted_by_nothing_that_they_may_have_been(name, one, other, data):
    answer = RELATIONS[name](one, other)
    chosen = []
    for when in (one, other):
        cases = [realisations(member).T for member in when.members or (when,)]
        chosen.append([case[data.draw(st.integers(0, len(case) - 1))] for case in cases])
    assert holds_of_sets(name, *chosen) in {
        Answer.YES: (True,), Answer.NO: (False,), Answer.UNKNOWN: (True, False)
    }[answer]  # fmt: skip


@given(named, extents, extents)
def test_a_set_of_one_date_is_that_date(name, one, other):
    relation = RELATIONS[name]
    one_of_it, other_of_it = (time(Kind.SET, when.start, when.end, (when,)) for when in (one, other))
    assert relation(one_of_it, other) is relation(one, other_of_it) is relation(one, other)


@given(whens, whens)
def test_one_is_before_the_other_exactly_if_the_other_is_after_it(one, other):
    assert before(one, other) is after(other, one)
    assert overlaps(one, other) is overlaps(other, one)


@given(whens, whens)
def test_what_touches_may_overlap(one, other):
    assert touches(one, other) is not Answer.UNKNOWN
    if touches(one, other) is Answer.YES:
        assert overlaps(one, other) is not Answer.NO
    elif all(map(math.isfinite, (one.earliest, one.latest, other.earliest, other.latest))):
        assert overlaps(one, other) is Answer.NO


@pytest.mark.parametrize(
    ("date", "stretch", "answer"),
    [
        ("2022-09", "2022-09-10/2022-09-12", Answer.YES),
        ("[..2023-02-28]", "2022-09", Answer.NO),
        ("[..2023-02-28]", "2023-02-28", Answer.YES),
        ("[2023-02-28..]", "2023-03", Answer.NO),
        ("2022/..", "2023-03", Answer.YES),
        ("{2020,2024}", "2022", Answer.NO),
    ],
)
def test_a_limit_is_no_evidence_of_what_lies_beyond_it(date, stretch, answer):
    assert touches(When.from_edtf(date), When.from_edtf(stretch)) is answer


@given(whens, whens, whens)
def test_before_is_transitive(one, other, third):
    if before(one, other) is before(other, third) is Answer.YES:
        assert before(one, third) is Answer.YES


@given(named, st.lists(st.none() | whens | sets(), max_size=8), whens | sets())
def test_columns_are_answered_like_their_rows(name, found, other):
    answers = RELATIONS[name].of_all(TimeColumns.of(found), TimeColumns.of([other]))
    assert answers.tolist() == [RELATIONS[name](when, other) if when else Answer.NO for when in found]


@given(named, st.sampled_from(["XXXX", "XXXX-12"]), whens)
def test_no_relation_holds_of_what_lies_nowhere_in_time(name, text, when):
    relation = RELATIONS[name]
    assert relation(When.from_edtf(text), when) is relation(when, When.from_edtf(text)) is Answer.NO
    nothing = TimeColumns.of([None])
    assert relation.of_all(nothing, TimeColumns.of([when])) == relation.of_all(TimeColumns.of([when]), nothing) == 0


NONE = np.zeros(100, np.uint8)
YES, NO, MAYBE = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("one", "relation", "other", "answer"),
    [
        ("2022-08", before, "2022-09", YES),
        ("2022-09-21", before, "2022-09", MAYBE),
        ("2022-10", before, "2022-09", NO),
        ("2022-09", before, "2022-09", MAYBE),
        ("2022-03/2022-05", before, "2022-06", YES),
        ("2022-03/", before, "2022-06", MAYBE),  # it ended some time from March on
        ("2022-03/..", before, "2022-06", NO),
        ("/2022-03", after, "2022-02", MAYBE),
        ("2022-02-24/..", overlaps, "2023", YES),
        ("2022-03/2022-05", overlaps, "2022-04", YES),
        ("2022-03/2022-05", overlaps, "2022-05", MAYBE),
        ("2022-04-10", during, "2022-03/2022-05", YES),
        ("2022-04/2022-06", during, "2022-03/2022-05", NO),
        ("2022-03-10", during, "2022-03/2022-05", MAYBE),
        ("2022-03/2022-05", during, "2022", NO),  # a moment of 2022 is over before two months are
        ("2022-03/2022-05", during, "../2023", YES),
        ("{2020,2024}", before, "2022", NO),
        ("{2020,2024}", overlaps, "2022", NO),
        ("{2020,2022-04}", overlaps, "2022-03/2022-05", YES),
        ("{2020,2021}", before, "2022", YES),
        ("2021", before, "{2022,2024}", YES),
        ("2022-06", during, "{2019..2020,2022-05..2022-07}", YES),
    ],
)
def test_examples_have_their_answer(one, relation: TimeRelation, other, answer):
    assert relation(When.from_edtf(one), When.from_edtf(other)) is answer


@given(st.lists(st.none() | whens | sets(), min_size=1, max_size=8), st.data())
def test_the_rows_of_unknown_order_are_those_that_may_be_before_or_after(found, data):
    times, row = TimeColumns.of(found), data.draw(st.integers(0, len(found) - 1))
    this = found[row]
    expected = {
        other
        for other, when in enumerate(found)
        if other != row and when and this and MAYBE in (before(when, this), after(when, this))
    }
    ordered = [other for other in times.order if other in expected]
    most = data.draw(st.integers(1, 9))
    with patch.object(blocks, "_BLOCK", data.draw(st.sampled_from([3, 100]))):
        assert first_unordered(times, row, len(times))[0].tolist() == ordered
        first, count = first_unordered(times, row, most)
    assert (first.tolist(), count) == (ordered[:most], len(ordered))


def test_neighbours_that_nobody_waits_for_any_more_are_not_looked_for():
    times, answers = TimeColumns.of([When.from_edtf("2022")] * 9), iter([True, True, False])
    with patch.object(blocks, "_BLOCK", 3):
        first, count = first_unordered(times, 0, 3, lambda: next(answers))
    assert (first.tolist(), count) == ([1, 2, 3], 5)


def test_what_is_plainly_over_before_or_begins_behind_is_not_compared():
    years = TimeColumns.of([When.from_edtf(f"{year}") for year in range(1900, 2000)])
    compared = []
    with patch.object(
        TimeRelation, "of_all", lambda _, times, other: compared.append(len(times)) or NONE[: len(times)]
    ):
        first_unordered(years, 50, 4)
    assert max(compared) <= 1  # the year that ends when this one begins


def test_an_instant_is_not_over_before_it_has_been():
    instant, hour = time(Kind.MOMENT, Bounds(3.0, 3.0), Bounds(3.0, 3.0)), time(Kind.MOMENT, *[Bounds(3.0, 4.0)] * 2)
    assert before(instant, hour) is Answer.UNKNOWN
