"""Light and dark: chosen in the menu, or the system's."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QMenu

from timeline_app.paint.fonts import window_fonts
from timeline_app.paint.theme import theme
from timeline_app.ui.main_window import MainWindow


@pytest.fixture
def system(monkeypatch):
    """Says whether the system is light or dark, and tells who listens."""

    def change(scheme: Qt.ColorScheme) -> None:
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: scheme)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    return change


def choose(window, name: str) -> None:
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.title() == "&Theme")
    next(action for action in menu.actions() if action.text() == name).trigger()


def ground_of(window) -> str:
    """The colour of the canvas where nothing is."""
    image = window.canvas.grab().toImage()
    return image.pixelColor(round(image.width() * 0.5), image.height() - 5).name()


@pytest.mark.parametrize(("words", "name"), [("Light", "light"), ("Dark", "dark")])
def test_a_chosen_theme_colours_every_part(window, words, name):
    choose(window, words)
    colours = theme(name).colours
    assert ground_of(window) == colours["canvas"]
    panel = window.estimates.grab().toImage()
    assert panel.pixelColor(panel.width() // 2, 3).name() == colours["panel"]
    assert (window.palette().window().color().lightness() < 128) is (name == "dark")


def test_the_look_can_be_changed_back_and_forth(window):
    pictures = []
    for words in ("Light", "Dark", "Light", "Dark"):
        choose(window, words)
        pictures.append(window.grab().toImage())
    assert pictures[0] == pictures[2] != pictures[1] == pictures[3]


def test_the_window_follows_the_system(window, system):
    system(Qt.ColorScheme.Dark)
    assert ground_of(window) == theme("dark").colours["canvas"]
    system(Qt.ColorScheme.Light)
    assert ground_of(window) == theme("light").colours["canvas"]


def test_a_chosen_theme_stays_whatever_the_system_does(window, system):
    choose(window, "Light")
    system(Qt.ColorScheme.Dark)
    assert ground_of(window) == theme("light").colours["canvas"]
    choose(window, "System")
    assert ground_of(window) == theme("dark").colours["canvas"]


def test_a_chosen_theme_is_there_the_next_time(window, make_window):
    choose(window, "Dark")
    assert ground_of(make_window()) == theme("dark").colours["canvas"]


def test_a_change_of_the_system_after_a_window_is_gone_is_no_error(fusion, system):
    window = MainWindow(window_fonts())
    window.close()
    shiboken6.delete(window)
    system(Qt.ColorScheme.Dark)


def test_the_card_is_written_in_the_colours_of_the_theme(window):
    window.state.step("event", 1)
    choose(window, "Dark")
    assert theme("dark").colours["text_muted"] in window.details.toHtml()
