"""The components and properties of an iCalendar text (RFC 5545), each with its line; what is broken costs one line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from icalendar.parser import Contentline

from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.problems import Severity, quoted

ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
"""Components that never stand in one another."""

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_FORM = "a line is NAME:value, and goes on in the next if that begins with a space"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_ESCAPE = re.compile(r"\\([\\;,:nN\"])")
_DEEPEST = 50
_COMMA = re.compile(r"(?<!\\),")
_WORDS = r"[\w/.+@-]+(?: [\w/.+@-]+)*+"
_PLAIN_PARAM = rf";[A-Za-z0-9-]+={_WORDS}"
_PLAIN = re.compile(rf"([A-Za-z0-9-]+)((?:{_PLAIN_PARAM})*+):(.*)", re.DOTALL)
"""A line whose parameters have neither quotation marks nor escapes nor lists."""
_NO_PARAMS: Mapping[str, Any] = MappingProxyType({})
_FOLD_IN_LETTER = re.compile(rb"(\r?\n[ \t])([\x80-\xbf]+)")


class Property(NamedTuple):
    """One property; a tuple, since calendars have millions of them.

    Attributes:
        line: where it begins.
        name: in capitals.
        params: by their names in capitals; a text or a list of texts each.
        value: as it is written.
        written: the whole of it on one line.
    """

    line: int
    name: str
    params: Mapping[str, Any]
    value: str
    written: str

    @property
    def text(self) -> str:
        """The value without escapes."""
        return _unescaped(self.value)

    @property
    def texts(self) -> list[str]:
        """The parts of a value that is a list, without escapes."""
        return [text for part in _COMMA.split(self.value) if (text := _unescaped(part))]

    def param(self, name: str) -> str:
        """A parameter as text, or ""."""
        found = self.params.get(name, "") if self.params else ""
        return found if isinstance(found, str) else ", ".join(map(str, found))


@dataclass(frozen=True, slots=True)
class Component:
    """What stands between a BEGIN and its END.

    Attributes:
        line: of its BEGIN; 0 for what holds all others.
        name: in capitals.
        parent: in which it stands.
        properties, parts: in it, in the order of the file.
    """

    line: int
    name: str
    parent: "Component | None" = None
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """The first property of a name, if there is one."""
        for one in self.properties:
            if one.name == name:
                return one
        return None

    def all(self, *names: str) -> Iterator[Property]:
        """The properties of some names."""
        return (one for one in self.properties if one.name in names)

    def text(self, name: str) -> str:
        """The value of the first property of a name without escapes, or ""."""
        found = self.first(name)
        return found.text if found else ""


def without_folds_in_letters(data: bytes) -> bytes:
    """The same text, where old programs broke a line inside a letter of several bytes."""
    return _FOLD_IN_LETTER.sub(rb"\2\1", data)


def components_of(text: str, notes: LineNotes) -> list[Component]:
    """All components, in the order of their BEGINs."""
    stack, opened = [Component(0, "")], Counter[str]()
    found = []
    for line, content in _unfolded(text):
        try:
            name, params, value = parts_of(content)
        except ValueError:
            notes(_ERROR, line, f"the line {quoted(content)} can't be read; it is left out", _FORM)
            continue
        match name:
            case "BEGIN":
                kind = value.strip().upper()
                if kind in ENTRIES and stack[-1].name in ENTRIES:
                    opened[stack[-1].name] -= 1
                    _unclosed(stack.pop(), notes)
                parent = stack[min(len(stack), _DEEPEST) - 1]  # what is deeper stands in the deepest that is looked up
                component = Component(line, kind, parent)
                parent.parts.append(component)
                stack.append(component)
                opened[kind] += 1
                found.append(component)
            case "END":
                _close(stack, opened, value.strip().upper(), line, notes)
            case _ if len(stack) > 1:
                stack[-1].properties.append(Property(line, name, params, value, content))
            case _:
                notes(_WARNING, line, f"the line {quoted(content)} stands in no BEGIN and END; it is left out", "")
    for component in stack[1:]:
        _unclosed(component, notes)
    return found


def parts_of(content: str) -> tuple[str, Mapping[str, Any], str]:
    """A line's name in capitals, its parameters, and its value as it is written.

    The library looks at each letter of a line; few lines need that.

    Raises:
        ValueError: it is no such line.
    """
    plain = _PLAIN.fullmatch(content)
    if plain is None:
        name, params, value = Contentline(content).raw_parts()  # type: ignore[no-untyped-call] # in icalendar 7.3
        return name.upper(), {key.upper(): found for key, found in params.items()}, value
    name, written, value = plain.groups()
    if not written:
        return name.upper(), _NO_PARAMS, value
    pairs = (part.partition("=") for part in written[1:].split(";"))
    return name.upper(), {key.upper(): found for key, _, found in pairs}, value


def _close(stack: list[Component], opened: Counter[str], kind: str, line: int, notes: LineNotes) -> None:
    """Take off the stack what an END closes; `opened` counts what is on it by names."""
    if not opened[kind]:
        notes(_ERROR, line, f"END:{quoted(kind)} closes nothing that is open", "")
        return
    while (component := stack.pop()).name != kind:
        opened[component.name] -= 1
        _unclosed(component, notes)
    opened[kind] -= 1


def _unclosed(component: Component, notes: LineNotes) -> None:
    notes(_ERROR, component.line, f"BEGIN:{component.name} has no END", "what stands in it is read all the same")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, each with its number, and joined with those behind it that begin with a space."""
    first, parts = 0, [""]
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
        if line.startswith((" ", "\t")) and first:
            parts.append(line[1:])
        elif line and not line.isspace():
            if first:
                yield first, parts[0] if len(parts) == 1 else "".join(parts)
            first, parts = number, [line]
    if first:
        yield first, "".join(parts)


def _unescaped(value: str) -> str:
    if "\\" in value:
        value = _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return value.strip()
