"""Spreadsheets of Excel and OpenDocument."""

import datetime
import zipfile

import openpyxl
import pytest

from tests.formats.timelines import events_of
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file
from timeline_app.formats.request import Request
from timeline_app.ui.read_ahead import size_of

HEADER = ("Date", "Headline", "Category", "Amount")
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def opendocument(rows):
    """The content of a sheet of texts."""
    cells = ("".join(map(CELL.format, row)) for row in rows)
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    body = f'<office:spreadsheet><table:table table:name="Sheet1">{table}</table:table></office:spreadsheet>'
    return f"<office:document-content {NAMESPACES}><office:body>{body}</office:body></office:document-content>"


@pytest.fixture
def workbook(tmp_path):
    """Makes a workbook of sheets of rows, and reads it."""

    def make(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "book.xlsx")
        return read_file(tmp_path / "book.xlsx")

    return make


def only_problem(reading):
    (problem,) = reading.problems
    return problem


def test_a_row_is_an_event_and_cells_are_what_they_say(workbook):
    rows = [
        HEADER,
        (datetime.date(2022, 9, 21), "A day", "War", 5),
        (datetime.datetime.fromisoformat("2022-09-21T14:30"), "A time", "War", 5.5),
        ("Sep 2022", "A month in words", "Talks", None),
        (2021, "A year", None, True),
    ]
    reading = workbook(Sheet1=rows)
    events = events_of(reading.timeline)
    assert [event.when.edtf for event in events] == ["2022-09-21", "2022-09-21T14:30", "2022-09", "2021"]
    assert [event.when.stated for event in events] == ["", "", "Sep 2022", ""]
    assert [dict(event.fields) for event in events] == [{"Amount": "5"}, {"Amount": "5.5"}, {}, {"Amount": "TRUE"}]
    assert [lane.title for lane in reading.timeline.lanes] == ["War", "Talks", "Events"]
    assert (reading.timeline.title, reading.problems) == ("book", ())


def test_problems_name_the_row_of_the_sheet(workbook):
    reading = workbook(Sheet1=[(), HEADER, ("2022", "A"), (), ("soon", "B")])
    problem = only_problem(reading)
    assert (problem.severity, problem.line) == (Severity.ERROR, 5)
    assert events_of(reading.timeline)[1].when_text == "soon"


def test_the_sheet_of_events_comes_before_all_others_which_are_said(workbook):
    reading = workbook(Notes=[HEADER, ("2022", "A note")], Events=[HEADER, ("2023", "An event")], Empty=[])
    assert [event.title for event in events_of(reading.timeline)] == ["An event"]
    assert only_problem(reading).what == "other sheets are left out: “Notes”"


def test_the_first_sheet_that_is_understood_is_read(workbook):
    reading = workbook(Cover=[("A report",), ("of 2023",)], Data=[HEADER, ("2023", "An event")])
    assert [event.title for event in events_of(reading.timeline)] == ["An event"]


def test_without_a_column_that_we_know_the_names_are_said(workbook):
    problem = only_problem(workbook(Sheet1=[("a", "b"), (1, 2)]))
    assert problem.what == "the first row of the sheet “Sheet1” doesn't name the columns; it holds “a”, “b”"


def test_titles_above_the_names_of_the_columns_are_said(workbook):
    reading = workbook(Sheet1=[("Losses in 2022",), (), HEADER, ("2022", "An event")])
    (event,) = events_of(reading.timeline)
    assert (event.title, reading.timeline.event_place(0).line) == ("An event", 4)
    assert only_problem(reading).what == "the row above the names of the columns is left out: “Losses in 2022”"


def test_an_empty_workbook_is_said(workbook):
    assert only_problem(workbook(Sheet1=[])).what == "no sheet of it holds anything"


def test_opendocument_is_read_too(tmp_path):
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", opendocument((("Date", "Title"), ("2022-09", "A"), ("16 May 2023", "B"))))
    reading = read_file(path)
    assert [event.when.edtf for event in events_of(reading.timeline)] == ["2022-09", "2023-05-16"]


@pytest.mark.parametrize("cut", [10, 200, 2000])
def test_a_workbook_that_is_cut_off_is_a_problem_in_words(workbook, tmp_path, cut):
    workbook(Sheet1=[HEADER, ("2022", "A")])
    path = tmp_path / "book.xlsx"
    path.write_bytes(path.read_bytes()[:cut])
    reading = read_file(path)
    assert reading.timeline is None
    assert only_problem(reading).severity is Severity.ERROR


def test_an_archive_of_something_else_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("photo.txt", "no photo")
    assert "no spreadsheet" in only_problem(read_file(tmp_path / "photos.zip")).what


def test_what_unpacks_to_too_much_is_refused_unread(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(1100):
            member.write(bytes(2**20))
    assert "unpacked it has 1.1 GB" in only_problem(read_file(path)).what


SHEET = "xl/worksheets/sheet1.xml"
EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = '<row r="1"><c r="A1" t="str"><v>Date</v></c><c r="B1" t="str"><v>Title</v></c></row>'


@pytest.fixture
def excel(tmp_path):
    """Makes a workbook of one sheet out of the XML of its rows, and gives its path."""

    def make(rows):
        plain, path = tmp_path / "plain.xlsx", tmp_path / "book.xlsx"
        openpyxl.Workbook().save(plain)
        with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in set(parts.namelist()) - {SHEET}:
                archive.writestr(name, parts.read(name))
            archive.writestr(SHEET, f'<worksheet xmlns="{EXCEL}"><sheetData>{rows}</sheetData></worksheet>')
        return path

    return make


@pytest.mark.parametrize(
    ("cell", "corner"),
    [
        ('<c r="XFD20000"><v>1</v></c>', "XFD20000"),
        ("<c   s=\"1\"\n r='XFD20000'><v>1</v></c>", "XFD20000"),
        (f'<c s="{"1" * 600}" r="XFD20000"><v>1</v></c>', "XFD20000"),
        ('<c r="ZZZZZ4294967295"><v>1</v></c>', "ZZZZZ4294967295"),
        ("</row><row r='3000000'><c><v>1</v></c>", "B3000000"),
        ("</row><row r='1999999'/><row><c/><c><v>1</v></c>", "B2000000"),
    ],
)
def test_a_sheet_whose_cells_are_too_far_apart_is_refused_before_it_is_unpacked(excel, cell, corner):
    problem = only_problem(read_file(excel(f"{ROW}<row>{cell}</row>")))
    assert f"reaches to {corner}," in problem.what
    assert corner in problem.hint


@pytest.mark.parametrize(("millions", "is_read"), [(2, True), (6, False)])
def test_a_cell_that_holds_millions_of_characters_is_refused_before_it_is_unpacked(excel, millions, is_read):
    text = "A" * millions * 2**20
    reading = read_file(excel(f'{ROW}<row><c t="str"><v>2022</v></c><c t="str"><v>{text}</v></c></row>'))
    assert (reading.timeline is not None) is is_read
    assert any("millions of characters" in problem.what for problem in reading.problems) is not is_read


def test_a_sheet_whose_cells_have_no_names_is_read(excel):
    cells = '<row><c t="str"><v>2022-09</v></c><c t="str"><v>A report</v></c></row>'
    (event,) = events_of(read_file(excel(ROW + cells)).timeline)
    assert (event.when.edtf, event.title) == ("2022-09", "A report")


def test_too_many_cells_without_names_are_refused_soon_and_meanwhile_it_says_how_far_it_is(excel):
    told = []
    row = f"<row>{'<c><v>1</v></c>' * 1000}</row>"
    reading = read_file(excel(ROW + row * 2500), Request(tell=told.append))
    assert "more than 2,000,000 cells of a sheet don't say where they stand" in only_problem(reading).what
    assert {progress.unit for progress in told} == {"bytes"}
    assert 0.5 < max(progress.done / progress.total for progress in told if progress.total > 10**7) < 0.9


@pytest.mark.parametrize("repeated", ["columns-repeated='2000000000'", "columns-repeated='20000000'"])
def test_an_opendocument_cell_that_stands_for_too_many_is_refused(tmp_path, repeated):
    row = f'<table:table-cell table:number-{repeated} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "content.xml",
            opendocument(()).replace(
                "</table:table>",
                f"<table:table-row>{row}</table:table-row><table:table-row>{row}</table:table-row></table:table>",
            ),
        )
    assert "cells are read" in only_problem(read_file(path)).what


def test_empty_rows_to_the_end_of_an_opendocument_sheet_are_no_rows(tmp_path):
    rest = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row></table:table>'
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        content = opendocument((("Date", "Title"), ("2022-09", "A")))
        archive.writestr("content.xml", content.replace("</table:table>", rest))
    assert len(read_file(path).timeline.events) == 1


def test_a_workbook_that_defines_entities_is_refused(excel, tmp_path):
    path = excel(ROW)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", '<!DOCTYPE x [<!ENTITY e "e">]><worksheet>&e;</worksheet>')
    assert "entities" in only_problem(read_file(path)).what


def test_a_workbook_is_as_heavy_as_what_it_unpacks_to(excel, tmp_path):
    assert size_of(str(excel(ROW))) < 30_000
    assert size_of(str(excel(f'{ROW}<row><c r="Z300000"/></row>'))) > 10_000_000
    many = excel(ROW + "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, 40_000)))
    assert many.stat().st_size < 300_000
    assert size_of(str(many)) > 1_000_000
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(4000))
    assert size_of(str(old)) > 1_000_000


def test_sheets_of_events_estimates_and_sources_are_one_timeline(workbook):
    reading = workbook(
        Cover=[("A report",)],
        Sources=[("id", "title", "url"), ("s", "A paper", "http://e.org/1"), ("t", "Nobody's", "")],
        ESTIMATES=[("id", "measure", "best", "publisher", "source ids"), ("e", "killed", 1.125, "MoD", "s")],
        events=[("when", "title", "estimate ids", "source ids"), ("2022", "A", "e; f", "s"), ("2023", "B", None, None)],
    )
    timeline = reading.timeline
    one, _ = events_of(timeline)
    assert (one.estimates, [ref.id for ref in one.sources]) == (("e", "f"), ["s"])
    assert [(source.id, source.title) for source in timeline.sources] == [("s", "A paper"), ("t", "Nobody's")]
    assert timeline.estimates.records[0].quantity.best == 1.125
    assert timeline.estimates.records[0].sources[0].id == "s"
    assert timeline.estimate_place(0).line == 2
    left_out, dangling = reading.problems
    assert (left_out.what, dangling.what) == (
        "other sheets are left out: “Cover”",
        "events name estimates that aren't there: “f”",
    )


def test_a_sheet_is_known_by_its_header_where_its_name_says_nothing(workbook):
    reading = workbook(Data=[HEADER, ("2022", "A")], Figures=[("measure", "figure", "who"), ("killed", ">5", "MoD")])
    assert (len(reading.timeline.events), len(reading.timeline.estimates), reading.problems) == (1, 1, ())


def test_days_as_spreadsheets_count_them_are_read_and_said(workbook):
    reading = workbook(Sheet1=[("when", "title"), (44825, "A"), (44825.75, "B")])
    assert [event.when.edtf for event in events_of(reading.timeline)] == ["2022-09-21", "2022-09-21T18:00"]
    assert "days that spreadsheets count: 2022-09-21" in only_problem(reading).what


def test_a_bare_number_among_dates_is_no_day(workbook):
    reading = workbook(Sheet1=[("when", "title"), (44825, "A"), ("2022", "B")])
    assert events_of(reading.timeline)[0].when is None
