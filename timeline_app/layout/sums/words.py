"""What is said of sums of figures: which figure and whose, how much in which events, and what is left out."""

from timeline_app.layout.strips import bin_name, range_words
from timeline_app.layout.sums.bins import FigureBins, Sum, Totals, Vague
from timeline_app.layout.view import FigureKind
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.records import measure_of
from timeline_app.model.timeline import Timeline

_NOBODY = "the events' own sources"


def kind_words(timeline: Timeline, kind: FigureKind) -> str:
    """A figure and whose it is: "Killed, UCDP GED"; with the words of the file where these are others."""
    measure, _, stated = kind
    title = measure_of(measure).title
    worded = f" (“{stated}”)" if stated and stated.casefold() != measure.casefold() else ""
    return f"{title}{worded}, {publisher_words(timeline, kind)}"


def publisher_words(timeline: Timeline, kind: FigureKind) -> str:
    """Who says it."""
    return timeline.publisher(kind[1]).title if kind[1] else _NOBODY


def sum_words(found: Sum, numbers: NumberFormat) -> str:
    """A sum of best figures with its bounds: "1,234 (1,000–1,600)"."""
    if found.low == found.best == found.high:
        return numbers(found.best)
    return f"{numbers(found.best)} ({numbers(found.low)}–{numbers(found.high)})"


def full_words(found: Sum, numbers: NumberFormat) -> str:
    """The same with the names of the three: "best 1,234, low 1,000, high 1,600"."""
    if found.low == found.best == found.high:
        return numbers(found.best)
    return f"best {numbers(found.best)}, low {numbers(found.low)}, high {numbers(found.high)}"


def bin_lines(
    timeline: Timeline, kind: FigureKind, bins: FigureBins, position: int, numbers: NumberFormat
) -> tuple[str, ...]:
    """The exact sums of a bin, in how many events, what isn't in them, and its range."""
    known, name = bins.known(position), bin_name(bins.step)
    who = kind_words(timeline, kind)
    lines = [f"{who}: no event with this figure is known to fall in the {name}"]
    if known.events:
        counted = f"in {_events(known.events, numbers)} in the {name}{_stood_in(known, numbers)}"
        lines = [f"{who}: {full_words(known, numbers)}", counted]
    if vaguer := bins.may_touch(position):
        lines.append(f"and {_events(vaguer, numbers)} that may fall there, or in part: see the row below")
    lines += _unsummed_lines(bins.bare(position), bins.worded(position), numbers)
    ends = float(bins.edges[position]), float(bins.edges[position + 1])
    return (*lines, range_words(*ends, bins.step, bins.zone))


def vague_lines(
    timeline: Timeline, kind: FigureKind, bins: FigureBins, vague: Vague, numbers: NumberFormat
) -> tuple[str, ...]:
    """The sums of what is dated more vaguely than a bin, told of the stretch that holds it."""
    name = bin_name(bins.step)
    why = f"not known to be in one {name}: counted here once"
    beyond = "; may also have been before or after what is shown" if vague.open_start or vague.open_end else ""
    return (
        f"{kind_words(timeline, kind)}: {full_words(vague.sum, numbers)}",
        f"in {_events(vague.sum.events, numbers)} {why}{beyond}{_stood_in(vague.sum, numbers)}",
        range_words(vague.start, vague.end, bins.step, bins.zone),
    )


def totals_lines(totals: Totals, numbers: NumberFormat) -> tuple[str, ...]:
    """What is in view, for the panel: for certain, and what may be."""
    inside, touching = totals.inside, totals.touching
    lines = [f"{full_words(inside, numbers)} in {_events(inside.events, numbers)}{_stood_in(inside, numbers)}"]
    if touching.events:
        counted = f"{_events(touching.events, numbers)} partly or possibly{_stood_in(touching, numbers)}"
        lines.append(f"{full_words(touching, numbers)} more in {counted}")
    if totals.undated:
        lines.append(f"{_events(totals.undated, numbers)} without a date, in no sum")
    return (*lines, *_unsummed_lines(totals.bare, totals.worded, numbers))


def _stood_in(found: Sum, numbers: NumberFormat) -> str:
    """In how many events a bound of the sum is their best figure, since they give none."""
    if not found.stood_in or found.low == found.best == found.high:
        return ""
    return f"; {numbers(found.stood_in)} without a low or high figure, for which the best one stands in"


def _unsummed_lines(bare: int, worded: int, numbers: NumberFormat) -> list[str]:
    """That some figures are in no sum, since they name no best number, or none at all that can be read."""
    told = ((bare, "with a bound or a range alone"), (worded, "whose figure is no number that can be read"))
    return [f"{_events(count, numbers)} {what}, in no sum" for count, what in told if count]


def _events(count: int, numbers: NumberFormat) -> str:
    return f"{numbers(count)} event{'' if count == 1 else 's'}"
