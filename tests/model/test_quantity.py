import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model.quantity import NumberFormat, Quantity, Relation

figures = st.none() | st.integers(0, 10**9).map(float) | st.floats(0, 1e9)
quantities = st.builds(Quantity, figures, figures, figures, st.sampled_from(Relation), st.booleans())


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(high=6000, relation=Relation.NEARLY), "nearly 6,000"),
        (Quantity(60_000, None, 70_000, Relation.RANGE), "60,000–70,000"),
        (Quantity(40_000, None, 60_000, Relation.RANGE, approximate=True), "about 40,000–60,000"),
        (Quantity(40_000, 50_000, 60_000, Relation.RANGE), "40,000–60,000, best 50,000"),
        (Quantity(best=149_240), "149,240"),
        (Quantity(low=100, relation=Relation.MORE_THAN), "more than 100"),
        (Quantity(low=100, relation=Relation.AT_LEAST), "at least 100"),
        (Quantity(high=100, relation=Relation.AT_MOST), "at most 100"),
        (Quantity(high=100, relation=Relation.LESS_THAN), "less than 100"),
        (Quantity(), "no number"),
        (Quantity(approximate=True), "no number"),
        (Quantity(None, 13, 15), "13, at most 15"),
        (Quantity(10, 13, None), "13, at least 10"),
        (Quantity(None, 13, 15, approximate=True), "about 13, at most 15"),
        (Quantity(None, 13, 15, Relation.LESS_THAN), "13, less than 15"),
        (Quantity(None, 13, 15, Relation.RANGE), "13, at most 15"),
        (Quantity(None, 15, 15, Relation.NEARLY), "nearly 15"),
        (Quantity(best=15, relation=Relation.NEARLY), "nearly 15"),
    ],
)
def test_figures_are_said_as_a_person_would_write_them(quantity, words):
    assert quantity.words() == words


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (6000.0, "6,000"), (1234.5, "1,234.5"), (1234.001, "1,234.001"), (0.25, "0.25")]
)
def test_numbers_have_no_needless_decimals(value, text):
    assert NumberFormat()(value) == text


def test_numbers_follow_the_locale():
    assert NumberFormat(group=".", decimal=",")(1_234_567.5) == "1.234.567,5"


@given(st.integers(-(10**12), 10**12))
def test_a_written_whole_number_is_the_same_number(value):
    assert int(NumberFormat()(value).replace(",", "")) == value


@given(quantities)
def test_every_figure_can_be_said(quantity):
    words = quantity.words()
    assert words
    assert "None" not in words
    assert not words.endswith((".", ","))


@given(quantities)
def test_a_range_is_never_a_point(quantity):
    assert not (quantity.is_range and quantity.point is not None)
    assert quantity.point is None or quantity.point in (quantity.low, quantity.best, quantity.high)


@given(quantities)
def test_the_greatest_number_is_one_that_was_named(quantity):
    named = [value for value in (quantity.low, quantity.best, quantity.high) if value is not None]
    assert quantity.greatest == (max(named) if named else 0)


@pytest.mark.parametrize(
    ("relation", "direction"),
    [
        (Relation.NEARLY, -1),
        (Relation.AT_MOST, -1),
        (Relation.LESS_THAN, -1),
        (Relation.AT_LEAST, 1),
        (Relation.MORE_THAN, 1),
        (Relation.UNQUALIFIED, 0),
        (Relation.RANGE, 0),
    ],
)
def test_a_bound_points_to_where_the_true_value_lies(relation, direction):
    assert Quantity(best=1, relation=relation).direction == direction


@pytest.mark.parametrize(
    ("quantity", "fault"),
    [
        (Quantity(low=70_000, high=60_000), "low 70,000 is greater than high 60,000"),
        (Quantity(low=10, best=5), "best 5 lies outside low and high"),
        (Quantity(best=5, high=4), "best 5 lies outside low and high"),
        (Quantity(best=-1), "a count of people is negative"),
        (Quantity(low=-3), "a count of people is negative"),
        (Quantity(best=5, relation=Relation.RANGE), 'relation "range" needs low and high'),
        (Quantity(best=5, relation=Relation.NEARLY), 'relation "nearly" needs high'),
        (Quantity(high=5, relation=Relation.AT_LEAST), 'relation "at-least" needs low'),
    ],
)
def test_a_contradiction_is_named(quantity, fault):
    assert quantity.faults() == (fault,)


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted), st.booleans())
def test_ascending_bounds_have_no_fault(bounds, approximate):
    assert Quantity(*bounds, relation=Relation.RANGE, approximate=approximate).faults() == ()


@pytest.mark.parametrize(
    ("quantity", "words", "direction"), [(Quantity(low=5), "at least 5", 1), (Quantity(high=5), "at most 5", -1)]
)
def test_a_single_bound_without_a_relation_is_never_a_figure_as_it_stands(quantity, words, direction):
    assert quantity.words() == words
    assert quantity.direction == direction


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=2, unique=True).map(sorted), st.booleans())
def test_a_best_figure_with_one_bound_names_both_and_leaves_the_other_side_open(ends, above):
    low, high = ends
    quantity = Quantity(low, high, None) if above else Quantity(None, low, high)
    words = quantity.words()
    assert all(NumberFormat()(value) in words for value in ends)
    assert quantity.is_half_range
    assert quantity.direction == (1 if above else -1)


GERMAN = NumberFormat(".", ",")


@pytest.mark.parametrize(
    ("stated", "quantity", "english", "german"),
    [
        ("nearly 6,000", Quantity(high=6000), "nearly 6,000", "nearly 6.000"),
        (
            "approximately 40,000–60,000",
            Quantity(40000, None, 60000),
            "approximately 40,000–60,000",
            "approximately 40.000–60.000",
        ),
        ("149.240", Quantity(best=149240), "149,240", "149.240"),
        ("149 240 dead", Quantity(best=149240), "149,240 dead", "149.240 dead"),
        ("149240", Quantity(best=149240), "149,240", "149.240"),
        ("1.5 million", Quantity(best=1_500_000), "1.5 million", "1.5 million"),
        ("on 3 May 1,200", Quantity(best=1200), "on 3 May 1,200", "on 3 May 1.200"),
        ("0.5", Quantity(best=0.5), "0.5", "0.5"),
        ("a dozen", Quantity(best=12), "a dozen", "a dozen"),
    ],
)
def test_the_words_of_a_source_have_numbers_with_the_separators_of_the_locale(stated, quantity, english, german):
    assert quantity.restated(stated) == english
    assert quantity.restated(stated, GERMAN) == german
