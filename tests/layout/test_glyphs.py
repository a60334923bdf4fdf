import pytest
from hypothesis import given

from tests.layout.pictures import bounds, text_width
from tests.layout.timelines import edtf_texts, event, index_of, near_windows, view_of, window_of
from timeline_app.layout.canvas import draw_canvas
from timeline_app.layout.extents import STUB, extents_of
from timeline_app.layout.glyphs import NARROW, Glyph, Sign, glyph_of
from timeline_app.layout.scene import Dot, Line, Path, Rect, Role, Text
from timeline_app.layout.window import TimeWindow
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import When

WIDTH, MIDDLE = 1000.0, 100.0
DECADES = window_of("1950", "2050")
YEAR = window_of("2022-07", "2023-07")
DAYS = window_of("2023-02-20", "2023-03-10")


def drawn(date: str, window: TimeWindow = YEAR) -> Glyph:
    times = TimeColumns.of([When.from_edtf(date)])
    (extent,) = extents_of(times, window, 0.0, WIDTH)
    return glyph_of(extent, MIDDLE, 0, text_width)


def x_of(date: str, window: TimeWindow = YEAR) -> float:
    return window.x_of(When.from_edtf(date).earliest, WIDTH)


def kinds(glyph: Glyph) -> list[tuple[type, Role]]:
    return [(type(part), part.ink.role) for part in glyph.parts]


def hairlines(glyph: Glyph) -> list[float]:
    return [part.x1 for part in glyph.parts if isinstance(part, Line)]


def filled(glyph: Glyph) -> list:
    return [part for part in glyph.parts if part.ink.role is Role.GLYPH_SOLID]


@pytest.mark.parametrize("date", ["2023-02-14", "2023-02-14T10:30Z", "2023-02-14T10:30:05Z"])
def test_a_day_or_finer_is_a_filled_dot_in_the_middle_of_its_bounds(date):
    glyph = drawn(date)
    assert kinds(glyph) == [(Dot, Role.GLYPH_SOLID)]
    when = When.from_edtf(date)
    assert glyph.parts[0].x == pytest.approx(YEAR.x_of((when.earliest + when.latest) / 2, WIDTH))
    assert glyph.signs == {Sign.DOT}


@pytest.mark.parametrize("date", ["2023-02", "[2023-02-12..2023-02-14]", "[2023-02-14,2023-02-17]"])
def test_what_is_vaguer_than_a_day_and_narrow_is_a_hollow_dot(date):
    glyph = drawn(date, DECADES)
    assert kinds(glyph) == [(Dot, Role.GLYPH_HOLLOW)]
    assert glyph.signs == {Sign.HOLLOW}


@pytest.mark.parametrize("date", ["2023-02-14~", "2023-02-14%", "2023-02~"])
def test_an_approximate_date_is_never_a_filled_dot(date):
    assert filled(drawn(date, DECADES)) == []


@pytest.mark.parametrize(
    ("date", "window"), [("2022-09", YEAR), ("2023-02-28", DAYS), ("[2023-02-23..2023-02-28]", DAYS)]
)
def test_an_imprecise_moment_is_a_soft_bar_over_its_bounds_with_hairline_ends(date, window):
    glyph, when = drawn(date, window), When.from_edtf(date)
    left, right = window.x_of(when.earliest, WIDTH), window.x_of(when.latest, WIDTH)
    bar = glyph.parts[0]
    assert kinds(glyph)[0] == (Rect, Role.GLYPH_SOFT)
    assert (bar.box.x, bar.box.right) == pytest.approx((left, right))
    assert hairlines(glyph) == pytest.approx([left, right])
    assert glyph.signs == {Sign.SOFT}


@given(edtf_texts.filter(lambda text: "/" not in text and "{" not in text), near_windows())
def test_there_is_no_dark_point_inside_the_bar_of_an_imprecise_moment(date, window):
    glyph = drawn(date, window)
    if bounds(glyph.parts[0]).width > 2 * NARROW:
        assert filled(glyph) == []
        assert not any(isinstance(part, Dot) for part in glyph.parts)


@given(edtf_texts.filter(lambda text: "{" not in text), near_windows())
def test_a_dot_is_filled_only_for_a_certain_day_or_finer(date, window):
    when = When.from_edtf(date)
    vague = when.latest - when.earliest > 86400 or when.start_qualifier.approximate or when.end_qualifier.approximate
    dots = [part for part in drawn(date, window).parts if isinstance(part, Dot)]
    assert not (vague and any(dot.ink.role is Role.GLYPH_SOLID for dot in dots))


def test_a_span_is_solid_over_its_core_with_soft_wings():
    glyph = drawn("2022-09/2023-02")
    wings, core = glyph.parts[:2]
    assert kinds(glyph)[:2] == [(Rect, Role.GLYPH_SOFT), (Rect, Role.GLYPH_SOLID)]
    assert (wings.box.x, wings.box.right) == pytest.approx((x_of("2022-09"), x_of("2023-03")))
    assert (core.box.x, core.box.right) == pytest.approx((x_of("2022-10"), x_of("2023-02")))
    assert glyph.signs == {Sign.SPAN, Sign.WING}


def test_a_span_of_days_seen_from_afar_has_no_wings_to_speak_of():
    assert drawn("2022-09-05/2023-02-04", DECADES.zoomed(0.3, 0)).signs == {Sign.SPAN}


def test_a_span_whose_core_is_not_certain_has_none():
    glyph = drawn("2022-09/2022-09")
    assert filled(glyph) == []
    assert glyph.signs == {Sign.WING}


@pytest.mark.parametrize(
    ("date", "solid"),
    [
        ("[2022-09..2022-11]/[2023-02..2023-04]", ("2022-12", "2023-02")),
        ("[2022-09,2022-11]/2023-04", ("2022-12", "2023-04")),
        ("[..2022-11]/[2023-02..2023-04]", ("2022-12", "2023-02")),
        ("2022-09/[2023-02..]", ("2022-10", "2023-02")),
        ("[..2022-11]/[2023-02..]", ("2022-12", "2023-02")),
    ],
)
def test_of_a_span_whose_ends_lie_between_dates_only_what_is_between_them_is_solid(date, solid):
    (core,) = filled(drawn(date))
    assert (core.box.x, core.box.right) == pytest.approx(tuple(map(x_of, solid)))


@pytest.mark.parametrize(
    "date",
    ["[2022-09..2023-02]/[2022-11..2023-04]", "[2022-09..]/..", "[2022-09..]/[2023-02..]", "[2022-09..]/[..2023-02]"],
)
def test_nothing_is_solid_of_a_span_that_may_have_begun_when_another_end_was_possible(date):
    glyph = drawn(date)
    assert filled(glyph) == []
    assert Sign.SPAN not in glyph.signs
    assert Sign.WING in glyph.signs


def test_nothing_is_solid_of_a_span_that_ended_at_any_time_up_to_a_date():
    assert filled(drawn("../[..2023-02]")) == []


def test_approximate_ends_have_no_hairlines():
    assert hairlines(drawn("2022-09~")) == []
    assert hairlines(drawn("2022-09~/2023-02")) == pytest.approx([x_of("2023-03")])
    assert hairlines(drawn("2022-09/2023-02~")) == pytest.approx([x_of("2022-09")])
    assert Sign.FUZZY in drawn("2022-09~").signs


@pytest.mark.parametrize("date", ["2022-09?", "2022-09?/2023-02%", "2022-09%", "[2022-09?,2022-11?]", "2022-?09"])
def test_an_uncertain_time_has_a_dashed_outline(date):
    glyph = drawn(date)
    (outline,) = [part for part in glyph.parts if part.ink.role is Role.GLYPH_DASHED]
    assert bounds(outline).x == pytest.approx(glyph.box.x)
    assert bounds(outline).right == pytest.approx(glyph.box.right)
    assert Sign.DASHED in glyph.signs


@pytest.mark.parametrize(
    ("date", "certain", "uncertain"),
    [("2022-09?/2023-02", "2023-03", "2022-09"), ("2022-09/2023-02?", "2022-09", "2023-03")],
)
def test_one_uncertain_end_is_dashed_about_its_wing_and_not_at_the_other_end(date, certain, uncertain):
    glyph = drawn(date)
    (outline,) = [bounds(part) for part in glyph.parts if part.ink.role is Role.GLYPH_DASHED]
    end, other = x_of(uncertain), x_of(certain)
    assert min(abs(outline.x - end), abs(outline.right - end)) <= 2
    assert not outline.x <= other <= outline.right
    assert Sign.DASHED in glyph.signs


def test_the_marks_of_a_solid_bar_without_wings_to_speak_of_can_be_seen():
    (core,) = filled(drawn("1960-03-01~/1980-03-01", DECADES))
    assert core.box.x > x_of("1960-03-01", DECADES) + 4
    assert core.box.right == pytest.approx(x_of("1980-03-01", DECADES))
    dashed = drawn("1960-03-01?/1980-03-01?", DECADES)
    (core,) = filled(dashed)
    (outline,) = [bounds(part) for part in dashed.parts if part.ink.role is Role.GLYPH_DASHED]
    assert outline.x < core.box.x < core.box.right < outline.right
    assert outline.y < core.box.y < core.box.bottom < outline.bottom


def test_each_end_has_its_own_marks():
    glyph = drawn("1984?/2004%", DECADES)
    assert hairlines(glyph) == pytest.approx([x_of("1984", DECADES)])
    assert {Sign.DASHED, Sign.FUZZY, Sign.SPAN, Sign.WING} == glyph.signs


# Sets


def test_a_set_of_dates_is_a_mark_for_each_joined_by_thin_lines():
    glyph = drawn("{2022-08-01,2022-11,2023-05-01}")
    dots = [part.x for part in glyph.parts if isinstance(part, Dot)]
    assert len(dots) == 2
    lines = [part for part in glyph.parts if isinstance(part, Line) and part.y1 == part.y2 == MIDDLE]
    assert [line.x1 > dots[0] for line in lines] == [True, True]
    assert lines[0].x2 == pytest.approx(x_of("2022-11"))
    assert lines[1].x1 == pytest.approx(x_of("2022-12"))
    assert glyph.signs == {Sign.SET, Sign.DOT, Sign.SOFT}


def test_a_range_in_a_set_is_no_solid_bar_for_nothing_lasted_all_through_it():
    glyph = drawn("{1960,1970..1980}", DECADES)
    assert filled(glyph) == []
    _, bar = [part.box for part in glyph.parts if part.ink.role is Role.GLYPH_SOFT]
    assert (bar.x, bar.right) == pytest.approx((x_of("1970", DECADES), x_of("1981", DECADES)))


def test_a_set_that_is_open_at_one_side_has_its_stub_at_the_date_that_is_open():
    glyph = drawn("{..2022-09,2023-05}")
    assert Sign.OPEN in glyph.signs
    assert glyph.box.x == pytest.approx(x_of("2022-09") - STUB)


def test_a_set_runs_on_as_a_line_to_dates_that_are_out_of_view():
    glyph = drawn("{2020-01-01,2024-01-01}")
    assert kinds(glyph) == [(Line, Role.GLYPH_LINE)]
    assert glyph.parts[0].x1 < 0
    assert glyph.parts[0].x2 > WIDTH
    assert glyph.signs == {Sign.SET}


def test_a_set_seen_from_afar_is_one_hollow_dot():
    assert kinds(drawn("{2022-08-01,2022-08-03}", DECADES)) == [(Dot, Role.GLYPH_HOLLOW)]


# Dates without any known digit at one end


def test_an_end_in_no_known_year_is_torn_and_not_open():
    assert drawn("2022-09/XXXX").signs == {Sign.WING, Sign.TORN}


def test_a_start_in_no_known_year_is_torn():
    glyph = drawn("XXXX-12/2023-02")
    assert Sign.TORN in glyph.signs
    assert filled(glyph) == []


def test_an_uncertain_day_has_a_dashed_ring():
    glyph = drawn("2023-02-14?")
    assert (Dot, Role.GLYPH_DASHED) in kinds(glyph)
    assert Sign.DASHED in glyph.signs


@pytest.mark.parametrize("date", ["2022-09", "2022-09/2023-02", "2023-02-14", "[..2023-02]"])
def test_a_certain_time_has_no_dashed_outline(date):
    assert not any(part.ink.role is Role.GLYPH_DASHED for part in drawn(date).parts)


def heads(glyph: Glyph) -> list[Path]:
    return [part for part in glyph.parts if isinstance(part, Path) and part.ink.role is Role.GLYPH_LINE]


@pytest.mark.parametrize(("date", "side"), [("[..2023-02-28]", -1), ("[2023-02-28..]", 1), ("../2023-02-28", -1)])
def test_an_open_end_is_a_short_stub_with_an_arrow_head(date, side):
    glyph = drawn(date)
    (head,) = heads(glyph)
    bound = x_of("2023-03-01" if side < 0 else "2023-02-28")
    tip = bound + side * STUB
    tips = (x_of("2023-02-28"), bound) if date.startswith("../") else (bound, bound)
    assert min(abs(head.points[1][0] - (x + side * STUB)) for x in tips) < 1e-6
    assert all(side * (tip - x) >= -4 for x, _ in head.points)
    assert Sign.OPEN in glyph.signs
    assert tip not in hairlines(glyph)
    assert glyph.box.width < STUB + 8


def test_by_28_february_has_a_hairline_at_its_known_end_only():
    assert hairlines(drawn("[..2023-02-28]")) == pytest.approx([x_of("2023-03-01")])


def test_a_span_with_an_open_end_is_solid_just_where_it_is_known_to_have_begun():
    glyph = drawn("2022-09/..")
    (core,) = filled(glyph)
    assert bounds(core).x == pytest.approx(x_of("2022-10"))
    assert bounds(core).width == pytest.approx(8)
    assert len(heads(glyph)) == 1


@pytest.mark.parametrize(("date", "side"), [("/2023-02-28", -1), ("2023-02-28/", 1)])
def test_an_unknown_end_is_torn_with_a_question_mark_beyond(date, side):
    glyph = drawn(date)
    (mark,) = [part for part in glyph.parts if isinstance(part, Text)]
    (torn,) = [part for part in glyph.parts if isinstance(part, Path)]
    edge = bounds(torn).x if side < 0 else bounds(torn).right
    assert mark.text == "?"
    assert (mark.box.right < edge) if side < 0 else (mark.box.x > edge)
    assert len({y for x, y in torn.points if abs(x - edge) < 4}) > 2
    assert filled(glyph) == []
    assert len(hairlines(glyph)) == 1
    assert Sign.TORN in glyph.signs


@given(edtf_texts, near_windows())
def test_nothing_of_a_glyph_lies_outside_of_its_box(date, window):
    glyph = drawn(date, window)
    outer = glyph.box.grown(1.01)
    for part in glyph.parts:
        box = bounds(part)
        assert outer.x <= box.x
        assert box.right <= outer.right
        assert isinstance(part, Text | Dot) or outer.y <= box.y <= box.bottom <= outer.bottom


@given(edtf_texts, near_windows())
def test_every_glyph_says_what_it_is_made_of(date, window):
    glyph = drawn(date, window)
    roles = {part.ink.role for part in glyph.parts}
    assert glyph.signs
    assert (Sign.DASHED in glyph.signs) == (Role.GLYPH_DASHED in roles)
    assert (Sign.TORN in glyph.signs) == any(isinstance(part, Text) for part in glyph.parts)
    assert (Sign.OPEN in glyph.signs) == (len(heads(glyph)) > 0)
    assert (Sign.HOLLOW in glyph.signs) == (Role.GLYPH_HOLLOW in roles)


@given(edtf_texts, near_windows())
def test_a_glyph_claims_no_time_outside_of_its_bounds(date, window):
    when = When.from_edtf(date)
    glyph = drawn(date, window)
    for part in glyph.parts:
        box = bounds(part)
        if part.ink.role in (Role.GLYPH_SOFT, Role.GLYPH_SOLID) and isinstance(part, Rect) and box.width > NARROW + 1:
            assert box.x >= window.x_of(when.earliest, WIDTH) - 1e-6
            assert box.right <= window.x_of(when.latest, WIDTH) + 1e-6


@pytest.mark.parametrize(("date", "year", "edge"), [("2010/..", "2022", "left"), ("[..2030]", "2022", "right")])
def test_an_open_end_that_reaches_into_the_window_has_its_stub_at_the_edge(date, year, edge):
    index = index_of(event(date))
    canvas = draw_canvas(index, view_of(window_of(year, "2023")), text_width)
    area = canvas.scene.group("event:0").area
    assert canvas.plot.x <= area.right
    assert area.x <= canvas.plot.right
    assert area.right > canvas.plot.x + 30 if edge == "left" else area.x < canvas.plot.right - 30
