"""Scenes as SVG: well-formed whatever the texts are, text as text, names that can be found."""

import re
import subprocess
import sys
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.documents import document_of
from timeline_app.export.document import Output
from timeline_app.export.writing.svg import runs_right_to_left, svg
from timeline_app.layout.scene import (
    Align,
    Box,
    Columns,
    Dot,
    Font,
    Group,
    Ink,
    Line,
    Primitive,
    Rect,
    Role,
    Scene,
    Text,
)
from timeline_app.paint.theme import Theme, theme

SVG = "{http://www.w3.org/2000/svg}"
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def svg_of(*parts: Primitive | Group, **group) -> ElementTree.Element:
    """The root of an SVG with these in one group."""
    scene = Scene(100, 50, "Title", (Group("group", "", parts, **group),))
    return parsed(written(scene, theme("light"), "Inter"))


@dataclass(frozen=True)
class Family:
    """Stands in for the fonts, of which a drawing only has the name."""

    family: str


def written(scene: Scene, look: Theme, family: str, scale: float = 1.0, transparent: bool = False, **said: str) -> str:
    document = document_of(scene, scale=scale, **said)
    return svg(document, look, Family(family), Output(transparent=transparent)).decode("utf-8")


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.encode("utf-8"))


def words(text: str, align: Align = Align.LEFT, width: float = 50.0) -> Text:
    return Text(10, 20, text, Font.LABEL, Ink(Role.TEXT), width, align)


def only(root: ElementTree.Element, tag: str) -> ElementTree.Element:
    (element,) = root.iter(SVG + tag)
    return element


def test_every_text_is_a_text_with_its_words(picture, light):
    root = parsed(written(picture, light, "Inter"))
    assert [element.text for element in root.iter(SVG + "text")] == [text.text for text in picture.texts()]


def test_the_root_says_what_it_shows_and_how_large_it_is(picture, light):
    root = parsed(written(picture, light, "Inter", description="Statements; As of 28 February 2023", language="uk"))
    assert root.get("viewBox") == "0 0 250 121"
    assert (root.get("width"), root.get("height")) == ("250", "121")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "uk"
    assert [(child.tag, child.text) for child in list(root)[:2]] == [
        (SVG + "title", "Losses & doubts"),
        (SVG + "desc", "Statements; As of 28 February 2023"),
    ]


def test_a_scale_makes_the_picture_larger_or_smaller_and_changes_nothing_in_it(picture, light):
    root = parsed(written(picture, light, "Inter", 0.5))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("125", "60.5", "0 0 250 121")


def test_the_ground_is_the_themes_page(picture):
    ground = next(parsed(written(picture, theme("dark"), "Inter")).iter(SVG + "rect"))
    assert ground.get("fill") == theme("dark").colours["page"]
    assert (ground.get("width"), ground.get("height")) == ("250", "121")


def test_groups_have_their_id_and_title(picture, light):
    groups = {group.get("id"): group for group in parsed(written(picture, light, "Inter")).iter(SVG + "g")}
    assert list(groups) == ["lane-0", "event-3", "cursor"]
    assert groups["event-3"][0].tag == SVG + "title"
    assert groups["event-3"][0].text == "Losses reported, September 2022"


@given(st.lists(ANY_TEXT, min_size=1, max_size=6))
def test_ids_are_valid_and_unique(names):
    groups = tuple(Group(name, name, (), Box(0, 0, 1, 1)) for name in (*names, *names))
    root = parsed(written(Scene(1, 1, "", groups), theme("light"), "Inter"))
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids)) == 2 * len(groups)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name) for name in ids)


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_gives_a_well_formed_file(text, title):
    scene = Scene(9, 9, title, (Group(title, title, (words(text), Group(text, text, ()))),))
    found = only(parsed(written(scene, theme("light"), title)), "text").text or ""
    assert len(found) == len(text)
    assert all(ours == theirs or theirs in " �" for ours, theirs in zip(text, found, strict=True))


@pytest.mark.parametrize("text", ["]]>", "a & b", '<script>"', "👩‍👩‍👧 🕊", "two  spaces ", "خسائر", "𐀀"])
def test_what_xml_can_hold_is_kept(text):
    root = svg_of(words(text))
    assert only(root, "text").text == text
    assert root.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize("text", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_a_replacement_character(text):
    assert only(svg_of(words(f"a{text}b")), "text").text == "a\ufffdb"


def test_a_text_is_set_to_its_measured_width():
    text = only(svg_of(words("Losses", width=43.219)), "text")
    assert (text.get("textLength"), text.get("lengthAdjust")) == ("43.22", "spacingAndGlyphs")


def test_a_text_that_runs_from_right_to_left_keeps_its_own_width():
    text = only(svg_of(words("دיווח 2022", width=43.2)), "text")
    assert (text.get("textLength"), text.get("lengthAdjust")) == (None, None)


def test_an_empty_text_has_no_length_to_be_set_to():
    assert only(svg_of(words("", width=0)), "text").get("textLength") is None


def test_a_text_has_its_face():
    text = only(svg_of(Text(1, 2, "x", Font.STATED, Ink(Role.TEXT_MUTED), 5)), "text")
    assert (text.get("font-size"), text.get("font-style"), text.get("font-weight")) == ("12", "italic", None)
    assert text.get("fill") == theme("light").colours["text_muted"]
    assert only(svg_of(Text(1, 2, "x", Font.TITLE, Ink(Role.TEXT), 5)), "text").get("font-weight") == "600"


def test_the_font_has_others_to_fall_back_to(picture, light):
    assert parsed(written(picture, light, "Inter")).get("font-family") == ("Inter, 'Helvetica Neue', Arial, sans-serif")


@pytest.mark.parametrize(
    ("text", "align", "anchor", "direction"),
    [
        ("Losses", Align.LEFT, None, None),
        ("Losses", Align.MIDDLE, "middle", None),
        ("Losses", Align.RIGHT, "end", None),
        ("خسائر 2022", Align.LEFT, "end", "rtl"),
        ("خسائر 2022", Align.MIDDLE, "middle", "rtl"),
        ("خسائر 2022", Align.RIGHT, None, "rtl"),
    ],
)
def test_a_text_keeps_its_side_whichever_way_it_runs(text, align, anchor, direction):
    element = only(svg_of(words(text, align)), "text")
    assert (element.get("text-anchor"), element.get("direction")) == (anchor, direction)


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("", False), ("2022", False), ("MoD خسائر", False), ("خسائر MoD", True), ("2022 שלום", True), ("(", False)],
)
def test_a_texts_first_letter_decides_which_way_it_runs(text, backwards):
    assert runs_right_to_left(text) is backwards


def test_a_clip_is_where_it_was_before_its_group_was_moved():
    root = svg_of(Rect(Box(0, 0, 5, 5), Ink(Role.INK)), clip=Box(10, 20, 30, 40), dx=4, dy=-6)
    group, clip = only(root, "g"), only(root, "clipPath")
    assert group.get("transform") == "translate(4 -6)"
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert dict(clip[0].attrib) == {"x": "6", "y": "26", "width": "30", "height": "40"}


def test_what_is_straight_is_crisp_and_what_is_slanted_is_smooth():
    crisp = [Line(0, 5, 9, 5, Ink(Role.GRID)), Line(5, 0, 5, 9, Ink(Role.GRID)), Rect(Box(0, 0, 5, 5), Ink(Role.INK))]
    smooth = [Line(0, 0, 9, 5, Ink(Role.LEADER)), Rect(Box(0, 0, 5, 5), Ink(Role.INK), 2), Dot(5, 5, 3, Ink(Role.INK))]
    for parts, rendering in ((crisp, "crispEdges"), (smooth, None)):
        assert [element.get("shape-rendering") for element in only(svg_of(*parts), "g")] == [rendering] * len(parts)


def test_an_outline_lies_inside_of_its_shape():
    root = svg_of(Rect(Box(10, 10, 20, 10), Ink(Role.FRAME)), Dot(50, 20, 5, Ink(Role.INK_HOLLOW)))
    frame = only(root, "g")[0]
    assert [frame.get(name) for name in ("x", "y", "width", "height")] == ["10.5", "10.5", "19", "9"]
    assert only(root, "circle").get("r") == "4.25"


def test_a_dashed_outline_is_dashed_and_not_filled():
    outline = only(svg_of(Rect(Box(0, 0, 9, 9), Ink(Role.GLYPH_DASHED, 1))), "g")[0]
    assert (outline.get("fill"), outline.get("stroke-dasharray")) == ("none", "3 2")


def test_columns_are_one_path_at_least_a_pixel_high_without_the_empty_ones():
    tops = np.array([20.0, 30.0, 29.99])
    root = svg_of(Columns(np.array([0.0, 3.0, 6.0, 9.0]), np.full(3, 30.0), tops, Ink(Role.STRIP_KNOWN)))
    assert only(root, "path").get("d") == "M0 30V20H3V30ZM6 30V29H9V30Z"


def test_the_narrowest_rectangle_can_still_be_seen():
    assert only(svg_of(Rect(Box(0, 0, 0.01, 9), Ink(Role.INK))), "g")[0].get("width") == "1"


def test_numbers_have_two_decimals_at_most():
    line = only(svg_of(Line(1 / 3, -0.0001, 1e6, 2.50, Ink(Role.LEADER))), "line")
    assert [line.get(name) for name in ("x1", "y1", "x2", "y2")] == ["0.33", "0", "1000000", "2.5"]


def test_nothing_in_the_file_can_be_run_or_fetched(light):
    hostile = Group("event:1", "<script>", (words("<image href='http://example.com/x.png'/>"),))
    found = written(Scene(9, 9, "", (hostile,)), light, "Inter")
    tags = {element.tag.removeprefix(SVG) for element in parsed(found).iter()}
    assert tags <= {"svg", "title", "desc", "g", "text", "rect"}
    names = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r'(?<==")[a-z]+://[^"]*', found)) == names


def test_no_control_turns_a_number_around():
    assert only(svg_of(words("\u202e15\u202c \u2067killed\u2069")), "text").text == "15 killed"


def test_a_group_that_leads_somewhere_is_a_link_all_over_its_area(light):
    source = Group(
        "source:1", "A report", (words("A report"),), area=Box(8, 9, 60, 15), link="https://example.org/?a=1&b"
    )
    link = only(parsed(written(Scene(99, 50, "", (source,)), light, "Inter")), "a")
    assert link.get("{http://www.w3.org/1999/xlink}href") == "https://example.org/?a=1&b"
    assert only(link, "title").text == "A report"
    area = only(link, "rect")
    assert [area.get(name) for name in ("x", "y", "width", "height", "fill")] == ["8", "9", "60", "15", "none"]


def test_a_transparent_drawing_has_no_ground(picture):
    ground = next(parsed(written(picture, theme("light"), "Inter", transparent=True)).iter(SVG + "rect"))
    assert ground.get("fill") == "none"


def test_the_same_scene_gives_the_same_file(picture, light):
    again = replace(picture, groups=tuple(replace(group) for group in picture.groups))
    assert written(picture, light, "Inter") == written(again, light, "Inter")


def test_it_needs_no_qt(root):
    code = "import sys, timeline_app.export.writing.svg; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
