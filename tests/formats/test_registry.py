"""Reading of whatever a user names."""

import json
import os
import subprocess
import sys
import time

import pytest

from tests.formats.timelines import events_of
from timeline_app.atomic import write_bytes
from timeline_app.formats.known import Format
from timeline_app.formats.registry import (
    NeedsLockError,
    UnknownFormatError,
    may_be_read_by_arrays,
    read_by_arrays,
    read_file,
    read_files,
    writer_for,
)
from timeline_app.formats.request import Request

CSV = "when,title\n2022,A\n"


def write_file(timeline, path, *, replace):
    """Write as the command line does; gives what the format can't hold."""
    written = writer_for(path)(timeline, path)
    write_bytes(path, written.data, replace=replace)
    return written.problems(str(path))


NATIVE = json.dumps({"format": "timeline/1", "title": "T", "events": [{"id": "a", "title": "B", "when": "2023"}]})


def only_problem(reading):
    assert len(reading.problems) == 1, [str(problem) for problem in reading.problems]
    return reading.problems[0]


def file(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("name", "content"), [("a.txt", CSV), ("a", NATIVE), ("a.csv", NATIVE), ("a.json", CSV)])
def test_the_content_says_the_format_before_the_extension_does(tmp_path, name, content):
    reading = read_file(file(tmp_path, name, content))
    assert (len(reading.timeline.events), reading.problems) == (1, ())


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\xff\xfe", b"\xff\xfe\n\0"])
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xml"])
def test_a_file_without_a_letter_is_empty_whatever_mark_it_begins_with(tmp_path, name, content):
    assert only_problem(read_file(file(tmp_path, name, content))).what == "the file is empty"


@pytest.mark.parametrize(("name", "line"), [("a.json", 1), ("a.csv", 1), ("a.txt", None)])
def test_the_extension_says_what_was_meant(tmp_path, name, line):
    reading = read_file(file(tmp_path, name, "Dear diary"))
    assert (reading.timeline, only_problem(reading).line) == (None, line)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (bytes(1000), "binary"),
        (os.urandom(100_000), "binary"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "spreadsheet"),
    ],
)
@pytest.mark.parametrize("name", ["a", "a.csv", "a.json"])
def test_what_is_no_text_is_said_to_be(tmp_path, name, content, words):
    reading = read_file(file(tmp_path, name, content))
    assert reading.timeline is None
    assert words in only_problem(reading).what


@pytest.mark.parametrize("name", ["missing.json", "", "a\0b", "x" * 300, "missing/a.json"])
def test_a_file_that_isnt_there_is_a_problem(tmp_path, name):
    path = f"{tmp_path}/{name}" if name else name
    reading = read_file(path)
    assert (reading.timeline, only_problem(reading).file) == (None, path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path):
    path = file(tmp_path, "a.csv", CSV)
    path.chmod(0)
    assert "permission" in only_problem(read_file(path)).what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_or_device_is_not_waited_for(tmp_path, root):
    """In a program of its own: one that reads from a pipe waits for ever, and can't be told to stop."""
    os.mkfifo(tmp_path / "a.csv")
    code = "import sys; from timeline_app.formats.registry import read_file\n"
    code += "for path in sys.argv[1:]: print(*read_file(path).problems)"
    command = [sys.executable, "-c", code, str(tmp_path / "a.csv"), "/dev/zero"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    found = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=30, check=True)
    assert [line.count("it is a device or a pipe") for line in found.stdout.splitlines()] == [1, 1]


@pytest.mark.parametrize(
    ("start", "fill", "name"),
    [
        ("", "rubbish ", "a.txt"),
        ("", "rubbish ", "a.csv"),
        ("", "rubbish ", "a.json"),
        ('{"a" 1, ', "rubbish ", "a.json"),
        ("{rubbish", " ", "a.json"),
        ('{"events": "', "rubbish ", "a.json"),
        ("", "\n", "a.csv"),
    ],
)
def test_200_megabytes_of_rubbish_are_no_work(tmp_path, start, fill, name):
    path = tmp_path / name
    with path.open("w") as stream:
        stream.write(start)
        for _ in range(25):
            stream.write(fill * (8_000_000 // len(fill)))
    begin = time.perf_counter()
    reading = read_file(path)
    assert (reading.timeline, len(reading.problems)) == (None, 1)
    assert time.perf_counter() - begin < 10


# By arrays


@pytest.mark.parametrize(
    ("name", "content", "tried"),
    [("a.csv", CSV, True), ("a.arrow", b"ARROW1", True), ("a.json", NATIVE, False), ("a.txt", "Hello", False)],
)
def test_what_may_be_read_by_arrays_is_seen_at_the_beginning_of_a_file(tmp_path, name, content, tried):
    path = file(tmp_path, name, content)
    assert may_be_read_by_arrays(path) is tried
    assert not may_be_read_by_arrays(tmp_path)
    assert not may_be_read_by_arrays(tmp_path / "missing.csv")


def test_what_is_read_by_arrays_is_the_same_or_left_to_others(tmp_path):
    path = file(tmp_path, "a.csv", CSV)
    assert events_of(read_by_arrays(path).timeline) == events_of(read_file(path).timeline)
    with pytest.raises(NeedsLockError):
        read_by_arrays(file(tmp_path, "b.csv", 'when,title\n2022,6" gun\n'))
    assert "no such file" in only_problem(read_by_arrays(tmp_path / "missing.csv")).what


# Folders and several files


def test_a_folder_is_one_timeline_of_its_files(tmp_path):
    for name, content in {"b.csv": CSV, "a.json": NATIVE, ".hidden.csv": CSV, "notes.txt": "Hello"}.items():
        file(tmp_path, name, content)
    (tmp_path / "deeper").mkdir()
    file(tmp_path / "deeper", "c.csv", CSV)
    reading = read_file(tmp_path)
    assert [event.title for event in events_of(reading.timeline)] == ["B", "A"]
    assert reading.timeline.title == tmp_path.name
    title, others = reading.problems
    assert ("“T”" in title.what, "notes.txt" in others.what) == (True, True)


def test_a_folder_without_a_file_to_read_is_a_problem(tmp_path):
    file(tmp_path, "notes.txt", "Hello")
    reading = read_file(tmp_path)
    assert (reading.timeline, "no file" in only_problem(reading).what) == (None, True)


def test_files_are_read_in_their_order_and_each_once(tmp_path):
    one, two = file(tmp_path, "a.csv", CSV), file(tmp_path, "b.json", NATIVE)
    reading = read_files([two, one, two])
    assert [event.title for event in events_of(reading.timeline)] == ["B", "A"]


def test_one_bad_file_leaves_the_others(tmp_path):
    reading = read_files([file(tmp_path, "a.csv", CSV), tmp_path / "missing"])
    assert (len(reading.timeline.events), len(reading.problems)) == (1, 1)


def test_nothing_is_read_of_nothing():
    assert read_files([]).timeline is None


# Writing


@pytest.mark.parametrize(
    ("name", "text", "needed"),
    [
        ("a.timeline.json", '{"format": "timeline/1", "events": []}', ("native", "json_files", "tables")),
        ("a.csv", "when,title\n2022,A\n", ("csv_files", "tables", "dates", "json_files")),
    ],
)
def test_a_small_file_pays_for_no_reader_but_its_own(tmp_path, root, name, text, needed):
    (tmp_path / name).write_text(text)
    code = "import sys; from timeline_app.formats.registry import read_file; read_file(sys.argv[1])\n"
    code += "print(*(name for name in sys.modules))"
    command = [sys.executable, "-c", code, str(tmp_path / name)]
    names = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout.split()
    folders = {one.split(".")[2] for one in names if one.startswith("timeline_app.formats.") and one.count(".") == 3}
    assert folders <= set(needed)
    unwanted = {"icalendar", "yaml", "python_calamine", "xlsxwriter", "pyarrow.parquet"}
    unwanted |= {one for one in names if one.endswith("_writing")}
    unwanted |= {f"timeline_app.formats.tables.{one}" for one in ("estimate_columns", "series_columns")}
    assert not unwanted.intersection(names)


def test_the_extension_says_what_is_written(tmp_path):
    timeline = read_file(file(tmp_path, "a.csv", CSV)).timeline
    assert write_file(timeline, tmp_path / "b.timeline.json", replace=False) == ()
    assert read_file(tmp_path / "b.timeline.json").timeline.event(0) == timeline.event(0)


def test_what_is_lost_in_writing_is_a_warning(tmp_path):
    content = {"format": "timeline/1", "reference_date": "2022", "events": []}
    timeline = read_file(file(tmp_path, "a.json", json.dumps(content))).timeline
    (problem,) = write_file(timeline, tmp_path / "b.csv", replace=False)
    assert (problem.severity, problem.file) == ("warning", str(tmp_path / "b.csv"))


def test_an_extension_that_isnt_known_is_refused(tmp_path):
    timeline = read_file(file(tmp_path, "a.csv", CSV)).timeline
    with pytest.raises(UnknownFormatError, match=r"\.timeline\.json"):
        write_file(timeline, tmp_path / "b.docx", replace=False)


def test_an_existing_file_is_left_alone(tmp_path):
    path = file(tmp_path, "a.csv", CSV)
    with pytest.raises(FileExistsError):
        write_file(read_file(path).timeline, path, replace=False)
    assert path.read_text() == CSV


def test_a_folder_is_gone_through_once(tmp_path, monkeypatch):
    names = [f"{number}.md" for number in range(3)]
    for name in names:
        (tmp_path / name).write_text("---\ntitle: A\n---\n")
    asked, told = [], []
    sniff = Format.sniff
    monkeypatch.setattr(Format, "sniff", lambda one, head, path: asked.append(path.name) or sniff(one, head, path))
    read_file(tmp_path, Request(tell=lambda progress: told.append((progress.done, progress.total, len(set(asked))))))
    assert told == [(0, 3, 0), (1, 3, 1), (2, 3, 2)]
    assert asked == sorted(asked)
