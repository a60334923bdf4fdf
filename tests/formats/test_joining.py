"""Several files become one timeline, and what has no place in it is said."""

import pytest

from tests.formats.timelines import content
from timeline_app.formats.joining import ReadFile, joined
from timeline_app.formats.native import native_writing
from timeline_app.formats.problems import Severity, file_error
from timeline_app.formats.reading import Reading
from timeline_app.model.records import Lane
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline

LANES = (Lane("l", "L"),)


def file(name="folder/x.json", title="", lanes=LANES, **members):
    timeline = Timeline(title, lanes, (), (), EventTable.of((), lanes), EstimateTable.of(()), **members)
    return ReadFile(name, Reading(timeline))


def warnings(*files, title=""):
    problems = joined(files, title).problems
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [
        (problem.file, problem.what.removeprefix("joined with other files, it is shown without "))
        for problem in problems
    ]


def test_one_file_stays_as_it_is():
    one = file(title="A", reference_date="2022", extra={"a": 1})
    assert (content(joined([one]).timeline), warnings(one)) == (content(one.reading.timeline), [])
    assert joined([one], "Folder").timeline.title == "A"


def test_files_that_agree_lose_nothing():
    one = file(title="A", reference_date="2022", extra={"a": 1})
    assert warnings(one, one, file(title="A", reference_date="2022")) == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({"title": "A"}, {"title": "B"}, "its title “B”"),
        ({"title": ""}, {"reference_date": "2022"}, "its reference date “2022”, which others don't share"),
        (
            {"reference_date": "2022", "reference_date_note": "m"},
            {"reference_date": "2022", "reference_date_note": "n"},
            "what it says of how the reference date is known",
        ),
        ({"extra": {"a": 1}}, {"extra": {"a": 2, "b": 1}}, "its key “a”"),
        ({}, {"extra": {"events": 5, "lanes": 5}}, "its keys “events”, “lanes”"),
        ({"lanes": (Lane("l", "L", {"a": 1}),)}, {"lanes": (Lane("m", "L", {"a": 2}),)}, "the key “a” of its lane “L”"),
    ],
)
def test_what_has_no_place_is_a_warning(first, second, words):
    assert warnings(file("a.json", **first), file("b.json", **second)) == [("b.json", words)]


def test_reference_dates_that_differ_are_all_named():
    found = warnings(file("a.json", reference_date="2022"), file("b.json", reference_date="2023"))
    assert [name for name, _ in found] == ["a.json", "b.json"]


def test_a_title_made_of_the_name_of_a_file_is_nothing_to_lose():
    assert warnings(file("a.csv", title="a"), file("folder/b.csv", title="b")) == []


def test_a_title_for_all_leaves_out_each_of_them():
    found = joined([file("a.json", title="A"), file("b.json", title="B")], "Folder")
    assert (found.timeline.title, [problem.file for problem in found.problems]) == ("Folder", ["a.json", "b.json"])


def test_files_that_cannot_be_read_take_no_part():
    failed = ReadFile("c.json", Reading(None, (file_error("c.json", "no"),)))
    found = joined([failed, file(title="A", extra={"lanes": 5})])
    assert (found.timeline.title, found.timeline.extra, len(found.problems)) == ("A", {"lanes": 5}, 1)
    assert joined([failed]) == failed.reading


def test_the_joined_timeline_is_written_with_the_lanes_of_all():
    found = joined([file(extra={"lanes": 5}), file()]).timeline
    assert b'"lanes": [' in native_writing.write(found, None).data
