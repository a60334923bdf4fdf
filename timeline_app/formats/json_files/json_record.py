"""Takes the members of a JSON object one by one, each in the type it should have."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.problems import quoted
from timeline_app.model.edtf import EdtfError

Word = TypeVar("Word", bound=StrEnum)
Item = TypeVar("Item")

_TYPE_WORDS = {
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


def type_words(value: object) -> str:
    """The type of a JSON value in words: "a list"."""
    return _TYPE_WORDS.get(type(value), "something else")


class Record:
    """One JSON object while it is read; what is taken of it is taken out.

    A value of the wrong type is noted, replaced by the default, and left in the rest: it is written back as it was.

    Attributes:
        path: where it stands.
        rest: what nobody has taken: keys that the program doesn't know, and values that it can't use.
    """

    def __init__(self, value: dict[str, Any], path: JsonPath, findings: Findings) -> None:
        self.path = path
        self.rest = value
        self._findings = findings

    def text(self, key: str, default: str = "") -> str:
        """A text; null is as good as absent."""
        value: str = self._taken(key, str, default)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where absent."""
        value: bool = self._taken(key, bool, False)
        return value

    def items(self, key: str, used: Callable[[Any, JsonPath], Item | None]) -> tuple[Item, ...]:
        """What is made of the members of a list; those that can't be used are left in the rest. None where absent.

        Args:
            key: of the list.
            used: what a member with its path is used as; None where it can't be, which it has noted.
        """
        values: list[Any] = self._taken(key, list, [])
        found = [(used(value, (*self.path, key, index)), value) for index, value in enumerate(values)]
        if left := [value for item, value in found if item is None]:
            self.rest[key] = left
        return tuple(item for item, _ in found if item is not None)

    def mapping(self, key: str) -> dict[str, Any]:
        """An object; empty where absent."""
        value: dict[str, Any] = self._taken(key, dict, {})
        return value

    def number(self, key: str) -> float | None:
        """A number that a float can hold, or None."""
        value = self.rest.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            self.fault(key, f"{quoted(key)} is {type_words(value)}, not a number", _number_hint(value))
            return None
        self.rest.pop(key, None)
        return None if value is None else float(value)

    def word(self, key: str, default: Word) -> Word:
        """One of a few words."""
        value = self.rest.get(key)
        if value is None:
            self.rest.pop(key, None)
            return default
        known = [word.value for word in type(default)]
        if isinstance(value, str) and value not in known:
            what = f"{quoted(key)} is {quoted(value)}, which has no meaning here"
            self.fault(key, what, f"one of: {', '.join(known)}")
            return default
        return type(default)(self.text(key, default.value))

    def identifier(self, key: str) -> str | None:
        """An id, or None; a number is taken as its digits, so that what refers to it is found."""
        value = self.rest.get(key)
        if value == "":
            self._findings.warning((*self.path, key), f"{quoted(key)} is empty", "write an id, or remove the key")
        if isinstance(value, int) and not isinstance(value, bool):
            self._findings.error((*self.path, key), f"the id {value} is a number, not a text", f'write "{value}"')
            return str(self.rest.pop(key))
        return self.text(key) or None

    def fault(self, key: str, what: str, hint: str = "") -> None:
        """Note what is wrong with a member."""
        self._findings.error((*self.path, key), what, hint)

    def misdated(self, key: str, error: EdtfError) -> None:
        """Note what is wrong with a member that should be a date, at the character that is wrong."""
        self._findings.error((*self.path, key), error.what, error.hint, error.position)

    def _taken(self, key: str, kind: type, default: Any) -> Any:
        if key not in self.rest:
            return default
        value = self.rest[key]
        if value is not None and not isinstance(value, kind):
            self.fault(key, f"{quoted(key)} is {type_words(value)}, not {_TYPE_WORDS[kind]}")
            return default
        del self.rest[key]
        return default if value is None else value


def _number_hint(value: object) -> str:
    """For a number in quotation marks, the number."""
    text = value.replace(",", "").replace("_", "").strip() if isinstance(value, str) else ""
    try:
        return f"write {float(text):.15g} without quotation marks" if text else ""
    except ValueError:
        return ""
