import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.pictures import text_width
from tests.layout.timelines import near_windows, window_of, windows
from timeline_app.layout.cursor import cursor_handle, cursor_line, cursor_words, day_later, snapped
from timeline_app.layout.scene import Box, Line, Rect, Text
from timeline_app.model import calendar
from timeline_app.model.when import When
from timeline_app.model.zones import UTC, Zone

KYIV, BEIRUT, APIA = Zone("Europe/Kyiv"), Zone("Asia/Beirut"), Zone("Pacific/Apia")
zones = st.sampled_from([UTC, KYIV, BEIRUT, APIA, Zone("Asia/Kathmandu"), Zone("America/St_Johns")])
BOX = Box(100, 0, 800, 56)
YEAR = window_of("2022", "2023")


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (When.from_edtf("2023-02-28").latest, "28 Feb 2023"),
        (calendar.seconds_at(2023, 2, 28, 14, 30), "28 Feb 2023, 14:30"),
        (calendar.seconds_at(2023, 2, 28, 14, 30, 5), "28 Feb 2023, 14:30:05"),
        (When.from_edtf("-0043-03-15").latest, "15 Mar 44 BCE"),
    ],
)
def test_the_cursor_names_the_day_that_ends_there_or_a_time_of_day(as_of, words):
    assert cursor_words(as_of) == words


@pytest.mark.parametrize(
    ("zone", "as_of", "words"),
    [
        (KYIV, calendar.seconds_at(2023, 2, 28, 22), "28 Feb 2023"),
        (KYIV, calendar.seconds_at(2023, 3, 1), "1 Mar 2023, 02:00"),
        (KYIV, calendar.seconds_at(2023, 2, 28, 21, 30), "28 Feb 2023, 23:30"),
        (BEIRUT, calendar.seconds_at(2022, 3, 26, 22), "26 Mar 2022"),  # the next day began at 01:00
        (APIA, calendar.seconds_at(2011, 12, 30, 10), "29 Dec 2011"),  # there was no 30th
    ],
)
def test_in_a_zone_the_cursor_names_the_day_of_its_clocks(zone, as_of, words):
    assert cursor_words(as_of, zone) == words


@given(near_windows(), st.floats(0, 1), st.integers(200, 3000), zones)
def test_in_a_zone_the_cursor_snaps_to_its_midnights_hours_and_minutes(window, share, width, zone):
    time = window.time_at(share, 1.0)
    found = snapped(time, window, width, zone)
    assert snapped(found, window, width, zone) == found
    assert abs(found - time) <= calendar.DAY
    if window.duration / width > calendar.DAY:
        assert ":" not in cursor_words(found, zone)


@given(near_windows(), zones, st.sampled_from([1, -1]))
def test_the_cursor_a_day_later_shows_the_same_time_unless_the_clocks_skip_it(window, zone, days):
    as_of = zone.seconds_of(window.start)
    moved = day_later(as_of, days, zone)
    assert (moved > as_of) is (days > 0)
    assert abs(moved - as_of) < 2.1 * calendar.DAY
    change = (zone.wall_of(moved) - zone.wall_of(as_of)) / calendar.DAY
    assert change == days or len(zone.stretches(min(as_of, moved), max(as_of, moved))) > 1


def test_the_cursor_passes_a_day_that_the_clocks_skip():
    as_of = calendar.seconds_at(2011, 12, 30, 10)
    assert cursor_words(day_later(as_of, 1, APIA), APIA) == "31 Dec 2011"
    assert cursor_words(day_later(as_of, -1, APIA), APIA) == "28 Dec 2011"


@given(near_windows(), st.floats(0, 1), st.integers(200, 3000))
def test_the_cursor_snaps_to_what_it_can_name_within_reach_of_the_pointer(window, share, width):
    time = window.time_at(share, 1.0)
    found = snapped(time, window, width)
    assert found % 1 == 0
    assert snapped(found, window, width) == found
    assert abs(found - time) <= calendar.DAY / 2
    if window.duration / width > calendar.DAY:
        assert found % calendar.DAY == 0


def test_the_cursor_snaps_to_the_nearest_end_of_a_day_and_when_zoomed_in_of_an_hour():
    morning = calendar.seconds_at(2022, 6, 15, 7)
    evening = calendar.seconds_at(2022, 6, 15, 17, 20)
    assert snapped(morning, YEAR, 800) == calendar.seconds_at(2022, 6, 15)
    assert snapped(evening, YEAR, 800) == calendar.seconds_at(2022, 6, 16)
    assert snapped(evening, window_of("2022-06-10", "2022-06-20"), 800) == calendar.seconds_at(2022, 6, 15, 17)


@given(windows(), st.floats(0, 1), st.integers(200, 3000))
def test_the_cursor_snaps_in_any_era(window, share, width):
    time = window.time_at(share, 1.0)
    assert math.isfinite(snapped(time, window, width))


@given(near_windows(), st.floats(0, 1))
def test_the_handle_stays_on_the_axis_with_its_date_in_it(window, share):
    as_of = snapped(window.time_at(share, 1.0), window, BOX.width)
    group = cursor_handle(as_of, window, BOX, text_width)
    if group:
        label, words, stem = group.parts
        assert isinstance(label, Rect)
        assert isinstance(words, Text)
        assert isinstance(stem, Line)
        assert BOX.x <= label.box.x
        assert label.box.right <= BOX.right
        assert label.box.x <= words.box.x
        assert words.box.right <= label.box.right
        assert stem.x1 == stem.x2 == pytest.approx(BOX.x + window.x_of(as_of, BOX.width))
        assert words.text == cursor_words(as_of)


@pytest.mark.parametrize("as_of", [YEAR.start - 1e6, YEAR.end + 1e6, math.inf, -math.inf])
def test_a_cursor_out_of_view_is_not_drawn(as_of):
    assert cursor_handle(as_of, YEAR, BOX, text_width) is None
    assert cursor_line(as_of, YEAR, BOX) is None


def test_the_line_runs_down_the_whole_box():
    (line,) = cursor_line(YEAR.middle, YEAR, BOX).parts
    assert (line.x1, line.x2) == (500, 500)
    assert (line.y1, line.y2) == (BOX.y, BOX.bottom)
