"""Reads an XML file whole, as elements that know their lines; nothing in it is obeyed, expanded or fetched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from timeline_app.formats.collecting import LineNotes
from timeline_app.formats.problems import Problem, Severity, file_error, quoted
from timeline_app.formats.xml_files.xml_text import checked_text

_DEEPEST = 50
_LONGEST = 1_000_000
"""More characters in one attribute or element are cut off: nobody reads them, and no window shows them."""
_FAULTS = {
    "syntax error": "this is not XML",
    "no element found": "the file ends before its elements are closed",
    "mismatched tag": "this tag doesn't close the element that is open",
    "not well-formed (invalid token)": "this is not well-formed XML",
    "unclosed token": "the file ends inside a tag",
    "undefined entity": "XML has no such entity; it knows &amp; &lt; &gt; &quot; and &apos;",
    "duplicate attribute": "the element has this attribute already",
    "junk after document element": "there is something behind the end of the root element",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One element.

    Attributes:
        name: of its tag.
        attributes: by name.
        line: of its start tag.
        parts: its texts and the elements in it, in their order.
    """

    name: str
    attributes: dict[str, str]
    line: int
    parts: "list[Element | str]" = field(default_factory=list)

    @property
    def children(self) -> "Iterator[Element]":
        """The elements in it."""
        return (part for part in self.parts if isinstance(part, Element))

    @property
    def text(self) -> str:
        """Its own text, without that of the elements in it."""
        return "".join(part for part in self.parts if isinstance(part, str)).strip()

    @property
    def html(self) -> str:
        """What is in it as HTML: texts, which may hold tags as text, and elements as tags."""
        return "".join(part if isinstance(part, str) else part._outer_html for part in self.parts)

    @property
    def _outer_html(self) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{attributes}>{self.html}</{self.name}>"

    def first(self, name: str) -> "Element | None":
        """The first element in it of a name."""
        return next((child for child in self.children if child.name == name), None)

    def text_of(self, name: str) -> str:
        """The text of the first element in it of a name, or ""."""
        child = self.first(name)
        return child.text if child else ""

    def line_of(self, name: str) -> int:
        """The line of the first element in it of a name, or its own."""
        return (self.first(name) or self).line


class XmlFile(NamedTuple):
    """The root element, None where nothing could be read, and what is wrong with the file as XML."""

    root: Element | None
    problems: tuple[Problem, ...]


def read_xml(data: bytes, file: str, root: str) -> XmlFile:
    """The elements of an XML file, up to the first fault.

    A document type without declarations (`<!DOCTYPE data>`) is passed over; one that declares anything, or refers to
    another file, is refused: entities can blow up, and what they stand for would be missing.

    Args:
        data: the whole file.
        file: its name in problems.
        root: name of its root element; a file with another is refused.
    """
    if not data.strip():
        return XmlFile(None, (file_error(file, "the file is empty"),))
    notes = LineNotes(file)
    builder = _Builder(notes)
    fault = _fault_of(checked_text(data, notes), builder, file)
    problems = (*notes.problems, *((fault,) if fault else ()))
    found = builder.root
    if found is not None and found.name != root:
        what = f"its root element is {quoted(f'<{found.name}>')}, not “<{root}>”"
        hint = "SIMILE's files have <data>, those of The Timeline Project <timeline>"
        return XmlFile(None, (Problem(Severity.ERROR, file, found.line, None, None, what, hint), *problems))
    return XmlFile(found, problems)


class _RefusedError(Exception):
    """The file declares what we don't read."""


def _fault_of(text: str, builder: "_Builder", file: str) -> Problem | None:
    """Feed a text to a builder; the fault that ends it, if there is one."""
    try:
        builder.feed(text)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        missing = "; what follows is missing" if builder.root is not None else ""
        what = _FAULTS.get(words, f"this can't be read as XML ({words})") + missing
        return Problem(Severity.ERROR, file, error.lineno, error.offset + 1, None, what)
    except _RefusedError:
        what = "the file has definitions of its own (DTD), which are not read"
        hint = "remove the part that begins with <!DOCTYPE"
        return Problem(Severity.ERROR, file, builder.line, None, None, what, hint)
    return None


class _Builder:
    """Builds the elements of a file."""

    def __init__(self, notes: LineNotes) -> None:
        self.root: Element | None = None
        self._notes = notes
        self._open: list[Element] = []
        self._sizes: list[int] = []
        self._too_deep = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._document_type

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._parser.CurrentLineNumber

    def feed(self, text: str) -> None:
        """Read a whole file."""
        try:
            self._parser.Parse(text, True)
        finally:
            self._parser.buffer_text = False  # hands over what is still in the buffer when a fault ends the file

    def _document_type(self, _name: str, system: str | None, public: str | None, declares: bool) -> None:
        if system or public or declares:
            raise _RefusedError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._too_deep or len(self._open) == _DEEPEST:
            if not self._too_deep:
                self._error(f"elements are nested more than {_DEEPEST} deep; what is deeper is left out")
            self._too_deep += 1
            return
        element = Element(name, {key: self._cut(key, value) for key, value in attributes.items()}, self.line)
        if self._open:
            self._open[-1].parts.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._sizes.append(0)

    def _end(self, _name: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
        else:
            self._open.pop()
            self._sizes.pop()

    def _characters(self, text: str) -> None:
        if self._too_deep:
            return
        before = self._sizes[-1]
        self._sizes[-1] += len(text)
        if before <= _LONGEST < self._sizes[-1]:
            self._error(f"the text is longer than {_LONGEST:,} characters; the rest of it is left out")
        self._open[-1].parts.append(text[: max(0, _LONGEST - before)])

    def _cut(self, name: str, value: str) -> str:
        if len(value) > _LONGEST:
            self._error(f"{quoted(name)} is longer than {_LONGEST:,} characters; the rest of it is left out")
        return value[:_LONGEST]

    def _error(self, what: str) -> None:
        self._notes(Severity.ERROR, self.line, what, "")
