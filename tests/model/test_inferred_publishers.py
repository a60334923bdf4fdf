"""Publishers whom only the name of a file suggests, and who is meant by them."""

import json

import pytest

from timeline_app.formats.registry import read_file, read_files
from timeline_app.model.inferred_publishers import INFERRED, is_inferred, meant_publisher, suggested_publisher
from timeline_app.model.records import Publisher

GUESSED = Publisher("a", "Ukraine mod", extra=INFERRED)
KNOWN = Publisher("ukraine-mod", "Ministry of Defence of Ukraine", "Ukraine MoD")
SERIES = [{"date": "2023-02-27", "personnel": 148690}, {"date": "2023-02-28", "personnel": 149240}]
NAMED = {
    "format": "timeline/1",
    "publishers": [{"id": "m", "title": "Ministry of Defence of Ukraine", "short": "Ukraine MoD"}],
    "estimates": [{"id": "e", "measure": "killed", "best": 149240, "as_of": "2023-02-28", "publisher": "m"}],
}


@pytest.fixture
def files(tmp_path):
    """A daily series without a publisher, and a timeline with one."""
    series, named = tmp_path / "ukraine_mod_personnel_daily.json", tmp_path / "named.timeline.json"
    series.write_text(json.dumps(SERIES), "utf-8")
    named.write_text(json.dumps(NAMED), "utf-8")
    return series, named


@pytest.mark.parametrize(
    ("name", "figures", "title"),
    [
        ("ukraine_mod_personnel_daily", ["personnel"], "Ukraine mod"),
        ("UK-MoD daily killed", ["killed"], "UK MoD"),
        ("daily", ["killed"], "Daily"),
        ("killed", ["killed"], "Killed"),
        ("...", [], "..."),
    ],
)
def test_a_name_suggests_what_it_says_beside_what_the_file_holds(name, figures, title):
    assert suggested_publisher(name, figures) == title


def test_the_one_of_that_name_is_meant_if_there_is_just_one():
    assert meant_publisher(GUESSED, [GUESSED, KNOWN]) is KNOWN
    assert meant_publisher(GUESSED, [GUESSED]) is GUESSED
    assert meant_publisher(GUESSED, [KNOWN, Publisher("other", "Another", "Ukraine MoD")]) is GUESSED
    assert meant_publisher(GUESSED, [Publisher("b", "Ukraine mod and others")]) is GUESSED
    stated = Publisher("b", "Ukraine mod")
    assert meant_publisher(stated, [KNOWN]) is stated


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_opened_together_both_are_one_publisher_which_is_said(files, order):
    reading = read_files([files[place] for place in order])
    (publisher,) = reading.timeline.publishers
    assert publisher.short == "Ukraine MoD"
    assert {record.publisher for record in reading.timeline.estimates.records} == {publisher.id}
    assert any("“Ukraine MoD” is taken to be meant" in problem.what for problem in reading.problems)
    assert len(reading.timeline.estimates.series.keys) == 1


def test_alone_the_suggestion_is_marked_as_one_and_comes_back_when_it_is_written(files, tmp_path):
    timeline = read_file(files[0]).timeline
    (publisher,) = timeline.publishers
    assert (publisher.title, is_inferred(publisher)) == ("Ukraine mod", True)


def test_without_anybody_of_that_name_it_stays_what_it_is(files):
    other = files[1].with_name("other.timeline.json")
    other.write_text(json.dumps(NAMED).replace("Ukraine MoD", "MoD").replace("of Ukraine", ""), "utf-8")
    reading = read_files([files[0], other])
    assert [publisher.title for publisher in reading.timeline.publishers] == ["Ukraine mod", "Ministry of Defence "]
    assert not any("taken to be meant" in problem.what for problem in reading.problems)


def test_a_name_alone_means_whoever_has_just_that_for_a_title_or_a_short_name():
    name = Publisher("x", "Ukraine MoD")
    assert meant_publisher(name, [name, KNOWN]) is KNOWN
    assert meant_publisher(Publisher("y", KNOWN.title), [KNOWN]) is KNOWN
    assert meant_publisher(name, [KNOWN, Publisher("other", "Another", "Ukraine MoD")]) is name
    assert meant_publisher(name, [name, Publisher("z", "Ukraine MoD")]) is name
    assert meant_publisher(KNOWN, [Publisher("z", KNOWN.title, "MoD")]) is KNOWN
    assert meant_publisher(GUESSED, [GUESSED, name, KNOWN]) is KNOWN


def test_a_figure_in_a_table_is_no_second_ministry_that_confirms_the_first(files, tmp_path):
    table = tmp_path / "table.csv"
    rows = ("killed,149240,Ukraine MoD,2023-02-28", "killed,149240,Ministry of Defence of Ukraine,2023-02-28")
    table.write_text("\n".join(("measure,value,publisher,as of", *rows)) + "\n", "utf-8")
    reading = read_files([*files, table])
    assert [publisher.short for publisher in reading.timeline.publishers] == ["Ukraine MoD"]
    estimates = reading.timeline.estimates
    assert [row for row, one in enumerate(estimates.records) if one.quantity.best == 149240] == [1, 2, 3, 4]
    assert len(set(estimates.series.same[1:].tolist())) == 1
    told = [
        problem.what for problem in reading.problems if "is taken to be" in problem.what and "short" in problem.what
    ]
    assert told == ["“Ukraine MoD” is taken to be “Ministry of Defence of Ukraine”, whose short name that is"]
