"""Offers for dates that people write."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.model.dates import dates, expressions, groups, patterns
from timeline_app.model.edtf import EdtfError, parse
from timeline_app.model.edtf.hints import explained, hint
from timeline_app.model.when import When, when_of
from timeline_app.model.words import when_words

MEANT = [
    # Days, months and years
    ("Sep 2022", "2022-09"),
    ("Tuesday, 28 February 2023", "2023-02-28"),
    ("Sept. 21st, 2022", "2022-09-21"),
    ("21-Sep-2022", "2022-09-21"),
    ("2022 September 21", "2022-09-21"),
    ("2022/9/1", "2022-09-01"),
    ("2022/13/01", "2022-01-13"),
    ("2022–09–21", "2022-09-21"),
    ("\uff12\uff10\uff12\uff12-09-01", "2022-09-01"),
    ("Tue 28 Feb 2023", "2023-02-28"),
    ("Thurs., 2 March 2023", "2023-03-02"),
    ("2023-02-28T9:30", "2023-02-28T09:30"),
    ("2023-W09-2", "2023-02-28"),
    ("2022.09.21.", "2022-09-21"),
    ("20220921", "2022-09-21"),
    ("21/09/2022", "2022-09-21"),
    ("09/21/2022", "2022-09-21"),
    ("05.05.2022", "2022-05-05"),
    ("9/2022", "2022-09"),
    ("1999-00-00", "1999"),
    ("“1984”", "1984"),
    ("2022-09-21 10:30 UTC", "2022-09-21T10:30Z"),
    ("21 September 2022, 14:05", "2022-09-21T14:05"),
    ("Fri Nov 22 1963 12:30:00 GMT-0600", "1963-11-22T12:30:00-06:00"),
    ("21 Sep 2022 14:05 UTC+2", "2022-09-21T14:05+02:00"),
    ("2022-09-21 14:05 GMT +5:30", "2022-09-21T14:05+05:30"),
    ("20220921T103000Z", "2022-09-21T10:30:00Z"),
    ("44 BC", "-0043"),
    ("15 March 44 BC", "-0043-03-15"),
    ("12,000 BCE", "Y-11999"),
    ("10000 BCE", "-9999"),
    ("AD 79", "0079"),
    ("476", "0476"),
    ("Y1984", "1984"),
    ("-12345", "Y-12345"),
    # Parts of years
    ("early March 2022", "[2022-03-01..2022-03-10~]"),
    ("mid-September 2022", "[2022-09-11~..2022-09-20~]"),
    ("late February 2023", "[2023-02-21~..2023-02-28]"),
    ("mid-2022", "[2022-05~..2022-08~]"),
    ("late 2022", "[2022-09~..2022-12]"),
    ("spring 2001", "2001-21"),
    ("Winter 2010", "2010-24"),
    ("winter 2010–11", "2010-24"),
    ("fall of 1989", "1989-23"),
    ("Q1 2022", "2022-33"),
    ("2022 Q1", "2022-33"),
    ("2022-Q1", "2022-33"),
    ("third quarter of 2022", "2022-35"),
    ("first half of 2022", "2022-40"),
    ("H1 2022", "2022-40"),
    ("last third of 2022", "2022-39"),
    # Decades, centuries, millennia
    ("the 1990s", "199X"),
    ("late 1990s", "[1997~..1999]"),
    ("mid-1990s", "[1994~..1996~]"),
    ("19th century", "18XX"),
    ("20th c.", "19XX"),
    ("1st century", "[0001..0100]"),
    ("3rd century BC", "-02XX"),
    ("1st century BC", "[-0099..0000]"),
    ("early 19th century", "[1801..1833~]"),
    ("first half of the 19th century", "[1801..1850]"),
    ("4th millennium BCE", "-3XXX"),
    # Years ago
    ("66 million years ago", "Y-66000000S2~"),
    ("13.8 billion years ago", "Y-13800000000S3~"),
    ("1 billion years ago", "Y-1000000000~"),
    ("66 Ma", "Y-66000000S2~"),
    ("12,000 years ago", "-9999~"),
    ("12 ka", "-9999~"),
    # Small letters and older drafts
    ("156u", "156X"),
    ("156x", "156X"),
    ("19XX-xx", "19XX-XX"),
    ("2004-06-uu", "2004-06-XX"),
    ("199-", "199X"),
    ("199?", "199X"),
    ("1950s2", "1950S2"),
    ("y-17e7", "Y-170000000"),
    ("2004/open", "2004/.."),
    ("2004/unknown", "2004/"),
    ("unknown/2004", "/2004"),
    ("(2011)-06-04~", "2011-~06-~04"),
    ("2022-09-01/05", "2022-09-01/2022-09-05"),
    # Qualified
    ("circa 1984", "1984~"),
    ("c. 1984", "1984~"),
    ("ca. September 1984", "1984-09~"),
    ("about the 1560s", "156X~"),
    ("Sep 2022?", "2022-09?"),
    ("perhaps Sep 2022", "2022-09?"),
    ("Sep 2022 (?)", "2022-09?"),
    # Limits, spans and lists
    ("by Sep 2022", "[..2022-09]"),
    ("before 1984", "[..1983]"),
    ("before March 2022", "[..2022-02]"),
    ("after 2022", "[2023..]"),
    ("after 28 February 2023", "[2023-03-01..]"),
    ("1984 or later", "[1984..]"),
    ("since May 2022", "2022-05/.."),
    ("2004 to present", "2004/.."),
    ("until 2004", "/2004"),
    ("between Sep 2022 and Oct 2022", "[2022-09..2022-10]"),
    ("between 26 and 28 February 2023", "[2023-02-26..2023-02-28]"),
    ("between the 1560s and the 1580s", "[156X..158X]"),
    ("Sep 2022 to Oct 2022", "2022-09/2022-10"),
    ("September–December 2022", "2022-09/2022-12"),
    ("26–28 February 2023", "2023-02-26/2023-02-28"),
    ("2022-02-24–2022-03-01", "2022-02-24/2022-03-01"),
    ("2022-02-2022-03", "2022-02/2022-03"),
    ("2023-W09", "2023-02-27/2023-03-05"),
    ("2020-W53", "2020-12-28/2021-01-03"),
    ("between 400 and 301 BCE", "[-0399..-0300]"),
    ("2022–2023", "2022/2023"),
    ("1984-85", "1984/1985"),
    ("2022 or 2023", "[2022,2023]"),
    ("1984, 1985 or 1986", "[1984,1985,1986]"),
    ("from between 1880 and 1885 to between 1895 and 1900", "[1880..1885]/[1895..1900]"),
    ("between 1880 and 1885 until 1895 or later", "[1880..1885]/[1895..]"),
    ("from 1885 or earlier to 1900", "[..1885]/1900"),
    ("since between 1880 and 1885", "[1880..1885]/.."),
    ("from between 1 and 5 May to 12 May 2023", "[2023-05-01..2023-05-05]/2023-05-12"),
    ("[1880..1885] / [1895..1900]", "[1880..1885]/[1895..1900]"),
    ("1880..1885/1895..1900", "[1880..1885]/[1895..1900]"),
    ("1880..1885/1895..", "[1880..1885]/[1895..]"),
    ("..1885/1895..1900", "[..1885]/[1895..1900]"),
    ("[1880..1885/1900]", "[1880..1885]/1900"),
    ("5 or 6 May 2004", "[2004-05-05,2004-05-06]"),
    ("1960 and 1962", "{1960,1962}"),
]


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_a_date_in_other_words_is_asked_about(text, meant):
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert (caught.value.hint, caught.value.meant) == (f"did you mean “{meant}”?", meant)
    assert str(parse(meant)) == meant


@pytest.mark.parametrize(
    ("text", "what", "position", "advice"),
    [
        ("31 June 2023", "there is no 31 June", 0, "June has 30 days"),
        ("30 Feb 2022", "there is no 30 February", 0, "February of that year has 28 days"),
        ("Feb. 29, 2023", "29 February is a day of leap years alone", 5, "February of that year has 28 days"),
        ("31/06/2023", "there is no 31 June", 0, "June has 30 days"),
        ("06/31/2023", "there is no 31 June", 3, "June has 30 days"),
        ("2023/02/30", "there is no 30 February", 8, "February of that year has 28 days"),
    ],
)
def test_a_day_that_the_calendar_lacks_is_what_is_wrong(text, what, position, advice):
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert (caught.value.what, caught.value.position, caught.value.hint) == (what, position, advice)
    assert caught.value.meant == ""


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("05/09/2022", "write 2022-09-05 if you mean 5 September, 2022-05-09 if you mean 9 May"),
        ("2010/11", "write 2010-11 if you mean November 2010, 2010/2011 if you mean 2010 to 2011"),
        ("1900s", "write 19XX for 1900 to 1999, 190X for 1900 to 1909"),
        ("44985", "did you mean “2023-02-28”, day 44985 of a spreadsheet? write “Y44985” for the year 44985"),
        ("202209", "did you mean “2022-09”? write “Y202209” for the year 202209"),
        ("-44", "write -0043 for 44 BCE, -0044 for 45 BCE"),
    ],
)
def test_where_a_date_may_be_either_of_two_both_are_offered(text, advice):
    assert hint(text) == (advice, "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("March", "add the year: in 2022 it is written “2022-03”"),
        ("Early March", "add the year: in 2022 it is written “[2022-03-01..2022-03-10~]”"),
        ("21 Sep", "add the year: in 2022 it is written “2022-09-21”"),
        ("21 September", "add the year: in 2022 it is written “2022-09-21”"),
    ],
)
def test_a_date_without_a_year_is_told_that_it_needs_one(text, advice):
    assert hint(text) == (advice, "")
    with pytest.raises(EdtfError) as refused:
        When.from_edtf(text)
    fault = explained(text, refused.value)
    assert (fault.what, fault.hint) == ("the year is missing", advice)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("28 Feb 23", "write the year with four digits, 1923 or 2023 or another that ends in 23"),
        ("99999", "write “Y99999” for the year 99999"),
        ("0000-00-00", "leave the date out where there is none"),
        ("84", "write the year with four digits, like 1984 or 0084"),
        ("21/09/22", "write the year with four digits, then month and day, like 2022-09-21"),
        ("on Tuesday", "write the date that is meant, and the source's own words as “stated”"),
        ("earlier this week", "write the date that is meant, and the source's own words as “stated”"),
        ("n.d.", "leave the date out where there is none"),
        ("unknown", "leave the date out where there is none"),
    ],
)
def test_where_no_date_can_be_offered_it_is_said_what_is_missing(text, advice):
    assert hint(text) == (advice, "")


@pytest.mark.parametrize(
    "text",
    [
        "Marathon 2022",
        "2023 to 2022",
        "H3 2022",
        "500 years ago",
        "",
        "99/99/2022",
        "1667 or 1668 to 1670",
        "1667/1660..1665",
        "..1885/the war",
        "x" * 10**6,
        "in " * 20,
    ],
)
def test_where_nothing_can_be_guessed_nothing_is_offered(text):
    assert hint(text) == ("", "")


def offered(text: str) -> str:
    """The EDTF that a hint offers, or ""."""
    return hint(text).meant


PIECES = (
    "1984 2022-09 9 21 0 44 66 the of in by or and to - / . , ? ~ ( ) about c. between from until before early late "
    "mid- first 3rd century half quarter Q1 spring winter Sept March BC AD million years ago s x u X Y E S open 12:30"
).split()


@given(
    st.text("0123456789-/. abcdefjlmnoprstuyvxBC?~", max_size=20)
    | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
)
def test_what_is_offered_is_canonical(text):
    if offer := offered(text):
        assert str(parse(offer)) == offer


@given(expressions.map(str))
@example("[..0000-21]/[0000,0000]")
def test_what_can_be_read_gets_no_offer(text):
    assert offered(text) == ""


near = st.integers(-3000, 9999)


@given(dates(near, clock=False) | groups | patterns() | expressions)
def test_what_is_offered_for_our_own_words_means_the_same(expression):
    when = when_of(expression)
    words = when_words(when)
    offer = "" if "ago" in words else offered(words)
    if offer:
        meant = When.from_edtf(offer)
        assert str((meant.earliest, meant.latest)) == str((when.earliest, when.latest))


@given(dates(near, clock=False))
def test_our_own_words_for_plain_dates_are_understood(date):
    words = when_words(when_of(date))
    assert offered(words) == str(date) or len(set(date.marks)) > 1 or len(words) > 60 or " CE" in words
