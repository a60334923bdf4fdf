import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import seen, text_width
from tests.layout.timelines import LANES, day_text, estimate, event, index_of, indexes, view_of, views, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.lanes import LABELLED_ROW, LEAST_HEIGHT, PADDING, TITLED_ROW, arrange, share_height
from timeline_app.layout.scene import Columns
from timeline_app.layout.view import Item, Mode
from timeline_app.layout.window import TimeWindow
from timeline_app.model.records import Lane

wants = st.lists(st.floats(LEAST_HEIGHT, 500), min_size=1, max_size=30)


@given(wants, st.floats(1, 3000))
def test_lanes_fill_the_height_or_are_as_low_as_a_lane_may_be(wanted, height):
    heights = share_height(wanted, height)
    assert sum(heights) == pytest.approx(max(height, LEAST_HEIGHT * len(wanted)))


@given(wants, st.floats(1, 3000))
def test_no_lane_is_lower_than_24_pixels(wanted, height):
    assert min(share_height(wanted, height)) >= LEAST_HEIGHT == 24


@given(wants, st.floats(1, 3000))
def test_lanes_that_get_less_than_they_want_all_get_the_same(wanted, height):
    heights = share_height(wanted, height)
    short = [given for want, given in zip(wanted, heights, strict=True) if given < want - 1e-6]
    assert max(short, default=0) - min(short, default=0) < 1e-6
    assert all(given <= min(short, default=1e9) + 1e-6 for given in heights if short)


@given(wants, st.floats(1, 3000))
def test_a_lane_that_wants_more_never_gets_less(wanted, height):
    order = np.argsort(wanted, kind="stable")
    heights = np.array(share_height(wanted, height))[order]
    assert np.all(np.diff(heights) >= -1e-6)


def test_no_lanes_share_nothing():
    assert share_height([], 100) == []


@settings(max_examples=30)
@given(indexes(), views())
def test_lanes_lie_under_each_other(index, view):
    bands = arrange(index, view, 800, view.height)
    for above, below in itertools.pairwise(bands):
        assert below.top == pytest.approx(above.top + above.height)
    assert not bands or bands[0].top == 0


def test_lanes_are_in_the_files_order_with_the_estimates_last_and_empty_ones_left_out():
    records = (estimate("2023"), event("2023", lane="c"), event("2022", lane="a"))
    assert [lane.title for lane in index_of(*records).lanes] == ["Statements", "Elsewhere", "Estimates"]


def test_a_lane_with_nothing_but_undated_events_stays():
    index = index_of(estimate("2023"), event("2023", lane="c"), event("2022", lane="a"), event(lane="b"))
    assert [lane.title for lane in index.lanes] == ["Statements", "Protests", "Elsewhere", "Estimates"]
    assert [(len(lane.rows), len(lane.undated)) for lane in index.lanes] == [(1, 0), (0, 1), (1, 0), (1, 0)]
    assert index.undated == (Item("event", 2),)


def stack_of(count: int, room: float) -> list[int]:
    """The rows of so many events, far from each other, in a lane with so much room for rows, pixels."""
    index = index_of(*(event(day_text(60 * number)) for number in range(count)), lanes=LANES[:1])
    (band,) = arrange(index, view_of(window_of("2020", "2024")), 1000, room + 2 * PADDING)
    return band.stack.tolist()


@given(st.integers(1, 14))
def test_where_all_events_have_room_for_a_line_of_text_each_has_a_row(count):
    assert stack_of(count, count * TITLED_ROW) == list(range(count))


@given(st.integers(2, 14))
def test_where_not_all_events_have_room_for_a_line_they_share_rows_that_have_room_for_two(count):
    room = count * TITLED_ROW - 1
    assert max(stack_of(count, room)) + 1 == max(1, room // LABELLED_ROW)


def test_an_index_keeps_what_it_made_of_an_event():
    index = index_of(event("2023", "A"))
    assert index.event(0) is index.event(0)
    assert index.event(0).title == "A"


def crowded(count: int):
    """So many events on three days, in one lane."""
    return index_of(*(event(day_text(number % 3), f"Event {number}") for number in range(count)), lanes=LANES[:1])


FEW_DAYS = window_of("2019-12-20", "2020-01-10")


def modes(index, **changes) -> tuple[Mode, ...]:
    return draw_canvas(index, view_of(FEW_DAYS, 600, 300, **changes), text_width).modes


def test_a_lane_of_few_events_is_drawn_one_by_one_and_one_of_many_as_a_strip():
    assert modes(crowded(20)) == (Mode.GLYPHS,)
    assert modes(crowded(3000)) == (Mode.STRIP,)


def least_strip() -> int:
    """The least number of events that make a lane a strip."""
    return next(count for count in range(3, 300) if modes(crowded(count)) == (Mode.STRIP,))


def test_a_strip_turns_back_only_when_there_is_room_to_spare():
    least = least_strip()
    assert modes(crowded(least - 1), modes=(Mode.GLYPHS,)) == (Mode.GLYPHS,)
    assert modes(crowded(least - 1), modes=(Mode.STRIP,)) == (Mode.STRIP,)
    assert modes(crowded(least // 2), modes=(Mode.STRIP,)) == (Mode.GLYPHS,)


@settings(max_examples=30)
@given(indexes(most=40), views(), st.booleans())
def test_a_lane_drawn_anew_stays_what_it_was(index, view, strips):
    start = (Mode.STRIP if strips else Mode.GLYPHS,) * len(index.lanes)
    first = draw_canvas(index, replace(view, modes=start), text_width)
    again = draw_canvas(index, replace(view, modes=first.modes), text_width)
    assert again.modes == first.modes


@settings(max_examples=30)
@given(st.integers(1, 60), views())
def test_a_lane_is_glyphs_or_a_strip_and_never_both(count, view):
    canvas = draw_canvas(crowded(count), view, text_width)
    ids = [group.id for group in canvas.scene.walk()]
    is_strip = any(one.startswith("strip:") for one in ids)
    assert is_strip == (canvas.modes == (Mode.STRIP,))
    assert is_strip == any(isinstance(one.part, Columns) for one in seen(canvas.scene))
    assert not (is_strip and any(one.startswith("event:") for one in ids))


def test_modes_of_another_timeline_are_ignored():
    assert modes(crowded(20), modes=(Mode.STRIP, Mode.STRIP)) == (Mode.GLYPHS,)


def test_the_lanes_of_a_high_canvas_share_all_of_it():
    lanes = tuple(Lane(str(number), f"Lane {number}") for number in range(7))
    index = index_of(*(event(day_text(number), lane=str(number % 7)) for number in range(31)), lanes=lanes)
    for height in range(300, 1400, 37):
        canvas = draw_canvas(index, view_of(TimeWindow(1.5e9, 1.7e9), 900.0, height), text_width)
        assert canvas.overflow == 0 or canvas.overflow > 1
