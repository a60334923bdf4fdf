"""What belongs to the selection is marked on the canvas, both ways."""

from tests.layout.pictures import text_width
from tests.layout.timelines import estimate, event, index_of, view_of, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.linking import with_linked
from timeline_app.layout.scene import Rect, Role
from timeline_app.layout.view import Item, Items

WINDOW = window_of("2022", "2024")


def index():
    return index_of(
        event("2023-02", estimates=("a", "b")),
        event("2023-03", estimates=("b",)),
        event("2023-04"),
        estimate("2023-01", id="a"),
        estimate("2023-02", id="b"),
        estimate("2023-03", id="c"),
    )


def marked(found, selected: Item, **changes) -> set[str]:
    canvas = draw_canvas(found, view_of(WINDOW, selected=selected, **changes), text_width)
    groups = (group for group in canvas.scene.walk() if group.kind in ("event", "estimate"))
    return {
        group.id
        for group in groups
        if any(isinstance(part, Rect) and part.ink.role is Role.HIT for part in group.parts)
    }


def test_an_event_marks_the_estimates_that_it_gives():
    assert marked(index(), Item("event", 0)) == {"estimate:0", "estimate:1"}
    assert not marked(index(), Item("event", 2))


def test_an_estimate_marks_the_events_that_give_it():
    assert marked(index(), Item("estimate", 1)) == {"event:0", "event:1"}
    assert not marked(index(), Item("estimate", 2))


def test_an_estimate_marks_the_events_of_its_other_tellings():
    found = index_of(event("2023-02", estimates=("a",)), estimate("2023-02-28", id="a"), estimate("2023-02-28", id="b"))
    assert marked(found, Item("estimate", 1)) == {"event:0"}


def test_what_a_search_found_stays_marked_beside_it():
    found, hits = index(), Items.of([Item("event", 2), Item("estimate", 0), Item("estimate", 2)])
    assert marked(found, Item("event", 0), hits=hits) == {"event:2", "estimate:0", "estimate:1", "estimate:2"}
    view = with_linked(found, view_of(WINDOW, selected=Item("event", 0), hits=hits))
    assert view.hits.estimates.tolist() == [0, 1, 2]
