import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.scales import SIMILAR_REACH, Scale, powers_around, round_reach, round_step, shared_reaches

reaches = st.lists(st.floats(1, 1e7), min_size=1, max_size=8)


@given(st.floats(1, 1e12), st.floats(0, 1))
def test_a_scale_starts_at_zero_and_is_linear(most, share):
    scale = Scale(most, 10.0, 110.0)
    assert scale.x(0) == 10
    assert scale.x(most) == pytest.approx(110)
    assert scale.x(share * most) == pytest.approx(10 + 100 * share)


@given(st.floats(0.1, 1e12), st.integers(2, 6))
def test_a_scale_ends_at_a_round_figure_not_far_beyond_the_greatest(reach, most_ticks):
    most = round_reach(reach, most_ticks)
    ticks = Scale(most, 0, 100).ticks(most_ticks)
    assert most >= reach * (1 - 1e-9)
    assert most <= max(reach * 2.5, 1)
    assert ticks[0] == 0
    assert ticks[-1] == pytest.approx(most)
    assert 2 <= len(ticks) <= most_ticks + 1


@given(st.floats(0.1, 1e12), st.floats(1, 1e15), st.integers(2, 6))
def test_a_logarithmic_scale_ends_at_a_tick_that_no_figure_exceeds(least, times, most_ticks):
    most = least * times
    low, high = powers_around(least, most, most_ticks)
    ticks = Scale(high, 0, 100, low).ticks(most_ticks)
    assert low <= least * (1 + 1e-8)
    assert most <= high * (1 + 1e-8)
    assert (ticks[0], ticks[-1]) == (low, pytest.approx(high))
    assert 2 <= len(ticks) <= most_ticks + 1


@given(st.floats(1, 1e12))
def test_steps_are_1_2_or_5_times_a_power_of_ten(least):
    step = round_step(least)
    assert step >= least * (1 - 1e-9)
    assert f"{step:e}"[0] in "125"
    assert float(f"{step:.0e}") == step


@given(reaches)
def test_groups_whose_reach_is_similar_share_the_greatest_and_others_do_not(found):
    shared = shared_reaches(found)
    for reach, scale in zip(found, shared, strict=True):
        assert scale in found
        assert reach <= scale <= reach * SIMILAR_REACH * (1 + 1e-9)
    assert all(scale == max(found) for reach, scale in zip(found, shared, strict=True) if reach * 49 >= max(found))


def test_a_group_far_smaller_has_a_scale_of_its_own_and_an_empty_one_has_some_scale():
    assert shared_reaches([200_000, 6_000, 550]) == [200_000, 200_000, 550]
    assert shared_reaches([0.0]) == [1.0]
