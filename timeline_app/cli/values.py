"""The values of command-line options: read from text, or refused in words."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.formats.tables.column_mapping import ColumnMapping

PICTURE_KINDS = {".png": "png", ".svg": "svg", ".pdf": "pdf"}

_SIZE = re.compile(r"(\d{1,5})[xX×](\d{1,5})")
_LEAST_SIDE, _MOST_SIDE = 200, 20_000
_LEAST_SCALE, _MOST_SCALE = 0.25, 10.0


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


def size(text: str) -> tuple[int, int]:
    """Width and height of a picture, "WxH"."""
    match = _SIZE.fullmatch(text)
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not _LEAST_SIDE <= min(width, height) <= max(width, height) <= _MOST_SIDE:
        words = f"a size is like 1440x900; each side has {_LEAST_SIDE} to {_MOST_SIDE}"
        raise argparse.ArgumentTypeError(words)
    return width, height


def scale(text: str) -> float:
    """How many pixels of the file stand for one of the size."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not _LEAST_SCALE <= value <= _MOST_SCALE:
        raise argparse.ArgumentTypeError(f"a scale is a number from {_LEAST_SCALE:g} to {_MOST_SCALE:g}")
    return value


def picture_kind(output: str) -> str:
    """The kind of picture that the name of a file stands for.

    Raises:
        UsageError: none.
    """
    kind = PICTURE_KINDS.get(Path(output).suffix.lower())
    if kind is None:
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
