"""The command line, whose results and exit codes scripts rely on."""

import errno
import io
import itertools
import json
import os
import signal
import subprocess
import sys
import types
from dataclasses import replace
from pathlib import Path

import pytest

from timeline_app import __version__, atomic
from timeline_app.cli import commands, main
from timeline_app.cli.telling import ProgressLine
from timeline_app.export.composing.sheets import PRESETS, Sheet, paper
from timeline_app.export.kinds import PictureError
from timeline_app.export.picture import Picture, PictureOptions, Shape
from timeline_app.formats import registry
from timeline_app.model.when import When
from timeline_app.model.zones import UTC, Zone

GOOD = '{"format": "timeline/1", "title": "T", "events": [{"id": "a", "title": "A", "when": "2022-09"}]}'
FAULTY = '{"format": "timeline/1",\n "events": [{"id": "a", "title": "A", "when": "Sep 2022"}]}'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a file of each kind."""
    monkeypatch.chdir(tmp_path)
    for name, content in {"good.json": GOOD, "faulty.json": FAULTY, "warned.csv": "when,title\n,A\n"}.items():
        (tmp_path / name).write_text(content)
    return tmp_path


@pytest.fixture
def pictures(monkeypatch):
    """What was asked to be drawn, instead of drawing it."""
    asked = []

    def picture_of(index, options, kind, _tell):
        asked.append((index.timeline, options, kind))
        return Picture(b"picture", 1, ("a remark",))

    monkeypatch.setattr("timeline_app.export.picture.picture_of", picture_of)
    return asked


def run_program(*arguments, **options):
    command = [sys.executable, "-m", "timeline_app", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.fixture
def environment(root):
    return {**os.environ, "PYTHONPATH": str(root)}


# The window


def test_files_without_a_command_open_the_window(monkeypatch):
    opened = []
    window = types.SimpleNamespace(run_window=lambda paths, mappings: opened.append(paths) or 0)
    monkeypatch.setitem(sys.modules, "timeline_app.ui.app", window)
    assert [main([]), main(["a.json", "b.csv"]), main(["./export"]), main(["--", "info"])] == [0, 0, 0, 0]
    assert opened == [[], ["a.json", "b.csv"], ["./export"], ["info"]]


def test_a_missing_library_of_the_system_is_named(monkeypatch, capsys):
    def missing(*_):
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setitem(sys.modules, "timeline_app.ui.app", types.SimpleNamespace(run_window=missing))
    words = types.SimpleNamespace(missing_library_words=lambda error: f"install {error.args[0][:9]}")
    monkeypatch.setitem(sys.modules, "timeline_app.qt_libraries", words)
    assert main([]) == 2
    assert capsys.readouterr().err == "install libEGL.so\n"


def test_another_failed_import_is_a_fault_of_the_program(monkeypatch):
    def missing(*_):
        raise ImportError("no module named nonsense")

    monkeypatch.setitem(sys.modules, "timeline_app.ui.app", types.SimpleNamespace(run_window=missing))
    with pytest.raises(ImportError):
        main([])


# Columns of tables


def test_columns_and_the_order_of_dates_are_as_was_said(folder, capsys):
    (folder / "table.csv").write_text("am,was geschah\n05/06/2023,Report\n")
    assert main(["info", "table.csv"]) == 2
    said = ["--map", "when=am,title=was geschah", "--date-order"]
    assert main(["info", "--json", "table.csv", *said, "dmy"]) == 0
    assert main(["info", "--json", "table.csv", *said, "mdy"]) == 0
    first, second = (json.loads(part) for part in capsys.readouterr().out.replace("}\n{", "}\n\n{").split("\n\n"))
    assert (first["earliest"], second["earliest"]) == ("2023-06-05", "2023-05-06")


def test_the_window_is_told_what_columns_are(monkeypatch):
    opened = []
    window = types.SimpleNamespace(run_window=lambda paths, mappings: opened.append(mappings) or 0)
    monkeypatch.setitem(sys.modules, "timeline_app.ui.app", window)
    assert main(["a.csv", "--map", "when=on", "--date-order", "dmy"]) == 0
    ((mapping,),) = opened
    assert (mapping.columns, mapping.day_first) == ((("when", "on"),), True)


def test_the_help_says_how_large_a_file_of_each_format_may_be(capsys):
    from timeline_app.formats.known import FORMATS

    assert main(["--help"]) == 0
    lines = capsys.readouterr().out.split("files:")[1].splitlines()
    assert [line.split()[0] for line in lines if line] == [one.name.split()[0] for one in FORMATS]
    assert all("read up to" in line for line in lines if line)


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--map", "whem=date"],
        ["info", "good.json", "--map", "when"],
        ["info", "good.json", "--date-order", "ymd"],
        ["check"],
        ["info", "--nonsense", "good.json"],
        ["convert", "good.json"],
        ["convert", "good.json", "-o", "out.docx"],
        ["export", "good.json", "-o", "out.gif"],
        ["export", "good.json", "-o", "out.png", "--from", "Sep 2022"],
        ["export", "good.json", "-o", "out.png", "--from", "2023", "--to", "2022"],
        ["export", "good.json", "-o", "out.png", "--from", "../2022"],
        ["export", "good.json", "-o", "out.png", "--to", "2022/.."],
        ["export", "good.json", "-o", "out.png", "--size", "big"],
        ["export", "good.json", "-o", "out.png", "--size", "10x10"],
        ["export", "good.json", "-o", "out.png", "--scale", "nan"],
        ["export", "good.json", "-o", "out.png", "--size", "10x10in", "--dpi", "3000"],
        ["export", "good.json", "-o", "out.png", "--size", "1000000000x1"],
        ["export", "good.json", "-o", "out.png", "--size", "10mm"],
        ["export", "good.json", "-o", "out.png", "--preset", "napkin"],
        ["export", "good.json", "-o", "out.png", "--preset", "a4", "--size", "800x600"],
        ["export", "good.json", "-o", "out.png", "--scale", "2", "--dpi", "300"],
        ["export", "good.json", "-o", "out.pdf", "--pages", "0"],
        ["export", "good.json", "-o", "out.pdf", "--pages", "2", "--wide", "2"],
        ["export", "good.json", "-o", "out.png", "--pages", "2"],
        ["export", "good.json", "-o", "out.jpg", "--transparent"],
        ["export", "good.json", "-o", "out.jpg", "--quality", "101"],
        ["export", "good.json", "-o", "out.png", "--lang", "tlh"],
        ["export", "good.json", "-o", "-"],
        ["export", "good.json", "-o", "out.png", "--size", "20000x20000", "--scale", "10"],
        ["export", "missing.json", "-o", "out.png", "--size", "20000x20000", "--scale", "1.5"],
        ["export", "missing.json", "-o", "out.png", "--size", "20000x200", "--scale", "6"],
        ["export", "good.json", "-o", "out.png", "--theme", "pink"],
    ],
)
def test_wrong_usage_is_64_and_writes_nothing(folder, pictures, capsys, arguments):
    before = sorted(folder.iterdir())
    assert main(arguments) == 64
    captured = capsys.readouterr()
    assert (captured.out, bool(captured.err), sorted(folder.iterdir())) == ("", True, before)


def test_a_date_as_people_write_it_gets_an_offer(folder, capsys):
    main(["export", "good.json", "-o", "out.png", "--from", "Sep 2022"])
    assert "did you mean “2022-09”?" in capsys.readouterr().err


def test_the_version_is_a_result(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"timeline-app {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["check", "-h"]])
def test_help_is_a_result(capsys, arguments):
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("usage: timeline-app")


def test_the_help_of_convert_names_every_format_that_is_written(capsys):
    assert main(["convert", "--help"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert ".timeline.json, .json, .timelinejs.json, .csv, .tsv, .parquet, .xlsx, .ics, .ical, .ifb" in words


# check


FIGURES = "measure,value,publisher,as of\nkilled,5200,MoD,2023-02-27\nkilled,5000,MoD,2023-02-28\n"


def test_checking_the_figures_adds_notes_at_their_lines_that_are_no_errors(folder, capsys):
    (folder / "falls.csv").write_text(FIGURES, "utf-8")
    assert main(["check", "falls.csv"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "--figures", "falls.csv"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("falls.csv:3: note: MoD, killed, 28 Feb 2023: the running total is lower")
    assert main(["check", "--figures", "--json", "falls.csv"]) == 0
    (note,) = json.loads(capsys.readouterr().out)
    assert (note["severity"], note["line"]) == ("note", 3)


def test_bounds_out_of_order_in_the_figures_of_events_are_notes_at_their_lines(folder, capsys):
    (folder / "ged.csv").write_text("when,title,killed low,killed,killed high\n2022,A,1,2,3\n2023,B,20,9,4\n", "utf-8")
    main(["check", "--figures", "ged.csv"])
    notes = [line for line in capsys.readouterr().out.splitlines() if " note: " in line]
    assert len(notes) == 1
    assert notes[0].startswith("ged.csv:3: note: B, killed, 2023: low 20 is greater than best 9")


def test_a_note_about_a_figure_of_a_tree_is_at_its_line(folder, capsys):
    figures = [{"date": f"2023-02-{day}", "killed": killed} for day, killed in ((26, 9), (27, 12), (28, 11))]
    text = ",\n".join(json.dumps(one) for one in figures)
    (folder / "daily.json").write_text(f"[\n{text}\n]\n", "utf-8")
    main(["check", "--figures", "daily.json"])
    notes = [line for line in capsys.readouterr().out.splitlines() if ": note: " in line]
    assert [note.partition(": note")[0] for note in notes] == ["daily.json:4"]


def test_where_nothing_differs_the_check_says_so(folder, capsys):
    main(["check", "--figures", "good.json"])
    assert "nothing differs among the figures" in capsys.readouterr().err


def test_checking_lists_problems_with_their_places(folder, capsys):
    assert main(["check", "faulty.json", "warned.csv"]) == 1
    captured = capsys.readouterr()
    assert captured.out == (
        "faulty.json:2:48: error: “Sep 2022” is not a date that can be read: "
        "“S” is not expected at the beginning of a date (did you mean “2022-09”?)\n"
        "warned.csv:2: warning: the event has no date\n"
    )
    assert captured.err == ""


@pytest.mark.parametrize(("name", "code"), [("good.json", 0), ("faulty.json", 1), ("warned.csv", 0), ("missing", 2)])
def test_the_exit_code_says_what_came_of_the_reading(folder, name, code):
    assert [main(["check", name]), main(["info", name]), main(["info", "--json", name])] == [code] * 3


def test_a_file_without_problems_is_said_to_have_none(folder, capsys):
    assert main(["check", "good.json"]) == 0
    assert capsys.readouterr() == ("", "no problems\n")


def test_problems_as_json_have_the_documented_keys(folder, capsys):
    assert main(["check", "--json", "faulty.json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem == {
        "severity": "error",
        "file": "faulty.json",
        "line": 2,
        "column": 48,
        "path": "events[0].when",
        "what": "“Sep 2022” is not a date that can be read: “S” is not expected at the beginning of a date",
        "hint": "did you mean “2022-09”?",
    }
    assert main(["check", "--json", "good.json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


# info


def test_counts_as_json_have_the_documented_keys(folder, capsys):
    assert main(["info", "--json", "good.json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "events": 1,
        "undated": 0,
        "estimates": 0,
        "sources": 0,
        "lanes": {"Events": 1},
        "earliest": "2022-09-01",
        "latest": "2022-09-30",
        "errors": 0,
        "warnings": 0,
    }


def test_problems_are_no_result_of_counting(folder, capsys):
    assert main(["info", "faulty.json"]) == 1
    captured = capsys.readouterr()
    assert "1 undated" in captured.out
    assert captured.err.startswith("faulty.json:2:48: error:")


def test_many_problems_are_counted_instead_of_shown(folder, capsys):
    (folder / "many.csv").write_text("when,title\n" + "x,A\n" * 100)
    main(["info", "many.csv"])
    assert capsys.readouterr().err.splitlines()[-1].startswith("and 80 more")


def test_nothing_read_is_no_result(folder, capsys):
    assert main(["info", "--json", "missing"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, "no such file" in captured.err) == ("", True)


def test_the_starter_timeline_has_four_events_and_six_estimates(root, capsys):
    assert main(["info", "--json", str(root / "seeds" / "russian-losses-2023.timeline.json")]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["events"], counts["undated"], counts["estimates"]) == (4, 0, 6)
    assert (counts["errors"], counts["warnings"]) == (0, 0)


# convert


def test_converting_writes_what_the_extension_says(folder, capsys):
    assert main(["convert", "good.json", "-o", "out.csv"]) == 0
    assert main(["convert", "out.csv", "-o", "back.timeline.json"]) == 0
    header, row = (folder / "out.csv").read_text().splitlines()
    assert (header, row) == ("when,title,lane,summary,source,id", "2022-09,A,Events,,,a")
    assert json.loads((folder / "back.timeline.json").read_text())["events"][0]["when"] == "2022-09"
    assert capsys.readouterr().out == ""


def test_what_is_lost_is_told(folder, capsys):
    (folder / "dated.json").write_text('{"format": "timeline/1", "reference_date": "2022", "events": []}')
    assert main(["convert", "dated.json", "-o", "out.csv"]) == 0
    assert "out.csv: warning: CSV has no place for the reference date 2022" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["convert", "export"])
def test_an_existing_file_is_replaced_by_force_only(folder, pictures, capsys, command):
    output = {"convert": "out.csv", "export": "out.png"}[command]
    (folder / output).write_text("theirs")
    assert main([command, "good.json", "-o", output]) == 73
    assert ((folder / output).read_text(), "--force" in capsys.readouterr().err) == ("theirs", True)
    assert main([command, "good.json", "-o", output, "--force"]) == 0
    assert (folder / output).read_text() != "theirs"


def test_what_a_table_of_events_has_no_place_for_is_written_beside_it(folder, capsys):
    estimates = '[{"id": "e", "measure": "killed", "best": 5, "publisher": "p"}]'
    publishers = '[{"id": "p", "title": "P"}]'
    text = f'{{"format": "timeline/1", "publishers": {publishers}, "events": [], "estimates": {estimates}}}'
    (folder / "figures.json").write_text(text)
    assert main(["convert", "figures.json", "-o", "out.csv"]) == 0
    assert "killed" in (folder / "out.estimates.csv").read_text()
    assert main(["convert", "out.csv", "out.estimates.csv", "-o", "back.json"]) == 0
    assert json.loads((folder / "back.json").read_text())["estimates"][0]["best"] == 5
    (folder / "new.estimates.csv").write_text("theirs")
    assert main(["convert", "figures.json", "-o", "new.csv"]) == 73
    assert "can't write new.estimates.csv" in capsys.readouterr().err
    assert ((folder / "new.estimates.csv").read_text(), (folder / "new.csv").exists()) == ("theirs", False)
    assert main(["convert", "figures.json", "-o", "new.csv", "--force"]) == 0
    assert (folder / "new.estimates.csv").read_text() != "theirs"


def test_a_table_that_an_earlier_conversion_left_beside_the_output_is_named(folder, capsys):
    (folder / "out.csv").write_text("when,title\n2020,Old\n")
    (folder / "out.estimates.csv").write_text("measure,best,publisher\nkilled,5,P\n")
    assert main(["convert", "good.json", "-o", "out.csv", "--force"]) == 0
    (warned,) = [line for line in capsys.readouterr().err.splitlines() if "older" in line]
    assert warned.startswith("out.estimates.csv: warning: it is older, and no part of out.csv")
    assert (folder / "out.estimates.csv").exists()
    (folder / "out.estimates.csv").unlink()
    assert main(["convert", "good.json", "-o", "out.csv", "--force"]) == 0
    assert "older" not in capsys.readouterr().err


def test_a_full_disk_leaves_all_files_of_a_set_as_they_were(folder, monkeypatch, capsys):
    estimates = '[{"id": "e", "measure": "killed", "best": 5, "publisher": "p"}]'
    text = f'{{"format": "timeline/1", "publishers": [{{"id": "p", "title": "P"}}], "estimates": {estimates}}}'
    (folder / "figures.json").write_text(text)
    for name in ("out.csv", "out.estimates.csv"):
        (folder / name).write_text("theirs")
    before = sorted(path.name for path in folder.iterdir())
    fsync, written = os.fsync, []

    def fill_the_disk(handle):
        if os.fstat(handle).st_size:
            written.append(handle)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fill_the_disk)
    assert main(["convert", "figures.json", "-o", "out.csv", "--force"]) == 73
    assert "can't write out.csv: No space left on device" in capsys.readouterr().err
    assert {(folder / name).read_text() for name in ("out.csv", "out.estimates.csv")} == {"theirs"}
    assert sorted(path.name for path in folder.iterdir()) == before


def test_what_a_format_has_no_room_for_is_73_in_words(folder, monkeypatch, capsys):
    monkeypatch.setattr("timeline_app.formats.tables.workbook_writing.MOST_ROWS", 0)
    assert main(["convert", "good.json", "-o", "out.xlsx"]) == 73
    assert "write CSV or Parquet instead" in capsys.readouterr().err
    assert not (folder / "out.xlsx").exists()


def test_a_file_may_be_converted_to_itself_by_force(folder):
    assert main(["convert", "good.json", "-o", "good.json", "--force"]) == 0
    assert json.loads((folder / "good.json").read_text())["title"] == "T"


@pytest.mark.parametrize("output", ["missing/out.csv", "folder.csv"])
def test_what_cannot_be_written_is_73_before_anything_is_read(folder, monkeypatch, capsys, output):
    (folder / "folder.csv").mkdir()
    monkeypatch.setattr(registry, "read_files", None)
    assert main(["convert", "good.json", "-o", output, "--force"]) == 73
    assert f"can't write {output}" in capsys.readouterr().err


def test_errors_in_the_input_are_1_and_the_result_is_there(folder):
    assert main(["convert", "faulty.json", "-o", "out.csv"]) == 1
    assert "Sep 2022" in (folder / "out.csv").read_text()


def test_without_input_nothing_is_written(folder, pictures):
    assert main(["convert", "missing", "-o", "out.csv"]) == 2
    assert main(["export", "missing", "-o", "out.png"]) == 2
    assert not (folder / "out.csv").exists()
    assert not pictures


# export


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "html", "htm", "jpg", "jpeg", "webp"])
def test_exporting_draws_what_was_asked_for(folder, pictures, ending):
    more = ["--size", "800x600", "--scale", "2", "--theme", "print", "--no-panel", "--title", "Other"]
    more += ["--subtitle", "Below", "--credit", "The Daily Reader"]
    assert main(["export", "good.json", "-o", f"out.{ending.upper()}", *more]) == 0
    ((timeline, options, drawn),) = pictures
    assert (timeline.title, drawn) == ("T", {"htm": "html", "jpeg": "jpg"}.get(ending, ending))
    assert options == PictureOptions(
        sheet=Sheet(800, 600, dpi=192),
        theme="print",
        panel=False,
        title="Other",
        subtitle="Below",
        credit="The Daily Reader",
        count=1,
        zone=UTC,
    )
    assert (folder / f"out.{ending.upper()}").read_bytes() == b"picture"


def test_a_picture_has_usual_options(folder, pictures):
    assert main(["export", "good.json", "-o", "out.png"]) == 0
    assert pictures[0][1] == PictureOptions(count=1, zone=UTC)


@pytest.mark.parametrize(
    ("arguments", "sheet"),
    [
        (["--preset", "a4"], PRESETS["a4"].sheet),
        (["--preset", "a4", "--dpi", "150"], replace(PRESETS["a4"].sheet, dpi=150)),
        (["--size", "180x120mm"], paper(180, 120)),
        (["--size", "18 x 12 cm".replace(" ", "")], paper(180, 120)),
        (["--size", "7x5in"], paper(177.8, 127)),
        (["--size", "86mm"], paper(86, None)),
        (["--size", "900"], Sheet(900, None)),
    ],
)
def test_a_sheet_is_named_or_measured(folder, pictures, arguments, sheet):
    assert main(["export", "good.json", "-o", "out.png", *arguments]) == 0
    found = pictures[0][1].sheet
    assert (found.width, found.height) == (pytest.approx(sheet.width), sheet.height and pytest.approx(sheet.height))
    assert (found.letters, found.least, found.dpi) == (sheet.letters, sheet.least, sheet.dpi)


@pytest.mark.parametrize(
    ("arguments", "shape", "count"),
    [
        ([], Shape.PAGE, 1),
        (["--pages", "auto"], Shape.PAGES, 0),
        (["--pages", "4"], Shape.PAGES, 4),
        (["--wide", "auto"], Shape.WIDE, 0),
        (["--wide", "3"], Shape.WIDE, 3),
    ],
)
def test_a_timeline_is_spread_over_sheets(folder, pictures, arguments, shape, count):
    assert main(["export", "good.json", "-o", "out.pdf", *arguments]) == 0
    assert (pictures[0][1].shape, pictures[0][1].count) == (shape, count)


COUNTED = "when,title,killed,wounded\n2022-09-01,A,5,2\n2022-09-03,B,7,\n"


@pytest.mark.parametrize("measure", ["wounded", "Wounded"])
def test_lanes_show_sums_of_the_figure_that_is_named(folder, pictures, measure):
    (folder / "counted.csv").write_text(COUNTED)
    assert main(["export", "counted.csv", "-o", "out.png", "--sum", measure]) == 0
    ((_, options, _),) = pictures
    assert options.counted[0] == "wounded"


def test_a_picture_of_sums_says_whose_they_are(folder):
    (folder / "counted.csv").write_text(COUNTED)
    assert main(["export", "counted.csv", "-o", "out.svg", "--sum", "killed"]) == 0
    drawn = (folder / "out.svg").read_text("utf-8")
    assert "Sums of events in view" in drawn
    assert "Killed, the events" in drawn
    assert "12 in 2 events" in drawn


def test_a_figure_that_no_event_carries_is_refused_with_those_there_are(folder, pictures, capsys):
    (folder / "counted.csv").write_text(COUNTED)
    assert main(["export", "counted.csv", "-o", "out.png", "--sum", "missing"]) == 64
    assert "--sum missing: no event counts that; these are counted: killed, wounded" in capsys.readouterr().err
    assert main(["export", "good.json", "-o", "out.png", "--sum", "killed"]) == 64
    assert "they carry no figures of their own" in capsys.readouterr().err
    assert not pictures


def test_several_pictures_are_written_in_one_run_and_remarks_are_told_once(folder, pictures, capsys):
    assert main(["export", "good.json", "-o", "a.png", "-o", "b.pdf", "-o", "c.bin", "--format", "svg"]) == 0
    assert [kind for _, _, kind in pictures] == ["svg", "svg", "svg"]
    pictures.clear()
    assert main(["export", "good.json", "-o", "a.png", "-o", "b.pdf", "--force"]) == 0
    assert [kind for _, _, kind in pictures] == ["png", "pdf"]
    assert {(folder / name).read_bytes() for name in ("a.png", "b.pdf")} == {b"picture"}
    assert capsys.readouterr().err.splitlines()[-3:] == ["wrote a.png", "wrote b.pdf", "warning: a remark"]


def test_where_one_of_several_pictures_cannot_be_written_none_is(folder, pictures):
    (folder / "b.pdf").write_text("theirs")
    assert main(["export", "good.json", "-o", "a.png", "-o", "b.pdf"]) == 73
    assert not (folder / "a.png").exists()
    assert not pictures


def test_a_picture_goes_to_standard_output_and_nothing_else_does(folder, environment):
    command = [sys.executable, "-m", "timeline_app", "export", "good.json", "-o", "-", "--format", "png"]
    found = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert (found.returncode, found.stderr) == (0, b"")
    assert (found.stdout[:8], found.stdout[-8:-4]) == (b"\x89PNG\r\n\x1a\n", b"IEND")


def test_a_picture_that_nobody_reads_to_its_end_is_no_fault(folder, environment):
    command = f"{sys.executable} -m timeline_app export good.json -o - --format png | head -c 10"
    found = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=environment)
    assert found.stderr == b""


def test_the_language_of_the_words_is_told_to_the_picture(folder, pictures, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "")
    assert main(["export", "good.json", "-o", "out.pdf", "--lang", "en-GB"]) == 0
    assert pictures[0][1].language == "en-GB"


def test_on_a_terminal_it_is_told_how_far_the_drawing_is_and_nowhere_else(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    times = itertools.count()
    monkeypatch.setattr("timeline_app.cli.telling.time.monotonic", lambda: next(times))
    for stream, written in ((Terminal(), "\rdrawing 4 %\r            \r"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        line = ProgressLine()
        line.show("drawing 4 %")
        line.end()
        assert stream.getvalue().replace(" ", "") == written.replace(" ", "")


def test_limits_are_the_ends_of_their_dates(folder, pictures):
    dates = ["--from", "2022-09", "--to", "2023-02", "--as-of", "2023-02-28"]
    assert main(["export", "good.json", "-o", "out.png", *dates]) == 0
    options = pictures[0][1]
    march = When.from_edtf("2023-03").earliest
    assert (options.window, options.as_of) == ((When.from_edtf("2022-09").earliest, march), march)


def test_one_end_of_the_window_may_be_left_open(folder, pictures):
    assert main(["export", "good.json", "-o", "a.png", "--from", "-0043-03-15"]) == 0
    assert main(["export", "good.json", "-o", "b.png", "--to=-0043"]) == 0
    windows = [options.window for _, options, _ in pictures]
    assert windows == [(When.from_edtf("-0043-03-15").earliest, None), (None, When.from_edtf("-0043").latest)]


def test_clock_times_are_those_of_the_file(folder, pictures):
    (folder / "kyiv.json").write_text('{"format": "timeline/1", "time_zone": "Europe/Kyiv", "events": []}')
    assert main(["export", "kyiv.json", "-o", "out.png", "--from", "2022-09-21T10:00"]) == 0
    assert pictures[0][1].window[0] == When.from_edtf("2022-09-21T07:00Z").earliest


def test_limits_are_those_of_the_clocks_that_are_shown(folder, pictures):
    (folder / "utc.json").write_text('{"format": "timeline/1", "events": []}')
    arguments = ["--zone", "Europe/Kyiv", "--from", "1986-04-26", "--to", "1986-04-26", "--as-of", "1986-04-26"]
    assert main(["export", "utc.json", "-o", "out.png", *arguments]) == 0
    day = When.from_edtf("1986-04-26", "Europe/Kyiv")
    options = pictures[0][1]
    assert (options.window, options.as_of) == ((day.earliest, day.latest), day.latest)
    assert options.zone == Zone("Europe/Kyiv")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["out.png", "--from", "2050"], "--from 2050 lies after the timeline's end, 2022-09-30"),
        (["out.svg", "--to", "1990"], "--to 1990 lies before the timeline's beginning, 2022-09-01"),
        (["out.png", "--size", "20000x20000", "--scale", "2"], "40,000 × 40,000 pixels"),
        (["out.webp", "--size", "9000x1000", "--scale", "2"], "a WEBP may have 150 million, and 16,383 a side"),
    ],
)
def test_what_cannot_be_drawn_is_64_in_words(folder, environment, arguments, words):
    found = run_program("export", "good.json", "-o", *arguments, env=environment)
    assert (found.returncode, found.stdout, (folder / arguments[0]).exists()) == (64, "", False)
    assert words in found.stderr
    assert found.stderr.startswith("timeline-app export: ")
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.parametrize("output", ["out.png", "out.svg", "out.pdf"])
def test_a_picture_beside_the_timeline_is_drawn_where_both_ends_are_given(folder, environment, output):
    found = run_program("export", "good.json", "-o", output, "--from", "2050", "--to", "2060", env=environment)
    assert (found.returncode, found.stderr) == (0, f"wrote {output}\n")
    assert (folder / output).stat().st_size > 1000


def test_whatever_else_cannot_be_drawn_is_said_as_the_drawing_says_it(folder, monkeypatch, pictures, capsys):
    def refuse(*_):
        raise PictureError("There is not enough memory.")

    monkeypatch.setattr("timeline_app.export.picture.picture_of", refuse)
    assert main(["export", "good.json", "-o", "out.png"]) == 64
    assert capsys.readouterr().err == "timeline-app export: There is not enough memory.\n"


def test_only_pictures_of_pixels_have_a_greatest_size(folder, pictures):
    assert main(["export", "good.json", "-o", "out.svg", "--size", "20000x20000"]) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no display")
def test_a_picture_in_place_of_the_window_that_cannot_be_written_is_73(folder, environment):
    (folder / "timeline.png").mkdir()
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(variable, None)
    found = run_program("good.json", env=environment)
    words = "timeline-app: there is no display, and the picture can't be written: timeline.png: it is a folder\n"
    assert (found.returncode, found.stdout, found.stderr) == (73, "", words)


def test_another_fault_of_the_system_is_no_unwritten_picture(monkeypatch):
    def fail(*_):
        raise OSError(5, "input/output error", "something")

    monkeypatch.setitem(sys.modules, "timeline_app.ui.app", types.SimpleNamespace(run_window=fail))
    with pytest.raises(OSError, match="something"):
        main([])


# Interruptions


def test_an_interruption_is_130_and_leaves_no_file(folder, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", interrupt)
    before = sorted(folder.iterdir())
    assert main(["convert", "good.json", "-o", "out.csv"]) == 130
    assert sorted(folder.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="signals work otherwise here")
def test_ctrl_c_in_the_middle_is_130(folder, environment):
    code = "from timeline_app import cli; from timeline_app.cli import commands; import os, signal\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background inherits none
    code += f"commands.COMMANDS = {{'info': lambda options: os.kill(os.getpid(), {signal.SIGINT.value})}}\n"
    code += "raise SystemExit(cli.main(['info', 'x']))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)
    assert (found.returncode, found.stderr) == (130, b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes work otherwise here")
def test_a_reader_that_leaves_is_no_fault(folder, environment):
    (folder / "many.csv").write_text("when,title\n" + "x,A\n" * 20_000)
    command = [sys.executable, "-m", "timeline_app", "check", "many.csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as program:
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk here")
def test_a_result_that_cannot_be_written_is_73(folder, environment):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "timeline_app", "info", "good.json"]
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    assert (found.returncode, found.stderr) == (73, "timeline-app: can't write the result: No space left on device\n")


def test_output_that_the_terminal_has_no_letters_for_is_escaped(folder, environment):
    found = run_program("check", "faulty.json", env={**environment, "PYTHONIOENCODING": "ascii"})
    assert (found.returncode, "\\u201cSep 2022\\u201d" in found.stdout) == (1, True)


# What isn't needed isn't imported


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], ("PySide6", "pyqtgraph", "numpy", "pyarrow", "json")),
        (["info", "good.json"], ("PySide6", "pyqtgraph", "shiboken6")),
        (["check", "good.json"], ("PySide6", "pyqtgraph", "shiboken6")),
    ],
)
def test_commands_import_only_what_they_need(folder, environment, arguments, unwanted):
    code = f"import sys; from timeline_app.cli import main; code = main({arguments!r})\n"
    code += f"print([name for name in {unwanted!r} if name in sys.modules], code)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert found.stdout.splitlines()[-1] == "[] 0", found.stderr


def test_an_interrupt_while_modules_are_imported_ends_with_130_and_without_a_word(environment):
    code = (
        "import os, signal, sys\n"
        "class Interrupter:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'timeline_app.cli.values':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.meta_path.insert(0, Interrupter())\n"
        "from timeline_app.__main__ import main\n"
        "sys.exit(main())\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert (found.returncode, found.stderr) == (130, "")


def test_every_command_has_its_arguments():
    from timeline_app import cli

    assert set(commands.COMMANDS) == set(cli._PARSERS)
