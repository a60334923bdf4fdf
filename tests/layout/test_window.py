import itertools
import math
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.layout.timelines import ERAS, windows
from timeline_app.layout.window import BIG_BANG, TimeWindow, fitting
from timeline_app.model import calendar

EARLIEST, LATEST = BIG_BANG * 1.05, -BIG_BANG * 1.05
WIDTH = 3840.0
NOTCH = 0.8
WIDTHS = (800.0, 1600.0, 3840.0)
SHARES = (0.0, 0.13, 0.5, 0.999)
PLACES = {
    "today": calendar.seconds_at(2026, 7, 1),
    "1970": 0.0,
    "44 BCE": calendar.seconds_at(-43, 3, 15),
    "year 0": calendar.seconds_at(0, 6, 1),
    "300,000 years ago": -300e3 * calendar.YEAR,
    "66 Ma": -66e6 * calendar.YEAR,
    "Big Bang": BIG_BANG,
}
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("era", ERAS)
def test_zooming_in_ends_where_a_pixel_still_has_two_times_of_its_own(era, width):
    window = TimeWindow(era - 1e9, era + 1e9)
    for _ in range(200):
        window = window.zoomed(0.5, era, 0.5, width)
    finest = math.ulp(max(abs(window.start), abs(window.end)))
    assert window.duration >= max(1e-3, 2 * width * finest)
    assert window.duration <= max(1e-3, 2 * width * finest) + 4 * finest


def test_at_44_bce_the_narrowest_window_of_1600_pixels_has_24_milliseconds():
    window = TimeWindow(calendar.seconds_at(-43), calendar.seconds_at(-42))
    for _ in range(200):
        window = window.zoomed(0.8, calendar.seconds_at(-43, 3, 15), 0.3, 1600)
    assert window.duration == pytest.approx(0.0244, abs=1e-4)


# From all time to the narrowest window and back


def narrowest(time: float, width: float) -> float:
    """The duration of the narrowest window that ends or begins at a time."""
    return max(1e-3, 2 * width * math.ulp(time))


def turned(window: TimeWindow, time: float, share: float, width: float, factor: float) -> Iterator[TimeWindow]:
    """The windows of one notch after the other, until another changes nothing."""
    for _ in range(2000):
        before, window = window, window.zoomed(factor, time, share, width)
        if window == before:
            return
        yield window
    raise AssertionError("there is no end")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("place", PLACES)
def test_the_way_in_and_out_takes_no_wrong_turn(place, share, width):
    time = PLACES[place]
    whole = TimeWindow(time - share * 13.8e9 * calendar.YEAR, time + (1 - share) * 13.8e9 * calendar.YEAR)
    window = whole = whole.limited(width)
    x = window.x_of(time, width)  # at the Big Bang the window begins where time does
    share = x / width
    way_in = list(turned(window, time, share, width, NOTCH))
    way_out = list(turned(way_in[-1], time, share, width, 1 / NOTCH))
    for before, after in itertools.pairwise([whole, *way_in]):
        assert after.duration < before.duration
        assert after.duration == pytest.approx(NOTCH * before.duration, rel=1e-2) or after is way_in[-1]
    assert way_in[-1].duration == pytest.approx(narrowest(max(map(abs, (time, *ends_of(way_in[-1])))), width), rel=1e-2)
    for after in (*way_in, *way_out):
        assert after.start < after.end
        clear = after.start > EARLIEST and after.end < LATEST
        assert abs(after.x_of(time, width) - x) < 1 or not clear
        assert after.start <= time <= after.end
    assert ends_of(way_out[-1]) == (EARLIEST, LATEST)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("place", [place for place in PLACES if place != "Big Bang"])
def test_as_many_notches_out_as_in_lead_back_to_where_it_began(place, share, width):
    time = PLACES[place]
    whole = TimeWindow(time - share * 13e9 * calendar.YEAR, time + (1 - share) * 13e9 * calendar.YEAR)
    way_in = list(turned(whole, time, share, width, NOTCH))[:-1]  # all but the one that was cut short
    window = way_in[-1]
    for _ in way_in:
        window = window.zoomed(1 / NOTCH, time, share, width)
    assert window.duration == pytest.approx(whole.duration, rel=2e-3)
    assert window.start == pytest.approx(whole.start, abs=2e-3 * whole.duration)


def ends_of(window: TimeWindow) -> tuple[float, float]:
    return window.start, window.end


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", PLACES)
def test_going_in_and_out_a_hundred_times_leaves_the_time_where_it_was(place, width):
    time, share = PLACES[place], 0.37
    window = TimeWindow(time - share * 1e9, time + (1 - share) * 1e9).limited(width)
    for factor in itertools.islice(itertools.cycle((NOTCH, NOTCH, NOTCH, 1 / NOTCH, 1 / NOTCH)), 500):
        window = window.zoomed(factor, time, share, width)
        assert abs(window.x_of(time, width) - share * width) < 1


@given(windows(), st.floats(0, 1), st.sampled_from(WIDTHS), st.lists(factors, max_size=30))
def test_the_time_held_stays_at_its_pixel_through_any_turns(window, share, width, turns):
    window = window.limited(width)
    time = window.time_at(share, 1.0)
    for factor in turns:
        window = window.zoomed(factor, time, share, width)
        assume(is_clear_of_the_ends(window))
        assert abs(window.x_of(time, width) - share * width) < 1


@given(st.floats(0, 1), st.floats(0, 1), st.lists(st.floats(1, 1e6), min_size=1, max_size=8))
def test_at_the_ends_of_time_the_window_moves_and_the_time_held_stays_in_view(part, share, turns):
    time = EARLIEST + part * (LATEST - EARLIEST)
    window = TimeWindow(time - share * 1e14, time + (1 - share) * 1e14).limited(WIDTH)
    for factor in turns:
        window = window.zoomed(factor, time, share)
        assert EARLIEST <= window.start <= time <= window.end <= LATEST
        if window.start > EARLIEST and window.end < LATEST:
            assert abs(window.x_of(time, WIDTH) - share * WIDTH) < 1
        elif window.start > EARLIEST:
            assert window.x_of(time, WIDTH) >= share * WIDTH - 1
        elif window.end < LATEST:
            assert window.x_of(time, WIDTH) <= share * WIDTH + 1


@given(windows(), st.sampled_from(WIDTHS))
def test_a_window_within_the_limits_is_left_as_it_is(window, width):
    limited = window.limited(width)
    assert limited.limited(width) == limited
    if window.duration >= 2 * width * math.ulp(max(map(abs, ends_of(window)))) and is_clear_of_the_ends(window):
        assert limited == window or window.duration < 1e-3


@given(windows(), st.floats(0, 1), st.sampled_from(WIDTHS), factors)
def test_what_zooming_gives_is_within_the_limits(window, share, width, factor):
    zoomed = window.zoomed(factor, window.time_at(share, 1.0), share, width)
    assert zoomed.limited(width) == zoomed


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
