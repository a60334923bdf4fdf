"""What is said of a figure on a line: the figure, how it differs from the one before, and how else it is told."""

from collections.abc import Sequence

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.series.bars import added
from timeline_app.layout.series.lane import SeriesLane, Spot
from timeline_app.layout.series.lines import SeriesLine
from timeline_app.layout.view import Item, View
from timeline_app.layout.wording import item_title, taken_words
from timeline_app.model import calendar
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import Estimate
from timeline_app.model.words import when_words

_MINUS, _NO_BREAK = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"


def figure_lines(index: TimelineIndex, item: Item, view: View) -> tuple[str, ...]:
    """A figure in a series lane in words, all its tellings, and with differences on what was added up to it."""
    lane = index.series_of(item.row)
    if lane is None:
        return (item_title(index, item, view.numbers, view.zone),)
    others = index.timeline.estimates.series.tellings(item.row)
    told = [_told(index, row, view) for row in (item.row, *others)]
    told[1:] = [f"the same figure, told elsewhere: {words}" for words in told[1:]]
    return (*_added_lines(index, lane, lane.spots[item.row], view), *told)


def line_names(index: TimelineIndex, lines: Sequence[SeriesLine]) -> tuple[str, ...]:
    """Who gives each line; where somebody gives several, with whom they count."""
    who = [index.timeline.publisher(line.key[0]).name for line in lines]
    return tuple(
        f"{name}, {line.key[2]}" if who.count(name) > 1 and line.key[2] else name
        for name, line in zip(who, lines, strict=True)
    )


def lane_words(index: TimelineIndex, lane: SeriesLane, view: View) -> str:
    """What stands below the title of a lane: what its bars are, who gives the figures, and by which other name."""
    bars = "added per day, " if view.differences and not lane.per else ""
    bars += "pale over a long silence, " if bars and any(line.broken[:-1].any() for line in lane.lines) else ""
    rows = (int(line.rows[0]) for line in lane.lines)
    taken = dict.fromkeys(filter(None, (taken_words(index.timeline, row) for row in rows)))
    return f"{bars}{', '.join((*line_names(index, lane.lines), *taken))}"


def signed_words(low: float, high: float, numbers: NumberFormat) -> str:
    """What was added, in words: "+550", "+200 to +400", "−20"; "no change" for nothing."""
    ends = [_signed(value, numbers) for value in dict.fromkeys((low, high))]
    return "no change" if ends == ["0"] else " to ".join(ends)


def _signed(value: float, numbers: NumberFormat) -> str:
    sign = "+" if value > 0 else _MINUS if value < 0 else ""
    return f"{sign}{numbers(abs(value))}"


def _told(index: TimelineIndex, row: int, view: View) -> str:
    """A figure in a line, with what is counted in the words of its source."""
    stated = index.timeline.estimates.records[row].measure_stated
    title = item_title(index, Item("estimate", row), view.numbers, view.zone)
    return f"{title}, “{stated}”" if stated else title


def _added_lines(index: TimelineIndex, lane: SeriesLane, spot: Spot, view: View) -> tuple[str, ...]:
    """What was added up to a figure, where running totals are drawn by that: "+550 from 27 Feb to 28 Feb 2023"."""
    line = lane.lines[spot.line]
    if lane.per or not view.differences or spot.place < 1:
        return ()
    earlier, later = (
        index.timeline.estimates.records[row] for row in line.rows[spot.place - 1 : spot.place + 1].tolist()
    )
    span, who = f"from {_date(earlier)} to {_date(later)}", index.timeline.publisher(later.publisher).name
    found = added(line, spot.place)
    if found is None:
        return (f"what {who} added {span} is not known: one of the figures is a bound",)
    about = "about " if earlier.quantity.approximate or later.quantity.approximate else ""
    return (f"{about}{signed_words(*found, view.numbers)} {span}, {who}{_a_day(line, spot.place, found, view)}",)


def _a_day(line: SeriesLine, place: int, found: tuple[float, float], view: View) -> str:
    """How much that is for each day, where it is for several."""
    days = float(line.middles[place] - line.middles[place - 1]) / calendar.DAY
    if days <= 1 or found == (0.0, 0.0):
        return ""
    low, high = (round(value / days, 1) for value in found)
    return f" ({signed_words(low, high, view.numbers)} a day)"


def _date(estimate: Estimate) -> str:
    return when_words(estimate.date, short=True).replace(" ", _NO_BREAK) if estimate.date else ""
