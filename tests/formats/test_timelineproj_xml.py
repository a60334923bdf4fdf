import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import events_of
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file
from timeline_app.formats.timelineproj.timelineproj_dates import stamp
from timeline_app.formats.timelineproj.timelineproj_xml import read
from timeline_app.model.edtf import EdtfError


def event(start: str = "2013-08-11 10:30:00", end: str = "", text: str = "A", **more: str) -> str:
    parts = {"start": start, "end": end or start, "text": text, **more}
    return "<event>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</event>"


def reading(*events: str, head: str = "", tail: str = ""):
    body = "\n".join(events)
    text = f"<timeline>{head}<events>\n{body}\n</events>{tail}</timeline>"
    return read(text.encode(), "some/File.timeline")


def told(*events: str) -> list[str | None]:
    found = reading(*events)
    assert found.problems == ()
    return [row.when and row.when.edtf for row in events_of(found.timeline)]


DAY, NEXT = "2013-08-11 00:00:00", "2013-08-12 00:00:00"
NOON, LATER = "2013-08-11 12:00:00", "2013-08-11 14:30:00"


@pytest.mark.parametrize(
    ("one", "edtf"),
    [
        (event(NOON), "2013-08-11T12:00"),
        (event(NOON, LATER), "2013-08-11T12:00/2013-08-11T14:30"),
        (event(DAY, LATER), "2013-08-11T00:00/2013-08-11T14:30"),
        (event(NOON, "2013-08-11 12:00:05"), "2013-08-11T12:00:00/2013-08-11T12:00:05"),
        (event(DAY), "2013-08-11"),
        (event(DAY, NEXT), "2013-08-11"),
        (event(DAY, "2013-09-01 00:00:00"), "2013-08-11/2013-08-31"),
        (event(DAY, NEXT, fuzzy="True"), "2013-08-11~"),
        (event(DAY, "2013-09-01 00:00:00", fuzzy="True"), "2013-08-11~/2013-08-31~"),
        (event(DAY, "2013-09-01 00:00:00", fuzzy_start="True"), "2013-08-11~/2013-08-31"),
        (event(DAY, "2013-09-01 00:00:00", fuzzy_end="True"), "2013-08-11/2013-08-31~"),
        (event(DAY, NEXT, ends_today="True"), "2013-08-11/.."),
        (event(NOON, LATER, ends_today="True", fuzzy="True"), "2013-08-11T12:00~/.."),
        (event("-44-3-15 0:0:0"), "-0044-03-15"),
    ],
)
def test_a_period_is_as_exact_as_it_is_meant(one, edtf):
    assert told(one) == [edtf]


def test_categories_are_lanes_within_lanes_in_the_order_of_the_file():
    head = (
        "<categories><category><name>War</name></category><category><name>Empty</name></category>"
        "<category><name>Sea</name><color>1,2,3</color><parent>War</parent></category></categories>"
    )
    found = reading(
        event(category="Sea"),
        event(category="Unknown"),
        event(),
        event(category="War"),
        event(categories="<category>War</category><category>Sea</category>"),
        head=head,
    )
    assert [lane.title for lane in found.timeline.lanes] == ["War", "War / Sea", "Unknown", "Events"]
    rows = events_of(found.timeline)
    assert [row.lane for row in rows] == ["war-sea", "unknown", "events", "war", "war"]
    assert rows[4].fields == {"categories": "Sea"}
    kept = found.timeline.extra["thetimelineproj"]["categories"]
    assert kept[2] == {"category": [{"name": "Sea"}, {"color": "1,2,3"}, {"parent": "War"}]}


def test_a_category_that_is_a_part_of_itself_does_no_harm():
    head = (
        "<categories><category><name>A</name><parent>B</parent></category>"
        "<category><name>B</name><parent>A</parent></category></categories>"
    )
    assert [lane.title for lane in reading(event(category="A"), head=head).timeline.lanes] == ["B / A"]


def test_what_else_is_said_is_kept_and_what_is_not_so_is_not():
    found = reading(
        event(
            description="Long\ntext",
            progress="50",
            locked="False",
            milestone="True",
            labels="a b",
            alert="2013-01-01 00:00:00;Look!",
            default_color="200,200,200",
        )
    )
    (row,) = events_of(found.timeline)
    assert row.summary == "Long\ntext"
    assert row.fields == {
        "progress": "50",
        "milestone": "True",
        "labels": "a b",
        "alert": "2013-01-01 00:00:00;Look!",
        "default_color": "200,200,200",
    }


def test_links_that_may_be_opened_are_sources():
    timeline = reading(event(hyperlink="http://example.org/a; https://example.org/b;C:\\file.txt")).timeline
    assert [source.url for source in timeline.sources] == ["http://example.org/a", "https://example.org/b"]
    assert timeline.event(0).fields == {"hyperlink": "C:\\file.txt"}


def test_members_of_a_container_name_it():
    rows = events_of(
        reading(
            event(text="[1]Landing"), event(text="(1)Invasion"), event(text="[7]Note"), event(text="(2) x")
        ).timeline
    )
    assert [row.title for row in rows] == ["Landing", "Invasion", "[7]Note", "(2) x"]
    assert [row.fields.get("container") for row in rows] == ["Invasion", None, None, None]


def test_members_of_a_container_refer_to_it_by_its_id_in_newer_files():
    rows = events_of(reading(event(text="Invasion", id="7"), event(text="Landing", container="7")).timeline)
    assert rows[1].fields == {"container": "Invasion"}


def test_eras_are_events_in_a_lane_of_their_own():
    tail = "<eras><era><name>Reign</name><start>1837-06-20 00:00:00</start><end>1901-01-23 00:00:00</end></era></eras>"
    timeline = reading(event(DAY), tail=tail).timeline
    assert (timeline.event(1).title, timeline.event(1).when.edtf) == ("Reign", "1837-06-20/1901-01-22")
    assert [lane.title for lane in timeline.lanes] == ["Events", "Eras"]


def test_a_far_date_is_its_year_and_keeps_its_text():
    (row,) = events_of(reading(event("-12000-02-29 00:00:00", "-11000-01-01 00:00:00")).timeline)
    assert row.when.edtf == "Y-12000/Y-11000"
    assert row.fields == {"start": "-12000-02-29 00:00:00", "end": "-11000-01-01 00:00:00"}


def test_pictures_are_left_out_and_said():
    found = reading(event(icon="iVBORw0KGgo"))
    assert found.timeline.event(0).fields == {}
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("kind", "what"),
    [("numtime", "its times are numbers"), ("coptictime", "another calendar (coptic)"), ("x", "another calendar (x)")],
)
def test_times_that_are_no_gregorian_dates_are_refused(kind, what):
    found = reading(event(), head=f"\n<timetype>{kind}</timetype>")
    assert found.timeline is None
    assert what in found.problems[0].what
    assert found.problems[0].line == 2


@pytest.mark.parametrize("kind", ["gregoriantime", "pytime", ""])
def test_gregorian_dates_are_read(kind):
    assert reading(event(), head=f"<timetype>{kind}</timetype>").problems == ()


def test_every_fault_is_told_with_its_line_and_loses_nothing_else():
    found = reading(
        event("soon"),
        "<event><text>B</text></event>",
        event(text=""),
        event(LATER, NOON),
        event("2013-02-30 00:00:00"),
        event(),
    )
    assert [(problem.line, problem.severity.value) for problem in found.problems] == [
        *2 * [(2, "error")],
        *2 * [(3, "error")],
        (3, "warning"),
        (4, "warning"),
        (5, "error"),
        *2 * [(6, "error")],
    ]
    rows = events_of(found.timeline)
    assert [row.when is None for row in rows] == [True, True, False, True, True, False]
    assert rows[0].fields == {"start": "soon", "end": "soon"}
    assert rows[3].when_text == f"{LATER} – {NOON}"


def test_a_file_is_known_by_its_content(tmp_path):
    path = tmp_path / "file.xml"
    path.write_text(f"<?xml version='1.0'?>\n<timeline><events>{event()}</events></timeline>")
    assert len(read_file(path).timeline.events) == 1


@given(st.text("0123456789-: T", max_size=24))
def test_any_text_is_a_date_or_refused(text):
    try:
        bounds = stamp(text).bounds()
    except EdtfError:
        return
    assert bounds[0] < bounds[1]


names = st.sampled_from("start end text category categories fuzzy ends_today hyperlink container icon id".split())
words = st.sampled_from(
    [DAY, NEXT, NOON, "True", "x", "", "(1)A", "[1]B", "<category>A</category>", "-99999999999-1-1"]
)


@given(st.lists(st.lists(st.tuples(names, words), max_size=6), max_size=4))
def test_whatever_events_say_they_are_all_there(events):
    texts = ["<event>" + "".join(f"<{name}>{word}</{name}>" for name, word in parts) + "</event>" for parts in events]
    assert len(reading(*texts).timeline.events) == len(events)


def test_a_file_from_the_wild(shared_data):
    found = read_file(shared_data / "thetimelineproj" / "versions.timeline")
    rows = events_of(found.timeline)
    assert (len(rows), found.timeline.events.undated) == (59, 0)
    assert [lane.title for lane in found.timeline.lanes] == ["Planned Release", "Correction Release", "Future Release"]
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]
    edtf = {row.title: row.when.edtf for row in rows}
    assert (edtf["Timeline 0.21.1"], edtf["Timeline 2.0.0"]) == ("2013-07-07", "2019-11-03T17:08:56")
