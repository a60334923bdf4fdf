from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import bounds, drawn_items, hull, overlapping, text_width
from tests.layout.timelines import (
    ARABIC,
    LANES,
    LONG,
    estimate,
    event,
    events,
    index_of,
    indexes,
    near_windows,
    view_of,
    views,
    window_of,
)
from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.lanes import LABELLED_ROW, PADDING
from timeline_app.layout.scene import Font, Rect, Role, Text
from timeline_app.layout.view import Item, Items
from timeline_app.model.when import Basis

YEAR = window_of("2022", "2023")
FIRST, SECOND = Item("event", 0), Item("event", 1)


def labels_and_glyphs(canvas: Canvas):
    """For each item in the lanes, what its label covers (a ground and texts) and what its glyph does."""
    drawn = drawn_items(canvas.scene)
    labels = {item: [bounds(part) for part in one.label] for item, one in drawn.items()}
    return labels, {item: [bounds(part) for part in one.glyph] for item, one in drawn.items()}


@settings(max_examples=60)
@given(indexes(), views())
def test_no_label_overlaps_another_or_a_glyph_but_one_that_fills_the_view_and_is_its_own(index, view):
    canvas = draw_canvas(index, view, text_width)
    labels, glyphs = labels_and_glyphs(canvas)
    over = {item for item, one in drawn_items(canvas.scene).items() if one.over}
    grounds = {item: boxes[0] for item, boxes in labels.items() if boxes}
    assert overlapping(list(grounds.values())) == []
    for item, ground in grounds.items():
        slim = ground.grown(-0.01)
        others = {other: boxes for other, boxes in glyphs.items() if other != item or item not in over}
        assert not any(slim.overlaps(box) for boxes in others.values() for box in boxes)


@settings(max_examples=30)
@given(indexes(), views())
def test_the_texts_of_a_label_lie_on_its_ground_and_beside_each_other(index, view):
    labels, _ = labels_and_glyphs(draw_canvas(index, view, text_width))
    for ground, *texts in (boxes for boxes in labels.values() if boxes):
        assert overlapping(texts) == []
        for box in texts:
            assert ground.x <= box.x + 0.01
            assert box.right <= ground.right + 0.01
            assert ground.y <= box.y
            assert box.bottom <= ground.bottom
        assert any(box.width > 0 for box in texts)


@settings(max_examples=30)
@given(indexes(), views())
def test_every_label_lies_in_the_plot_and_in_its_own_lane(index, view):
    canvas = draw_canvas(index, view, text_width)
    labels, _ = labels_and_glyphs(canvas)
    bands = [
        (canvas.plot.y - canvas.scroll + band.top, canvas.plot.y - canvas.scroll + band.top + band.height)
        for band in canvas.bands
    ]
    for boxes in labels.values():
        for box in boxes:
            assert canvas.plot.x <= box.x
            assert box.right <= canvas.plot.right
            assert any(top <= box.y and box.bottom <= bottom + 0.01 for top, bottom in bands)


def drawn(*records, height: float = 130, **changes):
    index = index_of(*records, lanes=LANES[:1])
    return drawn_items(draw_canvas(index, view_of(YEAR, 1000, height, **changes), text_width).scene)


def rivals(first: float = 0.5, second: float = 0.5):
    """Two events; in one row a label fits to the right of the first or to the left of the second, but not both."""
    title = "A title that takes some hundred pixels of room"
    return event("2022-03-01", title, importance=first), event("2022-08-06", title, importance=second)


def labelled(*records, **changes) -> set[Item]:
    """Those that have a label in a lane with room for one row of two lines."""
    height = AXIS_HEIGHT + 2 * PADDING + LABELLED_ROW
    return {item for item, one in drawn(*records, height=height, **changes).items() if one.label}


def test_the_more_important_one_is_labelled_where_not_both_fit():
    assert labelled(*rivals(0.9, 0.1)) == {FIRST}
    assert labelled(*rivals(0.1, 0.9)) == {SECOND}


def test_the_selected_one_wins_over_a_hit_and_a_hit_over_the_important():
    assert labelled(*rivals(0.1, 0.9), hits=Items.of({FIRST})) == {FIRST}
    assert labelled(*rivals(0.1, 0.9), selected=FIRST) == {FIRST}
    assert labelled(*rivals(0.9, 0.1), selected=SECOND, hits=Items.of({FIRST})) == {SECOND}


@settings(max_examples=30)
@given(st.lists(events(undated=False), min_size=2, max_size=8), near_windows())
def test_what_has_a_label_keeps_one_when_it_is_selected(records, window):
    named = [replace(one, lane="a", title="A title", importance=1.0) for one in records]
    index = index_of(replace(named[0], importance=0.0), *named[1:], lanes=LANES[:1])
    plain, chosen = (
        draw_canvas(index, view_of(window, 900, 400, selected=selected), text_width) for selected in (None, FIRST)
    )
    before, after = (drawn_items(canvas.scene).get(FIRST) for canvas in (plain, chosen))
    assert before is None or after is not None
    assert not (before and before.label and not after.label)


def test_the_selected_title_is_strong_and_ringed():
    (one,) = drawn(event("2022-06", "A title"), selected=FIRST).values()
    assert one.label[1].font is Font.LABEL_STRONG
    assert Role.SELECTION in {part.ink.role for part in one.group.parts}
    (other,) = drawn(event("2022-06", "A title"), hits=Items.of({FIRST})).values()
    assert Role.HIT in {part.ink.role for part in other.group.parts}


def test_the_date_stands_below_the_title_in_italics_only_where_it_is_the_sources_words():
    (said,) = drawn(event("2022-06", "A title", stated="in June 2022")).values()
    title, date = [part for part in said.label if isinstance(part, Text)]
    assert (title.text, date.text, date.font) == ("A title", "“in June 2022”", Font.STATED)
    assert date.baseline > title.baseline
    (plain,) = drawn(event("2022-06", "A title")).values()
    assert plain.words == "A title Jun 2022"
    assert all(part.font is not Font.STATED for part in plain.label if isinstance(part, Text))


def test_words_that_leave_the_year_open_are_followed_by_the_date():
    (one,) = drawn(event("2022-06", "A title", stated="in June")).values()
    assert one.words.split() == ["A", "title", "“in", "June”", "Jun", "2022"]


@pytest.mark.parametrize(
    ("basis", "date"),
    [(Basis.STATED, "Jun 2022"), (Basis.RESOLVED, "(Jun 2022)"), (Basis.INFERRED, "(Jun 2022, inferred)")],
)
@pytest.mark.parametrize("stated", ["", "in June"])
def test_a_date_that_was_worked_out_stands_in_brackets(basis, date, stated):
    one = event("2022-06", "A title")
    (label,) = drawn(replace(one, when=one.when.told(stated, basis, ""))).values()
    said = [part.text for part in label.label if isinstance(part, Text)]
    assert said == ["A title", *([f"“{stated}”"] if stated else []), date]


def test_a_date_that_was_worked_out_is_given_even_where_the_sources_words_name_its_year():
    one = event("2022-06", "A title")
    (label,) = drawn(replace(one, when=one.when.told("in 2022", Basis.INFERRED, ""))).values()
    assert label.words == "A title “in 2022” (Jun 2022, inferred)"


def test_a_figure_is_labelled_as_its_source_puts_it():
    (one,) = drawn(estimate("2022-06", stated="about a thousand")).values()
    value = next(part for part in one.label if isinstance(part, Text))
    assert (value.text, value.font) == ("about a thousand", Font.LABEL_STRONG)


def test_an_estimate_is_labelled_value_first_and_then_who_and_what():
    (one,) = drawn(estimate("2022-06", publisher="uk", measure="killed")).values()
    value, who, date = [part for part in one.label if isinstance(part, Text)]
    assert (value.text, value.font) == ("1,000", Font.LABEL_STRONG)
    assert who.text.strip() == "UK MoD, killed"
    assert date.text.replace("\N{NO-BREAK SPACE}", " ") == "as of Jun 2022"


@pytest.mark.parametrize("title", [LONG, ARABIC * 8, "x" * 300])
def test_a_title_of_300_characters_is_cut_with_an_ellipsis(title):
    (one,) = drawn(event("2022-02", title)).values()
    words = one.label[1].text
    assert words.endswith("…")
    assert title.startswith(words[:-1])
    assert len(words) > 40


def test_a_title_that_has_room_is_not_cut():
    (one,) = drawn(event("2022-02", "A title of a usual length, even a little longer")).values()
    assert "…" not in one.words


def test_a_label_stands_to_the_right_of_its_glyph_or_else_to_its_left():
    (early,) = drawn(event("2022-02-01", "A title")).values()
    (late,) = drawn(event("2022-12-28", "A title")).values()
    assert early.label[1].x > early.glyph[0].x
    assert late.label[1].box.right < late.glyph[0].x


def test_a_bar_that_fills_the_window_has_its_title_and_date_in_one_line_above():
    (one,) = drawn(event("2010/2030", "A title"), height=300).values()
    ground, bar = (bounds(part) for part in (one.label[0], one.glyph[0]))
    assert ground.bottom <= bar.y
    title, date = (part for part in one.label if isinstance(part, Text))
    assert (title.text, date.text) == ("A title", "2010 – 2030")
    assert title.baseline == date.baseline
    assert title.box.right < date.x


def test_a_title_that_leaves_no_room_for_its_date_stands_alone_above_its_bar():
    title = "x" * int(800 / text_width("x", Font.LABEL))
    (one,) = drawn(event("2010/2030", title), height=300).values()
    assert bounds(one.label[0]).bottom <= bounds(one.glyph[0]).y
    assert one.words == title


def test_only_what_is_in_view_is_labelled():
    (one,) = drawn(event("2023-01", "Begins where the window ends")).values()
    assert not one.label


def test_in_rows_lower_than_a_line_titles_stand_where_those_of_the_rows_beside_leave_room():
    index = index_of(*(event("2022-06", f"Event {number}") for number in range(20)), lanes=LANES[:1])
    canvas = draw_canvas(index, view_of(YEAR, 1000, 56 + 16 + 20 * 15), text_width)
    assert not canvas.strips
    sides = [one.label[1].x > bounds(one.glyph[0]).x for one in drawn_items(canvas.scene).values()]
    assert sides == [True, False] * 10


def low(*records, **changes):
    """What is drawn of events in a lane that has no room for a line above its bars."""
    return drawn(*records, height=AXIS_HEIGHT + 2 * PADDING + 30, **changes)


@pytest.mark.parametrize("date", ["2010/2030", "20XX", "{2010,2030}"])
def test_what_fills_the_view_of_a_low_row_has_its_title_on_it_at_the_left(date):
    (one,) = low(event(date, "A title")).values()
    assert one.over
    assert one.words == "A title"
    ground, whole = bounds(one.label[0]), hull(bounds(part) for part in one.glyph)
    assert whole.x <= ground.x
    assert ground.right <= whole.right
    assert ground.x < 160


def test_the_title_of_a_set_stands_where_its_dates_leave_a_line():
    (one,) = low(event("{2010-01-01..2022-04-20,2022-11,2024}", "A title")).values()
    assert one.over
    boxes = [bounds(part) for part in one.glyph if isinstance(part, Rect)]
    assert not any(bounds(one.label[0]).overlaps(box) for box in boxes)


def test_two_that_fill_the_view_have_their_titles_beside_each_other():
    index = index_of(event("2010/2030", "A title"), event("2012/2028", "Another title"), lanes=LANES[:1])
    canvas = draw_canvas(index, view_of(YEAR, 900, AXIS_HEIGHT + 2 * PADDING + 31), text_width)
    found = drawn_items(canvas.scene).values()
    assert [one.words for one in found] == ["A title", "Another title"]
    assert overlapping([bounds(one.label[0]) for one in found]) == []


def test_titles_on_their_glyphs_leave_room_for_those_beside_theirs():
    records = (event("2010/2030", "A title"), event("2021-12-20/2022-01-20", "Another title"))
    index = index_of(*records, lanes=LANES[:1])
    canvas = draw_canvas(index, view_of(YEAR, 900, AXIS_HEIGHT + 2 * PADDING + 31), text_width)
    found = drawn_items(canvas.scene).values()
    assert [(one.words, one.over) for one in found] == [("A title", True), ("Another title", False)]


def test_a_title_that_is_too_long_for_the_view_is_not_written_over_its_bar():
    (one,) = low(event("2010/2030", LONG)).values()
    assert not one.label


def test_a_title_that_would_be_cut_beside_its_bar_stands_whole_above_it():
    title = "A title of a usual length, even a little longer"
    index = index_of(event("2022-01/2022-11", title))
    view = view_of(window_of("2022", "2023"), 900, 400)
    walked = draw_canvas(index, view, text_width).scene.group("event:0").walk()
    label = next(part for group in walked for part in group.parts if isinstance(part, Text))
    assert label.text == title
