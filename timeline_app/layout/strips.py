"""A lane with more events than can be drawn one by one: a histogram in calendar bins."""

import math
from collections.abc import Iterable

import numpy as np

from timeline_app.layout.bins import Bins
from timeline_app.layout.lanes import Band
from timeline_app.layout.scales import round_step
from timeline_app.layout.scene import Align, Box, Columns, Font, Group, Ink, Line, Primitive, Role, TextWidth, text
from timeline_app.layout.steps import CLOCK_UNITS, Step, Unit
from timeline_app.layout.view import Mode
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.words import day_words, offset_words, time_of_day_words, weekday_name
from timeline_app.model.zones import UTC, Zone

_TOP = 6.0
_BOTTOM = 3.0


def strip_parts(band: Band, window: TimeWindow, box: Box) -> tuple[Primitive, ...]:
    """The columns of a lane drawn into the canvas `box`: known below, possible on top."""
    bins = band.lane.bins(window, box.width)
    base = band.top + band.height - _BOTTOM
    scale = (band.height - _TOP - _BOTTOM) / round_step(float(bins.most))
    known = base - np.where(bins.known > 0, np.maximum(bins.known * scale, 1.0), 0.0)
    total = known - np.where(bins.possible > 0, np.maximum(bins.possible * scale, 1.0), 0.0)
    edges = window.xs_of(bins.edges, box.width) + box.x
    colour = band.lane.colour
    return (
        Columns(edges, np.full(len(known), base), known, Ink(Role.STRIP_KNOWN, colour)),
        Columns(edges, known, total, Ink(Role.STRIP_POSSIBLE, colour)),
        Line(box.x, base, box.right, base, Ink(Role.GLYPH_LINE, colour)),
    )


def scale_parts(
    band: Band, window: TimeWindow, box: Box, numbers: NumberFormat, text_width: TextWidth
) -> tuple[Primitive, ...]:
    """The scale's top as a round number, to the left of the strip."""
    top = round_step(float(band.lane.bins(window, box.width).most))
    y = band.top + _TOP
    label = text(numbers(top), box.x - 10, y + 8, Font.SMALL, Role.TEXT_MUTED, text_width, Align.RIGHT)
    return (label, Line(box.x - 6, y, box.x, y, Ink(Role.TEXT_MUTED)))


def strips_note(bands: Iterable[Band], window: TimeWindow, width: float) -> str:
    """What the strips in view count, "" where there are none: "events per week, estimates per month"."""
    strips = [band.lane for band in bands if band.mode is Mode.STRIP and not band.counted]
    counted = dict.fromkeys(f"{lane.table}s {step_words(lane.bins(window, width).step)}" for lane in strips)
    return f"{', '.join(counted)}, each lane on the scale beside it; pale: may fall there" if counted else ""


def strip_group(band: Band, window: TimeWindow, box: Box, numbers: NumberFormat) -> Group:
    """The strip as a named part of the picture."""
    bins = band.lane.bins(window, box.width)
    most = numbers(float(bins.most))
    title = f"{band.lane.title}: {band.lane.table}s {step_words(bins.step)}, at most {most}"
    return Group(f"strip:{band.lane.id}", title, strip_parts(band, window, box))


def bin_at(band: Band, window: TimeWindow, box: Box, x: float) -> int | None:
    """The bin under a pixel of the canvas, or None."""
    bins = band.lane.bins(window, box.width)
    position = int(np.searchsorted(bins.edges, window.time_at(x - box.x, box.width), "right")) - 1
    return position if 0 <= position < len(bins.known) else None


def bin_words(bins: Bins, position: int, table: str, numbers: NumberFormat) -> tuple[str, str]:
    """The exact numbers of a bin and its range: "5,164 events in the week", "Mon 12 – Sun 18 Jun 2023"."""
    known, possible = int(bins.known[position]), int(bins.possible[position])
    counted = f"{numbers(known)} {table}{'' if known == 1 else 's'} in the {bin_name(bins.step)}"
    if possible:
        counted += f"; {numbers(possible)} more may fall there"
    return counted, range_words(float(bins.edges[position]), float(bins.edges[position + 1]), bins.step, bins.zone)


def range_words(start: float, end: float, step: Step, zone: Zone = UTC) -> str:
    """A bin's stretch of time in words, as the clocks of a zone show it."""
    first, last = zone.wall_of(start), zone.wall_of(math.nextafter(end, -math.inf))
    if step.unit in CLOCK_UNITS:
        clocks = f"{time_of_day_words(first)} – {time_of_day_words(zone.wall_of(end))}"
        return f"{clocks}{_change_words(start, end, zone)}, {day_words(last, short=True)}"
    if step.unit is Unit.DAY:
        return f"{weekday_name(int(first // Unit.DAY.value), short=True)} {day_words(first, short=True)}"
    return f"{day_words(first, short=True)} – {day_words(last, short=True)}"


def _change_words(start: float, end: float, zone: Zone) -> str:
    """By which offsets two times of day are told, where the clocks are changed on that day: else they mislead."""
    before, after = zone.offset_at(start), zone.offset_at(end)
    midnight, midnight_after = Step(1, Unit.DAY).around(start, zone)
    if zone.offset_at(midnight) == zone.offset_at(midnight_after):
        return ""
    return f" ({offset_words(before)}{'' if before == after else f' to {offset_words(after)}'})"


def step_words(step: Step) -> str:
    """How often a step comes round: "per week", "per 3 hours"."""
    return f"per {bin_name(step)}"


def bin_name(step: Step) -> str:
    """A step in words: "week", "3 hours"."""
    if step == Step(3, Unit.MONTH):
        return "quarter"
    count, unit = next(
        (round(step.count / size), name)
        for unit, size, name in _COUNTED
        if unit is step.unit and step.count >= size * (1 - 1e-9)
    )
    return unit if count == 1 else f"{count:,} {unit.removesuffix('s')}s"


_COUNTED = (
    *((unit, 1.0, unit.name.lower()) for unit in Unit if unit is not Unit.KILOYEAR),
    (Unit.SECOND, 1e-3, "millisecond"),
    (Unit.SECOND, 1e-6, "microsecond"),
    (Unit.KILOYEAR, 1e6, "billion years"),
    (Unit.KILOYEAR, 1e3, "million years"),
    (Unit.KILOYEAR, 1e-3, "year"),
)
"""The units in words, by the count from which they are used."""
