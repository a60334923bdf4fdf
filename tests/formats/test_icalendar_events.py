from datetime import date, datetime, time
from itertools import islice

import pytest
from dateutil.rrule import _iterinfo, rrulestr
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import events_of
from timeline_app.formats.calendars import icalendar_instances
from timeline_app.formats.calendars.icalendar_events import read
from timeline_app.formats.calendars.icalendar_recurrence import HORIZON, MOST_OF_FILE, MOST_OF_ONE, recurrence
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file

BERLIN = "TZID=Europe/Berlin"
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:20000101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE"""


def event(*lines: str, title: str = "A", kind: str = "VEVENT") -> str:
    return "\n".join([f"BEGIN:{kind}", f"SUMMARY:{title}", *lines, f"END:{kind}"])


def reading(*parts: str):
    return read("\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR"]).encode(), "some/File.ics")


def events(*parts: str):
    found = reading(*parts)
    assert found.problems == ()
    return events_of(found.timeline)


def told(*parts: str) -> list[str | None]:
    return [one.when and one.when.edtf for one in events(*parts)]


def problems(found) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.what) for problem in found.problems]


@pytest.mark.parametrize(
    ("dates", "edtf"),
    [
        (["DTSTART;VALUE=DATE:20240401"], "2024-04-01"),
        (["DTSTART;VALUE=DATE:20240401", "DTEND;VALUE=DATE:20240402"], "2024-04-01"),
        (["DTSTART;VALUE=DATE:20240401", "DTEND;VALUE=DATE:20240401"], "2024-04-01"),
        (["DTSTART;VALUE=DATE:20240401", "DTEND;VALUE=DATE:20240404"], "2024-04-01/2024-04-03"),
        (["DTSTART;VALUE=DATE:20240401", "DURATION:P3D"], "2024-04-01/2024-04-03"),
        (["DTSTART:20240401T100000Z", "DTEND:20240401T113000Z"], "2024-04-01T10:00Z/2024-04-01T11:30Z"),
        (["DTSTART:20240401T100000Z", "DURATION:PT1H30M"], "2024-04-01T10:00Z/2024-04-01T11:30Z"),
        (["DTSTART:20240401T100000Z"], "2024-04-01T10:00Z"),
        (["DTSTART:20240401T100005Z"], "2024-04-01T10:00:05Z"),
        (["DTSTART:20240401T100000"], "2024-04-01T10:00"),
        ([f"DTSTART;{BERLIN}:20240401T100000"], "2024-04-01T10:00+02:00"),
        (["DTSTART;TZID=/vendor.org/2007/America/New_York:20240401T100000"], "2024-04-01T10:00-04:00"),
        (["DTSTART;TZID=Tokyo Standard Time:20240401T100000"], "2024-04-01T10:00+09:00"),
        ([f"DTSTART;{BERLIN}:20240330T220000", "DURATION:PT8H"], "2024-03-30T22:00+01:00/2024-03-31T07:00+02:00"),
        ([f"DTSTART;{BERLIN}:18800101T120000"], "1880-01-01T11:06:32Z"),
    ],
)
def test_dates_mean_what_the_standard_says(dates, edtf):
    assert told(event(*dates)) == [edtf]


def test_a_zone_that_the_file_defines_is_used():
    assert told(OWN_ZONE, event("DTSTART;TZID=Ours:20240401T100000")) == ["2024-04-01T10:00+05:30"]


@pytest.mark.parametrize(
    "change", [("TZOFFSETTO:+0530", "X:1"), ("+0530", "nonsense"), ("DTSTART:20000101T000000", "RRULE:FREQ=SECONDLY")]
)
def test_a_zone_that_is_not_defined_well_is_said_to_be_unknown(change):
    found = reading(OWN_ZONE.replace(*change), event("DTSTART;TZID=Ours:20240401T100000"))
    assert found.timeline.event(0).when.edtf == "2024-04-01T10:00"
    assert problems(found)[-1][1].startswith("the time zone “Ours” is not known")


def test_what_has_no_zone_is_in_that_of_the_calendar():
    timeline = reading("X-WR-TIMEZONE:Europe/Berlin", event("DTSTART:20240401T100000")).timeline
    assert timeline.time_zone == "Europe/Berlin"
    (one,) = events_of(timeline)
    assert one.when.start.earliest == 1711958400


def test_an_event_has_its_lane_text_people_and_everything_else_as_fields():
    lines = [
        "DTSTART:20240401T100000Z",
        "DESCRIPTION:One\\, two\\nthr",
        " ee",
        "CATEGORIES:Work,Trips\\, long",
        'ORGANIZER;CN="Doe, Jane":mailto:jane@example.org',
        "ATTENDEE;CN=Ann:mailto:ann@example.org",
        "ATTENDEE:mailto:bob@example.org",
        "LOCATION:Here",
        "UID:one",
        "URL:https://example.org/a",
        "ATTACH;FILENAME=plan.pdf:https://example.org/b",
        "ATTACH:cid:inside",
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "END:VALARM",
    ]
    timeline = reading("X-WR-CALNAME:Team", event(*lines), event("DTSTART:20240401T100000Z", title="B")).timeline
    one, other = events_of(timeline)
    assert timeline.title == "Team"
    assert [lane.title for lane in timeline.lanes] == ["Work", "Team"]
    assert (one.id, one.summary, other.lane) == ("one", "One, two\nthree", "team")
    assert one.fields == {
        "categories": ["Work", "Trips, long"],
        "organizer": "Doe, Jane",
        "attendee": ["Ann", "bob@example.org"],
        "location": "Here",
        "uid": "one",
        "attach": "cid:inside",
        "alarm": "-PT15M",
    }
    assert [(source.title, source.url) for source in timeline.sources] == [
        ("https://example.org/a", "https://example.org/a"),
        ("plan.pdf", "https://example.org/b"),
    ]


def test_html_is_read_where_there_is_no_plain_text():
    day = "DTSTART:20240401"
    html = "X-ALT-DESC;FMTTYPE=text/html:<p>One</p><script>x</script>two"
    assert [one.summary for one in events(event(day, html), event(day, html, "DESCRIPTION:plain"))] == [
        "One\ntwo",
        "plain",
    ]


def test_a_cancelled_event_is_marked():
    (one,) = events(event("DTSTART:20240401", "STATUS:CANCELLED"))
    assert (one.title, one.fields) == ("A (cancelled)", {"status": "cancelled"})


def test_to_dos_journals_and_times_that_are_busy_are_events_too():
    found = events(
        event("DUE;VALUE=DATE:20240401", kind="VTODO"),
        event("DTSTART;VALUE=DATE:20240401", "DUE;VALUE=DATE:20240403", kind="VTODO"),
        event("DTSTART;VALUE=DATE:20240405", kind="VJOURNAL"),
        "BEGIN:VFREEBUSY\nFREEBUSY:20240401T100000Z/PT1H,20240401T120000Z/20240401T130000Z\nEND:VFREEBUSY",
    )
    assert [(one.title, one.when.edtf) for one in found] == [
        ("A", "2024-04-01"),
        ("A", "2024-04-01/2024-04-03"),
        ("A", "2024-04-05"),
        ("busy", "2024-04-01T10:00Z/2024-04-01T11:00Z"),
        ("busy", "2024-04-01T12:00Z/2024-04-01T13:00Z"),
    ]


# Recurrence


def test_a_rule_goes_by_the_wall_clock_without_exceptions_and_with_changes():
    weekly = [f"DTSTART;{BERLIN}:20240321T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20240418T080000Z", "UID:w"]
    moved = ["UID:w", f"RECURRENCE-ID;{BERLIN}:20240404T100000", f"DTSTART;{BERLIN}:20240405T140000"]
    found = events(event(*weekly, f"EXDATE;{BERLIN}:20240411T100000"), event(*moved, title="Moved"))
    assert [(one.title, one.when.edtf) for one in found] == [
        ("A", "2024-03-21T10:00+01:00/2024-03-21T11:00+01:00"),
        ("A", "2024-03-28T10:00+01:00/2024-03-28T11:00+01:00"),
        ("A", "2024-04-18T10:00+02:00/2024-04-18T11:00+02:00"),
        ("Moved", "2024-04-05T14:00+02:00"),
    ]


def test_further_dates_may_have_their_own_length():
    lines = ["DTSTART:20240401T100000Z", "DTEND:20240401T110000Z"]
    more = "RDATE;VALUE=PERIOD:20240402T100000Z/PT2H,20240403T10,20240404T100000Z/20240404T103000Z"
    found = reading(event(*lines, more))
    assert [one.when.edtf for one in events_of(found.timeline)] == [
        "2024-04-01T10:00Z/2024-04-01T11:00Z",
        "2024-04-02T10:00Z/2024-04-02T12:00Z",
        "2024-04-04T10:00Z/2024-04-04T10:30Z",
    ]
    assert problems(found) == [(6, "the RDATE “20240403T10” can't be read")]


def test_days_recur_as_days():
    assert told(event("DTSTART;VALUE=DATE:20240401", "DURATION:P2D", "RRULE:FREQ=YEARLY;COUNT=2")) == [
        "2024-04-01/2024-04-02",
        "2025-04-01/2025-04-02",
    ]


def test_an_endless_rule_is_followed_for_two_years_beyond_the_file_and_that_is_said_once():
    yearly = ["DTSTART;VALUE=DATE:20200401", "RRULE:FREQ=YEARLY"]
    found = reading(event(*yearly), event(*yearly), event("DTSTART:20220401"))
    assert [one.when.edtf for one in events_of(found.timeline)][:5] == [f"{year}-04-01" for year in range(2020, 2025)]
    assert len(found.timeline.events) == 11
    assert problems(found) == [(None, "2 of its events recur without an end; they are read to the end of 2024")]


def test_the_dates_of_a_rule_and_of_a_file_are_bounded():
    daily = ["DTSTART;VALUE=DATE:20200401", "RRULE:FREQ=DAILY;COUNT=5000"]
    many = MOST_OF_FILE // MOST_OF_ONE + 2
    found = reading(*[event(*daily)] * many)
    assert len(found.timeline.events) == MOST_OF_FILE + 2
    whats = [what for _, what in problems(found)]
    assert whats.count("only the first 1000 dates of the rule are read") == many - 2
    assert sum(what.startswith("only the first of its dates is read") for what in whats) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=WRONG",
        "FREQ=HOURLY;BYMINUTE=1,2",
        "COUNT=3",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=20200101",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYSETPOS=0",
        "FREQ=DAILY;" + "BYHOUR=1," * 1000,
    ],
)
def test_a_rule_that_is_not_followed_leaves_the_first_date(rule):
    found = reading(event("DTSTART:20240401T100000Z", f"RRULE:{rule}"))
    assert [one.when.edtf for one in events_of(found.timeline)] == ["2024-04-01T10:00Z"]
    ((line, what),) = problems(found)
    assert line == 5
    assert "can't be followed" in what


def test_rules_that_no_day_fits_are_named_and_soon_no_longer_followed(monkeypatch):
    monkeypatch.setattr(icalendar_instances, "MOST_STEPS", 40_000)
    never = event("DTSTART:20240401", "RRULE:FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;COUNT=3")
    found = reading(*[never] * 3)
    assert len(found.timeline.events) == 3
    *named, last = (what for _, what in problems(found))
    assert [what.endswith("names no date") for what in named] == [True, True]
    assert last.endswith("can't be followed: the rules before it take too long already")


@pytest.mark.parametrize("rule", ["FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"])
def test_a_rule_is_looked_through_for_400_years_and_no_longer(monkeypatch, rule):
    years = set()
    seen = _iterinfo.rebuild
    monkeypatch.setattr(_iterinfo, "rebuild", lambda self, year, month: years.add(year) or seen(self, year, month))
    assert recurrence(date(2024, 4, 1), rule, 2026).moments == []
    assert len(years) <= 2 * HORIZON


def test_a_rule_means_the_same_in_each_400_years():
    for start in (date(1900, 2, 28), date(2024, 2, 29), date(9990, 1, 1)):
        for rule in ("FREQ=YEARLY;COUNT=4", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5"):
            expected = islice(rrulestr(rule, dtstart=datetime.combine(start, time())), 9)
            assert recurrence(start, rule, 2026).moments == [wall.date() for wall in expected]


def test_a_fault_of_a_recurring_event_is_named_once():
    found = reading(event("DTSTART:20240401", "RRULE:FREQ=DAILY;COUNT=3", title=""))
    assert len(found.timeline.events) == 3
    assert problems(found) == [(2, "the event has no title")]


# What is broken


def test_a_broken_line_costs_one_line():
    found = reading(event("DTSTART:20240401", "no colon here", "LOCATION:Here"))
    assert found.timeline.event(0).fields == {"location": "Here"}
    assert problems(found) == [(5, "the line “no colon here” can't be read; it is left out")]


def test_a_bad_date_leaves_the_event_undated_with_its_text():
    found = reading(event("DTSTART:20241401", "DTEND:soon"))
    (one,) = events_of(found.timeline)
    assert (one.when, one.when_text) == (None, "20241401 – soon")
    assert problems(found) == [
        (4, "the DTSTART “20241401” can't be read"),
        (5, "the DTEND “soon” can't be read"),
    ]


def test_an_end_before_the_start_and_one_too_far_away_are_left_out():
    found = reading(event("DTSTART:20240402", "DTEND:20240401"), event("DTSTART:99991231T100000Z", "DURATION:P90000W"))
    assert [one.when.edtf for one in events_of(found.timeline)] == ["2024-04-02", "9999-12-31T10:00Z"]
    assert [line for line, _ in problems(found)] == [2, 10]


def test_what_is_never_closed_is_read_and_named():
    found = read(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20240401\n" + event("DTSTART:20240402").encode(), "F"
    )
    assert [one.title for one in events_of(found.timeline)] == ["A", "A"]
    assert problems(found) == [(1, "BEGIN:VCALENDAR has no END"), (2, "BEGIN:VEVENT has no END")]


def test_components_inside_each_other_are_read_however_deep():
    found = reading(*["BEGIN:X"] * 200, event("DTSTART:20240401"), *["END:Y"] * 2, *["END:X"] * 200)
    assert [one.title for one in events_of(found.timeline)] == ["A"]
    assert [what for _, what in problems(found)] == ["END:“Y” closes nothing that is open"] * 2


def test_an_unknown_component_is_named_unless_it_has_a_date():
    found = reading("BEGIN:OTHER\nX:1\nEND:OTHER", event("DTSTART:20240401", kind="OTHER"))
    assert [one.fields for one in events_of(found.timeline)] == [{"component": "OTHER"}]
    assert problems(found) == [(2, "“OTHER” is no event and has no date; it is left out")]


def test_text_that_is_no_calendar_says_so():
    found = read(b"hello\n", "File.ics")
    assert found.timeline is None
    assert problems(found)[-1] == (1, "it is not a calendar: there is no BEGIN")


def test_a_letter_that_is_cut_by_a_fold_is_whole_and_other_encodings_are_named():
    folded = event("DTSTART:20240401", title="B\u00fcro").encode().replace(b"\xc3\xbc", b"\xc3\r\n \xbc")
    assert read(folded, "File.ics").timeline.event(0).title == "Büro"
    found = read(event("DTSTART:20240401", title="Büro").encode("cp1252"), "File.ics")
    assert found.timeline.event(0).title == "Büro"
    assert problems(found) == [(2, "the file is not UTF-8; it looks like Windows-1252 (Western European)")]


def test_an_event_all_of_whose_dates_are_taken_out_is_left_out_in_words():
    found = reading(event("DTSTART:20240401", "RDATE:20240402", "EXDATE:20240401,20240402"))
    assert len(found.timeline.events) == 0
    assert [what for _, what in problems(found)] == ["all of its dates are taken out again by EXDATE; it is left out"]


garbage = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=20)
lines = garbage | st.builds(
    "{}{}:{}".format,
    st.sampled_from("DTEND DURATION RDATE RECURRENCE-ID UID URL CATEGORIES BEGIN X-A".split()),
    st.sampled_from(["", ";TZID=Ours", ";VALUE=DATE", ";X"]),
    st.sampled_from(["20240401", "20240401T000000Z", "00010101", "99991231T235959", "P1W", "-P1D", "VALARM"]) | garbage,
)


@given(st.lists(lines, max_size=8))
def test_whatever_stands_between_lines_the_events_are_read(between):
    first = event("DTSTART:20240401", title="First").replace("\nEND", "\n" + "\n".join([*between, "END"]))
    found = reading(first.replace("\nEND\nEND", "\nEND"), event("DTSTART:20240402", title="Last"))
    titles = [one.title for one in events_of(found.timeline)]
    assert {"First", "Last"} <= set(titles)


@given(garbage)
def test_no_rule_makes_the_reader_fail(rule):
    found = reading(event("DTSTART:20240401", f"RRULE:FREQ=YEARLY;{rule}"))
    assert len(found.timeline.events) >= 1


def test_files_of_a_librarys_tests_load_or_say_why_not(shared_data):
    files = sorted((shared_data / "ics").glob("*.ics"))
    assert len(files) == 56
    for file in files:
        found = read_file(file)
        assert found.timeline is not None
        assert len(found.timeline.events) or found.problems
        errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
        assert all(problem.line for problem in errors)
