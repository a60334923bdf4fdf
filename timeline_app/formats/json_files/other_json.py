"""The JSON of other programs, told apart by its structure, in one list."""

from importlib import import_module
from typing import Any, Protocol, cast

from timeline_app.formats.json_files.findings import Findings
from timeline_app.model.timeline import Timeline

_SHAPES: tuple[str, ...] = (
    "simile.simile_json",
    "timelinejs.timelinejs",
    "json_files.vis_items",
    "json_files.daily_series",
    "json_files.event_json",
)
"""The modules that read one each, asked in this order."""


class JsonReader(Protocol):
    """What such a module holds."""

    def fits(self, document: Any) -> bool:
        """Whether a document is of that program; looks at a few of its parts."""

    def timeline_of(self, document: Any, findings: Findings, name: str) -> Timeline:
        """The timeline in a document that fits, called `name` unless it names itself; notes what is wrong."""


def reader_of(document: Any) -> JsonReader | None:
    """What reads a document, or None where it is of no program that we know."""
    modules = (cast(JsonReader, import_module(f"timeline_app.formats.{name}")) for name in _SHAPES)
    return next((module for module in modules if module.fits(document)), None)
