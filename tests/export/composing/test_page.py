"""The page around the canvas: everything has room on it, and says what is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from timeline_app.export.composing.page import MARGIN, Contents, Page, compose
from timeline_app.export.composing.sheets import PAPER_DPI, PRESETS, WINDOW, Sheet, paper
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.native import native
from timeline_app.formats.registry import read_files
from timeline_app.layout.glyphs import Sign
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Box, Columns, Group, Role, Scene, Text
from timeline_app.layout.view import Item, Items, View
from timeline_app.layout.window import TimeWindow, fitting
from timeline_app.model.quantity import NumberFormat
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When
from timeline_app.paint.scene_painter import paint_scene
from timeline_app.paint.theme import THEMES, theme
from timeline_app.resources import GALLERY, STARTER, seed

sides = st.integers(300, 4000)


def index_of(timeline: Timeline | None) -> TimelineIndex:
    assert timeline is not None
    return TimelineIndex.of(timeline)


def from_csv(*rows: str) -> TimelineIndex:
    return index_of(csv_events.read("\n".join(rows).encode(), "page.csv").timeline)


@lru_cache
def starter_index() -> TimelineIndex:
    return index_of(native.read(seed(STARTER).read_bytes(), STARTER).timeline)


@lru_cache
def varied_index() -> TimelineIndex:
    """Many lanes, long titles, Arabic, undated events, hundreds of sources."""
    lanes = ("Statements", "Протесты", "احتجاجات", "A lane whose name is far too long to have room beside it", "E", "F")
    titles = ["A very long title " * 9 if n % 17 == 0 else f"Event {n}" for n in range(200)]
    rows = [f"{2000 + n % 20}-{1 + n % 12:02},{titles[n]},{lanes[n % 6]},Source {n}" for n in range(200)]
    return from_csv("when,title,lane,source", *rows, ",No date,Statements,", "soonish,خسائر,E,Source 1")


@lru_cache
def many_index() -> TimelineIndex:
    """3,000 events, so that lanes are histograms."""
    rows = (f"{2020 + n % 3}-{1 + n // 84 % 12:02}-{1 + n % 28:02},Event {n},Lane {n % 3}" for n in range(3000))
    return from_csv("when,title,lane", *rows)


@lru_cache
def gallery_index() -> TimelineIndex:
    return index_of(native.read(seed(GALLERY).read_bytes(), GALLERY).timeline)


INDEXES = {"starter": starter_index, "varied": varied_index, "many": many_index}


@pytest.fixture
def starter() -> TimelineIndex:
    return starter_index()


@pytest.fixture
def varied() -> TimelineIndex:
    return varied_index()


@pytest.fixture
def many() -> TimelineIndex:
    return many_index()


@pytest.fixture(scope="module")
def text_width(fonts):
    return fonts.text_width


@pytest.fixture
def page(fonts):
    """Composes a page of the whole timeline, as of its reference date."""

    def make(
        index: TimelineIndex, width: float = 1440, height: float = 900, view: View | None = None, **options
    ) -> Page:
        return compose(index, view or view_of(index), Sheet(width, height), fonts.text_width, Contents(**options))

    return make


def view_of(index: TimelineIndex, window: TimeWindow | None = None) -> View:
    timeline = index.timeline
    return View(window or fitting(timeline.extent), 1, 1, timeline.latest_known)


def placed_texts(scene: Scene) -> Iterator[tuple[Text, Box]]:
    """All texts with the space that they take on the page, those that are clipped away left out."""
    for group in scene.groups:
        yield from _placed(group, 0, 0, Box(0, 0, scene.width, scene.height).grown(1e6))


def _placed(group: Group, dx: float, dy: float, clip: Box) -> Iterator[tuple[Text, Box]]:
    dx, dy = dx + group.dx, dy + group.dy
    if group.clip:
        inner = Box(group.clip.x + dx, group.clip.y + dy, group.clip.width, group.clip.height)
        left, top = max(clip.x, inner.x), max(clip.y, inner.y)
        clip = Box(left, top, min(clip.right, inner.right) - left, min(clip.bottom, inner.bottom) - top)
    for part in group.parts:
        if isinstance(part, Group):
            yield from _placed(part, dx, dy, clip)
        elif isinstance(part, Text):
            box = Box(part.box.x + dx, part.box.y + dy, part.box.width, part.box.height)
            if box.overlaps(clip):
                yield part, box


def words_of(page: Page) -> str:
    return " ".join(text.text for text in page.scene.texts())


def assert_all_inside(page: Page) -> None:
    scene = page.scene
    for text, box in placed_texts(scene):
        assert box.x >= 0, text.text
        assert box.right <= scene.width, text.text
        assert box.y >= 0, text.text
        assert box.bottom <= scene.height, text.text


# Room


@settings(max_examples=25)
@given(width=sides, height=sides)
@pytest.mark.parametrize("panel", [True, False])
def test_every_text_of_the_starter_timeline_lies_on_the_page(text_width, width, height, panel):
    index = starter_index()
    page = compose(index, view_of(index), Sheet(width, height), text_width, Contents(panel=panel))
    assert_all_inside(page)
    assert_no_texts_overlap(page)


@settings(max_examples=8)
@given(width=sides, height=sides)
@pytest.mark.parametrize("name", ["varied", "many"])
def test_every_text_of_a_full_timeline_lies_on_the_page(text_width, name, width, height):
    index = INDEXES[name]()
    assert_all_inside(compose(index, view_of(index), Sheet(width, height), text_width))


@given(width=sides, height=sides)
@settings(max_examples=15)
def test_the_page_has_the_shape_that_was_asked_for(text_width, width, height):
    index = starter_index()
    page = compose(index, view_of(index), Sheet(width, height), text_width)
    assert page.scene.width * page.scale == pytest.approx(width)
    assert page.scene.height * page.scale == pytest.approx(height)
    assert page.scale <= 1


@pytest.mark.parametrize("side", [300, 1440])
def test_very_many_lanes_make_the_page_longer_and_each_is_on_it(page, side):
    lanes = from_csv("when,title,lane", *(f"2022-{1 + n % 12:02},Event {n},Lane {n:03}" for n in range(400)))
    made = page(lanes, side, side)
    assert made.scene.width * made.scale == pytest.approx(side)
    assert made.scene.height * made.scale > 3 * side
    assert made.scale > 0.4
    assert len({title for title in lane_titles(made) if title.startswith("Lane ")}) == 400
    assert_all_inside(made)


def test_a_page_with_room_is_not_drawn_smaller(page, starter):
    assert page(starter, 1600, 1200).scale == 1


def assert_no_texts_overlap(page: Page) -> None:
    """Outside the canvas, whose labels and grid are tested for themselves."""
    shown = [
        (text, box)
        for group in page.scene.groups
        if group.id != "canvas"
        for text, box in _placed(group, 0, 0, Box(-1e6, -1e6, 2e6, 2e6))
    ]
    for number, (text, box) in enumerate(shown):
        for other_text, other in shown[number + 1 :]:
            lower = Box(other.x + 0.5, other.y + 4, other.width - 1, other.height - 8)
            assert not box.overlaps(lower), (text.text, other_text.text)


def test_parts_of_the_page_do_not_overlap(page, starter):
    scene = page(starter).scene
    assert {group.id for group in scene.groups} == {"heading", "canvas", "estimates-panel", "footer"}
    assert_parts_apart(scene)


def assert_parts_apart(scene: Scene) -> None:
    boxes = {group.id: bounds(group) for group in scene.groups}
    for (name, box), (other, other_box) in combinations(boxes.items(), 2):
        assert not box.overlaps(other_box), (name, other)


WINDOWS = (("-1000", "2051"), ("1910", "1921"), ("1986", "1987"), ("Y-70000000", "Y-60000000"))


@settings(max_examples=30)
@given(st.sampled_from(WINDOWS), st.integers(600, 1800), st.integers(500, 1300))
@example(WINDOWS[0], 1440, 1000)
def test_the_legend_is_below_the_tray_however_the_canvas_is_drawn(text_width, ends, width, height):
    start, end = (When.from_edtf(date).earliest for date in ends)
    index = gallery_index()
    scene = compose(index, view_of(index, TimeWindow(start, end)), Sheet(width, height), text_width).scene
    canvas, footer = scene.group("canvas"), scene.group("footer")
    ground = next(group for group in canvas.parts if group.id == "ground").parts[0].box
    assert canvas.dy + ground.bottom <= footer.dy
    assert footer.dy + max(part.box.bottom for part in footer.parts if isinstance(part, Text)) <= height_of(scene)
    assert_parts_apart(scene)


def height_of(scene: Scene) -> float:
    return scene.height - MARGIN / 2


def bounds(group: Group) -> Box:
    found = [box for _, box in _placed(group, 0, 0, Box(-1e6, -1e6, 2e6, 2e6))]
    left, top = min(box.x for box in found), min(box.y for box in found)
    return Box(left, top, max(box.right for box in found) - left, max(box.bottom for box in found) - top)


# What it says


def test_the_page_says_title_range_counts_and_as_of_date(page, starter):
    words = words_of(page(starter))
    assert "Reported Russian losses in the war in Ukraine, 2022–2023" in words
    subtitle = "September 2022 – 28 February 2023 · 4 of 4 events in view · none undated · estimates as of 28 Feb 2023"
    assert subtitle in words
    for figure in ("nearly 6,000", "60,000–70,000", "175,000–200,000", "approximately 40,000–60,000", "149,240", "550"):
        assert figure in words


@pytest.mark.parametrize(
    ("window", "range_"),
    [
        (("2022-09-01", "2023-03-01"), "September 2022 – 28 February 2023"),
        (("2022-09-02", "2023-03-01"), "2 September 2022 – 28 February 2023"),
        (("2022-09-01", "2023-02-28"), "1 September 2022 – 27 February 2023"),
        (("2023-02-28", "2023-03-01"), "28 February 2023"),
        (("1910", "1921"), "1 January 1910 – 31 December 1920"),
        (("1910", "1941"), "January 1910 – December 1940"),
        (("-1000", "2023"), "1001 BCE – 2022"),
        (("Y-70000000", "Y-59999999"), "70 – 60 million years ago"),
        (("2023-02-28T09:30Z", "2023-02-28T09:30:00.5Z"), "28 February 2023, 09:30 – 09:30:00.5"),
    ],
)
def test_where_a_part_is_shown_the_range_is_told_in_days_months_or_years(page, starter, window, range_):
    start, end = (When.from_edtf(date).earliest for date in window)
    heading = heading_words(page(starter, view=view_of(starter, TimeWindow(start, end))))
    assert f" {range_} · " in heading


def test_another_title_takes_the_place_of_the_timelines_own(page, starter):
    scene = page(starter, title="Losses").scene
    assert scene.title == "Losses"
    assert "Reported Russian losses in the war" not in " ".join(text.text for text in scene.texts())


def test_a_title_of_300_characters_is_broken_into_lines(page, starter):
    words = "Losses of all sides " * 15
    heading = page(starter, title=words).scene.group("heading")
    assert " ".join(part.text for part in heading.parts).startswith(words.strip())


def test_a_title_without_spaces_does_not_leave_the_page(page, starter):
    assert_all_inside(page(starter, title="Verlustmeldungen" * 30))


def test_the_comparison_is_as_of_the_views_date(page, starter):
    view = View(fitting(starter.timeline.extent), 1, 1, When.from_edtf("2022-12-31").latest)
    words = words_of(page(starter, view=view))
    assert "as of 31 Dec 2022" in words
    assert "3 of 6 undated, reported by a later date: may have been out by then 2 of 6 of a later date" in words


def test_without_the_panel_nothing_of_it_is_left_and_the_canvas_has_its_room(page, starter):
    with_panel, without = page(starter), page(starter, panel=False)
    assert without.scene.group("estimates-panel") is None
    assert "as of" not in heading_words(without)
    assert "Casualty estimates" not in words_of(without)
    assert widest(without) * without.scale > widest(with_panel) * with_panel.scale + 250


# Lanes and filters


def arranged(index: TimelineIndex, **states) -> View:
    return replace(view_of(index), lanes=LaneStates(**states))


def lane_titles(page: Page) -> list[str]:
    return [header.title.partition(":")[0] for header in page.scene.group("lane-headers").parts]


def test_lanes_stand_in_their_order_without_those_that_are_hidden(page, many):
    order = ("lane:lane-2", "lane:lane-0", "lane:lane-1")
    assert [lane.id for lane in many.lanes] == ["lane:lane-0", "lane:lane-1", "lane:lane-2"]
    assert lane_titles(page(many, view=arranged(many, order=order))) == ["Lane 2", "Lane 0", "Lane 1"]
    composed = page(many, view=arranged(many, order=order, hidden=frozenset({"lane:lane-0"})))
    assert lane_titles(composed) == ["Lane 2", "Lane 1"]
    assert "2,000 of 3,000 events in view · 1,000 in 1 hidden lane · none undated" in heading_words(composed)


def test_a_collapsed_lane_is_low_and_its_events_have_no_labels(page, starter):
    composed = page(starter, view=arranged(starter, collapsed=frozenset({"lane:protests"})))
    marks = [one.box.height for one in header_of(composed, "lane:protests").parts if one.ink.role is Role.LANE_MARK]
    assert marks == [24 - 12]
    canvas = composed.scene.group("canvas")
    assert "Regiment 1439" not in " ".join(part.text for one in canvas.walk() for part in one.parts if is_text(part))
    assert "4 of 4 events in view · none undated" in heading_words(composed)


def header_of(page: Page, lane_id: str) -> Group:
    return page.scene.group(f"header:{lane_id}")


def is_text(part: object) -> bool:
    return isinstance(part, Text)


def filtered(index: TimelineIndex, step: int) -> TimelineIndex:
    """Only every so many-th event."""
    rows = range(0, len(index.timeline.events), step)
    return TimelineIndex.of(index.timeline, Items.of([Item("event", row) for row in rows]))


def test_what_a_filter_left_is_said_in_a_line_of_its_own(page, many):
    composed = page(filtered(many, 2), searched="the words")
    *_, counts, said = (part.text for part in composed.scene.group("heading").parts)
    assert "1,500 of 3,000 events in view · 1,500 filtered out · none undated" in counts
    assert said == "Only the events that a search for “the words” found: 1,500 of 3,000"
    assert "a search" not in heading_words(page(many))


def test_filters_and_hidden_lanes_are_counted_in_the_views_numbers(page, many):
    view = replace(arranged(many, hidden=frozenset({"lane:lane-0"})), numbers=NumberFormat(".", ","))
    said = heading_words(page(filtered(many, 2), view=view, searched="the words"))
    assert "1.000 of 3.000 events in view · 1.500 filtered out · 500 in 1 hidden lane" in said
    assert said.endswith("found: 1.500 of 3.000")


@pytest.mark.parametrize("searched", ["word " * 60, "Wort" * 60])
def test_a_filter_of_many_words_is_cut_and_does_not_leave_the_page(page, starter, searched):
    composed = page(filtered(starter, 2), 460, 700, searched=searched)
    assert_all_inside(composed)
    assert f"a search for “{searched[:30]}" in heading_words(composed)
    assert "…” found: 2 of 4" in heading_words(composed)


def test_strips_hold_what_a_filter_left_in_the_lanes_that_are_shown(page):
    rows = (f"2020-01-{1 + n % 5:02},Event {n},Lane {n % 2}" for n in range(600))
    index = filtered(from_csv("when,title,lane", *rows), 3)
    states = {"hidden": frozenset({"lane:lane-1"}), "collapsed": frozenset({"lane:lane-0"})}
    scene = page(index, view=arranged(index, **states)).scene
    assert {group.id for group in scene.walk() if group.kind == "strip"} == {"strip:lane:lane-0"}
    known, possible, _ = scene.group("strip:lane:lane-0").parts
    assert isinstance(known, Columns)
    columns = (known.bottoms - known.tops)[known.tops < known.bottoms]
    assert columns.tolist() == pytest.approx([columns[0]] * 5)  # 20 on each day of 2020-01-01 to 05
    assert "at most 20" in scene.group("strip:lane:lane-0").title
    assert (possible.tops == possible.bottoms).all()


def heading_words(page: Page) -> str:
    return " ".join(part.text for part in page.scene.group("heading").parts)


def widest(page: Page) -> float:
    return page.scene.group("ground").parts[0].box.width


def test_a_timeline_without_estimates_has_no_panel(page, many):
    composed = page(many)
    assert composed.scene.group("estimates-panel") is None
    assert "estimates" not in words_of(composed)


def test_there_is_no_cursor_line(page, starter):
    assert {group.id for group in page(starter).scene.walk()}.isdisjoint({"cursor", "cursor-handle"})


def test_nothing_is_marked_as_selected_or_found_in_a_view_that_marks_nothing(page, starter):
    roles = {str(part.ink.role) for group in page(starter).scene.walk() for part in group.parts if hasattr(part, "ink")}
    assert roles.isdisjoint({"selection", "hit", "cursor"})


def test_the_legend_has_the_signs_in_view_and_no_others(page, starter):
    legend = page(starter).scene.group("legend")
    assert {part.id for part in legend.parts} == {"legend:dot", "legend:soft", "legend:open"}
    september = TimeWindow(When.from_edtf("2022-09").earliest, When.from_edtf("2022-09").latest)
    legend = page(starter, view=view_of(starter, september)).scene.group("legend")
    assert [part.title for part in legend.parts] == [Sign.SOFT.value, Sign.OPEN.value]
    later = TimeWindow(When.from_edtf("2023-03-02").earliest, When.from_edtf("2023-04").latest)
    assert page(starter, view=view_of(starter, later)).scene.group("legend").parts == ()


def test_sources_are_numbered_in_the_files_order(page, starter):
    words = words_of(page(starter)).replace("\N{NO-BREAK SPACE}", " ")
    places = [
        words.find(f"{number} {source.title.split()[0]}") for number, source in enumerate(starter.timeline.sources, 1)
    ]
    assert len(places) == 8
    assert places[0] > -1
    assert places == sorted(places)
    assert (
        "Sources: 1 News article on Russian losses, soldiers' protests and the annual FSB meeting (28 Feb 2023,"
        in words
    )
    assert "annual FSB meeting (28 Feb 2023, inferred); 2 Report of the Russian Ministry of Defence" in words


def test_sources_that_are_named_through_others_say_so(page, starter):
    words = words_of(page(starter)).replace("\N{NO-BREAK SPACE}", " ")
    assert "2 Report of the Russian Ministry of Defence on its losses (Sep 2022), through 1;" in words
    assert "7 Translation by CNN, through 1;" in words
    assert words.count("through 1") == 6  # all but the article itself, and the photographs, which nothing rests on
    assert "8 Photographs by Reuters, through" not in words


def test_labels_and_figures_name_their_sources_by_the_numbers_of_the_list(page, starter):
    def said(group: Group) -> str:
        words = (part.text for one in group.walk() for part in one.parts if isinstance(part, Text))
        return " ".join(words).replace("\N{NO-BREAK SPACE}", " ")

    scene = page(starter, 1600, 1200).scene
    canvas, panel = said(scene.group("canvas")), said(scene.group("estimates-panel"))
    assert "“on Tuesday” (28 Feb 2023) [1, 6]" in canvas
    assert "“in January” (Jan 2023) [1]" in canvas
    assert "UK MoD [1, 4]" in panel


def test_a_note_says_what_dates_in_brackets_are(page, starter):
    said = "Dates in brackets, and those by which undated figures were reported, are "

    def note(timeline: Timeline) -> str:
        return words_of(page(TimelineIndex.of(timeline))).partition(said)[2].partition(" Data as of")[0].strip()

    counted = "worked out from the source's words, counted from Tuesday 28 February 2023"
    assert note(starter.timeline) == f"{counted}, itself inferred."
    assert note(replace(starter.timeline, reference_date_basis=Basis.STATED)) == f"{counted}."
    unnamed = "worked out from the source's words."
    assert note(replace(starter.timeline, reference_date="")) == unnamed
    assert note(replace(starter.timeline, reference_date="some Tuesday")) == unnamed
    assert said not in words_of(page(from_csv("when,title", "2022-05,A")))


def test_a_page_says_of_when_its_data_is_and_whom_to_name(page, starter):
    day = "Data as of Tuesday 28 February 2023"
    assert f"{day} (the timeline's reference date, inferred)" in words_of(page(starter))
    assert f"{day} (the timeline's reference date, inferred) · The Daily Reader" in words_of(
        page(starter, credit="The Daily Reader")
    )
    undated = TimelineIndex.of(replace(starter.timeline, reference_date=""))
    assert f"{day} (the date of its latest source)" in words_of(page(undated))


def test_a_page_says_what_is_counted_by_the_measures_that_are_on_it(page, starter):
    assert (
        "What is counted: killed: people who died; killed or missing: both together, not told apart; casualties: "
        "killed and wounded, often missing and captured too; losses: what the source calls so without saying the kind."
    ) in words_of(page(starter, 2400, 1500))
    figure = '{"id": "a", "measure": "wounded", "best": 5, "publisher": "p", "as_of": "2022"}'
    other = '{"id": "b", "measure": "displaced", "best": 5, "publisher": "p", "as_of": "2022"}'
    data = f'{{"format": "timeline/1", "publishers": [{{"id": "p", "title": "P"}}], "estimates": [{figure}, {other}]}}'
    wounded = index_of(native.read(data.encode(), "figures.json").timeline)
    for panel in (True, False):
        words = words_of(page(wounded, panel=panel))
        assert "What is counted: wounded: people who were injured and lived. " in words
    assert "What is counted" not in words_of(page(from_csv("when,title", "2022,A"), 1440, 900))


def test_the_file_of_figures_without_a_source_is_named(page, starter, tmp_path):
    file = tmp_path / "count of a ministry.csv"
    file.write_text("measure,value,publisher,as of\nkilled,5,P,2023-01-02\n")
    found = words_of(page(index_of(read_files([file]).timeline)))
    assert "Figures that name no source are those of count of a ministry.csv." in found
    assert "name no source" not in words_of(page(starter))


def test_a_subtitle_stands_below_the_title(page, starter):
    heading = page(starter, subtitle="What was said, by whom").scene.group("heading")
    title, subtitle, *_ = (part.text for part in heading.parts)
    assert (title, subtitle) == ("Reported Russian losses in the war in Ukraine, 2022–2023", "What was said, by whom")


# Sheets


def letters_of(page: Page) -> list[float]:
    """The sizes of all letters, 1/96 inch."""
    return [text.font.value.size * page.scale for text in page.scene.texts()]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("index", [*INDEXES, "gallery"])
def test_every_named_sheet_has_everything_on_it_and_letters_that_can_be_read(text_width, name, index):
    sheet, found = PRESETS[name].sheet, {**INDEXES, "gallery": gallery_index}[index]()
    made = compose(found, view_of(found), sheet, text_width)
    assert_all_inside(made)
    assert made.scene.width * made.scale == pytest.approx(sheet.width)
    if sheet.height is not None:
        assert made.scene.height * made.scale == pytest.approx(sheet.height) or made.longer
    assert min(letters_of(made)) >= sheet.least - 1e-9


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.sheet.dpi == PAPER_DPI])
def test_no_letter_on_paper_is_smaller_than_6_points(text_width, name):
    made = compose(starter_index(), view_of(starter_index()), PRESETS[name].sheet, text_width)
    assert min(letters_of(made)) * 72 / 96 >= 6 - 1e-9


def test_a_sheet_without_a_height_is_as_high_as_what_is_on_it(text_width, starter):
    made = compose(starter, view_of(starter), paper(86, None), text_width)
    assert made.scene.width * made.scale == pytest.approx(86 / 25.4 * 96)
    bottom = max(box.bottom for _, box in placed_texts(made.scene))
    assert made.scene.height - 3 * MARGIN < bottom <= made.scene.height
    assert not made.longer


def test_on_an_upright_page_the_comparison_may_stand_below_the_canvas(text_width, starter):
    scene = compose(starter, view_of(starter), paper(86, None), text_width).scene
    assert scene.group("estimates-panel").dy > scene.group("canvas").dy + 200
    assert_parts_apart(scene)


def test_what_a_page_has_no_room_for_is_left_out_and_that_is_said(text_width, starter):
    sheet = PRESETS["social"].sheet
    made = compose(starter, view_of(starter), sheet, text_width)
    assert made.scene.group("estimates-panel") is None
    assert "6 estimates are not compared here: the page has no room." in words_of(made)
    assert "as of" not in heading_words(made)
    assert (made.longer, made.incomplete) == (False, True)


def test_a_page_that_may_grow_leaves_nothing_out(text_width):
    figures = "".join(f"killed,{1000 + n},Publisher {n},2023-01-{1 + n:02}\n" for n in range(20))
    index = index_of(read_table(f"measure,value,publisher,as of\n{figures}"))
    made = compose(index, view_of(index), WINDOW, text_width)
    assert made.scene.group("estimates-panel")
    assert (made.scene.width * made.scale, made.longer, made.incomplete) == (1440, False, False)
    assert made.scene.height * made.scale > 900
    fixed = compose(index, view_of(index), Sheet(1440, 900), text_width)
    assert "20 estimates are not compared here: the page has no room." in words_of(fixed)


def read_table(text: str) -> Timeline | None:
    return csv_events.read(text.encode(), "figures.csv").timeline


def test_a_label_is_not_cut_where_smaller_letters_leave_room_for_it(text_width, starter):
    narrow = compose(starter, view_of(starter), Sheet(1000, 2000), text_width, Contents(panel=False))
    assert narrow.scale == 1
    assert not [text for text in narrow.scene.group("canvas").parts if is_text(text) and text.text.endswith("…")]


def test_hundreds_of_sources_are_counted_where_they_have_no_room(page, varied):
    assert "sources in all, listed in the file" in words_of(page(varied))


def test_sources_and_what_is_undated_are_counted_in_the_views_numbers(page):
    rows = (f"{date},Event {n},Source {n}" for n in range(1200) for date in ("2020", ""))
    index = from_csv("when,title,source", *rows)
    words = words_of(page(index, view=replace(view_of(index), numbers=NumberFormat(".", ","))))
    assert "1.200 sources in all" in words
    assert "1.200 without a date" in words
    assert re.search(r"and 1\.1\d\d more", words)


def test_a_histogram_says_what_it_counts(page, many):
    assert "Histograms: events per " in words_of(page(many))
    assert "3,000 of 3,000 events in view" in words_of(page(many))


def test_an_empty_timeline_has_a_page(page):
    composed = page(TimelineIndex.of(Timeline.empty("Nothing yet")))
    assert_all_inside(composed)
    assert "Nothing yet" in words_of(composed)
    assert "no dates · 0 of 0 events in view" in words_of(composed)
    assert "No events" in words_of(composed)


def test_a_timeline_of_undated_events_says_that_there_are_no_dates(page):
    composed = page(from_csv("when,title", ",Some time", "soonish,Vague"))
    assert "no dates · 0 of 2 events in view · 2 undated" in words_of(composed)
    assert "No events" not in words_of(composed)


def test_the_same_timeline_gives_the_same_page(page, starter):
    one, other = page(starter), page(starter)
    assert list(one.scene.texts()) == list(other.scene.texts())


def test_ids_of_groups_are_unique_but_for_estimates_which_are_in_two_places(page, starter):
    ids = [group.id for group in page(starter, panel=False).scene.walk()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("index", INDEXES)
def test_every_theme_can_paint_every_page(page, fonts, name, index):
    image = QImage(200, 150, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_scene(painter, page(INDEXES[index]()).scene, theme(name), fonts)
    assert painter.end()
