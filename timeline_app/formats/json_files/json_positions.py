"""Finds where in a JSON text its values stand, so that a problem can name the line."""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

JsonPath = tuple[str | int, ...]
"""The way to a value: keys and indices, like ("events", 3, "when")."""

_BLANK = re.compile(r"[ \t\n\r]*")
# Possessive, and content with a missing end: an open quote must not be tried again from each of its characters.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
# A character as it is written: half of a pair, which counts as one with its other half, another escape, or itself.
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}]*")
_PLAIN_KEY = re.compile(r"[\w-]+")

_Wanted = dict[str | int, "_Wanted"]


def path_words(path: JsonPath) -> str:
    """A path as people write it: `events[3].when`."""
    words = "".join(_step_words(step) for step in path)
    return words.removeprefix(".")


def offsets(text: str, paths: Iterable[JsonPath]) -> Mapping[JsonPath, int]:
    """Where the values of some paths begin; a path that isn't there has the place of the nearest one around it.

    Takes time in proportion to the text, whatever its nesting.

    Args:
        text: JSON; in a text that isn't, the paths behind the fault have the place of what is around them.
    """
    wanted = list(paths)
    found = _found(text, _tree(wanted))
    return {path: _nearest(path, found) for path in wanted}


def offset_in_string(text: str, place: int, index: int) -> int:
    """Where a character of a string stands whose quotation mark is at `place`; of no string, where the value does.

    Args:
        text: JSON.
        place: offset of the value.
        index: of the character in the value; one past the last is the mark at the end.
    """
    if text[place : place + 1] != '"':
        return place
    characters = islice(_CHARACTER.finditer(text, place + 1), index)
    return max((match.end() for match in characters), default=place + 1)


def lines_and_columns(text: str, places: Iterable[int]) -> Mapping[int, tuple[int, int]]:
    """Line and column of each offset, both counted from 1, in one pass."""
    found, line, line_start, done = {}, 1, 0, 0
    for place in sorted(set(places)):
        line += text.count("\n", done, place)
        line_start = max(line_start, text.rfind("\n", done, place) + 1)
        done = place
        found[place] = (line, place - line_start + 1)
    return found


def deeper_than(text: str, depth: int) -> int | None:
    """Where brackets are first nested deeper than `depth`, or None."""
    level = 0
    for match in _BRACKETS.finditer(text):
        level += _LEVELS.get(match[0], 0)
        if level > depth:
            return match.start()
    return None


_LEVELS = {"[": 1, "{": 1, "]": -1, "}": -1}


def _step_words(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _PLAIN_KEY.fullmatch(step) else f"[{json.dumps(step, ensure_ascii=False)}]"


def _tree(paths: Iterable[JsonPath]) -> _Wanted:
    """The paths as nested tables, so that each part of the text is compared with few."""
    root: _Wanted = {}
    for path in paths:
        node = root
        for step in path:
            node = node.setdefault(step, {})
    return root


def _nearest(path: JsonPath, found: Mapping[JsonPath, int]) -> int:
    return next((found[path[:length]] for length in range(len(path), -1, -1) if path[:length] in found), 0)


class _Container:
    """An array or object that the walk is inside of."""

    def __init__(self, path: JsonPath, wanted: _Wanted, is_array: bool) -> None:
        self.path = path
        self.wanted = wanted
        self.is_array = is_array
        self.index = -1

    def step_at(self, text: str, place: int) -> tuple[str | int, int] | None:
        """The key or index of the member that begins here and the place of its value, or None at the end."""
        if text[place : place + 1] in ("", "]", "}"):
            return None
        if self.is_array:
            self.index += 1
            return self.index, place
        key = _STRING.match(text, place)
        if key is None:
            return None
        colon = _skip_blank(text, key.end())
        return _key(key[0]), _skip_blank(text, colon + 1)


def _found(text: str, wanted: _Wanted) -> dict[JsonPath, int]:
    place = _skip_blank(text, 0)
    found: dict[JsonPath, int] = {(): place}
    stack: list[_Container] = []
    _enter(text, place, (), wanted, stack)
    place += 1
    while stack:
        container = stack[-1]
        place = _skip_blank(text, place)
        member = container.step_at(text, place)
        if member is None:
            stack.pop()
            place = _skip_comma(text, place + 1)
            continue
        step, place = member
        inside = container.wanted.get(step)
        if inside is not None:
            found[*container.path, step] = place
        if inside and _enter(text, place, (*container.path, step), inside, stack):
            place += 1
        else:
            place = _skip_comma(text, _end_of_value(text, place))
    return found


def _enter(text: str, place: int, path: JsonPath, wanted: _Wanted, stack: list[_Container]) -> bool:
    opening = text[place : place + 1]
    if opening in ("[", "{") and wanted:
        stack.append(_Container(path, wanted, opening == "["))
        return True
    return False


def _skip_blank(text: str, place: int) -> int:
    match = _BLANK.match(text, place)
    return match.end() if match else place


def _skip_comma(text: str, place: int) -> int:
    place = _skip_blank(text, place)
    return place + 1 if text[place : place + 1] == "," else place


def _key(literal: str) -> Any:
    try:
        return json.loads(literal, strict=False)
    except ValueError:
        return literal


def _end_of_value(text: str, place: int) -> int:
    """Where a value ends; never before the next character, so that the walk always goes on."""
    opening = text[place : place + 1]
    if opening in ("[", "{"):
        return _end_of_container(text, place)
    match = (_STRING if opening == '"' else _SCALAR).match(text, place)
    return max(match.end() if match else len(text), place + 1)


def _end_of_container(text: str, place: int) -> int:
    """The decoder in C is some ten times faster than a walk; what it can't read is walked."""
    try:
        return _DECODER.raw_decode(text, place)[1]
    except (ValueError, RecursionError):
        return _walked_end(text, place)


_DECODER = json.JSONDecoder(parse_int=float, parse_float=float, strict=False)


def _walked_end(text: str, place: int) -> int:
    level = 0
    for match in _BRACKETS.finditer(text, place):
        level += _LEVELS.get(match[0], 0)
        if level == 0 and match[0][0] != '"':
            return match.end()
    return len(text)
