"""The timelines that come with the program are without fault, and the gallery shows every kind of date."""

import json
from itertools import chain

import pytest

from timeline_app.formats.registry import read_file
from timeline_app.model.edtf import AllOf, Date, DatePattern, Interval, Limit, OneOf, Precision, Qualifier, parse
from timeline_app.model.when import Kind, When

GALLERY = "kinds-of-dates.timeline.json"
APPROXIMATE, UNCERTAIN, BOTH = Qualifier(True), Qualifier(False, True), Qualifier(True, True)


@pytest.fixture(scope="session")
def gallery(root):
    return json.loads((root / "seeds" / GALLERY).read_text("utf-8"))


@pytest.fixture(scope="session")
def expressions(gallery):
    return [parse(event["when"]) for event in gallery["events"]]


@pytest.fixture(scope="session")
def dates(expressions):
    return [date for expression in expressions for date in dates_of(expression)]


def dates_of(expression):
    if isinstance(expression, Interval):
        return [
            date for end in (expression.start, expression.end) if not isinstance(end, Limit) for date in dates_of(end)
        ]
    if isinstance(expression, OneOf | AllOf):
        ends = chain.from_iterable((choice.start, choice.end) for choice in expression.members)
        return [end for end in ends if not isinstance(end, Limit)]
    return [expression]


def test_every_seed_is_read_without_a_problem(root):
    seeds = sorted((root / "seeds").glob("*.timeline.json"))
    assert GALLERY in [seed.name for seed in seeds]
    assert [read_file(seed).problems for seed in seeds] == [() for _ in seeds]


def test_dates_of_the_gallery_are_written_canonically(gallery):
    for event in gallery["events"]:
        assert str(parse(event["when"])) == event["when"]


def test_each_entry_of_the_gallery_explains_how_its_date_is_written(gallery):
    for event in gallery["events"]:
        assert f"Written {event['when']}" in event["summary"]


def test_the_records_of_the_gallery_have_ids_of_their_own(gallery):
    for table in ("lanes", "sources", "events"):
        ids = [record["id"] for record in gallery[table]]
        assert len(set(ids)) == len(ids)


def test_every_lane_and_source_of_the_gallery_is_used(gallery):
    events = gallery["events"]
    assert {event["lane"] for event in events} == {lane["id"] for lane in gallery["lanes"]}
    assert set(chain.from_iterable(event["sources"] for event in events)) == {one["id"] for one in gallery["sources"]}


def test_the_gallery_has_every_kind_and_precision(gallery, dates):
    assert {When.from_edtf(event["when"]).kind for event in gallery["events"]} == set(Kind)
    assert {date.precision for date in dates} == set(Precision) - {Precision.HOUR}  # no text of EDTF's is an hour


def test_the_gallery_has_every_qualifier_on_whole_dates_and_on_parts(dates):
    for mark in (APPROXIMATE, UNCERTAIN, BOTH):
        assert any(set(date.marks[: parts_of(date)]) == {mark} for date in dates)
    for part in range(3):
        assert any(date.marks[part] != Qualifier() and len(set(date.marks[: parts_of(date)])) > 1 for date in dates)


def parts_of(date):
    return 1 + (date.month is not None) + (date.day is not None)


def test_the_gallery_has_unknown_digits_in_every_part(dates):
    patterns = [date for date in dates if isinstance(date, DatePattern)]
    assert {date.year.count("X") for date in patterns} == set(range(5))
    assert {date.month.count("X") for date in patterns if date.month} == set(range(3))
    assert {date.day.count("X") for date in patterns if date.day} == set(range(3))


def test_the_gallery_has_every_group_of_months(dates):
    groups = {date.month for date in dates if isinstance(date, Date) and date.month and date.month > 12}
    for first, last in ((21, 24), (25, 28), (29, 32), (33, 36), (37, 39), (40, 41)):
        assert any(first <= group <= last for group in groups)


def test_the_gallery_has_every_form_of_a_year(dates):
    years = [date for date in dates if isinstance(date, Date)]
    assert any(date.significant for date in years)
    assert any(-9999 <= date.year < 0 for date in years)
    assert any(date.year < -9999 for date in years)


def test_the_gallery_has_every_form_of_a_clock_time(dates):
    timed = [date for date in dates if isinstance(date, Date) and date.clock]
    assert {date.offset for date in timed} >= {None, 0, 240}
    assert any(date.clock.second is None for date in timed)
    assert {date.clock.digits for date in timed} >= {0, 1, 3}


def test_the_gallery_has_every_form_of_an_interval(expressions):
    intervals = [expression for expression in expressions if isinstance(expression, Interval)]
    assert {interval.start for interval in intervals} >= set(Limit)
    assert {interval.end for interval in intervals} >= set(Limit)
    assert any(
        interval.start.marks != interval.end.marks
        for interval in intervals
        if not isinstance(interval.start, Limit | OneOf) and not isinstance(interval.end, Limit | OneOf)
    )


def test_the_gallery_has_spans_either_end_of_which_lies_between_two_dates(gallery, expressions):
    found = {
        event["when"]: expression
        for event, expression in zip(gallery["events"], expressions, strict=True)
        if isinstance(expression, Interval) and isinstance(expression.end, OneOf)
    }
    assert any(isinstance(interval.start, OneOf) for interval in found.values())
    assert any(isinstance(interval.start, Date) for interval in found.values())
    assert any(interval.end.members[0].end is Limit.OPEN for interval in found.values())
    summaries = [event["summary"] for event in gallery["events"] if event["when"] in found]
    assert all("EDTF" in summary for summary in summaries)  # they say that other programs don't know it


def test_quarters_bound_the_ends_of_an_interval_of_the_gallery(expressions):
    intervals = [expression for expression in expressions if isinstance(expression, Interval)]
    ends = [end for interval in intervals for end in (interval.start, interval.end) if isinstance(end, Date)]
    assert any(end.month in range(33, 37) for end in ends)


@pytest.mark.parametrize("form", [OneOf, AllOf])
def test_the_gallery_has_single_members_ranges_and_open_ends_in_both_kinds_of_sets(expressions, form):
    choices = [choice for expression in expressions if isinstance(expression, form) for choice in expression.members]
    assert any(choice.single for choice in choices)
    assert any(choice.end is Limit.OPEN for choice in choices)
    assert any(
        not choice.single and isinstance(choice.start, Date) and choice.end is not Limit.OPEN for choice in choices
    )
