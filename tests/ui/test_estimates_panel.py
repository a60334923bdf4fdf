"""The estimates panel: selecting there and on the canvas is one thing, and every width is readable."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.gestures import click, place_of
from tests.ui.shown import items_of, words_of
from timeline_app.layout.scene import Ink, Role
from timeline_app.layout.view import Item
from timeline_app.model.when import When
from timeline_app.ui.estimates_panel import LEAST_WIDTH

STARTER = [f"estimate:{row}" for row in range(6)]


def place_in_panel(window, group_id: str) -> QPoint:
    area = window.estimates.scene.group(group_id).area
    return QPoint(round(area.x + 30), round(area.middle))


def ringed(scene) -> set[str]:
    """The groups with the ring of the selection."""
    return {
        group.id for group in scene.walk() for part in group.parts if getattr(part, "ink", None) == Ink(Role.SELECTION)
    }


def test_all_that_is_known_at_the_reference_date_is_compared(window):
    assert items_of(window.estimates.scene) == STARTER
    words = " ".join(words_of(window.estimates.scene))
    for figure in ("nearly 6,000", "60,000–70,000", "175,000–200,000", "approximately 40,000–60,000", "149,240", "550"):
        assert figure in words


@pytest.mark.parametrize("group", STARTER)
def test_a_click_selects_the_estimate_here_and_on_the_canvas(window, group):
    click(window.estimates.widget(), place_in_panel(window, group))
    assert window.state.view.selected.group_id == group
    assert ringed(window.estimates.scene) == {group}
    assert ringed(window.canvas.drawing.scene) == {group}
    assert window.details.isVisible()


@pytest.mark.parametrize("group", STARTER)
def test_an_estimate_that_is_selected_on_the_canvas_is_marked_here(window, group):
    click(window.canvas, place_of(window.canvas, group))
    assert ringed(window.estimates.scene) == {group}


def test_the_mark_goes_where_the_selection_goes(window):
    for group in STARTER:
        click(window.canvas, place_of(window.canvas, group))
        assert ringed(window.estimates.scene) == {group}
    window.state.select(None)
    assert ringed(window.estimates.scene) == set()


def test_an_event_that_is_selected_marks_the_estimates_that_it_gives(window):
    click(window.canvas, place_of(window.canvas, "event:0"))
    assert ringed(window.estimates.scene) == {"estimate:0"}


def test_a_click_beside_all_figures_selects_nothing(window):
    window.state.select(Item("estimate", 0))
    click(window.estimates.widget(), QPoint(30, 4))
    assert window.state.view.selected is None


def test_hovering_says_the_whole_of_an_estimate(window):
    sheet = window.estimates.widget()
    place = place_in_panel(window, "estimate:2")
    QApplication.sendEvent(sheet, QHelpEvent(QHelpEvent.Type.ToolTip, place, sheet.mapToGlobal(place)))
    assert QToolTip.text().startswith("175,000–200,000: UK MoD, casualties")


@pytest.mark.parametrize("width", [260, 300, 339, 340, 400, 550, 700])
def test_at_every_width_the_texts_lie_inside(window, width):
    window.body.splitter.setSizes([1440 - width, width])
    scene = window.estimates.scene
    scroll_bar = window.estimates.width() - window.estimates.viewport().width()
    assert abs(scene.width + scroll_bar - width) <= window.body.splitter.handleWidth() + 2
    assert items_of(scene) == STARTER
    for text in scene.texts():
        assert text.box.x >= 0, text.text
        assert text.box.right <= scene.width, text.text
        assert text.box.bottom <= scene.height, text.text


def test_the_panel_is_never_too_narrow_to_be_read(window):
    window.body.splitter.setSizes([1430, 10])
    assert window.estimates.width() >= LEAST_WIDTH


def test_what_has_no_room_can_be_scrolled_to(make_window):
    window = make_window(size=(1000, 420))
    bar = window.estimates.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    bottom = window.estimates.widget().mapTo(
        window.estimates.viewport(), QPoint(0, round(window.estimates.scene.height))
    )
    assert bottom.y() <= window.estimates.viewport().height()


@pytest.mark.parametrize("size", [(1000, 420), (1440, 900)])
@pytest.mark.parametrize("group", STARTER)
def test_the_panel_scrolls_to_the_estimate_that_is_selected(make_window, qtbot, size, group):
    window = make_window(size=size)
    for earlier in (None, Item("event", 1), Item("estimate", 0), Item("estimate", 5)):
        window.state.select(earlier)
        window.state.select(Item("estimate", int(group[-1])))
        qtbot.waitUntil(lambda: is_in_view(window.estimates, group), timeout=1000)


def is_in_view(panel, group_id: str) -> bool:
    """Whether all of a row of the panel is to be seen."""
    area = panel.scene.group(group_id).area
    top = panel.widget().mapTo(panel.viewport(), QPoint(0, 0)).y()
    return top + area.y >= 0 and top + area.bottom <= panel.viewport().height()


def test_the_panel_stays_where_it_is_for_an_event_and_for_no_selection(make_window):
    window = make_window(size=(1000, 420))
    bar = window.estimates.verticalScrollBar()
    bar.setValue(20)
    for item in (Item("event", 1), None):
        window.state.select(item)
        assert bar.value() == 20


def test_a_timeline_without_estimates_has_no_panel(make_window, many):
    assert not make_window(many).estimates.isVisible()


def test_a_screen_reader_is_told_every_figure(window):
    words = window.estimates.widget().accessibleDescription()
    assert sum(" MoD, " in said or "CSIS, " in said for said in words.split("; ")) == 6
    assert "149,240: Ukraine MoD, killed" in words


def test_panning_does_not_lay_the_comparison_out_again(window):
    before = window.estimates.scene
    window.state.pan(0.2)
    assert window.estimates.scene is before


def test_a_figure_picked_in_the_panel_is_shown_where_it_lies_in_time(window):
    far = When.from_edtf("2010").earliest
    window.state.show_window(window.state.view.window.centred(far))
    group = window.estimates.scene.group("estimate:4")
    click(window.estimates._sheet, QPoint(round(group.area.x + 20), round(group.area.middle)))
    assert window.state.view.selected == Item("estimate", 4)
    assert window.state.view.window.contains(When.from_edtf("2023-02-28").earliest)
