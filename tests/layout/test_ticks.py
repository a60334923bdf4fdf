import itertools
import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.layout.pictures import overlapping, text_width
from tests.layout.timelines import ERAS, window_of, windows
from timeline_app.layout.axis import HEIGHT, axis_group, grid_group
from timeline_app.layout.scene import Box, Font, Group, Line, Role, Text
from timeline_app.layout.steps import Unit
from timeline_app.layout.ticks import ticks_of
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar

widths = st.integers(100, 3840).map(float)


def axis(window: TimeWindow, width: float = 1000.0) -> Group:
    return axis_group(ticks_of(window, width, text_width), window, Box(0, 0, width, HEIGHT), text_width)


def rows(group: Group) -> tuple[list[Text], list[Text]]:
    """The texts of the lower and the upper row."""
    found = [part for part in group.parts if isinstance(part, Text)]
    lower = [part for part in found if part.font is Font.TICK]
    return lower, [part for part in found if part.font is Font.TICK_STRONG]


def words(row: list[Text]) -> list[str]:
    return [part.text for part in row]


@given(windows(), widths)
def test_labels_of_the_axis_never_overlap_nor_leave_it(window, width):
    for row in rows(axis(window, width)):
        boxes = [part.box for part in row]
        assert overlapping(boxes) == []
        assert all(box.x >= 0 and box.right <= width for box in boxes)


@given(windows(), widths)
def test_the_stretches_of_both_rows_ascend_and_cover_the_window(window, width):
    ticks = ticks_of(window, width, text_width)
    assert ticks.lower[0].start <= window.start
    assert ticks.lower[-1].end >= window.end
    for row in (ticks.lower, ticks.upper):
        assert all(one.end == other.start for one, other in itertools.pairwise(row))


@pytest.mark.parametrize("era", ERAS)
def test_every_stretch_in_full_view_says_what_it_is(era):
    for power in range(-8, 70):
        half = max(10 ** (power / 4), 4096 * math.ulp(era))
        window = TimeWindow(era - half, era + half).zoomed(1.0, era)
        for width in (300.0, 1000.0, 3840.0):
            lower, _ = rows(axis(window, width))
            stretches = ticks_of(window, width, text_width).lower
            whole = [tick for tick in stretches if window.start <= tick.start and tick.end <= window.end]
            assert {tick.label for tick in whole} <= set(words(lower))


@given(st.sampled_from(ERAS), st.integers(1, 10**8), widths, st.lists(st.integers(-3, 3), max_size=8))
def test_the_step_stays_the_same_while_panning_through_an_era(era, seconds, width, pans):
    seconds = max(seconds, 8192 * math.ulp(era))
    window = TimeWindow(era, era + seconds)
    step = ticks_of(window, width, text_width).step
    for pan in pans:
        window = TimeWindow(window.start + pan * seconds, window.end + pan * seconds)
        assume(window.duration == seconds)
        assume(years_look_the_same(window, era))
        assert ticks_of(window, width, text_width).step == step


def years_look_the_same(window: TimeWindow, era: float) -> bool:
    """Whether years in a window have as many digits as in an era, and are BCE or not as there."""
    years = [calendar.civil_at(time).year for time in (window.start, window.end, era)]
    return len({(year > 0, max(4, len(str(abs(year))))) for year in years}) == 1


@given(windows(), widths)
def test_zooming_out_never_makes_the_ticks_finer(window, width):
    wider = window.zoomed(1.7, window.middle)
    assume(wider.duration > window.duration)
    assert ticks_of(wider, width, text_width).step.seconds >= ticks_of(window, width, text_width).step.seconds


@given(windows(), widths)
def test_neither_a_year_zero_nor_a_negative_year_is_shown(window, width):
    ticks = ticks_of(window, width, text_width)
    for label in [tick.label for tick in (*ticks.lower, *ticks.upper)]:
        assert "-" not in label
        assert "e+" not in label
        if ticks.step.unit is Unit.YEAR:
            assert not re.fullmatch(r"0+|0 BCE|0s", label)
        else:
            assert not re.search(r"\b0 BCE|[A-Za-z] 0\b", label)


def test_months_stand_under_their_year():
    lower, upper = rows(axis(window_of("2022-08-20", "2023-03-20")))
    assert words(lower)[1:] == ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    assert words(upper) == ["2022", "2023"]


def test_days_stand_under_their_month_and_hours_under_their_day():
    lower, upper = rows(axis(window_of("2024-02-20", "2024-03-04")))
    assert words(lower) == ["20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "1", "2", "3"]
    assert words(upper) == ["February 2024", "March 2024"]
    lower, upper = rows(axis(window_of("2024-02-29", "2024-03-01")))
    assert words(lower)[0] == "00:00"
    assert words(upper) == ["Thu 29 Feb 2024"]


def test_years_before_the_first_are_bce():
    lower, upper = rows(axis(TimeWindow(calendar.seconds_at(-4), calendar.seconds_at(4)), 800))
    assert words(lower) == ["5 BCE", "4 BCE", "3 BCE", "2 BCE", "1 BCE", "1", "2", "3"]
    assert words(upper)[-1:] != ["0s"]


def test_the_ides_of_march_are_in_44_bce():
    _, upper = rows(axis(TimeWindow(calendar.seconds_at(-43, 3, 10), calendar.seconds_at(-43, 3, 20))))
    assert words(upper) == ["March 44 BCE"]


def test_deep_time_is_counted_in_thousands_millions_and_billions_of_years():
    year = calendar.YEAR
    assert "13.8 Ga" in words(rows(axis(TimeWindow(-13.9e9 * year, -12e9 * year)))[0])
    assert "66 Ma" in words(rows(axis(TimeWindow(-68e6 * year, -63e6 * year)))[0])
    assert "300 ka" in words(rows(axis(TimeWindow(-340e3 * year, -270e3 * year)))[0])


def test_the_larger_unit_sticks_to_the_left_edge_when_its_start_is_out_of_view():
    window = window_of("2023-02-10", "2023-02-20")
    (february,) = rows(axis(window))[1]
    (a_day_later,) = rows(axis(TimeWindow(window.start + calendar.DAY, window.end + calendar.DAY)))[1]
    assert february.text == a_day_later.text == "February 2023"
    assert february.x == a_day_later.x < 10


@given(st.sampled_from([era for era in ERAS if abs(era) < 1e12]), st.floats(0.002, 2), widths)
def test_fractions_of_a_second_are_round(era, duration, width):
    window = TimeWindow(era - duration / 3, era + duration).zoomed(1, era)
    ticks = ticks_of(window, width, text_width)
    assume(ticks.step.seconds < 1)
    digits = len(f"{ticks.step.seconds:.7f}".rstrip("0").partition(".")[2])
    for tick in ticks.lower:
        assert len(tick.label.partition(".")[2]) <= digits
        assert 0 <= float(tick.label) < 60


def test_a_grid_line_stands_at_each_tick_in_view_stronger_where_the_larger_unit_begins():
    window = window_of("2022-08-20", "2023-03-20")
    ticks = ticks_of(window, 1000, text_width)
    lines = grid_group(ticks, window, Box(10, 0, 1000, 50)).parts
    assert all(isinstance(line, Line) and line.x1 == line.x2 for line in lines)
    roles = [line.ink.role for line in lines]
    assert len(lines) == 7
    assert roles.index(Role.GRID_MAJOR) == 4
    assert roles.count(Role.GRID_MAJOR) == 1


@pytest.mark.parametrize("era", ERAS)
def test_the_axis_is_named_for_those_who_can_not_see_it(era):
    assert axis(TimeWindow(era, era + 1e6)).title.startswith("Time axis, ")
