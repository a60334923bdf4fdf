import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import seen, text_width, texts
from tests.layout.timelines import (
    LANES,
    day_text,
    estimate,
    event,
    index_of,
    indexes,
    near_windows,
    timeline_of,
    view_of,
    views,
    window_of,
)
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.lane_index import LaneIndex
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.lanes import (
    LABELLED_ROW,
    LEAST_HEIGHT,
    PADDING,
    TITLED_ROW,
    TimelineIndex,
    arrange,
    share_height,
)
from timeline_app.layout.scene import Columns, Text
from timeline_app.layout.view import Item, Items
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
    assert list(index.undated) == [Item("event", 2)]


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


def is_strip(index, *, was_strip: bool = False) -> bool:
    """Whether the one lane of some events becomes a strip."""
    strips = frozenset({"lane:a"}) if was_strip else frozenset()
    return bool(draw_canvas(index, view_of(FEW_DAYS, 600, 300, strips=strips), text_width).strips)


def test_a_lane_of_few_events_is_drawn_one_by_one_and_one_of_many_as_a_strip():
    assert not is_strip(crowded(20))
    assert is_strip(crowded(3000))


def least_strip() -> int:
    """The least number of events that make a lane a strip."""
    return next(count for count in range(3, 300) if is_strip(crowded(count)))


def test_a_strip_turns_back_only_when_there_is_room_to_spare():
    least = least_strip()
    assert not is_strip(crowded(least - 1))
    assert is_strip(crowded(least - 1), was_strip=True)
    assert not is_strip(crowded(least // 2), was_strip=True)


@settings(max_examples=30)
@given(indexes(most=40), views(), st.booleans())
def test_a_lane_drawn_anew_stays_what_it_was(index, view, strips):
    start = frozenset(lane.id for lane in index.lanes if strips)
    first = draw_canvas(index, replace(view, strips=start), text_width)
    again = draw_canvas(index, replace(view, strips=first.strips), text_width)
    assert again.strips == first.strips


@settings(max_examples=30)
@given(st.integers(1, 60), views())
def test_a_lane_is_glyphs_or_a_strip_and_never_both(count, view):
    canvas = draw_canvas(crowded(count), view, text_width)
    ids = [group.id for group in canvas.scene.walk()]
    has_strip = any(one.startswith("strip:") for one in ids)
    assert has_strip == bool(canvas.strips)
    assert has_strip == any(isinstance(one.part, Columns) for one in seen(canvas.scene))
    assert not (has_strip and any(one.startswith("event:") for one in ids))


def test_the_lanes_of_a_high_canvas_share_all_of_it():
    lanes = tuple(Lane(str(number), f"Lane {number}") for number in range(7))
    index = index_of(*(event(day_text(number), lane=str(number % 7)) for number in range(31)), lanes=lanes)
    for height in range(300, 1400, 37):
        canvas = draw_canvas(index, view_of(TimeWindow(1.5e9, 1.7e9), 900.0, height), text_width)
        assert canvas.overflow == 0 or canvas.overflow > 1


# States of lanes

IDS = ("lane:a", "lane:b", "lane:c", "estimates")


def three_lanes() -> TimelineIndex:
    return index_of(*(event(day_text(9 * n), f"Event {n}", "abc"[n % 3]) for n in range(9)), estimate("2020-02"))


def drawn_with(states: LaneStates, index=None, height: float = 600.0, **changes) -> Canvas:
    view = view_of(window_of("2019-12", "2020-06"), 1000, height, lanes=states, **changes)
    return draw_canvas(index or three_lanes(), view, text_width)


def ids_of(canvas: Canvas) -> list[str]:
    return [band.lane.id for band in canvas.bands]


def test_a_collapsed_lane_is_24_pixels_high_has_no_labels_and_leaves_the_rest_to_the_others():
    canvas = drawn_with(LaneStates(collapsed=frozenset({"lane:b"})))
    heights = {band.lane.id: band.height for band in canvas.bands}
    assert heights["lane:b"] == 24
    assert sum(heights.values()) == pytest.approx(canvas.plot.height)
    items = [group for group in canvas.scene.group("lane:b").walk() if group.id.startswith("event:")]
    assert {group.id for group in items} == {"event:1", "event:4", "event:7"}
    assert not any(isinstance(part, Text) for group in items for part in group.parts)
    assert canvas.scene.group("header:lane:b").title == "Protests: 3 events, collapsed"


def test_lanes_that_are_all_collapsed_leave_room_below():
    canvas = drawn_with(LaneStates(collapsed=frozenset(IDS)))
    assert [band.height for band in canvas.bands] == [24] * 4
    assert canvas.overflow == 0


def test_a_collapsed_lane_whose_events_do_not_fit_is_a_strip():
    canvas = drawn_with(LaneStates(collapsed=frozenset({"lane:a"})), crowded(20))
    assert canvas.strips == {"lane:a"}


def test_a_hidden_lane_is_not_drawn_nor_what_it_holds_without_a_date():
    index = index_of(event("2020", lane="a"), event("2020", lane="b"), event(lane="a"), event(lane="b"))
    canvas = drawn_with(LaneStates(hidden=frozenset({"lane:a"})), index)
    assert ids_of(canvas) == ["lane:b"]
    assert {one.id for one in canvas.scene.walk() if one.id.startswith("event:")} == {"event:1", "event:3"}


def test_that_all_lanes_are_hidden_is_said():
    canvas = drawn_with(LaneStates(hidden=frozenset(IDS)))
    assert canvas.bands == ()
    assert "All lanes are hidden" in texts(canvas.scene)
    assert canvas.overflow == 0


def test_lanes_stand_in_the_order_that_is_given_and_the_others_behind_in_the_files():
    canvas = drawn_with(LaneStates(order=("estimates", "lane:gone", "lane:c")))
    assert ids_of(canvas) == ["estimates", "lane:c", "lane:a", "lane:b"]


def test_hiding_or_moving_a_lane_leaves_the_modes_of_the_others():
    many = (event(day_text(n % 3), lane="b") for n in range(3000))
    index = index_of(event("2020", lane="a"), *many, event("2020", lane="c"))
    for states in (LaneStates(), LaneStates(hidden=frozenset({"lane:a"})), LaneStates(order=("lane:c", "lane:b"))):
        assert drawn_with(states, index, strips=frozenset({"lane:b"})).strips == {"lane:b"}


lane_states = st.builds(
    LaneStates,
    st.lists(st.sampled_from(IDS), unique=True).map(tuple),
    st.frozensets(st.sampled_from(IDS)),
    st.frozensets(st.sampled_from(IDS)),
)


@given(lane_states, st.sampled_from(IDS), st.sampled_from([-1, 1]), st.frozensets(st.sampled_from(IDS)))
def test_a_lane_that_is_moved_changes_places_with_the_next_that_is_seen(states, lane_id, step, seen):
    seen = [other for other in IDS if other in seen]
    before, after = states.shown(seen), states.moved(lane_id, step, IDS, seen)
    expected = list(before)
    if lane_id in before and 0 <= before.index(lane_id) + step < len(before):
        place = expected.index(lane_id)
        expected[place], expected[place + step] = expected[place + step], expected[place]
    assert after.shown(seen) == tuple(expected)
    assert sorted(after.arranged(IDS)) == sorted(IDS)
    others = [other for other in IDS if other != lane_id]
    assert after.arranged(others) == states.arranged(others)


@settings(max_examples=30)
@given(indexes(), views(), lane_states)
def test_each_lane_is_drawn_once_unless_it_is_hidden(index, view, states):
    view = replace(view, lanes=states)
    bands = arrange(index, view, 800, view.height)
    assert {band.lane.id for band in bands} == {lane.id for lane in index.lanes} - states.hidden
    assert all(band.height == 24 for band in bands if band.lane.id in states.collapsed)
    for above, below in itertools.pairwise(bands):
        assert below.top == pytest.approx(above.top + above.height)


def test_of_500_lanes_only_those_in_view_are_looked_into(monkeypatch):
    lanes = tuple(Lane(str(number), f"Lane {number}") for number in range(500))
    index = index_of(*(event(day_text(number), lane=str(number)) for number in range(500)), lanes=lanes)
    asked, stack = [], LaneIndex.stack
    monkeypatch.setattr(LaneIndex, "stack", lambda lane, *zoom: asked.append(lane.id) or stack(lane, *zoom))
    gone = frozenset({"lane:0", "lane:480"})
    view = view_of(window_of("2020", "2022"), 1000, 300, scroll=2400.0, strips=gone)
    canvas = draw_canvas(index, view, text_width)
    assert asked == [band.lane.id for band in canvas.seen] == [f"lane:{n}" for n in range(100, 100 + len(canvas.seen))]
    assert len(asked) < 15
    assert sum(group.id.startswith("header:") for group in canvas.scene.walk()) == len(asked)
    assert canvas.strips == gone


# A filter


@settings(max_examples=30)
@given(indexes(most=30), st.frozensets(st.integers(0, 29)), st.frozensets(st.integers(0, 29)), near_windows())
def test_the_index_of_what_is_kept_is_that_of_a_timeline_of_nothing_else(index, events, estimates, window):
    timeline = index.timeline
    sizes = (len(timeline.events), len(timeline.estimates))
    kept = [sorted(row for row in rows if row < size) for rows, size in zip((events, estimates), sizes, strict=True)]
    found = TimelineIndex.of(timeline, Items(*(np.array(rows, np.int64) for rows in kept)))
    assert found.filtered == len(timeline.events) - len(kept[0])
    held = {
        table: {row for lane in found.lanes if lane.table == table for row in (*lane.rows, *lane.undated)}
        for table in ("event", "estimate")
    }
    assert list(held.values()) == [set(rows) for rows in kept]
    assert all(item.row in held[item.table] and item in index.undated for item in found.undated)
    whole = {lane.id: lane for lane in index.lanes}
    for lane in found.lanes:
        near = whole[lane.id].index.touching(lane.times, window.start, window.end).tolist()
        left = [row for row in near if row in held[lane.table]]
        assert lane.index.touching(lane.times, window.start, window.end).tolist() == left
        assert (lane.title, lane.colour) == (whole[lane.id].title, whole[lane.id].colour)


def test_next_and_previous_leave_out_what_is_filtered_out_or_hidden():
    records = [event(day_text(n), lane="ab"[n % 2]) for n in range(6)]
    index = TimelineIndex.of(timeline_of(*records), Items.of([Item("event", row) for row in (0, 1, 2, 5)]))
    assert index.next_to(Item("event", 2)) == Item("event", 5)
    assert index.next_to(Item("event", 0), {"lane:b"}) == Item("event", 2)
    assert index.end_of("event", {"lane:b"}, last=True) == Item("event", 2)
    assert index.next_to(Item("event", 4), back=True) == Item("event", 2)  # it may be what was selected before
    assert [index.keeps(Item("event", row)) for row in (2, 3)] == [True, False]


@pytest.mark.parametrize("height", [100.0, 500.0, 2000.0])
def test_no_lane_is_lower_than_the_least_height_not_even_one_without_dates(height):
    records = [event("2023", lane="a")] * 9 + [event(lane="b")] + [event("2022", lane="c")]
    index = index_of(*records)
    bands = arrange(index, view_of(window_of("2021", "2024"), 1000, height), 900, height)
    assert len(bands) == 3
    assert all(band.height >= 24 for band in bands)
