"""A series of a growing figure as JSON: a list of objects with a date and one or more numbers each."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from timeline_app.formats.collecting import Collected
from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_objects import Json, field_text, is_list_of, objects_in
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.json_files.json_record import type_words
from timeline_app.formats.problems import quoted
from timeline_app.formats.written_quantity import QUALIFIERS
from timeline_app.model.inferred_publishers import INFERRED, suggested_publisher
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import MEASURES
from timeline_app.model.timeline import Timeline

_DATE = "date"
ORDINALS = ("day", "week", "month", "year", "id", "index")
"""Numbers that say which record it is, not how many of something there are."""
_WORDS_OF_EVENTS = ("title", "headline", "name", "content", "text", "event")
_MARK = "*"
"""Behind the name of a figure it makes the name of what qualifies it: {"killed": 90, "killed*": "about"}."""
_LOOKED_AT = 20


def fits(document: Any) -> bool:
    """Whether a document is a list of dated objects with numbers and no words of an event."""
    if not is_list_of(document, _DATE) or any(is_list_of(document, word) for word in _WORDS_OF_EVENTS):
        return False
    return bool(_figures(document[:_LOOKED_AT]))


def timeline_of(document: Any, findings: Findings, name: str) -> Timeline:
    """The estimates in such a document, of one publisher whom the file's name suggests.

    A figure is a number that most records have; the rest of a record is kept in the `extra` of its first estimate.
    """
    found: Json = Collected(name, findings.note)
    keys = _figures(document)
    publisher = suggested_publisher(name, keys)
    found.publisher(publisher, INFERRED)
    series = _Series(found, keys, publisher)
    listed = ", ".join(quoted(key) for key in keys)
    found.warn(
        (),
        f"the file doesn't say who gives its figures: by its name they are listed under {quoted(publisher)}; {listed}: "
        "each is taken as a running total up to its date",
        "to say who counts what, save it as a timeline and edit its publisher, measure and subject",
    )
    for key in _left_out(document, keys):
        found.warn((), f"only some records have the figure {quoted(key)}; it is kept, but not shown as an estimate")
    for record, path in objects_in(found, document, ()):
        series.add(record, path)
    return found.timeline()


class _Series:
    """Takes records in."""

    def __init__(self, found: Json, keys: Sequence[str], publisher: str) -> None:
        self._found = found
        self._keys = keys
        self._publisher = publisher
        self._last: dict[str, float] = {}
        self._fallen: set[str] = set()

    def add(self, record: dict[str, Any], path: JsonPath) -> None:
        """Take in an estimate for each figure of a record."""
        written = field_text(record.get(_DATE))
        when = self._found.when((*path, _DATE), written)
        if when:
            del record[_DATE]
        elif not written:
            self._found.warn(path, "the record has no date")
        present = [key for key in self._keys if key in record]
        if not present:
            self._found.warn(path, "the record has no figure")
        quantities = {key: self._quantity(record, key, path) for key in present or self._keys[:1]}
        for number, (key, quantity) in enumerate(quantities.items()):
            measure = key.lower() if key.lower() in MEASURES else key
            extra = {} if number else record
            self._found.add_estimate(
                path, measure, quantity, self._publisher, measure_stated=key, as_of=when, extra=extra
            )

    def _quantity(self, record: dict[str, Any], key: str, path: JsonPath) -> Quantity:
        """The figure under a key, taken out of its record; one that is no number stays there."""
        value: Any = record.get(key)
        if not _is_number(value):
            if value is not None:
                self._found.error((*path, key), f"the figure is {type_words(value)}, not a number")
            return Quantity()
        qualifier = record.get(key + _MARK, "")
        meant = QUALIFIERS.get(qualifier.strip().lower()) if isinstance(qualifier, str) else None
        if meant is None:
            self._found.warn((*path, key + _MARK), f"{quoted(qualifier)} has no meaning here; it is kept")
        else:
            record.pop(key + _MARK, None)
        self._compare(float(record.pop(key)), key, path)
        bound, relation, approximate = meant or QUALIFIERS[""]
        return Quantity(**{bound: float(value)}, relation=relation, approximate=approximate)

    def _compare(self, value: float, key: str, path: JsonPath) -> None:
        """Say where a total falls for the first time: it may be none."""
        if value < self._last.get(key, value) and key not in self._fallen:
            self._fallen.add(key)
            what = f"{quoted(key)} falls here: it was corrected, or is a figure for each day and no running total"
            self._found.warn((*path, key), what)
        self._last[key] = value


def _figures(records: Sequence[Any]) -> list[str]:
    """The names of the numbers that most records have."""
    counts = _counts(records)
    return [key for key, count in counts.items() if count * 2 > len(records)]


def _left_out(records: Sequence[Any], keys: Sequence[str]) -> list[str]:
    return [key for key in _counts(records) if key not in keys]


def _counts(records: Sequence[Any]) -> Counter[str]:
    """How many records have each number."""
    return Counter(
        key
        for record in records
        if isinstance(record, dict)
        for key, value in record.items()
        if _is_number(value) and key.lower() not in ORDINALS
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
