"""The JSON Schema of the native format holds for what is written."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import timelines
from timeline_app.formats.native import native, native_writing
from timeline_app.formats.native.native_writing import FORMAT
from timeline_app.resources import resource, seed

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads(resource("schema", "timeline-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format"]["const"] == FORMAT


@given(timelines())
def test_what_is_written_is_as_the_schema_says(timeline):
    VALIDATOR.validate(json.loads(native_writing.write(timeline, None).data))


def test_the_starter_timeline_is_as_the_schema_says():
    VALIDATOR.validate(json.loads(seed("russian-losses-2023.timeline.json").read_text("utf-8")))


EVERY_KEY = {
    "format": "timeline/1",
    "title": "T",
    "time_zone": "Europe/Kyiv",
    "reference_date": "2023-02-28",
    "reference_date_basis": "inferred",
    "reference_date_note": "n",
    "lanes": [{"id": "l", "title": "L"}],
    "publishers": [{"id": "p", "title": "P", "short": "S"}],
    "sources": [
        {
            "id": "s", "title": "S", "publisher": "p", "date": "2022", "date_basis": "stated", "date_note": "n",
            "url": "https://example.org", "note": "n",
        }
    ],
    "events": [
        {
            "id": "a", "lane": "l", "when": "2022-09", "time_zone": "UTC", "stated": "then", "basis": "resolved",
            "basis_note": "n", "title": "A", "summary": "S", "importance": 0.7, "fields": {"place": "Kyiv"},
            "estimates": ["e"],
            "sources": ["s", {"id": "s", "role": "relay", "locator": "p. 1", "quote": "q"}],
            "figures": [
                {"measure": "killed", "measure_stated": "deaths", "stated": "4 to 6", "low": 4, "best": 5, "high": 6,
                 "relation": "range", "approximate": True, "publisher": "p"},
            ],
        }
    ],
    "estimates": [
        {"id": "e", "measure": "killed", "publisher": "p"},
        {
            "id": "f", "measure": "killed", "measure_stated": "dead", "stated": "5", "low": 4, "best": 5, "high": 6,
            "relation": "range", "approximate": True, "subject": "people", "since": "2022", "since_stated": "s",
            "per": "P1D", "as_of": "2023", "as_of_stated": "s", "as_of_basis": "stated", "as_of_basis_note": "n",
            "published": "2023", "published_stated": "s", "published_basis": "stated", "published_basis_note": "n",
            "time_zone": "UTC", "publisher": "p", "part_of": "e", "supersedes": "e", "sources": ["s"], "note": "n",
        },
    ],
}  # fmt: skip
VALUES = [None, True, 0, 7, -1, 0.25, 1e300, "", "x", "2022", "e", [], {}, [None], [""], ["x"], [7], [[]]]
VALUES += [[{}], [{"id": None}], [{"id": ""}], [{"id": 7}], [{"id": "x"}], {"id": "s"}]
STARTER = json.loads(seed("russian-losses-2023.timeline.json").read_text("utf-8"))


def places(node):
    """Every container of a document with each of its keys or indices."""
    for step in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, step
        if isinstance(node[step], dict | list):
            yield from places(node[step])


def assert_reader_and_schema_agree(document, change):
    problems = native.read(json.dumps(document).encode(), "x.json").problems
    assert problems or VALIDATOR.is_valid(document), (change, list(VALIDATOR.iter_errors(document)))


def test_a_document_with_every_key_is_in_order():
    assert native.read(json.dumps(EVERY_KEY).encode(), "x.json").problems == ()
    VALIDATOR.validate(EVERY_KEY)
    kinds = {"publishers": "publisher", "sources": "source", "events": "event", "estimates": "estimate"}
    assert EVERY_KEY.keys() == SCHEMA["properties"].keys()
    for key, kind in kinds.items():
        assert EVERY_KEY[key][-1].keys() == SCHEMA["$defs"][kind]["properties"].keys()


def test_whatever_the_schema_refuses_is_a_problem_to_the_reader():
    document = copy.deepcopy(EVERY_KEY)
    for container, step in list(places(document)):
        original = container[step]
        for value in VALUES:
            container[step] = value
            assert_reader_and_schema_agree(document, (step, value))
        container[step] = original
        if isinstance(container, dict):
            del container[step]
            assert_reader_and_schema_agree(document, (step, "deleted"))
            container[step] = original


@given(st.data())
def test_whatever_the_schema_refuses_in_the_starter_is_a_problem_to_the_reader(data):
    document = copy.deepcopy(STARTER)
    for _ in range(data.draw(st.integers(1, 2))):
        container, step = data.draw(st.sampled_from(list(places(document))))
        if data.draw(st.booleans()):
            container[step] = data.draw(st.sampled_from(VALUES))
        else:
            del container[step]
    assert_reader_and_schema_agree(document, "see the document")


def test_every_key_is_described_and_nothing_is_fetched():
    def objects(node):
        if isinstance(node, dict):
            yield node
            node = list(node.values())
        for member in node if isinstance(node, list) else ():
            yield from objects(member)

    for node in objects(SCHEMA):
        assert str(node.get("$ref", "#")).startswith("#")
        for name, member in node.get("properties", {}).items():
            assert "description" in member or "$ref" in member, name
