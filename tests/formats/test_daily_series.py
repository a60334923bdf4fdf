import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import values
from timeline_app.formats.native.native import read
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file
from timeline_app.model.quantity import Quantity, Relation


def reading_of(document, file="a_ministry.json"):
    return read(json.dumps(document).encode(), file)


def test_each_figure_of_each_day_is_an_estimate_up_to_its_date():
    records = [
        {"date": "2022-02-25", "day": 2, "personnel": 2800, "personnel*": "about", "tanks": 80, "note": "x"},
        {"date": "2022-02-26", "day": 3, "personnel": 4300, "tanks": 146},
    ]
    reading = reading_of(records)
    timeline = reading.timeline
    found = timeline.estimates.records
    assert [(one.measure, one.measure_stated) for one in found[:2]] == [("personnel",) * 2, ("tanks",) * 2]
    assert [one.as_of.edtf for one in found] == ["2022-02-25", "2022-02-25", "2022-02-26", "2022-02-26"]
    assert found[0].quantity == Quantity(best=2800, approximate=True)
    assert found[2].quantity == Quantity(best=4300)
    assert {(one.per, one.subject) for one in found} == {("", "")}
    assert [one.extra for one in found] == [{"day": 2, "note": "x"}, {}, {"day": 3}, {}]
    assert [publisher.title for publisher in timeline.publishers] == ["A ministry"]
    assert len(timeline.events) == 0


def test_what_the_file_doesn_t_say_is_said_once():
    (problem,) = reading_of([{"date": "2022-02-25", "killed": 1}, {"date": "2022-02-26", "killed": 2}]).problems
    assert problem.severity is Severity.WARNING
    assert "“killed”: each is taken as a running total" in problem.what


def test_a_measure_with_a_meaning_of_its_own_is_found_in_any_case():
    (record,) = reading_of([{"date": "2022", "Killed": 1}]).timeline.estimates.records
    assert (record.measure, record.measure_stated) == ("killed", "Killed")


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("about", Quantity(best=5, approximate=True)),
        ("more", Quantity(low=5, relation=Relation.MORE_THAN)),
        ("At least", Quantity(low=5, relation=Relation.AT_LEAST)),
        ("nearly", Quantity(high=5, relation=Relation.NEARLY)),
        ("whatever", Quantity(best=5)),
    ],
)
def test_a_qualifier_says_how_the_figure_is_meant(words, quantity):
    reading = reading_of([{"date": "2022", "killed": 5, "killed*": words}])
    (record,) = reading.timeline.estimates.records
    assert record.quantity == quantity
    assert record.quantity.faults() == ()
    assert record.extra == ({"killed*": words} if words == "whatever" else {})


def test_what_is_odd_is_said_with_its_line_and_nothing_is_lost():
    records = [
        {"date": "2022-02-01", "killed": 5},
        {"date": "2022-02-30", "killed": 6},
        {"date": "2022-03-01", "killed": "many"},
        {"killed": 4},
        {"date": "2022-03-03", "odd": True},
        {"date": "2022-03-04", "killed": 3, "rare": 1},
        7,
    ]
    text = "[\n" + ",\n".join(map(json.dumps, records)) + "\n]"
    reading = read(text.encode(), "file.json")
    said = [(problem.line, problem.what) for problem in reading.problems[2:]]
    assert [line for line, _ in said] == [3, 4, 5, 5, 6, 8]
    assert "2022-02-30" in said[0][1]
    assert said[1][1] == "the figure is a text, not a number"
    assert "falls here" in said[3][1]
    assert "“rare”" in reading.problems[1].what
    found = reading.timeline.estimates.records
    assert [one.quantity.point for one in found] == [5, 6, None, 4, None, 3]
    assert (found[1].as_of, found[1].extra) == (None, {"date": "2022-02-30"})
    assert (found[2].extra, found[4].extra) == ({"killed": "many"}, {"odd": True})


@pytest.mark.parametrize(
    "document",
    [[], [1, 2], [{"date": "2022", "title": "An event", "killed": 3}], [{"date": "2022", "day": 3}], [{"killed": 3}]],
)
def test_other_lists_are_no_series(document):
    timeline = reading_of(document).timeline
    assert timeline is None or not len(timeline.estimates)


keys = st.sampled_from(["date", "day", "killed", "killed*", "other"])


@given(st.lists(values | st.dictionaries(keys, values), max_size=3))
def test_any_json_in_a_series_is_read_and_nothing_is_raised(records):
    regular = [{"date": f"2022-03-0{day}", "killed": day} for day in range(1, 9)]
    reading = reading_of(regular + records)
    assert len(reading.timeline.estimates) >= 8 + sum(isinstance(record, dict) for record in records)


def test_a_real_series_has_its_figures(shared_data):
    reading = read_file(shared_data / "losses" / "ukraine_mod_personnel_daily.json")
    found = {one.as_of.edtf: one for one in reading.timeline.estimates.records}
    assert (len(found), len(reading.timeline.estimates), len(reading.timeline.publishers)) == (400, 400, 1)
    assert found["2022-02-25"].quantity == Quantity(best=2800, approximate=True)
    assert found["2023-02-28"].quantity.point == 149240
    assert found["2023-02-28"].quantity.point - found["2023-02-27"].quantity.point == 550
    assert found["2022-03-01"].extra == {"day": 6, "POW": 200}
