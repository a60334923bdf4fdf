"""Where a long timeline is cut into pages: how many it needs for its labels, and where few labels are cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from timeline_app.export.composing.labelled import labelling_of
from timeline_app.export.composing.page import Page
from timeline_app.layout.lane_index import LaneIndex
from timeline_app.layout.lanes import TimelineIndex, shown_lanes
from timeline_app.layout.steps import TICK_STEPS, step_of_at_least
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.arrays import Floats

MOST_PAGES = 40
"""So many pages a timeline is cut into at most where nobody says how many."""
MOST_CHOSEN = 400
"""So many somebody may choose."""
OVERLAP = 0.04
"""How much of its time a page shares with the next, as a share of its own."""
_UNLABELLED, _FEW = 0.03, 1
"""Pages are enough when no more of what can have a label has none: this share, and few more."""
_MOST_LABELLED = 4000
"""A lane of more events has no room for their labels on so many pages."""
_SHIFT, _TICKS = 0.2, 10
"""How far a cut may be from where it would be even, to a page, and how many ticks there are to choose from."""
_MIDDLE = (0.35, 0.65)
"""Between which shares of its events a crowded part is cut."""
_LABEL_BEFORE, _LABEL_AFTER = 0.08, 0.08
"""How far a label may reach from its event, as a share of a page."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of the timeline that has a page of its own.

    Attributes:
        own: from cut to cut; together the parts are all of it.
        shown: the same and what it shares with its neighbours.
    """

    own: TimeWindow
    shown: TimeWindow


def even_cuts(index: TimelineIndex, view: View, count: int) -> tuple[Cut, ...]:
    """The view's window in so many parts, each about as long, cut at ticks of the calendar where little is cut."""
    window = view.window
    page = window.duration / count
    wishes = [window.start + page * number for number in range(1, count)]
    near = (TimeWindow(wish - page * _SHIFT, wish + page * _SHIFT) for wish in wishes)
    inner = {_best(index, view, wish, around, page) for wish, around in zip(wishes, near, strict=True)}
    return _parts([window.start, *sorted(inner), window.end])


def crowded_cuts(
    index: TimelineIndex, view: View, most: int, is_enough: Callable[[TimeWindow], bool]
) -> tuple[Cut, ...]:
    """The view's window in parts that are the shorter the more there is in them.

    What is not enough for its labels is cut where half of its events have begun, until all parts are or there are
    `most` of them.
    """
    starts = _starts(index, view)
    done: list[TimeWindow] = []
    open_: list[TimeWindow] = [view.window]
    while open_ and len(done) + len(open_) < most:
        part = open_.pop(0)
        cut = None if is_enough(part) else _half_way(index, view, part, starts)
        if cut is None:
            done.append(part)
        else:
            open_ += [TimeWindow(part.start, cut), TimeWindow(cut, part.end)]
    return _parts(_joined(sorted((*done, *open_), key=lambda part: part.start), is_enough))


def _joined(parts: Sequence[TimeWindow], is_enough: Callable[[TimeWindow], bool]) -> list[float]:
    """The edges of parts, those that are enough together made one."""
    edges = [parts[0].start, parts[0].end]
    for part in parts[1:]:
        if is_enough(TimeWindow(edges[-2], part.end)):
            edges.pop()
        edges.append(part.end)
    return edges


def _parts(edges: Sequence[float]) -> tuple[Cut, ...]:
    """The parts between some edges, each with a little of its neighbours."""
    own = [TimeWindow(start, end) for start, end in pairwise(edges)]
    shared = [0.0, *(min(one.duration, other.duration) * OVERLAP / 2 for one, other in pairwise(own)), 0.0]
    return tuple(
        Cut(part, TimeWindow(part.start - before, part.end + after))
        for part, before, after in zip(own, shared, shared[1:], strict=False)
    )


def _starts(index: TimelineIndex, view: View) -> Floats:
    """When everything that can have a label begins, ascending; shape (items,)."""
    starts = [lane.times.taken(lane.rows).first_known for lane in _labelled_lanes(index, view)]
    return np.sort(np.concatenate([np.empty(0), *starts]))


def _half_way(index: TimelineIndex, view: View, part: TimeWindow, starts: Floats) -> float | None:
    """Where a part is cut so that about as much begins before as behind it; None where nothing parts it."""
    inside = starts[(starts >= part.start) & (starts < part.end)]
    if not len(inside) or inside[0] == inside[-1]:
        return None
    first, middle, last = np.quantile(inside, (*_MIDDLE[:1], 0.5, *_MIDDLE[1:])).tolist()
    cut = _best(index, view, middle, TimeWindow(first, last), part.duration) if first < last else middle
    between = float(inside[np.searchsorted(inside, inside[0], "right")])
    return cut if inside[0] < cut <= inside[-1] else between


def _best(index: TimelineIndex, view: View, wish: float, near: TimeWindow, page: float) -> float:
    """The tick near a time at which the fewest events and labels are cut; of several the nearest."""
    step = step_of_at_least(TICK_STEPS, near.duration / _TICKS)
    ticks = [float(edge) for edge in step.edges(near, view.zone) if near.contains(float(edge))] or [wish]
    lanes = [lane.index for lane in _labelled_lanes(index, view)]

    def cost(tick: float) -> tuple[int, float]:
        first, last = tick - page * _LABEL_BEFORE, tick + page * _LABEL_AFTER
        return sum(lane.count(first, last) for lane in lanes), abs(tick - wish)

    return min(ticks, key=cost)


def labelled_enough(index: TimelineIndex, view: View, pages: Sequence[Page]) -> bool:
    """Whether nearly everything that can have a label has one on some page."""
    found = [labelling_of(page.scene) for page in pages]
    labelled = frozenset[str]().union(*(one.labelled for one in found))
    bare = frozenset[str]().union(*(one.bare for one in found)) - labelled
    wanted = sum(lane.index.count(view.window.start, view.window.end) for lane in _labelled_lanes(index, view))
    most = max(wanted, len(labelled) + len(bare))
    return max(most - len(labelled), len(bare)) <= most * _UNLABELLED + _FEW


def _labelled_lanes(index: TimelineIndex, view: View) -> list[LaneIndex]:
    """The lanes whose events can have labels: neither histograms on any page, nor collapsed, nor lines over time."""
    collapsed = view.lanes.collapsed
    lanes = (lane for lane in shown_lanes(index, view) if lane.id not in collapsed and not lane.series)
    return [lane for lane in lanes if lane.size <= _MOST_LABELLED]
