from timeline_app.formats.collecting import Collected, LineNotes
from timeline_app.formats.problems import Severity
from timeline_app.model.quantity import Quantity


def collected(title: str = "File") -> tuple[Collected[int | None], LineNotes]:
    notes = LineNotes("file.txt")
    return Collected(title, notes), notes


def test_events_go_to_lanes_by_their_titles():
    found, notes = collected()
    for line, lane in enumerate(("Fire", "", "Water", "Fire"), 1):
        found.add_event(line, f"Event {line}", found.when(line, "2022-09"), lane=lane)
    timeline = found.timeline()
    assert [lane.title for lane in timeline.lanes] == ["Fire", "Events", "Water"]
    assert [timeline.event(row).lane for row in range(4)] == ["fire", "events", "water", "fire"]
    assert [timeline.event(row).id for row in range(4)] == ["event-1", "event-2", "event-3", "event-4"]
    assert notes.problems == ()


def test_a_date_that_cant_be_read_is_said_and_kept():
    found, notes = collected()
    found.add_event(7, "When?", found.when(7, "05/06/2023"), text="05/06/2023")
    assert found.timeline().event(0).when is None
    assert found.timeline().event(0).when_text == "05/06/2023"
    (problem,) = notes.problems
    assert (problem.line, problem.severity) == (7, Severity.ERROR)
    assert "“05/06/2023”" in problem.what
    assert "2023-06-05" in problem.hint


def test_what_is_missing_is_a_warning_in_the_order_of_the_lines():
    found, notes = collected()
    found.add_event(9, "No date", None)
    found.add_event(3, "", found.when(3, "2022"))
    said = [(problem.line, problem.what) for problem in notes.problems]
    assert said == [(3, "the event has no title"), (9, "the event has no date")]
    assert found.timeline().event(1).title == "(no title)"


def test_sources_and_publishers_are_made_once():
    found, _ = collected()
    refs = [
        found.source("A report", "https://example.org/a", date="2022"),
        found.source("A report", "https://example.org/a"),
    ]
    found.add_event(1, "Twice", found.when(1, "2022"), sources=refs)
    for value in (1, 2):
        found.add_estimate(1, "killed", Quantity(best=value), "A ministry")
    timeline = found.timeline()
    assert [source.title for source in timeline.sources] == ["A report"]
    assert timeline.sources[0].date == "2022"
    assert [publisher.title for publisher in timeline.publishers] == ["A ministry"]
    assert [estimate.id for estimate in timeline.estimates.records] == ["estimate-1", "estimate-2"]


def test_ids_of_a_file_are_kept_unless_they_are_taken():
    found, _ = collected()
    assert [found.add_event(1, "E", None, event_id=name) for name in ("a", "a", "")] == ["a", "a-2", "event-3"]
