"""Everything that a picture depends on besides the timeline: one frozen value."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

import numpy as np

from timeline_app.layout.lane_states import AS_IN_FILE, LaneStates
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Indices, Mask
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


@dataclass(frozen=True, eq=False)
class Items:
    """Items of which there may be millions: what a search found, what a filter keeps, what has no date.

    As a sequence they are the events, then the estimates.

    Attributes:
        events, estimates: rows, ascending, each shape (items,).
    """

    events: Indices
    estimates: Indices

    @classmethod
    def of(cls, items: Collection[Item]) -> "Items":
        """A few items."""
        rows = [np.unique(np.array([item.row for item in items if item.table == table], np.int64)) for table in _TABLES]
        return cls(*rows)

    def __len__(self) -> int:
        return len(self.events) + len(self.estimates)

    def __iter__(self) -> Iterator[Item]:
        yield from (Item("event", int(row)) for row in self.events)
        yield from (Item("estimate", int(row)) for row in self.estimates)

    def __contains__(self, item: Item) -> bool:
        return bool(self.mask(item.table, np.array([item.row]))[0])

    def mask(self, table: TableName, rows: Indices) -> Mask:
        """Which of some rows of a table are among them, shape (rows,)."""
        found = self.events if table == "event" else self.estimates
        if not len(found):
            return np.zeros(len(rows), np.bool_)
        return np.asarray(found.take(np.searchsorted(found, rows), mode="clip") == rows)


NO_ITEMS = Items(np.empty(0, np.int64), np.empty(0, np.int64))
"""No events and no estimates."""

_TABLES: Mapping[str, TableName] = {"event": "event", "estimate": "estimate"}


def item_named(table: str, row: int) -> Item | None:
    """The item of a table by its name in words; None for any other word."""
    return Item(_TABLES[table], row) if table in _TABLES else None


class Mode(Enum):
    """How a lane is drawn: each event on its own, all of them as a histogram, or figures as lines over time."""

    GLYPHS = 0
    STRIP = 1
    SERIES = 2


class Sort(Enum):
    """In which order the comparison lists the figures of a group."""

    VALUE = "value"
    PUBLISHER = "publisher"
    DATE = "date"


FigureKind = tuple[str, str, str]
"""What tells figures that events themselves carry from others of the same events: `FigureColumns.kind`."""


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
        lanes: in which order the lanes stand, and which are collapsed or hidden.
        strips: ids of the lanes that were strips when they were drawn last, so that none flickers at the threshold.
        numbers: how numbers are written.
        cites: whether events and figures name their sources by number, for a page that lists them.
        zone: whose clocks tell the times that are shown, and begin the days.
        weeks: whether the axis counts weeks where it would count sevenths of a month.
        sort: the order of the comparison within its groups.
        log: whether the comparison's scales are logarithmic.
        differences: whether series are drawn as what was added from figure to figure.
        counted: the figure of events that strips sum up, or None for the number of events.
        at_home: whether what has an open end is drawn only where its other end is in view: on one of several pages.
    """

    window: TimeWindow
    width: float
    height: float
    as_of: float
    cursor: bool = True
    selected: Item | None = None
    hits: Items = NO_ITEMS
    scroll: float = 0.0
    lanes: LaneStates = AS_IN_FILE
    strips: frozenset[str] = frozenset()
    numbers: NumberFormat = ENGLISH
    cites: bool = False
    zone: Zone = UTC
    weeks: bool = False
    sort: Sort = Sort.VALUE
    log: bool = False
    differences: bool = False
    counted: FigureKind | None = None
    at_home: bool = False
