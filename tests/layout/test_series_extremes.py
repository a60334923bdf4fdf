import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.series.extremes import Extremes

numbers = st.lists(st.integers(-9, 9) | st.just(np.nan), max_size=150)


@given(numbers, st.data())
def test_the_least_and_the_greatest_of_any_run_are_those_that_looking_at_each_finds(values, data):
    places = st.integers(0, len(values))
    runs = data.draw(st.lists(st.tuples(places, places), min_size=1, max_size=20))
    firsts, limits = np.array(runs, np.int64).T
    extremes = Extremes(np.array(values, np.float64))
    least, greatest = extremes.least(firsts, limits), extremes.greatest(firsts, limits)
    for number, (first, limit) in enumerate(runs):
        own = [value for value in values[first:limit] if not np.isnan(value)]
        assert least[number] == min(own, default=np.inf)
        assert greatest[number] == max(own, default=-np.inf)


@pytest.mark.parametrize("length", [31, 32, 33, 63, 64, 65, 1023, 1024, 1025])
def test_runs_that_end_at_the_edges_of_blocks_are_whole(length):
    values = np.arange(length, dtype=np.float64)
    firsts = np.array([0, 1, length - 1, 0, length])
    limits = np.array([length, length, length, 1, length])
    assert Extremes(values).least(firsts, limits).tolist() == [0, 1, length - 1, 0, np.inf]
    assert Extremes(values).greatest(firsts, limits).tolist() == [length - 1, length - 1, length - 1, 0, -np.inf]
