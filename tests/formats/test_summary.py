"""Counts of a timeline."""

import json

from timeline_app.formats.native import native
from timeline_app.formats.summary import summary_of, summary_words


def reading(*events, **members):
    return native.read(json.dumps({"format": "timeline/1", "events": events, **members}).encode(), "x")


def counts(*events, **members):
    found = reading(*events, **members)
    return summary_of(found.timeline, found.problems)


def event(when, lane="l", **members):
    return {"title": "A", "when": when, "lane": lane, **members}


LANES = [{"id": "l", "title": "L"}, {"id": "m", "title": "M"}, {"id": "n", "title": "L"}]


def test_everything_is_counted():
    estimates = [{"measure": "killed", "publisher": "p"}]
    found = counts(event("2022"), event(""), event("x", "n"), lanes=LANES, estimates=estimates, sources=[{"id": "s"}])
    assert found == {
        "events": 3,
        "undated": 2,
        "estimates": 1,
        "sources": 1,
        "lanes": {"L": 3, "M": 0},
        "earliest": "2022-01-01",
        "latest": "2022-12-31",
        "errors": 2,
        "warnings": 1,
    }


def test_a_limit_is_named_by_the_last_day_within_it():
    found = counts(event("[..2022-02-28]"), lanes=LANES)
    assert (found["earliest"], found["latest"]) == ("2022-02-28", "2022-02-28")


def test_days_are_those_of_the_timelines_clocks():
    found = counts(event("2022"), lanes=LANES, time_zone="Europe/Kyiv")
    assert (found["earliest"], found["latest"]) == ("2022-01-01", "2022-12-31")


def test_open_ends_have_no_day():
    found = counts(event("../2022-03-05"), lanes=LANES)
    assert (found["earliest"], found["latest"]) == ("2022-03-05", "2022-03-05")
    assert counts(lanes=LANES)["earliest"] is None


def test_days_far_away_are_edtf_which_has_only_years_there():
    found = counts(event("-0043-03-15"), event("Y20000"), lanes=LANES)
    assert (found["earliest"], found["latest"]) == ("-0043-03-15", "Y20000")


def test_words_name_the_title_and_the_lanes():
    words = summary_words("T\x1b", counts(event("2022"), lanes=LANES))
    assert words.startswith("T\\x1b\n")
    assert "1  L" in words
