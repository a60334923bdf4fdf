"""The estimates panel as a picture of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.pictures import overlapping, seen, text_width, texts
from tests.layout.timelines import estimates, index_of, view_of, window_of
from timeline_app.export.panel import PanelOptions, panel_scene, picture_of_panel
from timeline_app.formats.registry import read_file
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Box, Text
from timeline_app.layout.view import Item
from timeline_app.model.when import When

WINDOW = window_of("2022-08", "2023-04")


@pytest.fixture(scope="module")
def starter(root) -> TimelineIndex:
    return TimelineIndex.of(read_file(root / "seeds" / "russian-losses-2023.timeline.json").timeline)


def view(**changes):
    return view_of(WINDOW, as_of=When.from_edtf("2023-02-28").latest, **changes)


def test_it_has_title_figures_and_the_sources_that_are_cited_by_number(starter):
    said = texts(panel_scene(starter, view(), 420.0, text_width))
    assert said[0] == "Reported Russian losses in the war in Ukraine,"
    assert "149,240" in said
    assert "Sources:" in said
    assert any(words.startswith("1\N{NO-BREAK SPACE}News article") for words in said)
    assert any("Ukraine MoD [" in words for words in said)


def test_what_is_selected_in_the_window_is_not_marked(starter):
    assert panel_scene(starter, view(selected=Item("estimate", 4)), 420.0, text_width) == panel_scene(
        starter, view(), 420.0, text_width
    )


@given(st.lists(estimates(), max_size=8), st.sampled_from([260.0, 420.0, 700.0]))
def test_no_text_overlaps_another_or_leaves_the_picture(records, width):
    scene = panel_scene(index_of(*records), view(), width, text_width)
    found = [one.box for one in seen(scene) if isinstance(one.part, Text)]
    assert not overlapping([Box(box.x, box.y + 2, box.width, box.height - 4) for box in found])
    assert all(box.x >= 0 and box.right <= width and box.bottom <= scene.height for box in found)


@pytest.mark.parametrize(("kind", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_it_is_written_in_three_kinds(qapp, starter, kind, head):
    data = picture_of_panel(starter, view(), PanelOptions(theme="print"), kind).data
    assert data.startswith(head)
    if kind == "svg":
        assert "149,240" in data.decode()
