"""The short ways in which plain lines and plain dates of calendars are read lead where the long ones do."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from timeline_app.formats.calendars import icalendar_lines
from timeline_app.formats.calendars.icalendar_lines import parts_of
from timeline_app.formats.calendars.icalendar_times import edtf_of, when_between
from timeline_app.model.edtf import EdtfError
from timeline_app.model.when import When, when_of

pieces = st.sampled_from(
    ["DTSTART", "x-a", "TZID", ";", ";", "=", "=", ":", ":", " ", "  ", "\t", ",", '"', "\\", "\\n"]
)
marks = st.sampled_from(["^n", "%2C", "é", "A B", "/", "mailto:a@b.org", "_", ".", "\x07", "\x1f", "\x85", "20220101"])
contents = st.lists(pieces | marks, max_size=12).map("".join)
zones = st.sampled_from(
    [None, UTC, ZoneInfo("Europe/Kyiv"), ZoneInfo("America/New_York"), timezone(timedelta(hours=23))]
)
days = st.dates(date(1, 1, 3), date(9999, 12, 29))
times = st.builds(datetime.combine, days, st.times().map(lambda clock: clock.replace(microsecond=0)), zones)
moments = days | times


def long_way(content):
    name, params, value = Contentline(content).raw_parts()
    return name.upper(), {key.upper(): found for key, found in params.items()}, value


def result_of(read, *arguments):
    try:
        return read(*arguments)
    except ValueError:
        return None


@given(contents)
def test_a_plain_line_has_the_parts_that_the_library_finds(content):
    assert result_of(parts_of, content) == result_of(long_way, content)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("summary:One: two; three", ("SUMMARY", {}, "One: two; three")),
        ("DTSTART;tzid=Europe/Kyiv;VALUE=DATE:2022", ("DTSTART", {"TZID": "Europe/Kyiv", "VALUE": "DATE"}, "2022")),
        ("ATTENDEE;CN=Ann Lee:mailto:a@b.org", ("ATTENDEE", {"CN": "Ann Lee"}, "mailto:a@b.org")),
    ],
)
def test_plain_lines_need_no_library(monkeypatch, content, parts):
    monkeypatch.setattr(icalendar_lines, "Contentline", None)
    assert parts_of(content) == parts


@given(moments, moments, st.sampled_from(["UTC", "Europe/Kyiv"]), st.booleans())
def test_a_plain_time_is_the_one_that_its_text_names(start, end, zone, seconds):
    for first, last in ((start, end), (start, None), (None, end), (start, start)):
        try:
            expected = when_of(edtf_of(first, last, seconds=seconds), zone)
        except EdtfError:
            with pytest.raises(EdtfError):
                when_between(first, last, zone, seconds=seconds)
            continue
        found = when_between(first, last, zone, seconds=seconds)
        assert found == expected
        assert found == When.from_edtf(found.edtf, zone)
