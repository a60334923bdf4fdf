"""What events of a native file count themselves: its key "figures", a list of objects, one of each kind."""

from collections.abc import Collection

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.json_files.json_record import Record, type_words
from timeline_app.formats.native.native_references import References
from timeline_app.formats.problems import quoted, short_numbers
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Figure

_KEY = "figures"
_Kind = tuple[str, str, str]


def figures_of(event: Record, references: References, findings: Findings) -> tuple[Figure, ...]:
    """The figures of an event; one that can't be used is noted, and left in the event's rest."""
    seen: set[_Kind] = set()

    def used(value: object, path: JsonPath) -> Figure | None:
        if not isinstance(value, dict):
            findings.error(
                path, f"this is {type_words(value)}, not an object; it is kept", 'write it as {"measure": …}'
            )
            return None
        record = Record(dict(value), path, findings)
        figure = Figure(
            measure=record.text("measure"),
            quantity=quantity_of(record, findings),
            publisher=references.known("publishers", record, "publisher"),
            measure_stated=record.text("measure_stated"),
            stated=record.text("stated"),
        )
        fault = _fault(figure, record, seen)
        if fault:
            findings.error(path, f"{fault}; it is kept, and not shown")
            return None
        seen.add(_kind(figure))
        return figure

    return event.items(_KEY, used) if _KEY in event.rest else ()


def _fault(figure: Figure, record: Record, seen: Collection[_Kind]) -> str:
    """Why a figure can't be used, or "": what can't be used of its record is in the record's rest."""
    quantity = figure.quantity
    if record.rest:
        return f"{quoted(next(iter(record.rest)))} has no place in a figure"
    if not figure.measure:
        return "the figure doesn't say what it counts"
    if not figure.stated and quantity.low is None and quantity.best is None and quantity.high is None:
        return "the figure has neither a number nor words"
    return "a figure of this kind is given already" if _kind(figure) in seen else ""


def _kind(figure: Figure) -> _Kind:
    return figure.measure, figure.publisher, figure.measure_stated


def quantity_of(record: Record, findings: Findings) -> Quantity:
    """The figure that the members of a record give; what contradicts itself in it is noted."""
    quantity = Quantity(
        low=record.number("low"),
        best=record.number("best"),
        high=record.number("high"),
        relation=record.word("relation", Relation.UNQUALIFIED),
        approximate=record.flag("approximate"),
    )
    for fault in quantity.faults():
        findings.error(record.path, short_numbers(fault))
    return quantity
