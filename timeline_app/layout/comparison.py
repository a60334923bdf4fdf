"""The estimates panel as a Scene: what is current at a date, grouped by measure, one row for each publisher."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from timeline_app.layout.cursor import cursor_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.legend import mark_legend_group
from timeline_app.layout.marks import EARLIER, mark_kind, mark_parts
from timeline_app.layout.scales import Scale, round_reach, shared_reaches
from timeline_app.layout.scene import (
    Align,
    Box,
    Font,
    Group,
    Ink,
    Line,
    Primitive,
    Rect,
    Role,
    Scene,
    Text,
    TextWidth,
    elided,
    text,
    wrapped,
)
from timeline_app.layout.view import Item, View
from timeline_app.layout.wording import (
    estimate_date_words,
    figure_words,
    item_title,
    source_numbers,
    text_words,
    zone_of,
)
from timeline_app.model import calendar
from timeline_app.model.currency import Current, current_at
from timeline_app.model.records import MEASURES, Estimate, measure_of, period_words
from timeline_app.model.when import When
from timeline_app.model.words import when_words

_MARGIN = 18.0
_LINE = 16.0
_STACKED_BELOW = 340.0
"""A narrower panel has each mark under its text, not beside it, pixels."""
_OLD = 45 * calendar.DAY
"""A figure older than this says so, seconds."""

_GRID_LINES = 4

GroupKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the comparison: an estimate with the greyed ones that it replaced."""

    estimate: int
    earlier: tuple[int, ...]
    possible: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the rows are drawn with."""

    index: TimelineIndex
    view: View
    width: float
    text_width: TextWidth

    @property
    def stacked(self) -> bool:
        """Whether marks stand under their text."""
        return self.width < _STACKED_BELOW

    @property
    def text_room(self) -> float:
        """Pixels for the text of a row."""
        return self.width - 2 * _MARGIN if self.stacked else min(max(self.width * 0.48, 150.0), 250.0)

    @property
    def plot(self) -> tuple[float, float]:
        """x of zero and of the scales' right end."""
        left = _MARGIN if self.stacked else _MARGIN + self.text_room + 12
        return left + 8, self.width - _MARGIN - 22

    def estimate(self, row: int) -> Estimate:
        """An estimate by its row."""
        return self.index.timeline.estimates.records[row]


def draw_comparison(index: TimelineIndex, view: View, width: float, text_width: TextWidth) -> Scene:
    """The panel, `width` pixels wide and as high as it needs, as of the view's cursor."""
    frame = _Frame(index, view, width, text_width)
    groups = _grouped(frame, current_at(index.timeline.estimates, view.as_of))
    y, parts = _heading(frame)
    blocks, y = _blocks(frame, groups, y)
    footer, y = _footer(frame, groups, y)
    ground = Group("ground", "Ground", (Rect(Box(0, 0, width, y), Ink(Role.PANEL)),))
    title = f"Casualty estimates as of {cursor_words(view.as_of, view.zone)}"
    return Scene(width, y, title, (ground, Group("heading", title, parts), *blocks, footer))


def _grouped(frame: _Frame, current: Sequence[Current]) -> dict[GroupKey, list[_Row]]:
    """Rows by measure and period: cumulative ones in the measures' order, then those for a period."""
    found: dict[GroupKey, list[_Row]] = defaultdict(list)
    for series in current:
        _, measure, _, per = series.series
        rows = [_Row(row, (), possible=False) for row in series.known]
        rows += [_Row(row, (), possible=True) for row in series.possible]
        rows[0] = _Row(rows[0].estimate, series.earlier, rows[0].possible)
        found[measure, per] += rows
    order = {name: position for position, name in enumerate(MEASURES)}
    return dict(sorted(found.items(), key=lambda entry: (entry[0][1], order.get(entry[0][0], len(order)), entry[0][0])))


def _heading(frame: _Frame) -> tuple[float, tuple[Primitive, ...]]:
    words = f"as of {cursor_words(frame.view.as_of, frame.view.zone)}"
    date = text(words, frame.width - _MARGIN, 28, Font.HEADING, Role.TEXT_ACCENT, frame.text_width, Align.RIGHT)
    title = text("Casualty estimates", _MARGIN, 28, Font.TITLE, Role.TEXT, frame.text_width)
    y = 46.0
    if title.width + date.width + 12 > frame.width - 2 * _MARGIN:
        date = text(words, _MARGIN, 46, Font.HEADING, Role.TEXT_ACCENT, frame.text_width)
        y = 64.0
    parts: list[Primitive] = [title, date]
    note = "Groups count different things: never added, never ranked."
    for line in wrapped(note, Font.SMALL, frame.width - 2 * _MARGIN, frame.text_width):
        parts.append(text(line, _MARGIN, y, Font.SMALL, Role.TEXT_MUTED, frame.text_width))
        y += 15
    return y + 8, tuple(parts)


def _blocks(frame: _Frame, groups: dict[GroupKey, list[_Row]], y: float) -> tuple[list[Group], float]:
    """The groups one below the other; those that share a scale have its figures under the last of them."""
    scales = _scales(frame, groups)
    keys = list(groups)
    drawn: list[Group] = []
    for position, key in enumerate(keys):
        following = keys[position + 1] if position + 1 < len(keys) else None
        last = following is None or scales[following].most != scales[key].most or following[1] != key[1]
        if position and keys[position - 1][1] != key[1]:
            drawn.append(Group(f"rule:{position}", "", (Line(_MARGIN, y, frame.width - _MARGIN, y, Ink(Role.RULE)),)))
            y += 10
        block, y = _block(frame, key, groups[key], scales[key], y, last)
        drawn.append(block)
    return drawn, y


def _scales(frame: _Frame, groups: dict[GroupKey, list[_Row]]) -> dict[GroupKey, Scale]:
    """A scale for each group; figures for a period never share one with cumulative figures."""
    found: dict[GroupKey, Scale] = {}
    for per in {key[1] for key in groups}:
        keys = [key for key in groups if key[1] == per]
        reaches = shared_reaches([_reach(frame, groups[key]) for key in keys])
        found |= {
            key: Scale(round_reach(reach, _GRID_LINES), *frame.plot) for key, reach in zip(keys, reaches, strict=True)
        }
    return found


def _reach(frame: _Frame, rows: Sequence[_Row]) -> float:
    shown = [number for row in rows for number in (row.estimate, *row.earlier)]
    return max(frame.estimate(number).quantity.greatest for number in shown)


def _block(
    frame: _Frame, key: GroupKey, rows: Sequence[_Row], scale: Scale, y: float, with_figures: bool
) -> tuple[Group, float]:
    heading, common = _block_heading(frame, key, rows, y + 14), _common_since(frame, rows)
    top = y + 24
    drawn: list[Group] = []
    y = top
    for row in rows:
        group, y = _row(frame, row, common, scale, y)
        drawn.append(group)
    grid = () if frame.stacked else _grid(scale, top - 2, y - 6)
    figures = _figures(frame, scale, y + 6) if with_figures else ()
    title = " ".join(part.text for part in heading)
    block = Group(f"measure:{key[0]}:{key[1]}", title, (*heading, *grid, *drawn, *figures))
    return block, y + (24 if with_figures else 8)


def _block_heading(frame: _Frame, key: GroupKey, rows: Sequence[_Row], baseline: float) -> tuple[Text, ...]:
    measure = measure_of(key[0])
    words = " ".join(part for part in (measure.title, period_words(key[1])) if part)
    words = elided(words, Font.HEADING, frame.width - 2 * _MARGIN, frame.text_width)
    title = text(words, _MARGIN, baseline, Font.HEADING, Role.TEXT, frame.text_width)
    note = ", ".join(part for part in (measure.note, _common_since(frame, rows)) if part)
    if not note:
        return (title,)
    x = _MARGIN + title.width + 8
    note = elided(note, Font.NOTE, frame.width - _MARGIN - x, frame.text_width)
    return (title, text(note, x, baseline, Font.NOTE, Role.TEXT_MUTED, frame.text_width))


def _common_since(frame: _Frame, rows: Sequence[_Row]) -> str:
    """Since when all of a group count, where that is one date."""
    since = {_since_words(frame, frame.estimate(row.estimate)) for row in rows}
    return since.pop() if len(since) == 1 else ""


def _since_words(frame: _Frame, estimate: Estimate) -> str:
    if not estimate.since:
        return ""
    tell = partial(when_words, short=True)
    return f"since {text_words(estimate.since, zone_of(frame.index.timeline, estimate), frame.view.zone, tell)}"


def _row(frame: _Frame, row: _Row, common: str, scale: Scale, y: float) -> tuple[Group, float]:
    estimate = frame.estimate(row.estimate)
    item = Item("estimate", row.estimate)
    values = wrapped(figure_words(estimate, frame.view.numbers), Font.VALUE, frame.text_room, frame.text_width)
    lines = [(value, Font.VALUE, Role.TEXT) for value in values]
    lines += [(note, Font.NOTE, Role.TEXT_MUTED) for note in _note_lines(frame, row, common)]
    parts: list[Primitive] = [
        text(words, _MARGIN, y + 12 + _LINE * number, font, role, frame.text_width)
        for number, (words, font, role) in enumerate(lines)
    ]
    bottom = y + 4 + _LINE * len(lines)
    mark_y = y + 8
    if frame.stacked:
        mark_y, bottom = bottom + 5, bottom + 16
        parts += _grid(scale, mark_y - 8, mark_y + 8)
    for earlier in row.earlier:
        parts += mark_parts(frame.estimate(earlier).quantity, scale, mark_y, EARLIER)
    parts += mark_parts(estimate.quantity, scale, mark_y)
    area = Box(_MARGIN - 8, y - 5, frame.width - 2 * _MARGIN + 16, bottom - y + 4)
    if item == frame.view.selected or _cited(frame, estimate):
        parts.insert(0, Rect(area, Ink(Role.SELECTION), radius=4))
    title = item_title(frame.index, item, frame.view.numbers, frame.view.zone)
    return Group(item.group_id, title, tuple(parts), area=area), bottom + 8


def _cited(frame: _Frame, estimate: Estimate) -> bool:
    """Whether the selected event is about this estimate."""
    selected = frame.view.selected
    return (
        selected is not None and selected.table == "event" and estimate.id in frame.index.event(selected.row).estimates
    )


def _note_lines(frame: _Frame, row: _Row, common: str) -> list[str]:
    """What stands under a value: who and when (on one line where it fits), how old, what it is a part of."""
    estimate = frame.estimate(row.estimate)
    who = frame.index.timeline.publisher(estimate.publisher).name
    if frame.view.cites:
        who = f"{who} {source_numbers(frame.index.timeline, estimate.sources)}".rstrip()
    together = f"{who} · {estimate_date_words(frame.index.timeline, estimate, frame.view.zone)}"
    fits = frame.text_width(together, Font.NOTE) <= frame.text_room
    notes = [together] if fits else together.split(", " if ", " in together else " · ", 1)
    since = _since_words(frame, estimate)
    notes += [since] if since != common else []
    notes += _further_notes(frame, row)
    return [line for note in notes for line in wrapped(note, Font.NOTE, frame.text_room, frame.text_width)]


def _further_notes(frame: _Frame, row: _Row) -> list[str]:
    estimate, notes = frame.estimate(row.estimate), []
    if row.possible:
        notes.append("possibly later than this date")
    age = age_words(estimate.date, frame.view.as_of)
    if age:
        notes.append(age)
    if estimate.part_of:
        notes.append(f"part of its {_whole_words(frame, estimate)}")
    return notes


def _whole_words(frame: _Frame, estimate: Estimate) -> str:
    row = frame.index.timeline.estimates.row_of(estimate.part_of)
    if row is None:
        return estimate.part_of
    whole = frame.estimate(row)
    same = whole.measure == estimate.measure
    return whole.quantity.words(frame.view.numbers) if same else measure_of(whole.measure).title.lower()


def age_words(date: When | None, at: float) -> str:
    """How long before a time a date lies, where that is long: "5 to 6 months before"."""
    if date is None or not at - date.latest > _OLD or not at - date.earliest < float("inf"):
        return ""
    unit, name = (calendar.YEAR, "year") if at - date.latest > 2 * calendar.YEAR else (calendar.YEAR / 12, "month")
    least, most = (round((at - bound) / unit) for bound in (date.latest, date.earliest))
    words = str(least) if least == most else f"{least} to {most}"
    return f"{words} {name}{'' if words == '1' else 's'} before"


def _grid(scale: Scale, top: float, bottom: float) -> tuple[Line, ...]:
    ticks = scale.ticks(_GRID_LINES)
    roles = [Role.GRID_MAJOR] + [Role.GRID] * (len(ticks) - 1)
    return tuple(Line(scale.x(t), top, scale.x(t), bottom, Ink(role)) for t, role in zip(ticks, roles, strict=True))


def _figures(frame: _Frame, scale: Scale, baseline: float) -> tuple[Primitive, ...]:
    """The scale's figures at its grid lines: every one, or every other, as many as have room."""
    ticks = scale.ticks(_GRID_LINES)
    for every in (1, 2, _GRID_LINES):
        figures = tuple(
            text(
                frame.view.numbers(tick),
                scale.x(tick),
                baseline,
                Font.SMALL,
                Role.TEXT_MUTED,
                frame.text_width,
                Align.MIDDLE,
            )
            for tick in ticks[::every]
        )
        if all(left.box.right + 8 <= right.box.x for left, right in pairwise(figures)):
            break
    return figures


def _footer(frame: _Frame, groups: dict[GroupKey, list[_Row]], y: float) -> tuple[Group, float]:
    """The legend of the marks in use, and what is not shown."""
    shown = [number for rows in groups.values() for row in rows for number in (row.estimate, *row.earlier)]
    kinds = {mark_kind(frame.estimate(number).quantity) for number in shown}
    parts: list[Primitive] = []
    if shown:
        parts.append(Line(_MARGIN, y, frame.width - _MARGIN, y, Ink(Role.RULE)))
        y += 20
    legend, height = mark_legend_group((kind for kind in kinds if kind), _MARGIN, y, frame.text_width)
    y += height
    for line in _accounted(frame, shown):
        for piece in wrapped(line, Font.SMALL, frame.width - 2 * _MARGIN, frame.text_width):
            parts.append(text(piece, _MARGIN, y, Font.SMALL, Role.TEXT_MUTED, frame.text_width))
            y += _LINE
    return Group("footer", "Marks", (legend, *parts)), y + 4


def _accounted(frame: _Frame, shown: Collection[int]) -> list[str]:
    """What is not in the comparison, so that nothing is missed: of an open earlier end nobody knows how early it is."""
    records, number = frame.index.timeline.estimates.records, frame.view.numbers
    if not records:
        return ["This timeline holds no estimates."]
    dates = [record.date for row, record in enumerate(records) if row not in shown]
    undated = sum(date is None for date in dates)
    open_ended = sum(date is not None and math.isinf(date.earliest) for date in dates)
    later = len(dates) - undated - open_ended
    lines = (
        (open_ended, "undated, reported by a later date: may have been out by then"),
        (later, "of a later date"),
        (undated, "without any date, in the undated tray"),
    )
    return [f"{number(count)} of {number(len(records))} {words}" for count, words in lines if count]
