import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.pictures import bounds
from tests.layout.timelines import quantities
from timeline_app.layout.marks import EARLIER, SAMPLES, MarkKind, mark_kind, mark_parts
from timeline_app.layout.scales import Scale
from timeline_app.layout.scene import Dot, Path, Rect, Role
from timeline_app.model.quantity import Quantity, Relation

SCALE = Scale(400_000.0, 100.0, 300.0)


@given(quantities)
def test_a_bound_or_an_approximate_figure_is_never_a_filled_mark(quantity):
    filled = [part for part in mark_parts(quantity, SCALE, 50) if part.ink.role is Role.INK]
    if quantity.approximate or quantity.direction:
        assert filled == []


@given(quantities)
def test_a_single_figure_is_a_dot_at_its_value_and_a_range_a_bar_over_it(quantity):
    parts = mark_parts(quantity, SCALE, 50)
    if quantity.is_range:
        assert isinstance(parts[0], Rect)
        assert parts[0].box.x == pytest.approx(SCALE.x(quantity.low))
        assert parts[0].box.right == pytest.approx(SCALE.x(quantity.high), abs=1.501)
    elif quantity.is_half_range:
        assert isinstance(parts[0], Rect)
        assert parts[1].x == pytest.approx(SCALE.x(quantity.best))
    elif quantity.point is not None:
        assert isinstance(parts[0], Dot)
        assert parts[0].x == pytest.approx(SCALE.x(quantity.point))
    else:
        assert parts == ()


@given(quantities, st.sampled_from([10.0, 1000.0]))
def test_qualifiers_have_a_fixed_size_whatever_the_scale(quantity, width):
    arrows = [part for part in mark_parts(quantity, Scale(400_000.0, 0.0, width), 50) if isinstance(part, Path)]
    assert len(arrows) == (1 if quantity.direction and quantity.point is not None else 0)
    for arrow in arrows:
        assert (bounds(arrow).width, bounds(arrow).height) == pytest.approx((4, 8))


@pytest.mark.parametrize(
    ("relation", "side"),
    [
        (Relation.NEARLY, -1),
        (Relation.AT_MOST, -1),
        (Relation.LESS_THAN, -1),
        (Relation.AT_LEAST, 1),
        (Relation.MORE_THAN, 1),
    ],
)
def test_the_arrow_of_a_bound_points_to_where_the_true_figure_lies(relation, side):
    quantity = Quantity(low=6000, relation=relation) if side > 0 else Quantity(high=6000, relation=relation)
    dot, arrow = mark_parts(quantity, SCALE, 50)
    assert dot.ink.role is Role.INK_HOLLOW
    tip = arrow.points[1][0]
    assert side * (tip - dot.x) > dot.radius
    assert all(side * (tip - x) >= 0 for x, _ in arrow.points)


@given(quantities)
def test_an_earlier_figure_is_the_same_mark_in_grey(quantity):
    now, then = mark_parts(quantity, SCALE, 50), mark_parts(quantity, SCALE, 50, EARLIER)
    assert [bounds(part) for part in now] == [bounds(part) for part in then]
    assert all(part.ink.role.value.startswith("ink-earlier") for part in then)


def test_a_best_figure_within_a_range_is_marked_on_its_bar():
    bar, dot = mark_parts(Quantity(10_000, 15_000, 20_000, Relation.RANGE), SCALE, 50)
    assert bar.box.x < dot.x == SCALE.x(15_000) < bar.box.right


@pytest.mark.parametrize(("low", "best", "high", "side"), [(None, 13, 15, -1), (10, 13, None, 1)])
def test_a_best_figure_with_one_bound_is_a_dot_a_stretch_to_the_bound_and_an_arrow_to_the_open_side(
    low, best, high, side
):
    quantity, scale = Quantity(low, best, high), Scale(20.0, 0.0, 200.0)
    bar, dot, arrow = mark_parts(quantity, scale, 50)
    assert (bar.box.x, bar.box.right) == tuple(sorted((scale.x(best), scale.x(high or low))))
    assert dot.x == scale.x(best)
    assert side * (arrow.points[1][0] - dot.x) > dot.radius
    assert {bar.ink.role, dot.ink.role} == {Role.INK_HOLLOW}


def test_on_a_logarithmic_scale_a_best_figure_of_at_least_0_is_a_dot_and_one_of_0_ends_at_its_bound():
    scale = Scale(1000.0, 0.0, 300.0, 1.0)
    dot, arrow = mark_parts(Quantity(0, 10, None), scale, 50)
    assert dot.x == scale.x(10) < arrow.points[1][0]
    stroke, *_ = mark_parts(Quantity(None, 0, 10), scale, 50)
    assert stroke.x1 == scale.x(10)


@pytest.mark.parametrize("kind", MarkKind)
def test_the_sample_of_each_kind_is_of_that_kind(kind):
    assert mark_kind(SAMPLES[kind]) is kind


@given(quantities)
def test_a_figure_without_a_number_has_no_mark_and_every_other_one_has_a_kind(quantity):
    assert (mark_kind(quantity) is None) == (mark_parts(quantity, SCALE, 50) == ())
