import itertools
import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.layout.pictures import overlapping, text_width
from tests.layout.timelines import ERAS, near_windows, window_of, windows
from timeline_app.layout.axis import HEIGHT, axis_group, grid_group, zone_words
from timeline_app.layout.scene import Box, Font, Group, Line, Role, Text
from timeline_app.layout.steps import CLOCK_UNITS, TICK_STEPS, TICK_STEPS_BY_WEEKS, Step, Unit
from timeline_app.layout.ticks import ticks_of
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.zones import UTC, Zone

KYIV, NEW_YORK, KATHMANDU = Zone("Europe/Kyiv"), Zone("America/New_York"), Zone("Asia/Kathmandu")
YEAR = calendar.YEAR
zones = st.sampled_from([UTC, KYIV, NEW_YORK, KATHMANDU, Zone("Pacific/Apia"), Zone("Australia/Lord_Howe")])
widths = st.integers(100, 3840).map(float)


def axis(window: TimeWindow, width: float = 1000.0, zone: Zone = UTC, *, weeks: bool = False) -> Group:
    ticks = ticks_of(window, width, text_width, zone, weeks=weeks)
    return axis_group(ticks, window, Box(0, 0, width, HEIGHT), text_width)


def rows(group: Group) -> tuple[list[Text], list[Text]]:
    """The texts of the lower and the upper row."""
    found = [part for part in group.parts if isinstance(part, Text)]
    lower = [part for part in found if part.font is Font.TICK]
    return lower, [part for part in found if part.font is Font.TICK_STRONG]


def words(row: list[Text]) -> list[str]:
    return [part.text for part in row]


def zone_note(group: Group) -> str:
    """Whose clocks tell the time, where the axis says so itself."""
    return " ".join(part.text for part in group.parts if isinstance(part, Text) and part.font is Font.SMALL)


@given(windows() | near_windows(), widths, zones, st.booleans())
def test_labels_of_the_axis_never_overlap_nor_leave_it(window, width, zone, weeks):
    group = axis(window, width, zone, weeks=weeks)
    boxes = [part.box for part in group.parts if isinstance(part, Text)]
    assert overlapping(boxes) == []
    assert all(box.x >= 0 and box.right <= width for box in boxes)


@given(windows() | near_windows(), widths, zones, st.booleans())
def test_no_line_of_the_axis_runs_through_a_label(window, width, zone, weeks):
    group = axis(window, width, zone, weeks=weeks)
    boxes = [part.box for part in group.parts if isinstance(part, Text)]
    lines = [part for part in group.parts if isinstance(part, Line) and part.x1 == part.x2]
    for line in lines:
        assert not any(box.x < line.x1 < box.right and line.y1 < box.bottom and box.y < line.y2 for box in boxes)


@given(windows() | near_windows(), widths, zones, st.booleans())
def test_the_stretches_of_both_rows_ascend_and_cover_the_window(window, width, zone, weeks):
    ticks = ticks_of(window, width, text_width, zone, weeks=weeks)
    for row in (ticks.lower, ticks.upper):
        assert row[0].start <= window.start
        assert row[-1].end >= window.end
        assert all(one.start < one.end == other.start for one, other in itertools.pairwise(row))


@given(windows(), widths, zones)
def test_the_larger_unit_is_named_in_every_era(window, width, zone):
    ticks = ticks_of(window, width, text_width, zone)
    assert all(tick.label and tick.short for tick in ticks.upper)


@pytest.mark.parametrize("era", ERAS)
def test_every_stretch_in_full_view_says_what_it_is(era):
    for power in range(-8, 70):
        half = max(10 ** (power / 4), 4096 * math.ulp(era))
        window = TimeWindow(era - half, era + half).zoomed(1.0, era)
        for width in (300.0, 1000.0, 3840.0):
            lower, _ = rows(axis(window, width))
            stretches = ticks_of(window, width, text_width).lower
            whole = [tick for tick in stretches if window.start <= tick.start and tick.end <= window.end]
            said = set(words(lower))
            assert {tick.label for tick in whole if tick.end - tick.start > 0.8 * _usual(stretches)} <= said


def _usual(stretches) -> float:
    """How long most stretches are."""
    return sorted(tick.end - tick.start for tick in stretches)[len(stretches) // 2]


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
    assert words(upper)[-1:] == ["1–9 CE"]


def test_the_ides_of_march_are_in_44_bce():
    _, upper = rows(axis(TimeWindow(calendar.seconds_at(-43, 3, 10), calendar.seconds_at(-43, 3, 20))))
    assert words(upper) == ["March 44 BCE"]


def test_deep_time_is_counted_in_thousands_millions_and_billions_of_years():
    for first, last, label in (
        (-13.9e9, -13e9, "13.8 Ga"),
        (-68e6, -63e6, "66 Ma"),
        (-66.1e6, -65.9e6, "66.02 Ma"),
        (-340e3, -270e3, "300 ka"),
        (-40e3, 20e3, "20 ka"),
        (-3e9, 4.5e9, "in 4 Ga"),
        (-5e3, 90e3, "in 40 ka"),
    ):
        lower, upper = rows(axis(TimeWindow(first * YEAR, last * YEAR)))
        assert label in words(lower)
        assert upper[-1].text.startswith("years from now" if label.startswith("in") or last > 1e4 else "years ago")


def test_between_past_and_future_stands_the_year_that_ages_are_counted_from():
    lower, upper = rows(axis(TimeWindow(-5e9 * YEAR, 5e9 * YEAR)))
    assert "2000" in words(lower)
    assert [one.text[:14] for one in upper] == ["years ago (ka:", "years from now"]


def test_years_of_five_digits_have_separators():
    lower, upper = rows(axis(TimeWindow(calendar.seconds_at(-11_500), calendar.seconds_at(-3000))))
    assert words(lower) == [
        f"{thousands},000 BCE" if thousands > 9 else f"{thousands}000 BCE" for thousands in range(11, 3, -1)
    ]
    assert words(upper)[-1] == "10,000–1 BCE"
    assert words(rows(axis(TimeWindow(calendar.seconds_at(12_022, 2), calendar.seconds_at(12_022, 9))))[1]) == [
        "12,022"
    ]


@pytest.mark.parametrize(
    ("first", "last", "lower", "upper"),
    [
        (-55, -35, "46 BCE", "50–41 BCE"),
        (-150, 150, "50 BCE", "1st century BCE"),
        (-150, 150, "50", "1–99 CE"),
        (-1500, 1500, "500 BCE", "1st millennium BCE"),
        (-1500, 1500, "500", "1–999"),
        (-12_500, 3000, "6000 BCE", "10,000–1 BCE"),
        (1850, 2020, "1980", "1900–1999"),
        (1995, 2015, "2004", "2000s"),
    ],
)
def test_above_years_stands_what_people_call_their_stretch(first, last, lower, upper):
    found = rows(axis(TimeWindow(calendar.seconds_at(first), calendar.seconds_at(last))))
    assert lower in words(found[0])
    assert upper in words(found[1])


def test_weeks_by_choice_stand_at_mondays_with_their_iso_numbers_under_their_month():
    lower, upper = rows(axis(window_of("2020-12-01", "2021-03-01"), weeks=True))
    assert words(lower) == ["W49", "W50", "W51", "W52", "W53", *(f"W{number}" for number in range(1, 9))]
    assert words(upper) == ["December 2020", "January 2021", "February 2021"]


@given(near_windows(), widths)
def test_weeks_by_choice_take_the_place_of_the_sevenths_of_a_month_and_of_nothing_else(window, width):
    days, weeks = (ticks_of(window, width, text_width, weeks=weeks).step for weeks in (False, True))
    assert Step(7, Unit.DAY) != weeks
    assert Step(1, Unit.WEEK) != days
    assert days == weeks or days == Step(7, Unit.DAY) or weeks == Step(1, Unit.WEEK)
    assert len(TICK_STEPS) == len(TICK_STEPS_BY_WEEKS)


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(1, 28))
def test_the_number_of_a_week_is_that_of_its_thursdays_place_in_the_year(year, month, day):
    week = Step(1, Unit.WEEK).around(calendar.seconds_at(year, month, day))
    lower, _ = rows(axis(TimeWindow(week[0], week[0] + 80 * calendar.DAY), weeks=True))
    thursday = calendar.civil_at(week[0] + 3 * calendar.DAY)
    number = (calendar.day_number(*thursday[:3]) - calendar.day_number(thursday.year)) // 7 + 1
    assert lower[0].text == f"W{number}"


def test_the_larger_unit_sticks_to_the_left_edge_when_its_start_is_out_of_view():
    window = window_of("2023-02-10", "2023-02-20")
    (february,) = rows(axis(window))[1]
    (a_day_later,) = rows(axis(TimeWindow(window.start + calendar.DAY, window.end + calendar.DAY)))[1]
    assert february.text == a_day_later.text == "February 2023"
    assert february.x == a_day_later.x < 10


def test_a_millisecond_is_told_in_seconds_with_their_fraction_under_its_minute_with_its_date():
    start = calendar.seconds_at(2024, 2, 29, 10, 30) + 5.001
    lower, upper = rows(axis(TimeWindow(start, start + 0.001)))
    assert words(lower)[-3:] == ["5.0017 s", "5.0018 s", "5.0019 s"]
    assert words(upper) == ["Thu 29 Feb 2024, 10:30"]
    lower, upper = rows(axis(TimeWindow(start, start + 0.001), 3840))
    assert "5.00125 s" in words(lower)


@given(st.sampled_from([era for era in ERAS if abs(era) < 1e12]), st.floats(0.002, 2), widths)
def test_fractions_of_a_second_are_round(era, duration, width):
    window = TimeWindow(era - duration / 3, era + duration).zoomed(1, era)
    ticks = ticks_of(window, width, text_width)
    assume(ticks.step.seconds < 1)
    digits = len(f"{ticks.step.seconds:.7f}".rstrip("0").partition(".")[2])
    for tick in ticks.lower:
        second, unit = tick.label.split(" ")
        assert unit == "s"
        assert len(second.partition(".")[2]) == digits
        assert 0 <= float(second) < 60
        assert abs(float(second) - calendar.civil_at(tick.start).second) % 60 < ticks.step.seconds / 10


def test_a_label_of_an_instant_stands_at_its_tick_and_never_at_the_edge_for_one_out_of_view():
    window = TimeWindow(calendar.seconds_at(1907), calendar.seconds_at(1993))
    ticks = ticks_of(window, 1000, text_width)
    assert ticks.step == Step(5, Unit.YEAR)
    lower, upper = rows(axis(window))
    assert words(lower)[0] == "1910"
    assert words(upper)[0] == "1910s"


def test_in_a_zone_days_begin_at_its_midnight_and_hours_are_those_of_its_clocks():
    window = window_of("2023-03-26", "2023-03-27")
    lower, upper = rows(axis(window, 2000, KYIV))
    assert words(lower)[:3] == ["02:00", "04:00", "05:00"]
    assert words(upper) == ["Sun 26 Mar 2023", "Mon 27 Mar 2023"]
    lower, upper = rows(axis(window, 2000, NEW_YORK))
    assert words(lower)[:2] == ["20:00", "21:00"]
    assert words(upper) == ["Sat 25 Mar 2023", "Sun 26 Mar 2023"]


def test_a_quarter_hour_of_kathmandu_is_told_by_its_clocks():
    start = calendar.seconds_at(2023, 5, 1, 12)
    lower, _ = rows(axis(TimeWindow(start, start + calendar.HOUR), 1000, KATHMANDU))
    assert words(lower)[0] == "17:45"


@given(windows() | near_windows(), widths, zones)
def test_the_axis_says_whose_clocks_tell_the_time_where_it_tells_times_of_day(window, width, zone):
    group = axis(window, width, zone)
    assert zone.name in group.title
    if ticks_of(window, width, text_width, zone).step.unit not in CLOCK_UNITS:
        assert zone_note(group) == ""
    else:
        assert zone_note(group) in ("", zone_words(zone, window))


@pytest.mark.parametrize(
    ("start", "end", "zone", "words"),
    [
        ("2023-01-10", "2023-01-11", KYIV, "Europe/Kyiv (UTC+2)"),
        ("2023-06-10", "2023-06-11", KYIV, "Europe/Kyiv (UTC+3)"),
        ("2023-01-01", "2024-01-01", KYIV, "Europe/Kyiv (UTC+2 to UTC+3)"),
        ("2023-01-10", "2023-01-11", NEW_YORK, "America/New_York (UTC−5)"),
        ("2023-01-10", "2023-01-11", KATHMANDU, "Asia/Kathmandu (UTC+5:45)"),
        ("2023-02-01", "2023-03-26T02:00Z", KYIV, "Europe/Kyiv (UTC+2 to UTC+3)"),
        ("2023-02-01", "2023-03-26T01:00Z", KYIV, "Europe/Kyiv (UTC+2)"),
        ("2000-01-01", "2024-01-01", KYIV, "Europe/Kyiv"),
        ("2000-01-01", "2012-01-01", KYIV, "Europe/Kyiv"),
        ("1023-01-10", "2023-01-11", KYIV, "Europe/Kyiv"),
        ("2023-01-10", "2023-01-11", UTC, "UTC"),
        ("2023-01-10", "2023-01-11", Zone("Etc/GMT+6"), "UTC−6"),
        ("1960-01-10", "1980-01-11", Zone("Etc/GMT+6"), "UTC−6"),
    ],
)
def test_a_zone_is_named_with_how_far_its_clocks_are_from_utc(start, end, zone, words):
    window = window_of(start, end)
    assert zone_words(zone, window) == words
    assert axis(window, 1000, zone).title.endswith(words)


def test_the_first_day_with_room_says_its_zone():
    assert zone_note(axis(window_of("2023-01-10", "2023-01-11"), 1000, KYIV)) == "Europe/Kyiv (UTC+2)"
    assert zone_note(axis(window_of("2023-01-10", "2023-01-11"), 1000)) == "UTC"
    assert zone_note(axis(window_of("2023-01-10", "2023-02-11"), 1000, KYIV)) == ""


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
