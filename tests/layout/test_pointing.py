from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import bounds, drawn_items, hull, text_width
from tests.layout.timelines import LANES, estimate, event, index_of, indexes, view_of, views, window_of
from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.pointing import Target, item_of, tooltip_words, what_is_at
from timeline_app.layout.tray import MORE_ID
from timeline_app.layout.view import Item
from timeline_app.model.zones import Zone

YEAR = window_of("2022", "2023")
VIEW = view_of(YEAR)


@settings(max_examples=40)
@given(indexes(most=20), views())
def test_each_glyph_is_found_at_its_middle_and_each_label_at_its(index, view):
    canvas = draw_canvas(index, view, text_width)
    for item, one in drawn_items(canvas.scene).items():
        places = [hull([bounds(part) for part in one.glyph])]
        places += [bounds(part) for part in one.label if bounds(part).width > 0]
        for box in places:
            x, y = min(max(box.x + box.width / 2, canvas.plot.x), canvas.plot.right - 1e-6), box.middle
            if box.x <= x < box.right and canvas.plot.contains(x, y):
                assert item in what_is_at(canvas, view, x, y).items


@settings(max_examples=30)
@given(indexes(most=20), views(), st.floats(0, 1), st.floats(0, 1))
def test_in_the_lane_headers_nothing_is_found_but_the_lane(index, view, right, down):
    canvas = draw_canvas(index, view, text_width)
    x = right * canvas.plot.x * 0.999
    y = canvas.plot.y + down * canvas.plot.height * 0.999
    band = canvas.band_at(y)
    assert what_is_at(canvas, view, x, y) == Target(lane=band.lane.id if band else "")


def test_what_lies_scrolled_out_of_view_is_not_found_below_the_lanes():
    index = index_of(*(event("2022-06", f"Event {number}", "abc"[number % 3]) for number in range(30)), event())
    view = view_of(YEAR, 800, 150)
    canvas = draw_canvas(index, view, text_width)
    assert canvas.overflow > 0
    for one in drawn_items(canvas.scene).values():
        box = bounds(one.glyph[0])
        if box.middle >= canvas.plot.bottom:
            target = what_is_at(canvas, view, box.x + 5, box.middle)
            assert item_of(one.group.id) not in target.items


def test_events_over_each_other_are_all_found():
    index = index_of(event("2022-06-15", "A"), event("2022-06-15", "B"), lanes=LANES[:1])
    view = view_of(YEAR, 800, 86)
    target = Target(items=(Item("event", 0), Item("event", 1)))
    assert tooltip_words(index, target, view).splitlines() == ["2 here:", "A, 15 Jun 2022", "B, 15 Jun 2022"]


def test_a_long_list_is_cut_and_counted():
    index = index_of(*(event("2022-06-15", f"Event {number}") for number in range(20)))
    lines = tooltip_words(index, Target(items=tuple(Item("event", row) for row in range(20))), VIEW).splitlines()
    assert lines[0] == "20 here:"
    assert lines[-1] == "and 8 more"
    assert len(lines) == 14


def test_a_bin_of_a_strip_says_its_numbers_and_its_range():
    index = index_of(*(event("2022-06-15") for _ in range(400)), *(event("2022-06") for _ in range(7)), lanes=LANES[:1])
    view = view_of(YEAR, 512, 200)
    canvas = draw_canvas(index, view, text_width)
    assert canvas.strips == {"lane:a"}
    x = canvas.plot.x + YEAR.x_of(window_of("2022-06-15", "2023").start + 40_000, canvas.plot.width)
    target = what_is_at(canvas, view, x, canvas.plot.y + 20)
    assert target.kind == "strip"
    assert target.words[0] == "400 events in the week; 7 more may fall there"
    assert "13 Jun 2022" in target.words[1]
    assert "19 Jun 2022" in target.words[1]
    assert target.stretch.contains(window_of("2022-06-15", "2023").start)
    assert tooltip_words(index, target, view) == "\n".join(target.words)


def test_the_cursor_is_taken_by_its_handle_and_not_by_its_line():
    index = index_of(event("2022-06"), estimate("2022"))
    view = view_of(YEAR, as_of=window_of("2022-09", "2023").start)
    canvas = draw_canvas(index, view, text_width)
    x = canvas.plot.x + YEAR.x_of(view.as_of, canvas.plot.width)
    assert what_is_at(canvas, view, x, AXIS_HEIGHT - 10).kind == "cursor"
    assert what_is_at(canvas, view, x, canvas.plot.bottom - 5).kind == "ground"
    assert what_is_at(canvas, view, x + 200, AXIS_HEIGHT - 10).kind == "ground"


def test_what_is_in_the_tray_is_found_and_so_is_what_has_no_room_there():
    index = index_of(event("2022"), *(event(title=f"A title without a date {number}") for number in range(30)))
    view = view_of(YEAR, 800, 400)
    canvas = draw_canvas(index, view, text_width)
    areas = {group.id: group.area for group in canvas.scene.group("undated").walk() if group.area}
    for name, area in areas.items():
        target = what_is_at(canvas, view, area.x + area.width / 2, area.middle)
        assert target.kind == ("more" if name == MORE_ID else "item")
        assert target.items == (() if name == MORE_ID else (item_of(name),))


@pytest.mark.parametrize("name", ["lane:event", "event:", "event:x", "events", "", "strip:lane:event:3"])
def test_other_groups_are_no_items(name):
    assert item_of(name) is None


def test_an_item_is_known_by_the_name_of_its_group():
    for item in (Item("event", 3), Item("estimate", 0)):
        assert item_of(item.group_id) == item


def test_nothing_has_no_tooltip():
    assert tooltip_words(index_of(), Target(), VIEW) == ""


def test_a_tooltip_names_the_zone_of_a_time_where_the_clocks_of_another_are_shown():
    index = index_of(event("2022-02-24T05:00", "A"), time_zone="Europe/Kyiv")
    target = Target(items=(Item("event", 0),))
    assert tooltip_words(index, target, VIEW) == "A, 24 Feb 2022, 05:00, Europe/Kyiv time"
    assert tooltip_words(index, target, replace(VIEW, zone=Zone("Europe/Kyiv"))) == "A, 24 Feb 2022, 05:00"
