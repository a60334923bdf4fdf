import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline_app.model import calendar
from timeline_app.model.calendar import DAY, HOUR
from timeline_app.model.words import clocks_words, offset_words, zone_name
from timeline_app.model.zones import UTC, Zone, is_zone

NAMES = (
    "Europe/Kyiv", "Asia/Kathmandu", "America/St_Johns", "America/Juneau", "Africa/Monrovia", "Australia/Lord_Howe",
    "Asia/Beirut", "Pacific/Apia", "Antarctica/Troll",
)  # fmt: skip
KYIV = Zone("Europe/Kyiv")
zones = st.sampled_from([Zone(name) for name in NAMES])
near = st.integers(int(calendar.seconds_at(1850)), int(calendar.seconds_at(2040))).map(float)
ever = st.integers(-(10**12), 10**12).map(float) | st.floats(-1e18, 1e18)


def test_the_clocks_of_kyiv_are_two_hours_ahead_and_three_in_summer():
    assert KYIV.offset_at(calendar.seconds_at(2023, 1, 1)) == 2 * HOUR
    assert KYIV.offset_at(calendar.seconds_at(2023, 7, 1)) == 3 * HOUR
    assert KYIV.wall_of(calendar.seconds_at(2023, 2, 27, 22)) == calendar.seconds_at(2023, 2, 28)
    assert KYIV.seconds_of(calendar.seconds_at(2023, 2, 28)) == calendar.seconds_at(2023, 2, 27, 22)


def test_of_a_time_that_comes_twice_the_first_is_meant():
    assert KYIV.seconds_of(calendar.seconds_at(2023, 10, 29, 3, 30)) == calendar.seconds_at(2023, 10, 29, 0, 30)


def test_a_time_that_clocks_skip_is_counted_as_before_they_were_put_forward():
    assert KYIV.seconds_of(calendar.seconds_at(2023, 3, 26, 3, 30)) == calendar.seconds_at(2023, 3, 26, 1, 30)


@given(zones, near)
def test_what_the_clocks_show_is_the_instant_or_the_same_hour_before(zone, seconds):
    found = zone.seconds_of(zone.wall_of(seconds))
    assert found <= seconds
    assert zone.wall_of(found) == zone.wall_of(seconds)


@given(zones, near)
def test_the_instant_of_a_wall_clock_shows_it_unless_it_was_skipped(zone, wall):
    shown = zone.wall_of(zone.seconds_of(wall))
    assert shown >= wall
    if shown != wall:
        assert len(zone.stretches(wall - 2 * DAY, wall + 2 * DAY)) > 1


@given(zones, ever)
def test_a_zone_is_defined_for_all_time(zone, seconds):
    assert math.isfinite(zone.wall_of(seconds))
    assert abs(zone.offset_at(seconds)) <= DAY
    assert zone.offset_at(seconds + 0.25) in (zone.offset_at(seconds), zone.offset_at(seconds + 1))


@pytest.mark.parametrize("year", [-13_800_000_000, -43, 0, 1, 10_000, 13_800_000_000])
def test_far_from_now_every_zone_is_utc(year):
    assert KYIV.offset_at(calendar.seconds_at(year)) == 0
    assert KYIV.seconds_of(calendar.seconds_at(year)) == calendar.seconds_at(year)


@given(ever)
def test_utc_is_utc(seconds):
    assert UTC.wall_of(seconds) == UTC.seconds_of(seconds) == seconds


@given(zones, near, st.floats(0, 800 * DAY))
def test_stretches_ascend_cover_the_span_and_have_one_offset_each(zone, start, length):
    stretches = zone.stretches(start, start + length)
    assert stretches[0].start <= start
    assert stretches[-1].end >= start + length
    for one, other in itertools.pairwise(stretches):
        assert one.end == other.start
        assert one.offset != other.offset
    for stretch in stretches:
        assert stretch.start < stretch.end
        for share in (0.0, 0.3, 0.7):
            assert zone.offset_at(stretch.start + share * (stretch.end - stretch.start)) == stretch.offset
        assert zone.offset_at(stretch.end - 1) == stretch.offset


def test_a_year_of_kyiv_has_three_stretches_that_change_at_one_in_the_morning_of_utc():
    stretches = KYIV.stretches(calendar.seconds_at(2023), calendar.seconds_at(2024))
    assert [stretch.offset / HOUR for stretch in stretches] == [2, 3, 2]
    assert stretches[1][:2] == (calendar.seconds_at(2023, 3, 26, 1), calendar.seconds_at(2023, 10, 29, 1))


@given(ever)
def test_utc_is_one_stretch(start):
    assume(start + DAY > start)
    assert len(UTC.stretches(start, start + DAY)) == 1


@pytest.mark.parametrize(("name", "known"), [("Europe/Kyiv", True), ("UTC", True), ("Mars/Base", False), ("", False)])
def test_a_zone_is_known_by_its_name(name, known):
    assert is_zone(name) is known


@pytest.mark.parametrize("name", ["../../etc/passwd", "Europe", "a\0b", "/etc/localtime"])
def test_what_is_no_name_of_a_zone_is_none(name):
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "UTC"), (2, "UTC+2"), (-3.5, "UTC−3:30"), (5.75, "UTC+5:45"), (14, "UTC+14"), (2 + 124 / 3600, "UTC+2:02:04")],
)
def test_how_far_clocks_are_from_utc_is_said_in_hours_and_minutes(hours, words):
    assert offset_words(hours * HOUR) == words


@pytest.mark.parametrize("year", [-43, 1, 9999, 12_000])
def test_far_from_our_time_every_clock_is_that_of_utc(year):
    wall = calendar.seconds_at(year, 6, 15)
    assert Zone("Europe/Kyiv").seconds_of(wall) == wall == Zone("Europe/Kyiv").wall_of(wall)


def test_a_time_that_comes_twice_has_two_instants_and_one_that_is_skipped_too():
    kyiv = Zone("Europe/Kyiv")
    twice, never, usual = (calendar.seconds_at(2022, *day) for day in ((10, 30, 3, 30), (3, 27, 3, 30), (6, 1, 12, 0)))
    first, last = kyiv.instants_of(twice)
    assert (kyiv.wall_of(first), kyiv.wall_of(last), last - first) == (twice, twice, 3600)
    assert kyiv.instants_of(never) == (never - 3 * 3600, never - 2 * 3600)
    assert kyiv.instants_of(usual) == (usual - 3 * 3600, usual - 3 * 3600)


# Many at once

wild = st.sampled_from([-math.inf, math.inf, math.nan, calendar.seconds_at(2), calendar.seconds_at(9999) - 1])
turns = st.sampled_from(["2011-12-30", "2023-03-26", "2023-10-29", "1997-10-26", "1919-05-01", "2005-03-20"])


@st.composite
def around_turns(draw):
    """Times on the clocks within three days of one on which some zone's clocks are put forward or back."""
    return np.datetime64(draw(turns)).astype("datetime64[s]").astype(float) + draw(st.integers(-260_000, 260_000))


@given(zones | st.just(UTC), st.lists(near | ever | wild | around_turns(), max_size=20))
def test_many_times_on_the_clocks_are_told_like_one(zone, walls):
    found = zone.instants_of_all(np.array(walls))
    expected = [zone.instants_of(wall) for wall in walls]
    for instants, single in zip(found, zip(*expected, strict=True) if expected else ((), ()), strict=True):
        assert instants.tobytes() == np.array(single, float).tobytes()
    assert (
        zone.seconds_of_all(np.array(walls)).tobytes() == np.array([zone.seconds_of(wall) for wall in walls]).tobytes()
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_quarter_of_an_hour_around_every_change_is_told_like_one(name):
    zone = Zone(name)
    changes = [stretch.start for stretch in zone.stretches(calendar.seconds_at(1900), calendar.seconds_at(2040))[1:]]
    walls = np.unique(np.add.outer(changes, np.arange(-36 * HOUR, 36 * HOUR, HOUR / 2)).ravel())
    pairs = np.array([zone.instants_of(wall) for wall in walls.tolist()]).T
    assert np.array_equal(zone.instants_of_all(walls), pairs)
    assert zone.seconds_of_all(walls).tolist() == [zone.seconds_of(wall) for wall in walls.tolist()]


@pytest.mark.parametrize(
    ("name", "words", "clocks"),
    [
        ("Etc/GMT+6", "UTC−6", "UTC−6"),
        ("Etc/GMT-14", "UTC+14", "UTC+14"),
        ("Etc/GMT", "UTC", "UTC"),
        ("Etc/UTC", "UTC", "UTC"),
        ("UTC", "UTC", "UTC"),
        ("Europe/Kyiv", "Europe/Kyiv", "Europe/Kyiv time"),
    ],
)
def test_a_zone_of_no_place_is_called_by_its_offset_from_utc(name, words, clocks):
    assert (zone_name(Zone(name)), clocks_words(Zone(name))) == (words, clocks)
