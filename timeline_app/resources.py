"""Finds the program's own files: inside the installed package, or beside it in a checkout."""

from pathlib import Path

STARTER = "russian-losses-2023.timeline.json"
"""The timeline that the program opens by default."""
GALLERY = "kinds-of-dates.timeline.json"
"""The timeline that shows every kind of date that can be written."""

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """A file or folder of `resources/`, by its parts: `resource("schema", "timeline-1.schema.json")`."""
    return _root("resources").joinpath(*parts)


def seed(name: str) -> Path:
    """A starter timeline of `seeds/`, by its file name."""
    return _root("seeds") / name


def _root(folder: str) -> Path:
    installed = _PACKAGE / "_data" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder
