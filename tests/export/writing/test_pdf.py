"""Documents as PDF: pages of the right size, text that can be found, links, and nothing of the day or the computer."""

import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.export.documents import document_of
from timeline_app.export.document import Output
from timeline_app.export.writing.pdf import pdf
from timeline_app.layout.scene import Box, Font, Group, Role, Scene, text
from timeline_app.paint.theme import theme
from timeline_app.resources import STARTER, seed

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's tools")


@pytest.fixture
def written(light, fonts):
    """Writes Scenes as pages."""

    def write(*scenes: Scene, look=light, **said) -> bytes:
        return pdf(document_of(*scenes, **said), look, fonts, Output())

    return write


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def media_boxes(data: bytes) -> list[list[float]]:
    with opened(data) as found:
        return [[float(side) for side in page.mediabox] for page in found.pages]


def media_box(data: bytes) -> list[float]:
    return media_boxes(data)[0]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (801, 603), (1333.3, 999.9), (1333.0, 10)])
def test_the_page_is_exactly_as_large_as_the_scene(written, width, height):
    assert media_box(written(Scene(width, height, "", ()))) == pytest.approx(
        [0, 0, width * 0.75, height * 0.75], abs=0.006
    )


@pytest.mark.parametrize("scale", [0.5, 0.731, 2])
def test_a_scale_makes_the_page_larger_or_smaller(written, scale):
    box = media_box(written(Scene(801, 603, "", ()), scale=scale))
    assert box == pytest.approx([0, 0, 801 * 0.75 * scale, 603 * 0.75 * scale], abs=0.006)


def test_each_scene_has_a_page_of_its_own_size(written, picture):
    boxes = media_boxes(written(picture, Scene(400, 300, "", ()), picture))
    assert [[round(side) for side in box[2:]] for box in boxes] == [[188, 91], [300, 225], [188, 91]]


@pytest.mark.parametrize("title", ["Losses & doubts", "Втрати – خسائر (2022)", "", "a\\b"])
def test_title_language_and_credit_are_in_the_metadata(written, picture, title):
    with opened(written(picture, title=title, language="uk", credit="The Daily Reader")) as found:
        assert str(found.docinfo.get("/Title", "")) == title
        assert str(found.Root.Lang) == "uk"
        assert bool(found.Root.ViewerPreferences.DisplayDocTitle)
        assert found.open_metadata()["dc:creator"] == ["The Daily Reader"]


def test_a_source_leads_to_its_address_from_where_it_stands(written, fonts):
    line = text("A report", 10, 20, Font.SMALL, Role.TEXT, fonts.text_width)
    source = Group("source:1", "A report", (line,), area=Box(10, 9, 44, 15), link="https://example.org/a?b=1")
    with opened(written(Scene(200, 100, "", (Group("footer", "", (source,), dx=5, dy=40),)))) as found:
        (link,) = found.pages[0].Annots
        assert str(link.A.URI) == "https://example.org/a?b=1"
        sides = [float(side) for side in link.Rect]
    assert sides == pytest.approx([15 * 0.75, (100 - 64) * 0.75, 59 * 0.75, (100 - 49) * 0.75])


def test_a_page_without_addresses_has_no_links(written, picture):
    with opened(written(picture)) as found:
        assert not list(found.pages[0].get("/Annots", []))


def test_the_file_says_nothing_of_the_day_and_the_computer(written, picture):
    data = written(picture)
    assert b"Date" not in data
    assert b"Qt" not in data
    assert data == written(picture)


def test_the_date_of_the_file_is_the_one_that_is_named(written, picture, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1677542400")
    data = written(picture)
    assert opened(data).open_metadata()["xmp:CreateDate"] == "2023-02-28T00:00:00+00:00"
    assert data == written(picture)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert b"CreateDate" not in written(picture)


def test_fonts_are_embedded_and_only_the_letters_that_are_used(written, picture):
    data = written(picture)
    assert b"Inter-Regular" in data
    assert data.count(b"/FontFile2") >= 2
    assert len(data) < 60_000


@poppler
def test_every_text_can_be_found_again(written, picture, tmp_path):
    found = text_of(written(picture), tmp_path)
    for one in picture.texts():
        if one.text.isascii() or "–" in one.text:
            assert one.text in found


@poppler
def test_a_page_of_odd_size_is_filled_to_its_edges(written, tmp_path):
    (tmp_path / "page.pdf").write_bytes(written(Scene(101, 51, "", ()), look=theme("dark")))
    subprocess.run(["pdftoppm", "-r", "96", "page.pdf", "page"], cwd=tmp_path, check=True)
    (file,) = tmp_path.glob("*.ppm")
    pixels = file.read_bytes().split(b"255\n", 1)[1]
    assert len(pixels) == 101 * 51 * 3
    assert {pixels[at : at + 3].hex() for at in range(0, len(pixels), 3)} == {theme("dark").colours["page"][1:]}


def test_the_same_pages_give_the_same_file(written, picture):
    assert written(picture, picture) == written(replace(picture), picture)


def test_the_same_timeline_gives_the_same_file_in_every_process(root, tmp_path):
    command = [sys.executable, "-m", "timeline_app", "export", str(seed(STARTER)), "-o", "-", "--format", "pdf"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    runs = [subprocess.run(command, capture_output=True, check=True, env=environment).stdout for _ in range(3)]
    assert len(set(runs)) == 1


def test_a_font_has_the_same_name_wherever_it_is_named(written, picture):
    with opened(written(picture)) as found:
        fonts = [item for item in found.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item]
        named = {str(item.BaseFont) for item in fonts}
        described = {
            str(item.FontName) for item in found.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }
    assert named == described
    assert all(re.fullmatch(r"/AAAAA[A-Z]\+.+", name) for name in named)


def text_of(data: bytes, folder: Path) -> str:
    (folder / "picture.pdf").write_bytes(data)
    return subprocess.run(
        ["pdftotext", "-layout", "picture.pdf", "-"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
