"""The native file: what is written is read again, and a file is written so that people can compare versions."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from tests.formats.timelines import content, events_of, same_times, timelines
from timeline_app.formats.native import native, native_writing
from timeline_app.formats.problems import Severity
from timeline_app.model.when import When

PATH = Path("x.timeline.json")
EVENT = {"id": "a", "lane": "l", "when": "2022-09", "title": "A"}


def document(**members):
    return {"format": "timeline/1", "lanes": [{"id": "l", "title": "L"}], "events": [], **members}


def read(value):
    return native.read(json.dumps(value, indent=1).encode(), "x.json")


def read_event(**members):
    reading = read(document(events=[{**EVENT, **members}]))
    return reading.timeline.event(0), reading.problems


def read_estimate(**members):
    publishers = [{"id": "p", "title": "P"}]
    estimate = {"id": "e", "measure": "killed", "publisher": "p", **members}
    reading = read(document(publishers=publishers, estimates=[estimate]))
    return reading.timeline.estimates.records[0], reading.problems


def written(timeline):
    return native_writing.write(timeline, PATH).data


@given(timelines())
def test_what_is_written_is_read_again(timeline):
    again = native.read(written(timeline), "x.json").timeline
    assert content(again) == content(timeline)
    assert same_times(again.events.times, timeline.events.times)
    assert same_times(again.estimates.times, timeline.estimates.times)


@given(timelines())
def test_writing_twice_gives_the_same_bytes(timeline):
    data = written(timeline)
    assert written(native.read(data, "x.json").timeline) == data


def test_the_file_is_indented_and_ends_with_a_line_break():
    text = written(read(document(events=[{**EVENT, "summary": "Київ"}])).timeline).decode()
    assert text.startswith('{\n  "format": "timeline/1",\n')
    assert text.endswith('\n  ],\n  "estimates": []\n}\n')
    assert '      "summary": "Київ"\n' in text


def test_a_change_of_one_title_changes_one_line():
    before = written(read(document(events=[EVENT, {**EVENT, "id": "b"}])).timeline).splitlines()
    after = written(read(document(events=[EVENT, {**EVENT, "id": "b", "title": "New"}])).timeline).splitlines()
    assert len(before) == len(after)
    assert sum(left != right for left, right in zip(before, after, strict=True)) == 1


def test_long_lists_have_one_line_a_member():
    sources = [{"id": f"source-{number}", "role": "report", "quote": "some words"} for number in range(4)]
    text = written(read(document(events=[{**EVENT, "sources": sources}])).timeline).decode()
    assert text.count('\n        {"id": "source-') == 4


def test_keys_that_are_not_known_are_written_back_at_every_level():
    more = {"x": [1, {"y": None}]}
    value = document(
        **more,
        lanes=[{"id": "l", "title": "L", **more}],
        publishers=[{"id": "p", "title": "P", **more}],
        sources=[{"id": "s", "title": "S", **more}],
        events=[{**EVENT, "sources": [{"id": "s", **more}], **more}],
        estimates=[{"id": "e", "measure": "killed", "publisher": "p", **more}],
    )
    reading = read(value)
    again = json.loads(written(reading.timeline))
    assert not reading.problems
    assert {key: again[key] for key in value} == value


def test_estimates_keep_how_their_dates_were_put():
    estimate, problems = read_estimate(
        published="2022-09", published_stated="in September", published_basis="resolved", published_basis_note="n",
        as_of="2022-08", as_of_stated="by August", since="2022", since_stated="since last year", note="N",
    )  # fmt: skip
    assert not problems
    assert (estimate.published.stated, estimate.published.basis, estimate.published.basis_note) == (
        "in September",
        "resolved",
        "n",
    )
    assert (estimate.as_of.stated, estimate.since, estimate.since_stated, estimate.note) == (
        "by August",
        "2022",
        "since last year",
        "N",
    )


# Input that isn't right


def only_problem(problems):
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_an_event_without_a_date_is_noted_unless_the_file_says_that_none_is_known():
    event = {"id": "a", "title": "A"}
    assert only_problem(read(document(events=[event])).problems).what == "the event has no date"
    reading = read(document(events=[event | {"when": None}]))
    assert (reading.problems, reading.timeline.events.undated) == ((), 1)
    assert json.loads(written(reading.timeline))["events"][0]["when"] is None


def test_a_bad_date_leaves_the_event_undated_with_its_text():
    event, problems = read_event(when="21 September 2022", stated="then", basis="resolved")
    problem = only_problem(problems)
    assert (event.when, event.when_text, event.extra) == (
        None,
        "21 September 2022",
        {"stated": "then", "basis": "resolved"},
    )
    assert (problem.line, problem.path) == (13, "events[0].when")
    assert problem.hint == "did you mean “2022-09-21”?"


def test_an_undated_event_keeps_what_the_source_said_when_it_is_written_again():
    value = document(events=[{**EVENT, "when": "soon", "stated": "then", "basis": "resolved", "basis_note": "n"}])
    again = json.loads(written(read(value).timeline))
    assert again["events"] == value["events"]


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"title": 5}, "events[0].title"),
        ({"when": 2022}, "events[0].when"),
        ({"summary": ["a"]}, "events[0].summary"),
        ({"importance": "high"}, "events[0].importance"),
        ({"importance": 7}, "events[0].importance"),
        ({"importance": True}, "events[0].importance"),
        ({"fields": "Kyiv"}, "events[0].fields"),
        ({"sources": "s"}, "events[0].sources"),
        ({"estimates": {"a": 1}}, "events[0].estimates"),
        ({"basis": "guessed"}, "events[0].basis"),
        ({"stated": 3}, "events[0].stated"),
    ],
)
def test_a_wrong_type_costs_one_member_and_is_written_back(members, path):
    value = document(events=[{**EVENT, **members}])
    reading = read(value)
    problem = only_problem(reading.problems)
    assert (problem.severity, problem.path) == (Severity.ERROR, path)
    again = json.loads(written(reading.timeline))["events"][0]
    assert {key: again[key] for key in members} == members


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"low": 5, "high": 3}, "estimates[0]"),
        ({"high": "6,000"}, "estimates[0].high"),
        ({"low": [1]}, "estimates[0].low"),
        ({"relation": "circa"}, "estimates[0].relation"),
        ({"approximate": "yes"}, "estimates[0].approximate"),
        ({"as_of": "2022-13"}, "estimates[0].as_of"),
        ({"since": "last year"}, "estimates[0].since"),
        ({"part_of": "nobody"}, "estimates[0].part_of"),
        ({"publisher": "nobody"}, "estimates[0].publisher"),
        ({"measure": None}, "estimates[0]"),
    ],
)
def test_a_fault_in_an_estimate_is_named_and_the_estimate_kept(members, path):
    estimate, problems = read_estimate(**members)
    assert estimate.id == "e"
    assert only_problem(problems).path == path


def test_what_is_said_of_a_date_that_is_not_there_is_checked_and_written_back():
    members = {"as_of_stated": 5, "as_of_basis": "resolved"}
    estimate = {"id": "e", "measure": "killed", **members, "publisher": "p"}
    reading = read(document(publishers=[{"id": "p"}], estimates=[estimate]))
    assert only_problem(reading.problems).path == "estimates[0].as_of_stated"
    assert json.loads(written(reading.timeline))["estimates"] == [estimate]


def test_a_number_in_quotation_marks_is_offered_as_a_number():
    _, problems = read_estimate(high="6,000")
    assert only_problem(problems).hint == "write 6000 without quotation marks"


def test_an_unknown_measure_is_the_files_own_word():
    estimate, problems = read_estimate(measure="displaced")
    assert (estimate.measure, problems) == ("displaced", ())


def test_an_unknown_lane_is_made():
    reading = read(document(events=[{**EVENT, "lane": "m"}, {**EVENT, "id": "b", "lane": "m"}]))
    assert [(lane.id, lane.title) for lane in reading.timeline.lanes] == [("l", "L"), ("m", "m")]
    assert only_problem(reading.problems).path == "events[0].lane"


def test_events_without_a_lane_go_to_one_called_events():
    reading = read({"format": "timeline/1", "events": [{"title": "A", "when": "2022"}, {"title": "B", "when": "2023"}]})
    assert [lane.title for lane in reading.timeline.lanes] == ["Events"]
    assert (reading.problems, [event.id for event in events_of(reading.timeline)]) == ((), ["event-1", "event-2"])


@pytest.mark.parametrize(
    ("member", "path", "words"),
    [
        ({"sources": ["nobody"]}, "events[0].sources[0]", "source"),
        ({"sources": [{"id": "nobody"}]}, "events[0].sources[0].id", "source"),
        ({"estimates": ["nobody"]}, "events[0].estimates[0]", "estimate"),
    ],
)
def test_an_unknown_id_is_named_and_kept(member, path, words):
    event, problems = read_event(**member)
    problem = only_problem(problems)
    assert (problem.path, problem.what) == (path, f"there is no {words} with the id “nobody”")
    assert "nobody" in (*event.estimates, *(ref.id for ref in event.sources))


def test_a_taken_id_gets_a_suffix_that_nobody_has():
    reading = read(document(events=[EVENT, EVENT, {**EVENT, "id": "a-2"}]))
    assert [event.id for event in events_of(reading.timeline)] == ["a", "a-3", "a-2"]
    assert only_problem(reading.problems).path == "events[1].id"


def test_an_id_that_is_a_number_is_found_by_what_refers_to_it():
    value = document(sources=[{"id": 7, "title": "S"}], events=[{**EVENT, "sources": [7]}])
    reading = read(value)
    assert reading.timeline.event(0).sources[0].id == reading.timeline.sources[0].id == "7"
    assert {problem.path for problem in reading.problems} == {"sources[0].id", "events[0].sources[0]"}


def test_what_is_no_object_in_a_list_is_left_out_and_named():
    reading = read(document(events=[5, EVENT, None, "x"]))
    assert [event.id for event in events_of(reading.timeline)] == ["a"]
    assert [problem.path for problem in reading.problems] == ["events[0]", "events[2]", "events[3]"]


def test_a_mention_of_no_source_is_kept():
    event, problems = read_event(sources=[{"role": "photo"}])
    assert (event.sources[0].role, only_problem(problems).path) == ("photo", "events[0].sources[0]")


@pytest.mark.parametrize("wanted", [None, [1], 1.5, True])
def test_a_mention_whose_id_cannot_be_used_is_written_back(wanted):
    value = document(events=[{**EVENT, "sources": [{"id": wanted, "role": "photo"}]}])
    again = json.loads(written(read(value).timeline))
    assert again["events"] == value["events"]


UNUSABLE = [None, 5, 1.5, True, [1], ""]


@pytest.mark.parametrize("key", ["sources", "estimates"])
def test_members_of_a_list_of_ids_that_cannot_be_used_are_named_and_written_back(key):
    value = document(events=[{**EVENT, key: ["known", *UNUSABLE]}], **{key: [{"id": "known", "measure": "killed"}]})
    reading = read(value)
    assert [problem.path for problem in reading.problems if problem.path.startswith("events")] == [
        f"events[0].{key}[{index}]" for index in range(1, 7)
    ]
    event = reading.timeline.event(0)
    assert (*event.estimates, *(ref.id for ref in event.sources)) == ("known",)
    assert json.loads(written(reading.timeline))["events"] == value["events"]


def test_mentions_in_an_estimate_that_cannot_be_used_are_written_back():
    estimate = {"id": "e", "measure": "killed", "publisher": "p", "sources": UNUSABLE}
    again = json.loads(written(read(document(estimates=[estimate])).timeline))
    assert again["estimates"] == [estimate]


@pytest.mark.parametrize("key", ["lanes", "publishers", "sources", "events", "estimates"])
def test_what_is_no_object_in_a_list_is_written_back_behind_the_others(key):
    value = document()
    value[key] = [*value.get(key, []), 5, None, "x"]
    reading = read(value)
    assert len(reading.problems) == 3
    assert json.loads(written(reading.timeline))[key] == value[key]


@pytest.mark.parametrize("importance", [0.123456789, 1 / 3, 1e-9, 1])
def test_the_importance_is_written_back_as_it_was(importance):
    again = json.loads(written(read(document(events=[{**EVENT, "importance": importance}])).timeline))
    assert again["events"][0]["importance"] == importance


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"publisher": ""}, "estimates[0].publisher"),
        ({"part_of": ""}, "estimates[0].part_of"),
        ({"id": ""}, "estimates[0].id"),
        ({"sources": [""]}, "estimates[0].sources[0]"),
    ],
)
def test_an_empty_id_is_a_warning(members, path):
    _, problems = read_estimate(**members)
    problem = only_problem(problems)
    assert (problem.severity, problem.path) == (Severity.WARNING, path)


@pytest.mark.parametrize("key", ["lanes", "publishers", "sources"])
@pytest.mark.parametrize("record", [{}, {"id": None}])
def test_what_is_there_to_be_referred_to_should_have_an_id(key, record):
    problem = only_problem(read(document(**{key: [record]})).problems)
    assert (problem.severity, problem.path) == (Severity.WARNING, f"{key}[0]")


@pytest.mark.parametrize("members", [{"events": None}, {"lanes": None, "publishers": None, "estimates": None}])
def test_null_is_as_good_as_an_absent_list(members):
    assert read(document(**members)).problems == ()


@pytest.mark.parametrize(
    ("literal", "column"),
    [
        ('"Sep 2022"', 2),
        ('"2022-13"', 7),
        ('" 2022-13"', 8),
        ('"2022-02-30"', 10),
        ('"\\u0032022-13"', 12),
        ('"[2022,\\ud83d\\ude00]"', 8),
        ('"\\ud83d"', 2),
        ("2022", 1),
    ],
)
def test_a_bad_date_is_found_at_the_character_that_is_wrong(literal, column):
    text = '{"format": "timeline/1", "events": [{"title": "A", "when":\n' + literal + "}]}"
    problem = native.read(text.encode(), "x.json").problems[-1]
    assert (problem.line, problem.column, problem.path) == (2, column, "events[0].when")


def test_an_event_without_a_title_has_a_warning():
    event, problems = read_event(title=None)
    assert (event.title, only_problem(problems).severity) == ("(no title)", Severity.WARNING)


def test_an_unknown_time_zone_is_utc_and_written_back():
    reading = read(document(time_zone="Mars/Olympus"))
    assert (reading.timeline.time_zone, only_problem(reading.problems).path) == ("UTC", "time_zone")
    assert json.loads(written(reading.timeline))["time_zone"] == "Mars/Olympus"


def test_a_time_that_the_clocks_skip_is_noted():
    event = {"id": "a", "title": "A", "when": "2022-03-27T03:30"}
    (problem,) = read(document(time_zone="Europe/Kyiv", events=[event])).problems
    assert "skip the time “2022-03-27T03:30”" in problem.what
    assert (problem.severity, problem.path) == (Severity.WARNING, "events[0].when")
    for fine in ("2022-03-27T03:30Z", "2022-03-27T02:59", "2022-10-30T03:30", "2022-03-27", "2022-03-27T02:00/.."):
        assert read(document(time_zone="Europe/Kyiv", events=[event | {"when": fine}])).problems == ()


def test_an_event_may_have_a_time_zone_of_its_own():
    events = [{"id": "a", "when": "2022-09-21", "time_zone": "Europe/Kyiv", "title": "A"}]
    reading = read(document(events=events))
    event = reading.timeline.event(0)
    assert (event.zone, event.when.earliest) == ("Europe/Kyiv", When.from_edtf("2022-09-20T21:00Z").earliest)
    assert json.loads(written(reading.timeline))["events"][0]["time_zone"] == "Europe/Kyiv"


def test_an_unknown_time_zone_of_an_event_is_the_files_and_written_back():
    events = [{"id": "a", "when": "2022-09-21", "time_zone": "Mars/Olympus", "title": "A"}]
    reading = read(document(events=events))
    assert (reading.timeline.event(0).zone, only_problem(reading.problems).path) == ("", "events[0].time_zone")
    assert json.loads(written(reading.timeline))["events"][0]["time_zone"] == "Mars/Olympus"


@pytest.mark.parametrize("name", ["", "../etc", "Europe", "/etc/passwd", "a\0b"])
def test_no_name_of_a_time_zone_breaks_the_reading(name):
    assert only_problem(read(document(time_zone=name)).problems).path == "time_zone"


def test_a_bad_reference_date_is_kept_as_it_was():
    reading = read(document(reference_date="Tuesday"))
    assert (reading.timeline.reference_date, only_problem(reading.problems).path) == ("Tuesday", "reference_date")


def test_a_newer_format_is_refused_in_words():
    reading = read({"format": "timeline/2", "events": []})
    problem = only_problem(reading.problems)
    assert reading.timeline is None
    assert (problem.path, problem.line) == ("format", 2)
    assert "newer" in problem.what


@pytest.mark.parametrize("name", [None, 5, "other/1", "timeline/0"])
def test_a_file_that_doesnt_name_its_format_is_read_with_an_error(name):
    reading = read({"format": name, "events": [EVENT]})
    assert len(reading.timeline.events) == 1
    assert reading.problems[0].severity is Severity.ERROR


@pytest.mark.parametrize("value", [{}, [], 5, "x", None, {"format": "x"}, {"events": 5}])
def test_json_that_is_no_timeline_is_said_to_be_none(value):
    reading = read(value)
    assert reading.timeline is None
    assert "timeline" in only_problem(reading.problems).hint


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 400, "1" * 5000])
def test_a_number_that_is_none_is_a_problem_with_its_place(literal):
    text = '{"format": "timeline/1",\n "events": [],\n "estimates": [{"id": "e", "measure": "m", "publisher": "p",\n'
    reading = native.read(f'{text}  "low": {literal}}}], "publishers": [{{"id": "p"}}]}}'.encode(), "x.json")
    problem = only_problem(reading.problems)
    assert (problem.line, problem.column, problem.path) == (4, 10, "estimates[0].low")
    assert reading.timeline.estimates.records[0].quantity.low is None


def test_a_key_that_stands_twice_is_a_warning():
    text = b'{"format": "timeline/1", "events": [{"id": "a",\n"title": "A", "when": "2022",\n"title": "B"}]}'
    reading = native.read(text, "x.json")
    problem = only_problem(reading.problems)
    assert (problem.severity, problem.line, problem.path) == (Severity.WARNING, 3, "events[0].title")
    assert reading.timeline.event(0).title == "B"


def test_half_a_character_is_replaced_and_named():
    reading = native.read(b'{"format": "timeline/1", "events": [{"title": "a\\ud800", "when": "2022"}]}', "x.json")
    assert reading.timeline.event(0).title == "a\ufffd"
    assert only_problem(reading.problems).path == "events[0].title"


def test_bytes_that_are_not_utf8_are_named_with_their_line():
    reading = native.read(b'{"format": "timeline/1", "events": [\n{"title": "caf\xe9", "when": "2022"}]}', "x.json")
    problem = only_problem(reading.problems)
    assert (problem.line, problem.column) == (2, 15)
    assert reading.timeline.event(0).title == "caf\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_the_encoding(encoding):
    text = json.dumps(document(events=[{**EVENT, "title": "Ю"}]), ensure_ascii=False)
    reading = native.read(text.encode(encoding), "x.json")
    assert (reading.timeline.event(0).title, reading.problems) == ("Ю", ())


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"format": "timeline/1",\n "events": [', 2, 13),
        ('{"format": "timeline/1",\n "events": [{"id": "a}]}', 2, 20),
        ('{"format": "timeline/1"\n "events": []}', 2, 2),
        ('{"format": "timeline/1",\n "events": [],}', 2, 15),
        ("{'format': 1}", 1, 2),
        ('{"a": 1}\n{"b": 2}', 2, 1),
    ],
)
def test_what_is_not_json_is_a_problem_with_its_place(text, line, column):
    reading = native.read(text.encode(), "x.json")
    problem = only_problem(reading.problems)
    assert reading.timeline is None
    assert (problem.line, abs(problem.column - column) <= 1) == (line, True)  # 3.13 points at the comma too many


def test_a_file_that_was_cut_off_is_said_to_be():
    text = json.dumps(document(events=[EVENT])).encode()
    for length in range(10, len(text), 7):
        assert "cut off" in only_problem(native.read(text[:length], "x.json").problems).hint


@pytest.mark.parametrize("text", ["[" * 200_000, '{"events": ' + "[" * 200_000 + "]" * 200_000 + "}"])
def test_brackets_nested_too_deeply_are_a_problem(text):
    problem = only_problem(native.read(text.encode(), "x.json").problems)
    assert (problem.line, "deeply" in problem.what) == (1, True)


def test_problems_come_in_the_order_of_the_file():
    reading = read(document(events=[{**EVENT, "when": "x", "title": 5}, {**EVENT, "id": 5}], lanes=[5, {"id": "l"}]))
    places = [(problem.line, problem.column) for problem in reading.problems]
    assert len(places) == 4
    assert places == sorted(places)


def test_a_small_file_does_not_pay_for_what_columns_are_read_with():
    code = "import sys; from timeline_app.formats.native import native; native.read(sys.argv[1].encode(), '')"
    text = '{"format": "timeline/1", "events": [{"id": "a", "when": "2022-09", "title": "A"}]}'
    code += "; sys.exit('pyarrow.compute' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, text], check=False).returncode == 0
