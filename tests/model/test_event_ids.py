"""Ids of events of several tables: those that clash are changed, no other."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model.event_ids import joined_ids
from timeline_app.model.table import made_id

ids = st.none() | st.sampled_from(["a", "b", "a-2", "a-2-2", "event-1", "event-2", "event-2-2", "event-0", "event-02"])
tables = st.lists(st.lists(ids, max_size=4), min_size=1, max_size=4)


def column(values):
    return pa.array(values, pa.large_string()) if any(value is not None for value in values) else pa.nulls(len(values))


def joined(*found):
    return [part.to_pylist() for part in joined_ids([column(values) for values in found])]


@given(tables)
def test_no_two_events_are_called_the_same(found):
    result = [name for part in joined(*found) for name in part]
    whole = [name for part in found for name in part]
    called = [made_id(row) if name is None else name for row, name in enumerate(result)]
    assert len(set(called)) == len(called) == len(whole)


@given(tables)
def test_what_doesnt_clash_keeps_its_name(found):
    result = [name for part in joined(*found) for name in part]
    whole = [name for part in found for name in part]
    seen = set()
    for row, name in enumerate(whole):
        clashes = name in seen if name is not None else made_id(row) in set(whole)
        assert clashes or result[row] == name
        seen.add(name)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([[None, None], [None]], [[None, None], [None]]),
        ([["a"], ["a"], ["a"]], [["a"], ["a-2"], ["a-3"]]),
        ([["a"], ["a"], ["a-2"]], [["a"], ["a-3"], ["a-2"]]),
        ([[None, None], ["event-2"]], [[None, "event-2-2"], ["event-2"]]),
        ([[None], ["event-99999999999999999999"]], [[None], ["event-99999999999999999999"]]),
        ([[], []], [[], []]),
    ],
)
def test_examples(found, expected):
    assert joined(*found) == expected
