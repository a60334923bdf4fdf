import json
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.dates import expressions
from timeline_app.model import blocks as walking
from timeline_app.model import event_words
from timeline_app.model.blocks import earliest
from timeline_app.model.quantity import Quantity
from timeline_app.model.records import Estimate, Event, Lane, Publisher, Source, SourceRef
from timeline_app.model.relations import Answer
from timeline_app.model.search import Found, Query, QueryError, find_estimates, search_events
from timeline_app.model.table import EstimateTable, EventTable, text_column
from timeline_app.model.time_columns import TimeColumns
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When, when_of

LANES = (Lane("a", "Statements"),)
PUBLISHERS = (Publisher("mod", "Ministry of Defence", "MoD"),)
SOURCES = (
    Source("s1", 'A "quoted" article', "Reuters"),
    Source("s2", "Figures of the week", "mod"),
    Source("s22", "An unnamed broadcast"),
)


FULL = Event(
    "full",
    "a",
    When.from_edtf("2022").told("", Basis.RESOLVED, "Counted back."),
    "A title",
    "2022",
    fields={"place": "Kyiv"},
    sources=(SourceRef("s22", "relay", "p. 3", "a few words"),),
    estimates=("count",),
    extra={"colour": "red"},
)


def event(when: str = "", title: str = "", stated: str = "", **changes) -> Event:
    time = When.from_edtf(when).told(stated, Basis.STATED, "") if when else None
    return Event("", "a", time, title, **{"when_text": when, **changes})


def timeline_of(*events: Event, estimates: tuple[Estimate, ...] = ()) -> Timeline:
    return Timeline("T", LANES, PUBLISHERS, SOURCES, EventTable.of(events, LANES), EstimateTable.of(estimates))


def find_events(timeline: Timeline, query: Query) -> Found:
    """What is found in all blocks together."""
    nothing = np.empty(0, np.int64)
    parts = [(nothing, nothing), *((part.certain, part.possible) for part in search_events(timeline, query))]
    return Found(*map(np.concatenate, zip(*parts, strict=True)))


def found(words: str, *events: Event) -> list[int]:
    return find_events(timeline_of(*events), Query.of(words)).certain.tolist()


@pytest.mark.parametrize("words", ["2023", "02", "2023-02-28", "28", "-", "2023-02-28 soldiers"])
def test_the_digits_of_a_date_that_is_read_are_not_looked_at(words):
    assert found(words, event("2023-02-28", "Soldiers protest")) == []


def test_a_year_is_found_where_somebody_says_it():
    events = (event("2023", "One"), event("1943", "The year 2023"), event("1943", "", "in early 2023"), event("2023"))
    assert found("2023", *events) == [1, 2]


@pytest.mark.parametrize("words", ["soonish", "SOON", "2023?-ish", "2023"])
def test_an_event_without_a_date_is_found_by_the_date_as_written(words):
    assert found(words, event("2023", "A"), event(title="B", when_text="soonish, 2023?-ish")) == [1]


@pytest.mark.parametrize(
    "key", ["sources", "role", "locator", "quote", "fields", "estimates", "extra", "basis", "basis_note", "id", '":']
)
def test_the_names_of_what_a_record_holds_are_no_words_of_it(key):
    assert found(key, FULL) == []


@pytest.mark.parametrize("words", ["counted", "KYIV", "p. 3", "few words", "broadcast"])
def test_an_event_is_found_by_what_its_record_says(words):
    assert found(words, event("2022", "Another"), FULL) == [1]


@pytest.mark.parametrize(("words", "rows"), [("quoted", [0]), ("reuters", [0]), ("ministry", [1]), ("week", [1])])
def test_an_event_is_found_by_its_sources_and_their_publishers_and_by_no_source_of_like_id(words, rows):
    cited = [event("2022", sources=(SourceRef(name),)) for name in ("s1", "s2", "s22")]
    assert found(words, *cited) == rows


def test_every_word_must_be_held_in_any_case_and_any_part():
    events = (event("2022", "Soldiers protest", summary="In a video"), event("2022", "Soldiers return"))
    assert found("VIDEO soldiers", *events) == [0]
    assert found("soldiers", *events) == [0, 1]
    assert found("soldiers zeppelin", *events) == []


def test_hits_are_found_in_the_order_of_the_file():
    assert found("hit", event("2023", "hit"), event(title="hit"), event("2021", "hit"), event("2022")) == [0, 1, 2]


@given(st.lists(st.none() | expressions.map(when_of), max_size=8), st.data())
def test_of_some_rows_the_first_in_time_are_known_and_undated_ones_come_last(whens, data):
    times = TimeColumns.of(whens)
    rows = np.flatnonzero(data.draw(st.lists(st.booleans(), min_size=len(whens), max_size=len(whens))))
    dated = [row for row in times.order if row in rows]
    expected = [*dated, *(row for row in rows if row not in dated)]
    most = data.draw(st.integers(1, 9))
    assert earliest(times, rows, most).tolist() == expected[:most]


def test_signs_of_patterns_are_plain_letters():
    assert found("50%", event("2022", "50% of them"), event("2022", "50 of them")) == [0]
    assert found(".*", event("2022", "A title")) == []


@pytest.mark.parametrize(
    ("words", "rows"),
    [("ministry", (0,)), ("mod", (0,)), ("1,000", (0,)), ("thousand", (0,)), ("killed", (0, 1)), ("2022", ())],
)
def test_estimates_are_found_by_figure_measure_and_publisher_and_not_by_their_date(words, rows):
    estimates = (
        Estimate("a", "killed", Quantity(best=1000), "mod", stated="a thousand", as_of=When.from_edtf("2022")),
        Estimate("b", "killed", Quantity(best=7), "else"),
    )
    assert find_estimates(timeline_of(estimates=estimates), Query.of(words)).certain.tolist() == list(rows)


DATES = ("2022-08-31", "2022-09", "2022-09-30", "2022-10", "2022-07/2022-11", "2022", "2021/2023", "{2021,2022-09-05}")
DATED = timeline_of(
    *map(event, DATES), event(title="no date"), event(title="X", when_text="soon"), event("XXXX", "nowhere")
)


@pytest.mark.parametrize(
    ("words", "certain", "possible"),
    [
        ("before:2022-09", ["2022-08-31"], ["2022"]),
        ("before:2022-10", ["{2021,2022-09-05}", "2022-08-31", "2022-09", "2022-09-30"], ["2022"]),
        ("after:2022-09", ["2022-10"], ["2022"]),
        ("AFTER:2022-08-31", ["2022-09", "2022-09-30", "2022-10"], ["2022"]),
        ("during:2022-09", ["2022-09", "2022-09-30"], ["2022"]),
        ("during:2022", ["2022", "2022-07/2022-11", "2022-08-31", "2022-09", "2022-09-30", "2022-10"], []),
        ("during:[2021..2023]", [*DATES], []),
        ("overlaps:2022-10/2022-12", ["2021/2023", "2022-07/2022-11", "2022-10"], ["2022"]),
        ("overlaps:{2022-08,2022-10}", ["2021/2023", "2022-07/2022-11", "2022-08-31", "2022-10"], ["2022"]),
        ("touches:2022-10/2022-12", ["2021/2023", "2022-07/2022-11", "2022-10", "2022"], []),
        ('before:"Sep 2022"', ["2022-08-31"], ["2022"]),
        ("before:“Sep 2022”", ["2022-08-31"], ["2022"]),
        ("during:[2022-09, 2022-10]", ["2022-09", "2022-09-30", "2022-10"], ["2022"]),
        ("overlaps:{2022-08, 2022-10} before:2022-09", ["2022-08-31"], ["2022"]),
        ("after:2022-08 before:2022-10", ["2022-09", "2022-09-30"], ["2022"]),
    ],
)
def test_a_date_finds_what_certainly_lies_so_to_it_and_what_may(words, certain, possible):
    found = find_events(DATED, Query.of(words))
    assert {DATES[row] for row in found.certain} == set(certain)
    assert {DATES[row] for row in found.possible} == set(possible)
    assert found.certain.tolist() == sorted(found.certain)


def test_between_two_dates_that_are_asked_for_nothing_is_found():
    events = event("1667-05"), event("1800"), event("1970")
    assert found("during:[1667,1970]", *events) == [0, 2]
    assert found("overlaps:[1667,1970]", *events) == [0, 2]


def test_what_stands_in_quotation_marks_is_looked_for_as_a_whole():
    events = event("2022", "A mass grave"), event("2022", "A grave with a mass")
    assert found('"mass grave"', *events) == [0]
    assert found("mass grave", *events) == [0, 1]
    assert found('a "" grave', *events) == [0, 1]


@pytest.mark.parametrize("name", ["before", "after", "during", "overlaps", "touches"])
def test_what_has_no_date_stands_in_no_relation_to_one(name):
    found = find_events(DATED, Query.of(f"{name}:2022"))
    assert not {8, 9, 10} & {*found.certain.tolist(), *found.possible.tolist()}


def test_words_and_dates_must_both_fit():
    events = (event("2021", "Soldiers"), event("2022", "Soldiers"), event("2021", "Tanks"), event("2020/", "Soldiers"))
    found = find_events(timeline_of(*events), Query.of("before:2022 soldiers"))
    assert (found.certain.tolist(), found.possible.tolist()) == ([0], [3])


def test_estimates_are_found_by_their_date():
    estimates = [
        Estimate(when, "killed", Quantity(), "mod", as_of=When.from_edtf(when)) for when in ("2021", "2022", "2021-12/")
    ]
    found = find_estimates(
        timeline_of(estimates=(*estimates, Estimate("undated", "killed", Quantity(), "mod"))),
        Query.of("before:2022"),
    )
    assert (found.certain.tolist(), found.possible.tolist()) == ([0], [2])


def test_a_date_is_meant_in_the_zone_of_the_timeline():
    found = find_events(timeline_of(event("2023-02-27T22:00Z")), Query.of("during:2023-02-28", "Europe/Moscow"))
    assert found.certain.tolist() == [0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("before:2022-13", "before:2022-13: month 13: months go from 01 to 12"),
        ("a After:", "After:: the date is empty (write a date like 2022-09-21, 2022-09 or 2022)"),
        (
            "before:Feb 2023",
            'before:Feb: the year is missing (put a date of several words in quotation marks, like before:"Feb 2023")',
        ),
        (
            'before:"31 June 2023"',
            "before:31 June 2023: there is no 31 June (June has 30 days)",
        ),
        ("during:XXXX", "during:XXXX: no digit of the year is known"),
    ],
)
def test_a_date_that_cannot_be_read_is_said(text, words):
    with pytest.raises(QueryError) as error:
        Query.of(text)
    assert str(error.value) == words


@pytest.mark.parametrize("word", ["since:2022", "before", ":2022", "https://example.org", "10:30", 'a"b', "[1]", "{"])
def test_other_words_with_a_colon_are_plain_words(word):
    assert Query.of(word) == Query((word,))


# Against a plain loop over records

WORDS = (
    "id",
    "sources",
    "\u017fo",
    "so",
    "SOLD",
    "k",
    "Kyiv",
    "\u212ayiv",
    "жж",
    "s1",
    "place",
    'a"b',
    "a\\b",
    "null",
    "7",
    "2022",
)
HELD = ("Soldiers", "kyiv", "Id", "ЖЖ", 'a"b', "a\\b", "sources", "place", "\u017fold", "s2", "7", "2022", "")
texts = st.lists(st.sampled_from(HELD), max_size=3).map(" ".join)
refs = st.builds(SourceRef, st.sampled_from(["s1", "s2", "so", 'a"b']), st.sampled_from(["", "id"]), texts, texts)
fields = st.dictionaries(st.sampled_from(["place", "id", "so", "sources"]), texts | st.integers(0, 99), max_size=2)
dates = st.none() | st.sampled_from(
    ["2022", "2022-09", "2022-09-21~", "2021/2022", "2022/..", "../2022-09", "[2021..2023]", "{2021,2022-09}", "XXXX"]
)
queries = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(["before:2022-09", "after:2021", "during:2022", "overlaps:2022-09"]),
    max_size=3,
).map(" ".join)


@st.composite
def events(draw: st.DrawFn) -> Event:
    note = draw(texts)
    when, basis = draw(dates), Basis.RESOLVED if note else Basis.STATED
    time = When.from_edtf(when).told(draw(texts), basis, note) if when else None
    told = {"summary": draw(texts), "fields": draw(fields), "sources": tuple(draw(st.lists(refs, max_size=2)))}
    extra = draw(st.dictionaries(texts, texts, max_size=1))
    return Event("", "a", time, draw(texts), when or draw(texts), **told, extra=extra)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Tables with a further column of text, and sources of which some hold words in their titles."""
    found = draw(st.lists(events(), max_size=9))
    table = EventTable.of(found, LANES)
    column = text_column(draw(st.lists(st.none() | texts, min_size=len(found), max_size=len(found))))
    sources = [Source(name, draw(texts), draw(texts)) for name in ("s1", "s2", "so", 'a"b')]
    return replace(timeline_of(), events=replace(table, fields={"actor": column}), sources=tuple(sources))


def holds(timeline: Timeline, row: int, word: str) -> bool:
    event = timeline.event(row)
    told = [event.title, event.summary, event.when.stated if event.when else "", *map(str, event.fields.values())]
    told += [event.when.basis_note if event.when else ""]
    told += [] if timeline.events.times.dated[row] else [event.when_text]
    for ref in event.sources:
        source = timeline.source(ref.id)
        listed = source in timeline.sources
        told += [ref.locator, ref.quote, *((source.title, timeline.publisher_of(source)) if listed else ())]
    return any(word.casefold() in text.casefold() for text in told)


def answer(timeline: Timeline, row: int, query: Query) -> Answer:
    held = all(holds(timeline, row, word) for word in query.words)
    this = timeline.events.times.taken(np.array([row]))
    answers = [Answer(relation.of_all(this, stretch)[0]) for relation, stretch in query.times]
    return min(answers, default=Answer.YES) if held else Answer.NO


@given(timelines(), queries, st.sampled_from([2, 5, 100]), st.sampled_from([0, 4]))
def test_what_is_found_is_what_a_loop_over_all_records_finds(timeline, text, block, most_sources):
    query = Query.of(text)
    answers = [answer(timeline, row, query) for row in range(len(timeline.events))]
    with patch.object(walking, "_BLOCK", block), patch.object(event_words, "_MOST_SOURCES", most_sources):
        found = find_events(timeline, query)
    assert found.certain.tolist() == [row for row, found in enumerate(answers) if found is Answer.YES]
    assert found.possible.tolist() == [row for row, found in enumerate(answers) if found is Answer.UNKNOWN]


def test_a_search_looks_at_a_block_when_it_is_asked_for():
    timeline = timeline_of(*(event("2022", f"hit {number}") for number in range(10)))
    with patch.object(walking, "_BLOCK", 4):
        parts = search_events(timeline, Query.of("hit"))
        assert next(parts).certain.tolist() == [0, 1, 2, 3]
        assert [part.certain.tolist() for part in parts] == [[4, 5, 6, 7], [8, 9]]


@pytest.mark.parametrize(("word", "read"), [("id", 0), ("sources", 0), ("locator", 0), ("page", 1), ("reuters", 1)])
def test_of_details_that_are_the_same_one_is_read_and_of_keys_none(word, read):
    ref = SourceRef("s1", locator="page 7")
    timeline = timeline_of(*(event("2022", f"A title {number}", sources=(ref,)) for number in range(100)))
    with patch.object(walking, "_BLOCK", 30), patch.object(event_words.json, "loads", wraps=json.loads) as loads:
        assert len(find_events(timeline, Query.of(word)).certain) == 100 * read
    assert loads.call_count == read


def test_no_record_of_an_event_is_made_for_a_search():
    timeline = timeline_of(*(event("2022", sources=(SourceRef("s1"),)) for _ in range(10)))
    with patch.object(Timeline, "event") as made:
        assert len(find_events(timeline, Query.of("reuters during:2022")).certain) == 10
    assert not made.called
