"""A timeline on several sheets: everything is on some page, pages say which they are, few labels are cut."""

import json
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.export.composing.cuts import OVERLAP, crowded_cuts, even_cuts
from timeline_app.export.composing.page import Contents, Page
from timeline_app.export.composing.pages import Sheets
from timeline_app.export.composing.sheets import PRESETS, Sheet
from timeline_app.export.document import to_nobody
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.native import native
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.steps import Step, Unit
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.when import When
from timeline_app.resources import STARTER, seed

A4 = PRESETS["a4-landscape"].sheet


def from_csv(*rows: str) -> TimelineIndex:
    timeline = csv_events.read("\n".join(rows).encode(), "pages.csv").timeline
    assert timeline is not None
    return TimelineIndex.of(timeline)


@lru_cache
def even_index() -> TimelineIndex:
    """Four years of an event every five days."""
    rows = (f"{2019 + n // 73}-{1 + n % 73 // 6 % 12:02}-{1 + n % 6 * 5:02},Event number {n},Lane" for n in range(292))
    return from_csv("when,title,lane", *rows)


@lru_cache
def crowded_index() -> TimelineIndex:
    """A few events over a century, and many on one day."""
    rare = (f"{1900 + 10 * n},Rare event {n},Lane" for n in range(10))
    many = (f"1963-11-22T{12 + n // 30:02}:{2 * (n % 30):02},Event number {n} of the day,Lane" for n in range(120))
    return from_csv("when,title,lane", *rare, *many)


def starter_index() -> TimelineIndex:
    timeline = native.read(seed(STARTER).read_bytes(), STARTER).timeline
    assert timeline is not None
    return TimelineIndex.of(timeline)


def view_of(index: TimelineIndex) -> View:
    return View(index.whole, 1, 1, index.timeline.latest_known)


@pytest.fixture
def sheets(fonts):
    def make(index: TimelineIndex, sheet: Sheet = A4, count: int = 0, **contents) -> Sheets:
        return Sheets(index, view_of(index), sheet, fonts.text_width, Contents(**contents), count, to_nobody)

    return make


def words_of(page: Page) -> str:
    return " ".join(text.text for text in page.scene.texts()).replace("\N{NO-BREAK SPACE}", " ")


def items_of(pages: tuple[Page, ...]) -> set[str]:
    return {group.id for page in pages for group in page.scene.walk() if group.kind == "event"}


# Cuts


@settings(max_examples=40)
@given(count=st.integers(1, 40), index=st.sampled_from([even_index, crowded_index, starter_index]))
def test_even_parts_are_all_of_the_window_and_share_a_little_with_their_neighbours(count, index):
    view = view_of(index())
    cuts = even_cuts(index(), view, count)
    assert (cuts[0].shown.start, cuts[-1].shown.end) == (view.window.start, view.window.end)
    for one, other in pairwise(cuts):
        assert one.own.end == other.own.start
        shared = one.shown.end - other.shown.start
        assert 0 < shared <= OVERLAP * max(one.own.duration, other.own.duration) * 1.001
    longest, shortest = (choose(cut.own.duration for cut in cuts) for choose in (max, min))
    assert longest <= 2.5 * shortest


def test_a_cut_is_at_a_tick_of_the_calendar_where_nothing_is_cut(fonts):
    rows = [
        f"{year}-{month:02}-1{day},Event,Lane" for year in (2019, 2020) for month in range(1, 13) for day in (4, 5, 6)
    ]
    index = from_csv("when,title,lane", *rows)
    months = Step(1, Unit.MONTH).edges(index.whole)
    for cut in even_cuts(index, view_of(index), 6)[1:]:
        assert cut.own.start in months


def test_what_is_crowded_is_cut_into_shorter_parts():
    index = crowded_index()
    cuts = crowded_cuts(index, view_of(index), 20, lambda part: count_in(index, part) <= 30)
    assert all(one.own.end == other.own.start for one, other in pairwise(cuts))
    assert all(count_in(index, cut.own) <= 30 for cut in cuts)
    assert len(cuts) <= 8
    day = When.from_edtf("1963-11-22")
    assert sum(day.earliest <= cut.own.start < day.latest for cut in cuts) >= 3


def test_what_nothing_parts_is_not_cut():
    index = from_csv("when,title,lane", *(f"1963-11-22,Event {n},Lane" for n in range(50)))
    assert len(crowded_cuts(index, view_of(index), 20, lambda _part: False)) == 1


def test_there_are_no_more_parts_than_there_may_be():
    index = crowded_index()
    assert len(crowded_cuts(index, view_of(index), 7, lambda _part: False)) == 7


def count_in(index: TimelineIndex, window: TimeWindow) -> int:
    return sum(lane.index.count(window.start, window.end) for lane in index.lanes)


# Pages


@pytest.mark.parametrize("index", [even_index, crowded_index])
def test_on_as_many_pages_as_needed_nearly_every_event_has_its_label(sheets, index):
    pages = sheets(index()).pages()
    titles = {text.text for page in pages for text in page.scene.texts()}
    events = index().timeline.events
    labelled = sum(title in titles for title in events.titles_of(list(range(len(events)))))
    assert labelled >= 0.85 * len(events)
    assert len(items_of(pages)) == len(events)
    assert len(pages) > 2


def test_each_page_says_what_it_covers_and_which_it_is(sheets):
    pages = sheets(starter_index(), count=2).pages()
    total = len(pages)
    for number, page in enumerate(pages, 1):
        assert f", {number} of {total}" in words_of(page)
    assert "30 November 2022, 1 of" in words_of(pages[0])
    assert "1 December 2022 – " in words_of(pages[1])


def test_pages_mark_what_they_share_with_their_neighbours(sheets):
    one, two, *_ = sheets(starter_index(), count=2).pages()
    assert ("also on page 2" in words_of(one), "also on page" in words_of(two)) == (True, True)
    (mark,) = (group for group in one.scene.groups if group.kind == "overlap")
    plot = one.scene.group("axis").clip
    (bracket, *_), canvas = mark.parts, one.scene.group("canvas")
    assert bracket.x2 == pytest.approx(plot.right)
    assert mark.dx == canvas.dx


def test_every_page_has_the_axis(sheets):
    pages = sheets(even_index(), count=4).pages()
    assert all(page.scene.group("axis") for page in pages[:4])


def test_pages_of_another_scale_say_so(sheets):
    said = "The scale of time differs from page to page"
    assert said in words_of(sheets(crowded_index()).pages()[0])
    assert said not in words_of(sheets(even_index(), count=4).pages()[0])


def test_the_last_pages_compare_the_estimates_and_list_the_sources(sheets):
    *pages, last = sheets(starter_index(), count=2).pages()
    assert not any("Casualty estimates" in words_of(page) for page in pages[:2])
    assert any("Casualty estimates" in words_of(page) for page in (*pages[2:], last))
    listed = next(number for number, page in enumerate((*pages, last), 1) if page.scene.group("sources-title"))
    assert f"8 sources in all, listed from page {listed} on" in words_of(pages[0])
    assert "Estimate of the Center for Strategic and International Studies" in words_of(last)


def test_without_the_panel_only_sources_are_listed_behind(sheets):
    *_, last = sheets(starter_index(), count=2, panel=False).pages()
    assert "Sources, 3 of 3" in words_of(last)


def test_what_has_room_on_one_page_is_one_page_of_everything(sheets):
    (page,) = sheets(starter_index()).pages()
    assert "Casualty estimates" in words_of(page)


def test_a_figure_known_by_its_end_alone_is_on_the_page_of_that_end(sheets):
    pages = [page for page in sheets(starter_index(), count=3).pages() if page.scene.group("events")]
    drawn = [{group.id for group in page.scene.group("events").walk() if group.kind == "estimate"} for page in pages]
    rows = {
        row for row, one in enumerate(starter_index().timeline.estimates.records) if one.published and not one.as_of
    }
    known = {f"estimate:{row}" for row in rows}
    assert len(known) == 4
    assert all(sum(name in page for page in drawn) == 1 for name in known)


def test_a_page_counts_what_touches_the_time_that_it_says_it_covers(sheets):
    index = even_index()
    pages = sheets(index, count=4).pages()
    for cut, page in zip(even_cuts(index, view_of(index), 4), pages, strict=False):
        count = sum(lane.index.count(cut.own.start, cut.own.end) for lane in index.lanes)
        assert f"{count} of 292 events in view" in words_of(page)


def test_a_source_with_more_to_say_than_a_page_holds_goes_on_on_the_next(sheets):
    data = json.dumps(
        {
            "format": "timeline/1",
            "sources": [
                {"id": f"s{n}", "title": f"Source {n}", "note": "word " * (4000 if n == 2 else 2)} for n in range(5)
            ],
            "events": [{"id": f"e{n}", "title": "E", "when": f"20{n + 10}", "sources": [f"s{n}"]} for n in range(5)],
        }
    )
    timeline = native.read(data.encode(), "long.json").timeline
    assert timeline is not None
    pages = sheets(TimelineIndex.of(timeline), count=2).pages()
    assert len(pages) >= 4
    assert "Source 4" in words_of(pages[-1])


def test_hundreds_of_sources_take_the_pages_that_they_need(sheets):
    rows = (f"2020-01-{1 + n % 28:02},Event {n},Lane,Source number {n}" for n in range(300))
    index = from_csv("when,title,lane,source", *rows)
    pages = sheets(index, count=2).pages()
    listed = [group.id for page in pages for group in page.scene.walk() if group.kind == "source"]
    assert listed == [f"source:{number}" for number in range(1, 301)]
    for page in pages:
        assert max(text.box.bottom for text in page.scene.texts()) <= page.scene.height


# Wide


def test_a_wide_page_is_as_wide_as_labels_need(sheets):
    page = sheets(even_index(), PRESETS["slide"].sheet).wide()
    slide = PRESETS["slide"].sheet
    assert page.scene.height * page.scale == pytest.approx(slide.height)
    assert page.scene.width * page.scale >= 2 * slide.width
    assert len(items_of((page,))) == 292


def test_a_wide_page_that_needs_no_more_is_one_sheet(sheets):
    page = sheets(starter_index(), PRESETS["slide"].sheet).wide()
    assert page.scene.width * page.scale == pytest.approx(PRESETS["slide"].sheet.width)
