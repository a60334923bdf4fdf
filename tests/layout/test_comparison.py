import math
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.layout.pictures import bounds, overlapping, seen, text_width, texts
from tests.layout.timelines import LONG, day_text, estimate, estimates, event, index_of, view_of, window_of
from timeline_app.formats.registry import read_file, read_files
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.comparison.notes import age_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Align, Box, Dot, Font, Group, Line, Rect, Role, Scene, Text
from timeline_app.layout.view import Item
from timeline_app.model import calendar
from timeline_app.model.currency import current_at
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.when import When

WINDOW = window_of("2022-08", "2023-04")
MARKS = (Role.INK, Role.INK_HOLLOW)
GREY = (Role.INK_EARLIER, Role.INK_EARLIER_HOLLOW)


@pytest.fixture(scope="module")
def starter(root) -> TimelineIndex:
    return TimelineIndex.of(read_file(root / "seeds" / "russian-losses-2023.timeline.json").timeline)


def panel(index: TimelineIndex, as_of: str = "2023-02-28", width: float = 400.0, **changes) -> Scene:
    view = view_of(WINDOW, as_of=When.from_edtf(as_of).latest, **changes)
    return draw_comparison(index, view, width, text_width)


def blocks(scene: Scene) -> list[Group]:
    return [group for group in scene.groups if group.kind == "measure"]


def rows(group: Group) -> list[Group]:
    return [part for part in group.parts if isinstance(part, Group)]


def words(group: Group) -> list[str]:
    return [part.text.replace("\N{NO-BREAK SPACE}", " ") for part in group.parts if isinstance(part, Text)]


def values(scene: Scene) -> dict[str, str]:
    """The figure in words of each row, its lines joined."""
    return {
        row.id: " ".join(part.text for part in row.parts if isinstance(part, Text) and part.font is Font.VALUE)
        for block in blocks(scene)
        for row in rows(block)
    }


def figures(group: Group) -> list[str]:
    """The scale's figures under a block, or none."""
    return [part.text for part in group.parts if isinstance(part, Text) and part.align is Align.MIDDLE]


def grid(group: Group) -> list[float]:
    return [part.x1 for part in group.parts if isinstance(part, Line)]


def accounted(scene: Scene) -> list[str]:
    """What the footer says of the figures that are not shown, a sentence each."""
    said = " ".join(words(scene.group("footer")))
    return re.findall(r"[\d,]+ of [\d,]+ .*?(?=$| [\d,]+ of )|This timeline .*", said)


def marks(group: Group, roles=MARKS) -> list[Dot | Rect]:
    return [part for part in group.parts if not isinstance(part, Group) and part.ink.role in roles]


# The starter timeline


def test_groups_are_by_measure_in_a_fixed_order_with_the_figure_for_a_day_last(starter):
    titles = [group.title for group in blocks(panel(starter))]
    assert titles == [
        "Killed",
        "Killed or missing since 2022",
        "Casualties",
        "Losses kind not stated",
        "Killed in a day",
    ]


def test_values_are_as_stated_with_who_and_when_below(starter):
    found = {row.id: words(row) for block in blocks(panel(starter)) for row in rows(block)}
    said = values(panel(starter))
    assert said == {
        "estimate:0": "nearly 6,000",
        "estimate:1": "60,000–70,000",
        "estimate:2": "175,000–200,000",
        "estimate:3": "approximately 40,000–60,000",
        "estimate:4": "149,240",
        "estimate:5": "550",
    }
    together = {name: " ".join(lines).removeprefix(f"{said[name]} ") for name, lines in found.items()}
    assert "Russian MoD" in together["estimate:0"]
    assert "reported Sep 2022" in together["estimate:0"]
    assert "5 to 6 months before" in together["estimate:0"]
    assert together["estimate:1"].startswith("CSIS · undated")
    assert "reported by 28 Feb 2023" in together["estimate:1"]
    assert "part of its casualties" in together["estimate:3"]
    assert together["estimate:4"].startswith("Ukraine MoD")
    assert "as of (28 Feb 2023)" in together["estimate:4"]
    assert "day to (28 Feb 2023)" in together["estimate:5"]
    assert "part of its 149,240" in together["estimate:5"]


def test_groups_of_similar_reach_share_a_scale_and_the_figure_for_a_day_has_its_own(starter):
    *cumulative, day = blocks(panel(starter))
    assert len({tuple(grid(block)) for block in cumulative}) == 1
    assert [figures(block) for block in cumulative[:-1]] == [[], [], []]
    assert figures(cumulative[-1])[0] == figures(day)[0] == "0"
    assert figures(cumulative[-1])[-1] == "200,000"
    assert figures(day)[-1] == "600"


def test_every_scale_starts_at_zero_at_the_same_place(starter):
    found = blocks(panel(starter))
    assert len({min(grid(block)) for block in found}) == 1
    zero, step = grid(found[0])[0], 200_000 / (len(grid(found[0])) - 1)
    (dot,) = [mark for row in rows(found[0]) for mark in marks(row) if isinstance(mark, Dot)]
    assert dot.x == pytest.approx(zero + (grid(found[0])[1] - zero) * 149_240 / step)


def test_a_length_is_the_same_number_in_all_groups_that_share_a_scale(starter):
    bars = {row.id: marks(row)[0] for block in blocks(panel(starter))[:4] for row in rows(block)}
    lengths = {name: bars[name].box.width for name in ("estimate:1", "estimate:2", "estimate:3")}
    assert lengths["estimate:3"] == pytest.approx(2 * lengths["estimate:1"])
    assert lengths["estimate:2"] == pytest.approx(2.5 * lengths["estimate:1"])


def test_a_bound_is_a_hollow_dot_with_an_arrow_and_about_is_hollow(starter):
    found = {row.id: row for block in blocks(panel(starter)) for row in rows(block)}
    roles = {
        name: [part.ink.role for part in found[name].parts if part.ink.role.value.startswith("ink")] for name in found
    }
    assert roles["estimate:0"] == [Role.INK_HOLLOW, Role.INK_LINE]
    assert roles["estimate:3"] == [Role.INK_HOLLOW]
    assert roles["estimate:4"] == roles["estimate:1"] == [Role.INK]


def test_as_of_october_only_the_russian_ministrys_figure_is_known(starter):
    scene = panel(starter, "2022-10-15")
    (block,) = blocks(scene)
    assert [row.id for row in rows(block)] == ["estimate:0"]
    assert accounted(scene) == [
        "3 of 6 undated, reported by a later date: may have been out by then",
        "2 of 6 of a later date",
    ]
    assert "as of 15 Oct 2022" in texts(scene)


def test_while_september_lasts_its_figure_is_only_possible(starter):
    (block,) = blocks(panel(starter, "2022-09-15"))
    (row,) = rows(block)
    assert any("possibly later" in line for line in words(row))


def test_before_anything_is_known_nothing_is_shown_and_all_is_accounted_for(starter):
    scene = panel(starter, "2022-01-01")
    assert blocks(scene) == []
    assert accounted(scene) == [
        "3 of 6 undated, reported by a later date: may have been out by then",
        "3 of 6 of a later date",
    ]


def test_groups_are_never_added_nor_ranked(starter):
    said = " ".join(texts(panel(starter)))
    assert "never added, never ranked" in said
    assert not any(word in said.lower() for word in ("total", "sum", "average", "mean"))


def test_the_legend_explains_the_marks_in_use_and_no_others(starter):
    def explained(scene):
        return [word for group in scene.group("mark-legend").walk() for word in words(group)]

    assert explained(panel(starter, "2022-10-15")) == ["“nearly”, “at most”, “less than”"]
    assert explained(panel(starter)) == [
        "single figure, no range given",
        "range",
        "range, “about”",
        "“nearly”, “at most”, “less than”",
    ]


def test_selecting_an_event_marks_its_estimates_and_no_others(starter):
    scene = panel(starter, selected=Item("event", 0))
    ringed = [one.group.id for one in seen(scene) if one.part.ink.role is Role.SELECTION]
    assert ringed == ["estimate:0"]


# Any timeline


def at(date: str, value: float, **changes):
    return estimate(date, Quantity(best=value), **changes)


def test_an_older_figure_of_the_same_publisher_is_grey_in_the_same_row():
    index = index_of(at("2022-09-01", 1000), at("2022-10-01", 3000))
    (block,) = blocks(panel(index))
    (row,) = rows(block)
    assert words(row)[0] == "3,000"
    (now,), (then,) = marks(row), marks(row, GREY)
    assert then.x < now.x
    assert then.y == now.y


def test_a_possible_figure_is_marked_and_displaces_no_known_one():
    index = index_of(at("2022-09-01", 1000), at("2022-10", 3000))
    (block,) = blocks(panel(index, "2022-10-15"))
    known, possible = rows(block)
    assert (words(known)[0], words(possible)[0]) == ("1,000", "3,000")
    assert [any("possibly" in line for line in words(row)) for row in (known, possible)] == [False, True]


def test_figures_of_different_publishers_have_a_row_each():
    index = index_of(at("2022-09-01", 1000), at("2022-09-01", 3000, publisher="csis"))
    (block,) = blocks(panel(index))
    assert [words(row)[0] for row in rows(block)] == ["1,000", "3,000"]


def test_a_figure_for_a_day_never_shares_a_scale_with_a_cumulative_one():
    index = index_of(at("2022-09-01", 1000), at("2022-09-01", 100, per="P1D"))
    assert [figures(block)[-1] for block in blocks(panel(index))] == ["1,000", "100"]
    assert [group.kind for group in panel(index).groups].count("rule") == 1


def test_cumulative_figures_have_their_scale_below_them_even_if_figures_for_a_day_reach_as_far():
    index = index_of(at("2022-09-01", 1000), at("2022-09-01", 1000, per="P1D"))
    assert [figures(block)[-1:] for block in blocks(panel(index))] == [["1,000"], ["1,000"]]


def test_a_row_names_its_sources_by_number_only_on_a_page_that_lists_them(starter):
    def said(**changes) -> dict[str, str]:
        scene = panel(starter, **changes)
        return {row.id: " ".join(words(row)) for block in blocks(scene) for row in rows(block)}

    cited = said(cites=True)
    assert "Russian MoD [1, 2]" in cited["estimate:0"]
    assert "CSIS [1, 3]" in cited["estimate:1"]
    assert all("UK MoD [1, 4]" in cited[name] for name in ("estimate:2", "estimate:3"))
    assert all("Ukraine MoD [1, 5]" in cited[name] for name in ("estimate:4", "estimate:5"))
    assert not any("[" in one for one in said().values())


def test_groups_of_far_smaller_reach_have_a_scale_of_their_own():
    index = index_of(at("2022-09-01", 100_000), at("2022-09-01", 100, measure="wounded"))
    assert [figures(block)[-1] for block in blocks(panel(index))] == ["100,000", "100"]


@pytest.mark.parametrize("value", [6000, 149_240, 38, 3.0, 99_999_999, 7_000_000_000])
@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("width", [240, 300, 339, 340, 360, 400, 420, 700])
def test_the_last_line_of_a_scale_has_its_figure_in_a_panel_of_any_width(value, log, width):
    index = index_of(at("2022-09-01", value), at("2022-09-01", 2, publisher="csis"))
    (block,) = blocks(panel(index, width=width, log=log))
    xs = [part.x1 for part in block.parts if isinstance(part, Line)]
    xs += [part.x1 for row in rows(block) for part in row.parts if isinstance(part, Line)]
    labels = [part for part in block.parts if isinstance(part, Text) and part.align is Align.MIDDLE]
    assert labels[-1].box.x <= max(xs) <= labels[-1].box.right
    assert labels[-1].box.right <= width
    assert float(labels[-1].text.replace(",", "")) >= value
    assert len(labels) >= 2 or width < 360
    steps = [right.x - left.x for left, right in pairwise(labels)]
    assert steps == pytest.approx([steps[0]] * len(steps) if steps else [], abs=20)


def test_what_has_no_number_says_so_and_has_no_mark():
    (block,) = blocks(panel(index_of(estimate("2022-09-01", Quantity()))))
    (row,) = rows(block)
    assert words(row)[0] == "no number"
    assert marks(row) == []


def test_undated_figures_are_counted():
    scene = panel(index_of(estimate(), at("2022-09-01", 1)))
    assert accounted(scene) == ["1 of 2 without any date, in the undated tray"]


def test_where_every_figure_is_shown_nothing_is_accounted_for(starter):
    assert accounted(panel(starter)) == []


def test_a_timeline_without_estimates_says_so():
    scene = panel(index_of(event("2022")))
    assert accounted(scene) == ["This timeline holds no estimates."]


estimate_lists = st.lists(estimates(), max_size=8)
as_ofs = st.integers(-10, 950).map(day_text)
widths = st.integers(240, 700)


@settings(max_examples=40)
@given(estimate_lists, as_ofs, widths)
@example([estimate("2020", Quantity(high=10.0, relation=Relation.NEARLY))], "2023", 240)
def test_no_text_leaves_the_panel_nor_overlaps_another(records, as_of, width):
    scene = panel(index_of(*records), as_of, width)
    boxes = [one.box for one in seen(scene) if isinstance(one.part, Text)]
    assert all(box.x >= 0 and box.right <= width and box.bottom <= scene.height for box in boxes)
    assert overlapping([Box(box.x, box.y + 2, box.width, box.height - 4) for box in boxes]) == []


@settings(max_examples=40)
@given(estimate_lists, as_ofs, widths)
def test_no_mark_lies_over_a_text_or_leaves_the_panel(records, as_of, width):
    scene = panel(index_of(*records), as_of, width)
    found = list(seen(scene))
    boxes = [
        Box(one.box.x, one.box.y + 3, one.box.width, one.box.height - 6) for one in found if isinstance(one.part, Text)
    ]
    for one in found:
        if one.part.ink.role in (*MARKS, *GREY, Role.INK_LINE, Role.INK_EARLIER_LINE):
            assert one.box.x >= 0
            assert one.box.right <= width
            assert not any(one.box.overlaps(box) for box in boxes)


@settings(max_examples=40)
@given(estimate_lists, as_ofs)
def test_every_current_estimate_has_one_row_and_the_rest_are_counted(records, as_of):
    index = index_of(*records)
    scene = panel(index, as_of)
    current = current_at(index.timeline.estimates, When.from_edtf(as_of).latest)
    shown = [row.id for block in blocks(scene) for row in rows(block)]
    assert sorted(shown) == sorted(f"estimate:{row}" for one in current for row in (*one.known, *one.possible))
    drawn = {row for one in current for row in (*one.known, *one.possible, *one.earlier)}
    drawn |= {other for row in drawn for other in index.timeline.estimates.series.tellings(row)}
    hidden = [one.date for row, one in enumerate(records) if row not in drawn]
    undated = sum(date is None for date in hidden)
    open_ended = sum(date is not None and date.earliest == -math.inf for date in hidden)
    expected = [
        (open_ended, "undated, reported by a later date: may have been out by then"),
        (len(hidden) - undated - open_ended, "of a later date"),
        (undated, "without any date, in the undated tray"),
    ]
    said = [f"{count} of {len(records)} {rest}" for count, rest in expected if count]
    assert accounted(scene) == (said if records else ["This timeline holds no estimates."])


@settings(max_examples=30)
@given(estimate_lists, as_ofs)
def test_the_groups_lie_under_each_other(records, as_of):
    found = [[bounds(one.part) for one in seen(panel(index_of(*records), as_of)) if one.group == block]
             for block in blocks(panel(index_of(*records), as_of))]  # fmt: skip
    for above, below in pairwise(found):
        assert min(box.y for box in below) >= max(box.bottom for box in above) - 4


@pytest.mark.parametrize("width", [240, 260, 339, 340, 700])
def test_long_names_and_figures_stay_within_the_panel(starter, width):
    index = index_of(
        at("2022-09-01", 1_234_567_890, measure=LONG, publisher="a publisher " * 12),
        estimate("2022-09-01", Quantity(1e9, None, 2e9, Relation.RANGE, True), per="P1Y6M"),
    )
    for one in seen(panel(index, width=width)):
        assert isinstance(one.part, Line | Rect) or (one.box.x >= 0 and one.box.right <= width)


def test_values_are_never_cut(starter):
    stated = "between forty thousand and sixty to 70 k"
    index = index_of(estimate("2022-09-01", stated=stated))
    for width in range(260, 701, 20):
        assert values(panel(starter, width=width)) == values(panel(starter))
        assert values(panel(index, width=width)) == {"estimate:0": stated}


def test_a_figure_is_put_as_stated_up_to_40_characters():
    short, long = "between forty thousand and sixty to 70 k", "between forty thousand and sixty to 70 kk"
    assert (len(short), len(long)) == (40, 41)
    index = index_of(at("2022-09-01", 1000, stated=short), at("2022-09-01", 2000, stated=long, publisher="csis"))
    assert values(panel(index)) == {"estimate:0": short, "estimate:1": "2,000"}


def test_since_when_is_counted_is_said_once_where_all_say_the_same_and_else_in_each_row():
    same = index_of(at("2022-09-01", 1, since="2022-02"), at("2022-09-01", 2, since="2022-02", publisher="csis"))
    (block,) = blocks(panel(same))
    assert block.title == "Killed since Feb 2022"
    assert not any("since" in line for row in rows(block) for line in words(row))
    different = index_of(at("2022-09-01", 1, since="2022-02"), at("2022-09-01", 2, publisher="csis"))
    (block,) = blocks(panel(different))
    assert block.title == "Killed"
    assert [[line for line in words(row) if "since" in line] for row in rows(block)] == [["since Feb 2022"], []]


@pytest.mark.parametrize(
    ("date", "at", "said"),
    [
        ("2022-09", "2023-03-01", "5 to 6 months before"),
        ("2023-02-01", "2023-03-01", "27 days before"),
        ("2023-02-27", "2023-03-01", "1 day before"),
        ("2023-02-28", "2023-03-01", ""),
        ("2023-02", "2023-03-15", "14 to 41 days before"),
        ("2022-12-31", "2023-03-01", "2 months before"),
        ("2020-03-01", "2023-03-01", "3 years before"),
        ("[..2022-09]", "2023-03-01", "at least 5 months before"),
        ("[..2023-02-27]", "2023-03-01", "at least 1 day before"),
        ("2024", "2023-03-01", ""),
    ],
)
def test_a_figure_says_how_old_it_is(date, at, said):
    assert age_words(When.from_edtf(date), When.from_edtf(at).earliest) == said
    assert age_words(None, calendar.DAY) == ""


def test_a_cursor_at_another_time_leaves_the_timeline_as_it_was(starter):
    first = panel(starter)
    panel(starter, "2022-10-15")
    assert panel(starter) == first
    assert replace(first) == first


@pytest.fixture(scope="module")
def with_daily(root) -> TimelineIndex:
    daily = root.parent / "shared" / "data" / "losses" / "ukraine_mod_personnel_daily.json"
    if not daily.exists():
        pytest.skip("the ministry's daily figures are not here")
    return TimelineIndex.of(read_files([root / "seeds" / "russian-losses-2023.timeline.json", daily]).timeline)


def test_one_figure_of_two_sources_is_told_in_the_words_of_both(with_daily):
    said = " ".join(texts(panel(with_daily, width=700.0)))
    assert said.count("149,240 ") >= 1
    assert "one figure, told by 2 sources, as 149,240 “death toll” and about 149,240 “personnel”" in said


def test_a_count_that_goes_by_another_name_says_by_which_on_every_day(with_daily):
    assert "“personnel”, taken to mean killed" in texts(panel(with_daily, "2022-10-01", 700.0))


def test_nobody_is_less_than_somebody():
    index = index_of(estimate("2023", Quantity(best=5), publisher="csis"), estimate("2023", Quantity(best=0)))
    assert [row.id for row in rows(blocks(panel(index, "2024"))[0])] == ["estimate:1", "estimate:0"]


def test_a_logarithmic_scale_has_no_place_for_zero():
    index = index_of(
        estimate("2023", Quantity(best=5000), publisher="csis"),
        estimate("2023", Quantity(best=0)),
        estimate("2023", Quantity(0, None, 900, Relation.RANGE), publisher="x"),
    )
    for log in (False, True):
        scene = panel(index, "2024", 700.0, log=log)
        found = {row.id: len(marks(row)) for row in rows(blocks(scene)[0])}
        assert found == {"estimate:0": 1, "estimate:1": 0 if log else 1, "estimate:2": 0 if log else 1}
        assert texts(scene).count("this scale has no place for 0") == (2 if log else 0)


def test_of_many_earlier_figures_each_tick_is_where_its_number_is():
    records = [estimate(f"2023-01-{1 + day:02}", Quantity(best=1000.0 + 997 * day)) for day in range(28)]
    index = index_of(*records)
    scene = panel(index, "2023-02-01")
    (block,) = blocks(scene)
    (row,) = rows(block)
    ticks = [part.x1 for part in row.parts if isinstance(part, Line) and part.ink.role is Role.INK_EARLIER_LINE]
    zero, (latest,) = grid(block)[0], [mark.x for mark in marks(row)]
    numbers = [(x - zero) / (latest - zero) * records[-1].quantity.best for x in ticks]
    assert len(numbers) > 10
    assert all(min(abs(number - one.quantity.best) for one in records) < 0.01 for number in numbers)
    assert all(right - left >= 6 - 1e-6 for left, right in pairwise(ticks))


@pytest.mark.parametrize("date", ["2022-10-01", "2023-02-28"])
def test_a_row_lights_up_for_a_figure_that_it_replaced_and_for_another_telling(with_daily, date):
    records = with_daily.timeline.estimates.records
    total = with_daily.timeline.estimates.row_of("ukraine-mod-killed")
    for row, record in enumerate(records):
        if record.measure == "personnel" and record.as_of.edtf == date:
            scene = panel(with_daily, selected=Item("estimate", row))
            lit = [one.id for block in blocks(scene) for one in rows(block) if marks(one, (Role.SELECTION,))]
            assert lit == [f"estimate:{total}"]


def test_on_a_page_a_figure_without_a_source_names_its_file(with_daily):
    said = " ".join(texts(panel(with_daily, "2022-10-01", 700.0, cites=True)))
    assert "Ukraine MoD [ukraine_mod_personnel_daily.json]" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Russian MoD [1, 2]" in said.replace("\N{NO-BREAK SPACE}", " ")


def test_a_logarithmic_scale_is_marked_at_every_group(starter):
    for log in (False, True):
        scene = panel(starter, log=log)
        assert [any("log scale" in said for said in words(block)) for block in blocks(scene)] == [log] * 5
