import json
import math
import re
from datetime import date

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import dates, expressions
from timeline_app.model import calendar
from timeline_app.model.edtf import Choice, Date, EdtfError, Interval, Limit, OneOf, Precision, parse
from timeline_app.model.when import When

MEANT = re.compile(r"did you mean (.+)\?")

NOT_READ = {
    "digits left out (X)": r"X",
    "seasons and other groups of months (21 to 41)": r"^-?\d{4}-(2[1-9]|3\d|4[01])$",
    "a qualifier in front of or inside a date": r"[~?%](?=[-\d])",
    "powers of ten (E)": r"^Y-?\d+E",
    "significant digits (S)": r"\dS\d",
    "all-of sets": r"^\{",
}
"""Features of EDTF that are not read, by what gives them away in a text."""


def fault_in(text: str) -> EdtfError | None:
    try:
        parse(text)
    except EdtfError as fault:
        return fault
    return None


@given(expressions)
def test_what_is_written_reads_as_the_same(expression):
    assert parse(str(expression)) == expression


@given(expressions)
def test_the_written_form_is_canonical(expression):
    assert str(parse(f" {expression} ")) == str(expression)


@given(dates())
def test_a_date_names_a_stretch_of_time_however_far_away(any_date):
    earliest, latest = any_date.bounds()
    assert -math.inf < earliest < latest < math.inf


@given(dates(clock=False, qualified=False))
def test_a_coarser_date_contains_the_finer_one(fine):
    coarse = Date(fine.year, fine.month if fine.day else None)
    assert coarse.bounds()[0] <= fine.bounds()[0]
    assert fine.bounds()[1] <= coarse.bounds()[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-09", Date(2022, 9)),
        ("-0043-03-15", Date(-43, 3, 15)),
        ("Y-66000000", Date(-66_000_000)),
        ("1984%", Date(1984, approximate=True, uncertain=True)),
        ("2022-09-21T14:05Z", Date(2022, 9, 21, (14, 5, None), 0)),
        ("2022-09-21T14:05:01,5+0530", Date(2022, 9, 21, (14, 5, 1.5), 330)),
        ("2022-02-24/..", Interval(Date(2022, 2, 24), Limit.OPEN)),
        ("/2006", Interval(Limit.UNKNOWN, Date(2006))),
        ("[..2023-02-28]", OneOf((Choice(Limit.OPEN, Date(2023, 2, 28)),))),
        ("[1667, 1670..1672]", OneOf((Choice(Date(1667), Date(1667)), Choice(Date(1670), Date(1672))))),
    ],
)
def test_examples_are_read(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1984", Precision.YEAR),
        ("1984-06", Precision.MONTH),
        ("1984-06-01", Precision.DAY),
        ("1984-06-01T10:00", Precision.MINUTE),
        ("1984-06-01T10:00:00", Precision.SECOND),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text, precision):
    assert parse(text).precision is precision


def test_a_fraction_finer_than_a_microsecond_is_cut_off():
    assert str(parse("2022-09-21T14:05:59.9999999Z")) == "2022-09-21T14:05:59.999999Z"


@given(st.text("0123456789-/.,[]{}?~%TZ:XYES+ aprM٣", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_fault_with_its_place(text):
    fault = fault_in(text)
    assert fault is None or (fault.what and 0 <= fault.position <= len(text))


@given(expressions.map(str), st.data())
def test_a_date_with_a_wrong_character_is_a_date_or_a_fault_with_its_place(text, data):
    place = data.draw(st.integers(0, len(text)))
    spoilt = text[:place] + data.draw(st.sampled_from("0359-/.[]~T:x ")) + text[place + data.draw(st.integers(0, 1)) :]
    fault = fault_in(spoilt)
    assert fault is None or 0 <= fault.position <= len(spoilt)


MONTH_NAMES = ("Jan", "February", "march", "Apr.", "May", "Sept", "Dec.")
LOOSE = "{year}/{month}/{day}", "{year}.{month}", "{year}-{month}-{day}", "{day} {name} {year}", "{name} {day}, {year}"


@given(
    st.sampled_from((*LOOSE, "{name} {year}", "{day}. {name} {year}", "{year}/{day}/{month}")),
    st.dates(date(1000, 1, 1)),
    st.sampled_from(MONTH_NAMES),
)
def test_what_is_suggested_is_a_date(form, day, name):
    fault = fault_in(form.format(year=day.year, month=day.month, day=day.day, name=name))
    if fault is not None:
        meant = MEANT.fullmatch(fault.hint)
        assert meant is None or str(parse(meant[1])) == meant[1]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2022/9/21", "2022-09-21"),
        ("2022.9", "2022-09"),
        ("2022-9-1", "2022-09-01"),
        ("2022-21-09", "2022-09-21"),
        ("21 September 2022", "2022-09-21"),
        ("Sep 21, 2022", "2022-09-21"),
        ("September 2022", "2022-09"),
    ],
)
def test_a_date_in_another_form_is_asked_about(text, meant):
    assert fault_in(text).hint == f"did you mean {meant}?"


@pytest.mark.parametrize(
    ("text", "what", "position"),
    [
        ("", "the date is empty", 0),
        ("2023-02-29", "there is no day 29 in 2023-02, which has 28 days", 8),
        ("2023-13", "month 13: months go from 01 to 12", 5),
        ("2023-01-01T25:00", "hour 25: hours go from 00 to 23", 11),
        ("2023-01-01T10:00:60", "second 60: seconds go from 00 to 59", 17),
        ("2023-01-01T10:00+20:00", "zone +20:00: offsets go from -18:00 to +18:00", 16),
        ("[2023-01, 2023-14]", "month 14: months go from 01 to 12", 15),
        ("2023/2022", "it ends (2022) before it starts (2023)", 0),
        ("2023/2024/2025", 'a date has at most one "/"', 9),
        ("../..", "neither end of the interval is a date", 0),
        ("[..]", "a range open at both ends says nothing", 1),
        ("[2023", "the set is not closed", 5),
        ("-0000-01-01", "there is no year -0000", 0),
        ("Y20000000001", "the year 20000000001 is too far away", 0),
        ("Y" + "9" * 5000, f"the year {'9' * 40}… is too far away", 0),
    ],
)
def test_a_fault_is_named_at_its_place(text, what, position):
    fault = fault_in(text)
    assert (fault.what, fault.position) == (what, position)


@pytest.fixture(scope="session")
def facts(shared_data):
    return json.loads((shared_data / "edtf" / "facts.json").read_text("utf-8"))


def is_read(text: str) -> bool:
    return not any(re.search(pattern, text) for pattern in NOT_READ.values())


def days_of(when: When) -> tuple[str | None, str | None]:
    """The first and last day that a time may touch, None where it is open."""
    last = math.nextafter(when.latest, -math.inf)
    return tuple(_day_text(bound) if abs(bound) < 1e300 else None for bound in (when.earliest, last))


def _day_text(seconds: float) -> str:
    year, month, day = calendar.civil_at(seconds)[:3]
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def test_dates_of_other_libraries_are_read(facts):
    texts = [fact["edtf"] for fact in facts if fact["valid"] and is_read(fact["edtf"])]
    assert not [text for text in texts if fault_in(text)]


def test_dates_of_other_libraries_have_their_bounds(facts):
    bounded = [fact for fact in facts if is_read(fact["edtf"]) and (fact.get("lower") or fact.get("upper"))]
    found = {fact["edtf"]: days_of(When.from_edtf(fact["edtf"])) for fact in bounded}
    assert found == {fact["edtf"]: (fact["lower"], fact["upper"]) for fact in bounded}


def test_what_other_libraries_refuse_is_refused(facts):
    texts = [fact["edtf"] for fact in facts if not fact["valid"]]
    assert not [text for text in texts if fault_in(text) is None]


def test_few_of_the_dates_of_other_libraries_are_left_out(facts):
    valid = [fact["edtf"] for fact in facts if fact["valid"]]
    assert sum(map(is_read, valid)) >= 65


plain_dates = dates(st.integers(0, 9999), qualified=False, clock=False)


def assert_agrees_with_the_oracle(text: str) -> None:
    theirs = oracle.parse_edtf(text)
    bounds = theirs.lower_strict()[:3], theirs.upper_strict()[:3]
    assert days_of(When.from_edtf(text)) == tuple("{:04d}-{:02d}-{:02d}".format(*bound) for bound in bounds)


@given(plain_dates)
def test_plain_dates_have_the_bounds_that_python_edtf_gives_them(plain):
    assert_agrees_with_the_oracle(str(plain))


@given(plain_dates, plain_dates)
def test_plain_intervals_have_the_bounds_that_python_edtf_gives_them(one, other):
    first, last = sorted((one, other), key=Date.bounds)
    assert_agrees_with_the_oracle(f"{first}/{last}")
