import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.timelines import edtf_texts, near_windows, window_of, windows
from timeline_app.layout.bins import NARROWEST, bin_step, count_bins
from timeline_app.layout.steps import Step, Unit
from timeline_app.layout.window import TimeWindow
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import TimeIndex
from timeline_app.model.when import Bounds, Kind, When
from timeline_app.model.zones import Zone

FAR = (-1e18, 1e18)
times = st.lists(edtf_texts.map(When.from_edtf), max_size=25)
bin_steps = st.sampled_from(
    [
        Step(6, Unit.HOUR),
        Step(1, Unit.DAY),
        Step(1, Unit.WEEK),
        Step(1, Unit.MONTH),
        Step(3, Unit.MONTH),
        Step(1, Unit.YEAR),
    ]
)


def falls_inside(when: When, left: float, right: float) -> bool:
    """Whether a time is known to fall in a bin: a moment wholly inside, a span however it may have been.

    Of a set, one of its dates; what is approximate or uncertain is never known.
    """
    if when.members:
        return any(falls_inside(member, left, right) for member in when.members)
    if any(when.start_qualifier + when.end_qualifier):
        return False
    if when.kind is Kind.MOMENT:
        return left <= when.earliest and when.latest <= right
    starts, ends = some_of(when.start, when.end), some_of(when.end, when.start)
    pairs = [(min(start, end), max(start, end)) for start in starts for end in ends]
    possible = [pair for pair in pairs if pair[0] <= max(starts) and pair[1] >= min(ends)]
    return all(start < right and end >= left for start, end in possible)


def some_of(end: Bounds, other: Bounds) -> list[float]:
    """The outermost times at which a span may have begun or ended, those of the other end too where it is open."""
    known = [bound for bound in (*end, *other) if math.isfinite(bound)]
    if math.isfinite(end.earliest) and math.isfinite(end.latest):
        return [end.earliest, math.nextafter(end.latest, -math.inf)]
    return [min(known), math.nextafter(max(known), -math.inf), *FAR]


def may_touch(when: When, left: float, right: float) -> bool:
    """Whether a time may have been in a bin; a set is there only with one of its dates."""
    if when.members:
        return any(may_touch(member, left, right) for member in when.members)
    return when.earliest < right and when.latest > left


def counted(whens: list[When], step: Step, window: TimeWindow):
    return count_bins(TimeIndex.of(TimeColumns.of(whens), np.arange(len(whens))), step, window)


@given(times, bin_steps, near_windows())
def test_bins_hold_what_is_known_to_fall_in_them_and_what_may(whens, step, window):
    window = TimeWindow(window.start, min(window.end, window.start + 60 * step.seconds))
    bins = counted(whens, step, window)
    for number, (left, right) in enumerate(zip(bins.edges[:-1], bins.edges[1:], strict=True)):
        known = sum(falls_inside(when, left, right) for when in whens)
        may = sum(may_touch(when, left, right) for when in whens)
        assert bins.known[number] == known
        assert bins.possible[number] == may - known
        assert bins.totals[number] == may


@given(times, bin_steps, near_windows(), st.sampled_from(["Europe/Kyiv", "Asia/Kathmandu", "Pacific/Apia"]))
def test_in_a_zone_bins_are_counted_as_exactly(whens, step, window, name):
    window = TimeWindow(window.start, min(window.end, window.start + 30 * step.seconds))
    zone = Zone(name)
    bins = count_bins(TimeIndex.of(TimeColumns.of(whens), np.arange(len(whens))), step, window, zone)
    assert bins.edges.tolist() == step.edges(window, zone).tolist()
    for number, (left, right) in enumerate(zip(bins.edges[:-1], bins.edges[1:], strict=True)):
        assert bins.known[number] == sum(falls_inside(when, left, right) for when in whens)
        assert bins.totals[number] == sum(may_touch(when, left, right) for when in whens)


@given(times, bin_steps, near_windows(), st.data())
def test_only_the_given_rows_are_counted(whens, step, window, data):
    window = TimeWindow(window.start, min(window.end, window.start + 20 * step.seconds))
    chosen = sorted(data.draw(st.sets(st.integers(0, len(whens) - 1)))) if whens else []
    found = count_bins(TimeIndex.of(TimeColumns.of(whens), np.array(chosen, dtype=np.int64)), step, window)
    alone = counted([whens[row] for row in chosen], step, window)
    assert found.known.tolist() == alone.known.tolist()
    assert found.possible.tolist() == alone.possible.tolist()


def test_some_time_in_2023_is_never_a_busy_week():
    bins = counted([When.from_edtf("2023")] * 52, Step(1, Unit.WEEK), window_of("2023-02-01", "2023-05-01"))
    assert not bins.known.any()
    assert set(bins.possible.tolist()) == {52}


def test_a_day_is_known_in_its_week_and_a_span_in_all_weeks_of_its_core():
    window = window_of("2023-02-06", "2023-03-06")
    day = counted([When.from_edtf("2023-02-14")], Step(1, Unit.WEEK), window)
    assert (day.known.tolist(), day.possible.tolist()) == ([0, 1, 0, 0], [0, 0, 0, 0])
    span = counted([When.from_edtf("2023-02-14/2023-03")], Step(1, Unit.WEEK), window)
    assert (span.known.tolist(), span.possible.tolist()) == ([0, 1, 1, 1], [0, 0, 0, 0])
    vague = counted([When.from_edtf("2023-02/2023-03")], Step(1, Unit.WEEK), window)
    assert (vague.known.tolist(), vague.possible.tolist()) == ([0, 0, 0, 1], [1, 1, 1, 0])  # begun by March, over in it


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2023-02-14/2023-02-14", [0, 1, 0]),
        ("2023-02-14/2023-02-15", [0, 1, 1]),
        ("2023-02-13/2023-02-15", [1, 1, 1]),
        ("2023-02-14/..", [0, 1, 0]),
        ("../2023-02-14", [0, 1, 0]),
        ("2023-02-14/", [0, 1, 0]),
        ("2023-02-14~/2023-02-15", [0, 0, 0]),
        ("{2023-02-13,2023-02-15}", [1, 0, 1]),
    ],
)
def test_what_began_or_ended_in_a_bin_is_known_there_and_an_open_end_nowhere_else(text, known):
    window = window_of("2023-02-13", "2023-02-16")
    assert counted([When.from_edtf(text)], Step(1, Unit.DAY), window).known.tolist() == known


@given(windows(), st.integers(100, 3840).map(float))
def test_no_bin_is_narrower_than_three_pixels(window, width):
    edges = bin_step(window, width).edges(window)
    narrowest = float(np.diff(edges).min()) / window.duration * width
    assert narrowest >= NARROWEST * (1 - 1e-9) or narrowest >= NARROWEST - 4 * math.ulp(edges[0])


@given(near_windows(), st.integers(100, 3840), st.integers(1, 50))
def test_bins_are_fixed_in_time_and_stay_while_panning(window, width, pixels):
    step = bin_step(window, width)
    moved = TimeWindow(window.start + pixels * 3600, window.end + pixels * 3600)
    assert bin_step(moved, width) == step
    here, there = (set(step.edges(one).tolist()) for one in (window, moved))
    shared = {edge for edge in here | there if moved.start < edge < window.end}
    assert shared <= here & there


def test_an_empty_lane_has_empty_bins():
    bins = counted([], Step(1, Unit.DAY), window_of("2023-02-06", "2023-02-09"))
    assert (bins.known.tolist(), bins.possible.tolist()) == ([0, 0, 0], [0, 0, 0])
