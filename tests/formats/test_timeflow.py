import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import events_of
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file
from timeline_app.formats.timeflow import read
from timeline_app.model.calendar import seconds_at

FIELDS = {"When": "Date/Time", "Till": "Date/Time", "What": "Text", "Kinds": "List", "Dead": "Number"}
ALIASES = {"START": "When", "END": "Till", "LABEL": "What", "TRACK": "Kinds"}


def text(*rows: str, fields=FIELDS, aliases=ALIASES, head: str = "") -> str:
    lines = [
        "#TIMEFLOW\tformat version\t1",
        *(f"#TIMEFLOW\tfield\t{name}\t{kind}" for name, kind in fields.items()),
        "#TIMEFLOW\tend-metadata",
        *(f"#TIMEFLOW\talias\tTIMEFLOW_{use}\t{name}" for use, name in aliases.items()),
        "#TIMEFLOW\t====== End of Header. Data below is in tab-delimited format. =====",
    ]
    return "\n".join([*lines[:1], *([head] if head else []), *lines[1:], "\t".join(fields), *rows]) + "\n"


FIRST = text().count("\n") + 1
"""The line of the first row."""


def reading(*rows: str, **more):
    return read(text(*rows, **more).encode(), "some/File.time")


def problems(found) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.what) for problem in found.problems]


def test_aliases_say_what_a_column_is_and_types_what_its_cells_mean():
    found = reading("Nov 14, 1840\t\tBirth\tfamily, Paris\t12", "1845\t1846\tMoved\tfamily\t1.5")
    birth, moved = events_of(found.timeline)
    assert found.problems == ()
    assert (birth.title, birth.when.edtf) == ("Birth", "1840-11-14")
    assert birth.fields == {"Kinds": ["family", "Paris"], "Dead": 12}
    assert (moved.when.edtf, moved.fields["Dead"]) == ("1845/1846", 1.5)
    assert [lane.title for lane in found.timeline.lanes] == ["family"]


def test_the_source_is_cited_by_every_event_and_the_description_kept():
    head = '#TIMEFLOW\tsource\tThe archive\n#TIMEFLOW\tdescription\t"Two\nlines"'
    found = reading("1845\t\tA", "1846\t\tB", head=head)
    (source,) = found.timeline.sources
    assert source.title == "The archive"
    assert [event.sources[0].id for event in events_of(found.timeline)] == [source.id] * 2
    assert found.timeline.extra == {"timeflow": {"source": "The archive", "description": "Two\nlines"}}


def test_a_source_that_is_not_specified_is_none():
    assert reading("1845\t\tA", head="#TIMEFLOW\tsource\t[source unspecified]").timeline.sources == ()


def test_four_dates_are_told_as_similes_are():
    fields = dict.fromkeys(("S", "LS", "EE", "E"), "Date/Time") | {"L": "Text"}
    aliases = {"START": "S", "LATEST_START": "LS", "EARLIEST_END": "EE", "END": "E", "LABEL": "L"}
    found = reading("1 Jan 1990\t31 Dec 1990\tFeb 1 1994\tFeb 28 1994\tA", fields=fields, aliases=aliases)
    assert found.timeline.event(0).when.edtf == "1990/1994-02"
    found = reading("1880\t1885\t1895\t1900\tSeries", fields=fields, aliases=aliases)
    assert (found.problems, found.timeline.event(0).when.edtf) == ((), "[1880..1885]/[1895..1900]")


def test_an_end_is_no_duration_where_a_column_of_similes_would_say_so():
    fields = FIELDS | {"isDuration": "Text"}
    found = reading("1845\t1846\tA", "1845\t1846\tB\t\t\ttrue", fields=fields)
    assert [event.when.edtf for event in events_of(found.timeline)] == ["[1845..1846]", "1845/1846"]


def test_a_bad_date_a_long_row_and_a_stray_quotation_mark_cost_nothing_else():
    found = reading("soon\t\tA", "1845\t\tB\t\t\tmore", '1846\t\t"C', "1847\t\tD")
    assert [event.title for event in events_of(found.timeline)] == ["A", "B", '"C', "D"]
    assert found.timeline.event(0).when is None
    assert found.timeline.event(1).fields == {"column 6": "more"}
    assert [line for line, _ in problems(found)] == [FIRST, FIRST + 1, FIRST + 2]
    assert all(problem.severity is Severity.ERROR for problem in found.problems)


def test_a_column_called_like_a_part_of_an_event_is_not_taken_for_it():
    found = reading("1845\tA\tother", fields={"When": "Date/Time", "What": "Text", "title": "Text"})
    event = found.timeline.event(0)
    assert (event.title, event.fields) == ("A", {"other title": "other"})


def test_without_aliases_the_first_columns_that_fit_are_taken_with_a_warning():
    found = reading("1845\t\tA", aliases={})
    assert (found.timeline.event(0).title, found.timeline.event(0).when.edtf) == ("A", "1845")
    assert problems(found) == [
        (FIRST - 5, "no column is said to be the TIMEFLOW_START; “When” is taken"),
        (FIRST - 5, "no column is said to be the TIMEFLOW_LABEL; “What” is taken"),
    ]


def test_a_description_is_the_summary_and_its_html_is_obeyed_by_nobody():
    fields = FIELDS | {"Long Description": "Text"}
    found = reading('1845\t\tA\t\t\t"<p>One</p>\n<script>x</script>two"', fields=fields)
    assert found.timeline.event(0).summary == "One\ntwo"


@pytest.mark.parametrize(
    ("encoding", "word", "name"),
    [("cp1252", "Eugène", "Windows-1252 (Western European)"), ("mac_roman", "Eugène", "Mac Roman")],
)
def test_an_old_encoding_is_recognised_and_named(encoding, word, name):
    found = read(text(f"1845\t\t{word}").encode(encoding), "File.time")
    assert found.timeline.event(0).title == word
    assert problems(found) == [(FIRST, f"the file is not UTF-8; it looks like {name}")]


def test_a_file_without_rows_says_so():
    assert problems(reading())[-1][1] == "the file has no event"
    found = read(b"#TIMEFLOW\tformat version\t1\n", "File.time")
    assert found.timeline is None
    assert problems(found) == [(None, "the file has no row with the names of its columns")]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\r\n'), max_size=20)))
def test_whatever_stands_between_rows_they_are_read(garbage):
    found = reading("1845\t\tFirst", *garbage, "1846\t\tLast")
    titles = [event.title for event in events_of(found.timeline)]
    assert (titles[0], titles[-1]) == ("First", "Last")


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_mark_are_read_without_an_exception(data):
    read(b"#TIMEFLOW\t" + data, "File.time")


@pytest.mark.parametrize(("name", "events"), [("life-of-monet", 27), ("natural-disasters", 58)])
def test_timeflows_own_files_open(shared_data, name, events):
    found = read_file(shared_data / "timeflow" / f"{name}.time")
    assert len(found.timeline.events) == events
    assert not any(event.when is None for event in events_of(found.timeline))
    assert not any(problem.severity is Severity.ERROR for problem in found.problems)


def test_what_is_certain_of_monets_series_lies_between_the_latest_start_and_the_earliest_end(shared_data):
    found = read_file(shared_data / "timeflow" / "life-of-monet.time")
    assert [problem.line for problem in found.problems] == [48]  # that is of the file's encoding
    (series,) = (event for event in events_of(found.timeline) if event.title == "'Series' painting")
    assert series.when.edtf == "[1880..1885]/[1895..1900]"
    assert series.when.start == (seconds_at(1880), seconds_at(1886))
    assert series.when.end == (seconds_at(1895), seconds_at(1901))


def test_a_line_of_millions_of_cells_costs_that_line_only():
    found = read(b"#TIMEFLOW\n" + b"x\t" * 2_000_000 + b"\n1845\t\tA\n", "f.time")
    assert len(found.timeline.events) == 1
