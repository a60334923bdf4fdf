"""Several timelines become one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.timelines import content, events_of, same_times, timelines
from timeline_app.model.merge import merged
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Estimate, Event, Lane, Publisher, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When


def dangling(name="nobody", **names):
    """A timeline whose references all lead nowhere, to the given names."""
    lanes = (Lane("l", "L"),)
    refs = (SourceRef(names.get("source", name)),)
    wanted = names.get("estimate", name)
    event = Event("b", "l", None, "B", sources=refs, estimates=(wanted,))
    record = Estimate("g", "killed", Quantity(), names.get("publisher", name), part_of=wanted, supersedes=wanted)
    return Timeline(
        "D",
        lanes,
        (),
        (Source("words", "W", publisher=names.get("publisher", name)),),
        EventTable.of((event,), lanes),
        EstimateTable.of((replace(record, sources=refs),)),
    )


def timeline(title="T", lane="L", when="2022", source="S", publisher="P", zone="UTC", **members):
    """A timeline with one record of each kind, which refer to each other."""
    lanes = (Lane("l", lane),)
    refs = (SourceRef("s", "report"),)
    event = Event("a", "l", When.from_edtf(when, zone), "A", when, sources=refs, estimates=("e", "f"))
    date = When.from_edtf(when, zone)
    records = (
        Estimate("e", "killed", Quantity(best=5.0), "p", as_of=date, sources=refs),
        Estimate("f", "killed", Quantity(best=1.0), "p", part_of="e", supersedes="e"),
    )
    return Timeline(
        title,
        lanes,
        (Publisher("p", publisher),),
        (Source("s", source, publisher="p"),),
        EventTable.of((event,), lanes),
        EstimateTable.of(records),
        time_zone=zone,
        **members,
    )


def test_lanes_of_one_title_are_one_lane():
    found = merged([timeline(lane="L"), timeline(lane="M"), timeline(lane="L")])
    assert [lane.title for lane in found.lanes] == ["L", "M"]
    assert found.events.lane.tolist() == [0, 1, 0]
    assert len({lane.id for lane in found.lanes}) == 2


def test_equal_sources_and_publishers_are_there_once():
    found = merged([timeline(), timeline(title="U")])
    assert [source.id for source in found.sources] == ["s"]
    assert [publisher.id for publisher in found.publishers] == ["p"]


def test_ids_that_clash_get_a_suffix_and_references_follow():
    found = merged([timeline(), timeline(source="Other", publisher="Q")])
    event, (_, _, total, part) = found.event(1), found.estimates.records
    assert (event.id, event.estimates, event.sources[0].id) == ("a-2", ("e-2", "f-2"), "s-2")
    assert (total.id, total.publisher, total.sources[0].id) == ("e-2", "p-2", "s-2")
    assert (part.id, part.part_of, part.supersedes) == ("f-2", "e-2", "e-2")
    assert found.source("s-2") == Source("s-2", "Other", publisher="p-2")
    assert found.publisher("p-2").title == "Q"


def test_what_refers_to_something_in_its_own_timeline_keeps_doing_so():
    first = timeline()
    found = merged([first, timeline(source="Other")])
    assert found.event(0) == first.event(0)


@pytest.mark.parametrize("order", [1, -1])
def test_an_id_that_leads_nowhere_leads_to_no_record_of_another_timeline(order):
    names = {"source": "s", "estimate": "e", "publisher": "p"}
    found = merged([timeline(), dangling(**names)][::order])
    event = next(event for event in events_of(found) if event.title == "B")
    estimate = next(record for record in found.estimates.records if record.id == "g")
    source = found.source("words")
    known = {*(record.id for record in (*found.sources, *found.publishers, *found.estimates.records))}
    mentioned = {estimate.publisher, estimate.part_of, estimate.supersedes, source.publisher}
    mentioned |= {*event.estimates, *(ref.id for ref in (*event.sources, *estimate.sources))}
    assert mentioned == {"s", "e", "p"}  # the words of the file, which may be a name
    assert not mentioned & known


@pytest.mark.parametrize("order", [1, -1])
def test_what_leads_somewhere_still_does_beside_one_that_leads_nowhere(order):
    found = merged([timeline(), dangling(source="s", estimate="e", publisher="p")][::order])
    event = next(event for event in events_of(found) if event.title == "A")
    records = {record.id: record for record in found.estimates.records}
    total, part = (records[wanted] for wanted in event.estimates)
    assert found.source(event.sources[0].id).title == "S"
    assert found.publisher(found.source(event.sources[0].id).publisher).title == "P"
    assert (total.quantity.best, part.part_of, part.supersedes) == (5.0, total.id, total.id)
    assert (found.publisher(part.publisher).title, found.source(total.sources[0].id).title) == ("P", "S")


@pytest.mark.parametrize("when", ["2022-09-21T10:00", "2022-09-21", "2022-09"])
def test_dates_stay_in_the_zone_of_their_file(when):
    kyiv = timeline(when=when, zone="Europe/Kyiv")
    found = merged([kyiv, timeline()])
    assert (found.time_zone, found.event(0).zone, found.event(1).zone) == ("UTC", "Europe/Kyiv", "")
    assert found.event(0).when_text == when
    assert found.event(0).when.start == kyiv.event(0).when.start
    assert found.estimates.records[0].zone == "Europe/Kyiv"


def test_an_estimate_keeps_a_zone_of_its_own():
    kyiv = timeline(zone="Europe/Kyiv")
    records = [replace(record, zone="Asia/Kathmandu") for record in kyiv.estimates.records]
    found = merged([replace(kyiv, estimates=EstimateTable.of(records)), timeline()])
    assert found.estimates.records[0].zone == "Asia/Kathmandu"


def test_an_event_keeps_a_zone_of_its_own():
    kyiv = replace(timeline(zone="Europe/Kyiv"))
    event = replace(kyiv.event(0), zone="Asia/Kathmandu")
    kyiv = replace(kyiv, events=EventTable.of([event], kyiv.lanes))
    assert merged([kyiv, timeline()]).event(0).zone == "Asia/Kathmandu"


def test_one_zone_of_all_is_kept():
    texts = {"when": "2022-09-21T10:00", "zone": "Europe/Kyiv"}
    found = merged([timeline(**texts), timeline(**texts)])
    assert (found.time_zone, found.event(1).when_text) == ("Europe/Kyiv", "2022-09-21T10:00")


def test_the_title_names_the_first_and_counts_the_others():
    assert merged([timeline("A"), timeline("B"), timeline("C")]).title == "A and 2 more"
    assert merged([timeline(""), timeline("B")]).title == "B and 1 more"
    assert merged([timeline(""), timeline("")]).title == "2 timelines"


def test_a_reference_date_is_kept_where_all_agree():
    dated = {"reference_date": "2023-02-28", "reference_date_note": "n"}
    assert merged([timeline(**dated), timeline(**dated)]).reference_date == "2023-02-28"
    assert merged([timeline(**dated), timeline()]).reference_date == ""


def test_unknown_keys_of_all_are_kept_and_the_first_of_a_name_counts():
    first, second = timeline(extra={"a": 1}), timeline(extra={"a": 2, "b": 3})
    first = replace(first, lanes=(Lane("l", "L", {"colour": "red"}),))
    second = replace(second, lanes=(Lane("l", "L", {"colour": "blue", "height": 2}),))
    found = merged([first, second])
    assert found.extra == {"a": 1, "b": 3}
    assert found.lanes[0].extra == {"colour": "red", "height": 2}


def test_an_unusable_value_of_one_timeline_hides_nothing_of_another():
    found = merged([timeline(extra={"publishers": 5, "a": 1}), timeline()])
    assert found.extra == {"a": 1}


def test_nothing_merged_is_empty():
    assert len(merged([]).events) == 0


@given(timelines())
def test_one_timeline_stays_as_it_is(one):
    assert content(merged([one])) == content(one)


@settings(max_examples=40)  # each example is several timelines
@given(st.lists(timelines(), min_size=2, max_size=3))
def test_no_event_or_estimate_is_lost_and_ids_are_distinct(several):
    found = merged(several)
    events = events_of(found)
    assert [event.title for event in events] == [event.title for one in several for event in events_of(one)]
    assert len({event.id for event in events}) == len(events)
    assert len({record.id for record in found.estimates.records}) == sum(len(one.estimates) for one in several)
    assert [lane_title(found, event) for event in events] == [
        lane_title(one, event) for one in several for event in events_of(one)
    ]


def lane_title(timeline, event):
    return next(lane.title for lane in timeline.lanes if lane.id == event.lane)


@given(timelines())
def test_times_stay_what_they_are(one):
    found = merged([one, Timeline.empty()])
    assert same_times(found.events.times, one.events.times)
