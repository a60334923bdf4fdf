"""Columns of dates, against the same texts read one by one."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.timelines import same_times
from tests.model.dates import dates, expressions
from timeline_app.model import date_columns
from timeline_app.model.date_columns import read_dates, read_dates_in_zones
from timeline_app.model.edtf import EdtfError
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.when import Kind, When

ZONES = ("UTC", "Europe/Kyiv", "America/St_Johns", "Pacific/Apia")

plain = dates(st.integers(-9999, 9999) | st.integers(1850, 2030), qualified=False, clock=False).map(str)
shaped = st.from_regex(r"-?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True)
nearly = st.from_regex(r"-?[0-9X]{4}[-/.~][0-9:]{2}[-~]?[0-9/]{0,3}", fullmatch=True)
clocks = st.from_regex(
    r"-?(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9](:[0-6][0-9])?(Z|[-+][01][0-9]:[0-6][0-9])?",
    fullmatch=True,
)
turns = st.sampled_from(["2023-03-26", "2023-10-29", "2011-12-30", "2011-11-06", "2016-12-31", "2020-02-29"])
turning = st.builds("{}T{:02}:{:02}{}{}".format, turns, st.integers(0, 23), st.integers(0, 59),
    st.sampled_from(["", ":00", ":59", ":60", ":07.5"]), st.sampled_from(["", "", "Z", "+02:00", "-18:00", "+18:30"]),
)  # fmt: skip
times = clocks | turning
some = plain | times | turns | shaped
spans = st.builds("{}/{}".format, some, some)
exotic = expressions.map(str)
texts = (
    st.none()
    | st.just("")
    | plain
    | times
    | spans
    | shaped
    | nearly
    | exotic
    | st.text(max_size=11)
    | st.text("2019-/T:Z")
)


def time_of(text: str | None, zone: str) -> When | None:
    try:
        return When.from_edtf(text, zone) if text else None
    except EdtfError:
        return None


def one_by_one(found: list[str | None], zone: str = "UTC") -> TimeColumns:
    return TimeColumns.of([time_of(text, zone) for text in found])


def same_bits(one: TimeColumns, other: TimeColumns) -> bool:
    """Whether two columns hold the same bytes, of arrays that nobody can write to."""
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    names += ("kind", "start_precision", "end_precision", "flags")
    pairs = [(getattr(one, name), getattr(other, name)) for name in names]
    return same_times(one, other) and all(
        ours.tobytes() == theirs.tobytes() and ours.dtype == theirs.dtype and not ours.flags.writeable
        for ours, theirs in pairs
    )


@given(st.lists(texts, max_size=30), st.sampled_from(ZONES))
def test_a_column_is_read_like_its_texts_one_by_one(found, zone):
    assert same_bits(read_dates(pa.array(found, pa.large_string()), zone).times, one_by_one(found, zone))


@given(st.lists(st.none() | plain | shaped | exotic, max_size=30), st.data())
def test_how_the_texts_are_stored_makes_no_difference(found, data):
    first = data.draw(st.integers(0, len(found)))
    parts = [pa.array(["2022", *found[:first]])[1:], pa.array(found[first:], pa.string())]
    column = pa.chunked_array([part.cast(pa.string()) for part in parts])
    assert same_bits(read_dates(column).times, one_by_one(found))


@pytest.mark.parametrize("few", [1, 1000])
@given(st.lists(st.tuples(texts.filter(lambda text: text is not None), st.sampled_from(ZONES)), max_size=20))
def test_each_date_may_have_a_zone_of_its_own(few, found):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_columns, "_FEW", few)
        dates = read_dates_in_zones([text for text, _ in found], [zone for _, zone in found])
    whens = [time_of(text, zone) for text, zone in found]
    assert same_bits(dates.times, TimeColumns.of(whens))
    faulty = {(zone, text) for (text, zone), when in zip(found, whens, strict=True) if text and when is None}
    assert {(zone, text) for zone, faults in dates.faults.items() for text in faults} == faulty


def test_a_long_column_is_read_in_pieces(monkeypatch):
    monkeypatch.setattr(date_columns, "_ROWS_AT_ONCE", 3)
    found = ["2022-09-21", "2022", "{2022-01,2023}", None, "", "soon", "-0043-03-15", "{2020..2021}", "2022-09", "0000"]
    found += ["2022/2023-01", "2022-09-21T10:00", "2023/2022", "2022-09-21T10:00Z/2022-09-21T10:00:00+01:00"]
    assert same_bits(read_dates(pa.array(found, pa.large_string())).times, one_by_one(found))


@pytest.mark.parametrize(
    "text", ["2023-02-29", "1900-02-29", "2022-04-31", "2022-13", "2022-00-01", "-0000", "2022-1a"]
)
def test_a_text_that_looks_plain_and_is_no_date_has_its_fault(text):
    found = read_dates(pa.array(["2022", text, text, "2024-02-29"], pa.large_string()))
    assert found.times.dated.tolist() == [True, False, False, True]
    with pytest.raises(EdtfError) as expected:
        When.from_edtf(text)
    assert {key: str(fault) for key, fault in found.faults.items()} == {text: str(expected.value)}


def test_each_distinct_text_is_parsed_once_and_plain_ones_never(monkeypatch):
    parsed = []
    whole = When.from_edtf
    monkeypatch.setattr(When, "from_edtf", lambda text, zone: (parsed.append(text), whole(text, zone))[1])
    read_dates(pa.array(["2022-09~", "2022-09-21", "-0043", "soon", "2022-09~", "soon", "2022-09"] * 3))
    read_dates(
        pa.array(["2022-09-21T12:00", "2022-09-21T12:00:01Z", "2022-09-21T12:00+03:00", "2022/2023-01-01T00:00"])
    )
    assert sorted(parsed) == ["2022-09~", "soon"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "text", ["2023/2022", "2022-01-01T00:00/2021-12-31T23:59", "2023-06-01T12:00/2023-06-01T12:30Z"]
)
def test_an_interval_has_the_fault_that_it_has_by_itself(text, zone):
    found = read_dates(pa.array(["2022/2023", text], pa.large_string()), zone)
    assert same_bits(found.times, one_by_one(["2022/2023", text], zone))
    assert bool(found.faults) == (time_of(text, zone) is None)


def test_a_column_of_moments_is_held_once():
    times = read_dates(pa.array(["2022-09-21", "2022-09-21T12:00Z", None])).times
    assert times.start_earliest is times.end_earliest
    assert times.start_latest is times.end_latest


def test_a_day_begins_at_the_midnight_of_its_zone():
    times = read_dates(pa.array(["2023-02-28"]), "Europe/Moscow").times
    assert (times.start_earliest[0], times.kind[0]) == (When.from_edtf("2023-02-27T21:00Z").earliest, Kind.MOMENT)


@pytest.mark.parametrize("column", [pa.array([], pa.string()), pa.chunked_array([], pa.large_string()), pa.nulls(3)])
def test_a_column_without_dates_has_none(column):
    found = read_dates(column)
    assert (len(found.times), found.times.dated.any(), found.faults) == (len(column), False, {})


@pytest.mark.parametrize("text", ["2011-12-30", "2011-12-31", "2011-12"])
def test_a_day_that_the_clocks_skip_is_read_alike(text):
    assert same_bits(read_dates(pa.array([text]), "Pacific/Apia").times, one_by_one([text], "Pacific/Apia"))
