"""The places of values in JSON text."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.json_files.json_positions import (
    deeper_than,
    lines_and_columns,
    offset_in_string,
    offsets,
    path_words,
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def all_paths(value, path=()):
    yield path, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield from all_paths(member, (*path, step))


@given(values, st.sampled_from([None, 1, "\t"]), st.booleans(), st.data())
def test_a_value_begins_at_its_place(value, indent, ascii_only, data):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    paths = dict(all_paths(value))
    wanted = data.draw(st.lists(st.sampled_from(list(paths)), min_size=1))
    decoder = json.JSONDecoder()
    for path, place in offsets(text, wanted).items():
        assert decoder.raw_decode(text, place)[0] == paths[path]


@given(st.text(max_size=8), st.booleans(), st.data())
def test_a_character_stands_behind_those_before_it(value, ascii_only, data):
    text = json.dumps([value], ensure_ascii=ascii_only)
    index = data.draw(st.integers(0, len(value)))
    place = offset_in_string(text, 1, index)
    assert json.loads(f'{text[1:place]}"') == value[:index]


@pytest.mark.parametrize("path", [("a", 5), ("a", 0, "x", "y"), ("a", "b")])
def test_a_path_that_isnt_there_has_the_place_of_what_is_around_it(path):
    text = '{"z": 1, "a": [ {"b": 2} ]}'
    around = text.index("{", 1) if path[1] == 0 else text.index("[")
    assert offsets(text, [path, ("z",)]) == {path: around, ("z",): 6}


def test_of_a_key_that_stands_twice_the_last_counts():
    assert offsets('{"a": 1, "a": 2}', [("a",)])[("a",)] == 14


@given(st.text('{}[]",:\\a1 \n', max_size=30))
def test_text_that_is_not_json_has_places_too(text):
    found = offsets(text, [("a",), (0,), (1, "a")])
    assert all(0 <= place <= len(text) for place in found.values())


@given(st.text("ab\n", max_size=30), st.data())
def test_lines_and_columns_count_from_one(text, data):
    places = data.draw(st.lists(st.integers(0, len(text))))
    for place, (line, column) in lines_and_columns(text, places).items():
        before = text[:place].split("\n")
        assert (line, column) == (len(before), len(before[-1]) + 1)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + ', "b": 1}',
        '{"a": ' + '{"a": ' * 100_000,
        "[" + '"' + '\\"' * 300_000,
        '["' * 200_000,
        "[" + "[[" * 100_000,
        '{"a": ["' + "\\" * 400_000,
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(text):
    start = time.perf_counter()
    offsets(text, [("b",), ("a", 0, 0), (0, "b")])
    deeper_than(text, 500)
    assert time.perf_counter() - start < 5  # a quadratic walk takes minutes


def test_many_places_on_one_long_line_take_one_pass():
    start = time.perf_counter()
    found = lines_and_columns("x" * 1_000_000, range(1_000_000))
    assert found[999_999] == (1, 1_000_000)
    assert time.perf_counter() - start < 10


def test_a_path_is_written_as_people_write_it():
    assert path_words(("events", 3, "when")) == "events[3].when"
    assert path_words(("a b", 0)) == '["a b"][0]'
    assert path_words(()) == ""
