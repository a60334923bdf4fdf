import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.timelines import LANES
from timeline_app.layout.lanes import PADDING, TITLED_ROW, TimelineIndex, arrange
from timeline_app.layout.local_rows import LINE, LocalRows, Rooms
from timeline_app.layout.view import Mode, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import constant
from timeline_app.model.edtf import Precision
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Kind

PIXEL = 0.25
"""Of the lanes below: the room of the shortest event is then four seconds."""
LONG_AGO, NOW = -5e9, 1.6e9


def lane_of(starts, ends):
    """A lane of spans whose ends are exact; infinite ends are open."""
    return index_of(starts, ends).lanes[0]


def index_of(starts, ends):
    """A timeline with no other lane than that."""
    rows, spans = len(starts), np.full(len(starts), Kind.SPAN, np.uint8)
    codes = (spans, np.full(rows, Precision.SECOND, np.uint8), np.full(rows, Precision.SECOND, np.uint8))
    times = TimeColumns.of_arrays((starts, starts.copy(), ends, ends.copy(), *codes, np.zeros(rows, np.uint8)))
    nothing = pa.nulls(rows)
    titles = pa.array(["An event"] * rows, pa.large_string())
    lanes = np.zeros(rows, np.uint8)
    events = EventTable(times, lanes, constant(0.5, rows), nothing, titles, *[nothing] * 4)
    timeline = Timeline("Spans", LANES[:1], (), (), events, EstimateTable.of(()))
    return TimelineIndex.of(timeline)


@pytest.fixture(autouse=True)
def large_lanes(monkeypatch):
    """Lanes that aren't looked at as a whole, however few events they hold."""
    monkeypatch.setattr(type(lane_of(np.array([0.0]), np.array([1.0]))), "is_small", False)


def random_lane(seed: int, size: int, centre: float, spread: float, unit: float, share_open: float):
    """Moments and spans of log-normal length about a time; some are open on either side."""
    random = np.random.default_rng(seed)
    starts = centre + random.uniform(-spread, spread, size)
    ends = starts + np.where(random.random(size) < 0.4, 0.0, random.lognormal(3, 3, size))
    if unit:
        starts, ends = np.floor(starts / unit) * unit, np.ceil(ends / unit) * unit
    ends = np.where(random.random(size) < share_open, np.inf, np.maximum(ends, np.nextafter(starts, np.inf)))
    starts = np.where((random.random(size) < share_open) & np.isfinite(ends), -np.inf, starts)
    return lane_of(starts, ends)


lanes = st.builds(
    random_lane,
    st.integers(0, 1000),
    st.integers(1, 400),
    st.sampled_from([0.0, LONG_AGO, NOW, NOW + 0.3]),
    st.sampled_from([20.0, 500.0, 20_000.0]),
    st.sampled_from([0.0, 0.0, 1.0, LINE * PIXEL, 64.0]),
    st.sampled_from([0.0, 0.01]),
)


@st.composite
def windows_of(draw: st.DrawFn, lane) -> list[tuple[float, float]]:
    """Stretches of time about some events of a lane, from some pixels to all."""
    known = np.concatenate([lane.times.first_known, lane.times.last_known])
    about = st.sampled_from(known.tolist())
    widths = st.sampled_from([5.0, 50.0, 500.0, 5000.0, 1e6]).map(lambda pixels: pixels * PIXEL)
    found = draw(st.lists(st.tuples(about, widths, st.floats(0, 1)), min_size=1, max_size=6))
    return [(time - share * width, time + (1 - share) * width) for time, width, share in found]


@dataclass(frozen=True)
class Stacked:
    """What a window shows of a lane: each event's room, and its row."""

    rooms: dict[int, tuple[float, float]]
    rows: dict[int, int]


def stacked(lane, rows: LocalRows, start: float, end: float) -> Stacked:
    rooms = lane.rooms_in(start, end, rows.pixel)
    events = rooms.events.tolist()
    ends = zip(rooms.starts.tolist(), rooms.ends.tolist(), strict=True)
    found = rows.of(rooms, start, end).tolist()
    return Stacked(dict(zip(events, ends, strict=True)), dict(zip(events, found, strict=True)))


def fresh(lane, most: int) -> LocalRows:
    """The rows of a lane of which nothing is known yet."""
    known = lane.local_rows(PIXEL, most)
    return LocalRows(known.pixel, known.most, known.find)


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def coarsest_line(start: float, end: float) -> int:
    """The line in a room that is the multiple of the greatest power of two, by looking at ever finer ones."""
    gap = LINE * PIXEL
    if start <= 0 < end:
        return 0
    for power in range(60, -1, -1):
        gaps = gap * 2.0**power
        line = math.ceil(start / gaps) if math.isfinite(start) else math.ceil(end / gaps) - 1
        if start <= line * gaps < end:
            return line * 2**power
    raise AssertionError((start, end))


@settings(max_examples=60)
@given(lanes, st.integers(1, 12), st.data())
def test_an_event_has_the_same_row_in_every_window_in_any_order(lane, most, data):
    windows = data.draw(windows_of(lane))
    whole = stacked(lane, fresh(lane, most), -math.inf, math.inf)
    first, last = fresh(lane, most), fresh(lane, most)
    for window, other in zip(windows, reversed(windows), strict=True):
        seen = [stacked(lane, first, *window), stacked(lane, last, *other), stacked(lane, fresh(lane, most), *window)]
        seen.append(stacked(lane, lane.local_rows(PIXEL, most), *window))
        for one in seen:
            assert one.rows == {event: whole.rows[event] for event in one.rooms}


@settings(max_examples=60)
@given(lanes, st.integers(1, 12), st.data())
def test_events_in_the_same_row_never_overlap(lane, most, data):
    for window in data.draw(windows_of(lane)):
        found = stacked(lane, fresh(lane, most), *window)
        assert all(0 <= row <= most for row in found.rows.values())
        for row in range(most):
            rooms = sorted(found.rooms[event] for event, own in found.rows.items() if own == row)
            assert not any(overlap(one, other) for one, other in pairwise(rooms))


@settings(max_examples=60)
@given(lanes, st.integers(1, 12))
def test_only_where_events_of_as_coarse_lines_take_each_row_an_event_has_none(lane, most):
    found = stacked(lane, fresh(lane, most), -math.inf, math.inf)
    lines = {event: coarsest_line(*room) for event, room in found.rooms.items()}
    for event in (event for event, row in found.rows.items() if row == most):
        line = lines[event]
        near = [other for other, room in found.rooms.items() if overlap(found.rooms[event], room)]
        before = [other for other in near if lines[other] == line or coarseness(lines[other]) > coarseness(line)]
        assert {found.rows[other] for other in before} - {most} == set(range(most))


def coarseness(line: int) -> float:
    return line & -line if line else math.inf


@settings(max_examples=40)
@given(lanes, st.data())
def test_events_of_a_window_are_those_whose_glyph_has_room_in_it(lane, data):
    columns = (lane.times.start_earliest.tolist(), lane.times.end_latest.tolist())
    margin = 8 * PIXEL
    for start, end in data.draw(windows_of(lane)):
        found = lane.rooms_in(start, end, PIXEL)
        expected = [
            row for row, (lo, hi) in enumerate(zip(*columns, strict=True)) if lo - margin < end and hi + margin > start
        ]
        assert sorted(found.events.tolist()) == expected


def test_neighbours_take_turns_in_rows():
    starts = NOW + np.arange(16) * 4 * LINE * PIXEL
    lane = lane_of(starts, starts + 1)
    rows = stacked(lane, fresh(lane, 4), -math.inf, math.inf).rows
    assert all(rows[number] != rows[number + 1] for number in range(15))


def test_all_events_of_a_moment_have_rows_of_their_own_as_long_as_there_are_some():
    lane = lane_of(np.full(9, NOW), np.full(9, NOW + 1))
    rows = stacked(lane, fresh(lane, 6), NOW - 10, NOW + 10).rows
    assert sorted(rows.values()) == [0, 1, 2, 3, 4, 5, 6, 6, 6]


@pytest.mark.parametrize(
    ("start", "end"), [(NOW, math.inf), (-math.inf, -NOW), (-math.inf, NOW), (-NOW, math.inf), (-1.0, 1.0), (0.0, 1.0)]
)
def test_what_is_open_or_lies_over_1970_has_a_row_beside_what_it_overlaps(start, end):
    known = start if math.isfinite(start) else end
    lane = lane_of(np.array([start, known - 1, known - 2]), np.array([end, known + 1, known + 2]))
    for window in ((known - 1000, known + 1000), (known - 3, known + 3), (known + 0.5, known + 0.6)):
        rows = stacked(lane, fresh(lane, 3), *window).rows
        assert sorted(rows.values()) == [0, 1, 2]


def test_after_events_without_a_row_shorter_ones_still_get_those_that_are_free():
    starts, ends = np.array([-9.0, -8.0, 1.0, 3.1, 3.2]), np.array([3.0, 2.9, 7.5, 7.2, 7.1])
    rooms = Rooms(np.arange(5), (starts + 256) * LINE * PIXEL, (ends + 256) * LINE * PIXEL)
    rows = LocalRows(PIXEL, 2, rooms.holding).of(rooms, -math.inf, math.inf).tolist()
    assert rows[2] == 2
    assert sorted(rows[3:]) == [0, 1]


# Depth

instants = st.integers(-20, 20).map(float)


@given(
    st.lists(
        st.tuples(instants, st.integers(1, 15), st.sampled_from([(0, 0), (-math.inf, 0), (0, math.inf)])), max_size=12
    )
)
def test_the_depth_is_how_many_rooms_hold_the_instant_that_most_hold(rooms):
    starts = np.array([start + left for start, _, (left, _) in rooms], dtype=np.float64)
    ends = np.array([start + length + right for start, length, (_, right) in rooms], dtype=np.float64)
    found = Rooms(np.arange(len(rooms)), starts, ends)
    assert found.depth == max((len(found.holding(time).events) for time in np.arange(-21, 40.0)), default=0)


def test_a_lane_that_is_too_deep_for_its_room_is_a_strip_without_a_look_for_rows(monkeypatch):
    random = np.random.default_rng(1)
    starts = NOW + random.uniform(-20, 20, 200)
    index = index_of(starts, starts + 1)
    monkeypatch.setattr(LocalRows, "of", lambda *_: pytest.fail("rows were looked for"))
    view = View(TimeWindow(NOW - 500, NOW + 500), 2000.0, 60.0, NOW)
    (band,) = arrange(index, view, view.width, view.height)
    assert band.mode is Mode.STRIP


def test_rows_are_the_same_when_those_that_were_kept_are_forgotten(monkeypatch):
    lane = random_lane(3, 300, NOW, 500.0, 0.0, 0.0)
    start, end = NOW - 400, NOW + 400
    rooms = lane.rooms_in(start, end, PIXEL)
    kept, forgetful = (LocalRows(PIXEL, 40, lane.local_rows(PIXEL, 40).find) for _ in range(2))
    expected = kept.of(rooms, start, end).tolist()
    monkeypatch.setattr("timeline_app.layout.local_rows._MOST_KEPT", 10)
    for _ in range(3):
        assert forgetful.of(rooms, start, end).tolist() == expected
    assert len(forgetful._row_of) <= len(rooms.events) + len(kept._row_of)


@pytest.mark.parametrize(("overlapping", "mode"), [(2, Mode.GLYPHS), (3, Mode.STRIP)])
def test_as_many_rows_as_there_is_room_for_are_glyphs_and_one_more_is_a_strip(overlapping, mode):
    index = index_of(np.full(overlapping, NOW), np.full(overlapping, NOW + 50))
    view = View(TimeWindow(NOW - 500, NOW + 500), 2000.0, 2 * TITLED_ROW + 2 * PADDING, NOW)
    (band,) = arrange(index, view, view.width, view.height)
    assert band.mode is mode
