"""Timelines as tables, in CSV, Excel and Parquet: what comes back is what went in, but for what was said to be lost."""

import io
import tempfile
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.timelines import events_of, quantities, values, whens
from timeline_app.formats.problems import Severity
from timeline_app.formats.reading import TooMuchError
from timeline_app.formats.registry import read_file, read_files, writer_for
from timeline_app.formats.tables import workbook_writing
from timeline_app.formats.tables.table_writing import cell_text
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Estimate, Event, Figure, Lane, Publisher, Source, SourceRef
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

letters = st.characters(exclude_categories=["Cs", "Cc"])
texts = st.text(letters | st.sampled_from("=+-@';,\"\n"), max_size=8).map(str.strip)
names = texts.filter(bool)
ids = names.filter(lambda text: ";" not in text)
refs = st.lists(st.builds(SourceRef, ids), max_size=2).map(tuple)
zones = st.sampled_from(["", "Europe/Kyiv"])
lane_titles = st.lists(
    st.sampled_from(["Lane", " Lane", "Lane\u00a0", "Other", "Events", "", " "]) | texts, min_size=1, max_size=3
)
field_names = st.sampled_from(["place", "id", "Zone", "date", "killed", "id (field)", "x"])


figures = st.lists(
    st.builds(
        Figure,
        st.sampled_from(["killed", "wounded", "captured", "ships sunk"]),
        quantities,
        st.sampled_from(["", "", "mod"]),
        st.sampled_from(["", "", "Deaths", "killed", "bodies"]),
        st.sampled_from(["", "dozens", "~6,000", "5", "no number"]) | texts,
    ).filter(lambda figure: figure.stated or figure.quantity != replace(Quantity(), **_marks(figure.quantity))),
    max_size=2,
    unique_by=lambda figure: (figure.measure, figure.publisher, figure.measure_stated),
).map(tuple)


def _marks(quantity):
    return {"relation": quantity.relation, "approximate": quantity.approximate}


def refs_to(known):
    """Mentions of known sources, some of which say more than the source."""
    more = st.builds(SourceRef, st.sampled_from(known), st.sampled_from(["", "photo"]), texts, texts)
    return st.lists(st.builds(SourceRef, st.sampled_from(known)) | more, max_size=2).map(tuple)


@st.composite
def events(draw, event_id, known):
    zone = draw(zones)
    when = draw(whens(zone or "UTC"))
    when = when and when.told(draw(texts), draw(st.sampled_from(Basis)), draw(texts))
    return Event(
        event_id,
        "l",
        when,
        draw(names),
        when.edtf if when else "",
        draw(texts),
        draw(st.sampled_from([0.0, 0.5, 0.125, 1.0])),
        draw(st.dictionaries(field_names, names | values, max_size=2)),
        draw(refs_to(known)) if known else (),
        draw(st.lists(st.sampled_from(["e1", "e2"]), max_size=2).map(tuple)),
        zone,
        figures=draw(figures),
    )


@st.composite
def estimates(draw, estimate_id, known):
    zone = draw(zones)
    as_of, published = (
        when and when.told(draw(texts), draw(st.sampled_from(Basis)), draw(texts))
        for when in (draw(whens(zone or "UTC")), draw(whens(zone or "UTC")))
    )
    said = {name: draw(texts) for name in ("measure_stated", "stated", "subject", "since_stated", "per", "note")}
    return Estimate(
        estimate_id,
        draw(names),
        draw(quantities),
        "mod",
        as_of=as_of,
        published=published,
        supersedes=draw(st.sampled_from(["", "e1"])),
        sources=draw(refs_to(known)) if known else (),
        zone=zone,
        extra=draw(st.dictionaries(field_names, names, max_size=1)),
        **said,
    )


@st.composite
def timelines(draw):
    known = draw(st.lists(ids, max_size=2, unique=True))
    sources = tuple(Source(one, draw(names), url=draw(st.sampled_from(["", "http://e.org/1"]))) for one in known)
    wanted = draw(st.lists(ids, max_size=3, unique=True))
    lanes = tuple(Lane(f"lane-{number}", title) for number, title in enumerate(draw(lane_titles)))
    records = [replace(draw(events(one, known)), lane=draw(st.sampled_from(lanes)).id) for one in wanted]
    figures = [draw(estimates(one, known)) for one in ("e1", "e2")[: draw(st.integers(0, 2))]]
    publishers = (Publisher("mod", "MoD"),) if figures else ()
    table = EventTable.of(records, lanes)
    return Timeline("x", lanes if records else (), publishers, sources, table, EstimateTable.of(figures))


def written_and_read(timeline, folder, name):
    path = Path(folder) / name
    written = writer_for(path)(timeline, path)
    path.write_bytes(written.data)
    for beside, data in written.beside.items():
        (path.parent / beside).write_bytes(data)
    found = [path, *(path.parent / beside for beside in written.beside)]
    return read_files(found), written.losses


def count_in(losses, words):
    """The number in the loss that has some words; 0 for none."""
    (number,) = [int(loss.rpartition("(")[2].rstrip(")")) for loss in losses if words in loss] or [0]
    return number


def figures_told(event):
    """The figures of an event; the words for what is counted say nothing where they are the measure's own."""
    return Counter(replace(one, measure_stated=one.measure_stated.replace(one.measure, "")) for one in event.figures)


def figures_lost(before, after):
    """How many figures of events are not there any more."""
    pairs = zip(events_of(before), events_of(after), strict=True)
    return sum((figures_told(one) - figures_told(other)).total() for one, other in pairs)


def refs_lost(before, after):
    """How many mentions of sources said more."""
    pairs = zip(before, after, strict=True)
    refs = [(ref, again) for one, other in pairs for ref, again in zip(one.sources, other.sources, strict=True)]
    return sum(replace(ref, id="") != replace(again, id="") for ref, again in refs)


def lanes_told(timeline):
    """The events of each lane, by its title."""
    titles = {lane.id: lane.title for lane in timeline.lanes}
    return [titles[event.lane] for event in events_of(timeline)], sorted(lane.title for lane in timeline.lanes)


def told(timeline, event):
    """What tables hold of an event."""
    fields = {name: text for name, value in event.fields.items() if (text := cell_text(value)).strip()}
    sources = [(timeline.source(ref.id).title, timeline.source(ref.id).url) for ref in event.sources]
    zone = event.zone or timeline.time_zone
    return replace(event, lane="", fields=fields, sources=(), zone="", figures=()), sources, zone


def told_of_estimate(timeline, record):
    sources = [(timeline.source(ref.id).title, timeline.source(ref.id).url) for ref in record.sources]
    own = record.zone or timeline.time_zone
    publisher = timeline.publisher(record.publisher).title
    return replace(record, publisher="", sources=(), zone=""), sources, own, publisher


def all_told(timeline):
    found = [told(timeline, event) for event in events_of(timeline)]
    return found, [told_of_estimate(timeline, record) for record in timeline.estimates.records]


@settings(max_examples=60)
@given(timelines())
@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.xlsx"])
def test_what_comes_back_is_what_went_in(name, timeline):
    with tempfile.TemporaryDirectory() as folder:
        reading, losses = written_and_read(timeline, folder, name)
    again = reading.timeline
    if again is None:
        assert not len(timeline.events) or name == "x.xlsx"
        return
    assert all_told(again) == all_told(timeline), losses
    assert count_in(losses, "figures of events") == figures_lost(timeline, again)
    assert count_in(losses, "quotes, and roles of sources (") == refs_lost(events_of(timeline), events_of(again))
    estimates_before, estimates_after = timeline.estimates.records, again.estimates.records
    assert count_in(losses, "quotes, and roles of the sources of est") == refs_lost(estimates_before, estimates_after)
    if not any("lane" in loss for loss in losses):
        assert lanes_told(again) == lanes_told(timeline)
    if not losses:
        assert {one.id: (one.title, one.url) for one in again.sources} == {
            one.id: (one.title, one.url) for one in timeline.sources
        }


@settings(max_examples=60)
@given(timelines())
def test_parquet_holds_the_events(timeline):
    with tempfile.TemporaryDirectory() as folder:
        reading, losses = written_and_read(timeline, folder, "x.parquet")
    expected = [replace(event, estimates=()) for event, *_ in all_told(timeline)[0]]
    assert [event for event, *_ in all_told(reading.timeline)[0]] == expected
    if not any("lane" in loss for loss in losses):
        assert lanes_told(reading.timeline) == lanes_told(timeline)
    assert any("links" in loss for loss in losses) is any(event.estimates for event in events_of(timeline))


RISKY = ("=1+1", "@x", "+1", "-1", "+49 30", "'=x", "-")


def timeline_of(*records, **more):
    lanes = (Lane("l", "Lane"),)
    rest = {"publishers": (), "sources": (), "estimates": EstimateTable.of(()), **more}
    return Timeline("x", lanes, events=EventTable.of(records, lanes), **rest)


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.parquet"])
def test_what_a_spreadsheet_would_run_comes_back_as_it_was(tmp_path, name):
    records = [Event(f"event-{row}", "l", None, text, summary=text) for row, text in enumerate(RISKY, 1)]
    reading, _ = written_and_read(timeline_of(*records), tmp_path, name)
    assert [(event.title, event.summary) for event in events_of(reading.timeline)] == [(text, text) for text in RISKY]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path):
    records = [Event(text, "l", None, text, summary="http://e.org") for text in (*RISKY, "{=1}", "mailto:a@b.org", "5")]
    written_and_read(timeline_of(*records), tmp_path, "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["events"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)


def test_the_same_timeline_is_the_same_bytes(tmp_path):
    timeline = timeline_of(Event("a", "l", When.from_edtf("2022-09"), "A", "2022-09"))
    first, second = (writer_for("x.xlsx")(timeline, Path("x.xlsx")).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert b"1980-01-01" in book.read("docProps/core.xml")


def test_dates_are_text_and_figures_are_numbers(tmp_path):
    figure = Estimate("e", "killed", Quantity(5, None, 7.125, Relation.RANGE), "mod", as_of=When.from_edtf("2022-09"))
    timeline = timeline_of(
        Event("a", "l", When.from_edtf("2022"), "A", "2022"),
        estimates=EstimateTable.of([figure]),
        publishers=(Publisher("mod", "MoD"),),
    )
    reading, losses = written_and_read(timeline, tmp_path, "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    rows = list(book["estimates"].values)
    found = dict(zip(rows[0], rows[1], strict=True))
    assert (found["low"], found["high"], found["as of"]) == (5, 7.125, "2022-09")
    assert book["events"]["A2"].value == "2022"
    assert (reading.timeline.estimates.records[0].quantity, losses) == (figure.quantity, ())


def test_more_rows_than_a_sheet_has_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(workbook_writing, "MOST_ROWS", 1)
    timeline = timeline_of(*(Event(one, "l", None, one) for one in "ab"))
    with pytest.raises(TooMuchError, match="a sheet of Excel holds 1 rows, and there are 2 events; write CSV"):
        writer_for("x.xlsx")(timeline, Path("x.xlsx"))


def test_texts_that_no_cell_can_hold_are_cut_and_counted(tmp_path):
    reading, losses = written_and_read(timeline_of(Event("a", "l", None, "A" * 40_000)), tmp_path, "x.xlsx")
    assert len(reading.timeline.event(0).title) == 32_767
    assert losses == ("Excel has no place for more than 32,767 characters in a cell (1 are cut)",)


def test_a_file_of_events_alone_says_that_its_estimates_are_elsewhere(tmp_path):
    figure = Estimate("e", "killed", Quantity(best=5), "mod")
    timeline = timeline_of(
        Event("a", "l", When.from_edtf("2022"), "A", "2022", estimates=("e",)),
        estimates=EstimateTable.of([figure]),
        publishers=(Publisher("mod", "MoD"),),
    )
    both, _ = written_and_read(timeline, tmp_path, "x.csv")
    assert (both.problems, both.timeline.citing_rows) == ((), {"e": (0,)})
    (problem,) = read_file(tmp_path / "x.csv").problems
    assert problem.what == "events name estimates that aren't there: “e”"
    folder = read_file(tmp_path)
    assert (len(folder.timeline.estimates), folder.problems) == (1, ())
    alone = read_file(tmp_path / "x.estimates.csv").timeline
    assert [record.id for record in alone.estimates.records] == ["e"]


def test_a_source_that_the_table_of_sources_does_not_list_is_named(tmp_path):
    (tmp_path / "x.csv").write_text("when,title,source ids\n2020,A,bbc; b\n2021,B,reuters\n2022,C,\n", "utf-8")
    (tmp_path / "x.estimates.csv").write_text("measure,best,publisher,source ids\nkilled,5,P,afp\n", "utf-8")
    (tmp_path / "x.sources.csv").write_text("id,title\nbbc,BBC News\n", "utf-8")
    reading = read_file(tmp_path)
    (problem,) = reading.problems
    assert (problem.severity, problem.path) == (Severity.WARNING, "source ids")
    assert problem.what == "the table of sources doesn't list all that are named: “b”, “reuters”, “afp”"
    (tmp_path / "x.sources.csv").write_text("id,title\nbbc,BBC News\nb,B\nreuters,Reuters\nafp,AFP\n", "utf-8")
    assert read_file(tmp_path).problems == ()


def test_what_tables_cannot_hold_is_named():
    told = When.from_edtf("2022").told("then", Basis.RESOLVED, "note")
    one = Event("a", "l", told, "A", "2022", sources=(SourceRef("s", "photo"),), extra={"x": 1}, fields={"n": 5})
    sources = (Source("s", "S", note="n"),)
    timeline = replace(timeline_of(one, sources=sources), title="T", reference_date="2022", time_zone="Europe/Kyiv")
    losses = " ".join(writer_for("x.csv")(timeline, Path("x.csv")).losses)
    for words in ("roles of sources (1)", "keys", "numbers and lists", "title “T”", "reference date", "time zone"):
        assert words in losses
    assert "notes of sources (1)" in " ".join(writer_for("x.parquet")(timeline, Path("x.parquet")).losses)


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.parquet"])
def test_lanes_whose_titles_differ_by_blanks_alone_are_a_loss(tmp_path, name):
    lanes = tuple(Lane(str(number), title) for number, title in enumerate(("A", " A ", "B")))
    records = [Event(f"event-{number + 1}", str(number), None, "T") for number in range(3)]
    timeline = replace(timeline_of(), lanes=lanes, events=EventTable.of(records, lanes))
    reading, losses = written_and_read(timeline, tmp_path, name)
    assert [lane.title for lane in reading.timeline.lanes] == ["A", "B"]
    assert any("lanes of the same title" in loss and loss.endswith("(1)") for loss in losses)
