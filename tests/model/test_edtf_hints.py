"""Offers for dates that people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model.edtf import EdtfError, parse
from timeline_app.model.edtf_hints import hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sep 2022", "2022-09"),
        ("Tuesday, 28 February 2023", "2023-02-28"),
        ("Sept. 21st, 2022", "2022-09-21"),
        ("2022/9/1", "2022-09-01"),
        ("20220921", "2022-09-21"),
        ("21/09/2022", "2022-09-21"),
        ("09/21/2022", "2022-09-21"),
        ("05.05.2022", "2022-05-05"),
        ("9/2022", "2022-09"),
        ("2022-09-21 10:30 UTC", "2022-09-21T10:30Z"),
        ("early March 2022", "[2022-03-01..2022-03-10]"),
        ("late February 2023", "[2023-02-21..2023-02-28]"),
        ("mid-2022", "[2022-05..2022-08]"),
        ("winter 2022", "[2022-12..2023-02]"),
        ("the 1990s", "[1990..1999]"),
        ("19XX", "[1900..1999]"),
        ("2022-XX", "2022"),
        ("44 BC", "-0043"),
        ("AD 79", "0079"),
        ("476", "0476"),
        ("circa 1984", "1984~"),
        ("Sep 2022?", "2022-09?"),
        ("by Sep 2022", "[..2022-09]"),
        ("after 2022", "[2022..]"),
        ("since May 2022", "2022-05/.."),
        ("between Sep 2022 and Oct 2022", "[2022-09..2022-10]"),
        ("Sep 2022 to Oct 2022", "2022-09/2022-10"),
        ("2022–2023", "2022/2023"),
        ("2022 or 2023", "[2022,2023]"),
    ],
)
def test_a_date_in_other_words_is_asked_about(text, meant):
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert caught.value.hint == f"did you mean {meant}?"
    assert str(parse(meant)) == meant


def test_where_day_and_month_may_be_either_both_are_offered():
    assert hint("05/09/2022") == "write 2022-09-05 if you mean 5 September, 2022-05-09 if you mean 9 May"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("March", "add the year: “March 2022” is written 2022-03"),
        ("early March", "add the year: “early March 2022” is written [2022-03-01..2022-03-10]"),
        ("21 Sep", "add the year: “21 Sep 2022” is written 2022-09-21"),
    ],
)
def test_a_date_without_a_year_is_told_that_it_needs_one(text, advice):
    assert hint(text) == advice


@pytest.mark.parametrize(
    "text", ["on Tuesday", "Marathon 2022", "30 Feb 2022", "2023 to 2022", "", "99/99/2022", "x" * 10**6]
)
def test_where_nothing_can_be_guessed_nothing_is_offered(text):
    assert hint(text) == ""


@given(st.text("0123456789-/. abcdefjlmnoprstuyvxBC?~", max_size=20))
def test_what_is_offered_can_be_read(text):
    offer = hint(text)
    if offer.startswith("did you mean "):
        parse(offer.removeprefix("did you mean ")[:-1])
