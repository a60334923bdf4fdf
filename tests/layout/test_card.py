from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.timelines import estimate, estimates, event, events, index_of, view_of, window_of
from timeline_app.formats.registry import read_file
from timeline_app.layout.card import Card, card_of
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Item
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import SourceRef
from timeline_app.model.relations import Answer, after, before
from timeline_app.model.when import Basis, When
from timeline_app.model.zones import Zone

VIEW = view_of(window_of("2022", "2023"))
KYIV = Zone("Europe/Kyiv")


@pytest.fixture(scope="module")
def starter(root) -> TimelineIndex:
    return TimelineIndex.of(read_file(root / "seeds" / "russian-losses-2023.timeline.json").timeline)


def card(index: TimelineIndex, table: str, row: int) -> Card:
    return card_of(index, Item(table, row), VIEW)


def section(found: Card, heading: str) -> list[str]:
    return [entry.words for one in found.sections if one.heading == heading for entry in one.entries]


def items(found: Card, heading: str) -> list[Item]:
    return [entry.item for one in found.sections if one.heading == heading for entry in one.entries if entry.item]


def test_an_event_shows_its_date_the_sources_words_and_how_the_date_was_worked_out(starter):
    found = card(starter, "event", 3)
    assert found.title == "Putin acknowledges losses at the annual FSB meeting"
    assert found.date == "Tuesday 28 February 2023"
    assert found.stated == "on Tuesday"
    (basis,) = section(found, "Date")
    assert basis.startswith("Worked out: Tuesday 28 February 2023 is inferred")


def test_its_sources_are_listed_nearest_first_with_their_part(starter):
    article, abc = section(card(starter, "event", 3), "Sources")
    assert article.startswith("News article on Russian losses")
    assert "date inferred" in article
    assert abc == "Translation by ABC News (translation)"


def test_the_order_of_events_whose_bounds_overlap_is_said_not_to_be_known(starter):
    assert items(card(starter, "event", 3), "Order not known") == [Item("event", 2)]
    assert items(card(starter, "event", 2), "Order not known") == [Item("event", 3)]
    assert "Regiment 1439 soldiers say they will not fight" in section(card(starter, "event", 3), "Order not known")[0]
    assert section(card(starter, "event", 0), "Order not known") == []


def test_the_estimates_current_at_its_date_are_listed(starter):
    assert len(items(card(starter, "event", 3), "Estimates as of this date")) == 6
    assert items(card(starter, "event", 0), "Estimates at the close of this date") == [Item("estimate", 0)]
    assert items(card(starter, "event", 0), "Estimates given here") == [Item("estimate", 0)]


def test_an_estimate_shows_what_it_counts_in_the_sources_words_and_who_says_it(starter):
    found = card(starter, "estimate", 0)
    assert found.title == "nearly 6,000: Russian MoD, losses (kind not stated)"
    assert section(found, "Publisher") == ["Russian Ministry of Defence"]
    counted = section(found, "What it counts")
    assert any("“lost”" in line for line in counted)
    assert "Who is counted: troops of the Russian army" in counted
    assert "Figure as stated: “nearly 6,000”" in counted
    assert items(found, "Events that give it") == [Item("event", 0)]


def test_an_estimate_leads_to_what_it_is_a_part_of(starter):
    assert items(card(starter, "estimate", 5), "Part of") == [Item("estimate", 4)]
    assert "Counted since 2022 (“since last year”)" in section(card(starter, "estimate", 1), "What it counts")


@settings(max_examples=30)
@given(st.lists(events(), min_size=1, max_size=7))
def test_the_neighbours_of_unknown_order_are_those_that_may_be_before_or_after(records):
    index = index_of(*records)
    for row, one in enumerate(records):
        unknown = {
            Item("event", other)
            for other, record in enumerate(records)
            if other != row and one.when and record.when and _order_unknown(one.when, record.when)
        }
        listed = items(card(index, "event", row), "Order not known")
        assert set(listed) <= unknown
        assert len(listed) == min(len(unknown), 4)
        said = section(card(index, "event", row), "Order not known")
        assert (said[-1:] == [f"and {len(unknown) - 4} more"]) == (len(unknown) > 4)


def _order_unknown(one: When, other: When) -> bool:
    return Answer.UNKNOWN in (before(one, other), after(one, other))


@settings(max_examples=30)
@given(st.lists(events(), max_size=4), st.lists(estimates(), max_size=4))
def test_every_card_has_a_title_and_no_empty_section(records, figures):
    index = index_of(*records, *figures)
    for table, count in (("event", len(records)), ("estimate", len(figures))):
        for row in range(count):
            found = card(index, table, row)
            assert found.date
            assert all(one.heading and one.entries for one in found.sections)
    for row, figure in enumerate(figures):
        assert figure.quantity.words() in card(index, "estimate", row).title


def test_an_event_without_a_date_says_so_and_what_could_not_be_read():
    assert card(index_of(event()), "event", 0).date == "Undated"
    unread = index_of(replace(event(), when_text="sometime"))
    assert card(unread, "event", 0).date == "Undated: “sometime” is not a date that can be read"


def test_a_quotation_and_a_place_in_the_source_are_told():
    ref = SourceRef("article", "report", "page 3", "a few words")
    assert section(card(index_of(event("2022", sources=(ref,))), "event", 0), "Sources") == [
        "article (report), page 3: “a few words”"
    ]


def test_a_date_as_stated_needs_no_explanation():
    assert section(card(index_of(event("2022")), "event", 0), "Date") == []


def test_further_fields_are_shown():
    assert section(card(index_of(event("2022", fields={"place": "Kyiv"})), "event", 0), "Further fields") == [
        "place: Kyiv"
    ]


def test_where_nothing_was_known_yet_the_card_says_so():
    found = card(index_of(event("2020-03-04"), estimate("2022")), "event", 0)
    assert section(found, "Estimates as of this date") == ["none known"]


def test_a_figure_published_but_not_dated_is_named_as_such():
    published = When.from_edtf("[..2023-02-28]").told("", Basis.INFERRED, "It was out by then.")
    figure = estimate("", Quantity(1, None, 2, Relation.RANGE), published=published)
    found = card(index_of(figure), "estimate", 0)
    assert found.date.replace("\N{NO-BREAK SPACE}", " ") == "Undated, reported by 28 Feb 2023"
    assert section(found, "Date") == ["Inferred: It was out by then."]


def test_an_event_names_its_lane(starter):
    assert section(card(starter, "event", 3), "Lane") == ["Official statements"]
    assert section(card(index_of(event("2022", lane="b")), "event", 0), "Lane") == ["Protests"]


def test_a_figure_is_titled_as_its_source_puts_it(starter):
    assert card(starter, "estimate", 3).title == "approximately 40,000–60,000: UK MoD, killed"
    long = estimate("2022", Quantity(best=1000.0), stated="one thousand, " * 4)
    assert card(index_of(long), "estimate", 0).title == "1,000: UK MoD, killed"


@pytest.mark.parametrize("date", ["2022/..", "2022/", "[2022..]", "[..2022]", "[..2022-03-04]", "{2020,2022..}"])
def test_of_an_event_whose_end_no_one_knows_no_estimates_are_said_to_be_current(date):
    found = card(index_of(event(date), estimate("2021")), "event", 0)
    assert not any("close" in one.heading or one.heading.startswith("Estimates") for one in found.sections)


@pytest.mark.parametrize("date", ["2022-03", "2022-03-04~", "2022-03-04/2022-03-07", "../2022-03-07", "{2020,2022}"])
def test_of_a_vague_date_the_card_says_which_moment_is_meant(date):
    found = card(index_of(event(date), estimate("2021")), "event", 0)
    assert items(found, "Estimates at the close of this date") == [Item("estimate", 0)]


def test_an_estimate_that_may_be_later_is_marked():
    found = card(index_of(event("2022-03-04"), estimate("2022-03")), "event", 0)
    assert section(found, "Estimates as of this date") == ["possibly: 1,000: UK MoD, killed"]


@pytest.mark.parametrize(
    ("date", "words", "shown"),
    [
        ("1986-04-26T01:23:40+04:00", "Saturday 26 April 1986, 01:23:40 UTC+4", "Friday 25 April 1986, 21:23:40 UTC"),
        (
            "2022-02-24T05:00",
            "Thursday 24 February 2022, 05:00, Europe/Kyiv time",
            "Thursday 24 February 2022, 03:00 UTC",
        ),
        ("2022-02-24T05:00Z", "Thursday 24 February 2022, 05:00 UTC", ""),
        ("2022-02-24", "Thursday 24 February 2022", ""),
    ],
)
def test_a_card_tells_a_time_of_other_clocks_by_those_that_are_shown_too(date, words, shown):
    one = replace(event(), when=When.from_edtf(date, KYIV.name), when_text=date)
    figure = replace(estimate(), as_of=one.when)
    index = index_of(one, figure, time_zone=KYIV.name)
    assert card(index, "event", 0).date == words
    for table in ("event", "estimate"):
        assert section(card(index, table, 0), "Date") == ([f"That is {shown}"] if shown else [])


def test_a_card_by_the_clocks_of_its_file_tells_their_times_alone():
    text = "2022-02-24T05:00"
    one = replace(event(), when=When.from_edtf(text, KYIV.name), when_text=text)
    index = index_of(one, time_zone=KYIV.name)
    found = card_of(index, Item("event", 0), replace(VIEW, zone=KYIV))
    assert (found.date, section(found, "Date")) == ("Thursday 24 February 2022, 05:00", [])


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2022-10-30T00:30Z/2022-10-30T01:10Z", "from 30 October 2022, 03:30 UTC+3, to 30 October 2022, 03:10 UTC+2"),
        ("2022-12-31T23:30:01.25Z", "Sunday 1 January 2023, 01:30:01.25 UTC+2"),
        ("2022-12-31T23:30Z/..", "from 1 January 2023, 01:30 UTC+2, ongoing"),
        ("2022-12-31T23:30Z/2023-01-02", ""),
        ("{2022-06-01T00:00Z,2022-12-01T00:00Z}", None),
        ("[2022-06-01T00:00Z..2022-12-01T00:00Z]", None),
    ],
)
def test_a_time_is_told_by_the_clocks_that_are_shown_with_their_offset_at_that_time(date, shown):
    found = card_of(index_of(event(date)), Item("event", 0), replace(VIEW, zone=KYIV))
    said = section(found, "Date")
    if shown is None:
        assert "03:00 UTC+3" in said[0]
        assert "02:00 UTC+2" in said[0]
    else:
        assert said == ([f"That is {shown}"] if shown else [])


def test_clocks_of_old_that_were_off_by_seconds_are_told_to_the_minute():
    found = card_of(index_of(event("1900-01-01T12:00Z")), Item("event", 0), replace(VIEW, zone=KYIV))
    assert section(found, "Date") == ["That is Monday 1 January 1900, 14:02 UTC+2:02"]


def test_the_file_is_named_with_the_line_and_leads_to_its_folder(root):
    path = root / "seeds" / "russian-losses-2023.timeline.json"
    index = TimelineIndex.of(read_file(path).timeline)
    for item in (Item("event", 0), Item("estimate", 0)):
        (found,) = (one for one in card_of(index, item, VIEW).sections if one.heading == "File")
        assert [entry.words for entry in found.entries] == ["russian-losses-2023.timeline.json", "Show in file"]
        assert found.entries[1].file == str(path)
        assert section(card_of(index, item, VIEW, 12), "File")[0] == "russian-losses-2023.timeline.json, line 12"


def test_of_what_comes_from_no_file_no_file_is_named():
    index = index_of(event("2022"))
    assert section(card_of(index, Item("event", 0), VIEW), "File") == []


def test_a_figure_stands_among_its_publishers_others_and_leads_to_the_first_and_the_last():
    dates = ("2023-01-01", "2023-01-02", "2023-01-05", "2023-01-06")
    index = index_of(*(estimate(date, Quantity(best=100.0 + number)) for number, date in enumerate(dates)))
    found = card(index, "estimate", 2)
    heading = "Among this publisher's figures"
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in section(found, heading)] == [
        "3 of 4 figures by date",
        "first: 100, as of 1 Jan 2023",
        "before: 101, as of 2 Jan 2023",
        "last: 103, as of 6 Jan 2023",
        "no figure known to be of 2 of 6 days (33.3%), first to last",
    ]
    assert items(found, heading) == [Item("estimate", row) for row in (0, 1, 3)]
    assert not section(card(index_of(estimate("2023")), "estimate", 0), heading)


@pytest.mark.parametrize(
    ("before", "said"),
    [("2023-02-27", "since the day before: 90"), ("2023-02-26", "since 90"), ("2023-01", "since 90")],
)
def test_what_was_added_is_since_the_day_before_only_where_it_is(before, said):
    index = index_of(estimate(before, Quantity(best=90)), estimate("2023-02-28", Quantity(best=100)))
    (words,) = section(card(index, "estimate", 1), "Change")
    assert words.startswith(f"+10 {said}, as of")


def times_of(*records, row: int = 0) -> list[str]:
    found = section(card(index_of(*records), "estimate", row), "Beside others of its measure it is")
    return [words.replace("\N{NO-BREAK SPACE}", " ") for words in found]


def test_how_many_times_another_figure_one_is_names_both_their_dates_where_they_differ():
    old = estimate("2022-02-25", Quantity(best=100.0), publisher="csis")
    (words,) = times_of(old, estimate("2022-12-01", Quantity(best=400.0)))
    assert words == "0.25 times 400: UK MoD, killed, as of 1 Dec 2022 (this one: as of 25 Feb 2022)"
    (words,) = times_of(old, estimate("2022-02-25", Quantity(best=400.0)))
    assert words == "0.25 times 400: UK MoD, killed, as of 25 Feb 2022"


def test_a_figure_that_was_replaced_is_compared_with_those_of_its_own_time():
    others = (estimate("2022-02-20", Quantity(best=50.0)), estimate("2022-12-01", Quantity(best=4000.0)))
    replaced = (estimate(date, Quantity(best=100.0), publisher="csis") for date in ("2022-02-25", "2022-12-02"))
    (words,) = times_of(*replaced, *others)
    assert words.startswith("2 times 50: UK MoD, killed, as of 20 Feb 2022")


def test_a_figure_that_was_superseded_leads_to_its_successor():
    index = index_of(estimate("2023", id="old"), estimate("2023", id="new", supersedes="old"))
    assert items(card(index, "estimate", 0), "Replaced by") == [Item("estimate", 1)]
    assert items(card(index, "estimate", 1), "Replaces") == [Item("estimate", 0)]


def test_where_an_estimate_names_no_source_the_card_says_so(starter):
    assert section(card(index_of(estimate("2023")), "estimate", 0), "Sources") == ["none named, but for the file"]
    assert "none named, but for the file" not in section(card(starter, "estimate", 4), "Sources")
