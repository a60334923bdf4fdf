import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.layout.pictures import seen, text_width, texts
from tests.layout.timelines import LANES, estimate, event, events, index_of, near_windows, view_of, window_of
from timeline_app.layout.bins import Bins, count_bins
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.scales import round_step
from timeline_app.layout.scene import Columns, Role
from timeline_app.layout.steps import Step, Unit
from timeline_app.layout.strips import bin_at, bin_words, range_words, step_words, strips_note
from timeline_app.layout.window import BIG_BANG, TimeWindow, fitting
from timeline_app.model.edtf import Precision
from timeline_app.model.quantity import ENGLISH
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.time_index import TimeIndex
from timeline_app.model.when import When
from timeline_app.model.zones import Zone

HOUR, KYIV = Step(1, Unit.HOUR), Zone("Europe/Kyiv")
DAY, WEEK, MONTH = Step(1, Unit.DAY), Step(1, Unit.WEEK), Step(1, Unit.MONTH)
STRIP = frozenset({"lane:a"})


def crowd(*dates: str):
    """Forty events of each date, too many for glyphs in a low lane."""
    return index_of(*(event(date, "An event") for date in dates for _ in range(40)), lanes=LANES[:1])


def strip_of(index, window: TimeWindow, height: float = 160.0) -> Canvas:
    canvas = draw_canvas(index, view_of(window, 1112, height, strips=STRIP), text_width)
    assert canvas.strips == STRIP
    return canvas


def columns(canvas: Canvas) -> dict[Role, Columns]:
    return {one.part.ink.role: one.part for one in seen(canvas.scene) if isinstance(one.part, Columns)}


def test_known_events_are_solid_and_those_that_may_be_pale_on_top_of_them():
    canvas = strip_of(crowd("2022-06-15", "2022-06", "2022-06-20"), window_of("2022-05", "2022-08"))
    found = columns(canvas)
    known, possible = found[Role.STRIP_KNOWN], found[Role.STRIP_POSSIBLE]
    assert possible.bottoms.tolist() == known.tops.tolist()
    assert (known.tops <= known.bottoms).all()
    assert (possible.tops <= possible.bottoms).all()
    assert (known.tops < known.bottoms).sum() == 2
    assert (possible.tops < possible.bottoms).sum() == 30


@settings(max_examples=30)
@given(st.lists(events(undated=False), min_size=1, max_size=20), near_windows(), st.integers(100, 900))
def test_heights_are_linear_from_zero_and_stay_below_the_scales_top(records, window, height):
    records = [event(one.when_text) for one in records] * 40
    index = index_of(*records, lanes=LANES[:1])
    window = window.centred(When.from_edtf(records[0].when_text).finite_bounds[0])
    canvas = draw_canvas(index, view_of(window, 1112, height, strips=STRIP), text_width)
    assume(canvas.strips == STRIP)
    (band,) = canvas.bands
    bins = band.lane.bins(window, canvas.plot.width)
    found = columns(canvas)
    known, possible = found[Role.STRIP_KNOWN], found[Role.STRIP_POSSIBLE]
    top = canvas.plot.y - canvas.scroll + band.top + 6
    unit = (known.bottoms[0] - top) / round_step(bins.totals.max(initial=0))
    for number in range(len(bins.known)):
        tall = known.bottoms[number] - known.tops[number]
        more = possible.bottoms[number] - possible.tops[number]
        assert tall == pytest.approx(max(bins.known[number] * unit, 1) if bins.known[number] else 0)
        assert more == pytest.approx(max(bins.possible[number] * unit, 1) if bins.possible[number] else 0)
        assert possible.tops[number] >= top - 2


def test_a_bin_that_holds_anything_is_at_least_a_pixel_high():
    dates = ["2022-06-15"] * 60 + ["2022-07-15"]
    index = index_of(*(event(date) for date in dates[:-1] for _ in range(40)), event(dates[-1]), lanes=LANES[:1])
    known = columns(strip_of(index, window_of("2022-05", "2022-08")))[Role.STRIP_KNOWN]
    heights = sorted((known.bottoms - known.tops).tolist())[-2:]
    assert heights[0] == pytest.approx(1)


@given(st.integers(0, 10**9))
def test_the_scale_ends_at_a_round_number(most):
    top = round_step(most)
    assert most <= top <= max(2.5 * most, 1)
    assert f"{top:e}"[0] in "125"


def test_the_scales_top_stands_beside_the_lane():
    canvas = strip_of(crowd("2022-06-15", "2022-06"), window_of("2022-05", "2022-08"))
    assert "100" in texts(canvas.scene)
    assert canvas.scene.group("strip:lane:a").title == "Statements: events per day, at most 80"


@settings(max_examples=30)
@given(st.lists(events(undated=False), max_size=15), near_windows(), st.floats(0, 1111))
def test_the_bin_under_a_pixel_is_the_one_drawn_there(records, window, x):
    index = index_of(*(event(one.when_text) for one in [*records, event("2021")]), lanes=LANES[:1])
    canvas = draw_canvas(index, view_of(window, 1112), text_width)
    (band,) = canvas.bands
    edges = window.xs_of(band.lane.bins(window, canvas.plot.width).edges, canvas.plot.width) + canvas.plot.x
    found = bin_at(band, window, canvas.plot, max(x, canvas.plot.x))
    assert found is not None
    assert edges[found] - 0.01 <= max(x, canvas.plot.x) <= edges[found + 1] + 0.01


def test_the_columns_of_a_window_are_its_bins_whatever_was_drawn_before():
    index = crowd("2022-06-15")
    band = strip_of(index, window_of("2022-05", "2022-08")).bands[0]
    for window in (window_of("2022-05", "2022-08"), window_of("2022-05", "2022-07")):
        bins = band.lane.bins(window, 1000)
        plain = count_bins(TimeIndex.of(band.lane.times, np.sort(band.lane.rows)), bins.step, window)
        assert bins.known.tolist() == plain.known.tolist()
        assert bins.known.sum() == 40
        assert bins.edges[0] <= window.start < window.end <= bins.edges[-1]


def whole_bins(lane, window: TimeWindow) -> list[list[float]]:
    found = lane.bins(window, 1000)
    return [found.edges.tolist(), found.known.tolist(), found.possible.tolist()]


@settings(max_examples=40)
@given(st.lists(near_windows(), min_size=1, max_size=3), st.lists(st.sampled_from([0.3, 0.9, 1.1, 5.0]), max_size=6))
def test_bins_are_the_same_whatever_was_asked_for_before(windows, factors):
    index = crowd("2022-06-15", "2022-06", "2020/2023")
    lane = strip_of(index, window_of("2022-05", "2022-08")).bands[0].lane
    for window in windows:
        for factor in factors:
            window = window.zoomed(factor, window.middle).panned(0.3)
            plain = count_bins(lane.index, lane.bins(window, 1000).step, window)
            assert whole_bins(lane, window) == [plain.edges.tolist(), plain.known.tolist(), plain.possible.tolist()]


@pytest.mark.parametrize(
    "window", [fitting((BIG_BANG, 0.0)), fitting((0.0, -BIG_BANG)), fitting((BIG_BANG, -BIG_BANG))]
)
def test_at_the_ends_of_time_bins_are_counted_too(window):
    lane = crowd("1970-01-01").lanes[0]
    assert lane.bins(window, 1000).cover(window)
    assert lane.bins(window, 1000).totals.sum() == 40


def bins(step: Step, start: str, known: int, possible: int) -> Bins:
    index = index_of(event("2023-06-14"))
    found = count_bins(index.lanes[0].index, step, window_of(start, "2023-07"))
    found.known[0], found.possible[0] = known, possible
    return found


def test_a_bin_says_its_exact_numbers_and_its_range():
    words = bin_words(bins(WEEK, "2023-06-14", 5164, 90), 0, "event", ENGLISH)
    assert words[0] == "5,164 events in the week; 90 more may fall there"
    assert "12 Jun 2023" in words[1]
    assert "18 Jun 2023" in words[1]
    assert bin_words(bins(DAY, "2023-06-14", 1, 0), 0, "event", ENGLISH) == ("1 event in the day", "Wed 14 Jun 2023")
    assert (
        bin_words(bins(MONTH, "2023-06-14", 0, 2), 0, "event", ENGLISH)[0]
        == "0 events in the month; 2 more may fall there"
    )
    assert bin_words(bins(MONTH, "2023-06-14", 1, 0), 0, "estimate", ENGLISH)[0] == "1 estimate in the month"


@pytest.mark.parametrize(
    ("start", "end", "step", "words"),
    [
        ("2023-06-14T21:00:00Z", "2023-06-15T00:00:00Z", Step(3, Unit.HOUR), "21:00 – 00:00, 14 Jun 2023"),
        ("2023-06-14T21:00:00Z", "2023-06-14T21:00:10Z", Step(10, Unit.SECOND), "21:00 – 21:00:10, 14 Jun 2023"),
        ("2023-06-01", "2023-07-01", MONTH, "1 Jun 2023 – 30 Jun 2023"),
        ("-0043-01-01", "-0042-01-01", Step(1, Unit.YEAR), "1 Jan 44 BCE – 31 Dec 44 BCE"),
    ],
)
def test_a_range_is_said_up_to_its_last_day(start, end, step, words):
    assert range_words(When.from_edtf(start).earliest, When.from_edtf(end).earliest, step) == words


@pytest.mark.parametrize(
    ("start", "end", "step", "words"),
    [
        ("2023-06-14T21:00:00Z", "2023-06-15T00:00:00Z", Step(3, Unit.HOUR), "00:00 – 03:00, 15 Jun 2023"),
        ("2023-06-13T21:00:00Z", "2023-06-14T21:00:00Z", DAY, "Wed 14 Jun 2023"),
        ("2023-05-31T21:00:00Z", "2023-06-30T21:00:00Z", MONTH, "1 Jun 2023 – 30 Jun 2023"),
        (
            "2023-10-29T00:00:00Z",
            "2023-10-29T02:00:00Z",
            Step(3, Unit.HOUR),
            "03:00 – 04:00 (UTC+3 to UTC+2), 29 Oct 2023",
        ),
        ("2023-10-29T00:00:00Z", "2023-10-29T01:00:00Z", HOUR, "03:00 – 03:00 (UTC+3 to UTC+2), 29 Oct 2023"),
        ("2023-10-29T01:00:00Z", "2023-10-29T02:00:00Z", HOUR, "03:00 – 04:00 (UTC+2), 29 Oct 2023"),
        ("2023-03-26T00:00:00Z", "2023-03-26T01:00:00Z", HOUR, "02:00 – 04:00 (UTC+2 to UTC+3), 26 Mar 2023"),
        ("2023-03-26T21:00:00Z", "2023-03-26T22:00:00Z", HOUR, "00:00 – 01:00, 27 Mar 2023"),
    ],
)
def test_a_range_is_said_by_the_clocks_of_the_zone(start, end, step, words):
    assert range_words(When.from_edtf(start).earliest, When.from_edtf(end).earliest, step, KYIV) == words


def test_the_bins_of_a_strip_begin_at_midnights_of_the_zone_and_say_so():
    index, window = crowd("2022-06-15T21:30:00Z", "2022-06-15T20:30:00Z"), window_of("2022-05", "2022-08")
    found = {}
    for zone in (Zone(), KYIV):
        canvas = draw_canvas(index, view_of(window, 1112, 160, strips=STRIP, zone=zone), text_width)
        (band,) = canvas.bands
        bins = band.lane.bins(window, canvas.plot.width)
        assert bins.zone == zone
        assert sum(bins.known) == 80
        full = [place for place, known in enumerate(bins.known.tolist()) if known]
        found[zone.name] = [bin_words(bins, place, "event", ENGLISH)[1] for place in full]
    assert found["UTC"] == ["12:00 – 00:00, 15 Jun 2022"]
    assert found["Europe/Kyiv"] == ["12:00 – 00:00, 15 Jun 2022", "00:00 – 12:00, 16 Jun 2022"]


@pytest.mark.parametrize("fraction", [0.1, 0.001, 0.00001])
def test_the_ends_of_a_fraction_of_a_second_are_told_apart(fraction):
    start = When.from_edtf("2023-06-14T21:00:00Z").earliest + 5
    first, _, last = (
        range_words(start, start + fraction, Step(fraction, Unit.SECOND)).partition(",")[0].partition(" – ")
    )
    assert first != last


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (WEEK, "per week"),
        (Step(3, Unit.HOUR), "per 3 hours"),
        (Step(3, Unit.MONTH), "per quarter"),
        (Step(1000, Unit.YEAR), "per 1,000 years"),
        (Step(10, Unit.KILOYEAR), "per 10,000 years"),
        (Step(1000, Unit.KILOYEAR), "per million years"),
        (Step(10_000, Unit.KILOYEAR), "per 10 million years"),
        (Step(1e6, Unit.KILOYEAR), "per billion years"),
        (Step(1e-6, Unit.SECOND), "per microsecond"),
        (Step(0.02, Unit.SECOND), "per 20 milliseconds"),
        (Step(0.5, Unit.SECOND), "per 500 milliseconds"),
    ],
)
def test_a_step_is_named(step, words):
    assert step_words(step) == words


def test_what_strips_count_is_said_for_each_table_once():
    index = index_of(
        *(one for _ in range(40) for one in (event("2022-06-15"), event("2022-06-20", lane="b"), estimate("2022-06")))
    )
    canvas = draw_canvas(index, view_of(window_of("2022-05", "2022-08"), 1112, 300), text_width)
    assert canvas.strips == {"lane:a", "lane:b", "estimates"}
    words = strips_note(canvas.bands, canvas.window, canvas.plot.width)
    assert words == "events per day, estimates per month, each lane on the scale beside it; pale: may fall there"
    alone = draw_canvas(index_of(event("2022-06-15")), view_of(window_of("2022-05", "2022-08")), text_width)
    assert strips_note(alone.bands, alone.window, alone.plot.width) == ""


def test_bins_of_sets_are_as_fine_as_the_closest_of_their_dates():
    assert TimeColumns.of([When.from_edtf("{2020,2021-03-04,2022}")]).finest is Precision.DAY
    assert TimeColumns.of([When.from_edtf("2020"), When.from_edtf("{2020,2021-03}")]).finest is Precision.MONTH
    assert TimeColumns.of([None]).finest is Precision.DAY
