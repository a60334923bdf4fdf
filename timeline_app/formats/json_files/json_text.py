"""Reads JSON text that people wrote: says what is wrong in words, and repairs what can be without guessing."""

import json
import math
import re
from collections import Counter
from typing import Any

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.problems import quoted

_WORDS = (
    ("Expecting value", "a value is missing here, or is not written as JSON", "text needs double quotes"),
    ("Expecting property name", "a key in double quotes is missing here", "is there a comma too many before it?"),
    ("Expecting ',' delimiter", "a comma is missing here, or a bracket that closes", ""),
    ("Expecting ':' delimiter", "a “:” is missing between the key and its value", ""),
    ("Illegal trailing comma", "there is a comma too many", "remove it"),
    ("Extra data", "there is something behind the end of the JSON", "one file holds one object"),
    ("Invalid control character", "a line break or control character stands inside a text", "write \\n or \\t"),
    ("Invalid \\escape", "a backslash is followed by a character that it can't escape", "write \\\\ for a backslash"),
    ("Invalid \\uXXXX escape", "\\u is not followed by four hexadecimal digits", ""),
)
_UNTERMINATED = "Unterminated string"
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parsed(text: str, findings: Findings) -> Any:
    """The value of a JSON text.

    What JSON doesn't allow but can be told apart is put right and noted: NaN and numbers too large become null, half
    characters U+FFFD; of a key that stands twice in an object the last value counts.

    Raises:
        json.JSONDecodeError: it isn't JSON; see `fault_words`.
        RecursionError: it is nested too deeply.
    """
    hooks = _Hooks()
    value = json.loads(
        text,
        parse_float=hooks.real,
        parse_int=hooks.whole,
        parse_constant=hooks.unreadable,
        object_pairs_hook=hooks.object,
    )
    if not hooks.odd and not _SURROGATE_ESCAPE.search(text):
        return value
    return _Repair(hooks, findings).repaired(value)


def fault_words(error: json.JSONDecodeError) -> tuple[str, str]:
    """What is wrong with a text that isn't JSON, and a hint or ""."""
    if error.msg.startswith(_UNTERMINATED):
        return "the text that begins here has no end", "the file was cut off, or a quotation mark is missing"
    if error.pos >= len(error.doc.rstrip()):
        return "the file ends in the middle", "it was cut off, or a bracket isn't closed"
    known = ((what, hint) for start, what, hint in _WORDS if error.msg.startswith(start))
    return next(known, (f"this is not JSON: {error.msg}", ""))


def fault_in_head(head: str) -> json.JSONDecodeError | None:
    """What makes it pointless to read a JSON text whose beginning this is, or None."""
    try:
        json.JSONDecoder().raw_decode(head, len(head) - len(head.lstrip()))
    except json.JSONDecodeError as error:
        cut = error.msg.startswith(_UNTERMINATED) or error.pos > len(head) - _LONGEST_TOKEN
        return None if cut else error
    except (RecursionError, ValueError):
        return None
    return None


_LONGEST_TOKEN = 64


class _Unreadable(str):
    """Stands for a number that is none, until the walk finds its place."""


class _Hooks:
    """Called by the decoder; notes whether there is something to repair."""

    def __init__(self) -> None:
        self.odd = False
        self.doubled: dict[int, tuple[dict[str, Any], list[str]]] = {}

    def real(self, literal: str) -> float | _Unreadable:
        value = float(literal)
        return value if math.isfinite(value) else self.unreadable(literal)

    def whole(self, literal: str) -> int | _Unreadable:
        return int(literal) if len(literal) < _MOST_DIGITS else self.unreadable(literal)

    def unreadable(self, literal: str) -> _Unreadable:
        self.odd = True
        return _Unreadable(literal)

    def object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            self.odd = True
            self.doubled[id(value)] = (value, _doubled(pairs))
        return value


_MOST_DIGITS = 309
"""What a float can hold; Python itself refuses more than 4300."""


def _doubled(pairs: list[tuple[str, Any]]) -> list[str]:
    counts = Counter(key for key, _ in pairs)
    return [key for key, count in counts.items() if count > 1]


class _Repair:
    """One walk over a document, without recursion, that replaces what the model can't hold."""

    def __init__(self, hooks: _Hooks, findings: Findings) -> None:
        self._hooks = hooks
        self._findings = findings
        self._open: list[tuple[dict[Any, Any] | list[Any], JsonPath]] = []

    def repaired(self, value: Any) -> Any:
        root = self._value(value, ())
        while self._open:
            container, path = self._open.pop()
            if isinstance(container, list):
                container[:] = [self._value(member, (*path, index)) for index, member in enumerate(container)]
            else:
                self._object(container, path)
        return root

    def _object(self, container: dict[str, Any], path: JsonPath) -> None:
        for key in self._hooks.doubled.get(id(container), ({}, []))[1]:
            self._findings.warning((*path, key), f"the key {quoted(_whole(key))} stands twice", "the last one counts")
        members = [(_whole(key), self._value(member, (*path, key))) for key, member in container.items()]
        container.clear()
        container.update(members)

    def _value(self, value: Any, path: JsonPath) -> Any:
        if isinstance(value, dict | list):
            self._open.append((value, path))
        elif isinstance(value, _Unreadable):
            self._findings.error(path, f"{quoted(value)} is not a number that can be held", "write a number, or null")
            return None
        elif isinstance(value, str) and _SURROGATE.search(value):
            self._findings.error(path, "the text holds half a character (a lone surrogate)", "it is shown as “\ufffd”")
            return _whole(value)
        return value


def _whole(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
