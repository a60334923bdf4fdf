"""Where every event is: in view, before it, after it, or undated. The four always add up to all."""

from dataclasses import dataclass

import numpy as np

from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.table import EventTable


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


def count_events(events: EventTable, window: TimeWindow) -> Counts:
    """Count the events of a table by where they lie to a window."""
    times = events.times
    after = int(np.count_nonzero(times.lo >= window.end))
    before = int(np.count_nonzero(times.hi <= window.start))
    dated = int(np.count_nonzero(times.dated))
    return Counts(dated - before - after, before, after, len(times) - dated)


def count_words(counts: Counts, number: NumberFormat) -> str:
    """The counts in one line: "3 of 4 events in view · 1 before · none undated"."""
    words = [f"{number(counts.in_view)} of {number(counts.total)} {'event' if counts.total == 1 else 'events'} in view"]
    words += [
        f"{number(count)} {where}" for count, where in ((counts.before, "before"), (counts.after, "after")) if count
    ]
    words.append(f"{number(counts.undated) if counts.undated else 'none'} undated")
    return " · ".join(words)
