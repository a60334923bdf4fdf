from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.layout.timelines import estimate, estimates, event, events, index_of, timeline_of, view_of, window_of
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Font
from timeline_app.layout.view import Item
from timeline_app.layout.wording import (
    estimate_date_words,
    estimate_words,
    extent_words,
    figure_words,
    item_lines,
    item_title,
    measure_words,
)
from timeline_app.model.quantity import ENGLISH, NumberFormat, Quantity, Relation
from timeline_app.model.records import Source, SourceRef
from timeline_app.model.when import Basis, When
from timeline_app.model.zones import UTC, Zone

VIEW = view_of(window_of("2022", "2023"))


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"measure": "killed"}, "killed"),
        ({"measure": "killed", "per": "P1D"}, "killed in a day"),
        ({"measure": "losses"}, "losses (kind not stated)"),
        ({"measure": "killed-or-missing"}, "killed or missing"),
        ({"measure": "displaced-persons", "per": "P2W"}, "displaced persons per P2W"),
    ],
)
def test_a_measure_is_said_with_its_period(changes, words):
    assert measure_words(estimate("2022", **changes)) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (estimate("2022-09"), "as of Sep 2022"),
        (estimate("2023-02-28", per="P1D"), "day to 28 Feb 2023"),
        (estimate("[..2023-01-20]"), "as of 20 Jan 2023 or earlier"),
        (estimate("[..2023-01]"), "as of Jan 2023 or earlier"),
        (estimate("[2023-01-20..]"), "as of 20 Jan 2023 or later"),
        (estimate("", published=When.from_edtf("2022-09")), "reported Sep 2022"),
        (estimate("", published=When.from_edtf("[..2023-02-28]")), "undated, reported by 28 Feb 2023"),
        (estimate(""), "undated"),
    ],
)
def test_a_date_of_publication_is_never_taken_for_the_date_of_a_count(found, words):
    assert plain(estimate_date_words(index_of().timeline, found, UTC)) == words


def test_an_item_is_named_in_one_line_with_its_date():
    index = index_of(event("2022-06", "A title"), event(title="No date"), estimate("2022-09"))
    assert item_title(index, Item("event", 0), ENGLISH) == "A title, Jun 2022"
    assert item_title(index, Item("event", 1), ENGLISH) == "No date, no date"
    assert plain(item_title(index, Item("estimate", 0), ENGLISH)) == "1,000: UK MoD, killed, as of Sep 2022"


def test_figures_are_written_as_the_reader_writes_them():
    index = index_of(estimate("2022", Quantity(60_000, None, 70_000, Relation.RANGE)))
    german = NumberFormat(".", ",")
    assert estimate_words(index, index.timeline.estimates.records[0], german) == "60.000–70.000: UK MoD, killed"


@settings(max_examples=30)
@given(events())
def test_italics_are_for_the_sources_own_words_only(one):
    lines = item_lines(index_of(one), Item("event", 0), VIEW)
    assert len(lines) == 2
    said = [phrase.words for line in lines for phrase in line if phrase.font is Font.STATED]
    assert said == ([f"“{one.when.stated}”"] if one.when and one.when.stated else [])


@settings(max_examples=30)
@given(estimates())
def test_an_estimates_first_words_are_its_figure(one):
    lines = item_lines(index_of(one), Item("estimate", 0), VIEW)
    assert lines[0][0].words == one.quantity.words()


def test_everyone_says_reports_or_estimates():
    index = index_of(event("2022-06"), estimate("2022"), estimate("", published=When.from_edtf("2022")))
    said = " ".join(item_title(index, item, ENGLISH) for item in (Item("estimate", 0), Item("estimate", 1))).lower()
    assert not any(word in said for word in ("claim", "admit", "allege"))


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("", "nearly 6,000"),
        ("close to six thousand", "close to six thousand"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "nearly 6,000"),
    ],
)
def test_a_figure_is_said_as_stated_where_that_is_short(stated, words):
    one = estimate("2022", Quantity(high=6000, relation=Relation.NEARLY), stated=stated)
    index = index_of(one)
    assert figure_words(one, ENGLISH) == words
    assert item_lines(index, Item("estimate", 0), VIEW)[0][0].words == words
    assert estimate_words(index, one, ENGLISH) == f"{words}: UK MoD, killed"


@pytest.mark.parametrize(
    ("dates", "words", "short"),
    [
        ((), "", ""),
        (("",), "", ""),
        (("2022-09", "2023-02-28"), "September 2022 – 28 February 2023", "Sep 2022 – 28 Feb 2023"),
        (("2022-09",), "September 2022", "Sep 2022"),
        (("2022-09-04", "2022-09-04"), "4 September 2022", "4 Sep 2022"),
        (("2022", "2023-02"), "2022 – February 2023", "2022 – Feb 2023"),
        (("2020-05/2023",), "May 2020 – 2023", "May 2020 – 2023"),
        (("2023-02-28T10:30:00Z",), "28 February 2023", "28 Feb 2023"),
        (("-0043-03-15", "0476"), "15 March 44 BCE – 476", "15 Mar 44 BCE – 476"),
        (("-0399", "-0300"), "400 – 301 BCE", "400 – 301 BCE"),
        (("Y-228000000S3~/Y-100000000~", "Y-65000000S2~"), "229 – 65 million years ago", "229 – 65 million years ago"),
        (
            ("Y-13787000000S5", "Y-66000000"),
            "13.788 billion years ago – 66 million years ago",
            "13.788 billion years ago – 66 million years ago",
        ),
        (("Y-228999999", "2023"), "229 million years ago – 2023", "229 million years ago – 2023"),
        (("Y-66000001", "Y-66000000"), "66,000,002 BCE – 66,000,001 BCE", "66,000,002 BCE – 66,000,001 BCE"),
        (("Y-66000000",), "66 million years ago", "66 million years ago"),
        (("2022-05/..", "2021-12-31"), "31 December 2021 – May 2022", "31 Dec 2021 – May 2022"),
    ],
)
def test_from_when_to_when_is_said_no_more_precisely_than_the_dates_are(dates, words, short):
    timeline = timeline_of(*(event(date) for date in dates))
    assert (extent_words(timeline), extent_words(timeline, short=True)) == (words, short)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("[2023-02-28..]",), "28 February 2023"),
        (("[..2023-02-28]",), "28 February 2023"),
        (("2022", "[2023-05-01..]"), "2022 – 1 May 2023"),
        (("[..2023-02-28]", "2024"), "28 February 2023 – 2024"),
    ],
)
def test_the_known_end_of_an_open_date_is_itself_where_all_begins_or_ends(dates, words):
    assert extent_words(timeline_of(*(event(date) for date in dates))) == words


def test_estimates_count_for_from_when_to_when():
    assert extent_words(timeline_of(event("2022-09"), estimate("2023-02-28"))) == "September 2022 – 28 February 2023"


def test_sources_are_cited_by_their_number_behind_the_date_only_where_they_are_listed():
    refs = (SourceRef("second"), SourceRef("nowhere"), SourceRef("third"))
    timeline = timeline_of(event("2022-06", sources=refs), estimate("2022-06", sources=refs), event("2022"))
    index = TimelineIndex.of(
        replace(timeline, sources=tuple(Source(name, name) for name in ("first", "second", "third")))
    )
    for item, date in ((Item("event", 0), "Jun 2022"), (Item("estimate", 0), "as of Jun 2022")):
        cited = [plain(phrase.words) for phrase in item_lines(index, item, replace(VIEW, cites=True))[1]]
        assert cited == [date, "[2, 3]"]
        assert [plain(phrase.words) for phrase in item_lines(index, item, VIEW)[1]] == [date]
    assert len(item_lines(index, Item("event", 1), replace(VIEW, cites=True))[1]) == 1


KYIV = Zone("Europe/Kyiv")


def in_kyiv(text: str, **changes) -> TimelineIndex:
    """An event that was read by the clocks of Kyiv."""
    return index_of(
        replace(event(), when=When.from_edtf(text, KYIV.name), when_text=text), time_zone=KYIV.name, **changes
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2022-02-24T05:00", "24 Feb 2022, 05:00, Europe/Kyiv time"),
        ("2022-02-24T05:00Z", "24 Feb 2022, 05:00 UTC"),
        ("2022-02-24", "24 Feb 2022"),
        ("2022-02-24T05:00/..", "from 24 Feb 2022, 05:00, ongoing, Europe/Kyiv time"),
        (
            "[2022-02-24T05:00,2022-02-24T06:00]/2022-02-25T07:00",
            "24 Feb 2022, 05:00; or 24 Feb 2022, 06:00 – 25 Feb 2022, 07:00, Europe/Kyiv time",
        ),
        ("{2022-02-24T05:00,2022-02-25}", "24 Feb 2022, 05:00; and 25 Feb 2022, Europe/Kyiv time"),
    ],
)
def test_a_time_without_an_offset_names_its_zone_where_other_clocks_are_shown(date, words):
    index, item = in_kyiv(date), Item("event", 0)
    assert item_title(index, item, ENGLISH, UTC) == f"An event, {words}"
    assert item_title(index, item, ENGLISH) == f"An event, {words}"
    assert item_title(index, item, ENGLISH, KYIV) == f"An event, {words.removesuffix(', Europe/Kyiv time')}"
    assert item_lines(index, item, VIEW)[1][0].words == words


def test_a_zone_whose_clocks_show_the_same_is_not_named():
    index = in_kyiv("2022-02-24T05:00")
    assert item_title(index, Item("event", 0), ENGLISH, Zone("Europe/Helsinki")) == "An event, 24 Feb 2022, 05:00"


def test_a_record_of_another_zone_than_its_timeline_names_its_own():
    when = When.from_edtf("2022-02-24T05:00", KYIV.name)
    index = index_of(replace(event(), when=when, when_text=when.edtf, zone=KYIV.name), estimate(zone=KYIV.name))
    assert item_title(index, Item("event", 0), ENGLISH, UTC).endswith("05:00, Europe/Kyiv time")
    figure = replace(estimate(zone=KYIV.name), as_of=when)
    words = estimate_date_words(index.timeline, figure, UTC)
    assert plain(words) == "as of 24 Feb 2022, 05:00, Europe/Kyiv time"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("05/06/2023", ["“05/06/2023”", "(5 Jun 2023)"]),
        ("05/06/23 14:30", ["“05/06/23 14:30”", "(5 Jun 2023)"]),
        ("5 June 2023", ["“5 June 2023”"]),
        ("2023/06/05", ["“2023/06/05”"]),
    ],
)
def test_a_date_whose_day_was_worked_out_among_two_numbers_stands_in_brackets_behind_them(stated, said):
    index = index_of(event("2023-06-05", stated=stated))
    assert [phrase.words for phrase in item_lines(index, Item("event", 0), VIEW)[1]] == said


@pytest.mark.parametrize("stated", ["25/06/2023", "06/06/2023"])
def test_numbers_that_can_only_be_one_day_stand_alone(stated):
    index = index_of(event("2023-06-06", stated=stated))
    assert [phrase.words for phrase in item_lines(index, Item("event", 0), VIEW)[1]] == [f"“{stated}”"]


def test_the_sources_words_are_not_left_alone_where_they_tell_the_time_of_other_clocks():
    when = When.from_edtf("2022-02-24T05:00", KYIV.name).told("at five on 24 February 2022", Basis.STATED, "")
    index = index_of(replace(event(), when=when, when_text=when.edtf), time_zone=KYIV.name)
    said = [phrase.words for phrase in item_lines(index, Item("event", 0), VIEW)[1]]
    assert said == ["“at five on 24 February 2022”", "24 Feb 2022, 05:00, Europe/Kyiv time"]
