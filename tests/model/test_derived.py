"""What follows from figures, ranges kept as ranges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model import calendar
from timeline_app.model.derived import difference, long_silences, ratio, silent_days, usual_interval
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.when import When
from timeline_app.model.zones import Zone

NONE, BOUND = Quantity(), Quantity(low=500, relation=Relation.AT_LEAST)
RANGE = Quantity(low=40_000, high=60_000, relation=Relation.RANGE)


def one(value: float, **changes) -> Quantity:
    return Quantity(best=value, **changes)


def test_the_difference_of_two_numbers_is_a_number_and_of_ranges_a_range():
    assert difference(one(149_240), one(148_690)) == one(550)
    assert difference(one(100_000), RANGE) == Quantity(40_000, None, 60_000, Relation.RANGE)
    assert difference(one(5_000), one(5_200)) == one(-200)


def test_what_is_about_makes_the_difference_about():
    assert difference(one(5_200, approximate=True), one(5_000)) == one(200, approximate=True)


def test_from_a_bound_or_no_number_nothing_follows():
    for quantity in (NONE, BOUND):
        assert difference(quantity, one(1)) is None
        assert difference(one(1), quantity) is None
        assert ratio(quantity, one(1)) is None
        assert ratio(one(1), quantity) is None
    assert difference(Quantity(None, 13, 15), one(1)) is None
    assert ratio(one(1), one(0)) is None


def test_a_number_is_as_many_times_a_range_as_its_ends_say():
    least, most = ratio(one(149_240), RANGE)
    assert (round(least, 1), round(most, 1)) == (2.5, 3.7)


numbers = st.floats(1, 1e6)
quantities = numbers.map(one) | st.tuples(numbers, numbers).map(
    lambda pair: Quantity(min(pair), None, max(pair), Relation.RANGE)
)


@given(quantities, quantities, st.floats(0, 1), st.floats(0, 1))
def test_no_values_within_contradict_what_follows(later, earlier, share, other_share):
    def inside(quantity: Quantity, at: float) -> float:
        return quantity.best or quantity.low + at * (quantity.high - quantity.low)

    values = inside(later, share), inside(earlier, other_share)
    added, times = difference(later, earlier), ratio(later, earlier)
    least, most = (added.best, added.best) if added.best is not None else (added.low, added.high)
    assert least - 1e-6 <= values[0] - values[1] <= most + 1e-6
    assert times[0] * (1 - 1e-9) <= values[0] / values[1] <= times[1] * (1 + 1e-9)


def days(*numbers: int) -> tuple[np.ndarray, np.ndarray]:
    starts = np.array(numbers, float) * calendar.DAY
    return starts, starts + calendar.DAY


@pytest.mark.parametrize(
    ("on_days", "silent"),
    [
        ((0, 1, 2, 3), []),
        ((0, 1, 2, 6, 7), [2]),
        ((0, 1, 2, 5, 6), []),
        ((0, 7, 14, 21, 43), [3]),
        ((0,), []),
        ((), []),
    ],
)
def test_a_silence_is_long_from_three_times_the_usual_interval_on(on_days, silent):
    assert np.flatnonzero(long_silences(*days(*on_days))).tolist() == silent


def test_the_usual_interval_is_the_median():
    assert usual_interval(*days(0, 1, 2, 3, 100)) == calendar.DAY
    assert usual_interval(*days(0)) == 0


def test_days_without_a_figure_are_counted_between_the_first_and_the_last():
    assert silent_days(*days(0, 1, 4, 5)) == (2, 6)
    assert silent_days(*days(3)) == (0, 1)


def test_a_figure_of_some_day_between_two_is_no_figure_of_each_of_them():
    starts, ends = (np.array(bounds, float) * calendar.DAY for bounds in ((0, 1, 51), (1, 51, 52)))
    assert silent_days(starts, ends) == (50, 52)


def test_days_without_a_figure_begin_by_the_clocks_of_the_file():
    zone = Zone("Europe/Kyiv")
    dates = [When.from_edtf(f"2023-03-{day:02}", zone.name) for day in (24, 25, 27, 28)]  # clocks change on the 26th
    starts, ends = (np.array([getattr(date, bound) for date in dates]) for bound in ("earliest", "latest"))
    assert silent_days(starts, ends, zone) == (1, 5)
