import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import bounds, drawn_items, overlapping, seen, text_width
from tests.layout.timelines import (
    ARABIC,
    LANES,
    LONG,
    day_text,
    estimate,
    event,
    index_of,
    indexes,
    view_of,
    views,
    window_of,
)
from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.canvas import Canvas, draw_canvas, header_width
from timeline_app.layout.extents import STUB, TORN
from timeline_app.layout.lanes import Band, TimelineIndex
from timeline_app.layout.scene import Align, Box, Font, Role, Text
from timeline_app.layout.tray import MORE_ID, tray_height
from timeline_app.layout.view import Item, Mode, View
from timeline_app.model.records import Lane
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

SIZES = [(100, 100), (300, 200), (800, 600), (1440, 900), (3840, 2160)]


def group_ids(canvas: Canvas) -> Counter[str]:
    return Counter(group.id for group in canvas.scene.walk())


def date_of(index: TimelineIndex, item: Item) -> When | None:
    return index.event(item.row).when if item.table == "event" else index.timeline.estimates.records[item.row].date


def items_of(index: TimelineIndex) -> list[Item]:
    events, estimates = len(index.timeline.events), len(index.timeline.estimates)
    return [Item("event", row) for row in range(events)] + [Item("estimate", row) for row in range(estimates)]


def items_in(bands: Iterable[Band]) -> set[Item]:
    """All that some lanes hold."""
    return {Item(band.lane.table, int(row)) for band in bands for row in band.lane.rows}


@settings(max_examples=60)
@given(indexes(most=30), views())
def test_everything_in_view_is_drawn_once_or_in_a_strip_and_nothing_else_is(index, view):
    canvas = draw_canvas(index, view, text_width)
    found, in_strips = group_ids(canvas), items_in(band for band in canvas.seen if band.mode is Mode.STRIP)
    scrolled_away = items_in(canvas.bands) - items_in(canvas.seen)
    pixel = view.window.duration / canvas.plot.width
    for item in items_of(index):
        when = date_of(index, item)
        if when is None:
            continue
        assert found[item.group_id] <= (item not in in_strips | scrolled_away)
        if item in scrolled_away:
            continue
        if when.earliest < view.window.end and when.latest > view.window.start:
            assert found[item.group_id] == (item not in in_strips)
        reach = (STUB + TORN + 9) * pixel
        if when.earliest > view.window.end + reach or when.latest < view.window.start - reach:
            assert not found[item.group_id]


@settings(max_examples=30)
@given(indexes(most=30), views())
def test_everything_undated_is_in_the_tray_or_counted_there(index, view):
    canvas = draw_canvas(index, view, text_width)
    tray = canvas.scene.group("undated")
    undated = [item for item in items_of(index) if date_of(index, item) is None]
    assert (tray is None) == (not undated)
    if tray:
        listed = [group.id for group in tray.walk() if group.id != "undated"]
        more = [group.title for group in tray.walk() if group.id == MORE_ID]
        shown = [one for one in listed if one != MORE_ID]
        assert shown == [item.group_id for item in undated[: len(shown)]]
        assert more == ([f"and {len(undated) - len(shown)} more"] if len(shown) < len(undated) else [])


@settings(max_examples=30)
@given(indexes(most=30), views())
def test_no_two_groups_have_the_same_name(index, view):
    assert max(group_ids(draw_canvas(index, view, text_width)).values()) == 1


@settings(max_examples=30)
@given(indexes(most=30), views())
def test_nothing_of_the_lanes_is_drawn_over_their_headers_or_the_axis(index, view):
    canvas = draw_canvas(index, view, text_width)
    for one in seen(canvas.scene):
        if one.group.kind in ("event", "estimate", "strip") and one.box.y < canvas.plot.bottom:
            assert one.clip == canvas.plot


@settings(max_examples=30)
@given(indexes(most=30), views())
def test_texts_of_lane_headers_do_not_overlap_nor_reach_into_the_plot(index, view):
    canvas = draw_canvas(index, view, text_width)
    found = [one.part for one in seen(canvas.scene) if one.group.kind == "header" and isinstance(one.part, Text)]
    boxes = [part.box for part in found]
    assert overlapping([Box(box.x, box.y + 2, box.width, box.height - 4) for box in boxes]) == []
    assert all(box.x >= 0 and box.right <= canvas.plot.x for box in boxes)


@settings(max_examples=25)
@given(indexes(), views(), st.floats(-100, 3000))
def test_the_lanes_scroll_as_far_as_there_is_something_to_see(index, view, scroll):
    canvas = draw_canvas(index, View(view.window, view.width, 200, view.as_of, scroll=scroll), text_width)
    assert canvas.scroll == min(max(scroll, 0), canvas.overflow)
    if canvas.bands:
        bottom = canvas.bands[-1].top + canvas.bands[-1].height
        assert bottom - canvas.overflow == pytest.approx(canvas.plot.height, abs=0.01)


def many_lanes(count: int) -> TimelineIndex:
    lanes = tuple(Lane(str(number), f"Lane {number}") for number in range(count))
    return index_of(*(event(day_text(number), f"Event {number}", str(number)) for number in range(count)), lanes=lanes)


def test_500_lanes_go_on_below_and_can_be_scrolled_to():
    index, window = many_lanes(500), window_of("2020", "2022")
    canvas = draw_canvas(index, view_of(window), text_width)
    assert len(canvas.bands) == 500
    assert {band.height for band in canvas.bands} == {24}
    assert canvas.overflow == pytest.approx(500 * 24 - canvas.plot.height)
    below = draw_canvas(index, view_of(window, scroll=1e9), text_width)
    assert below.scroll == below.overflow
    assert below.band_at(below.plot.bottom - 1) is below.bands[-1]
    assert canvas.band_at(canvas.plot.y + 25) is canvas.bands[1]


def test_what_is_scrolled_to_is_drawn_within_the_plot():
    index, window = many_lanes(100), window_of("2020", "2022")
    last = Item("event", 99)
    for scroll, visible in ((0, False), (1e9, True)):
        canvas = draw_canvas(index, view_of(window, scroll=scroll), text_width)
        drawn = drawn_items(canvas.scene)
        assert (last in drawn) == visible
        if visible:
            glyph = bounds(drawn[last].glyph[0])
            assert canvas.plot.y <= glyph.y < glyph.bottom <= canvas.plot.bottom


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_few_events_are_drawn_at_any_size(count, width, height):
    titles = ["A title", LONG, ARABIC, ""]
    index = index_of(*(event(day_text(9 * number), titles[number % 4]) for number in range(count)))
    canvas = draw_canvas(index, view_of(window_of("2020", "2021"), width, height), text_width)
    assert (canvas.scene.width, canvas.scene.height) == (width, height)
    assert len(canvas.bands) == min(count, 1)
    assert all_finite(canvas)


@pytest.fixture(scope="module")
def dense() -> TimelineIndex:
    """3,000 events in 12 lanes."""
    lanes = tuple(Lane(str(number), f"Lane {number}") for number in range(12))
    dates = ["{}", "{}~", "[{}..]", "{}/.."]
    return index_of(
        *(event(dates[n % 4].format(day_text(n * 7 % 900)), f"Event {n}", str(n % 12)) for n in range(3000)),
        lanes=lanes,
    )


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_3000_events_in_12_lanes_are_drawn_at_any_size(dense, width, height):
    for window in (window_of("2020", "2023"), window_of("2021-03-01", "2021-03-08")):
        canvas = draw_canvas(dense, view_of(window, width, height), text_width)
        assert len(canvas.bands) == 12
        assert all_finite(canvas)


def all_finite(canvas: Canvas) -> bool:
    boxes = [one.box for one in seen(canvas.scene)]
    return all(math.isfinite(value) for box in boxes for value in (box.x, box.y, box.width, box.height))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_an_empty_timeline_is_an_axis_and_says_that_it_is_empty(width, height):
    canvas = draw_canvas(
        TimelineIndex.of(Timeline.empty()), view_of(window_of("2020", "2021"), width, height), text_width
    )
    assert canvas.bands == ()
    assert canvas.scene.title == "Timeline"
    assert {group.kind for group in canvas.scene.walk()} <= {
        "ground",
        "lanes",
        "grid",
        "cursor",
        "events",
        "headers",
        "lane-headers",
        "axis",
        "cursor-handle",
        "empty",
    }
    (words,) = canvas.scene.group("empty").parts
    assert words.text == canvas.scene.group("empty").title == "No events"
    assert words.box.x + words.box.width / 2 == pytest.approx(canvas.plot.x + canvas.plot.width / 2)
    assert canvas.plot.y <= words.box.middle <= canvas.plot.bottom


@pytest.mark.parametrize("one", [event(), event("2022"), estimate(), estimate("2022")])
def test_a_timeline_that_holds_anything_is_never_said_to_be_empty(one):
    canvas = draw_canvas(index_of(one), view_of(window_of("2020", "2021")), text_width)
    assert canvas.scene.group("empty") is None


def test_the_parts_of_the_canvas_are_named_in_words():
    index = index_of(event("2022-06", "A title"), event(title="No date"))
    canvas = draw_canvas(index, view_of(window_of("2022", "2023")), text_width)
    assert canvas.scene.group("event:0").title == "A title, Jun 2022"
    assert canvas.scene.group("event:1").title == "No date, no date"
    assert canvas.scene.group("undated").title == "Undated: 1 without a date"
    assert canvas.scene.group("header:lane:a").title == "Statements: 1 event, and 1 undated"
    assert all(group.title for group in canvas.scene.walk())


def test_a_title_is_never_taken_for_a_group_of_another_kind():
    lanes = (Lane("event:0", "event:0"), Lane("", ""))
    index = index_of(event("2022-06", "estimate:7", "event:0"), event("2022-07", "", ""), lanes=lanes)
    canvas = draw_canvas(index, view_of(window_of("2022", "2023")), text_width)
    assert group_ids(canvas)["event:0"] == 1


def test_the_cursor_is_a_line_below_the_glyphs_with_its_date_on_the_axis_unless_it_is_left_out():
    view = view_of(window_of("2022", "2023"), as_of=When.from_edtf("2022-06-15").latest)
    index = index_of(event("2022-06-15"), estimate("2022"))
    scene = draw_canvas(index, view, text_width).scene
    assert scene.group("cursor-handle").title == "Time cursor: 15 Jun 2022"
    order = [one.group.id for one in seen(scene)]
    assert order.index("cursor") < order.index("event:0")
    hidden = draw_canvas(index, View(view.window, 1000, 600, view.as_of, cursor=False), text_width).scene
    assert hidden.group("cursor") is None
    assert hidden.group("cursor-handle") is None
    without_estimates = draw_canvas(index_of(event("2022-06-15")), view, text_width).scene
    assert without_estimates.group("cursor") is None


def test_colour_is_the_lane_and_nothing_else():
    index = index_of(event("2022-06", lane="a"), event("2022-06", lane="c"))
    canvas = draw_canvas(index, view_of(window_of("2022", "2023")), text_width)
    for item, colour in ((Item("event", 0), 0), (Item("event", 1), 2)):
        assert {part.ink.lane for part in drawn_items(canvas.scene)[item].glyph} == {colour}


@given(st.floats(50, 4000))
def test_headers_take_what_their_titles_need_within_reason(width):
    short = index_of(event("2022-06", lane="a"))
    assert 112 <= header_width(short, width, text_width) <= 190
    assert header_width(short, 4000, text_width) <= header_width(short, 4000, lambda words, font: 500.0) == 190


def test_a_lane_says_how_many_it_holds():
    index = index_of(*(event(day_text(number)) for number in range(3)), lanes=LANES[:1])
    canvas = draw_canvas(index, view_of(window_of("2022", "2023")), text_width)
    header = canvas.scene.group("header:lane:a")
    assert [part.text for part in header.parts if isinstance(part, Text)] == ["Statements", "3 events"]
    assert header.parts[0].ink.role is Role.LANE_MARK


def test_a_lane_says_how_many_of_its_events_have_no_date():
    index = index_of(event("2022-06"), event("2022-07"), event(), event(lane="b"))
    canvas = draw_canvas(index, view_of(window_of("2022", "2023")), text_width)
    said = {name: header_words(canvas, name) for name in ("header:lane:a", "header:lane:b")}
    assert said == {
        "header:lane:a": "Statements 2 events, and 1 undated",
        "header:lane:b": "Protests 0 events, and 1 undated",
    }


def titled_index(title: str, count: int = 3) -> TimelineIndex:
    """So many events on ten days, and an undated one, in one lane."""
    lanes = (replace(LANES[0], title=title),)
    return index_of(*(event(day_text(number % 10)) for number in range(count)), event(), lanes=lanes)


def header_texts(index: TimelineIndex, width: float, height: float, **changes) -> tuple[Band, list[Text]]:
    """A single lane of a height, and the texts of its header, from its top on."""
    view = view_of(window_of("2019-11", "2020-05"), width, AXIS_HEIGHT + tray_height(index.undated) + height, **changes)
    canvas = draw_canvas(index, view, text_width)
    (band,) = canvas.bands
    assert band.height == pytest.approx(height)
    return band, [part for part in canvas.scene.group("header:lane:a").parts if isinstance(part, Text)]


@pytest.mark.parametrize("title", ["", "Protests", "Negotiations between governments", LONG])
@pytest.mark.parametrize("count", [3, 900])
@pytest.mark.parametrize("width", [600, 800, 1440])
def test_texts_of_a_header_lie_within_their_lane_with_some_air_however_high_it_is(title, count, width):
    index = titled_index(title, count)
    for height in range(24, 121):
        _, found = header_texts(index, width, height)
        assert found
        for part in found:
            assert part.box.y >= 2, (height, part.text)
            assert part.box.bottom <= height - 2, (height, part.text)


def test_a_lane_says_more_in_its_header_the_higher_it_is():
    index = titled_index("Negotiations between governments")
    found = (header_texts(index, 800, height)[1] for height in range(24, 121))
    numbers = [sum(part.align is Align.LEFT for part in texts) for texts in found]
    assert numbers == sorted(numbers)
    assert (numbers[0], numbers[-1]) == (1, 4)


def test_only_the_first_line_of_a_header_leaves_room_for_the_scale_and_the_others_have_it_whole():
    index = titled_index("Negotiations of all governments", 900)
    band, found = header_texts(index, 800, 60)
    assert band.mode is Mode.STRIP
    (scale,) = (part for part in found if part.align is Align.RIGHT)
    first, second, _ = (part for part in found if part.align is Align.LEFT)
    assert first.box.right <= scale.box.x - 8
    assert second.box.right > scale.box.x
    assert second.box.y >= scale.box.bottom - 2


def test_a_title_takes_two_lines_of_a_strip_at_800_by_600_where_there_is_room_for_them():
    band, found = header_texts(titled_index("Protests and strikes", 900), 800, 38)
    assert band.mode is Mode.STRIP
    assert [part.text for part in found if part.font is Font.HEADING] == ["Protests", "and strikes"]


def header_words(canvas: Canvas, name: str) -> str:
    return " ".join(part.text for part in canvas.scene.group(name).parts if isinstance(part, Text))


@pytest.mark.parametrize("height", [160, 200, 240, 300, 500])
def test_what_has_no_room_in_a_lanes_header_is_cut_with_an_ellipsis(height):
    title = "Known coarsely, or from one date to another"
    index = index_of(
        *(event("2022", lane=one.id) for one in LANES), lanes=tuple(replace(one, title=title) for one in LANES)
    )
    canvas = draw_canvas(index, view_of(window_of("2022", "2023"), 600, height), text_width)
    for group in canvas.scene.group("lane-headers").parts:
        said = " ".join(part.text for part in group.parts if isinstance(part, Text)).replace(" 1 event", "")
        assert said == title or said.endswith("…")
