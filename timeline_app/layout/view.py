"""Everything that a picture depends on besides the timeline: one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, NamedTuple

from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import ENGLISH, NumberFormat
from timeline_app.model.zones import UTC, Zone

TableName = Literal["event", "estimate"]


class Item(NamedTuple):
    """One event or estimate: which table, and its row there."""

    table: TableName
    row: int

    @property
    def group_id(self) -> str:
        """The id of its group in a Scene."""
        return f"{self.table}:{self.row}"


_TABLES: Mapping[str, TableName] = {"event": "event", "estimate": "estimate"}


def item_named(table: str, row: int) -> Item | None:
    """The item of a table by its name in words; None for any other word."""
    return Item(_TABLES[table], row) if table in _TABLES else None


class Mode(Enum):
    """How a lane is drawn: each event on its own, or all of them as a histogram."""

    GLYPHS = 0
    STRIP = 1


@dataclass(frozen=True, slots=True)
class View:
    """What the picture shows, and how large.

    Attributes:
        window: the stretch of time.
        width, height: of the picture, device-independent pixels.
        as_of: the time cursor, seconds; the exclusive end of the date it names.
        cursor: whether the cursor line is drawn.
        selected: the item that is looked at, or None.
        hits: what a search found.
        scroll: how far the lanes are scrolled down, pixels.
        modes: how each lane was drawn last, so that none flickers at the threshold; empty at first.
        numbers: how numbers are written.
        cites: whether events and figures name their sources by number, for a page that lists them.
        zone: whose clocks tell the times that are shown, and begin the days.
        weeks: whether the axis counts weeks where it would count sevenths of a month.
    """

    window: TimeWindow
    width: float
    height: float
    as_of: float
    cursor: bool = True
    selected: Item | None = None
    hits: frozenset[Item] = field(default_factory=frozenset)
    scroll: float = 0.0
    modes: tuple[Mode, ...] = ()
    numbers: NumberFormat = ENGLISH
    cites: bool = False
    zone: Zone = UTC
    weeks: bool = False
