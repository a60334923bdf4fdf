"""Words in columns of text, against Arrow's own search and against plain loops."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.model.event_words import without_keys
from timeline_app.model.text_search import holding, rows_holding

LETTERS = "kKsSaAzZ.\x00 \n\u212a\u017féßẞİ\u0131жЖ😀"
"""Of ASCII and not; the sign for kelvin and the long s have a letter of ASCII as their other case."""

texts = st.lists(st.none() | st.text(LETTERS, max_size=6) | st.text(max_size=4), max_size=12)
words = st.text(LETTERS, min_size=1, max_size=3) | st.text(min_size=1, max_size=3)
kinds = st.sampled_from([pa.string(), pa.large_string()])


@given(texts, words, kinds, st.integers(0, 3))
def test_what_holds_a_word_is_what_arrow_finds(texts, word, kind, skipped):
    column = pa.array(texts, type=kind).slice(skipped)
    expected = pc.match_substring(column, word, ignore_case=True).fill_null(False).to_pylist()
    assert holding(column, word).tolist() == expected


def test_the_end_of_one_text_and_the_beginning_of_the_next_are_no_word():
    assert holding(pa.array(["so", "", "ldiers", "soldiers"]), "soldiers").tolist() == [False, False, False, True]


@pytest.mark.parametrize("texts", [[], [""], ["", None, ""]])
def test_where_there_is_no_text_nothing_is_held(texts):
    assert not holding(pa.array(texts, type=pa.large_string()), "no").any()
    assert not rows_holding(pa.nulls(3), np.arange(3), "no").any()


@given(texts, words, st.data())
def test_of_some_rows_each_is_answered_for(texts, word, data):
    column = pa.array(texts, type=pa.large_string())
    rows = np.flatnonzero(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    assert rows_holding(column, rows, word).tolist() == holding(column, word)[rows].tolist()


told = st.text('a":\\ ,{}[]\0é', max_size=5)
values = st.recursive(told | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=2), max_leaves=3)
objects = st.dictionaries(told, values | st.dictionaries(told, values, max_size=2), max_size=3)


def with_empty_keys(value):
    """The same with 0 for each letter of a key."""
    if isinstance(value, dict):
        pairs = (f"{blotted(key)}: {with_empty_keys(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)


def blotted(key: str) -> str:
    return "\0" * len(json.dumps(key, ensure_ascii=False).encode())


@given(st.lists(objects, max_size=4))
def test_the_keys_of_an_object_are_blotted_out_and_nothing_else_is(objects):
    texts = pa.array([json.dumps(each, ensure_ascii=False) for each in objects], type=pa.large_string())
    assert without_keys(texts).to_pylist() == [with_empty_keys(each) for each in objects]
