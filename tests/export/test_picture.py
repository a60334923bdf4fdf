"""Pictures as files: the pixels that were asked for, the part of the timeline that was asked for."""

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from timeline_app.export.composing.sheets import PRESETS, Sheet
from timeline_app.export.kinds import KINDS
from timeline_app.export.picture import PictureOptions, Shape, picture_of, render
from timeline_app.formats.native import native
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item, Items, Sort, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import NumberFormat, Quantity
from timeline_app.model.records import Event, Figure, Lane
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.paint.theme import THEMES, theme
from timeline_app.resources import STARTER, seed


@lru_cache
def starter_timeline() -> Timeline:
    timeline = native.read(seed(STARTER).read_bytes(), STARTER).timeline
    assert timeline is not None
    return timeline


@pytest.fixture
def starter(qapp) -> Timeline:
    return starter_timeline()


def day(text: str) -> float:
    return When.from_edtf(text).earliest


def sized(width: float, height: float, scale: float = 1.0) -> Sheet:
    return Sheet(width, height, dpi=96 * scale)


def drawing(timeline: Timeline, **options) -> str:
    return render(timeline, PictureOptions(**options), "svg").decode("utf-8").replace("\N{NO-BREAK SPACE}", " ")


@settings(max_examples=12)
@given(width=st.integers(300, 1500), height=st.integers(300, 1200), scale=st.sampled_from([0.5, 1, 1.5, 2]))
def test_a_png_has_exactly_as_many_pixels_as_size_and_scale_say(qapp, width, height, scale):
    image = QImage.fromData(render(starter_timeline(), PictureOptions(sheet=sized(width, height, scale)), "png"))
    assert (image.width(), image.height()) == pytest.approx((width * scale, height * scale), abs=0.5)


@pytest.mark.parametrize(("width", "height", "scale"), [(4000, 3000, 1), (300, 300, 3), (1440, 900, 2), (777, 333, 1)])
def test_pictures_of_all_sizes_have_exactly_their_pixels(starter, width, height, scale):
    image = QImage.fromData(render(starter, PictureOptions(sheet=sized(width, height, scale)), "png"))
    assert (image.width(), image.height()) == (width * scale, height * scale)


@pytest.mark.parametrize("name", THEMES)
def test_the_ground_of_a_picture_is_the_themes(starter, name):
    image = QImage.fromData(render(starter, PictureOptions(theme=name), "png"))
    corners = ((0, 0), (1439, 0), (0, 899), (1439, 899))
    assert {image.pixelColor(x, y).name() for x, y in corners} == {theme(name).colours["page"]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_timeline_gives_the_same_file(starter, kind):
    options = PictureOptions(sheet=sized(900, 700))
    assert render(starter, options, kind) == render(starter, options, kind)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (801, 603), (300, 300)])
def test_a_drawing_is_as_large_as_was_asked_for(starter, width, height):
    root = drawing(starter, sheet=sized(width, height)).split(">", 2)[1]
    sizes = dict(part.split("=", 1) for part in root.split() if "=" in part)
    assert float(sizes["width"].strip('"')) == pytest.approx(width, abs=0.01)
    assert float(sizes["height"].strip('"')) == pytest.approx(height, abs=0.01)


def test_the_whole_timeline_is_shown_where_no_limit_is_given(starter):
    assert "4 of 4 events in view" in drawing(starter)


def test_limits_hold_to_the_second(starter):
    words = drawing(starter, window=(day("2023-01-01"), day("2023-02-01")))
    assert "1 January 2023 – 31 January 2023" in words
    assert "1 of 4 events in view · 1 before · 2 after" in words


@pytest.mark.parametrize(
    ("window", "counted"),
    [
        ((day("2023-02-01"), None), "2 of 4 events in view · 2 before"),
        ((None, day("2022-10-01")), "1 of 4 events in view · 3 after"),
        ((None, None), "4 of 4 events in view"),
    ],
)
def test_one_limit_leaves_the_other_end_as_it_is(starter, window, counted):
    assert counted in drawing(starter, window=window)


@pytest.mark.parametrize(
    "window", [(day("2023-01-01"), day("2022-01-01")), (day("2023-01-01"),) * 2, (day("2100-01-01"), None)]
)
def test_an_end_that_does_not_lie_after_the_start_is_refused_in_words(starter, window):
    with pytest.raises(ValueError, match="does not lie after its start"):
        render(starter, PictureOptions(window=window), "png")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "window",
    [
        (day("2023-02-28"), day("2023-02-28") + 1e-6),
        (day("2023-02-28"), day("2023-02-28") + 1),
        (day("Y-13000000000"), day("9999-12-31")),
        (day("Y-13900000000"), day("Y13900000000")),
        (day("Y-13000000000"), day("Y-13000000000") + 1e6),
    ],
)
def test_windows_of_any_width_have_a_picture(starter, window, kind):
    assert render(starter, PictureOptions(window=window, sheet=sized(800, 600)), kind)


def test_the_comparison_is_as_of_the_date_that_was_asked_for(starter):
    assert "estimates as of 28 Feb 2023" in drawing(starter)
    assert "estimates as of 31 Oct 2022" in drawing(starter, as_of=day("2022-11-01"))


def test_without_the_panel_no_figure_is_compared(starter):
    assert "Casualty estimates" in drawing(starter)
    assert "Casualty estimates" not in drawing(starter, panel=False)


def test_numbers_are_written_as_was_asked_for(starter):
    assert "149.240" in drawing(starter, numbers=NumberFormat(".", ","))


def test_what_a_view_shows_is_shown(starter):
    lanes = LaneStates(hidden=frozenset({"lane:protests"}))
    window = TimeWindow(day("2022-09-01"), day("2023-02-01"))
    view = View(window, 1, 1, day("2022-11-01"), numbers=NumberFormat(".", ","), lanes=lanes, weeks=True)
    index = TimelineIndex.of(starter, Items.of([Item("event", row) for row in (0, 1)]))
    options = PictureOptions.as_shown(view, "some words")
    assert (options.weeks, options.zone) == (True, view.zone)
    words = picture_of(index, options, "svg").data.decode("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    for said in (
        "1 September 2022 – 31 January 2023 · 1 of 4 events in view · 2 filtered out · 1 in 1 hidden lane",
        "Only the events that a search for “some words” found: 2 of 4",
        "estimates as of 31 Oct 2022",
        "Official statements",
    ):
        assert said in words
    assert "Protests" not in words


def test_a_title_can_be_given(starter):
    assert "Another title" in drawing(starter, title="Another title")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_timeline_has_a_picture(qapp, kind):
    assert render(Timeline.empty(), PictureOptions(), kind)


def test_a_picture_sums_up_and_compares_as_the_window_does(qapp):
    figures = (Figure("killed", Quantity(2, 5, 9), "UCDP GED", "best"),)
    when = When.from_edtf("2022-06-10")
    timeline = Timeline(
        "Sums",
        (Lane("a", "A"),),
        (),
        (),
        EventTable.of([Event("", "a", when, "An event", "2022-06-10", figures=figures)], (Lane("a", "A"),)),
        EstimateTable.of(()),
    )
    kind = timeline.events.figures[0].kind
    view = View(TimeWindow(when.earliest - 1e6, when.latest + 1e6), 1000, 600, when.latest)
    view = replace(view, counted=kind, sort=Sort.DATE, log=True, differences=True)
    options = PictureOptions.as_shown(view, "")
    assert (options.counted, options.sort, options.log, options.differences) == (kind, Sort.DATE, True, True)
    said = render(timeline, options, "svg").decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "best 5, low 2, high 9 in 1 event" in said
    assert "Histograms: Killed (“best”), UCDP GED, summed per day" in said
    assert " · estimates as of" not in said


# Several sheets, remarks


def test_a_wide_picture_is_as_many_sheets_wide_and_one_high(starter):
    options = PictureOptions(sheet=sized(700, 500), shape=Shape.WIDE, count=3)
    image = QImage.fromData(render(starter, options, "png"))
    assert (image.width(), image.height()) == (2100, 500)


def test_only_a_document_of_pages_has_several(starter):
    options = PictureOptions(sheet=PRESETS["a4"].sheet, shape=Shape.PAGES, count=2)
    assert picture_of(TimelineIndex.of(starter), options, "pdf").pages == 3
    with pytest.raises(ValueError, match="has one page: choose PDF"):
        render(starter, options, "png")


def test_letters_that_no_font_has_are_named(qapp, monkeypatch):
    monkeypatch.setattr("timeline_app.paint.missing_letters._is_missing", lambda letter, _face: letter > "\U00012000")
    found = native.read(
        '{"format": "timeline/1", "events": [{"id": "a", "title": "\U00012000\U00012001", "when": "-2100"}]}'.encode(),
        "a",
    )
    (remark,) = picture_of(TimelineIndex.of(found.timeline), PictureOptions(), "svg").remarks
    assert remark.startswith("no font on this computer has Cuneiform letters: install one")


def test_a_page_that_had_to_be_longer_is_remarked_on(qapp):
    events = ", ".join(f'{{"id": "e{n}", "title": "E", "when": "2022", "lane": "l{n}"}}' for n in range(200))
    lanes = ", ".join(f'{{"id": "l{n}", "title": "Lane {n}"}}' for n in range(200))
    found = native.read(f'{{"format": "timeline/1", "lanes": [{lanes}], "events": [{events}]}}'.encode(), "a")
    (remark,) = picture_of(TimelineIndex.of(found.timeline), PictureOptions(sheet=sized(1440, 900)), "svg").remarks
    assert "times as high as was asked for" in remark


def test_progress_is_told_and_what_it_raises_ends_the_work(starter):
    def stop(_share):
        raise InterruptedError

    for kind in ("png", "pdf"):
        with pytest.raises(InterruptedError):
            picture_of(TimelineIndex.of(starter), PictureOptions(), kind, stop)
