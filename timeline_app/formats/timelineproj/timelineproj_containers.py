"""Containers of The Timeline Project: events that others are in, named by ids, or in older files in titles.

There a title of "(1)Invasion" is that of a container, and "[1]Landing" that of an event in it. Titles may begin so by
chance: they are taken for that only where a file has both, with the same number.
"""

import re
from collections.abc import Mapping, Sequence

from timeline_app.formats.xml_files.xml_reading import Element

_CONTAINER = re.compile(r"\((\d+)\)\s*(.*)", re.DOTALL)
_MEMBER = re.compile(r"\[(\d+)\]\s*(.*)", re.DOTALL)


def containers_of(titled: Sequence[tuple[Element, str]]) -> dict[str, str]:
    """The titles of containers by their ids.

    Args:
        titled: events with their titles.
    """
    matches = [(_CONTAINER.fullmatch(title), _MEMBER.fullmatch(title)) for _, title in titled]
    inhabited = {member[1] for _, member in matches if member}
    old = {match[1]: match[2] for match, _ in matches if match and match[1] in inhabited}
    return old | {element.text_of("id"): title for element, title in titled if element.text_of("id")}


def container_and_title(container: str, title: str, names: Mapping[str, str]) -> tuple[str, str]:
    """The container of an event, or "", and its title without the numbers that say so in older files."""
    if (match := _MEMBER.fullmatch(title)) and match[1] in names:
        return names[match[1]], match[2]
    if (match := _CONTAINER.fullmatch(title)) and match[1] in names:
        title = match[2]
    return names.get(container, container), title
