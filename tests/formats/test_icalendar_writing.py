from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from tests.formats.round_trips import kept
from tests.formats.timelines import events_of, timelines
from timeline_app.formats.calendars.icalendar_events import read
from timeline_app.formats.calendars.icalendar_writing import write
from timeline_app.formats.registry import read_file, writer_for
from timeline_app.model.records import Event, Lane, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When


def event(date="2022-09-21", zone="", **more):
    when = When.from_edtf(date, zone or "UTC") if date else None
    return Event("a", "lane", when, more.pop("title", "A"), when_text=date, zone=zone, **more)


def timeline_of(*events, sources=(), **more):
    lanes = (Lane("lane", "Lane"),)
    return Timeline("Whole", lanes, (), sources, EventTable.of(events, lanes), EstimateTable.of(()), **more)


def written(*events, **more):
    return write(timeline_of(*events, **more), Path("x.ics"))


def lines(*events, **more):
    return written(*events, **more).data.decode().replace("\r\n ", "").split("\r\n")


def changed(data, old, new):
    assert old in data
    return read(data.replace(old, new), "x.ics")


@given(timelines())
def test_writing_and_reading_gives_the_same_timeline(timeline):
    found = read(write(timeline, Path("x.ics")).data, "x.ics")
    assert kept(found.timeline) == kept(timeline)


@given(timelines())
def test_lines_are_as_the_standard_wants_them(timeline):
    data = write(timeline, Path("x.ics")).data
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert not set(line) & (set(range(32)) - {9})
        line.decode()


@pytest.mark.parametrize(
    ("date", "zone", "expected"),
    [
        ("2022-09-21", "", ["DTSTART;VALUE=DATE:20220921", "DTEND;VALUE=DATE:20220922"]),
        ("2022-09-21/2022-09-23", "", ["DTSTART;VALUE=DATE:20220921", "DTEND;VALUE=DATE:20220924"]),
        ("2022-09-21", "America/New_York", ["DTSTART;VALUE=DATE:20220921", "DTEND;VALUE=DATE:20220922"]),
        ("2022-09-21T10:30", "Europe/Kyiv", ["DTSTART:20220921T073000Z"]),
        (
            "2022-09-21T10:30+02:00/2022-09-21T11:00:05+02:00",
            "",
            ["DTSTART:20220921T083000Z", "DTEND:20220921T090005Z"],
        ),
    ],
)
def test_an_exact_date_is_exact(date, zone, expected):
    found = [line for line in lines(event(date, zone)) if line.startswith("DT") and "STAMP" not in line]
    assert found == expected
    assert written(event(date, zone)).losses == ()


@pytest.mark.parametrize(
    ("date", "first", "end"),
    [
        ("2022-09", "20220901", "20221001"),
        ("2022-09-21~", "20220921", "20220922"),
        ("2022-09-21?/2022-09-23", "20220921", "20220924"),
        ("[2022-09-01..2022-09-04]", "20220901", "20220905"),
        ("{2022-09-01,2022-09-04}", "20220901", "20220905"),
        ("[2022-09-01..2022-09-04]/[2022-09-21..2022-09-23]", "20220901", "20220924"),
        ("2022-09-01/[2022-09-21,2022-09-23]", "20220901", "20220924"),
        ("2022-09-21T10:00~", "20220921", "20220922"),
        ("0001", "00010101", "00020101"),
    ],
)
def test_an_imprecise_date_is_a_stretch_of_days_and_says_what_it_is(date, first, end):
    text = lines(event(date))
    assert f"DTSTART;VALUE=DATE:{first}" in text
    assert f"DTEND;VALUE=DATE:{end}" in text
    assert f"COMMENT:Date: {date}".replace(",", "\\,") in text
    assert f"X-TIMELINE-WHEN:{date}".replace(",", "\\,") in text
    (loss,) = written(event(date)).losses
    assert loss.endswith("show a stretch of days for them (1)")


@pytest.mark.parametrize("date", ["", "2022/..", "../2022", "2022/", "-0043-03-15", "Y17000", "9999-12-31", "0000"])
def test_what_no_calendar_can_date_is_a_journal_entry_and_comes_back(date):
    found = written(event(date, summary="Words"))
    assert b"BEGIN:VJOURNAL" in found.data
    assert b"DTSTART" not in found.data
    assert [loss.endswith("many programs don't show (1)") for loss in found.losses] == [True]
    (again,) = events_of(read(found.data, "x.ics").timeline)
    assert (again.when_text, again.summary) == (date, "Words")


def test_words_for_a_date_that_no_line_can_hold_come_back_all_the_same():
    odd = event("0000")
    odd = replace(odd, when=odd.when.told("\x1b", odd.when.basis, ""))
    (again,) = events_of(read(written(odd).data, "x.ics").timeline)
    assert (again.when.stated, again.fields) == ("\x1b", {})


def test_a_date_that_could_not_be_read_stays_as_it_was():
    (again,) = events_of(read(written(Event("a", "lane", None, "A", "some time; or not")).data, "x.ics").timeline)
    assert (again.when, again.when_text) == (None, "some time; or not")


def test_other_programs_see_lane_text_place_and_links():
    sources = (
        Source("s", "Paper", url="http://e.org/1"),
        Source("t", "Radio"),
        Source("u", "Web", url="http://e.org/2"),
    )
    refs = tuple(SourceRef(one.id, role="report") for one in sources)
    text = lines(event(summary="One, two\nthree", fields={"place": "Kyiv"}, sources=refs), sources=sources)
    for line in (
        "X-WR-CALNAME:Whole",
        "SUMMARY:A",
        "DESCRIPTION:One\\, two\\nthree",
        "CATEGORIES:Lane",
        "LOCATION:Kyiv",
        "URL:http://e.org/1",
        "ATTACH:http://e.org/2",
    ):
        assert line in text


def test_what_another_program_changed_counts():
    data = written(event("2022-09", title="A  title", summary="Old", fields={"location": "Kyiv"})).data
    assert events_of(changed(data, b"SUMMARY:A title", b"SUMMARY:Other").timeline)[0].title == "Other"
    assert events_of(read(data, "x.ics").timeline)[0].title == "A  title"
    assert events_of(changed(data, b"DESCRIPTION:Old", b"DESCRIPTION:New").timeline)[0].summary == "New"
    assert events_of(changed(data, b"CATEGORIES:Lane", b"CATEGORIES:Else").timeline)[0].lane == "else"
    assert changed(data, b"NAME:Whole", b"NAME:Part").timeline.title == "Part"
    more = changed(data, b"END:VEVENT", b"CONTACT:Ann\r\nURL:http://e.org/3\r\nCOMMENT:Mine\r\nEND:VEVENT").timeline
    assert events_of(more)[0].fields == {"contact": "Ann", "comment": "Mine", "location": "Kyiv"}
    assert [source.url for source in more.sources] == ["http://e.org/3"]


def test_an_event_that_was_moved_has_its_new_date_and_that_is_said():
    found = changed(written(event("2022-09")).data, b"DTSTART;VALUE=DATE:20220901", b"DTSTART;VALUE=DATE:20220902")
    assert events_of(found.timeline)[0].when.edtf == "2022-09-02/2022-09-30"
    assert [problem.what for problem in found.problems] == [
        "the event was moved since its date was “2022-09”; that is no longer its date"
    ]


@pytest.mark.parametrize("json", ["{", "[]", "5", "[" * 5000, '{"fields": 1}', '{"importance": 7}', '{"basis": "x"}'])
def test_members_of_ours_that_somebody_broke_are_named_with_their_line(json):
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:A", "DTSTART:20220921", f"X-TIMELINE-EVENT:{json}"]
    found = read("\n".join([*lines, "END:VEVENT", "END:VCALENDAR"]).encode(), "x.ics")
    (one,) = events_of(found.timeline)
    assert (one.title, one.importance, one.when.edtf) == ("A", 0.5, "2022-09-21")
    assert [problem.line for problem in found.problems] == [5]


def test_events_that_share_a_uid_in_another_calendar_get_their_own():
    text = lines(*(replace(event(fields={"uid": uid}), id=str(row)) for row, uid in enumerate(("x", "x", "y"))))
    uids = [line.removeprefix("UID:") for line in text if line.startswith("UID:")]
    assert uids[2] == "y"
    assert len(set(uids)) == 3


def test_losses_are_counted():
    timeline = timeline_of(event(estimates=("e",)), sources=(Source("s", "S", note="n"),), reference_date="2022")
    assert write(timeline, Path("x.ics")).losses == (
        "iCalendar has no place for links from events to estimates (1)",
        "iCalendar has no place for publishers, dates and notes of sources (1)",
        "iCalendar has no place for sources that no event names (1)",
        "iCalendar has no place for the reference date 2022",
    )


def test_the_extension_ics_is_written(tmp_path):
    path = tmp_path / "x.ics"
    path.write_bytes(writer_for(path)(timeline_of(event()), path).data)
    assert kept(read_file(path).timeline) == kept(timeline_of(event()))


def test_calendars_from_the_wild_come_back(shared_data):
    for path in sorted((shared_data / "ics").glob("*.ics")):
        timeline = read_file(path).timeline
        assert kept(read(write(timeline, path).data, "x.ics").timeline) == kept(timeline), path


@pytest.mark.parametrize(
    ("epoch", "stamp"),
    [
        ("", b"19800101T000000Z"),
        ("1700000000", b"20231114T221320Z"),
        ("soon", b"19800101T000000Z"),
        ("9" * 30, b"19800101T000000Z"),
    ],
)
def test_the_same_timeline_gives_the_same_bytes_whenever_it_is_written(monkeypatch, epoch, stamp):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    first, second = (written(event()).data for _ in range(2))
    assert first == second
    assert b"DTSTAMP:" + stamp + b"\r\n" in first
