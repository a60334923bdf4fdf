import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.markdown import markdown
from timeline_app.formats.registry import read_file

WHOLE = """---
id: a-meeting
date: 2019-11-10
title: "A meeting: here"
tags: [x, yes, 3]
actors:
- A
- B
category: Meetings
location: Moscow, USSR
sources:
- title: A report
  url: https://example.org/a
  outlet: The Outlet
  date: 2019-12-01
  verified: true
- https://example.org/b
---

They *met* in [Moscow](https://example.org/m), it
is **said**.

More of it.
"""


def read(text, file="folder/a note.md"):
    return markdown.read(text if isinstance(text, bytes) else text.encode(), file)


def test_a_file_is_one_event_with_its_sources():
    reading = read(WHOLE)
    timeline = reading.timeline
    event = timeline.event(0)
    assert reading.problems == ()
    assert (timeline.title, event.id, event.title) == ("a note", "a-meeting", "A meeting: here")
    assert (event.when.edtf, event.when.stated) == ("2019-11-10", "")
    assert event.summary == "They met in Moscow (https://example.org/m), it is said."
    assert event.fields == {
        "tags": "x; yes; 3",
        "actors": "A; B",
        "location": "Moscow, USSR",
        "text": "They *met* in [Moscow](https://example.org/m), it\nis **said**.\n\nMore of it.",
    }
    assert [lane.title for lane in timeline.lanes] == ["Meetings"]
    assert [source.title for source in timeline.sources] == ["A report", "https://example.org/b"]
    assert (timeline.sources[0].date, event.sources[0].extra) == ("2019-12-01", {"verified": "true"})


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("date: 2019-11", "2019-11"),
        ("when: 2019~", "2019~"),
        ("date: 2019", "2019"),
        ("Date: 16 May 2025", "2025-05-16"),
        ("start: 2019-01\nend: 2019-03-02", "2019-01/2019-03-02"),
        ("date: 2019-11-10T09:30:00Z", "2019-11-10T09:30:00Z"),
    ],
)
def test_dates_are_read_as_they_are_written(written, edtf):
    reading = read(f"---\ntitle: T\n{written}\n---\n")
    assert reading.problems == ()
    assert reading.timeline.event(0).when.edtf == edtf


def test_a_text_that_the_summary_says_is_not_there_twice():
    assert read("---\ndate: 2019\ntitle: T\n---\nOne\nparagraph.\n").timeline.event(0).fields == {}


def test_a_summary_of_its_own_counts_and_the_text_is_kept():
    event = read("---\ndate: 2019\ntitle: T\nsummary: S\ntext: mine\n---\nThe text.\n").timeline.event(0)
    assert (event.summary, event.fields) == ("S", {"text": "mine", "text-2": "The text."})


def test_a_heading_is_the_title_of_an_event_that_has_none():
    event = read("---\ndate: 2019\n---\n# A *heading* ##\n\nFirst.\n").timeline.event(0)
    assert (event.title, event.summary) == ("A heading", "First.")


@pytest.mark.parametrize(
    ("paragraph", "summary"),
    [
        ("See <https://example.org/a>.", "See https://example.org/a."),
        ("![alt](http://example.org/x.png) and `code`", "alt and code"),
        ("[here](javascript:alert%281%29) it is", "here it is"),
        ("<b>Bold</b> <script>alert(1)</script>AT&T", "Bold AT&T"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("> A *quoted*\n> line", "A quoted line"),
    ],
)
def test_a_paragraph_becomes_plain_text(paragraph, summary):
    assert read(f"---\ndate: 2019\ntitle: T\n---\n{paragraph}\n").timeline.event(0).summary == summary


@pytest.mark.parametrize(
    ("front", "line", "what"),
    [
        ("date: 2019\ntitle: A meeting: here", 3, "mapping values are not allowed"),
        ("date: 2019\ntags: [a", 3, "expected"),
        ("date: 2019\na: &x [1]\nb: *x", 4, "alias"),
        ("- a list", 2, "no keys"),
        ("date: 2019\nx: " + "[" * 100_000, 3, "too deeply"),
        ("date: 2019\nx: \x07", 3, "character"),
        ("a: " + "x" * 1_100_000, 2, "1,000,000 characters"),
    ],
)
def test_front_matter_that_can_t_be_read_is_said_with_its_line_and_kept(front, line, what):
    reading = read(f"---\n{front}\n---\nThe text.\n")
    (problem,) = [problem for problem in reading.problems if problem.severity == "error"]
    assert problem.line == line
    assert what in problem.what
    event = reading.timeline.event(0)
    assert (event.title, event.summary) == ("a note", "The text.")
    assert event.fields["front matter"] == front.strip()


def test_what_is_odd_is_said_with_its_line():
    front = (
        "date: 2019-13\ntitle: T\ntitle: U\nsources:\n- title: S\n  date: then\n- [1]\nsummary: {a: b}\nend:\n  - 2020"
    )
    reading = read(f"---\n{front}\n---\n")
    assert [problem.line for problem in reading.problems] == [2, 4, 7, 8, 9, 11]
    event = reading.timeline.event(0)
    assert event.when_text == "2019-13"
    assert event.fields == {"title-2": "U", "summary a": "b", "end": "2020", "sources": '[["1"]]'}


def test_tags_are_not_obeyed():
    event = read('---\ndate: 2019\ntitle: T\nx: !!python/object/apply:os.system ["true"]\n---\n').timeline.event(0)
    assert event.fields == {"x": "true"}


def test_a_file_that_doesn_t_close_its_front_matter_is_said():
    reading = read("---\ndate: 2019\ntitle: T\n")
    assert [problem.line for problem in reading.problems] == [1]
    assert reading.timeline.event(0).when.edtf == "2019"


def test_empty_front_matter_is_an_event_without_anything():
    reading = read("---\n---\nText.\n")
    assert [problem.severity.value for problem in reading.problems] == ["warning", "warning"]
    assert reading.timeline.event(0).summary == "Text."


def test_a_file_without_front_matter_holds_no_event():
    reading = read("# Only a text\n")
    assert reading.timeline is None
    assert "no front matter" in reading.problems[0].what


def test_other_line_ends_and_encodings_are_read():
    assert read(WHOLE.replace("\n", "\r\n")).timeline.event(0).when.edtf == "2019-11-10"
    assert read(WHOLE.encode("utf-16")).timeline.event(0).when.edtf == "2019-11-10"
    reading = read("---\ndate: 2019\ntitle: é\n---\n".encode("latin-1"))
    assert [problem.line for problem in reading.problems] == [3]


def test_a_very_long_text_is_read_in_time():
    body = "*[_" * 2_000_000
    event = read(f"---\ndate: 2019\ntitle: T\n---\n{body}\n").timeline.event(0)
    assert event.summary == body


@given(
    st.text(alphabet="-:[]{}&*!|>'\"#, \nab2019%@`?~", max_size=60), st.text(alphabet="#*_[]()<>!\n ab", max_size=60)
)
def test_any_text_is_an_event_or_a_problem(front, body):
    reading = read(f"---\n{front}\n---\n{body}")
    assert len(reading.timeline.events) == 1


def test_a_folder_of_real_events_is_one_timeline(shared_data):
    reading = read_file(shared_data / "markdown_events")
    timeline = reading.timeline
    assert (len(timeline.events), timeline.events.undated, reading.problems) == (150, 0, ())
    known = {source.id for source in timeline.sources}
    for row in range(150):
        refs = timeline.event(row).sources
        assert refs
        assert {ref.id for ref in refs} <= known
