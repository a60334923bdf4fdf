import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import choices, dates, expressions, intervals, years
from timeline_app.model import calendar
from timeline_app.model.edtf import EdtfError, Precision
from timeline_app.model.when import Basis, Kind, Qualifier, When, when_of

whens = expressions.map(when_of)


def at(*date: int) -> float:
    return calendar.seconds_at(*date)


@given(whens)
def test_the_text_of_a_time_leads_back_to_it(when):
    again = When.from_edtf(when.edtf)
    assert again.edtf == when.edtf
    assert str(again) == str(when)  # as text, for NaN is not equal to itself


@given(whens)
def test_bounds_ascend(when):
    for bounds in (when.start, when.end):
        assert bounds.unknown or bounds.earliest <= bounds.latest
    assert when.earliest < when.latest
    assert list(when.finite_bounds) == sorted(set(when.finite_bounds))


@given(dates() | choices.map(lambda choice: choice.start if hasattr(choice.start, "year") else choice.end))
def test_a_date_is_a_moment_inside_its_bounds(any_date):
    when = when_of(any_date)
    assert when.kind is Kind.MOMENT
    assert when.start == when.end == any_date.bounds()
    assert when.start_precision is when.end_precision is any_date.precision
    assert when.start_qualifier == any_date.marks.whole


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("[1880..1885]/[1895..1900]", (at(1880), at(1886)), (at(1895), at(1901))),
        ("1880/[1895,1900]", (at(1880), at(1881)), (at(1895), at(1901))),
        ("[..1885]/1900", (-math.inf, at(1886)), (at(1900), at(1901))),
        ("1880/[1895..]", (at(1880), at(1881)), (at(1895), math.inf)),
        ("[1880..]/..", (at(1880), math.inf), (math.inf, math.inf)),
        ("../[..1900]", (-math.inf, -math.inf), (-math.inf, at(1901))),
        ("[1880..]/1900", (at(1880), at(1901)), (at(1900), at(1901))),
        ("1880/[..1900]", (at(1880), at(1881)), (at(1880), at(1901))),
        ("[1880..]/[..1900]", (at(1880), at(1901)), (at(1880), at(1901))),
    ],
)
def test_an_end_of_a_span_may_lie_between_two_dates(text, start, end):
    when = When.from_edtf(text)
    assert (when.start, when.end, when.kind) == (start, end, Kind.SPAN)


def test_the_dates_of_an_end_are_the_clocks_of_the_file_and_decide_the_order_there():
    kyiv = When.from_edtf("[2022-09-20..2022-09-21]/2022-09-23", "Europe/Kyiv")
    assert kyiv.start == (at(2022, 9, 19, 21), at(2022, 9, 21, 21))
    with pytest.raises(EdtfError, match=r"it ends .* in UTC−6"):
        When.from_edtf("2022-09-21T12:00Z/[2022-09-21T05:00..2022-09-21T05:30]", "Etc/GMT+6")


def test_an_end_that_is_one_of_several_is_as_vague_as_the_vaguest_and_has_the_marks_of_all():
    when = When.from_edtf("[1880-05,1885~]/[1895?..1900-01-01]")
    assert (when.start_precision, when.end_precision) == (Precision.YEAR, Precision.YEAR)
    assert (when.start_qualifier, when.end_qualifier) == (Qualifier(approximate=True), Qualifier(uncertain=True))


@given(intervals)
def test_an_interval_is_a_span_from_its_first_date_to_its_last(interval):
    when = when_of(interval)
    assert when.kind is Kind.SPAN
    for end, bounds in ((interval.start, when.start), (interval.end, when.end)):
        if hasattr(end, "year"):
            assert bounds == end.bounds()


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2022-09", (at(2022, 9), at(2022, 10)), (at(2022, 9), at(2022, 10)), Kind.MOMENT),
        ("2022/2023-02", (at(2022), at(2023)), (at(2023, 2), at(2023, 3)), Kind.SPAN),
        ("2022-02-24/..", (at(2022, 2, 24), at(2022, 2, 25)), (math.inf, math.inf), Kind.SPAN),
        ("[..2023-02-28]", (-math.inf, at(2023, 3)), (-math.inf, at(2023, 3)), Kind.MOMENT),
        ("[2022,2024-03..]", (at(2022), math.inf), (at(2022), math.inf), Kind.MOMENT),
        ("[2023-02-26..2023-02-28]", (at(2023, 2, 26), at(2023, 3)), (at(2023, 2, 26), at(2023, 3)), Kind.MOMENT),
    ],
)
def test_examples_have_their_bounds(text, start, end, kind):
    when = When.from_edtf(text)
    assert (when.start, when.end, when.kind) == (start, end, kind)


def test_an_unknown_end_takes_the_bound_of_the_known_one():
    when = When.from_edtf("2004-06-01/")
    assert when.end.unknown
    assert (when.earliest, when.latest) == (at(2004, 6, 1), at(2004, 6, 2))


def test_a_set_is_as_vague_as_its_vaguest_member():
    assert When.from_edtf("[1760-12, 1762]").start_precision is Precision.YEAR


def test_each_end_of_a_set_has_the_marks_of_its_outermost_member_and_of_all_within():
    when = When.from_edtf("[1760-12, 1761?, 1762~]")
    assert when.start_qualifier == Qualifier(uncertain=True)
    assert when.end_qualifier == Qualifier(approximate=True, uncertain=True)


def test_a_set_of_dates_that_are_all_meant_has_them_as_members():
    when = When.from_edtf("{1960, 1961-12, 1970..1972?}")
    assert when.kind is Kind.SET
    assert [member.edtf for member in when.members] == ["1960", "1961-12", "1970/1972?"]
    assert [member.kind for member in when.members] == [Kind.MOMENT, Kind.MOMENT, Kind.SPAN]
    assert (when.earliest, when.latest) == (at(1960), at(1973))
    assert (when.start_qualifier, when.end_qualifier) == (Qualifier(), Qualifier(uncertain=True))


def test_the_members_of_a_set_stand_in_time_order():
    assert [member.edtf for member in When.from_edtf("{1961-12,1960}").members] == ["1960", "1961-12"]


def test_a_year_without_any_known_digit_bounds_nothing():
    assert When.from_edtf("XXXX-12-25").finite_bounds == ()
    assert When.from_edtf("-XXXX").start == (-math.inf, at(0))
    assert When.from_edtf("1XXX-12-25").finite_bounds == (at(1000, 12, 25), at(1999, 12, 26))


def test_what_has_no_offset_is_meant_in_the_zone_of_its_file():
    moscow = When.from_edtf("2023-02-28T12:00", "Europe/Moscow")
    assert moscow.earliest == at(2023, 2, 28, 9)
    assert When.from_edtf("2023-02-28T12:00Z", "Europe/Moscow").earliest == at(2023, 2, 28, 12)
    assert When.from_edtf("2023-02-28", "Europe/Moscow").start == (at(2023, 2, 27, 21), at(2023, 2, 28, 21))


def test_a_time_of_day_lies_in_its_day_whatever_the_zone():
    day, clock = (When.from_edtf(text, "Pacific/Auckland") for text in ("2023-02-28", "2023-02-28T00:30"))
    assert day.earliest < clock.earliest < clock.latest < day.latest


@pytest.mark.parametrize(
    ("text", "zone", "seconds"),
    [
        ("2023-03-26T01:59", "Europe/Berlin", 60),
        ("2023-03-26", "Europe/Berlin", 23 * 3600),
        ("2023-10-29", "Europe/Berlin", 25 * 3600),
        ("2023-10-29T03:00:00", "Europe/Berlin", 1),
        ("2023-04", "Europe/Berlin", 30 * 86400),
    ],
)
def test_a_change_of_the_clocks_is_reckoned_with(text, zone, seconds):
    when = When.from_edtf(text, zone)
    assert when.latest - when.earliest == seconds


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-10-30T03:30", at(2022, 10, 30, 0, 30), at(2022, 10, 30, 1, 31)),  # comes twice
        ("2022-03-27T03:30", at(2022, 3, 27, 0, 30), at(2022, 3, 27, 1, 31)),  # never comes: either clock may be meant
    ],
)
def test_a_time_of_day_that_comes_twice_or_never_is_bounded_by_both_that_may_be_meant(text, first, last):
    assert When.from_edtf(text, "Europe/Kyiv").start == (first, last)


def test_which_of_two_times_is_the_earlier_is_decided_by_the_zone():
    assert When.from_edtf("2022-09-21T12:30/2022-09-21T10:00Z", "Europe/Kyiv").end.latest == at(2022, 9, 21, 10, 1)
    with pytest.raises(EdtfError, match="it ends"):
        When.from_edtf("2022-09-21T10:00Z/2022-09-21T11:00", "Europe/Kyiv")


def test_a_set_ends_with_the_member_that_ends_last():
    assert When.from_edtf("{2000..2010,2005}").latest == at(2011)


def test_marks_within_a_set_count_for_both_of_its_ends():
    when = When.from_edtf("{2022-02-01,2022-05-01?,2022-08-01~}")
    assert when.start_qualifier == Qualifier(uncertain=True)
    assert when.end_qualifier == Qualifier(approximate=True, uncertain=True)


def test_a_day_that_the_clocks_skip_is_an_instant():
    when = When.from_edtf("2011-12-30", "Pacific/Apia")
    assert when.earliest < when.latest <= When.from_edtf("2011-12-31", "Pacific/Apia").earliest + 1


@given(dates(years), st.sampled_from(("Europe/Moscow", "America/St_Johns", "Asia/Kathmandu")))
def test_a_zone_moves_what_has_no_offset_by_less_than_a_day(any_date, zone):
    there, utc = when_of(any_date, zone), when_of(any_date)
    assert abs(there.earliest - utc.earliest) < calendar.DAY
    assert there.earliest < there.latest
    assert any_date.offset is None or there.start == utc.start


def test_what_the_source_said_is_kept_beside_the_date():
    told = When.from_edtf("2023-02-28").told("on Tuesday", Basis.RESOLVED, "the meeting was on a Tuesday")
    assert (told.stated, told.basis, told.edtf) == ("on Tuesday", Basis.RESOLVED, "2023-02-28")


def test_a_text_that_is_no_date_is_a_fault():
    with pytest.raises(EdtfError):
        When.from_edtf("on Tuesday")
