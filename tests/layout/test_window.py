import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.layout.timelines import ERAS, windows
from timeline_app.layout.window import BIG_BANG, TimeWindow, fitting
from timeline_app.model import calendar

EARLIEST, LATEST = BIG_BANG * 1.05, -BIG_BANG * 1.05
WIDTH = 3840.0
factors = st.floats(0.01, 100)


def is_clear_of_the_ends(window: TimeWindow) -> bool:
    return window.start > EARLIEST and window.end < LATEST


@given(windows(), factors, st.floats(0, 1))
def test_zooming_about_a_time_leaves_it_where_it_was(window, factor, share):
    about = window.time_at(share * WIDTH, WIDTH)
    zoomed = window.zoomed(factor, about)
    assume(is_clear_of_the_ends(zoomed))
    assert abs(zoomed.x_of(about, WIDTH) - window.x_of(about, WIDTH)) <= 1


@pytest.mark.parametrize("era", ERAS)
def test_the_pointer_does_not_slip_all_the_way_down_to_the_narrowest_window(era):
    window = TimeWindow(era - calendar.YEAR, era + 2 * calendar.YEAR)
    before = window.x_of(era, WIDTH)
    for _ in range(150):
        window = window.zoomed(0.8, era)
        assert window.x_of(era, WIDTH) == pytest.approx(before, abs=1)


@given(windows(), st.lists(st.tuples(factors, st.floats(-0.5, 1.5)), max_size=20))
def test_zooming_never_flips_nor_leaves_the_time_that_there_is(window, turns):
    for factor, share in turns:
        window = window.zoomed(factor, window.time_at(share, 1.0))
        assert window.start < window.end
        assert window.start >= EARLIEST * (1 + 1e-12)
        assert window.end <= LATEST * (1 + 1e-12)


@pytest.mark.parametrize("era", ERAS)
def test_zooming_in_ends_where_a_pixel_still_has_a_time_of_its_own(era):
    window = TimeWindow(era - 1e9, era + 1e9)
    for _ in range(200):
        window = window.zoomed(0.5, era)
    pixel = window.duration / WIDTH
    assert window.duration >= 0.999e-3
    assert pixel >= 2 * math.ulp(era)
    assert window.duration <= max(1.001e-3, 3 * 4096 * math.ulp(max(abs(window.start), abs(window.end))))


def test_zooming_in_gets_to_a_millisecond_about_1970_and_out_to_all_time():
    window = TimeWindow(-1.0, 1.0)
    for _ in range(100):
        window = window.zoomed(0.5, 0.0)
    assert window.duration == pytest.approx(1e-3)
    for _ in range(100):
        window = window.zoomed(3, 0.0)
    assert window.start <= BIG_BANG
    assert window.duration == pytest.approx(LATEST - EARLIEST)


@given(windows(), st.floats(-1, 1))
def test_panning_moves_the_window_by_its_share_and_keeps_its_width(window, share):
    panned = window.panned(share)
    assume(is_clear_of_the_ends(panned))
    pixel = window.duration / WIDTH
    assert panned.start - window.start == pytest.approx(share * window.duration, abs=pixel)
    assert panned.duration == pytest.approx(window.duration, abs=pixel)


@given(windows(), st.lists(st.floats(-3, 3), min_size=1, max_size=10))
def test_panning_stops_at_the_ends_of_time(window, shares):
    for share in shares:
        window = window.panned(share * 1e6).panned(share)
        assert EARLIEST * (1 + 1e-12) <= window.start < window.end <= LATEST * (1 + 1e-12)


@given(windows(), st.floats(0, WIDTH))
def test_the_time_under_a_pixel_is_drawn_at_that_pixel(window, x):
    assert window.x_of(window.time_at(x, WIDTH), WIDTH) == pytest.approx(x, abs=1)


@given(windows())
def test_endless_times_lie_far_outside_but_not_endlessly_far(window):
    before, after = window.x_of(-math.inf, WIDTH), window.x_of(math.inf, WIDTH)
    assert -math.inf < before < -WIDTH
    assert WIDTH * 2 < after < math.inf
    assert math.isnan(window.x_of(math.nan, WIDTH))


@given(windows(), st.floats(0, 1))
def test_a_window_is_centred_on_a_time(window, share):
    time = window.time_at(share, 1.0)
    centred = window.centred(time)
    assume(is_clear_of_the_ends(centred))
    assert centred.x_of(time, WIDTH) == pytest.approx(WIDTH / 2, abs=1)
    assert centred.duration == pytest.approx(window.duration, rel=1e-3)


@given(windows())
def test_fitting_shows_the_whole_extent_with_room_on_both_sides(window):
    fit = fitting((window.start, window.end))
    assert fit.start < window.start < window.end < fit.end


def test_fitting_a_single_instant_shows_the_day_around_it():
    fit = fitting((100.0, 100.0))
    assert fit.contains(100.0)
    assert fit.duration >= calendar.DAY


def test_fitting_nothing_shows_some_stretch_of_time():
    assert fitting(None).duration >= calendar.YEAR


def test_a_window_holds_its_start_and_not_its_end():
    window = TimeWindow(0.0, 1.0)
    assert (window.contains(0.0), window.contains(1.0), window.middle) == (True, False, 0.5)
