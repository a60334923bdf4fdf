"""Where every event is: in view, before it, after it, or undated. The four always add up to all."""

from dataclasses import dataclass

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of events; an event is in view when any part of its bounds is."""

    in_view: int
    before: int
    after: int
    undated: int

    @property
    def total(self) -> int:
        """All events."""
        return self.in_view + self.before + self.after + self.undated


def count_events(index: TimelineIndex, window: TimeWindow) -> Counts:
    """Count the events of a timeline by where they lie to a window."""
    lanes = [lane for lane in index.lanes if lane.table == "event"]
    before = sum(lane.index.before(window.start) for lane in lanes)
    after = sum(lane.index.after(window.end) for lane in lanes)
    dated, undated = sum(lane.size for lane in lanes), sum(len(lane.undated) for lane in lanes)
    return Counts(dated - before - after, before, after, undated)


def count_words(counts: Counts, number: NumberFormat) -> str:
    """The counts in one line: "3 of 4 events in view · 1 before · none undated"."""
    words = [f"{number(counts.in_view)} of {number(counts.total)} {'event' if counts.total == 1 else 'events'} in view"]
    words += [
        f"{number(count)} {where}" for count, where in ((counts.before, "before"), (counts.after, "after")) if count
    ]
    words.append(f"{number(counts.undated) if counts.undated else 'none'} undated")
    return " · ".join(words)
