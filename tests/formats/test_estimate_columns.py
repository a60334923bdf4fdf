"""Estimates, sources and daily series as tables."""

import json

import pytest

from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.native import native
from timeline_app.formats.tables.estimate_header import are_of_estimates
from timeline_app.model.quantity import Quantity, Relation


def read(text, file="folder/losses.csv"):
    return csv_events.read(text.encode(), file)


def records_of(text):
    return read(text).timeline.estimates.records


@pytest.mark.parametrize(
    ("header", "is_one"),
    [
        ("measure,low,high", True),
        ("Date,Killed,Who says", True),
        ("figure,publisher,as_of", True),
        ("measure,value,publisher,subject,note", True),
        ("date,title,killed,publisher", False),
        ("date,what happened,killed,who says", False),
        ("date,killed,place", False),
        ("when,measure", False),
    ],
)
def test_a_table_of_estimates_is_known_by_its_header(header, is_one):
    assert are_of_estimates(header.split(",")) is is_one


def test_a_row_is_an_estimate_with_the_figure_as_it_is_written():
    text = (
        "id,kind,figure,who says,as of,published,who is counted,place\ne,Deaths,~6000,MoD,Sep 2022,2022-10,Russians,x\n"
    )
    reading = read(text)
    (record,) = reading.timeline.estimates.records
    assert (record.id, record.measure, record.measure_stated) == ("e", "killed", "Deaths")
    assert (record.quantity, record.stated) == (Quantity(best=6000, approximate=True), "~6000")
    assert (record.as_of.edtf, record.as_of.stated, record.published.edtf) == ("2022-09", "Sep 2022", "2022-10")
    assert (record.subject, dict(record.extra)) == ("Russians", {"place": "x"})
    assert [publisher.title for publisher in reading.timeline.publishers] == ["MoD"]
    assert (reading.problems, reading.timeline.estimate_place(0).line) == ((), 2)


@pytest.mark.parametrize(
    ("cells", "quantity"),
    [
        ("5,,7,,", Quantity(5, None, 7, Relation.RANGE)),
        ("5,6,7,,", Quantity(5, 6, 7, Relation.RANGE)),
        (",,,>5,", Quantity(5, None, None, Relation.MORE_THAN)),
        ("5,,,6,", Quantity(5, 6)),
        (",,,,", Quantity()),
        (",,,acknowledged,yes", Quantity(approximate=True)),
    ],
)
def test_bounds_have_columns_of_their_own(cells, quantity):
    (record,) = records_of(f"measure,low,best,high,value,approximate,publisher\nkilled,{cells},A\n")
    assert record.quantity == quantity


def test_columns_for_several_measures_are_an_estimate_each():
    found = records_of("date,killed,wounded,who\n2022,5,more than 6,UN\n2023,7,,UN\n")
    assert [(one.measure, one.quantity.point, one.as_of.edtf) for one in found] == [
        ("killed", 5, "2022"),
        ("wounded", 6, "2022"),
        ("killed", 7, "2023"),
    ]


def test_what_can_t_be_read_is_named_by_its_line_and_kept():
    text = (
        "id,measure,value,relation,as of,zone,publisher,supersedes\n"
        "a,killed,many,,soon,Mars,A,z\na,killed,5,around,,,A,\n,,6,odd,,,,\n"
    )
    reading = read(text)
    one, two, three = reading.timeline.estimates.records
    assert dict(one.extra) == {"value": "many", "as of": "soon", "zone": "Mars"}
    assert (two.id, two.quantity) == ("a-2", Quantity(best=5, approximate=True))
    assert (three.measure, dict(three.extra)) == ("not-stated", {"relation": "odd"})
    assert [publisher.title for publisher in reading.timeline.publishers] == ["A", "Losses"]
    lines = [(problem.line, problem.path) for problem in reading.problems]
    assert sorted(lines[1:]) == [
        (2, "estimates[0].as of"),
        (2, "estimates[0].supersedes"),
        (2, "estimates[0].value"),
        (2, "estimates[0].zone"),
        (3, "estimates[1].id"),
        (4, "estimates[2].measure"),
        (4, "estimates[2].relation"),
    ]
    assert "doesn't say who gives" in reading.problems[0].what


def test_a_dot_is_read_as_the_other_figures_of_the_table_have_it():
    thousands = read("measure,value,publisher\nkilled,149.240,A\n")
    assert thousands.timeline.estimates.records[0].quantity.best == 149_240
    assert "read as thousands: 149,240" in thousands.problems[0].what
    decimals = read("measure,value,publisher\nkilled,1.125,A\nkilled,2.5,A\n")
    assert [one.quantity.best for one in decimals.timeline.estimates.records] == [1.125, 2.5]
    assert decimals.problems == ()


def test_a_file_called_by_what_it_holds_is_read_as_that():
    reading = read("id,title,date,url,isbn\ns,Paper,2022-09,http://e.org,5\n,Radio,soon,,\n", "x.sources.csv")
    paper, radio = reading.timeline.sources
    assert (paper.id, paper.title, paper.date, paper.url, dict(paper.extra)) == (
        *("s", "Paper", "2022-09", "http://e.org"),
        {"isbn": "5"},
    )
    assert (radio.id, radio.date) == ("radio", "soon")
    (problem,) = reading.problems
    assert (problem.line, problem.path) == (3, "sources[1].date")


SERIES = [
    {"date": "2022-02-25", "day": 2, "personnel": 2800, "personnel*": "about", "POW": 0},
    {"date": "2022-02-26", "day": 3, "personnel": 4300, "POW": 200},
]


def test_a_daily_series_is_the_same_in_csv_and_json():
    names = list(SERIES[0])
    rows = [[str(record.get(name, "")) for name in names] for record in SERIES]
    text = "\n".join(",".join(row) for row in (names, *rows))
    by_csv, by_json = read(text, "mod.csv"), native.read(json.dumps(SERIES).encode(), "mod.json")
    assert by_csv.timeline.estimates.records == by_json.timeline.estimates.records
    assert by_csv.timeline.publishers == by_json.timeline.publishers
    assert [problem.what for problem in by_csv.problems] == [problem.what for problem in by_json.problems]
    assert by_csv.timeline.estimate_place(2).line == 3


def test_a_table_with_words_beside_its_numbers_is_no_series():
    assert len(read("date,killed,place\n2022,5,Kyiv\n").timeline.events) == 1


def test_a_series_may_have_a_cell_that_is_no_number():
    reading = read('date,personnel\n2022-02-25,2800\n2022-02-26,many\n2022-02-27,"4,300"\n')
    assert [one.quantity.best for one in reading.timeline.estimates.records] == [2800, None, 4300]
    assert [(problem.line, problem.path) for problem in reading.problems[1:]] == [(3, "estimates[1].personnel")]


@pytest.mark.parametrize(
    ("columns", "cells", "stated"),
    [
        ("measure,figure", "killed,60 or 80", "60 or 80"),
        ("measure,figure,stated", "killed,60 or 80,“sixty”", "“sixty”"),
        ("killed,wounded", "5,60 or 80", "60 or 80"),
        ("measure,low,high", "killed,60 or 80,many", "60 or 80 – many"),
    ],
)
def test_the_words_of_a_figure_that_cant_be_read_stay_its_words(columns, cells, stated):
    reading = read(f"as_of,publisher,{columns}\n2022-01-01,UN,{cells}\n")
    last = reading.timeline.estimates.records[-1]
    assert (last.quantity, last.stated) == (Quantity(), stated)
    assert any("is no number that can be read" in problem.what for problem in reading.problems)


def test_a_bound_that_can_be_read_needs_no_words():
    (record,) = records_of("as_of,publisher,measure,low,high\n2022-01-01,UN,killed,some,7\n")
    assert (record.quantity, record.stated, dict(record.extra)) == (Quantity(high=7), "", {"low": "some"})


def test_a_fault_names_numbers_of_many_digits_shortly():
    reading = read("as_of,publisher,measure,low,high\n2022-01-01,UN,killed,1e300,7\n")
    assert [problem.what for problem in reading.problems] == ["low 1e300 is greater than high 7"]
