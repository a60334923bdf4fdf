from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout import neighbourhood
from timeline_app.layout.neighbourhood import Neighbourhood
from timeline_app.model.edtf import Precision
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import TimeIndex
from timeline_app.model.when import Kind


def columns(starts: list[int], lengths: list[int]) -> TimeColumns:
    """Spans of whole seconds with exact ends."""
    first = np.array(starts, np.float64)
    last = first + np.array(lengths, np.float64)
    second = np.full(len(first), Precision.SECOND, np.uint8)
    kinds = np.full(len(first), Kind.SPAN, np.uint8)
    return TimeColumns.of_arrays((first, first, last, last, kinds, second, second, np.zeros(len(first), np.uint8)))


class Counted:
    """A neighbourhood, and how often far memory was looked at for it."""

    def __init__(self, times: TimeColumns) -> None:
        self.times, self.looks = times, 0
        index = TimeIndex.of(times, np.arange(len(times)))
        self.near = Neighbourhood(times, index)
        look = self.near._stretch

        def counted(start: float, end: float):
            self.looks += 1
            return look(start, end)

        self.near._stretch = counted

    def rows(self, start: float, end: float, *, passing: bool = False) -> list[int]:
        return self.near.listed(start, end, passing=passing).rows.tolist()


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 60)), min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(-20, 120), st.integers(1, 80), st.booleans()), max_size=8),
    st.sampled_from([0, 5, 4096]),
)
def test_whatever_was_asked_for_before_all_that_touch_are_listed_in_order(spans, asked, most):
    times = columns(*(list(column) for column in zip(*spans, strict=True)))
    near = Counted(times)
    ends = [start + length for start, length in spans]
    with patch.object(neighbourhood, "_MOST", most):
        for start, length, passing in asked:
            touching = [row for row, (begin, _) in enumerate(spans) if begin < start + length and ends[row] > start]
            ordered = sorted(touching, key=lambda row: (spans[row][0], ends[row], row))
            assert near.rows(start, start + length, passing=passing) == ordered


def test_panning_looks_at_far_memory_once_in_a_while_and_what_is_passed_by_doesnt_displace_it():
    near = Counted(columns(list(range(1000)), [1] * 1000))
    for start in range(400, 480, 10):
        near.rows(start, start + 100)
        near.rows(2 * start, 2 * start + 1, passing=True)
    assert near.looks == 1 + 8  # one for the window, one for each stretch far from it


def test_more_than_can_be_kept_is_listed_but_not_kept():
    near = Counted(columns([0] * 50, [10] * 50))
    with patch.object(neighbourhood, "_MOST", 49):
        assert len(near.rows(0, 5)) == len(near.rows(0, 5)) == 50
    assert near.looks == 2


@pytest.mark.parametrize("start", [-5.0, 3.0])
def test_what_only_meets_the_end_isnt_listed(start):
    near = Counted(columns([0], [3]))
    assert near.rows(start, start + 5) == []
