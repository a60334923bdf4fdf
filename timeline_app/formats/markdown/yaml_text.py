"""Reads YAML as nothing but texts, lists and objects, with the line of each: no tag is obeyed, no alias followed."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import yaml

from timeline_app.formats.json_files.json_objects import field_text
from timeline_app.model.ids import Ids

Path = tuple[str | int, ...]

_LONGEST = 1_000_000
_DEEPEST = 50
_NOTHING = ("", "~", "null", "Null", "NULL")
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser is there wherever PyYAML comes as a wheel

_Event = TypeVar("_Event", bound=yaml.Event)


class YamlError(Exception):
    """What makes a text unreadable as YAML.

    Attributes:
        what, hint: in words.
        line: of the text, from 1.
    """

    def __init__(self, what: str, line: int, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.line, self.hint = what, line, hint


class YamlRecord(NamedTuple):
    """The members of an object.

    Attributes:
        members: texts, None, lists and objects by key; dates, numbers and words like "yes" are texts as written.
        lines: the line of each value by its path, from 1.
        twice: the lines of keys that were there before, and what their values are called instead.
    """

    members: dict[str, Any]
    lines: dict[Path, int]
    twice: list[tuple[int, str]]


def record_of(text: str) -> YamlRecord:
    """The object that a text is.

    Raises:
        YamlError: it is no YAML, no object, or of a size or a form that only an attack has.
    """
    if len(text) > _LONGEST:
        raise YamlError(f"it has more than {_LONGEST:,} characters", 1)
    try:
        return _Reader(text).record()
    except yaml.MarkedYAMLError as error:
        found = error.problem_mark.line if error.problem_mark else 0
        line = min(found, text.rstrip().count("\n")) + 1  # what is never closed is found behind the end
        what = str(error.problem or error.context)
        raise YamlError(_OURS.get(what, what), line, _hint(what)) from None
    except yaml.YAMLError as error:
        place = getattr(error, "position", 0)
        line = text.encode("utf-8", "replace")[:place].count(b"\n") + 1 if isinstance(place, int) else 1
        raise YamlError("a character in it can't stand in YAML", line) from None


_OURS = {"exceeded maximum nesting depth": "it is nested too deeply"}
"""Our words for what the C loader of PyYAML says where it counts itself how deeply a text is nested."""


def _hint(problem: str) -> str:
    return "write a text with a colon in it in quotation marks" if "mapping values" in problem else ""


class _Reader:
    """Makes a value of the events of a parser, which reads no further than it is asked."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = iter(_LOADER(text).get_event, None)
        self._lines: dict[Path, int] = {}
        self._twice: list[tuple[int, str]] = []

    def record(self) -> YamlRecord:
        """The object in the first document; there is only one."""
        event = next(
            event for event in self._events if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent)
        )
        if isinstance(event, yaml.StreamEndEvent):
            return YamlRecord({}, {}, [])
        members = self._value(event, ())
        if not isinstance(members, dict):
            raise YamlError("it holds no keys with values", 1, "write it as key: value, one on a line")
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise YamlError("another document begins in it", _line(event))
        return YamlRecord(members, self._lines, self._twice)

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self._lines.setdefault(path, _line(event))
        if len(path) > _DEEPEST:
            raise YamlError("it is nested too deeply", _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return None if event.style is None and event.value in _NOTHING else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*path, index)) for index, item in enumerate(self._until(yaml.SequenceEndEvent))]
        if isinstance(event, yaml.MappingStartEvent):
            return self._members(path)
        raise YamlError("an alias (*) repeats another part of it", _line(event), "write it out, or in quotation marks")

    def _members(self, path: Path) -> dict[str, Any]:
        names, members = Ids(), dict[str, Any]()
        for event in self._until(yaml.MappingEndEvent):
            key = field_text(self._value(event, path))
            name = names.free(key)
            if name != key:
                self._twice.append((_line(event), name))
            members[name] = self._value(next(self._events), (*path, name))
        return members

    def _until(self, end: type[_Event]) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
