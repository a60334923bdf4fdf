"""Lanes by number of events or by the sum of a figure that these carry, chosen in a menu; sums lead to their events."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListWidget

from tests.ui.gestures import click
from tests.ui.shown import words_of

GED = "id,type_of_violence,dyad_name,source_office,where_coordinates,date_prec,date_start,date_end,best,high,low"
ROWS = (
    "1,1,A - B,Reuters,Homs,1,2011-07-05,2011-07-05,6,9,2",
    "2,1,A - B,AFP,Hama,1,2011-07-05,2011-07-05,1,1,1",
    "3,1,A - B,AP,Idlib,4,2011-07-01,2011-07-31,30,45,20",
    "4,1,A - B,AP,Idlib,1,2011-07-05,2011-07-05,,,",
)


@pytest.fixture
def ged(make_window, tmp_path):
    """The window on four events of UCDP GED, three of one day, one of these without figures, and one of its month."""
    path = tmp_path / "ged.csv"
    path.write_text("\n".join((GED, *ROWS)) + "\n", "utf-8")
    return make_window(path)


def choices(window):
    menu = window._counting.menu
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_the_menu_names_the_figure_and_whose_it_is(ged):
    assert list(choices(ged)) == ["Number of events", "Sum of: Killed (“best”), UCDP GED"]
    assert choices(ged)["Number of events"].isChecked()


def test_events_without_figures_have_nothing_to_sum_up(window):
    assert not choices(window)["Events here carry no figures of their own"].isEnabled()


def test_lanes_sum_up_the_chosen_figure_and_the_panel_says_which_and_whose(ged):
    assert not ged.side.isVisible()
    choices(ged)["Sum of: Killed (“best”), UCDP GED"].trigger()
    assert ged.side.isVisible()
    said = " ".join(words_of(ged.estimates.scene))
    assert "Killed (“best”), UCDP GED" in said
    assert "best 37, low 23, high 55 in 3 events" in said
    assert "30 (20–45) dated more vaguely" in words_of(ged.canvas.drawing.scene)
    choices(ged)["Number of events"].trigger()
    assert not ged.side.isVisible()
    assert ged.canvas.drawing.scene.group("event:0")


def test_a_sum_leads_to_its_events_and_these_to_publisher_and_line(ged):
    choices(ged)["Sum of: Killed (“best”), UCDP GED"].trigger()
    drawing, view = ged.canvas.drawing, ged.state.view
    day = ged.state.timeline.event(0).when.earliest
    x = drawing.plot.x + view.window.x_of(day + 43200, drawing.plot.width)
    click(ged.canvas, QPoint(round(x), round(drawing.plot.y + 40)))
    assert ged.search.results.isVisible()
    listed = ged.search.results.findChild(QListWidget)
    assert [listed.item(row).text() for row in range(listed.count())] == [
        "2–9, best 6: A - B, Homs, 5 Jul 2011",
        "1: A - B, Hama, 5 Jul 2011",
        "20–45, best 30: A - B, Idlib, between 1 and 31 Jul 2011",
    ]
    ged.search.results.step(1)
    assert ged.state.view.selected is not None
    text = ged.details.toPlainText()
    assert "UCDP GED" in text
    assert "ged.csv, line 2" in text


def test_the_choice_stays_while_a_file_is_read_again_and_ends_with_another(ged, tmp_path, qtbot):
    choices(ged)["Sum of: Killed (“best”), UCDP GED"].trigger()
    with qtbot.waitSignal(ged.state.document_changed):
        ged.files.reload()
    assert ged.state.view.counted == ("killed", "ucdp-ged", "best")
    other = tmp_path / "other.csv"
    other.write_text("when,title\n2011-07-05,Without figures\n", "utf-8")
    ged.open_files([str(other)])
    assert ged.state.view.counted is None


def test_a_filter_sums_up_what_it_leaves(ged, qtbot):
    choices(ged)["Sum of: Killed (“best”), UCDP GED"].trigger()
    with qtbot.waitSignal(ged.search.found):
        ged.search.setText("Homs")
    ged.actions_by_name["filter"].trigger()
    assert "best 6, low 2, high 9 in 1 event" in " ".join(words_of(ged.estimates.scene))
