from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pictures import bounds, overlapping, seen, text_width, texts
from tests.layout.timelines import day_text, estimate, estimates, event, index_of, view_of, views, window_of
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.lanes import ESTIMATES, TimelineIndex, lane_ids
from timeline_app.layout.pointing import tooltip_words, what_is_at
from timeline_app.layout.scene import Columns, Dot, Path, Rect, Role, Text
from timeline_app.layout.series.lines import LEAST_FIGURES
from timeline_app.layout.series.marks import LEAST_ROOM
from timeline_app.layout.view import Item, Items, Mode
from timeline_app.model import calendar
from timeline_app.model.quantity import Quantity, Relation

KILLED = "series:killed:"
YEAR = window_of("2020", "2021")


def daily(count: int = 40, step: float = 10.0, first: int = 0, **changes):
    """A figure for each of so many days from 2020 on: 1,000, 1,010, 1,020 …"""
    figures = enumerate(range(first, first + count))
    return [estimate(day_text(day), Quantity(best=1000.0 + step * number), **changes) for number, day in figures]


def drawn(index: TimelineIndex, window=YEAR, width: float = 1000.0, height: float = 500.0, **changes) -> Canvas:
    return draw_canvas(index, view_of(window, width, height, **changes), text_width)


def lane_parts(canvas: Canvas, lane_id: str = KILLED):
    """What is drawn of a lane, where it lies on the canvas."""
    own = {id(group) for group in canvas.scene.group(lane_id).walk()}
    return [one.part for one in seen(canvas.scene) if id(one.group) in own]


def band_of(canvas: Canvas, lane_id: str = KILLED):
    return next(band for band in canvas.bands if band.lane.id == lane_id)


# Lanes


def test_a_series_of_many_figures_has_a_lane_behind_the_estimates():
    index = index_of(event("2020"), estimate("2020", measure="losses"), *daily(LEAST_FIGURES))
    assert [(lane.id, lane.title) for lane in index.lanes][1:] == [
        (ESTIMATES, "Estimates"),
        (KILLED, "Killed, over time"),
    ]


def test_few_figures_are_told_one_by_one():
    assert [lane.id for lane in index_of(*daily(LEAST_FIGURES - 1)).lanes] == [ESTIMATES]


def test_publishers_of_one_measure_and_period_share_a_lane_and_others_do_not():
    index = index_of(
        *daily(publisher="uk"),
        *daily(publisher="csis"),
        *daily(measure="losses"),
        *daily(per="P1D"),
    )
    assert [(lane.title, len(lane.series.lines)) for lane in index.lanes] == [
        ("Killed, over time", 2),
        ("Losses, over time", 1),
        ("Killed in a day, over time", 1),
    ]


@settings(max_examples=40)
@given(st.lists(estimates(), max_size=60))
def test_each_estimate_is_in_one_lane(records):
    index = index_of(*daily(), *records)
    held = np.concatenate([part for lane in index.lanes for part in (lane.rows, lane.undated)])
    assert sorted(held.tolist()) == list(range(len(records) + 40))
    lanes = {lane.id: lane for lane in index.lanes}
    for row in range(len(records) + 40):
        lane = lanes[index.lane_of(Item("estimate", row))]
        assert row in lane.undated or row in lane.rows
    assert {lane.id for lane in index.lanes} <= set(lane_ids(index.timeline))


def test_what_has_no_date_stays_with_the_estimates():
    index = index_of(*daily(), estimate())
    assert index.lane_of(Item("estimate", 40)) == ESTIMATES
    assert list(index.undated) == [Item("estimate", 40)]


def test_the_next_figure_is_found_across_lanes():
    index = index_of(estimate("2020-01-03", measure="losses"), *daily(12))
    order, item = [], index.end_of("estimate")
    while item:
        order.append(item.row)
        item = index.next_to(item)
    assert order == [1, 2, 0, 3, *range(4, 13)]
    assert index.end_of("estimate", [KILLED]) == Item("estimate", 0)


def test_the_lane_is_hidden_collapsed_and_moved_as_others_are():
    index = index_of(event("2020"), *daily())
    assert [band.lane.id for band in drawn(index, lanes=LaneStates(order=(KILLED,))).bands] == [KILLED, "lane:a"]
    assert [band.lane.id for band in drawn(index, lanes=LaneStates(hidden=frozenset({KILLED}))).bands] == ["lane:a"]
    collapsed = drawn(index, lanes=LaneStates(collapsed=frozenset({KILLED})))
    assert band_of(collapsed).height == 24
    assert not any(isinstance(part, Text) for part in lane_parts(collapsed))
    assert any(isinstance(part, Columns) for part in lane_parts(collapsed))


def test_headers_say_who_and_where_the_others_are():
    index = index_of(estimate("2020", measure="losses"), *daily(publisher="uk"), *daily(publisher="csis"))
    canvas = drawn(index)
    assert canvas.scene.group(f"header:{KILLED}").title == "Killed, over time: UK MoD, A centre with a long name"
    assert "80 more as lines over time" in canvas.scene.group(f"header:{ESTIMATES}").title
    assert "added per day" in drawn(index, differences=True).scene.group(f"header:{KILLED}").title
    assert "2,000" in [part.text for part in canvas.scene.group(f"header:{KILLED}").parts if isinstance(part, Text)]


# Drawing


@settings(max_examples=40)
@given(st.lists(estimates(), max_size=40), views(), st.booleans())
def test_nothing_leaves_the_lane_and_no_label_stands_on_another(records, view, differences):
    index = index_of(*daily(), *daily(publisher="csis", step=-20.0), *records)
    canvas = draw_canvas(index, replace(view, differences=differences), text_width)
    for band in canvas.seen:
        if band.mode is not Mode.SERIES:
            continue
        parts = lane_parts(canvas, band.lane.id)
        top = canvas.plot.y - canvas.scroll + band.top
        for part in parts:
            if isinstance(part, Columns):
                is_drawn = part.tops != part.bottoms
                assert part.tops[is_drawn].min() >= top - 1
                assert part.bottoms[is_drawn].max() <= top + band.height + 1
        labels = [part for part in parts if isinstance(part, Text)]
        assert not overlapping([part.box for part in labels])
        assert all(canvas.plot.x <= part.box.x and part.box.right <= canvas.plot.right for part in labels)


def test_the_end_of_a_line_says_the_figure_and_who():
    canvas = drawn(index_of(*daily(publisher="uk"), *daily(publisher="csis", step=-20.0)))
    words = texts(canvas.scene)
    for said in ("1,390", "UK MoD", "220", "A centre with a long name"):
        assert said in words


def test_a_figure_with_room_has_the_mark_that_the_comparison_gives_it():
    kinds = [
        Quantity(best=900.0),
        Quantity(best=900.0, approximate=True),
        Quantity(low=900.0, relation=Relation.MORE_THAN),
        Quantity(high=900.0, relation=Relation.NEARLY),
        Quantity(700.0, None, 900.0, Relation.RANGE),
    ]
    weekly = [estimate(day_text(15 * number), kinds[number % 5]) for number in range(20)]
    canvas = drawn(index_of(*weekly))
    groups = {group.id: group for group in canvas.scene.group(KILLED).walk() if group.kind == "estimate"}
    assert len(groups) == 20
    inks = [[(type(part), part.ink.role) for part in groups[f"estimate:{row}"].parts] for row in range(5)]
    arrow = (Path, Role.GLYPH_LINE)
    assert inks == [
        [(Dot, Role.GLYPH_SOLID)],
        [(Dot, Role.GLYPH_HOLLOW)],
        [(Dot, Role.GLYPH_HOLLOW), arrow],
        [(Dot, Role.GLYPH_HOLLOW), arrow],
        [(Rect, Role.GLYPH_SOLID)],
    ]
    above, below = (groups[f"estimate:{row}"].parts[1] for row in (2, 3))
    dots = [groups[f"estimate:{row}"].parts[0] for row in (2, 3)]
    assert above.points[1][1] < dots[0].y
    assert below.points[1][1] > dots[1].y
    assert groups["estimate:0"].title.replace("\N{NO-BREAK SPACE}", " ") == "900: UK MoD, killed, as of 1 Jan 2020"


def test_marks_are_farther_apart_than_they_are_wide():
    dots = [part for part in lane_parts(drawn(index_of(*daily(100)))) if isinstance(part, Dot)]
    assert dots == []
    wide = lane_parts(drawn(index_of(*daily(100)), window_of("2020-01", "2020-02"), 1600.0))
    boxes = sorted(part.box.x for part in wide if isinstance(part, Rect) and part.ink.role is Role.GLYPH_SOLID)
    assert len(boxes) == 31
    assert np.diff(boxes).min() > LEAST_ROOM


def test_a_date_that_is_seen_to_be_vague_has_a_pale_box_and_no_step():
    index = index_of(*daily(60, 10.0), estimate("2020-03", Quantity(best=5000.0)))
    canvas = drawn(index)
    pale = [part for part in lane_parts(canvas) if isinstance(part, Columns) and part.ink.role is Role.STRIP_POSSIBLE]
    (box,) = [part for part in pale if (part.bottoms - part.tops).max() > 20]
    at = int(np.argmax(box.bottoms - box.tops))
    march = [canvas.plot.x + YEAR.x_of(time, canvas.plot.width) for time in ends_of("2020-03", "2020-04")]
    assert box.edges[at] == pytest.approx(march[0], abs=1.5)
    assert box.edges[at + 1] == pytest.approx(march[1], abs=1.5)


def ends_of(start: str, end: str) -> tuple[float, float]:
    window = window_of(start, end)
    return window.start, window.end


def test_the_scale_begins_at_zero_and_ends_at_a_round_number():
    lane = index_of(*daily(40, 30.0)).lanes[0].series
    for differences, top in ((False, 5000.0), (True, 50.0)):
        picture = lane.picture(YEAR, 800.0, differences)
        assert (picture.bottom, picture.top) == (0.0, top)


@pytest.mark.parametrize("collapsed", [frozenset(), frozenset({KILLED})])
def test_the_header_names_the_top_of_the_scale_in_every_stretch_of_time(collapsed):
    index = index_of(*daily(40), *daily(40, 3000.0, first=300))
    for window, top in ((YEAR, "200,000"), (window_of("2020-01", "2020-02"), "2,000")):
        canvas = drawn(index, window, lanes=LaneStates(collapsed=collapsed))
        header = canvas.scene.group(f"header:{KILLED}")
        assert top in [part.text for part in header.parts if isinstance(part, Text)]


def test_what_was_taken_back_is_drawn_below_zero():
    figures = [*daily(20), *daily(20, -50.0, first=20)]
    picture = index_of(*figures).lanes[0].series.picture(YEAR, 800.0, True)
    assert picture.bars[0].least == -190.0
    assert picture.bottom == -200.0


def test_what_is_selected_has_a_ring_on_the_line_and_says_its_value_and_who():
    index = index_of(*daily(100))
    canvas = drawn(index, selected=Item("estimate", 50))
    group = canvas.scene.group("estimate:50")
    assert [part.ink.role for part in group.parts] == [Role.SELECTION]
    assert "1,500" in texts(canvas.scene)


def test_what_a_search_found_is_marked_at_most_once_in_a_few_pixels():
    index = index_of(*daily(300))
    hits = Items(np.empty(0, np.int64), np.arange(300))
    canvas = drawn(index, hits=hits)
    found = [part for part in lane_parts(canvas) if isinstance(part, Rect) and part.ink.role is Role.HIT]
    assert 50 < len(found) <= canvas.plot.width / 10
    assert len(drawn(index, hits=Items.of([Item("estimate", 7)])).scene.group("estimate:7").parts) == 1


# The work of a frame


@pytest.mark.parametrize("differences", [False, True])
def test_a_hundred_times_the_figures_are_drawn_with_no_more_than_the_width(differences, monkeypatch):
    searches, search = [], np.searchsorted

    def counted(values, sought, side="left"):
        searches.append(np.size(sought))
        return search(values, sought, side)

    monkeypatch.setattr(np, "searchsorted", counted)
    sums = []
    for count in (60, 6000):
        index = index_of(*daily(count))
        canvas = drawn(index, index.whole, 1000.0, differences=differences)
        searches.clear()
        canvas = drawn(index, index.whole.panned(0.01), 1000.0, differences=differences)
        drawn_columns = [part for part in lane_parts(canvas) if isinstance(part, Columns)]
        assert sum(len(part.tops) for part in drawn_columns) <= 4 * canvas.plot.width
        assert sum(1 for _ in seen(canvas.scene)) < canvas.plot.width / 4
        sums.append(sum(searches))
    assert sums[1] <= sums[0] * 1.2
    assert sums[1] <= 8 * 1000


# Pointing


def centre_of(canvas: Canvas, row: int) -> tuple[float, float]:
    x = canvas.plot.x + canvas.window.x_of((row + 0.5) * calendar.DAY + YEAR.start, canvas.plot.width)
    return x, canvas.plot.y - canvas.scroll + band_of(canvas).top + 30


@pytest.mark.parametrize("differences", [False, True])
def test_the_figure_nearest_in_time_is_found_anywhere_above_or_below_it(differences):
    index = index_of(*daily(100))
    view = view_of(window_of("2019-12", "2020-05"), differences=differences)
    canvas = draw_canvas(index, view, text_width)
    for row in (1, 50, 99):
        x, y = centre_of(canvas, row)
        if differences:  # a bar stands before the figure that it ends with
            x -= calendar.DAY / 2 * canvas.plot.width / canvas.window.duration
        target = what_is_at(canvas, view, x, y)
        assert target.items == (Item("estimate", row),)
        assert target.kind == "item"


def test_where_nothing_was_said_nothing_is_found():
    view = view_of(YEAR)
    canvas = draw_canvas(index_of(*daily(20), *daily(20, first=200)), view, text_width)
    for day, found in ((10, True), (100, False), (210, True), (300, False)):
        x = canvas.plot.x + YEAR.x_of(YEAR.start + day * calendar.DAY, canvas.plot.width)
        assert bool(what_is_at(canvas, view, x, centre_of(canvas, 0)[1]).items) == found


def test_of_two_lines_the_nearer_is_found():
    index = index_of(*daily(100, 0.0), *daily(100, 0.0, publisher="csis", measure="killed"))
    records = [replace(record, quantity=Quantity(best=100.0)) for record in index.timeline.estimates.records[100:]]
    index = index_of(*index.timeline.estimates.records[:100], *records)
    view = view_of(window_of("2019-12", "2020-05"))
    canvas = draw_canvas(index, view, text_width)
    x, _ = centre_of(canvas, 50)
    middle = canvas.plot.y + band_of(canvas).top + band_of(canvas).height / 2
    assert what_is_at(canvas, view, x, middle - 30).items == (Item("estimate", 50),)
    assert what_is_at(canvas, view, x, canvas.plot.bottom - 12).items == (Item("estimate", 150),)


def told(index: TimelineIndex, row: int, **changes) -> list[str]:
    view = view_of(YEAR, **changes)
    target = what_is_at(draw_canvas(index, view, text_width), view, 0.0, 0.0)
    words = tooltip_words(index, replace(target, items=(Item("estimate", row),)), view)
    return words.replace("\N{NO-BREAK SPACE}", " ").splitlines()


def test_hovering_says_the_figure_its_date_and_who_and_how_it_was_told():
    figures = daily(20, measure_stated="personnel")
    assert told(index_of(*figures), 3) == ["1,030: UK MoD, killed, as of 4 Jan 2020, “personnel”"]


def test_hovering_says_what_was_added_where_that_is_drawn():
    figures = daily(20)
    figures += [estimate(day_text(22), Quantity(best=1160.0)), estimate(day_text(23), Quantity(1100.0, None, 1300.0))]
    figures.append(estimate(day_text(24), Quantity(low=1200.0, relation=Relation.AT_LEAST)))
    figures.append(estimate(day_text(25), Quantity(best=1200.0, approximate=True)))
    figures.append(estimate(day_text(26), Quantity(best=1200.0)))
    lines = [told(index_of(*figures), row, differences=True)[0] for row in (1, 20, 21, 22, 24)]
    assert lines == [
        "+10 from 1 Jan 2020 to 2 Jan 2020, UK MoD",
        "−30 from 20 Jan 2020 to 23 Jan 2020, UK MoD (−10 a day)",
        "−60 to +140 from 23 Jan 2020 to 24 Jan 2020, UK MoD",
        "what UK MoD added from 24 Jan 2020 to 25 Jan 2020 is not known: one of the figures is a bound",
        "about no change from 26 Jan 2020 to 27 Jan 2020, UK MoD",
    ]


def test_the_areas_of_figures_lie_about_their_marks():
    canvas = drawn(index_of(*daily(20)), window_of("2019-12", "2020-03"))
    for group in canvas.scene.group(KILLED).walk():
        for part in group.parts if group.area else ():
            assert group.area.overlaps(bounds(part).grown(0.1))


def test_what_was_added_over_a_long_silence_is_pale_for_nobody_knows_on_which_day():
    before, after = daily(20), daily(20, first=60, step=10.0)
    after = [replace(one, quantity=Quantity(best=one.quantity.best + 5000)) for one in after]
    canvas = drawn(index_of(*before, *after), window_of("2020", "2020-04"), differences=True)
    x = canvas.plot.x + canvas.window.x_of(canvas.window.start + 40 * calendar.DAY, canvas.plot.width)
    heights = {}
    for part in lane_parts(canvas):
        if isinstance(part, Columns):
            column = int(np.searchsorted(part.edges, x, "right")) - 1
            heights[part.ink.role] = float(part.bottoms[column] - part.tops[column])
    assert heights[Role.STRIP_POSSIBLE] > 50
    assert heights[Role.STRIP_KNOWN] == 0
    assert "pale over a long silence" in canvas.scene.group(f"header:{KILLED}").title
    assert "pale" not in drawn(index_of(*before), differences=True).scene.group(f"header:{KILLED}").title


def test_a_title_is_not_cut_for_the_scale_beside_it():
    canvas = drawn(index_of(*daily(40, 5000.0)), width=600.0)
    said = [part.text for part in canvas.scene.group(f"header:{KILLED}").parts if isinstance(part, Text)]
    assert "200,000" in said
    assert " ".join(said).startswith("Killed, over time")
