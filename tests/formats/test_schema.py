"""The JSON Schema of the native format holds for what is written."""

import json

import pytest
from hypothesis import given

from tests.formats.timelines import timelines
from timeline_app.formats import native
from timeline_app.formats.native_writing import FORMAT
from timeline_app.resources import resource, seed

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads(resource("schema", "timeline-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format"]["const"] == FORMAT


@given(timelines())
def test_what_is_written_is_as_the_schema_says(timeline):
    VALIDATOR.validate(json.loads(native.write(timeline, None).data))


def test_the_starter_timeline_is_as_the_schema_says():
    VALIDATOR.validate(json.loads(seed("russian-losses-2023.timeline.json").read_text("utf-8")))


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
