"""That nothing is left out of a lane that is too large to be looked at as a whole, and that its frames don't grow."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import drawn_items, seen, text_width
from tests.layout.test_bins import falls_inside, may_touch
from tests.layout.timelines import LANES, event, events, index_of, near_windows, view_of
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.counts import count_events
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Columns, Role
from timeline_app.layout.view import Mode
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.arrays import codes, constant
from timeline_app.model.edtf import Precision
from timeline_app.model.ranking import Ranking
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Kind, When
from timeline_app.model.zones import Zone

STUB, TORN, MARGIN = 44, 12, 8
"""How far an open or unknown end, its question mark and the air about a glyph reach, pixels."""
HOME = calendar.seconds_at(2020)
WHOLE_DAYS, SPANS = 0.03, 0.3
"""So many of the large tables' events are dated to the day, or lasted."""


@pytest.fixture(autouse=True)
def large_lanes(monkeypatch):
    """Lanes that aren't looked at as a whole, however few events they hold."""
    monkeypatch.setattr(type(index_of(event("2020")).lanes[0]), "is_small", False)


# All events


@given(st.lists(events(), max_size=40), near_windows())
def test_all_events_are_in_view_or_before_it_or_after_it_or_undated(records, window):
    counts = count_events(index_of(*records), window)
    whens = [record.when for record in records if record.when]
    assert counts.undated == len(records) - len(whens)
    assert counts.before == sum(when.latest <= window.start for when in whens)
    assert counts.after == sum(when.earliest >= window.end for when in whens)
    assert counts.in_view == sum(when.earliest < window.end and when.latest > window.start for when in whens)
    assert counts.in_view + counts.before + counts.after + counts.undated == len(records)


def room_of(when: When, pixel: float) -> tuple[float, float]:
    """The stretch of time in which a date's glyph may stand."""
    first, *_, last = (*when.finite_bounds, when.finite_bounds[-1])
    start = first - (STUB + TORN) * pixel if when.start.unknown else when.start.earliest
    end = last + (STUB + TORN) * pixel if when.end.unknown else when.end.latest
    return start - MARGIN * pixel, end + MARGIN * pixel


@settings(max_examples=60)
@given(st.lists(events(undated=False), max_size=40), near_windows(), st.integers(200, 900))
def test_a_large_lane_of_glyphs_shows_all_events_that_touch_the_window(records, window, height):
    index = index_of(*records)
    canvas = draw_canvas(index, view_of(window, 1112, height), text_width)
    pixel = 2.0 ** math.ceil(math.log2(window.duration / canvas.plot.width))
    drawn = {item.row for item in drawn_items(canvas.scene)}
    for band in canvas.bands:
        own = [row for row, record in enumerate(records) if f"lane:{record.lane}" == band.lane.id]
        rooms = {row: room_of(records[row].when, pixel) for row in own}
        near = [row for row, (start, end) in rooms.items() if start < window.end and end > window.start]
        touching = {row for row in own if may_touch_window(records[row].when, window)}
        if band.mode is Mode.STRIP:
            assert not drawn.intersection(own)
        else:
            assert sorted(band.rows.tolist()) == near
            assert drawn.intersection(own) == set(near) >= touching
            assert band.stack.max(initial=0) * band.row_height <= band.height


def may_touch_window(when: When, window: TimeWindow) -> bool:
    """Whether a time, whole sets as from their first date to their last, may be in a window."""
    return when.earliest < window.end and when.latest > window.start


@settings(max_examples=40)
@given(
    st.lists(events(undated=False), min_size=1, max_size=20),
    near_windows(),
    st.sampled_from(["UTC", "Europe/Kyiv"]),
)
def test_the_columns_of_a_large_lane_count_each_event_that_falls_in_them(records, window, zone):
    index = index_of(*(event(record.when_text) for record in records * 30), lanes=LANES[:1])
    view = view_of(window, 1112, 120, zone=Zone(zone))
    canvas = draw_canvas(index, view, text_width)
    bins = canvas.bands[0].lane.bins(window, canvas.plot.width)
    whens = [record.when for record in records]
    for number, bin_ in enumerate(pairwise(bins.edges.tolist())):
        assert bins.known[number] == 30 * sum(falls_inside(when, *bin_) for when in whens)
        assert bins.totals[number] == 30 * sum(may_touch(when, *bin_) for when in whens)
    if canvas.bands[0].mode is Mode.STRIP:
        columns = {one.part.ink.role: one.part for one in seen(canvas.scene) if isinstance(one.part, Columns)}
        assert ((columns[Role.STRIP_POSSIBLE].tops < columns[Role.STRIP_KNOWN].bottoms) == (bins.totals > 0)).all()


# The work of a frame


def large_index(rows: int, days: float) -> TimelineIndex:
    """So many events over so many days from 2020 in three lanes: times to the second, whole days, spans of minutes."""
    random = np.random.default_rng(1)
    starts = HOME + random.integers(0, int(days * calendar.DAY), rows).astype(np.float64)
    whole, span = random.random(rows) < WHOLE_DAYS, random.random(rows) < SPANS
    span &= ~whole
    starts = np.where(whole, np.floor(starts / calendar.DAY) * calendar.DAY, starts)
    latest = starts + np.where(whole, calendar.DAY, 1.0)
    lengths = np.floor(np.minimum(random.lognormal(np.log(600), 1.5, rows), 30 * calendar.DAY))
    ends, ended = np.where(span, starts + lengths, starts), np.where(span, latest + lengths, latest)
    precision = np.where(whole, Precision.DAY, Precision.SECOND).astype(np.uint8)
    kinds = np.where(span, Kind.SPAN, Kind.MOMENT).astype(np.uint8)
    flags = np.zeros(rows, np.uint8)
    times = TimeColumns.of_arrays((starts, latest, ends, ended, kinds, precision, precision, flags))
    nothing, lanes = pa.nulls(rows), codes(random.integers(0, len(LANES), rows), len(LANES))
    titles = pa.repeat(pa.scalar("An event of a table", pa.large_string()), rows)
    table = EventTable(times, lanes, constant(0.5, rows), nothing, titles, *[nothing] * 4)
    return TimelineIndex.of(Timeline("Large", LANES, (), (), table, EstimateTable.of(())))


@dataclass
class Work:
    """What a frame did."""

    canvas: Canvas
    counts: Counter[str]

    @property
    def modes(self) -> list[Mode]:
        return [band.mode for band in self.canvas.bands]

    @property
    def primitives(self) -> int:
        return sum(1 for _ in seen(self.canvas.scene))


@pytest.fixture
def worked(monkeypatch) -> Callable[[TimelineIndex, TimeWindow], Work]:
    """Draws a frame, and counts keys that are searched, rows and bytes that are copied, and texts that are measured."""
    counts: Counter[str] = Counter()
    at, count, taken, searchsorted = Ranking.at, Ranking.count, TimeColumns.taken, np.searchsorted

    def counted_at(ranking, times):
        counts["keys"] += len(times)
        return at(ranking, times)

    def counted_count(ranking, time):
        counts["keys"] += 1
        return count(ranking, time)

    def counted_searchsorted(values, keys, side="left"):
        counts["keys"] += np.size(keys)
        return searchsorted(values, keys, side)

    def counted_taken(times, rows):
        found = taken(times, rows)
        counts["rows"] += len(found)
        counts["bytes"] += sum(getattr(found, one.name).nbytes for one in fields(found) if one.name != "members")
        return found

    def counted_width(words, font):
        counts["texts"] += 1
        return text_width(words, font)

    def work(index: TimelineIndex, window: TimeWindow) -> Work:
        counts.clear()
        canvas = draw_canvas(index, view_of(window, 1600, 900), counted_width)
        count_events(index, window)
        return Work(canvas, Counter(counts))

    monkeypatch.setattr(Ranking, "at", counted_at)
    monkeypatch.setattr(Ranking, "count", counted_count)
    monkeypatch.setattr(TimeColumns, "taken", counted_taken)
    monkeypatch.setattr(np, "searchsorted", counted_searchsorted)
    return work


def test_a_frame_of_strips_is_the_same_work_for_a_hundred_times_the_events(worked):
    few, many = (worked(large_index(rows, 1000), within(0, 1000)) for rows in (10_000, 1_000_000))
    assert few.modes == many.modes == [Mode.STRIP] * 3
    assert columns_of(many) == columns_of(few)
    assert many.counts["keys"] <= 1.1 * few.counts["keys"]
    assert many.primitives <= few.primitives + 3  # the number of events may need a second line in each header
    assert many.counts["texts"] <= few.counts["texts"] + 3 * 3
    assert (many.counts["rows"], many.counts["bytes"]) == (0, 0)


def columns_of(work: Work) -> list[int]:
    """How many columns each strip has."""
    return [len(one.part.tops) for one in seen(work.canvas.scene) if isinstance(one.part, Columns)]


@pytest.mark.parametrize("days", [0.01, 0.1])
def test_a_frame_of_glyphs_is_the_same_work_for_a_hundred_times_the_events(worked, days):
    window = within(10, 10 + days)
    few, many = (worked(large_index(rows, rows / 500), window) for rows in (10_000, 1_000_000))
    assert few.modes == many.modes == [Mode.GLYPHS] * 3
    assert sum(len(band.rows) for band in few.canvas.bands) >= 3
    for name in ("rows", "bytes", "texts"):
        assert many.counts[name] <= 1.5 * few.counts[name]
    assert many.counts["keys"] <= 1.75 * few.counts["keys"]  # over a hundred times the time there are more coarse lines
    assert many.primitives <= 1.5 * few.primitives


def within(start: float, end: float) -> TimeWindow:
    """From some days after the beginning of 2020 to others."""
    return TimeWindow(HOME + start * calendar.DAY, HOME + end * calendar.DAY)
