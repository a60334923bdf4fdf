import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import overlapping, seen, text_width
from tests.layout.timelines import event, index_of, indexes, view_of, views, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.glyphs import Sign
from timeline_app.layout.legend import LINE, draw_legend, legend_group
from timeline_app.layout.marks import MarkKind
from timeline_app.layout.scene import Dot, Path, Role, Scene, Text

signs = st.sets(st.sampled_from(list(Sign)))


def legend(found, room: float = 900.0) -> Scene:
    group, height = legend_group(found, 10, 20, room, text_width)
    return Scene(room + 10, height, "", (group,))


@given(signs)
def test_only_the_signs_in_view_are_explained_each_once(found):
    assert [group.title for group in legend(found).walk() if group.kind == "legend" and ":" in group.id] == [
        sign.value for sign in Sign if sign in found
    ]


@given(signs, st.integers(300, 1500))
def test_entries_lie_beside_or_below_each_other_within_their_room(found, room):
    group, height = legend_group(found, 10, 20, room, text_width)
    boxes = [one.box for one in seen(Scene(0, 0, "", (group,))) if isinstance(one.part, Text)]
    assert overlapping(boxes) == []
    assert all(box.right <= 10 + room or box.x < 60 for box in boxes)
    assert all(box.y >= 20 and box.bottom <= 20 + height for box in boxes)
    assert height % LINE == 0
    assert (height == 0) == (not found)


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2022-06-15", {Sign.DOT}),
        ("2022-06", {Sign.SOFT}),
        ("2022-06~", {Sign.SOFT, Sign.FUZZY}),
        ("2022-03-15T10:00Z/2022-09-15T10:00Z", {Sign.SPAN}),
        ("2022-06?", {Sign.SOFT, Sign.DASHED}),
        ("[..2022-06-15]", {Sign.SOFT, Sign.OPEN}),
        ("2022-06-15/", {Sign.WING, Sign.TORN}),
        ("2020-01", set()),
    ],
)
def test_the_canvas_knows_the_signs_in_its_view(date, found):
    canvas = draw_canvas(index_of(event(date)), view_of(window_of("2022", "2023")), text_width)
    assert canvas.signs == found


@settings(max_examples=30)
@given(indexes(), views())
def test_every_sign_in_view_can_be_explained(index, view):
    canvas = draw_canvas(index, view, text_width)
    assert len(legend(canvas.signs).groups[0].parts) == len(canvas.signs)


def test_a_sample_is_drawn_by_the_rules_of_what_it_explains():
    def sample(sign: Sign) -> list:
        return [one.part for one in seen(legend({sign})) if one.part.ink.role.value.startswith("glyph")]

    assert [(type(part), part.ink.role) for part in sample(Sign.DOT)] == [(Dot, Role.GLYPH_SOLID)]
    assert [(type(part), part.ink.role) for part in sample(Sign.HOLLOW)] == [(Dot, Role.GLYPH_HOLLOW)]
    assert any(part.ink.role is Role.GLYPH_DASHED for part in sample(Sign.DASHED))
    assert len(sample(Sign.FUZZY)) == 1
    assert any(isinstance(part, Path) for part in sample(Sign.OPEN))
    assert any(part.ink.role is Role.GLYPH_SOLID for part in sample(Sign.WING))


def test_the_whole_legend_explains_every_sign_and_every_mark():
    said = {text.text for text in draw_legend(text_width).texts()}
    assert {sign.value for sign in Sign} | {kind.value for kind in MarkKind} <= said


def test_a_dot_says_how_closely_it_is_dated():
    (entry,) = legend({Sign.DOT}).group("legend").parts
    assert [part.text for part in entry.parts if isinstance(part, Text)] == ["dated to the day or closer"]


@pytest.mark.parametrize(
    ("date", "sign"),
    [("2022-06-15", Sign.DOT), ("2022-06-15T10:30Z", Sign.DOT), ("2022-06-15~", Sign.HOLLOW), ("2022", Sign.HOLLOW)],
)
def test_a_dot_is_solid_only_for_a_day_or_less(date, sign):
    canvas = draw_canvas(index_of(event(date)), view_of(window_of("1900", "2100")), text_width)
    assert canvas.signs == {sign}
