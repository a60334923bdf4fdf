from itertools import combinations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.layout.pictures import bounds as box_of
from tests.layout.pictures import drawn_items, hull, text_width
from tests.layout.timelines import LANES, event, index_of, indexes, near_windows, view_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.rows import assign_rows
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar

stretches = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 25)), max_size=40).map(sorted)


def rows_of(found, spread: int):
    starts = np.array([start for start, _ in found], dtype=float)
    ends = np.array([start + length for start, length in found], dtype=float)
    return starts, ends, assign_rows(starts, ends, spread)


def depth(starts, ends) -> int:
    """The most events that there are at any one time."""
    return max((int(np.sum((starts <= time) & (time < ends))) for time in starts), default=0)


@given(stretches, st.integers(1, 8))
def test_no_two_events_in_a_row_overlap(found, spread):
    starts, ends, rows = rows_of(found, spread)
    for one, other in combinations(range(len(rows)), 2):
        assert rows[one] != rows[other] or ends[one] <= starts[other] or ends[other] <= starts[one]


@given(stretches, st.integers(1, 8))
def test_there_are_no_more_rows_than_events_at_a_time_or_than_room_to_spread(found, spread):
    starts, ends, rows = rows_of(found, spread)
    assert len(rows) == len(found)
    assert rows.max(initial=0) < max(depth(starts, ends), spread)
    assert rows.min(initial=0) == 0


def test_events_that_follow_each_other_take_turns_in_the_rows_that_there_are():
    assert rows_of([(0, 1), (10, 1), (20, 1), (30, 1)], 3)[2].tolist() == [0, 1, 2, 0]
    assert rows_of([(0, 1), (10, 1), (20, 1)], 1)[2].tolist() == [0, 0, 0]


def test_ten_thousand_events_at_once_have_a_row_each():
    starts, ends = np.zeros(10_000), np.ones(10_000)
    assert sorted(assign_rows(starts, ends, 1).tolist()) == list(range(10_000))


@settings(max_examples=30)
@given(indexes(), near_windows(), near_windows(), st.integers(200, 1500))
def test_any_two_windows_at_a_zoom_step_have_the_same_rows(index, window, other, width):
    other = TimeWindow(other.start, other.start + window.duration)
    assume(other.duration == window.duration)
    for lane in index.lanes:
        stacks = [lane.stack(one.duration / width, 3) for one in (window, other)]
        assert stacks[0].tolist() == stacks[1].tolist()


@settings(max_examples=30)
@given(indexes(), near_windows(), st.lists(st.integers(-40, 40), min_size=1, max_size=3))
def test_no_glyph_jumps_up_or_down_while_panning(index, window, shares):
    heights: dict = {}
    for share in (0, *shares):
        start = window.start + share * window.duration / 32
        view = view_of(TimeWindow(start, start + window.duration))
        canvas = draw_canvas(index, view, text_width)
        if canvas.strips:
            continue
        for item, drawn in drawn_items(canvas.scene).items():
            middle = hull([box_of(part) for part in drawn.glyph[:1]]).middle
            assert abs(heights.setdefault(item, middle) - middle) < 1e-6


def test_glyphs_that_lie_over_each_other_have_rows_of_their_own():
    index = index_of(*(event("2023-02-28", f"Event {number}") for number in range(5)), lanes=LANES[:1])
    day = calendar.seconds_at(2023, 2, 28)
    canvas = draw_canvas(index, view_of(TimeWindow(day - 1e6, day + 1e6)), text_width)
    middles = {box_of(drawn.glyph[0]).middle for drawn in drawn_items(canvas.scene).values()}
    assert len(middles) == 5
