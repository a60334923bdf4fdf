import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import overlapping, seen, text_width
from tests.layout.timelines import LONG, estimate, event, index_of, titles, view_of, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.scene import Role, Text
from timeline_app.layout.tray import MORE_ID, tray_height
from timeline_app.layout.view import Item, Items

WINDOW = window_of("2022", "2023")


def tray_texts(index, width: float, height: float = 500.0, **changes):
    canvas = draw_canvas(index, view_of(WINDOW, width, height, **changes), text_width)
    return [
        one
        for one in seen(canvas.scene)
        if one.part.ink.role is not Role.RULE and one.clip and one.clip.y >= canvas.plot.bottom
    ]


@settings(max_examples=30)
@given(st.lists(titles, min_size=1, max_size=30), st.integers(420, 2000))
def test_all_that_is_in_the_tray_can_be_read(names, width):
    index = index_of(*(event(title=name or "x") for name in names))
    found = [one for one in tray_texts(index, width) if isinstance(one.part, Text)]
    boxes = [one.box for one in found]
    assert all(box.right <= width and box.bottom <= 500 for box in boxes)
    assert overlapping([box.grown(-1) for box in boxes]) == []


@pytest.mark.parametrize("width", [300, 360, 420, 600])
def test_how_many_more_there_are_can_be_read_however_long_the_titles(width):
    index = index_of(*(event(title=LONG) for _ in range(20)))
    (more,) = [one for one in tray_texts(index, width) if one.group.id == MORE_ID]
    assert more.box.right <= width
    shown = {one.group.id for one in tray_texts(index, width) if one.group.kind == "event"}
    assert more.part.text == f"and {20 - len(shown)} more"


def test_everything_dated_leaves_no_tray():
    assert tray_height(index_of(event("2022")).undated) == 0
    assert tray_texts(index_of(event("2022")), 800) == []


def test_the_tray_counts_what_it_holds_estimates_too():
    said = [
        one.part.text
        for one in tray_texts(index_of(event(title="A title"), estimate()), 800)
        if isinstance(one.part, Text)
    ]
    assert said == ["Undated", "2 without a date", "A title", "1,000: UK MoD, killed"]


def test_what_is_selected_or_found_in_the_tray_is_ringed():
    index = index_of(event(title="A"), event(title="B"))
    ringed = tray_texts(index, 800, selected=Item("event", 1), hits=Items.of({Item("event", 0)}))
    roles = {one.group.id: one.part.ink.role for one in ringed if one.part.ink.role in (Role.SELECTION, Role.HIT)}
    assert roles == {"event:0": Role.HIT, "event:1": Role.SELECTION}
