import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.pictures import text_width
from timeline_app.layout.scene import Align, Box, Dot, Font, Group, Ink, Role, Scene, elided, text, wrapped

INK = Ink(Role.TEXT)
sentences = st.text(st.sampled_from("abc الخسائر"), max_size=60)
rooms = st.floats(0, 300)


@given(sentences, rooms)
def test_a_cut_text_fits_and_is_the_longest_beginning_that_does(words, room):
    cut = elided(words, Font.LABEL, room, text_width)
    assert text_width(cut, Font.LABEL) <= room or cut == ""
    if cut != words:
        assert cut == "" or words.startswith(cut[:-1])
        shown = len(cut) - 1 if cut else 0
        assert text_width(words[: shown + 1].rstrip() + "…", Font.LABEL) > room or words[shown : shown + 1] == " "


@given(sentences, st.floats(20, 300))
def test_no_line_of_a_wrapped_text_is_wider_than_its_room(words, room):
    lines = wrapped(words, Font.LABEL, room, text_width)
    assert all(text_width(line, Font.LABEL) <= room for line in lines)
    if all(text_width(word, Font.LABEL) <= room for word in words.split(" ")):
        assert " ".join(lines) == words


def test_no_break_spaces_are_not_broken():
    lines = wrapped("as of 28\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2023", Font.LABEL, 90, text_width)
    assert lines == ("as of", "28\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2023")


boxes = st.builds(Box, *[st.integers(-50, 50)] * 2, *[st.integers(1, 60)] * 2)


@given(boxes, boxes)
def test_boxes_overlap_where_a_point_is_in_both(one, other):
    shared = any(one.contains(x, y) and other.contains(x, y) for x in (one.x, other.x) for y in (one.y, other.y))
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_a_box_grows_on_all_sides():
    assert Box(10, 20, 30, 40).grown(5) == Box(5, 15, 40, 50)
    assert Box(10, 20, 30, 40).middle == 40


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 100), (Align.MIDDLE, 87), (Align.RIGHT, 74)])
def test_a_text_stands_with_the_part_at_its_x_that_its_alignment_says(align, left):
    words = text("word", 100, 50, Font.LABEL, Role.TEXT, lambda _words, _font: 26.0, align)
    assert words.box.x == left
    assert words.box.y < 50 < words.box.bottom


def test_groups_are_found_at_any_depth_and_walked_parents_first():
    inner = Group("event:1", "An event", (Dot(0, 0, 1, INK),))
    scene = Scene(10, 10, "", (Group("lanes", "", (Group("lane:a", "", (inner,)),)),))
    assert [group.id for group in scene.walk()] == ["lanes", "lane:a", "event:1"]
    assert scene.group("event:1") is inner
    assert scene.group("event:2") is None
    assert inner.kind == "event"
