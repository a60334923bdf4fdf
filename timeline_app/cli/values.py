"""The values of command-line options: read from text, or refused in words."""

import argparse
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app import translation
from timeline_app.export.kinds import KINDS

if TYPE_CHECKING:
    from timeline_app.export.composing.sheets import Sheet
    from timeline_app.formats.tables.column_mapping import ColumnMapping

PICTURE_KINDS = {ending: name for name, kind in KINDS.items() for ending in kind.endings}
"""The kinds of picture by the endings of their files."""

_NUMBER = r"\d{1,15}(?:\.\d{1,4})?"
_SIZE = re.compile(rf"({_NUMBER})(?:[xX×]({_NUMBER}))? ?(px|mm|cm|in)?")
_LEAST_SCALE, _MOST_SCALE = 0.25, 10.0
_LEAST_DPI, _MOST_DPI = 24.0, 1200.0


class UsageError(Exception):
    """Options that contradict each other or name what there isn't."""


class OutputError(Exception):
    """Standard output takes no more."""


def edtf_text(text: str) -> str:
    """A date in EDTF; it gets its time zone when the file has been read."""
    from timeline_app.model.when import When

    try:
        When.from_edtf(text)
    except ValueError as error:
        hint = getattr(error, "hint", "")
        raise argparse.ArgumentTypeError(f"{error}" + (f" ({hint})" if hint else "")) from None
    return text


def zone(text: str) -> str:
    """The IANA name of a time zone; "local" is that of this computer."""
    from timeline_app.model.zones import is_zone

    if text == "local":
        from timeline_app.ui.state import local_zone

        return local_zone().name
    if not is_zone(text):
        words = f"the time zone {text!r} is not known; it is UTC, local or a name like Europe/Kyiv"
        raise argparse.ArgumentTypeError(words)
    return text


def column_mapping(text: str) -> str:
    """What columns of tables are, in words like "when=date,title=headline"."""
    from timeline_app.formats.tables.column_mapping import MappingError, mapping_of

    try:
        mapping_of(text)
    except MappingError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def mappings(options: argparse.Namespace) -> "tuple[ColumnMapping, ...]":
    """What the options say of the columns of tables."""
    from timeline_app.formats.tables.column_mapping import ORDERS, mapping_of

    if not options.map and not options.date_order:
        return ()
    return (mapping_of(options.map, ORDERS.get(options.date_order)),)


def size(text: str) -> "Sheet":
    """A sheet by its sides: "1440x900" in points, "180x120mm", "7x5in"; or "86mm", as high as what is on it."""
    from timeline_app.export.composing.sheets import measured

    match = _SIZE.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError("a size is like 1440x900, 180x120mm, 7x5in or 86mm")
    width, height, unit = match.groups()
    try:
        return measured(float(width), float(height) if height else None, unit or "px")
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def scale(text: str) -> float:
    """How many pixels of the file stand for one of the size."""
    return _number(text, "a scale", _LEAST_SCALE, _MOST_SCALE)


def dpi(text: str) -> float:
    """How many pixels a picture has to an inch."""
    return _number(text, "a resolution", _LEAST_DPI, _MOST_DPI)


def quality(text: str) -> int:
    """How well a JPEG or WebP is to look."""
    return int(_number(text, "a quality", 1, 100))


def count(text: str) -> int:
    """A number of sheets; 0 for as many as it takes."""
    from timeline_app.export.composing.cuts import MOST_CHOSEN

    return 0 if text == "auto" else int(_number(text, "auto or a number of sheets", 1, MOST_CHOSEN))


def _number(text: str, name: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{name} is a number from {least:g} to {most:g}")
    return value


def language(text: str) -> str:
    """A language that the program speaks."""
    known = translation.languages()
    if text not in known:
        raise argparse.ArgumentTypeError(f"there are no words in {text!r}; there are in: {', '.join(known)}")
    return text


def picture_kind(output: str) -> str:
    """The kind of picture that the name of a file stands for.

    Raises:
        UsageError: none.
    """
    kind = PICTURE_KINDS.get(Path(output).suffix.lower())
    if kind is None:
        if output == "-":
            raise UsageError("standard output has no name that says the kind of the picture: give --format")
        raise UsageError(f"the name of the picture must end in one of {', '.join(PICTURE_KINDS)}")
    return kind


def joined_negative_years(arguments: list[str], options: tuple[str, ...]) -> list[str]:
    """The arguments with `--from -0043-03-15` as one, or argparse takes the date for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in options and re.match(r"-\d", argument):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined
