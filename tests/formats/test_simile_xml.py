from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import events_of
from timeline_app.formats.problems import Severity
from timeline_app.formats.registry import read_file
from timeline_app.formats.simile.simile_xml import read
from timeline_app.model.when import Kind


def reading(*events: str, root: str = "<data>"):
    return read((root + "\n" + "\n".join(events) + "\n</data>").encode(), "some/File.xml")


def events(*texts: str):
    found = reading(*texts)
    assert found.problems == ()
    return events_of(found.timeline)


def test_an_event_has_its_title_text_link_and_everything_else_as_fields():
    (event,) = events(
        '<event start="1963-11-22" title="Kennedy &amp;amp; &lt;b&gt;Connally&lt;/b&gt; shot" id="shot"'
        ' link="https://example.org/a" image="a.png" color="red" mood="x">'
        "Shot &lt;i&gt;twice&lt;/i&gt;.<br/>See <b>film</b>.</event>"
    )
    assert (event.id, event.title, event.summary) == ("shot", "Kennedy & Connally shot", "Shot twice.\nSee film.")
    assert event.fields == {"image": "a.png", "color": "red", "mood": "x"}
    assert len(event.sources) == 1


def test_the_link_is_a_source_called_by_the_event_unless_it_may_not_be_opened():
    timeline = reading(
        '<event start="2022" title="A" link="https://example.org/a"/>',
        '<event start="2022" title="B" link="javascript:alert(1)"/>',
    ).timeline
    assert [(source.title, source.url) for source in timeline.sources] == [("A", "https://example.org/a")]
    assert timeline.event(1).fields == {"link": "javascript:alert(1)"}


def test_what_the_file_says_of_itself_is_kept():
    root = '<data date-time-format="iso8601" wiki-url="http://example.org/">'
    timeline = reading('<event start="2022" title="A"/>', root=root).timeline
    assert timeline.title == "File"
    assert timeline.extra == {"simile": {"date-time-format": "iso8601", "wiki-url": "http://example.org/"}}


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ('start="1990" end="1995" isDuration="true"', "1990/1995"),
        ('start="1990" end="1995" durationEvent="true"', "1990/1995"),
        ('start="1990" end="1995" isDuration="false"', "[1990..1995]"),
        ('start="1990" end="1995"', "[1990..1995]"),
        ('start="1990-01-01" end="1991-01-01"', "1990"),
        ('start="1990" end="1990" isDuration="true"', "1990"),
        ('start="1990" isDuration="true"', "1990"),
        ('start="1990" latestStart="1995"', "[1990..1995]"),
        ('start="1990-01-01" latestStart="1991-01-01" earliestEnd="1994-02-01" end="1994-02-28"', "1990/1994-02"),
        ('start="1990-05-01" latestStart="1990-05-31" end="1995" isDuration="true"', "1990-05/1995"),
        ('start="1990" earliestEnd="2000" end="2009" isDuration="true"', "1990/200X"),
        (
            'start="1880" latestStart="1885" earliestEnd="1895" end="1900" isDuration="true"',
            "[1880..1885]/[1895..1900]",
        ),
        (
            'start="1990-03" latestStart="1990-05" earliestEnd="1995" end="1995" isDuration="true"',
            "[1990-03..1990-05]/1995",
        ),
        ('start="1990" earliestEnd="1999" end="2001" isDuration="true"', "1990/[1999..2001]"),
        ('start="1990" earliestEnd="1999"', "1990/[1999..]"),
        (
            'start="1990" latestStart="1995" earliestEnd="1990" end="1995" isDuration="true"',
            "[1990..1995]/[1990..1995]",
        ),
    ],
)
def test_two_to_four_dates_are_told_exactly(dates, told):
    (event,) = events(f'<event {dates} title="A"/>')
    assert event.when.edtf == told
    assert event.when.stated == ""
    assert not {"start", "latestStart", "earliestEnd", "end"} & event.fields.keys()


def test_midnights_are_days_and_seconds_that_are_always_0_are_left_out():
    found = reading(
        '<event start="Wed May 01 1963 00:00:00 GMT-0600" end="Sat Jun 01 1963 00:00:00 GMT-0600" isDuration="true"'
        ' title="A"/>',
        '<event start="Fri Nov 22 1963 12:30:00 GMT-0600" title="B"/>',
    )
    assert [event.when.edtf for event in events_of(found.timeline)] == [
        "1963-05-01/1963-06-01",
        "1963-11-22T12:30-06:00",
    ]
    assert found.timeline.time_zone == "Etc/GMT+6"
    (problem,) = found.problems
    assert (problem.severity, problem.line) == (Severity.WARNING, None)


def test_the_source_s_own_words_for_a_date_are_kept():
    (event,) = events('<event start="about 1850" title="A"/>')
    assert (event.when.edtf, event.when.stated) == ("1850~", "about 1850")


def test_numbers_that_count_down_are_millions_of_years_ago():
    found = reading(
        '<event start="115" end="105" isDuration="true" title="A"/>', '<event start="70" end="65" title="B"/>'
    )
    first, second = events_of(found.timeline)
    assert (first.when.edtf, first.when.kind) == ("Y-115000000S3~/Y-105000000S3~", Kind.SPAN)
    assert (second.when.edtf, second.when.kind) == ("[Y-70000000S2~..Y-65000000S2~]", Kind.MOMENT)
    (problem,) = found.problems
    assert "millions of years ago" in problem.what


def test_every_fault_is_told_with_its_line_and_loses_nothing_else():
    found = reading(
        '<event start="yesterday" end="2022" title="A"/>',
        '<event start="2022"/>',
        '<event title="C"/>',
        '<event start="1995" end="1990" isDuration="true" title="D"/>',
        '<event end="1990" title="E"/>',
        "<note/>",
        '<event start="1990" end="later" title="F"/>',
    )
    assert [(problem.line, problem.severity.value) for problem in found.problems] == [
        (2, "error"),
        (3, "warning"),
        (4, "warning"),
        (5, "error"),
        (6, "error"),
        (7, "error"),
        (8, "error"),
    ]
    rows = events_of(found.timeline)
    assert [event.when and event.when.edtf for event in rows] == [None, "2022", None, None, None, "1990"]
    assert rows[0].fields == {"start": "yesterday", "end": "2022"}
    assert rows[0].when_text == "yesterday – 2022"
    assert rows[5].fields == {"start": "1990", "end": "later"}


def test_a_file_without_events_says_so():
    (problem,) = reading().problems
    assert problem.what == "the file has no <event>"


@pytest.mark.parametrize("name", ["file.xml", "file", "file.txt"])
def test_a_file_is_known_by_its_content(tmp_path, name):
    path = tmp_path / name
    path.write_text('<?xml version="1.0"?>\n<!-- A comment -->\n<data>\n<event start="2022" title="A"/></data>')
    assert len(read_file(path).timeline.events) == 1


def test_other_xml_is_refused_by_the_name_of_its_root(tmp_path):
    path = tmp_path / "file.xml"
    path.write_text("<svg></svg>")
    reading = read_file(path)
    assert reading.timeline is None
    assert "“<svg>”" in reading.problems[0].what


WORDS = "2022 1990-05 1990-01-01T00:00:00Z Nov May 22 12:30:00 GMT-0600 BC -500 115 ? true x <b> & [".split()


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("start latestStart earliestEnd end isDuration title link".split()),
            st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
        ),
        max_size=4,
    )
)
def test_whatever_events_say_they_are_all_there(values):
    texts = [f"<event {' '.join(map(_attribute, one.items()))}>text</event>" for one in values]
    assert len(events_of(reading(*texts).timeline)) == len(values)


def _attribute(item: tuple[str, str]) -> str:
    return f'{item[0]}="{escape(item[1])}"'


@pytest.mark.parametrize(
    ("name", "count", "earliest", "latest"),
    [("jfk.xml", 130, "1961-05-20", "1978"), ("dinosaurs.xml", 224, "Y-228000000S3~", "Y-65000000S2~")],
)
def test_files_from_the_wild(shared_data, name, count, earliest, latest):
    found = read_file(shared_data / "simile" / name)
    rows = events_of(found.timeline)
    assert (len(rows), found.timeline.events.undated) == (count, 0)
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]
    assert min(rows, key=lambda event: event.when.earliest).when.edtf.partition("/")[0] == earliest
    assert max(rows, key=lambda event: event.when.latest).when.edtf.rpartition("/")[2] == latest
