import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import edtf as oracle
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.model.dates import dates, expressions, patterns
from timeline_app.model import calendar
from timeline_app.model.edtf import (
    AllOf,
    Choice,
    Clock,
    Date,
    DatePattern,
    EdtfError,
    Interval,
    Limit,
    Marks,
    OneOf,
    Precision,
    Qualifier,
    parse,
)
from timeline_app.model.edtf.dates import GROUPS
from timeline_app.model.when import When

WINTERS_AND_SIDES = (24, *range(25, 33))
"""Groups of months of which python-edtf has other bounds: December alone for winter, none for hemispheres."""


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
        ("1984%", Date(1984, marks=Marks(Qualifier(True, True)))),
        ("2022-09-21T14:05Z", Date(2022, 9, 21, Clock(14, 5), 0)),
        ("2022-09-21T14:05:01,5+0530", Date(2022, 9, 21, Clock(14, 5, 1.5, 1), 330)),
        ("2022-02-24/..", Interval(Date(2022, 2, 24), Limit.OPEN)),
        (
            "[1880..1885]/[1895..]",
            Interval(
                OneOf((Choice(Date(1880), Date(1885)),)),
                OneOf((Choice(Date(1895), Limit.OPEN),)),
            ),
        ),
        ("[..1885]/..", Interval(OneOf((Choice(Limit.OPEN, Date(1885)),)), Limit.OPEN)),
        (
            "1880/[1895, 1900]",
            Interval(Date(1880), OneOf((Choice(Date(1895), Date(1895)), Choice(Date(1900), Date(1900))))),
        ),
        ("[1880]/1890", Interval(Date(1880), Date(1890))),
        ("/2006", Interval(Limit.UNKNOWN, Date(2006))),
        ("[..2023-02-28]", OneOf((Choice(Limit.OPEN, Date(2023, 2, 28)),))),
        ("156X-12-25", DatePattern("156X", "12", "25")),
        ("2001-21", Date(2001, 21)),
        ("Y17E7", Date(170_000_000)),
        ("1950S2", Date(1950, significant=2)),
        ("{..1984, 1990}", AllOf((Choice(Limit.OPEN, Date(1984)), Choice(Date(1990), Date(1990))))),
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


@pytest.mark.parametrize(
    "text", ["2016-12-31T23:59:60Z", "2015-06-30T23:59:60", "2017-01-01T05:29:60+05:30", "2016-12-31T18:59:60.5-05:00"]
)
def test_a_leap_second_follows_the_59th(text):
    assert str(parse(text)) == text
    first = parse(text.replace(":60", ":59"))
    assert parse(text).bounds()[0] == first.bounds()[0] + 1


@pytest.mark.parametrize("text", ["1984~?", "1984?~", "~?1984", "?~1984"])
def test_two_marks_in_any_order_are_both(text):
    assert str(parse(text)) == "1984%"


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
        assert not fault.meant or str(parse(fault.meant)) == fault.meant


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
    assert fault_in(text).hint == f"did you mean “{meant}”?"


@pytest.mark.parametrize(
    ("text", "what", "position"),
    [
        ("", "the date is empty", 0),
        ("2023-02-29", "there is no day 29 in 2023-02, which has 28 days", 8),
        ("2023-13", "month 13: months go from 01 to 12", 5),
        ("2023-01-01T25:00", "hour 25: hours go from 00 to 23", 11),
        ("2023-01-01T10:00:60", "second 60: seconds go from 00 to 59", 17),
        ("2023-01-01T10:00+20:00", "zone +20:00: offsets go from -18:00 to +18:00", 16),
        ("2023-01-01T10:00+05:60", "zone +05:60: offsets go from -18:00 to +18:00", 16),
        ("[2023-01, 2023-14]", "month 14: months go from 01 to 12", 15),
        ("2023/2022", "it ends (2022) before it starts (2023)", 0),
        ("2023/2024/2025", 'a date has at most one "/"', 9),
        ("../..", "neither end of the interval is a date", 0),
        ("[..]", "a range open at both ends says nothing", 1),
        ("[2023", "the set is not closed", 5),
        ("-0000-01-01", "there is no year -0000", 0),
        ("Y1E400", "the year 1E400 is too far away", 0),
        ("Y9E999999999999", "the year 9E999999999999 is too far away", 0),
        ("Y17E7-12", "a year with Y has no months", 6),
        ("Y1984", "only years of more than four digits have a Y", 0),
        ("1900-02-3X", "the calendar has no date like 1900-02-3X", 9),
        ("2001-42", "month 42: months go from 01 to 12", 5),
        ("2001-21-03", "a season or another group of months has no days", 8),
        ("156X-13", "month 13: months go from 01 to 12", 5),
        ("19XXS2", "a year has either significant digits or unknown ones", 2),
        ("1950S5", "S5: 1950 has 4 digits, of which 1 to 4 can count", 5),
        ("1950S0", "S0: 1950 has 4 digits, of which 1 to 4 can count", 5),
        ("1950S2-05", "a year with significant digits has no months", 7),
        ("2022-XX-01T10:00", "a date with unknown digits has no time of day", 5),
        ("{2001", "the set is not closed", 5),
        (
            "{1987-10..1988}",
            "from 1987-10 to 1988: a range of dates that are all meant has ends of the same precision",
            10,
        ),
        ("1985wtf", "“1985wtf” is not a date that can be read: “w” is not expected after “1985”", 4),
        ("1984??", "“1984??” is not a date that can be read: “?” is not expected after “1984?”", 5),
        ("2010/11", "“2010/11” is not a date that can be read: a year has four digits, not 2", 7),
        ("[1984,]", "“[1984,]” is not a date that can be read: a date is missing", 6),
        ("2022-08/2022-9", "“2022-08/2022-9” is not a date that can be read: “2022-9” ends too early", 14),
        (
            "Winter 2022/24",
            "“Winter 2022/24” is not a date that can be read: “W” is not expected at the beginning of a date",
            0,
        ),
        (
            "\uff12\uff10\uff12\uff12-09-01",
            "“\uff12\uff10\uff12\uff12-09-01” is not a date that can be read: "
            "“\uff12” is not expected at the beginning of a date",
            0,
        ),
        ("[1895..1900]/[1880..1885]", "it ends ([1880..1885]) before it starts ([1895..1900])", 0),
        ("[1880..1885]/1879", "it ends (1879) before it starts ([1880..1885])", 0),
        ("1901/[..1900]", "it ends ([..1900]) before it starts (1901)", 0),
        ("[1885..1880]/1900", "it ends (1880) before it starts (1885)", 1),
        ("1880/[1895..1900", "the set is not closed", 16),
        ("[1880..1885]x/1900", "“x” is not expected behind a set", 12),
        ("[1880..1885]/[1895..1900]/..", 'a date has at most one "/"', 25),
        ("1880/[1895..1900-13]", "month 13: months go from 01 to 12", 17),
        ("[..]/1900", "a range open at both ends says nothing", 1),
        ("1880/{1885,1890}", "all dates of a set can't be one end of an interval", 5),
        ("[1880,1885..1890]/1900", "an end of an interval is one of a single range, or one of some dates", 10),
        ("[]/1900", "“[]/1900” is not a date that can be read: a date is missing", 1),
        (
            "[1880..1885/1900]",
            "“[1880..1885/1900]” is not a date that can be read: “/” is not expected after “1885”",
            11,
        ),
        ("2016-12-31T23:59:61Z", "second 61: seconds go from 00 to 59", 17),
        ("2016-12-30T23:59:60Z", "second 60: seconds go from 00 to 59", 17),
        ("2016-12-31T23:59:60+01:00", "second 60: seconds go from 00 to 59", 17),
        ("199X-21", "a season, quarter, third or half is one of a year whose digits are all known", 5),
        ("2022-9", "“2022-9” is not a date that can be read: it ends too early", 6),
        (
            "2022-09-21T14:05Zulu",
            "“2022-09-21T14:05Zulu” is not a date that can be read: “u” is not expected after “2022-09-21T14:05Z”",
            17,
        ),
        ("Y20000000001", "the year 20000000001 is too far away", 0),
        ("Y" + "9" * 5000, f"the year {'9' * 40}… is too far away", 0),
    ],
)
def test_a_fault_is_named_at_its_place(text, what, position):
    fault = fault_in(text)
    assert (fault.what, fault.position) == (what, position)


@pytest.fixture(scope="session")
def facts():
    return json.loads((Path(__file__).parents[1] / "data" / "edtf.json").read_text("utf-8"))


def days_of(when: When) -> tuple[str | None, str | None]:
    """The first and last day that a time may touch, None where it is open."""
    last = math.nextafter(when.latest, -math.inf)
    return tuple(_day_text(bound) if abs(bound) < 1e300 else None for bound in (when.earliest, last))


def _day_text(seconds: float) -> str:
    year, month, day = calendar.civil_at(seconds)[:3]
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def test_dates_of_other_libraries_are_read(facts):
    texts = [fact["edtf"] for fact in facts if fact["valid"]]
    assert not [text for text in texts if fault_in(text)]
    assert len(texts) == 131


def test_dates_of_other_libraries_have_their_bounds(facts):
    bounded = [fact for fact in facts if "lower" in fact or "upper" in fact]
    found = {fact["edtf"]: days_of(When.from_edtf(fact["edtf"])) for fact in bounded}
    assert found == {fact["edtf"]: (fact.get("lower"), fact.get("upper")) for fact in bounded}


def test_dates_of_other_libraries_keep_their_meaning_when_written(facts):
    for text in (fact["edtf"] for fact in facts if fact["valid"]):
        assert parse(str(parse(text))) == parse(text)


def test_what_other_libraries_refuse_is_refused(facts):
    texts = [fact["edtf"] for fact in facts if not fact["valid"]]
    assert not [text for text in texts if fault_in(text) is None]


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


whole_parts = patterns().filter(
    lambda pattern: (
        pattern.known
        and not pattern.year.startswith("-")
        and all(part is None or part == "XX" or "X" not in part for part in (pattern.month, pattern.day))
        and (pattern.month, pattern.day) != ("02", "29")  # python-edtf takes it for a day of every year
    )
)


@given(whole_parts)
def test_unspecified_digits_have_the_bounds_that_python_edtf_gives_them(pattern):
    assert_agrees_with_the_oracle(str(replace(pattern, marks=Marks())))


@given(st.integers(0, 9998), st.sampled_from([group for group in GROUPS if group not in WINTERS_AND_SIDES]))
def test_seasons_quarters_thirds_and_halves_have_the_bounds_that_python_edtf_gives_them(year, group):
    assert_agrees_with_the_oracle(str(Date(year, group)))


@given(st.lists(plain_dates, min_size=2, max_size=4), st.sampled_from(["[{}]", "{{{}}}"]))
def test_sets_have_the_bounds_that_python_edtf_gives_them(members, form):
    ordered = sorted(members, key=Date.bounds)
    assume(ordered[-1].bounds()[1] == max(member.bounds()[1] for member in members))  # it takes the last for the latest
    assert_agrees_with_the_oracle(form.format(",".join(map(str, ordered))))


# Bounds of what is not all digits


@given(patterns())
def test_a_pattern_is_bounded_by_the_first_and_last_of_the_dates_that_fit(pattern):
    assume(pattern.known)
    first, last = (days_from(bound) for bound in pattern.bounds())
    assert fits(pattern, first)
    assert fits(pattern, last - 1)
    for beside in (*range(first - 40, first), *range(last, last + 40)):
        assert not fits(pattern, beside)


def days_from(seconds: float) -> int:
    return int(seconds // calendar.DAY)


def fits(pattern: DatePattern, day: int) -> bool:
    year, month, number = calendar.date_of_day(day)
    sign = "-" if year < 0 else ""
    wanted = (pattern.year.removeprefix("-"), pattern.month or "XX", pattern.day or "XX")
    given_digits = (f"{abs(year):04d}", f"{month:02d}", f"{number:02d}")
    return sign == ("-" if pattern.year.startswith("-") else "") and all(
        len(part) == len(digits) and all(x in ("X", digit) for x, digit in zip(part, digits, strict=True))
        for part, digits in zip(wanted, given_digits, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("190X-02-29", "1904-02-29", "1908-02-29"),
        ("1560-XX-31", "1560-01-31", "1560-12-31"),
        ("2023-0X-3X", "2023-01-30", "2023-09-30"),
        ("1984-1X", "1984-10-01", "1984-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("-00X9", "-0099-01-01", "-0009-12-31"),
        ("2010-24", "2010-12-01", "2011-02-28"),
        ("2010-29", "2010-09-01", "2010-11-30"),
        ("2010-30", "2010-12-01", "2011-02-28"),
        ("2010-31", "2010-03-01", "2010-05-31"),
        ("2010-32", "2010-06-01", "2010-08-31"),
        ("2010-36", "2010-10-01", "2010-12-31"),
        ("2010-39", "2010-09-01", "2010-12-31"),
        ("2010-41", "2010-07-01", "2010-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("1953S3", "1950-01-01", "1959-12-31"),
        ("-0044S1", "-0049-01-01", "-0040-12-31"),
        ("Y171010000S3", "171000000-01-01", "171999999-12-31"),
        ("Y-138E8S3", "-13899999999-01-01", "-13800000000-12-31"),
        ("XXXX-12-25", None, None),
    ],
)
def test_what_is_not_all_known_has_its_bounds(text, first, last):
    assert days_of(When.from_edtf(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2004-06~-11", "~", "~", ""),
        ("?2004-06-~11", "?", "", "~"),
        ("2004?-06-~11", "?", "", "~"),
        ("2004?-06-11~", "%", "~", "~"),
        ("2004-%06", "", "%", ""),
        ("2004-06-11%", "%", "%", "%"),
        ("2004?-~06~-11", "%", "~", ""),
    ],
)
def test_a_mark_counts_for_its_part_or_for_all_up_to_it(text, year, month, day):
    qualifiers = {"": Qualifier(), "~": Qualifier(True), "?": Qualifier(False, True), "%": Qualifier(True, True)}
    assert parse(text).marks == tuple(qualifiers[mark] for mark in (year, month, day))
