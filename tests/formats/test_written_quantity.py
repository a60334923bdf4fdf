"""Figures as people write them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.written_quantity import (
    QuantityError,
    figure_text,
    has_decimals,
    is_doubtful,
    quantity_written,
)
from timeline_app.model.quantity import NumberFormat, Quantity, Relation

whole = st.integers(0, 10**12).map(float)
bounded = {
    Relation.NEARLY: "high",
    Relation.AT_LEAST: "low",
    Relation.MORE_THAN: "low",
    Relation.AT_MOST: "high",
    Relation.LESS_THAN: "high",
}
said = st.one_of(
    st.builds(Quantity, best=whole, approximate=st.booleans()),
    st.builds(Quantity, whole, st.none() | whole, whole, st.just(Relation.RANGE), st.booleans()).filter(
        lambda quantity: quantity.low != quantity.high  # which is said as one number
    ),
    st.builds(
        lambda relation, value, approximate: Quantity(
            **{bounded[relation]: value}, relation=relation, approximate=approximate
        ),
        st.sampled_from(list(bounded)),
        whole,
        st.booleans(),
    ),
    st.builds(
        lambda best, bound, above, approximate: Quantity(
            bound if above else None, best, None if above else bound, approximate=approximate
        ),
        whole,
        whole,
        st.booleans(),
        st.booleans(),
    ).filter(lambda quantity: quantity.best not in (quantity.low, quantity.high)),  # which is said as one number
    st.just(Quantity()),
)
formats = st.sampled_from([NumberFormat(group, ".") for group in (",", " ", "\u00a0", "\u202f", "'", "’", ".", "")])


@given(said, formats)
def test_what_is_said_of_a_figure_is_read_back_whatever_groups_its_digits(quantity, number):
    assert quantity_written(quantity.words(number)) == quantity


@given(st.floats(0, allow_nan=False, allow_infinity=False))
def test_a_number_in_a_cell_is_read_back(value):
    assert quantity_written(figure_text(value)) == Quantity(best=value)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("149,240", Quantity(best=149_240)),
        ("149 240", Quantity(best=149_240)),
        ("149\u202f240", Quantity(best=149_240)),
        ("149'240", Quantity(best=149_240)),
        ("149.240", Quantity(best=149_240)),
        ("1.234.567", Quantity(best=1_234_567)),
        ("1.234,5", Quantity(best=1234.5)),
        ("1,49,240", Quantity(best=149_240)),
        ("0.125", Quantity(best=0.125)),
        ("12.5", Quantity(best=12.5)),
        ("12,5", Quantity(best=12.5)),
        ("1,234.5", Quantity(best=1234.5)),
        ("-5", Quantity(best=-5)),
        ("13, at most 15", Quantity(None, 13, 15)),
        ("about 13, at least 10", Quantity(10, 13, None, approximate=True)),
        ("13, less than 15", Quantity(None, 13, 15, Relation.LESS_THAN)),
        ("~6000", Quantity(best=6000, approximate=True)),
        ("≈ 6000", Quantity(best=6000, approximate=True)),
        ("c. 6,000", Quantity(best=6000, approximate=True)),
        ("c.6,000", Quantity(best=6000, approximate=True)),
        ("ca 6000", Quantity(best=6000, approximate=True)),
        ("About 6000", Quantity(best=6000, approximate=True)),
        ("6000+", Quantity(low=6000, relation=Relation.AT_LEAST)),
        ("6,000 or more", Quantity(low=6000, relation=Relation.AT_LEAST)),
        ("≥6000", Quantity(low=6000, relation=Relation.AT_LEAST)),
        (">= 6000", Quantity(low=6000, relation=Relation.AT_LEAST)),
        (">149,200", Quantity(low=149_200, relation=Relation.MORE_THAN)),
        ("over 6000", Quantity(low=6000, relation=Relation.MORE_THAN)),
        ("up to 6000", Quantity(high=6000, relation=Relation.AT_MOST)),
        ("≤ 6000", Quantity(high=6000, relation=Relation.AT_MOST)),
        ("<6000", Quantity(high=6000, relation=Relation.LESS_THAN)),
        ("fewer than 6000", Quantity(high=6000, relation=Relation.LESS_THAN)),
        ("almost 6000", Quantity(high=6000, relation=Relation.NEARLY)),
        ("more than about 6000", Quantity(low=6000, relation=Relation.MORE_THAN, approximate=True)),
        ("60,000–70,000", Quantity(60_000, None, 70_000, Relation.RANGE)),
        ("60-70", Quantity(60, None, 70, Relation.RANGE)),
        ("40 000 to 60 000", Quantity(40_000, None, 60_000, Relation.RANGE)),
        ("between 40,000 and 60,000", Quantity(40_000, None, 60_000, Relation.RANGE)),
        ("~40,000 - 60,000", Quantity(40_000, None, 60_000, Relation.RANGE, True)),
        ("1–2 million", Quantity(1_000_000, None, 2_000_000, Relation.RANGE)),
        ("6k", Quantity(best=6000)),
        ("1.2 million", Quantity(best=1_200_000)),
        ("1.234 million", Quantity(best=1_234_000)),
        ("1e6", Quantity(best=1_000_000)),
    ],
)
def test_figures_are_read_as_people_write_them(text, quantity):
    found = quantity_written(text)
    assert found == quantity
    assert set(found.faults()) <= {"a count of people is negative"}


@pytest.mark.parametrize("text", ["", " ", "unknown", "n/a", "N/A", "-", "–", "?", "Acknowledged", "no number"])
def test_words_for_no_number_are_no_number(text):
    assert quantity_written(text) == Quantity()


@pytest.mark.parametrize(
    "text", ["many", "about", "1,2,3", "5 6", "6000 people", "> < 5", "at least 5-6", "9" * 300, "1e999", "5kk"]
)
def test_what_is_no_figure_is_refused_in_words(text):
    with pytest.raises(QuantityError) as refused:
        quantity_written(text)
    assert refused.value.what.endswith((".", "read", "bound", "large"))


def test_a_dot_before_three_digits_is_decimal_where_other_figures_have_decimals():
    assert quantity_written("149.240", decimal_dot=True) == Quantity(best=149.24)
    assert [has_decimals(text) for text in ("2.5", "1.2500", "149.240", "1.234.567", "149,240")] == [True, True] + [
        False
    ] * 3
    assert [is_doubtful(text) for text in ("149.240", "0.125", "1.234.567", "149,240")] == [True, False, False, False]


@given(st.text(max_size=12) | st.text("0123456789.,-–~<>+ ’'kme", max_size=12))
def test_any_text_is_a_figure_or_refused(text):
    with contextlib.suppress(QuantityError):
        assert isinstance(quantity_written(text), Quantity)
