"""What somebody says of the columns of a table."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.registry import read_file
from timeline_app.formats.request import Request
from timeline_app.formats.tables.column_mapping import ColumnMapping, MappingError, mapping_of
from timeline_app.formats.tables.column_names import ROLES
from timeline_app.formats.tables.event_header import EventHeader

pairs = st.lists(st.tuples(st.sampled_from(ROLES), st.text(max_size=6)), unique_by=lambda pair: pair[0]).map(tuple)


def reading(tmp_path, text, mapping=None):
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    return read_file(path, Request((mapping,) if mapping else ()))


def test_columns_are_what_was_said(tmp_path):
    found = reading(tmp_path, "a,b,c\n2022-09,Report,x\n", mapping_of("when=a,title=b"))
    event = found.timeline.event(0)
    assert (event.when_text, event.title, event.fields) == ("2022-09", "Report", {"c": "x"})
    assert found.problems == ()


def test_columns_that_were_not_spoken_of_are_what_they_are_called(tmp_path):
    found = reading(tmp_path, "when,b,summary,headline\n2022,Report,S,H\n", mapping_of("title=b"))
    event = found.timeline.event(0)
    assert (event.when_text, event.title, event.summary) == ("2022", "Report", "S")
    assert event.fields == {"headline": "H"}


def test_a_column_may_be_said_to_be_none(tmp_path):
    found = reading(tmp_path, "when,title,summary\n2022,T,S\n", mapping_of("summary="))
    assert found.timeline.event(0).summary == ""
    assert found.timeline.event(0).fields == {"summary": "S"}


def test_a_column_that_isnt_there_is_said(tmp_path):
    found = reading(tmp_path, "when,title\n2022,T\n", mapping_of("when=dates"))
    (problem,) = found.problems
    assert "“dates”" in problem.what
    assert "“when”, “title”" in problem.what
    assert len(found.timeline.events) == 1


@pytest.mark.parametrize(("order", "edtf"), [(True, "2023-06-05"), (False, "2023-05-06")])
def test_the_order_of_day_and_month_is_as_was_said(tmp_path, order, edtf):
    found = reading(tmp_path, "when,title\n05/06/2023,T\n", ColumnMapping(day_first=order))
    assert found.timeline.event(0).when_text == edtf
    assert found.doubtful == ()


def test_a_table_whose_dates_may_mean_two_days_is_doubtful(tmp_path):
    found = reading(tmp_path, "when,title\n05/06/2023,T\n")
    assert found.doubtful == (str(tmp_path / "table.csv"),)
    assert any("--date-order" in f"{problem}" for problem in found.problems)


def test_a_table_of_which_no_column_is_known_is_doubtful(tmp_path):
    found = reading(tmp_path, "a,b\n2022,T\n")
    assert found.timeline is None
    assert found.doubtful == (str(tmp_path / "table.csv"),)


def test_what_was_said_of_one_header_holds_for_no_other():
    mapping = ColumnMapping((("when", "a"),), header=("a", "b"))
    assert EventHeader.of(("b", "a"), [mapping]).columns == {"b": 0, "when": 1}
    assert EventHeader.of(("a", "b", "c"), [mapping]).columns == {"a": 0, "b": 1, "c": 2}


def test_a_name_that_holds_a_comma_stands_in_quotation_marks():
    assert mapping_of('when=date, "title=Event, name"').columns == (("when", "date"), ("title", "Event, name"))


@pytest.mark.parametrize("text", ["when", "whem=date", "=date", ",,,", "when=a,when=b", "when=a,title=a"])
def test_words_that_are_no_mapping_are_refused_with_what_there_is(text):
    with pytest.raises(MappingError, match="when=date"):
        mapping_of(text)


@given(pairs, st.none() | st.booleans(), st.lists(st.text(max_size=6)).map(tuple))
def test_a_mapping_is_remembered_as_it_was(columns, day_first, header):
    mapping = ColumnMapping(columns, day_first, header)
    assert ColumnMapping.from_json(json.loads(json.dumps(mapping.as_json()))) == mapping
