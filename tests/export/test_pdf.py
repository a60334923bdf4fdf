"""Scenes as PDF: one page of the right size, text that can be found, fonts and title in the file."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from timeline_app.export.pdf import pdf_bytes
from timeline_app.layout.scene import Scene
from timeline_app.paint.theme import theme

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's tools")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (801, 603), (1333.3, 999.9), (1333.0, 10)])
def test_the_page_is_exactly_as_large_as_the_scene(light, fonts, width, height):
    box = media_box(pdf_bytes(Scene(width, height, "", ()), light, fonts))
    assert box == pytest.approx((0, 0, width * 0.75, height * 0.75), abs=0.006)


@pytest.mark.parametrize("scale", [0.5, 0.731, 2])
def test_a_scale_makes_the_page_larger_or_smaller(light, fonts, scale):
    box = media_box(pdf_bytes(Scene(801, 603, "", ()), light, fonts, scale))
    assert box == pytest.approx((0, 0, 801 * 0.75 * scale, 603 * 0.75 * scale), abs=0.006)


def test_there_is_one_page(picture, light, fonts):
    pdf = pdf_bytes(picture, light, fonts)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.parametrize("title", ["Losses & doubts", "Втрати – خسائر (2022)", "", "a\\b"])
def test_the_title_is_in_the_metadata(picture, light, fonts, title):
    assert metadata(pdf_bytes(replace(picture, title=title), light, fonts), b"Title") == title


def test_the_table_of_positions_is_right(picture, light, fonts):
    pdf = pdf_bytes(replace(picture, width=801, height=603), light, fonts)
    start = int(re.search(rb"startxref\s+(\d+)", pdf)[1])
    assert pdf[start:].startswith(b"xref")
    for number, entry in enumerate(re.findall(rb"(\d{10}) \d{5} n", pdf[start:]), start=1):
        assert pdf[int(entry) :].startswith(b"%d 0 obj" % number)


def test_fonts_are_embedded_and_only_the_letters_that_are_used(picture, light, fonts):
    pdf = pdf_bytes(picture, light, fonts)
    assert b"Inter-Regular" in pdf
    assert pdf.count(b"/FontFile2") >= 2
    assert len(pdf) < 60_000


@poppler
def test_every_text_can_be_found_again(picture, light, fonts, tmp_path):
    found = text_of(pdf_bytes(picture, light, fonts), tmp_path)
    for text in picture.texts():
        if text.text.isascii() or "–" in text.text:
            assert text.text in found


@poppler
def test_a_page_of_odd_size_is_filled_to_its_edges(fonts, tmp_path):
    (tmp_path / "page.pdf").write_bytes(pdf_bytes(Scene(101, 51, "", ()), theme("dark"), fonts))
    subprocess.run(["pdftoppm", "-r", "96", "page.pdf", "page"], cwd=tmp_path, check=True)
    (file,) = tmp_path.glob("*.ppm")
    pixels = file.read_bytes().split(b"255\n", 1)[1]
    assert len(pixels) == 101 * 51 * 3
    assert {pixels[at : at + 3].hex() for at in range(0, len(pixels), 3)} == {theme("dark").colours["page"][1:]}


def media_box(pdf: bytes) -> tuple[float, ...]:
    (box,) = re.findall(rb"/MediaBox \[([^]]*)\]", pdf)
    return tuple(map(float, box.split()))


def metadata(pdf: bytes, name: bytes) -> str:
    """An entry of the file's Info dictionary: a string in UTF-16, some of its bytes escaped by backslashes."""
    written = re.search(rb"/" + name + rb" \(((?:\\.|[^\\)])*)\)", pdf, re.DOTALL)[1]
    return re.sub(rb"\\(.)", rb"\1", written, flags=re.DOTALL).decode("utf-16")


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "picture.pdf").write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", "picture.pdf", "-"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
