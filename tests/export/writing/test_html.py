"""Pages as HTML: one file that loads nothing, whole without its script, and reachable from the keyboard with it."""

import re
from html.parser import HTMLParser

import pytest

from tests.export import browser
from timeline_app.export.picture import PictureOptions, render
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.native import native
from timeline_app.model.timeline import Timeline
from timeline_app.resources import STARTER, seed

HOSTILE = "<script>alert(1)</script><img src='https://example.org/x.png' onerror=alert(2)>\"&'"


def from_csv(*rows: str) -> Timeline:
    timeline = csv_events.read("\n".join(rows).encode(), "page.csv").timeline
    assert timeline is not None
    return timeline


@pytest.fixture(scope="module")
def starter(qapp) -> str:
    timeline = native.read(seed(STARTER).read_bytes(), STARTER).timeline
    return render(timeline, PictureOptions(credit="The Daily Reader"), "html").decode()


class Page(HTMLParser):
    """What a page has: its tags in their order with their attributes, and its words by the tag around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append((self.tags[-1][0] if self.tags else "", data))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def text_of(html: str) -> str:
    body = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


# The file


def test_the_page_has_title_language_date_and_author(starter):
    page = Page(starter)
    assert page.attributes("html") == [{"lang": "en"}]
    named = {one.get("name"): one.get("content") for one in page.attributes("meta")}
    assert (named["author"], named["date"]) == ("The Daily Reader", "2023-02-28")
    assert ("title", "Reported Russian losses in the war in Ukraine, 2022–2023") in page.words


def test_it_names_no_address_that_is_loaded(starter):
    page = Page(starter)
    assert not {"img", "link", "iframe", "image", "object", "base"} & {tag for tag, _ in page.tags}
    assert not [one for _, one in page.tags if {"src", "srcset", "style"} & set(one)]
    assert "@import" not in starter
    assert "url(http" not in starter
    policy = next(one["content"] for one in page.attributes("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_every_event_and_figure_of_the_picture_leads_to_its_text(starter):
    page = Page(starter)
    ids = {one["id"] for _, one in page.tags if one.get("id")}
    links = [one["xlink:href"] for one in page.attributes("a") if one.get("xlink:href", "").startswith("#")]
    assert {f"#about-event-{row}" for row in range(4)} | {f"#about-estimate-{row}" for row in range(6)} == set(links)
    assert {link[1:] for link in links} <= ids
    assert len(ids) == sum("id" in one for _, one in page.tags)


def test_events_estimates_and_sources_are_there_as_text(starter):
    words = text_of(starter)
    for said in (
        "Putin acknowledges losses at the annual FSB meeting",
        "on Tuesday",
        "At the annual meeting with the Federal Security Service",
        "Casualty estimates as of 28 Feb 2023. Groups count different things: never added, never ranked.",
        "approximately 40,000–60,000",
        "Estimate of the Center for Strategic and International Studies, through 1",
    ):
        assert said in words


def test_the_table_of_estimates_has_headings_for_rows_and_columns(starter):
    scopes = [one["scope"] for one in Page(starter).attributes("th")]
    assert (scopes.count("row"), scopes.count("col") > 5) == (6, True)


def test_whatever_a_file_says_is_text(qapp):
    timeline = from_csv(
        "when,title,summary,lane,source", *[f'2022,"{HOSTILE.replace(chr(34), chr(34) * 2)}"' + ",x,L,S"]
    )
    html = render(timeline, PictureOptions(title=HOSTILE, subtitle=HOSTILE, credit=HOSTILE), "html").decode()
    tags = {tag for tag, _ in Page(html).tags}
    assert "img" not in tags
    assert html.count("<script>") == 1
    assert "onerror" not in {name for _, attributes in Page(html).tags for name in attributes}


def test_no_control_character_is_in_the_page(qapp):
    data = '{"format": "timeline/1", "events": [{"id": "e", "title": "a\\u0000b\\u0008c\\u202e15", "when": "2022"}]}'
    html = render(native.read(data.encode(), "x").timeline, PictureOptions(), "html").decode()
    assert "<h3>a\ufffdb\ufffdc15</h3>" in html
    assert not {letter for letter in html if (letter < " " and letter != "\n") or letter in "\u202e\uffff"}


def test_only_addresses_of_the_web_are_links(qapp):
    data = (
        '{"format": "timeline/1", "sources": [{"id": "a", "title": "A", "url": "javascript:alert(1)"},'
        '{"id": "c", "title": "C", "url": "https://example.org\\u202e/x y"},'
        '{"id": "b", "title": "B", "url": "https://example.org/b?x=1&y=2"}],'
        '"events": [{"id": "e", "title": "E", "when": "2022", "sources": ["a", "b", "c"]}]}'
    )
    html = render(native.read(data.encode(), "x").timeline, PictureOptions(), "html").decode()
    links = {one.get("href") or one.get("xlink:href") for one in Page(html).attributes("a")}
    assert {link for link in links if not link.startswith("#")} == {"https://example.org/b?x=1&y=2"}


def test_of_very_many_events_those_are_listed_that_are_drawn_one_by_one(qapp):
    rows = [f"2020-01-{1 + n % 28:02},Event {n},Many" for n in range(3000)]
    html = render(from_csv("when,title,lane", *rows, "2020-01-05,The one,Few"), PictureOptions(), "html").decode()
    assert "3,000 more are in the histograms and lines of the picture." in text_of(html)
    assert "The one" in text_of(html)
    assert len(html) < 200_000


def test_an_empty_timeline_has_a_page(qapp):
    assert "None in this picture." in text_of(render(Timeline.empty("Nothing"), PictureOptions(), "html").decode())


# In a browser


@pytest.fixture(scope="module")
def chromium():
    if browser.PROGRAM is None:
        pytest.skip("needs Chromium")
    found = browser.Browser()
    yield found
    found.close()


@pytest.fixture
def opened(chromium, starter, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(starter, "utf-8")
    chromium.open(file)
    return chromium


CARD = "(document.querySelector('#card').hidden ? '' : document.querySelector('#card').innerText)"
FOCUS = (
    "document.activeElement.getAttribute('xlink:href') || document.activeElement.id || document.activeElement.tagName"
)


def focused_event(page) -> str:
    """Press Tab until an event of the picture has the focus."""
    for _ in range(8):
        page.press("Tab")
        if str(page.ask(FOCUS)).startswith("#about-event-"):
            return page.ask(FOCUS)
    pytest.fail("no event can be reached with Tab")


def test_a_browser_finds_nothing_wrong_and_loads_nothing(opened):
    assert opened.faults() == []
    assert [address for address in opened.requested() if not address.startswith("file:")] == []
    assert len(opened.requested()) == 1


def test_an_event_is_reached_with_tab_and_its_card_is_shown_and_put_away(opened):
    assert focused_event(opened) == "#about-event-0"
    assert "Russian MoD reports its losses" in opened.ask(CARD)
    opened.press("Escape")
    assert opened.ask(CARD) == ""


def test_arrows_go_from_event_to_event(opened):
    focused_event(opened)
    opened.press("ArrowRight")
    assert opened.ask(FOCUS) == "#about-event-3"
    assert "Putin acknowledges losses" in opened.ask(CARD)
    opened.press("ArrowLeft")
    assert opened.ask(FOCUS) == "#about-event-0"


def test_enter_leads_to_the_text_of_an_event(opened):
    focused_event(opened)
    opened.press("Enter")
    assert opened.ask("location.hash") == "#about-event-0"
    assert opened.ask("document.querySelector(':target').innerText").startswith("Russian MoD reports its losses")


def test_the_pointer_shows_the_card_of_what_it_is_over(opened):
    place = "(() => { const b = document.querySelector('g#event-0').getBoundingClientRect();"
    x, y = opened.ask(f"{place} return [b.left + b.width / 2, b.top + b.height / 2] }})()")
    opened.move(x, y)
    assert "Russian MoD reports its losses" in opened.ask(CARD)
    opened.move(5, 5)
    assert opened.ask(CARD) == ""


def test_no_text_of_the_picture_is_wider_than_it_was_measured(opened):
    wide = "[...document.querySelectorAll('svg text[textLength]')].filter((t) => "
    assert opened.ask(f"{wide} t.getComputedTextLength() > Number(t.getAttribute('textLength')) + 0.5).length") == 0


def test_without_its_script_the_page_is_a_document_whose_links_work(chromium, starter, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(starter, "utf-8")
    chromium.open(file, script=False)
    assert chromium.faults() == []
    focused_event(chromium)
    chromium.press("Enter")
    assert chromium.ask("location.hash") == "#about-event-0"
    assert chromium.ask("document.querySelector('svg a title') !== null")
