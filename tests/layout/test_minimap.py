import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import overlapping, seen, text_width, texts
from tests.layout.timelines import day_text, estimate, event, index_of, indexes, near_windows, view_of, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.minimap import HEIGHT, Minimap, draw_background, with_frame
from timeline_app.layout.scene import Box, Columns, Line, Rect, Role
from timeline_app.layout.view import Item, Items, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import Zone

widths = st.integers(300, 2000).map(float)
YEAR = window_of("2022", "2023")


def minimap(index: TimelineIndex, window: TimeWindow, width: float = 1000.0) -> Minimap:
    return minimap_of(index, view_of(window), width)


def minimap_of(index: TimelineIndex, view: View, width: float = 1000.0) -> Minimap:
    return with_frame(draw_background(index, view, width, text_width), view.window)


def marks(drawn: Minimap) -> list[Rect]:
    """All but the lines that join the dates of a set."""
    return [one.part for one in seen(drawn.scene) if one.group.id == "overview" and isinstance(one.part, Rect)]


@settings(max_examples=30)
@given(indexes(), near_windows(), widths)
def test_the_whole_extent_is_in_view_with_a_mark_for_each_event_and_estimate(index, window, width):
    drawn = minimap(index, window, width)
    for lane in index.lanes:
        bounds = np.concatenate([lane.times.lo[lane.rows], lane.times.hi[lane.rows]])
        assert all(drawn.window.contains(bound) for bound in bounds[np.isfinite(bounds)])
    assert len({mark.box.y for mark in marks(drawn)}) <= sum(len(lane.rows) for lane in index.lanes)
    assert len(marks(drawn)) >= sum(len(lane.rows) for lane in index.lanes)
    assert {mark.ink.role for mark in marks(drawn)} <= {Role.STRIP_KNOWN, Role.GLYPH_SOFT}


@settings(max_examples=30)
@given(indexes(), near_windows(), widths)
def test_the_frame_is_where_the_window_is_and_the_rest_is_shaded(index, window, width):
    drawn = minimap(index, window, width)
    track, frame = drawn.track, drawn.frame
    for x, time in ((frame.x, window.start), (frame.right, window.end)):
        if drawn.window.start < time < drawn.window.end and frame.width > 1:
            assert x == pytest.approx(track.x + drawn.window.x_of(time, track.width))
    assert track.x <= frame.x <= frame.right <= track.right + 1
    shade = [one.box.width for one in seen(drawn.scene) if one.part.ink.role is Role.SHADE]
    assert sum(shade) + frame.width == pytest.approx(track.width, abs=1.01)


@settings(max_examples=25)
@given(indexes(most=8), st.integers(300, 2000))
def test_no_text_reaches_into_the_track_or_over_another(index, width):
    drawn = minimap(index, window_of("2020", "2021"), float(width))
    boxes = [one.box for one in seen(drawn.scene) if one.group.id == "whole"]
    assert all(box.x >= 0 and box.right <= drawn.track.x and box.bottom <= HEIGHT for box in boxes)
    assert overlapping([box.grown(-1) for box in boxes]) == []


def test_time_runs_over_the_same_pixels_as_on_the_canvas():
    index = index_of(event("2022"))
    view = view_of(window_of("2022", "2023"), 1000)
    assert minimap(index, view.window).track.x == draw_canvas(index, view, text_width).plot.x


def test_few_events_are_small_marks_in_their_lanes_colours_one_lane_below_the_other():
    drawn = minimap(
        index_of(event("2022", lane="a"), event("2022", lane="c"), estimate("2022")), window_of("2022", "2023")
    )
    found = marks(drawn)
    assert [mark.ink.lane for mark in found] == [0, 2, -1]
    assert found[0].box.bottom <= found[1].box.y < found[1].box.bottom <= found[2].box.y
    assert all(drawn.track.y <= mark.box.y and mark.box.bottom <= drawn.track.bottom for mark in found)


def test_many_events_are_a_histogram_of_all_of_them():
    index = index_of(*(event(day_text(number % 900), lane="abc"[number % 3]) for number in range(1200)))
    found = [one.part for one in seen(minimap(index, window_of("2020", "2021")).scene) if isinstance(one.part, Columns)]
    known, possible = found
    assert (known.tops < known.bottoms).any()
    assert (possible.tops == possible.bottoms).all()


def test_the_histogram_begins_at_the_midnights_of_the_zone():
    index = index_of(*(event(day_text(number % 90)) for number in range(1200)))
    edges = []
    for zone in (Zone(), Zone("Asia/Kathmandu")):
        drawn = minimap_of(index, view_of(YEAR, 1400, zone=zone), 1400)
        columns = next(one.part for one in seen(drawn.scene) if isinstance(one.part, Columns))
        edges.append(columns.edges[5])
    day = drawn.track.width * calendar.DAY / drawn.window.duration
    assert (edges[0] - edges[1]) / day % 1 == pytest.approx(5.75 / 24, abs=0.01)


def columns(drawn: Minimap) -> list[Columns]:
    return [one.part for one in seen(drawn.scene) if isinstance(one.part, Columns)]


def arranged(**states) -> View:
    return view_of(YEAR, lanes=LaneStates(**states))


def test_marks_stand_in_the_order_of_the_lanes_without_those_of_hidden_ones():
    index = index_of(*(event("2022", lane=lane) for lane in "abc"), estimate("2022"))
    lanes = ("estimates", "lane:c", "lane:a", "lane:b")
    drawn = minimap_of(index, arranged(order=lanes, hidden=frozenset({"lane:a"})))
    assert [mark.ink.lane for mark in marks(drawn)] == [-1, 2, 1]


@pytest.mark.parametrize("order", [(), ("estimates",)])
@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"lane:b"})])
def test_the_histogram_counts_the_events_of_the_lanes_that_are_shown(order, hidden):
    early, late = [event(day_text(n % 90)) for n in range(1200)], [event(day_text(400), lane="b")] * 30
    index = index_of(*early, *late, *(estimate(day_text(300)) for _ in range(500)))
    drawn = minimap_of(index, arranged(order=order, hidden=hidden))
    known, _ = columns(drawn)
    filled = known.edges[:-1][known.tops < known.bottoms]
    days = [calendar.seconds_at(2020) + days * calendar.DAY for days in (0, 89, 400)]
    first, last, late_one = (drawn.track.x + drawn.window.x_of(time, drawn.track.width) for time in days)
    assert filled[0] == pytest.approx(first, abs=8)
    assert filled[-1] == pytest.approx(last if hidden else late_one, abs=8)


def test_of_few_events_in_the_lanes_that_are_shown_each_has_its_mark():
    index = index_of(*(event(day_text(n % 90)) for n in range(1200)), event(day_text(5), lane="b"))
    drawn = minimap_of(index, arranged(hidden=frozenset({"lane:a"})))
    assert columns(drawn) == []
    assert len(marks(drawn)) == 1


def test_where_all_lanes_are_hidden_the_track_is_empty():
    index = index_of(*(event(day_text(n % 90)) for n in range(1200)), estimate("2020"))
    drawn = minimap_of(index, arranged(hidden=frozenset({"lane:a", "estimates"})))
    assert drawn.scene.group("overview").parts == ()


def test_what_a_filter_left_out_is_not_on_it():
    timeline = index_of(*(event(day_text(n), lane="ab"[n % 2]) for n in range(6))).timeline
    kept = TimelineIndex.of(timeline, Items.of([Item("event", row) for row in (0, 1, 4)]))
    assert [mark.ink.lane for mark in marks(minimap(kept, YEAR))] == [0, 0, 1]


def test_many_estimates_without_any_event_are_shown_too():
    index = index_of(*(estimate(day_text(number)) for number in range(500)))
    found = [one.part for one in seen(minimap(index, window_of("2020", "2021")).scene) if isinstance(one.part, Columns)]
    assert any((one.tops < one.bottoms).any() for one in found)


def test_it_says_from_when_to_when_no_more_precisely_than_the_dates_are():
    drawn = minimap(index_of(event("2022-09"), event("2023-02-28")), window_of("2022", "2023"))
    assert " ".join(texts(drawn.scene)) == "Whole timeline Sep 2022 – 28 Feb 2023"


@pytest.mark.parametrize("width", [100.0, 300.0, 3840.0])
def test_an_empty_timeline_has_an_empty_track(width):
    drawn = minimap(TimelineIndex.of(Timeline.empty()), window_of("2020", "2021"), width)
    assert marks(drawn) == []
    assert texts(drawn.scene) == ["Whole timeline"]


def test_the_shade_lies_under_the_marks_and_the_frame_over_them():
    drawn = minimap(index_of(event("2022-02"), event("2023-02-28")), window_of("2022-09", "2023"))
    assert [group.id for group in drawn.scene.groups] == ["ground", "whole", "outside", "overview", "frame"]
    parts = [
        (one.group.id, one.part.ink.role) for one in seen(drawn.scene) if one.group.id in ("ground", "outside", "frame")
    ]
    assert parts[:4] == [
        ("ground", Role.BAND),
        ("ground", Role.CANVAS),
        ("outside", Role.SHADE),
        ("outside", Role.SHADE),
    ]
    assert parts[4] == ("frame", Role.FRAME)


@pytest.mark.parametrize(
    ("date", "role"),
    [
        ("2022-06-15", Role.STRIP_KNOWN),
        ("2022-06", Role.GLYPH_SOFT),
        ("2022-06~", Role.GLYPH_SOFT),
        ("[2022-03-01..2022-09-30]", Role.GLYPH_SOFT),
        ("[..2022-06-15]", Role.GLYPH_SOFT),
        ("2022-03-01/..", Role.GLYPH_SOFT),
        ("2022-03-01/", Role.GLYPH_SOFT),
        ("/2022-03-01", Role.GLYPH_SOFT),
        ("2022-03/2022-04", Role.GLYPH_SOFT),
        ("2022-03-01?/2022-09-30", Role.GLYPH_SOFT),
        ("2022-03-01/2022-09-30~", Role.GLYPH_SOFT),
        ("2022-06-15?", Role.GLYPH_SOFT),
    ],
)
def test_what_is_not_certain_is_pale(date, role):
    drawn = minimap(index_of(event("2022-01-01", lane="b"), event(date), event("2022-12-31", lane="b")), YEAR)
    (mark,) = (mark for mark in marks(drawn) if mark.ink.lane == 0)
    assert mark.ink.role is role


def test_a_span_is_solid_where_it_lasted_for_certain_and_pale_about_it():
    drawn = minimap(index_of(event("2022-01-01", lane="b"), event("2022-03/2022-09"), event("2022-12-31")), YEAR)
    pale, solid = (mark for mark in marks(drawn) if mark.ink.lane == 0 and mark.box.width > 3)
    assert (pale.ink.role, solid.ink.role) == (Role.GLYPH_SOFT, Role.STRIP_KNOWN)
    month = drawn.track.width * 30.5 * calendar.DAY / drawn.window.duration
    assert solid.box.x - pale.box.x == pytest.approx(month, rel=0.05)
    assert pale.box.right - solid.box.right == pytest.approx(month, rel=0.05)


def test_a_set_is_its_dates_on_a_thin_line():
    dates = "{2022-02-01,2022-05,2022-11-01..2022-11-30}"
    drawn = minimap(index_of(event("2022-01-01", lane="b"), event(dates), event("2022-12-31", lane="b")), YEAR)
    first, middle, last = sorted((mark for mark in marks(drawn) if mark.ink.lane == 0), key=lambda mark: mark.box.x)
    (line,) = (one.part for one in seen(drawn.scene) if one.group.id == "overview" and isinstance(one.part, Line))
    assert line.x1 == pytest.approx(first.box.x)
    assert middle.ink.role is Role.GLYPH_SOFT
    assert first.box.right < middle.box.x
    assert middle.box.right < last.box.x
    assert line.x2 == pytest.approx(last.box.right, abs=3)


def test_of_a_long_time_a_month_is_no_wider_than_a_day_and_not_pale():
    drawn = minimap(index_of(event("1900"), event("2022-06"), event("2022-06-15", lane="b")), YEAR)
    year, month, day = marks(drawn)
    assert [mark.ink.role for mark in (year, month, day)] == [Role.GLYPH_SOFT, Role.STRIP_KNOWN, Role.STRIP_KNOWN]
    assert month.box.width == day.box.width == 2


def test_what_is_shaded_is_what_is_not_in_view():
    drawn = minimap(index_of(event("2022-01-01"), event("2022-12-31")), window_of("2022-04", "2022-07"))
    left, right = (one.box for one in seen(drawn.scene) if one.part.ink.role is Role.SHADE)
    track = drawn.track
    assert left == Box(track.x, track.y, drawn.frame.x - track.x, track.height)
    assert right == Box(drawn.frame.right, track.y, track.right - drawn.frame.right, track.height)
