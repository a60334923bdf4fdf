import pytest

from timeline_app.formats.dates.timestamps import as_meant, covering, with_seconds, zone_of
from timeline_app.model.edtf import parse


def parsed(*texts: str):
    return [parse(text) for text in texts]


def meant(*texts: str, seconds: bool = True) -> list[str]:
    return [str(date) for date in as_meant(parsed(*texts), seconds=seconds)]


def test_dates_that_are_all_at_midnight_by_their_own_clock_are_days():
    assert meant("2022-09-21T00:00:00-06:00", "2022-09-22T00:00:00+02:00") == ["2022-09-21", "2022-09-22"]
    assert meant("2022-01-01T00:00Z") == ["2022-01-01"]


def test_a_midnight_beside_another_time_of_day_is_a_time():
    assert meant("2022-09-21T00:00:00Z", "2022-09-21T01:30:00Z") == ["2022-09-21T00:00:00Z", "2022-09-21T01:30:00Z"]


def test_seconds_that_say_nothing_are_left_out():
    times = ("2022-09-21T10:30:00Z", "2022-09")
    assert not with_seconds(parsed(*times))
    assert meant(*times, seconds=False) == ["2022-09-21T10:30Z", "2022-09"]


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        (("1963-11-22T12:30-06:00", "1963-11-22"), "Etc/GMT+6"),
        (("2022-09-21T12:30+02:00", "2022-09-22T12:30+02:00"), "Etc/GMT-2"),
        (("2022-09-21T12:30+02:00", "2022-12-21T12:30+01:00"), "UTC"),
        (("2022-09-21T12:30+05:30",), "UTC"),
        (("2022-09-21T12:30+15:00",), "UTC"),
        (("2022-09-21T12:30Z",), "UTC"),
        ((), "UTC"),
    ],
)
def test_the_zone_is_that_of_the_one_offset_of_all_times(times, zone):
    assert zone_of(parsed(*times)) == zone


@pytest.mark.parametrize(
    ("first", "last", "covers"),
    [
        ("1978-01-01", "1979-01-01", "1978"),
        ("1978-01-01", "1978-12-31", "1978"),
        ("1976-12-01", "1977-01-01", "1976-12"),
        ("2022-09-21T00:00Z", "2022-09-22T00:00Z", "2022-09-21"),
        ("1990", "1999", "199X"),
        ("1900", "1999", "19XX"),
        ("1990", "1995", None),
        ("2022-09-03", "2022-09-10", None),
        ("1999", "2000", None),
        ("Y-70000", "Y-60000", None),
    ],
)
def test_a_stretch_is_named_by_the_date_that_names_just_that(first, last, covers):
    found = covering(*parsed(first, last))
    assert (found and str(found)) == covers
