import json

from tests.formats.round_trips import kept
from tests.formats.timelines import events_of
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.registry import read_file
from timeline_app.formats.timelinejs.timelinejs_sheet import fits

HEADER = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
    "Media Caption,Media Thumbnail,Type,Group,Background"
)


def row(**cells):
    return ",".join(f'"{cells.get(name.lower().replace(" ", "_"), "")}"' for name in HEADER.split(","))


def read(*rows, header=HEADER):
    return csv_events.read("\n".join([header, *rows]).encode(), "folder/Sheet.csv")


def test_the_columns_say_whose_spreadsheet_it_is():
    assert fits(HEADER.split(","))
    assert fits(["headline", " YEAR ", "Media", "Media Credit"])
    assert not fits(["year", "headline", "text"])
    assert not fits(["when", "title", "media", "type"])


def test_rows_are_slides_and_one_is_the_title():
    title = row(type="title", headline="<b>Whole</b>", text="Intro", background="#fff")
    first = row(year="1952", month="7", day="4", headline="A & B", text="<p>One</p>Two", group="People")
    era = row(year="1914", end_year="1918", headline="War", type="era")
    timeline = read(title, first, era).timeline
    assert timeline.title == "Whole"
    assert timeline.extra == {"timelinejs": {"summary": "Intro", "background color": "#fff"}}
    assert [(one.title, one.when.edtf, one.summary) for one in events_of(timeline)] == [
        ("A & B", "1952-07-04", "One\nTwo"),
        ("War", "1914/1918", ""),
    ]
    assert [lane.title for lane in timeline.lanes] == ["People", "Eras"]


def test_times_dates_in_words_and_media_are_kept():
    clocks = {"time": "9:05 PM", "end_year": "1952", "end_month": "7", "end_day": "5", "end_time": "00:10:30"}
    media = {"media": "https://e.org/a.png", "media_credit": "A. B.", "media_thumbnail": "t.png"}
    one = row(year="1952", month="7", day="4", headline="A", display_date="One night", **clocks, **media)
    timeline = read(one).timeline
    (event,) = events_of(timeline)
    assert event.when.edtf == "1952-07-04T21:05/1952-07-05T00:10:30"
    assert event.when.stated == "One night"
    assert [(source.url, event.sources[0].role) for source in timeline.sources] == [("https://e.org/a.png", "media")]
    assert event.fields == {"media credit": "A. B.", "media thumbnail": "t.png"}


def test_what_can_t_be_read_is_said_with_its_line_and_nothing_is_lost():
    rows = [row(year="1952", headline="A"), row(year="1952", month="13", headline="B"), row(year="1953", time="noon")]
    reading = read(*rows, "1954,,,,,,,,,C,,,,,,,,,more")
    assert [(problem.line, problem.severity.value) for problem in reading.problems] == [
        (3, "error"),
        (4, "error"),
        (4, "warning"),
        (5, "error"),
    ]
    found = events_of(reading.timeline)
    assert [one.when_text for one in found] == ["1952", "1952-13", "1953", "1954"]
    assert found[2].fields == {"time": "noon"}
    assert found[3].fields == {"further cells": "more"}


def test_columns_of_one_s_own_are_fields_and_events_know_their_lines():
    text = f"{HEADER},Place\n\n{row(year='1952', headline='A')},Kyiv\n"
    timeline = csv_events.read(text.encode(), "Sheet.csv").timeline
    assert events_of(timeline)[0].fields == {"place": "Kyiv"}
    (origin,) = timeline.origins
    assert origin.event_places[0] == 3


def test_a_spreadsheet_from_the_wild_is_the_same_timeline_as_its_json(shared_data):
    sheet, slides = (read_file(shared_data / "timelinejs" / f"women_in_computing.{kind}") for kind in ("csv", "json"))
    assert sheet.timeline.title == "Women in Computing"
    assert len(sheet.timeline.events) == len(slides.timeline.events) == 10
    told = [
        [(one.title, one.when.edtf, one.summary) for one in events_of(reading.timeline)] for reading in (sheet, slides)
    ]
    assert told[0] == told[1]
    assert json.dumps(kept(sheet.timeline)[3]) == json.dumps(kept(slides.timeline)[3])
