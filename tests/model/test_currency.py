import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import dates, expressions
from timeline_app.model import calendar
from timeline_app.model.currency import Current, are_known, are_possible, current_at
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Estimate
from timeline_app.model.series import series_of
from timeline_app.model.table import EstimateTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Bounds, When, when_of

CLOSE_OF_FEBRUARY = calendar.seconds_at(2023, 3)

near_dates = dates(st.integers(2021, 2023), clock=False).map(when_of)
near_ranges = st.tuples(st.integers(1, 28), st.integers(0, 40)).map(
    lambda pair: When.from_edtf(f"[2023-01-{pair[0]:02d}..2023-{2 + pair[1] // 28:02d}-{pair[1] % 28 + 1:02d}]")
)
times = st.integers(-900, 900).map(lambda days: CLOSE_OF_FEBRUARY + days * calendar.DAY)


def estimate(name: str, date: str, **changes) -> Estimate:
    told = {"measure": "killed", "quantity": Quantity(best=1), "publisher": "a", **changes}
    return Estimate(name, as_of=When.from_edtf(date) if date else None, **told)


def current(at: float, *estimates: Estimate) -> tuple[Current, ...]:
    return current_at(EstimateTable.of(estimates), at)


def only(at: float, *estimates: Estimate) -> Current:
    (found,) = current(at, *estimates)
    return found


def is_known(when: When, at: float) -> bool:
    return bool(are_known(TimeColumns.of([when]), at)[0])


def is_possible(when: When, at: float) -> bool:
    return bool(are_possible(TimeColumns.of([when]), at)[0])


def test_what_is_dated_the_last_of_february_is_known_at_its_close():
    when = When.from_edtf("2023-02-28")
    assert is_known(when, CLOSE_OF_FEBRUARY)
    assert not is_known(when, math.nextafter(CLOSE_OF_FEBRUARY, 0))


def test_an_open_earlier_end_is_no_evidence():
    by_february = When.from_edtf("[..2023-02-28]")
    assert not is_possible(by_february, calendar.seconds_at(2023, 1, 15))
    assert not is_known(by_february, calendar.seconds_at(2023, 1, 15))
    assert is_known(by_february, CLOSE_OF_FEBRUARY)


def test_a_vague_date_is_possible_while_it_lasts():
    assert is_possible(When.from_edtf("2023-02"), calendar.seconds_at(2023, 2, 15))
    assert not is_possible(When.from_edtf("2023-02"), calendar.seconds_at(2023, 2))
    assert not is_possible(When.from_edtf("2023-02"), CLOSE_OF_FEBRUARY)


def test_an_approximate_date_is_known_only_when_it_is_well_past_and_replaces_nothing_before():
    about = When.from_edtf("2022-03-01~")
    assert is_possible(about, calendar.seconds_at(2022, 3, 2))
    assert not is_known(about, calendar.seconds_at(2022, 3, 2))
    assert is_known(about, calendar.seconds_at(2022, 3, 3))


def test_an_estimate_without_a_date_is_never_current():
    assert current(math.inf, estimate("a", "")) == ()


@given(expressions.map(when_of), st.floats(allow_nan=False))
def test_nothing_is_both_known_and_possible(when, at):
    assert not (is_known(when, at) and is_possible(when, at))


def test_the_latest_known_figure_replaces_earlier_ones_of_its_series():
    found = only(CLOSE_OF_FEBRUARY, estimate("old", "2023-01-31"), estimate("new", "2023-02-28"))
    assert (found.known, found.earlier, found.possible) == ((1,), (0,), ())


def test_a_possible_figure_never_displaces_a_known_one():
    found = only(calendar.seconds_at(2023, 2, 15), estimate("known", "2023-01"), estimate("possible", "2023-02"))
    assert (found.known, found.possible) == ((0,), (1,))


def test_figures_whose_dates_overlap_are_all_current():
    found = only(CLOSE_OF_FEBRUARY, estimate("month", "2023-02"), estimate("day", "2023-02-10"))
    assert found.known == (0, 1)


def test_by_a_day_overlaps_everything_before_that_day():
    found = only(CLOSE_OF_FEBRUARY, estimate("by", "[..2023-02-28]"), estimate("day", "2023-01-10"))
    assert found.known == (0, 1)


@pytest.mark.parametrize(
    "change", [{"publisher": "b"}, {"measure": "wounded"}, {"subject": "officers"}, {"per": "P1D"}]
)
def test_figures_of_different_series_never_replace_each_other(change):
    found = current(CLOSE_OF_FEBRUARY, estimate("old", "2023-01-31"), estimate("new", "2023-02-28", **change))
    assert [series.known for series in found] == [(0,), (1,)]


def test_a_correction_replaces_what_it_corrects_whatever_the_dates():
    found = only(CLOSE_OF_FEBRUARY, estimate("new", "2023-02", supersedes="old"), estimate("old", "2023-02-10"))
    assert (found.known, found.earlier) == ((0,), (1,))


def test_figures_that_correct_each_other_in_a_circle_all_stay():
    one, other = estimate("a", "2023-02", supersedes="b"), estimate("b", "2023-02", supersedes="a")
    assert only(CLOSE_OF_FEBRUARY, one, other).known == (0, 1)
    assert only(CLOSE_OF_FEBRUARY, estimate("a", "2023-02", supersedes="a")).known == (0,)


def _reach(date: When) -> Bounds:
    """From when to when a moment may lie: what is approximate or uncertain as far again on either side."""
    width = (date.latest - date.earliest) * any(date.start_qualifier)
    return Bounds(date.earliest - width, date.latest + width)


def _expected(dates: list[When], at: float) -> tuple[set[int], set[int], set[int]]:
    """Known, possible and replaced rows by the words of the rules, one pair after the other."""
    reach = [_reach(date) for date in dates]
    known = {row for row, date in enumerate(reach) if date.latest <= at}
    possible = {row for row, date in enumerate(reach) if math.isfinite(date.earliest) and date.earliest < at} - known
    replaced = {row for row in known if any(reach[row].latest <= reach[other].earliest for other in known)}
    return known - replaced, possible, replaced


@given(st.lists(near_dates | near_ranges, min_size=1, max_size=8), times)
def test_what_is_current_follows_the_rules(given_dates, at):
    estimates = [Estimate(str(row), "killed", Quantity(), "a", as_of=date) for row, date in enumerate(given_dates)]
    found = current(at, *estimates)
    known, possible, replaced = _expected(given_dates, at)
    assert bool(found) == bool(known or possible)
    for series in found:
        assert (set(series.known), set(series.possible), set(series.earlier)) == (known, possible, replaced)


@given(st.lists(st.tuples(near_dates, st.sampled_from("ab"), st.sampled_from("xy")), max_size=8), times)
def test_no_figure_is_dropped_and_none_is_in_two_series(rows, at):
    estimates = [
        Estimate(str(row), measure, Quantity(), who, as_of=date) for row, (date, who, measure) in enumerate(rows)
    ]
    found = current(at, *estimates)
    placed = [row for series in found for row in (*series.known, *series.possible, *series.earlier)]
    due = [row for row, (date, _, _) in enumerate(rows) if is_known(date, at) or is_possible(date, at)]
    assert sorted(placed) == due
    assert all(series_of(estimates[row]) == series.series for series in found for row in series.known)


def test_a_figure_replaces_the_one_that_it_supersedes_however_its_subject_is_put():
    old = Estimate("old", "killed", Quantity(best=10), "mod", subject="soldiers", as_of=When.from_edtf("2022-01-01"))
    new = Estimate(
        "new",
        "killed",
        Quantity(best=20),
        "mod",
        subject="troops",
        as_of=When.from_edtf("2022-02-01"),
        supersedes="old",
    )
    before, after = (When.from_edtf(date).latest for date in ("2022-01-15", "2022-03-01"))
    (current,) = current_at(EstimateTable.of((old, new)), before)
    assert (current.known, current.earlier) == ((0,), ())
    (current,) = current_at(EstimateTable.of((old, new)), after)
    assert (current.known, current.earlier) == ((1,), (0,))
