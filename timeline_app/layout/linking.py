"""What belongs to what is selected: the estimates that an event gives, the events that give an estimate."""

from dataclasses import replace

import numpy as np

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import NO_ITEMS, Items, View
from timeline_app.model.arrays import Indices


def with_linked(index: TimelineIndex, view: View) -> View:
    """The view with what belongs to the selection among what is marked."""
    linked = linked_items(index, view)
    if not len(linked):
        return view
    hits = Items(_joined(view.hits.events, linked.events), _joined(view.hits.estimates, linked.estimates))
    return replace(view, hits=hits)


def linked_items(index: TimelineIndex, view: View) -> Items:
    """The estimates of the event that is selected, or the events of the estimate."""
    item, estimates = view.selected, index.timeline.estimates
    if item is None or not len(estimates):
        return NO_ITEMS
    if item.table == "event":
        rows = (estimates.row_of(estimate_id) for estimate_id in index.event(item.row).estimates)
        return Items(NO_ITEMS.events, _rows([row for row in rows if row is not None]))
    told = (item.row, *estimates.series.tellings(item.row))
    citing = index.timeline.citing_rows
    return Items(_rows([row for one in told for row in citing.get(estimates.records[one].id, ())]), NO_ITEMS.estimates)


def _rows(rows: list[int]) -> Indices:
    return np.unique(np.array(rows, np.int64))


def _joined(rows: Indices, more: Indices) -> Indices:
    """Some rows with a few more, ascending; the many are not sorted anew."""
    places = np.searchsorted(rows, more)
    new = np.append(rows, -1)[places] != more
    return np.insert(rows, places[new], more[new])
