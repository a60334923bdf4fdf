import math
import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import expressions, patterns
from timeline_app.model import calendar
from timeline_app.model.edtf import Precision
from timeline_app.model.edtf.dates import NO_MARKS
from timeline_app.model.when import When, is_date, when_of
from timeline_app.model.words import (
    date_words,
    day_words,
    last_day_words,
    month_name,
    unit_words,
    weekday_name,
    when_words,
    year_words,
)

whens = expressions.map(when_of)
YEARS_TOLD = re.compile(r"(?:in the |between )?(\d+)(?: BCE)?(?:s$|–| – | and )?(\d*)")
NOTATION = re.compile(r"X|S\d|[~?%/\[\]{}]|\.\.|T\d|None|[ ,;] *$|^ |  | ,")
MONTHS = "January February March April May June July August September October November December".split()

EXAMPLES = [
    # Years
    ("1984", "in 1984", "1984"),
    ("0079", "in 79 CE", "79 CE"),
    ("-0043", "in 44 BCE", "44 BCE"),
    ("0000", "in 1 BCE", "1 BCE"),
    ("Y-11999", "in 12,000 BCE", "12,000 BCE"),
    ("Y12345", "in 12,345 CE", "12,345 CE"),
    ("Y170000002", "in 170,000,002 CE", "170,000,002 CE"),
    ("Y-66000000", "66 million years ago", "66 million years ago"),
    ("Y-13787000000", "13.787 billion years ago", "13.787 billion years ago"),
    ("Y-300000", "300,000 years ago", "300,000 years ago"),
    ("Y-315000", "in 315,001 BCE", "315,001 BCE"),
    ("1950S2", "estimated 1950, between 1900 and 1999", "est. 1950, 1900–1999"),
    (
        "Y-66000000S2",
        "estimated 66 million years ago, between 66 and 67 million years ago",
        "est. 66 million years ago",
    ),
    (
        "Y-13787000000S5",
        "estimated 13.787 billion years ago, between 13.787 and 13.788 billion years ago",
        "est. 13.787 billion years ago",
    ),
    ("-0950S1", "estimated 951 BCE, between 1000 and 901 BCE", "est. 951 BCE, 1000–901 BCE"),
    # Months
    ("2022-09", "in September 2022", "Sep 2022"),
    ("2022-09~", "about September 2022", "about Sep 2022"),
    ("-0043-03", "in March 44 BCE", "Mar 44 BCE"),
    ("2001-21", "spring 2001", "spring 2001"),
    ("2010-24", "winter 2010–11", "winter 2010–11"),
    ("1999-24", "winter 1999–2000", "winter 1999–2000"),
    ("-0043-24", "winter 44–43 BCE", "winter 44–43 BCE"),
    ("0000-24", "winter 1 BCE – 1 CE", "winter 1 BCE – 1 CE"),
    ("2001-25", "spring 2001 (northern hemisphere)", "spring 2001 (northern)"),
    ("2010-30", "summer 2010–11 (southern hemisphere)", "summer 2010–11 (southern)"),
    ("2022-33", "in the first quarter of 2022", "Q1 2022"),
    ("2022-38", "in the second third of 2022", "second third of 2022"),
    ("2022-41", "in the second half of 2022", "second half of 2022"),
    # Days
    ("2023-02-28", "Tuesday 28 February 2023", "28 Feb 2023"),
    ("-0043-03-15?", "15 March 44 BCE, uncertain", "15 Mar 44 BCE, uncertain"),
    ("1582-10-14", "14 October 1582", "14 Oct 1582"),
    ("1582-10-15", "Friday 15 October 1582", "15 Oct 1582"),
    ("2023-02-28T12:00", "Tuesday 28 February 2023, 12:00", "28 Feb 2023, 12:00"),
    ("2022-09-21T14:05+05:30", "Wednesday 21 September 2022, 14:05 UTC+5:30", "21 Sep 2022, 14:05 UTC+5:30"),
    ("2022-09-21T14:05:01Z", "Wednesday 21 September 2022, 14:05:01 UTC", "21 Sep 2022, 14:05:01 UTC"),
    (
        "2022-09-21T14:05:01.50-03:30",
        "Wednesday 21 September 2022, 14:05:01.50 UTC−3:30",
        "21 Sep 2022, 14:05:01.50 UTC−3:30",
    ),
    # Marks
    ("1984~", "about 1984", "about 1984"),
    ("1984?", "1984, uncertain", "1984, uncertain"),
    ("1984%", "about 1984, uncertain", "about 1984, uncertain"),
    ("156X~", "about the 1560s", "about 1560s"),
    ("15XX?", "some time in 1500–1599, uncertain", "between 1500 and 1599, uncertain"),
    ("2022-33~", "the first quarter of 2022, approximate", "Q1 2022, approximate"),
    (
        "1950S2%",
        "estimated 1950, between 1900 and 1999, approximate and uncertain",
        "est. 1950, 1900–1999, approximate and uncertain",
    ),
    ("2004?-06-~11", "11 June 2004, year uncertain, day approximate", "11 Jun 2004, year uncertain, day approximate"),
    ("2004-06~-11", "11 June 2004, year and month approximate", "11 Jun 2004, year and month approximate"),
    ("2001?-21", "spring 2001, year uncertain", "spring 2001, year uncertain"),
    ("2001-?33", "the first quarter of 2001, quarter uncertain", "Q1 2001, quarter uncertain"),
    (
        "2004%-06-11~",
        "11 June 2004, year approximate and uncertain, month and day approximate",
        "11 Jun 2004, year approximate and uncertain, month and day approximate",
    ),
    # Unknown digits
    ("156X", "in the 1560s", "1560s"),
    ("15XX", "between 1500 and 1599", "between 1500 and 1599"),
    ("150X", "between 1500 and 1509", "between 1500 and 1509"),
    ("1XXX", "between 1000 and 1999", "between 1000 and 1999"),
    ("001X", "between 10 and 19 CE", "between 10 and 19 CE"),
    ("000X", "between 1 BCE and 9 CE", "between 1 BCE and 9 CE"),
    ("-000X", "between 10 and 2 BCE", "between 10 and 2 BCE"),
    ("-004X", "between 50 and 41 BCE", "between 50 and 41 BCE"),
    ("-00X0", "in one of the years 91–11 BCE, ending in 1", "one of the years 91–11 BCE, ending in 1"),
    (
        "X000",
        "in one of the years 1 BCE – 9000 CE, those CE ending in 000",
        "one of the years 1 BCE – 9000 CE, those CE ending in 000",
    ),
    (
        "0X00",
        "in one of the years 1 BCE – 900 CE, those CE ending in 00",
        "one of the years 1 BCE – 900 CE, those CE ending in 00",
    ),
    (
        "00X0",
        "in one of the years 1 BCE – 90 CE, those CE ending in 0",
        "one of the years 1 BCE – 90 CE, those CE ending in 0",
    ),
    (
        "XX00-01-01",
        "1 January, in one of the years 1 BCE – 9900 CE, those CE ending in 00",
        "1 Jan, in one of the years 1 BCE – 9900 CE, those CE ending in 00",
    ),
    ("190X-02-29", "29 February, in one of the years 1904–1908", "29 Feb, in one of the years 1904–1908"),
    ("1X99", "in one of the years 1099–1999, ending in 99", "one of the years 1099–1999, ending in 99"),
    ("-0X99", "in one of the years 1000–100 BCE, ending in 00", "one of the years 1000–100 BCE, ending in 00"),
    (
        "1X9X",
        "in one of the years 1090–1999, some digits not known",
        "one of the years 1090–1999, some digits not known",
    ),
    ("XXXX", "year not known", "year not known"),
    ("-XXXX", "a year BCE, not known which", "a year BCE, not known which"),
    ("1999-XX", "some month in 1999", "some month in 1999"),
    ("1984-1X", "October, November or December 1984", "Oct, Nov or Dec 1984"),
    ("1984-X2-30", "30 December 1984", "30 Dec 1984"),
    ("1984-0X", "some month from January to September in 1984", "some month from Jan to Sep in 1984"),
    ("2004-05-XX", "some day in May 2004", "some day in May 2004"),
    ("1999-XX-XX", "some day in 1999", "some day in 1999"),
    ("2004-05-1X", "between 10 and 19 May 2004", "between 10 and 19 May 2004"),
    ("2004-05-X1", "1, 11, 21 or 31 May 2004", "1, 11, 21 or 31 May 2004"),
    ("1984-1X-XX", "some day in October, November or December 1984", "some day in Oct, Nov or Dec 1984"),
    ("1984-1X-25", "day 25 of October, November or December in 1984", "day 25 of Oct, Nov or Dec in 1984"),
    ("1984-XX-25", "day 25 of some month in 1984", "day 25 of some month in 1984"),
    ("1984-XX-0X", "a day between 1 and 9 of some month in 1984", "a day between 1 and 9 of some month in 1984"),
    (
        "1984-0X-25",
        "day 25 of some month from January to September in 1984",
        "day 25 of some month from Jan to Sep in 1984",
    ),
    ("156X-12", "December, in one of the years 1560–1569", "Dec, in one of the years 1560–1569"),
    ("156X-12-25", "25 December, in one of the years 1560–1569", "25 Dec, in one of the years 1560–1569"),
    (
        "15XX-12-XX",
        "some day in December, in one of the years 1500–1599",
        "some day in Dec, in one of the years 1500–1599",
    ),
    ("1XXX-XX", "some month, in one of the years 1000–1999", "some month, in one of the years 1000–1999"),
    (
        "1X99-12-25",
        "25 December, in one of the years 1099–1999, ending in 99",
        "25 Dec, in one of the years 1099–1999, ending in 99",
    ),
    (
        "1X9X-05",
        "May, in one of the years 1090–1999, some digits not known",
        "May, in one of the years 1090–1999, some digits not known",
    ),
    ("XXXX-12-25", "25 December, year not known", "25 Dec, year not known"),
    ("-XXXX-12-25", "25 December, in a year BCE, not known which", "25 Dec, in a year BCE, not known which"),
    # Intervals
    ("2023-02-26/2023-02-28", "from 26 to 28 February 2023", "26–28 Feb 2023"),
    ("2023-02-26/2023-03-02", "from 26 February to 2 March 2023", "26 Feb – 2 Mar 2023"),
    ("2022-09/2022-12", "from September to December 2022", "Sep – Dec 2022"),
    ("2022-09/2023-01", "from September 2022 to January 2023", "Sep 2022 – Jan 2023"),
    ("1984/2004", "from 1984 to 2004", "1984 – 2004"),
    ("1984?/2004%", "from 1984 (uncertain) to about 2004 (uncertain)", "1984 (uncertain) – about 2004 (uncertain)"),
    (
        "2022-02-24/2022-06-30?",
        "from 24 February 2022 to 30 June 2022 (uncertain)",
        "24 Feb 2022 – 30 Jun 2022 (uncertain)",
    ),
    ("1984?/..", "from 1984 (uncertain), ongoing", "from 1984 (uncertain), ongoing"),
    (
        "2004?-06-~11/2005",
        "from 11 June 2004 (year uncertain, day approximate), to 2005",
        "11 Jun 2004 (year uncertain, day approximate) – 2005",
    ),
    ("2022-40/..", "from the first half of 2022, ongoing", "from the first half of 2022, ongoing"),
    ("2022-33/2022-40", "from the first quarter of 2022 to the first half of 2022", "Q1 2022 – first half of 2022"),
    ("156X/..", "from the 1560s, ongoing", "from the 1560s, ongoing"),
    ("2023-02-28/2023-02-28", "during 28 February 2023", "during 28 Feb 2023"),
    ("2020-34/2020-34", "during the second quarter of 2020", "during the second quarter of 2020"),
    (
        "2023-02-28T10:30Z/2023-02-28T11:45Z",
        "28 February 2023, 10:30 to 11:45 UTC",
        "28 Feb 2023, 10:30–11:45 UTC",
    ),
    (
        "2023-02-28T10:30Z/2023-02-28T11:45+01:00",
        "from 28 February 2023, 10:30 UTC, to 28 February 2023, 11:45 UTC+1",
        "28 Feb 2023, 10:30 UTC – 28 Feb 2023, 11:45 UTC+1",
    ),
    ("-0399/-0300", "from 400 to 301 BCE", "400 – 301 BCE"),
    ("2022-02-24/..", "from 24 February 2022, ongoing", "from 24 Feb 2022, ongoing"),
    ("2004-06-01/", "from 1 June 2004, end unknown", "from 1 Jun 2004, end unknown"),
    ("../2006", "until 2006, start not given", "until 2006, start not given"),
    ("/2006", "until 2006, start unknown", "until 2006, start unknown"),
    ("2004-06-XX/2004-07-03", "from some day in June 2004 to 3 July 2004", "some day in Jun 2004 – 3 Jul 2004"),
    (
        "15XX/16XX",
        "from some time in 1500–1599 to some time in 1600–1699",
        "between 1500 and 1599 – between 1600 and 1699",
    ),
    ("-0049/0014", "from 50 BCE to 14 CE", "50 BCE – 14 CE"),
    (
        "[1880..1885]/[1895..1900]",
        "from between 1880 and 1885 to between 1895 and 1900",
        "between 1880 and 1885 – between 1895 and 1900",
    ),
    ("[..1885]/1900", "from 1885 or earlier to 1900", "1885 or earlier – 1900"),
    ("1880/[1895..]", "from 1880 to 1895 or later", "1880 – 1895 or later"),
    ("[1880,1885]/1900", "from 1880 or 1885 to 1900", "1880 or 1885 – 1900"),
    ("[1880..1885]/..", "from between 1880 and 1885, ongoing", "from between 1880 and 1885, ongoing"),
    ("/[1895..1900]", "until between 1895 and 1900, start unknown", "until between 1895 and 1900, start unknown"),
    (
        "2022-02-24/[..2023-02-28]",
        "from 24 February 2022 to 28 February 2023 or earlier",
        "24 Feb 2022 – 28 Feb 2023 or earlier",
    ),
    ("[1880,1881,1885]/1900", "from 1880, 1881 or 1885, to 1900", "1880, 1881 or 1885 – 1900"),
    ("[1880?,1885]/1900", "from 1880 (uncertain); or 1885, to 1900", "1880 (uncertain); or 1885 – 1900"),
    # One of
    ("[1984]", "in 1984", "1984"),
    ("[..2023-02-28]", "by 28 February 2023", "by 28 Feb 2023"),
    ("[2023-02-28..]", "28 February 2023 or later", "28 Feb 2023 or later"),
    ("[2023-02-26..2023-02-28]", "between 26 and 28 February 2023", "between 26 and 28 Feb 2023"),
    ("[1984..1984~]", "1984 or a little later", "1984 or a little later"),
    ("[1984~..1984]", "1984 or a little earlier", "1984 or a little earlier"),
    ("[1667,1760-12]", "1667 or December 1760", "1667 or Dec 1760"),
    ("[1667,1668,1670..1672]", "1667; 1668; or 1670 to 1672", "1667; 1668; or 1670 to 1672"),
    ("[1667,1668..1670]", "1667; or 1668 to 1670", "1667; or 1668 to 1670"),
    ("[1984..1984]", "in 1984", "1984"),
    ("[..2022-03]", "March 2022 or earlier", "Mar 2022 or earlier"),
    ("[..1602]", "1602 or earlier", "1602 or earlier"),
    (
        "[Y-13807000000..Y-13767000000]",
        "between 13.807 and 13.767 billion years ago",
        "between 13.807 and 13.767 billion years ago",
    ),
    ("[-0399..-0300]", "between 400 and 301 BCE", "between 400 and 301 BCE"),
    (
        "[2023-02-28T10:30..2023-02-28T11:45]",
        "28 February 2023, between 10:30 and 11:45",
        "28 Feb 2023, between 10:30 and 11:45",
    ),
    ("[1667?,1668]", "1667 (uncertain); or 1668", "1667 (uncertain); or 1668"),
    ("[1760-01,1760-12..]", "January 1760; or December 1760 or later", "Jan 1760; or Dec 1760 or later"),
    ("[..1760-12-03,1762]", "by 3 December 1760; or 1762", "by 3 Dec 1760; or 1762"),
    ("[1984?..2004]", "between 1984 (uncertain) and 2004", "between 1984 (uncertain) and 2004"),
    # All of
    ("{1960}", "in 1960", "1960"),
    ("{1960,1961-12}", "1960 and December 1961", "1960 and Dec 1961"),
    (
        "{1667,1668,1670..1672}",
        "in 1667, 1668 and each year from 1670 to 1672",
        "1667, 1668 and each year from 1670 to 1672",
    ),
    ("{1960-05..1960-08}", "each month from May to August 1960", "each month from May to Aug 1960"),
    ("{2001-21..2003-23}", "all dates from spring 2001 to autumn 2003", "all dates from spring 2001 to autumn 2003"),
    (
        "{..1983-12-31,1984-10-10..1984-11-01}",
        "each day up to 31 December 1983; and each day from 10 October to 1 November 1984",
        "each day up to 31 Dec 1983; and each day from 10 Oct to 1 Nov 1984",
    ),
    ("{1960,1962..}", "1960; and each year from 1962 on", "1960; and each year from 1962 on"),
    (
        "{2020-01..2020-03,2021}",
        "each month from January to March 2020; and 2021",
        "each month from Jan to Mar 2020; and 2021",
    ),
    ("{1960~,1962}", "about 1960; and 1962", "about 1960; and 1962"),
]


@pytest.mark.parametrize(("text", "words", "short"), EXAMPLES)
def test_times_are_said_as_a_person_would_write_them(text, words, short):
    when = When.from_edtf(text)
    assert when_words(when) == words
    assert when_words(when, short=True) == short


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-09", "September 2022"),
        ("1984", "1984"),
        ("2023-02-28", "Tuesday 28 February 2023"),
        ("156X", "the 1560s"),
        ("2022-40", "the first half of 2022"),
        ("15XX", "some time in 1500–1599"),
        ("{1960,1962}", "1960 and 1962"),
        ("[..2023-02-28]", "by 28 February 2023"),
    ],
)
def test_a_time_can_stand_behind_other_words(text, words):
    assert date_words(When.from_edtf(text)) == words


@given(whens)
def test_no_notation_shows_in_what_is_said(when):
    for words in (when_words(when), when_words(when, short=True), date_words(when)):
        assert words
        assert not NOTATION.search(words)


@given(expressions.map(str), st.data())
def test_a_time_with_another_digit_has_other_words(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    other = text[:place] + data.draw(st.sampled_from("0123456789X~?")) + text[place + 1 :]
    if is_date(other):
        one, two = When.from_edtf(text), When.from_edtf(other)
        assert bounds(one) == bounds(two) or when_words(one) != when_words(two)


def test_no_two_times_of_different_bounds_have_the_same_words():
    said = {}
    for text in filter(is_date, every_form()):
        when = When.from_edtf(text)
        other = said.setdefault(when_words(when), when)
        assert bounds(when) == bounds(other), (text, other.edtf, when_words(when))
    assert len(said) > 5000


def bounds(when: When) -> list[float | None]:
    return [None if math.isnan(bound) else bound for bound in (*when.start, *when.end)]


@given(patterns().filter(lambda pattern: pattern.known and "X" in pattern.year))
def test_the_first_and_last_year_in_the_words_are_those_of_the_bounds(pattern):
    earliest, latest = (calendar.civil_at(bound).year for bound in pattern.bounds())
    last = latest - (pattern.bounds()[1] == calendar.seconds_at(latest))
    words = when_words(when_of(replace(pattern, marks=NO_MARKS)))
    told = YEARS_TOLD.match(re.sub(r"(\d),(\d)", r"\1\2", words.split("one of the years ")[-1]))
    first_told, last_told = int(told[1]), int(told[2] or int(told[1]) + 9)
    assert first_told == (earliest if earliest > 0 else 1 - earliest)
    assert last_told == (last if last > 0 else 1 - last)


@pytest.mark.parametrize("text", ["XX00", "X000", "0X00", "00X0", "-00X0", "-0X00", "-X000", "1X99", "-0X99", "-XX09"])
def test_every_year_that_fits_ends_as_the_words_say(text):
    ending = re.search(r"ending in (\d+)", when_words(When.from_edtf(text)))[1]
    form = re.compile(text.replace("X", r"\d"))
    fitting = [year for year in range(-9999, 10000) if form.fullmatch(f"{year:05d}" if year < 0 else f"{year:04d}")]
    assert fitting
    assert all(str(year if year > 0 else 1 - year).zfill(4).endswith(ending) for year in fitting if year or text < "0")


YEARS = ["-0100", "-0010", "-0001", "0000", "0001", "0009", "0010", "0099", "0100", "1500", "1560", "1999", "2000"]
PATTERNS = [
    "200X",
    "20XX",
    "00X0",
    "-00X0",
    "XX00",
    "0X00",
    "-0X00",
    "2XXX",
    "XXXX",
    "-XXXX",
    "-000X",
    "000X",
    "-00XX",
    "2X00",
    "X000",
    "2X0X",
    "150X",
    "-1X00",
]
FAR = ["Y-66000000", "Y-66000000S1", "Y-66000000S2", "Y-66000001", "Y-65999999", "Y-13787000000", "Y-13787000000S5"]
ROUND = [
    "Y-100000",
    "Y-100000S1",
    "Y-100001",
    "Y-1000000000",
    "Y100000",
    "Y12000",
    "Y-12000",
    "1950S1",
    "1950S2",
    "1950S3",
]
MONTH_FORMS = ["", *(f"-{month:02d}" for month in range(1, 42)), "-XX", "-0X", "-1X", "-X1", "-X0"]
DAY_FORMS = ["", "-01", "-10", "-28", "-29", "-30", "-31", "-XX", "-0X", "-1X", "-2X", "-3X", "-X1", "-X9", "-X0"]
ENDS = [
    "1984",
    "1984~",
    "1984?",
    "198X",
    "19XX",
    "1984-06",
    "1984-06-XX",
    "1984-06-01",
    "1984-06-09",
    "1985-06",
    "1984-21",
]
FRAMES = ["{0}/{1}", "{0}/", "{0}/..", "/{0}", "../{0}", "[{0},{1}]", "[{0}..{1}]", "[{0}..]", "[..{0}]", "{{{0},{1}}}"]
SETS = ["{{{0}..{1}}}", "{{{0}..}}", "{{..{0}}}", "[{0},{1}..]", "[..{0},{1}]", "{{{0}..{1},1990}}", "[{0}..{1},1990]"]
SETS += ["[{0}..{1}]/1990", "[{0},{1}]/1990", "1970/[{0}..{1}]", "[..{0}]/1990", "1970/[{0}..]", "[{0}..]/[..{1}]"]


def every_form():
    """Texts that may be taken for each other; some are no dates."""
    yield from (*FAR, *ROUND)
    yield from map("".join, product([*YEARS, *PATTERNS], MONTH_FORMS, DAY_FORMS))
    yield from (frame.format(*ends) for frame in (*FRAMES, *SETS) for ends in product([*ENDS, *FAR[:2]], repeat=2))
    yield from (
        f"2022-09-21T14:05{second}{zone}" for second in ("", ":01", ":01.0", ":01.50") for zone in ("Z", "+05:30")
    )


# Days, units and names


@given(st.integers(-(10**8), 10**8))
def test_the_last_day_before_midnight_is_the_day_that_ends_there(number):
    assert last_day_words((number + 1) * calendar.DAY) == day_words(number * calendar.DAY)


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.SECOND, "21 September 2022"),
        (Precision.DAY, "21 September 2022"),
        (Precision.MONTH, "September 2022"),
        (Precision.YEAR, "2022"),
        (Precision.CENTURY, "2022"),
    ],
)
def test_a_time_is_said_in_no_finer_a_unit_than_it_is_known_to(precision, words):
    assert unit_words(calendar.seconds_at(2022, 9, 21), precision) == words


def test_months_and_weekdays_have_long_and_short_names():
    assert [month_name(number) for number in range(1, 13)] == MONTHS
    assert [month_name(number, short=True) for number in range(1, 13)] == [name[:3] for name in MONTHS]
    assert [weekday_name(0), weekday_name(0, short=True)] == ["Thursday", "Thu"]


@pytest.mark.parametrize(("year", "words"), [(1984, "1984"), (79, "79"), (0, "1 BCE"), (-11999, "12,000 BCE")])
def test_years_are_said_without_a_year_0(year, words):
    assert year_words(year) == words
