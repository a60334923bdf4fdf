"""Where every event is: in view, before it, after it, filtered out, hidden or undated; together these are all."""

from collections.abc import Collection
from dataclasses import dataclass

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat

_LONGEST_FILTER = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of events; each is counted once.

    Attributes:
        in_view: any part of their bounds is.
        before, after: not in view; of what is shown.
        undated: of what is shown.
        filtered: left out by a filter.
        hidden: left in, but in lanes that are hidden, whatever their dates are.
        hidden_lanes: how many lanes are hidden, that of the estimates included.
        in_files: in open files that are not shown.
    """

    in_view: int
    before: int
    after: int
    undated: int
    filtered: int = 0
    hidden: int = 0
    hidden_lanes: int = 0
    in_files: int = 0

    @property
    def total(self) -> int:
        """All events."""
        return self.shown + self.in_files

    @property
    def shown(self) -> int:
        """All events of the files that are shown."""
        return self.in_view + self.before + self.after + self.undated + self.filtered + self.hidden


def count_events(index: TimelineIndex, window: TimeWindow, hidden: Collection[str] = ()) -> Counts:
    """Count the events of a timeline by where they lie to a window, apart from those in lanes that are hidden."""
    lanes = [lane for lane in index.lanes if lane.table == "event" and lane.id not in hidden]
    absent = [lane for lane in index.lanes if lane.id in hidden]
    before = sum(lane.index.before(window.start) for lane in lanes)
    after = sum(lane.index.after(window.end) for lane in lanes)
    dated, undated = sum(lane.size for lane in lanes), sum(len(lane.undated) for lane in lanes)
    behind = sum(lane.size + len(lane.undated) for lane in absent if lane.table == "event")
    return Counts(dated - before - after, before, after, undated, index.filtered, behind, len(absent))


def count_words(counts: Counts, number: NumberFormat) -> str:
    """The counts in one line: "3 of 4 events in view · 1 before · none undated"."""
    words = [f"{number(counts.in_view)} of {number(counts.total)} {'event' if counts.total == 1 else 'events'} in view"]
    places = ((counts.before, "before"), (counts.after, "after"), (counts.filtered, "filtered out"))
    words += [f"{number(count)} {where}" for count, where in places if count]
    if counts.hidden_lanes:
        lanes = f"{number(counts.hidden_lanes)} hidden {'lane' if counts.hidden_lanes == 1 else 'lanes'}"
        words.append(f"{number(counts.hidden) if counts.hidden else 'none'} in {lanes}")
    if counts.in_files:
        words.append(f"{number(counts.in_files)} in files not shown")
    words.append(f"{number(counts.undated) if counts.undated else 'none'} undated")
    return " · ".join(words)


def filter_words(words: str, counts: Counts, number: NumberFormat) -> str:
    """What a filter leaves: "filter “mine”: 3 of 4 events"."""
    return f"filter {_quoted(words)}: {_left_words(counts, number)} {'event' if counts.shown == 1 else 'events'}"


def searched_words(words: str, counts: Counts, number: NumberFormat) -> str:
    """The same for somebody who sees a picture alone: "Only the events that a search for “mine” found: 3 of 4"."""
    return f"Only the events that a search for {_quoted(words)} found: {_left_words(counts, number)}"


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _LONGEST_FILTER else f'{words[: _LONGEST_FILTER - 1].rstrip()}…'}”"


def _left_words(counts: Counts, number: NumberFormat) -> str:
    return f"{number(counts.shown - counts.filtered)} of {number(counts.shown)}"
