"""Which estimates are one count, and which figures are told more than once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import MEASURES, Estimate
from timeline_app.model.series import series_of
from timeline_app.model.table import EstimateTable
from timeline_app.model.when import When

ABOUT = Quantity(best=149240, approximate=True)


def told(date: str = "2023-02-28", number: float = 149240, **changes) -> Estimate:
    details = {"id": "", "measure": "killed", "quantity": Quantity(best=number), "publisher": "mod", **changes}
    return Estimate(as_of=When.from_edtf(date) if date else None, **details)


def table(*records: Estimate) -> EstimateTable:
    return EstimateTable.of(records)


def same(*records: Estimate) -> list[int]:
    return table(*records).series.same.tolist()


def test_the_same_figure_from_two_sources_is_one():
    series = table(told(), told(), told("2023-02-27", 148690)).series
    assert series.same.tolist() == [0, 0, 2]
    assert series.tellings(0) == (1,)
    assert series.tellings(1) == (0,)
    assert series.tellings(2) == ()


def test_about_and_other_words_make_no_other_figure_but_a_bound_in_place_of_a_number_does():
    assert same(told(), told(quantity=ABOUT, stated="some 149,240")) == [0, 0]
    bound = Quantity(low=149240, relation=Relation.AT_LEAST)
    assert same(told(), told(quantity=bound)) == [0, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"publisher": "other"},
        {"per": "P1D"},
        {"number": 149250},
        {"date": "2023-02"},
        {"measure": "wounded"},
        {"date": ""},
        {"quantity": Quantity()},
    ],
)
def test_what_differs_in_more_than_words_is_another_figure(change):
    assert same(told(), told(**change)) == [0, 1]


def test_a_measure_of_a_file_s_own_is_the_known_one_with_which_it_shares_a_figure():
    series = table(told("2023-02-27", 148690, measure="personnel"), told(measure="personnel"), told()).series
    assert series.keys == (("mod", "killed", "", ""),)
    assert series.same.tolist() == [0, 2, 2]
    assert series.rows(0).tolist() == [0, 2]


def test_the_one_that_says_who_is_counted_names_the_series():
    series = table(told(), told(subject="soldiers")).series
    assert series.keys == (("mod", "killed", "soldiers", ""),)
    assert series.same.tolist() == [1, 1]


def test_two_that_say_who_is_counted_stay_apart():
    assert len(table(told(subject="soldiers"), told(subject="civilians")).series.keys) == 2


@pytest.mark.parametrize("number", [0, 7, 90, 12000])
def test_a_number_of_few_digits_shows_nothing_of_two_measures(number):
    assert same(told(number=number), told(number=number, measure="personnel")) == [0, 1]


def test_two_measures_that_are_known_are_never_one_nor_are_two_of_a_file_s_own():
    assert len(table(told(), told(measure="casualties")).series.keys) == 2
    assert len(table(told(measure="personnel"), told(measure="troops")).series.keys) == 2


def test_a_measure_that_shares_figures_with_two_known_ones_is_one_of_them_at_most():
    first = told("2023-02-27", 148690, measure="personnel"), told("2023-02-27", 148690)
    series = table(*first, told(measure="personnel"), told(measure="casualties")).series
    assert set(series.keys) == {("mod", "killed", "", ""), ("mod", "casualties", "", "")}


def test_a_correction_is_no_telling_of_what_it_corrects():
    assert same(told(id="a"), told(id="b", supersedes="a")) == [0, 1]


def test_the_figures_of_a_series_come_by_date_each_once_and_without_the_undated():
    dates = ("2023-02", "2023-01-05", "", "2023-01-05", "2023-01/2023-02", "2023-01-04")
    series = table(*(told(date, 1000 + len(date) * (place != 3)) for place, date in enumerate(dates))).series
    assert [dates[row] for row in series.rows(0).tolist()] == [
        "2023-01/2023-02", "2023-01-04", "2023-01-05", "2023-01-05", "2023-02"
    ]  # fmt: skip


def test_an_empty_table_has_no_series():
    series = table().series
    assert (series.keys, series.same.tolist(), series.of_row.tolist()) == ((), [], [])


estimates = st.builds(
    told,
    st.sampled_from(["2023-02-28", "2023-02-27", "2023-02", ""]),
    st.sampled_from([149240, 148690, 7]),
    measure=st.sampled_from(["killed", "wounded", "personnel", "troops"]),
    publisher=st.sampled_from(["mod", "other"]),
    per=st.sampled_from(["", "P1D"]),
    subject=st.sampled_from(["", "soldiers", "civilians"]),
)


@given(st.lists(estimates, max_size=12))
def test_joining_keeps_apart_what_differs_and_loses_nothing(records):
    series = table(*records).series
    assert sorted(set(series.of_row.tolist())) == list(range(len(series.keys)))
    for number, key in enumerate(series.keys):
        members = [records[row] for row in np.flatnonzero(series.of_row == number)]
        assert {record.publisher for record in members} == {key[0]}
        assert {record.per for record in members} == {key[3]}
        assert len({record.measure for record in members} & set(MEASURES)) <= 1
        assert len({record.measure for record in members} - set(MEASURES)) <= 1
        assert len({record.subject for record in members} - {""}) <= 1
        assert key in [series_of(record) for record in members] or key[1] in {record.measure for record in members}


@given(st.lists(estimates, max_size=12))
def test_every_telling_has_the_numbers_and_the_date_of_the_figure(records):
    series = table(*records).series
    for row, stands in enumerate(series.same.tolist()):
        assert series.same[stands] == stands
        assert records[row].quantity == records[stands].quantity
        assert records[row].date == records[stands].date
        assert series.of_row[row] == series.of_row[stands]
        if stands != row:
            assert row in series.tellings(stands)


@given(st.lists(estimates, max_size=12))
def test_the_rows_of_all_series_are_the_dated_figures(records):
    series = table(*records).series
    listed = [row for number in range(len(series.keys)) for row in series.rows(number).tolist()]
    figures = [row for row, record in enumerate(records) if record.date and series.same[row] == row]
    assert sorted(listed) == figures
