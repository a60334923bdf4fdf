import pytest
from hypothesis import given, settings

from tests.layout.timelines import estimate, estimates, event, events, index_of, view_of, window_of
from timeline_app.layout.scene import Font
from timeline_app.layout.view import Item
from timeline_app.layout.wording import estimate_date_words, estimate_words, item_lines, item_title, measure_words
from timeline_app.model.quantity import ENGLISH, NumberFormat, Quantity, Relation
from timeline_app.model.when import When

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
        (estimate("", published=When.from_edtf("2022-09")), "reported Sep 2022"),
        (estimate("", published=When.from_edtf("[..2023-02-28]")), "undated, reported by 28 Feb 2023"),
        (estimate(""), "undated"),
    ],
)
def test_a_date_of_publication_is_never_taken_for_the_date_of_a_count(found, words):
    assert plain(estimate_date_words(found)) == words


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
