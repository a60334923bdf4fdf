"""Lanes as sums of a figure of their events: what is drawn, what is said, and that vague dates are counted once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import seen, text_width, texts
from tests.layout.timelines import LANES, PUBLISHERS, estimate, event, index_of, near_windows, view_of, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.pointing import tooltip_words, what_is_at
from timeline_app.layout.scene import Columns, Role, Text
from timeline_app.layout.sums.drawing import bins_of, sums_note
from timeline_app.layout.view import Items, Mode
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Figure
from timeline_app.model.when import When

KIND = ("killed", "uk", "best")
UK = PUBLISHERS[0].title


def counted(when: str, best: float, low: float | None = None, high: float | None = None, **changes):
    """An event that counts somebody."""
    return event(when, figures=(Figure("killed", Quantity(low, best, high), "uk", "best"),), **changes)


def drawn(index, window, **changes):
    view = view_of(window, 1112, 400, counted=KIND, **changes)
    return draw_canvas(index, view, text_width), view


def sums_of(canvas, view, number=0):
    return bins_of(canvas.bands[number], view, canvas.plot.width)


def test_thirty_deaths_of_a_month_are_never_put_into_its_days():
    index = index_of(counted("2022-06", 30, 20, 45), counted("2022-06-10", 4), lanes=LANES[:1])
    canvas, view = drawn(index, window_of("2022-05-25", "2022-07-05"))
    bins = sums_of(canvas, view)
    assert bins.tally.known[1].sum() == 4
    (vague,) = bins.vague
    assert (vague.sum.low, vague.sum.best, vague.sum.high, vague.sum.events) == (20, 30, 45, 1)
    assert "30 (20–45) dated more vaguely" in texts(canvas.scene)


def test_each_vague_event_is_in_one_stretch_and_stretches_end_where_no_event_lies_across():
    months = (counted(f"2022-{month:02}", month) for month in (1, 2, 3))
    index = index_of(*months, counted("2022-01-05", 9), lanes=LANES[:1])
    canvas, view = drawn(index, window_of("2021-12-20", "2022-04-10"))
    assert [one.sum.best for one in sums_of(canvas, view).vague] == [1, 2, 3]
    assert {"1", "2", "3"} <= {words.split()[0] for words in texts(canvas.scene)}


def test_what_is_about_a_day_is_vague_even_inside_it():
    index = index_of(counted("2022-06-10~", 9), lanes=LANES[:1])
    canvas, view = drawn(index, window_of("2022-06-01", "2022-06-20"))
    bins = sums_of(canvas, view)
    assert bins.tally.known.sum() == 0
    assert [one.sum.best for one in bins.vague] == [9]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from([10, 10, 7, 4])), min_size=1), near_windows())
def test_known_and_vague_together_are_what_touches_the_bins(told, window):
    dates = [f"2020-{1 + n % 12:02}-{1 + n % 28:02}"[:letters] for n, letters in told]
    records = [counted(date, 1 + number) for number, date in enumerate(dates)]
    index = index_of(*records, lanes=LANES[:1])
    canvas, view = drawn(index, window.centred(records[0].when.earliest))
    bins, times = sums_of(canvas, view), index.timeline.events.times
    touching = (times.lo < bins.edges[-1]) & (times.hi > bins.edges[0])
    best = bins.tally.known[1].sum() + sum(one.sum.best for one in bins.vague)
    assert best == (1 + np.arange(len(records)))[touching].sum()


def test_a_sum_of_nobody_is_a_line_on_the_base_and_silence_is_nothing():
    index = index_of(counted("2022-06-10", 0), counted("2022-06-12", 5, 2, 9), lanes=LANES[:1])
    canvas, view = drawn(index, window_of("2022-06-01", "2022-06-20"))
    line = next(
        one.part
        for one in seen(canvas.scene)
        if isinstance(one.part, Columns) and one.part.ink.role is Role.GLYPH_SOLID
    )
    told = line.tops < line.bottoms
    days = [round((edge - view.window.start) / 86400) for edge in sums_of(canvas, view).edges[:-1][told]]
    assert days == [9, 11]


def test_columns_are_solid_to_the_low_sum_and_pale_to_the_high_one():
    index = index_of(counted("2022-06-10", 5, 2, 10), lanes=LANES[:1])
    canvas, _ = drawn(index, window_of("2022-06-01", "2022-06-20"))
    found = {one.part.ink.role: one.part for one in seen(canvas.scene) if isinstance(one.part, Columns)}
    solid, pale = found[Role.STRIP_KNOWN], found[Role.STRIP_POSSIBLE]
    low, high = (solid.bottoms - solid.tops).max(), (solid.bottoms - pale.tops).max()
    assert low / high == pytest.approx(2 / 10)
    best = found[Role.GLYPH_SOLID]
    middle = (best.tops + best.bottoms)[best.tops < best.bottoms][0] / 2
    assert (solid.bottoms[0] - middle) / high == pytest.approx(5 / 10)


def test_a_lane_without_the_figure_keeps_its_events():
    index = index_of(counted("2022-06-10", 5), event("2022-06-10", lane="b"), lanes=LANES[:2])
    canvas, _ = drawn(index, window_of("2022-06-01", "2022-06-20"))
    assert [(band.mode, band.counted) for band in canvas.bands] == [(Mode.STRIP, KIND), (Mode.GLYPHS, None)]
    assert not canvas.strips  # counting events again, the lane has its glyphs back


def test_figures_that_are_no_number_are_said_to_be_unread_and_best_ones_to_stand_in_for_bounds():
    unread = event("2022-06-10", figures=(Figure("killed", Quantity(), "uk", "best", "-5"),))
    half = counted("2022-06-10", 4, None, 6)
    index = index_of(counted("2022-06-10", 5, 2, 10), half, unread, lanes=LANES[:1])
    said = texts(draw_comparison(index, view_of(window_of("2022", "2023"), counted=KIND), 900.0, text_width))
    assert (
        "best 9, low 6, high 16 in 2 events; 1 without a low or high figure, for which the best one stands in" in said
    )
    assert "1 event whose figure is no number that can be read, in no sum" in said


def test_a_filter_leaves_its_figures_out_of_the_sums():
    records = [counted("2022-06-10", 5), counted("2022-06-10", 7)]
    index = index_of(*records, lanes=LANES[:1])
    index = type(index).of(index.timeline, Items(np.array([1]), np.array([], np.int64)))
    canvas, view = drawn(index, window_of("2022-06-01", "2022-06-20"))
    assert sums_of(canvas, view).tally.known[1].max() == 7


def test_the_pointer_is_told_the_three_sums_whose_they_are_and_in_how_many_events():
    index = index_of(counted("2022-06-10", 5, 2, 10), counted("2022-06-10", 1), counted("2022-06", 30), lanes=LANES[:1])
    canvas, view = drawn(index, window_of("2022-06-01", "2022-06-20"))
    x = canvas.plot.x + view.window.x_of(view.window.start + 9.5 * 86400, canvas.plot.width)
    target = what_is_at(canvas, view, x, canvas.plot.y + 30)
    assert target.kind == "strip"
    assert target.sum.events == 3
    words = tooltip_words(index, target, view)
    assert words.splitlines() == [
        f"Killed (“best”), {UK}: best 6, low 3, high 11",
        "in 2 events in the day; 1 without a low or high figure, for which the best one stands in",
        "and 1 event that may fall there, or in part: see the row below",
        "Fri 10 Jun 2022",
    ]
    below = what_is_at(canvas, view, x, canvas.plot.bottom - 8)
    first, second, _ = tooltip_words(index, below, view).splitlines()
    assert first == f"Killed (“best”), {UK}: 30"
    assert second.startswith("in 1 event not known to be in one day: counted here once")


def test_the_status_line_and_the_panel_say_which_figure_and_whose():
    index = index_of(counted("2022-06-10", 5, 2, 10), counted("2022", 30), lanes=LANES[:1])
    canvas, view = drawn(index, window_of("2022-06-01", "2022-06-20"))
    assert sums_note(index.timeline, canvas.seen, view, canvas.plot.width).startswith(
        f"Killed (“best”), {UK}, summed per day – line: best"
    )
    said = " ".join(texts(draw_comparison(index, view, 420, text_width)))
    assert f"Killed (“best”), {UK} best 5, low 2, high 10 in 1 event 30 more in 1 event" in said


@pytest.mark.parametrize(("other", "said"), [(90, True), (480, False)])
def test_that_each_lane_has_a_scale_of_its_own_is_said_where_these_differ(other, said):
    index = index_of(counted("2022-06-10", 500), counted("2022-06-10", other, lane="b"), lanes=LANES[:2])
    canvas, view = drawn(index, window_of("2022-06-01", "2022-06-20"))
    note = sums_note(index.timeline, canvas.seen, view, canvas.plot.width)
    assert (", each lane on the scale beside it" in note) == said


def test_figures_that_are_in_no_sum_are_counted_in_the_panel():
    bound = event("2022-06-10", figures=(Figure("killed", Quantity(low=5), "uk", "best"),))
    index = index_of(counted("2022-06-10", 5), counted("", 9), counted("", 9), bound, lanes=LANES[:1])
    said = texts(draw_comparison(index, view_of(window_of("2022", "2023"), counted=KIND), 700.0, text_width))
    assert "5 in 1 event" in said
    assert "2 events without a date, in no sum" in said
    assert "1 event with a bound or a range alone, in no sum" in said


@pytest.mark.parametrize("width", [260.0, 420.0])
def test_sums_have_a_heading_of_their_own_that_says_which_stretch_they_cover(width):
    index = index_of(
        counted("2022-06-10", 5), counted("2024-06-10", 9), estimate("2022-03-01", Quantity(best=550)), lanes=LANES[:1]
    )
    view = view_of(window_of("2022-01", "2024-02"), counted=KIND, as_of=When.from_edtf("2022-03-01").latest)
    scene = draw_comparison(index, view, width, text_width)
    said = texts(scene)
    assert said.index("Sums of events in view") < said.index("1 Jan 2022 – 31 Jan 2024") < said.index("5 in 1 event")
    assert said.index("5 in 1 event") < said.index("Casualty estimates") < said.index("as of 1 Mar 2022")
    assert scene.title == "Casualty estimates as of 1 Mar 2022"
    assert scene.group("counted").title.startswith("Sums of events in view, 1 Jan 2022 – 31 Jan 2024: Killed")


def test_where_there_are_sums_and_no_estimates_nothing_is_said_of_estimates():
    index = index_of(counted("2022-06-10", 5), counted("2022-07-03", 9), lanes=LANES[:1])
    scene = draw_comparison(index, view_of(window_of("2022", "2023"), counted=KIND), 420.0, text_width)
    assert not any("stimate" in words or "as of" in words for words in (*texts(scene), scene.title))
    assert scene.title.startswith("Sums of events in view, 10 Jun 2022 – 3 Jul 2022: Killed")
    assert scene.height > max(one.box.bottom for one in seen(scene) if isinstance(one.part, Text))


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2022-06-10", "2022-06-10", "Fri 10 Jun 2022"),
        ("2022-06-10T05:00", "2022-06-10T16:59", "05:00 – 17:00, 10 Jun 2022"),
        ("2022-06-10T22:00", "2022-06-11T02:59", "10 Jun 2022 – 11 Jun 2022"),
    ],
)
def test_a_part_of_a_timeline_that_sums_cover_is_told_in_days_or_in_the_hours_of_one(start, end, said):
    index = index_of(counted("2022-06-10", 5), counted("2023-06-10", 5), lanes=LANES[:1])
    window = TimeWindow(When.from_edtf(start).earliest, When.from_edtf(end).latest)
    scene = draw_comparison(index, view_of(window, counted=KIND), 420.0, text_width)
    assert said in texts(scene)
