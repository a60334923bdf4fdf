"""Which of the events and figures that are drawn one by one on a canvas have a label."""

from collections.abc import Iterator
from typing import NamedTuple

from timeline_app.layout.scene import Group, Scene, Text

_MARKS = ("event", "estimate")


class Labelling(NamedTuple):
    """The ids of what is drawn one by one, with a label and without."""

    labelled: frozenset[str]
    bare: frozenset[str]


def labelling_of(scene: Scene) -> Labelling:
    """What is labelled on the canvas of a Scene."""
    lanes = scene.group("events")
    found = {group.id: _has_label(group) for group in lanes.walk() if group.kind in _MARKS} if lanes else {}
    return Labelling(
        frozenset(name for name, has in found.items() if has), frozenset(name for name, has in found.items() if not has)
    )


def _has_label(group: Group) -> bool:
    """A sign of one letter, like the "?" of an unknown end, is none."""
    return any(len(one.text) > 1 for one in _texts(group))


def _texts(group: Group) -> Iterator[Text]:
    for one in group.walk():
        yield from (part for part in one.parts if isinstance(part, Text))
