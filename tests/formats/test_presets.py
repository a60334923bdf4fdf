"""Data sets of conflict research, known by their columns; codes of precision mean what their codebooks say."""

import pytest

from timeline_app.formats.registry import read_file
from timeline_app.formats.request import Request
from timeline_app.formats.tables.column_mapping import ColumnMapping, mapping_of

GED = (
    "id,type_of_violence,dyad_name,source_article,source_office,where_coordinates,country,"
    "date_prec,date_start,date_end,best,high,low"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,source,notes,fatalities"
)
GTD = "eventid,iyear,imonth,iday,city,summary,attacktype1_txt,gname,nkill,nwound,scite1"


@pytest.fixture
def read(tmp_path):
    """Reads rows below a header."""

    def read_rows(header, *rows):
        path = tmp_path / "data.csv"
        path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
        return read_file(path)

    return read_rows


def only_event(reading):
    assert len(reading.timeline.events) == 1
    return reading.timeline.event(0)


@pytest.mark.parametrize(
    ("precision", "start", "end", "edtf"),
    [
        ("1", "2011-07-22 00:00:00.000", "2011-07-22 00:00:00.000", "2011-07-22"),
        ("1", "2011-07-01", "2011-07-03", "2011-07-01/2011-07-03"),
        ("2", "2011-07-22", "2011-07-25", "[2011-07-22..2011-07-25]"),
        ("3", "2011-07-18", "2011-07-24", "[2011-07-18..2011-07-24]"),
        ("4", "2011-07-01", "2011-07-31", "[2011-07-01..2011-07-31]"),
        ("5", "2011-01-01", "2011-12-31", "[2011-01-01..2011-12-31]"),
        ("2", "2011-07-22", "2011-07-22", "[2011-07-17..2011-07-27]"),
        ("3", "2011-07-22", "2011-07-22", "[2011-07-16..2011-07-28]"),
        ("1.0", "2011-07-22", "2011-07-22", "2011-07-22"),
        ("4.0", "2011-07-01", "2011-07-31", "[2011-07-01..2011-07-31]"),
        ("", "2011-07-22", "2011-07-22", "2011-07-22~"),
        ("", "2011-07-01", "2011-07-03", "2011-07-01~/2011-07-03~"),
        ("2", "", "2011-07-22", "[2011-07-17..2011-07-27]"),
        ("4", "2011-07-22", "2011-07-22", "2011-07"),
        ("5", "2011-07-22", "2011-07-22", "2011"),
        ("1", "7/22/2011", "7/22/2011", "2011-07-22"),
    ],
)
def test_a_date_of_ucdp_says_no_more_than_its_precision(read, precision, start, end, edtf):
    reading = read(GED, f"7,1,A - B,x,Reuters,Homs city,Syria,{precision},{start},{end},3,5,2")
    event = only_event(reading)
    assert event.when_text == edtf
    assert event.when is not None
    assert not [problem for problem in reading.problems if problem.severity == "error"]


def test_an_event_of_ucdp_has_its_title_its_kind_and_three_bounds_of_one_figure(read):
    reading = read(GED, "7,3,G - Civilians,x,AFP,Hama city,Syria,1,2011-07-22,2011-07-22,0,4,0")
    event = only_event(reading)
    assert event.title == "G - Civilians, Hama city"
    assert [lane.title for lane in reading.timeline.lanes] == ["One-sided violence"]
    (figure,) = event.figures
    assert (figure.measure, figure.measure_stated) == ("killed", "best")
    assert (figure.quantity.low, figure.quantity.best, figure.quantity.high) == (0, 0, 4)
    assert reading.timeline.publisher(figure.publisher).title == "UCDP GED"
    assert event.fields["country"] == "Syria"
    assert event.fields["date_prec"] == "1"


@pytest.mark.parametrize(
    ("date", "precision", "edtf"),
    [
        ("28 February 2023", "1", "2023-02-28"),
        ("2023-02-28", "1", "2023-02-28"),
        ("2023-02-28", "2", "[2023-02-25..2023-03-03]"),
        ("15 February 2023", "3", "2023-02"),
        ("2023-02-28", "2.0", "[2023-02-25..2023-03-03]"),
        ("2023-02-28", "", "2023-02-28~"),
    ],
)
def test_a_date_of_acled_in_both_its_spellings_says_no_more_than_its_precision(read, date, precision, edtf):
    row = f"UKR1,{date},{precision},Battles,Armed clash,A,B,Bakhmut,ISW,Some clash.,12"
    assert only_event(read(ACLED, row)).when_text == edtf


def test_an_event_of_acled_is_told_by_its_kind_its_actors_and_its_place(read):
    reading = read(ACLED, "UKR1,2023-02-28,1,Battles,Armed clash,A,,Bakhmut,ISW,Some clash.,12")
    event = only_event(reading)
    assert event.title == "Armed clash: A, Bakhmut"
    assert event.summary == "Some clash."
    assert event.figures[0].quantity.best == 12
    assert reading.timeline.source(event.sources[0].id).title == "ISW"


@pytest.mark.parametrize(
    ("year", "month", "day", "edtf"),
    [("1970", "1", "5", "1970-01-05"), ("1970", "3", "0", "1970-03"), ("1970", "0", "0", "1970")],
)
def test_zero_is_an_unknown_month_or_day_in_gtd(read, year, month, day, edtf):
    event = only_event(read(GTD, f"1,{year},{month},{day},Cairo,x,Bombing,Unknown,2,,Paper"))
    assert event.when_text == edtf
    assert [(figure.measure, figure.quantity.best) for figure in event.figures] == [("killed", 2)]


def test_dates_without_a_code_are_said_to_be_of_unknown_precision(read):
    rows = (f"UKR{number},2023-02-28,{code},Battles,x,A,,B,ISW,x,1" for number, code in enumerate(("1.0", "", "")))
    reading = read(ACLED, *rows)
    (told,) = [problem for problem in reading.problems if "without a time_precision" in problem.what]
    assert (told.severity, told.what.startswith("2 rows")) == ("warning", True)
    assert [reading.timeline.event(row).when_text for row in range(3)] == ["2023-02-28", "2023-02-28~", "2023-02-28~"]


@pytest.mark.parametrize("code", ["9", "x", "1.5"])
def test_a_code_that_the_codebook_does_not_have_is_named_and_the_date_is_kept_as_approximate(read, code):
    reading = read(GED, f"7,1,A - B,x,Reuters,Homs city,Syria,{code},2011-07-22,2011-07-22,3,5,2")
    (told,) = [problem for problem in reading.problems if problem.severity == "error"]
    assert f"the code “{code}” in the column “date_prec” has no meaning" in told.what
    assert (told.line, told.hint) == (2, "one of: 1, 2, 3, 4, 5")
    assert only_event(reading).when_text == "2011-07-22~"
    assert not any("without a date_prec" in problem.what for problem in reading.problems)


def test_the_note_on_codes_says_what_a_single_day_stands_for(read):
    reading = read(GED, "7,1,A - B,x,Reuters,Homs city,Syria,2,2011-07-22,2011-07-22,3,5,2")
    (note,) = [problem.what for problem in reading.problems if "date_prec" in problem.what]
    assert "with 2 some day of six days that hold it" in note


def test_codes_that_were_understood_are_said_once(read):
    rows = (f"UKR{number},2023-02-28,2,Battles,Armed clash,A,,Bakhmut,ISW,x,12" for number in range(3))
    reading = read(ACLED, *rows)
    assert ["time_precision" in problem.what for problem in reading.problems] == [True]


def test_what_cant_be_read_of_a_known_data_set_is_said_with_its_line_and_kept(read):
    reading = read(GED, "7,1,A,x,R,H,S,2,2011-13-45,2011-07-25,many,5,2")
    assert {problem.line for problem in reading.problems if problem.severity == "error"} == {2}
    event = only_event(reading)
    assert event.when is None
    assert "2011-13-45" in event.when_text
    assert event.figures[0].stated == "many"
    assert (event.figures[0].quantity.low, event.figures[0].quantity.high) == (2, 5)


def test_somebody_may_say_that_columns_of_a_known_data_set_are_others(read, tmp_path):
    read(ACLED, "UKR1,2023-02-28,2,Battles,Armed clash,A,,Bakhmut,ISW,Some clash.,12")
    asked = Request((mapping_of("when=event_date,title=notes"),))
    event = only_event(read_file(tmp_path / "data.csv", asked))
    assert (event.when_text, event.title) == ("2023-02-28", "Some clash.")


def test_the_order_of_day_and_month_can_be_said_of_a_known_data_set(read, tmp_path):
    row = "7,1,A,x,R,H,S,4,06/01/2022,06/30/2022,3,5,2"
    assert read(GED, row.replace("06/30", "06/12")).doubtful
    asked = Request((ColumnMapping(day_first=False),))
    event = only_event(read_file(tmp_path / "data.csv", asked))
    assert event.when_text == "[2022-06-01..2022-06-12]"


def test_a_column_of_a_known_data_set_may_be_another_and_the_rest_stays(read, tmp_path):
    read(GED, "7,3,G - Civilians,x,AFP,Hama city,Syria,4,2011-07-01,2011-07-31,0,4,0")
    asked = Request((mapping_of("lane=country"),))
    reading = read_file(tmp_path / "data.csv", asked)
    event = only_event(reading)
    assert [lane.title for lane in reading.timeline.lanes] == ["Syria"]
    assert (event.when_text, event.title) == ("[2011-07-01..2011-07-31]", "G - Civilians, Hama city")
    assert event.fields["type_of_violence"] == "One-sided violence"


def test_midnights_among_days_of_ucdp_are_days(read):
    days = read(
        GED,
        "7,1,A - B,x,AFP,Homs,Syria,1,2011-07-22 00:00:00.000,2011-07-22 00:00:00.000,3,5,2",
        "8,1,A - B,x,AFP,Homs,Syria,4,2011-07-01,2011-07-31,3,5,2",
    ).timeline
    assert [days.event(row).when_text for row in range(2)] == ["2011-07-22", "[2011-07-01..2011-07-31]"]
