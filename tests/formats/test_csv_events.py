"""CSV with one event a row."""

import time
from pathlib import Path

import pytest
from hypothesis import given

from tests.formats.timelines import events_of, same_times, timelines
from timeline_app.formats.csv_files import csv_events, csv_writing
from timeline_app.formats.csv_files.csv_careful import MOST_BEHIND
from timeline_app.formats.csv_files.csv_guard import guarded, unguarded
from timeline_app.formats.dates import date_cells
from timeline_app.formats.dates.written_dates import written_date
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_by_arrays
from timeline_app.model.records import Event, Lane, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

PATH = Path("x.csv")


def read(text, encoding="utf-8", file="folder/x.csv"):
    return csv_events.read(text.encode(encoding), file)


def only_problem(reading):
    assert len(reading.problems) == 1, [str(problem) for problem in reading.problems]
    return reading.problems[0]


def test_a_row_is_an_event():
    reading = read("when,title,lane,summary,source\n2022-09,A,News,Some words,http://example.org/a\n")
    (event,) = events_of(reading.timeline)
    assert (event.when.edtf, event.title, event.summary) == ("2022-09", "A", "Some words")
    assert [lane.title for lane in reading.timeline.lanes] == ["News"]
    assert reading.timeline.source(event.sources[0].id).url == "http://example.org/a"
    assert (reading.timeline.title, reading.problems) == ("x", ())


def test_columns_come_in_any_order_and_case_and_others_are_fields():
    reading = read("Place,TITLE, When ,place\nKyiv,A,2022,again\n")
    (event,) = events_of(reading.timeline)
    assert (event.title, event.when.edtf, dict(event.fields)) == ("A", "2022", {"Place": "Kyiv", "place": "again"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter):
    reading = read(f'when{delimiter}title\n2022{delimiter}"a,b;c"\n')
    assert (reading.timeline.event(0).title, reading.problems) == ("a,b;c", ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_unicode_is_read_with_and_without_a_mark(encoding):
    text = "when,title\n2022,Їжак"
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding.endswith("bom") else text.encode(encoding)
    reading = csv_events.read(data, "x.csv")
    assert (reading.timeline.event(0).title, reading.problems) == ("Їжак", ())


def test_other_bytes_are_read_as_windows_1252_which_is_said():
    reading = read("when,title\n2022,Zoë\n", "cp1252")
    problem = only_problem(reading)
    assert reading.timeline.event(0).title == "Zoë"
    assert (problem.severity, problem.line, "Windows-1252" in problem.what) == (Severity.WARNING, 2, True)


def test_rows_of_other_lengths_are_named_by_their_line_and_lose_nothing():
    reading = read('when,title\n2022,"two\nlines"\n2023,B,more\n2024\n')
    events = events_of(reading.timeline)
    long, short = (problem for problem in reading.problems if "header" in problem.what)
    assert dict(events[1].fields) == {"column 3": "more"}
    assert (long.line, long.severity, short.line, short.severity) == (4, Severity.ERROR, 5, Severity.WARNING)


def test_a_row_of_very_many_cells_makes_few_columns_and_loses_nothing():
    cells = [f"cell {number}" for number in range(100_000)]
    reading = read(f"when,title\n2022,A,{','.join(cells)}\n")
    fields = reading.timeline.event(0).fields
    assert "100,002 cells" in only_problem(reading).what
    assert len(fields) == MOST_BEHIND
    assert ",".join(fields.values()) == ",".join(cells)


def test_an_open_quotation_mark_is_named_and_swallows_no_rows():
    reading = read('when,title\n2022,"A\n2023,B\n2024,"C"\n')
    assert [event.title for event in events_of(reading.timeline)] == ['"A', "B", "C"]
    assert only_problem(reading).line == 2


def test_nul_characters_are_shown_and_named():
    reading = read("when,title\n2022,a\0b\n")
    assert reading.timeline.event(0).title == "a\ufffdb"
    assert only_problem(reading).line == 2


def test_a_nul_character_far_below_is_named_and_loses_no_row(tmp_path):
    rows = [f"2022,A{row}" for row in range(20_000)]
    rows[18_000] = "2022,Ї\0b"
    (tmp_path / "x.csv").write_text("when,title\n" + "\n".join(rows), encoding="utf-8")
    reading = read_by_arrays(tmp_path / "x.csv")
    problem = only_problem(reading)
    assert (len(reading.timeline.events), reading.timeline.event(18_000).title) == (20_000, "Ї\ufffdb")
    assert (problem.line, problem.column, problem.severity) == (18_002, 7, Severity.WARNING)


def test_empty_rows_are_no_events():
    reading = read("\nwhen,title\n\n2022,A\n,\n")
    assert (len(reading.timeline.events), reading.problems) == (1, ())


@pytest.mark.parametrize("header", ["a,b", "Month,Day"])
def test_a_header_that_names_no_column_is_answered_with_what_is_needed(header):
    reading = read(f"{header}\n")
    hint = only_problem(reading).hint
    assert (reading.timeline, "needed: “when” or “title”" in hint, "--map when=COLUMN" in hint) == (None, True, True)


@pytest.mark.parametrize(
    "header",
    [
        "Date,Headline,Category,Description,URL",
        "event_date;event;group;notes;link",
        "Start Date\tName\tTrack\tText\tSource",
        "Fecha|Evento|Categoría|Descripción|Fuente",
    ],
)
def test_columns_are_known_by_their_usual_names(header):
    delimiter = next(one for one in ",;\t|" if one in header)
    reading = read(f"{header}\n" + delimiter.join(("2022-09", "A", "News", "Words", "http://example.org/a")))
    (event,) = events_of(reading.timeline)
    assert (event.when.edtf, event.title, event.summary, dict(event.fields)) == ("2022-09", "A", "Words", {})
    assert [lane.title for lane in reading.timeline.lanes] == ["News"]
    assert (reading.timeline.sources[0].url, reading.problems) == ("http://example.org/a", ())


def test_of_two_columns_that_may_be_meant_the_plainer_name_counts_and_the_other_is_a_field():
    (event,) = events_of(read("Date,when,name,title,group,lane\n1999,2022,B,A,G,L\n").timeline)
    assert (event.when.edtf, event.title) == ("2022", "A")
    assert dict(event.fields) == {"Date": "1999", "name": "B", "group": "G"}


def test_a_missing_column_is_said_once():
    problem = only_problem(read("title,place\nA,Kyiv\nB,Lviv\n"))
    assert (problem.line, problem.what) == (1, "there is no column “when”: events have no date")


def test_an_empty_date_is_a_warning():
    reading = read("when,title\n,A\n")
    assert (only_problem(reading).severity, reading.timeline.events.undated) == (Severity.WARNING, 1)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Sep 2022", "2022-09"),
        ("21 September 2022", "2022-09-21"),
        ("2022/9/1", "2022-09-01"),
        ("early March 2022", "[2022-03-01..2022-03-10~]"),
    ],
)
def test_dates_as_people_write_them_are_read_and_keep_their_words(text, edtf):
    reading = read(f"when,title\n{text},A\n2023,B\n")
    first, second = events_of(reading.timeline)
    assert (first.when.edtf, first.when.stated, second.when.stated) == (edtf, text, "")
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("early March", "add the year: in 2022 it is written “[2022-03-01..2022-03-10~]”"),
        ("05/06/2023", "write 2023-06-05 if you mean 5 June, 2023-05-06 if you mean 6 May"),
    ],
)
def test_dates_that_may_mean_several_get_an_offer(text, hint):
    reading = read(f"when,title\n{text},A\n")
    event = reading.timeline.event(0)
    (problem,) = (problem for problem in reading.problems if problem.line)
    assert (event.when, event.when_text) == (None, text)
    assert (problem.severity, problem.line, problem.path, problem.hint) == (Severity.ERROR, 2, "events[0].when", hint)


@pytest.mark.parametrize(
    ("known", "edtf", "order"),
    [("25/06/2023", "2023-06-05", "day/month/year"), ("06/25/2023", "2023-05-06", "month/day/year")],
)
def test_the_order_of_day_and_month_is_that_of_the_dates_that_can_have_no_other(known, edtf, order):
    reading = read(f"when,title\n05/06/2023,A\n{known},B\n")
    assert [event.when.edtf for event in events_of(reading.timeline)] == [edtf, "2023-06-25"]
    problem = only_problem(reading)
    assert problem.severity is Severity.WARNING
    assert problem.what == f"“05/06/2023” and dates like it are read as {order}, since “{known}” can only be that"


def test_only_what_is_not_edtf_is_read_otherwise(monkeypatch):
    asked = []
    monkeypatch.setattr(date_cells, "written_date", lambda text: asked.append(text) or written_date(text))
    days = [f"2022-01-{day:02}" for day in range(1, 32)]
    reading = read("when,title\n" + "".join(f"{text},A\n" for text in [*days, "Sep 2022", "1679000000"]))
    assert asked == ["Sep 2022", "1679000000"]
    assert [event.when_text for event in events_of(reading.timeline)] == [*days, "2022-09", "1679000000"]


def test_where_both_orders_are_used_none_is_guessed():
    reading = read("when,title\n25/06/2023,A\n06/25/2023,B\n05/06/2023,C\n")
    assert [event.when and event.when.edtf for event in events_of(reading.timeline)] == [
        "2023-06-25",
        "2023-06-25",
        None,
    ]


@pytest.mark.parametrize(
    ("row", "edtf", "stated"),
    [
        ("2022-01-01,2022-01-05", "2022-01-01/2022-01-05", ""),
        ("1 May 2022,3 May 2022", "2022-05-01/2022-05-03", "1 May 2022 to 3 May 2022"),
        ("2022-05,", "2022-05", ""),
        ("2022-05,2022-05", "2022-05", ""),
        (",2022-05", "../2022-05", ""),
    ],
)
def test_a_beginning_and_an_end_are_a_span(row, edtf, stated):
    reading = read(f"start date,end date,title\n{row},A\n")
    (event,) = events_of(reading.timeline)
    assert (event.when.edtf, event.when.stated, reading.problems) == (edtf, stated, ())


@pytest.mark.parametrize(
    ("end", "edtf"),
    [("ongoing", ".."), ("Present", ".."), ("still ongoing", ".."), ("?", ""), ("n/a", ""), ("Unknown", ""), ("–", "")],
)
def test_an_end_may_be_open_or_unknown_in_words(end, edtf):
    reading = read(f"start,end,title\n24 Feb 2022,{end},A\n")
    (event,) = events_of(reading.timeline)
    assert (event.when.edtf, event.when.stated) == (f"2022-02-24/{edtf}", f"24 Feb 2022 to {end}")
    assert reading.problems == ()


def test_an_end_that_cant_be_read_is_said_and_nothing_is_lost():
    reading = read("start,end,title\n2022-05,soon,A\n2023,2022,B\n")
    first, second = events_of(reading.timeline)
    assert (first.when.edtf, first.when.stated) == ("2022-05/", "2022-05 to soon")
    assert (second.when, second.when_text) == (None, "2023/2022")
    assert "“soon”" in reading.problems[0].what
    assert [(problem.line, problem.severity) for problem in reading.problems] == [
        (2, Severity.ERROR),
        (3, Severity.ERROR),
    ]


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("1843,,", "1843"),
        ("2020,2,", "2020-02"),
        ("2020,February,3", "2020-02-03"),
        ("2020.0,2.0,3.0", "2020-02-03"),
        ("1998,0,0", "1998"),
        ("1998,0,5", "1998"),
        ("-43,3,15", "-0043-03-15"),
    ],
)
def test_a_date_in_columns_of_its_parts_is_as_precise_as_they_are(row, edtf):
    (event,) = events_of(read(f"Year,Month,Day,Headline\n{row},A\n").timeline)
    assert event.when.edtf == edtf


def test_parts_that_are_no_date_are_said():
    reading = read("year,month,day,title\n2022,13,1,A\n2022,2,30,B\n2022,2,3rd,C\n")
    assert reading.timeline.events.undated == 3
    assert [problem.line for problem in reading.problems] == [2, 3, 4]


def test_a_column_of_nothing_but_seconds_or_milliseconds_is_of_instants():
    reading = read("date,title\n1679000000,A\n1679000000123,B\n")
    assert [event.when.edtf for event in events_of(reading.timeline)] == ["2023-03-16T20:53:20Z"] * 2


def test_problems_stand_in_the_order_of_the_file_and_of_a_rows_cells():
    reading = read("when,title\nsoon,\n2022,A,more\nsoon,,more\n,B\n")
    found = [(problem.line, problem.path, problem.what.split(":")[0]) for problem in reading.problems]
    no_date = "“soon” is not a date that can be read"
    assert found == [
        (2, "events[0].when", no_date),
        (2, "events[0].title", "the event has no title"),
        (3, "events[1]", "the row has 3 cells, the header has 2"),
        (4, "events[2]", "the row has 3 cells, the header has 2"),
        (4, "events[2].when", no_date),
        (4, "events[2].title", "the event has no title"),
        (5, "events[3].when", "the event has no date"),
    ]


def test_the_columns_are_those_of_the_records_in_them():
    reading = read(
        "when,title,lane,summary,source,place\n"
        "2022-09,A,News,Words,Paper,Kyiv\n{2022,2023},B,,,,\nsoon,C,News,,Paper,\n2022-09-21,D,Other,,Radio,'=1+1\n"
    )
    timeline = reading.timeline
    again = EventTable.of(events_of(timeline), timeline.lanes)
    assert same_times(timeline.events.times, again.times)
    rows = range(len(again))
    assert [timeline.events.id(row) for row in rows] == [again.id(row) for row in rows]
    for name in ("lane", "importance", "titles", "summaries", "when_texts", "stated"):
        found, expected = (getattr(table, name).tolist() for table in (timeline.events, again))
        assert [value or "" for value in found] == [value or "" for value in expected], name
    assert timeline.events.fields["place"].to_pylist() == ["Kyiv", "", "", "=1+1"]
    assert timeline.events.details.to_pylist() == [
        '{"sources": [{"id": "paper"}]}',
        None,
        '{"sources": [{"id": "paper"}]}',
        '{"sources": [{"id": "radio"}]}',
    ]


def test_equal_sources_are_one():
    reading = read("when,title,source\n2022,A,Paper\n2022,B,Paper\n2022,C,Paper (http://e.org/1)\n2022,D,\n")
    sources = [(source.title, source.url) for source in reading.timeline.sources]
    assert sources == [("Paper", ""), ("Paper", "http://e.org/1")]
    assert len({source.id for source in reading.timeline.sources}) == 2


# Writing


def timeline_of(*events, **members):
    lanes = (Lane("l", "Lane"),)
    return Timeline(
        "x", lanes, (), members.pop("sources", ()), EventTable.of(events, lanes), EstimateTable.of(()), **members
    )


def event(event_id="a", when="2022", **members):
    return Event(event_id, "l", When.from_edtf(when), when_text=when, **{"title": "A", **members})


def written(timeline, path=PATH):
    return csv_writing.write(timeline, path)


@given(timelines())
def test_writing_and_reading_keeps_every_event(timeline):
    again = csv_events.read(written(timeline).data, "x.csv").timeline
    assert again.events.when_texts.to_pylist() == timeline.events.when_texts.to_pylist()
    titles = [title.strip().replace("\0", "\ufffd") for title in timeline.events.titles.to_pylist()]
    assert again.events.titles.to_pylist() == titles


def test_the_columns_are_those_that_are_read_and_the_fields():
    sources = (Source("s", "Paper", url="http://e.org/1"), Source("t", "Radio"))
    refs = (SourceRef("s"), SourceRef("t"))
    one = event(summary="Words, more", fields={"place": "Kyiv", "dead": 5}, sources=refs)
    result = written(timeline_of(one, event("event-2"), sources=sources))
    assert result.data.decode() == (
        "when,title,lane,summary,source,id,source ids,place,dead (field)\r\n"
        '2022,A,Lane,"Words, more",Paper (http://e.org/1); Radio,a,s; t,Kyiv,5\r\n'
        "2022,A,Lane,,,event-2,,,\r\n"
    )
    assert {name: data.decode() for name, data in result.beside.items()} == {
        "x.sources.csv": "id,title,url\r\ns,Paper,http://e.org/1\r\nt,Radio,\r\n"
    }


def test_a_source_whose_words_tell_all_of_it_needs_no_further_column():
    sources = (Source("paper-http-e-org-1", "Paper", url="http://e.org/1"),)
    one = event("event-1", sources=(SourceRef("paper-http-e-org-1"),))
    result = written(timeline_of(one, sources=sources))
    assert result.data == b"when,title,lane,summary,source\r\n2022,A,Lane,,Paper (http://e.org/1)\r\n"
    assert (result.beside, result.losses) == ({}, ())


def test_a_mark_tells_spreadsheets_of_letters_beyond_ascii():
    assert written(timeline_of(event())).data.startswith(b"when")
    assert written(timeline_of(event(title="Ю"))).data.startswith(b"\xef\xbb\xbfwhen")


def test_tsv_has_tabs():
    assert b"when\ttitle\t" in written(timeline_of(event()), Path("x.TSV")).data


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@x", "\tx", "\rx", "'=x", "-", "+49 30"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["-5", "+1.5", "-1,000", "a=b", "'tis", "", "-3e5", "5%"])
def test_plain_numbers_and_text_stay_as_they_are(cell):
    assert unguarded(guarded(cell)) == guarded(cell) == cell


def test_negative_years_stay_dates_and_formulas_in_dates_dont():
    bad = Event("b", "l", None, title="B", when_text="-0043+cmd()")
    text = written(timeline_of(event(when="-0043-03-15"), bad)).data.decode()
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == ["-0043-03-15", "'-0043+cmd()"]


def test_the_mark_between_numbers_tells_dates_apart_that_may_have_another_order():
    reading = read("when,title\n24.02.2022,A\n05/06/2023,B\n")
    assert [event.when and event.when.edtf for event in events_of(reading.timeline)] == ["2022-02-24", None]
    assert reading.doubtful


def test_a_column_that_mixes_two_orders_is_said_to():
    reading = read("when,title\n25/06/2023,A\n06/25/2023,B\n")
    problem = only_problem(reading)
    assert "mixes two orders" in problem.what
    assert "“25/06/2023” only day/month/year" in problem.what
    assert not reading.doubtful


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2022-01-01 00:00:15.000", "2022-01-01T00:00:15"),
        ("2022-01-01 10:30:15.250", "2022-01-01T10:30:15.25"),
        ("21 September 2022, 2:30 pm", "2022-09-21T14:30"),
        ("9/21/2022 12:05 AM", "2022-09-21T00:05"),
    ],
)
def test_times_of_day_are_read_as_spreadsheets_and_data_sets_write_them(text, edtf):
    assert events_of(read(f'when,title\n2022,A\n"{text}",B\n').timeline)[1].when.edtf == edtf


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("2022-01-01,10:30,", "2022-01-01T10:30"),
        ("1 Jan 2022,2:30 PM,16:00:00", "2022-01-01T14:30/2022-01-01T16:00"),
        ("2022-01-01,,", "2022-01-01"),
        ("2022-01,10:30,", "2022-01"),
        ("2022-01-01,noon,", "2022-01-01"),
        ("2022-01-01T09:00,10:30,", "2022-01-01T09:00"),
    ],
)
def test_a_time_of_day_may_have_a_column_of_its_own_and_is_kept_as_it_stands(row, edtf):
    (event,) = events_of(read(f"Date,Time,End time,Title\n{row},A\n").timeline)
    assert event.when.edtf == edtf
    assert list(event.fields.values()) == [cell for cell in row.split(",")[1:] if cell]


def test_a_column_of_times_alone_is_that_of_dates():
    (event,) = events_of(read("start time,end time,event\n2022-01-01 10:30,2022-01-02,A\n").timeline)
    assert (event.when.edtf, dict(event.fields)) == ("2022-01-01T10:30/2022-01-02", {})


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("21 сентября 2022", "2022-09-21"),
        ("21 вересня 2022 року", "2022-09-21"),
        ("Май 2022 года", "2022-05"),
        ("21. März 2022", "2022-03-21"),
        ("1 août 2022", "2022-08-01"),
        ("21 de septiembre de 2022", "2022-09-21"),
        ("3 maggio 2022", "2022-05-03"),
        ("21 września 2022", "2022-09-21"),
    ],
)
def test_months_may_have_their_names_in_other_languages(text, edtf):
    (event,) = events_of(read(f"when,title\n{text},A\n").timeline)
    assert (event.when.edtf, event.when.stated) == (edtf, text)


def test_an_hour_that_its_half_of_the_day_doesnt_have_is_no_time():
    assert events_of(read("when,title\n21 Sep 2022 14:30 am,A\n").timeline)[0].when is None


def test_the_order_of_day_and_month_holds_for_dates_with_a_time_of_day():
    events = events_of(read("when,title\n05/06/2023 14:30,A\n25/06/2023 9:15,B\n").timeline)
    assert [event.when.edtf for event in events] == ["2023-06-05T14:30", "2023-06-25T09:15"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("21-Sep-22", "2022-09-21"), ("1 January 31", "1931-01-01"), ("30/Dec/29 23:00", "2029-12-30T23:00")],
)
def test_a_day_with_its_month_in_words_has_its_century_from_spreadsheet_programs_which_is_said(text, edtf):
    reading = read(f"when,title\n{text},A\n")
    (event,) = events_of(reading.timeline)
    assert (event.when.edtf, event.when.stated) == (edtf, text)
    assert "1930 to 2029" in only_problem(reading).what


def test_numbers_whose_year_has_two_digits_are_asked_about():
    reading = read("when,title\n21/09/22,A\n05/06/2023,B\n25/06/2023,C\n", file="x.csv")
    assert [event.when.edtf for event in events_of(reading.timeline)] == ["2022-09-21", "2023-06-05", "2023-06-25"]
    assert read("when,title\n21/09/22,A\n", file="x.csv").doubtful == ("x.csv",)


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\ndate;title\n2022;A\n",
        "date|title|lane\n2022|A|\n",
        "The war in figures,,\nDownloaded in 2023,,\n,,\nDate,What happened,Killed\n2022,A,\n",
        "Date:,Description (short)\n2022,A\n",
        "'date';'title';'lane'\n'2022';'A';'b; c'\n",
        "date,title,lane\n'2022','A','it''s, and more'\n",
        "Datum;Ereignis\n2022;A\n",
        "Дата,Событие\n2022,A\n",
        "Timestamp,Event description,Reported by\n2022,A,\n",
    ],
)
def test_tables_open_as_people_make_them(text):
    (event,) = events_of(read(text).timeline)
    assert (event.title, event.when.edtf) == ("A", "2022")


def test_what_stands_above_the_names_of_the_columns_is_said():
    reading = read("The war\n\nas of 2023\nDate,What happened\n2022,A\n2023,B\n")
    problem = only_problem(reading)
    assert (problem.line, problem.severity) == (1, Severity.WARNING)
    assert problem.what == "the 2 rows above the names of the columns are left out: “The war”, “as of 2023”"
    assert [place.line for place in map(reading.timeline.event_place, range(2))] == [5, 6]


def test_a_table_of_events_with_their_figures_and_who_says_so_is_one_of_events():
    reading = read("Date,What happened,Killed,Who says\n2022,A,~6000,MoD\n2023,B,,\n")
    first, second = events_of(reading.timeline)
    assert [(one.measure, one.stated) for one in first.figures] == [("killed", "~6000")]
    assert (second.title, second.figures, len(reading.timeline.estimates)) == ("B", (), 0)


@pytest.mark.parametrize(
    ("text", "edtf", "fields"),
    [
        ("year,title,data\n2022,A,5\n", "2022", {"data": "5"}),
        ("data,title\n2022-05,A\n", "2022-05", {}),
        ("date,title,from,to\n2022-05,A,Ann,Bob\n", "2022-05", {"from": "Ann", "to": "Bob"}),
        ("from,to,title\n2022-05,2022-06,A\n", "2022-05/2022-06", {}),
    ],
)
def test_names_that_mean_other_things_elsewhere_are_dates_only_in_their_company(text, edtf, fields):
    reading = read(text)
    (event,) = events_of(reading.timeline)
    assert (event.when.edtf, dict(event.fields), reading.problems) == (edtf, fields, ())


def test_a_name_of_very_many_brackets_takes_no_time():
    name = "()" * 25_000 + "x"
    start = time.perf_counter()
    assert list(read(f"date,title,{name}\n2022,A,B\n").timeline.event(0).fields) == [name]
    assert time.perf_counter() - start < 10  # to look for asides from each of them takes minutes


def test_who_is_counted_is_not_passed_over_in_the_name_of_a_column():
    (event,) = events_of(read("date,title,Deaths (civilians),Killed (min)\n2022,A,5,3\n").timeline)
    assert dict(event.fields) == {"Deaths (civilians)": "5"}
    assert [figure.quantity.low for figure in event.figures] == [3]
